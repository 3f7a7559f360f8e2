"""What a reader does with a page: turn it, search, copy, print, change its colours."""

import io
import re
import unicodedata

import pypdf
import pytest

from support import CHAPTERS, SITE, Anatomy, open_window, settle

needs_chapters = pytest.mark.skipif(len(CHAPTERS) < 2, reason="the site has fewer than two chapters")


def test_moved_pages_lead_on(visit, small_book):
    # This book has moved no page yet; the small one has.
    page = visit("02-gates.html", origin=small_book.as_uri(), java_script_enabled=False)
    page.wait_for_url("**/02-logic-gates.html")
    assert page.trouble == []


def test_text_stands_out_from_every_ground(visit):
    # axe-core does not judge text on a gradient, and code stands on one.
    script = """([inks, grounds]) => {
      const probe = document.body.appendChild(document.createElement('i'));
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const light = name => {
        probe.style.setProperty('color', `var(--${name})`);
        canvas.fillStyle = getComputedStyle(probe).color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map(byte => byte / 255)
          .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      return inks.flatMap(ink => grounds.map(ground => {
        const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
        return [ink, ground, (a + 0.05) / (b + 0.05)];
      }));
    }"""
    inks = ["ink", "quiet", "accent", "result", "error", "warning", "keyword", "type", "string", "number"]
    for scheme in ("light", "dark"):
        page = visit("index.html", color_scheme=scheme, bypass_csp=True)
        found = page.evaluate(script, [inks, ["paper", "paper-2"]])
        assert len(found) == 20
        assert [pair for pair in found if round(pair[2], 2) < 4.5] == [], scheme


def test_a_figure_among_words_is_spoken_copied_and_redrawn_in_the_dark(visit, small_book):
    page = visit("02-logic-gates.html", origin=small_book.as_uri(), color_scheme="dark")
    figure = page.get_by_role("img", name="ever more slowly", exact=True)
    assert figure.count() == 1
    sentence = page.locator("p", has=figure)
    copied = sentence.evaluate("""text => {
      getSelection().selectAllChildren(text);
      return getSelection().toString();
    }""")
    assert copied == "The loss falls ever more slowly, and stays there."
    ink = "element => getComputedStyle(element).stroke"
    dark = figure.locator("path").evaluate(ink)
    page.emulate_media(color_scheme="light")
    assert dark != figure.locator("path").evaluate(ink)


@needs_chapters
def test_arrows_turn_pages_but_not_while_typing(visit):
    page = visit(CHAPTERS[0])
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/{CHAPTERS[1]}")
    page.keyboard.press("/")
    page.keyboard.type("a/?")
    page.keyboard.press("ArrowLeft")
    assert page.locator("dialog input").input_value() == "a/?"
    assert page.url.endswith(CHAPTERS[1])
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/{CHAPTERS[0]}")
    assert page.trouble == []


@needs_chapters
def test_help_opens_and_closes(visit):
    page = visit(CHAPTERS[0])
    page.keyboard.press("?")
    assert page.locator("dialog.help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog.help").is_visible()
    page.keyboard.press("?")
    page.get_by_role("button", name="Close").click()
    assert not page.locator("dialog.help").is_visible()
    assert page.trouble == []


@needs_chapters
def test_everything_can_be_reached_and_the_first_stop_skips_to_the_text(visit):
    page = visit(CHAPTERS[0], reduced_motion="reduce")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page.content"
    stops = page.evaluate(
        "[...document.querySelectorAll('a[href]:not([tabindex=\"-1\"]), button, summary, [tabindex=\"0\"]')]"
        ".filter(element => element.checkVisibility()).length")
    page = visit(CHAPTERS[0], reduced_motion="reduce")
    page.evaluate("{ window.reached = new Set(); addEventListener('focusin', event => reached.add(event.target)); }")
    for _ in range(stops):
        page.keyboard.press("Tab")
    assert page.evaluate("reached.size") >= stops - 1


@needs_chapters
def test_theme_is_kept_and_never_flashes(visit):
    page = visit(CHAPTERS[0], color_scheme="light")
    button = page.get_by_role("button", name="Theme")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button.click()
    assert button.inner_text() == "Theme: light"
    button.click()
    dark = page.evaluate(paper)
    assert light != dark
    # The first colour that the next page computes is the chosen one: the script runs before the body exists.
    page.add_init_script("""new MutationObserver((_, observer) => { if (document.body) {
        window.firstPaper = getComputedStyle(document.body).backgroundColor; observer.disconnect(); } })
        .observe(document, { childList: true, subtree: true })""")
    page.reload()
    assert page.evaluate("window.firstPaper") == dark
    button.click()
    assert page.evaluate(paper) == light


@needs_chapters
def test_contents_follow_reading_and_the_cover_offers_the_place(visit):
    name = max(CHAPTERS, key=lambda name: (SITE / name).read_text().count("<h2"))
    page = visit(name, reduced_motion="reduce")
    last = page.locator(".contents > details > ol > li > a").last
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    current = page.locator(".contents [aria-current]")
    current.wait_for()
    assert current.count() == 1
    marked = current.inner_text()
    assert marked
    assert last.is_visible()
    page.goto((SITE / "index.html").as_uri())
    assert marked in page.locator(".place").inner_text()


@needs_chapters
def test_terms_are_explained_beside_the_word(visit):
    name = next(name for name in CHAPTERS if any(link.startswith("glossary.html#") for link in Anatomy(name).links))
    page = visit(name)
    link = page.locator('main p a[href^="glossary.html#"]').first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.locator(".preview").wait_for()
    assert link.get_attribute("aria-describedby") == "page.preview"
    page.keyboard.press("Escape")
    page.locator(".preview").wait_for(state="hidden")
    link.hover()
    page.locator(".preview").wait_for()
    assert page.trouble == []


@needs_chapters
def test_prints_without_the_furniture(visit):
    page = visit(CHAPTERS[0], color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for furniture in (".bar", ".contents", ".turn", ".foot"):
        assert not page.locator(furniture).first.is_visible()
    assert len(page.pdf()) > 5000


def on_paper(page):
    """The beginnings of the page's notes, the labels of its figures and in its drawings, and what paper has not of them."""
    notes = page.eval_on_selector_all(
        ".side-note", "notes => notes.map(note => note.textContent.trim().split(/\\s+/).slice(1, 6).join(' '))")
    figures = page.eval_on_selector_all("figcaption .label", "labels => labels.map(label => label.textContent.trim())")
    drawn = page.eval_on_selector_all(
        ".drawing svg", "all => all.map(svg => (svg.querySelector('text')?.textContent ?? '').trim())")
    text = "".join(leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(page.pdf())).pages)

    def flat(text):
        # A ligature on paper is two letters on the page.
        return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))

    missing = [passage for passage in notes + figures + drawn if flat(passage) not in flat(text)]
    return notes, figures, missing


def test_notes_and_figures_are_printed(visit, small_book):
    # This book has no side note yet; the small one has.
    notes, figures, missing = on_paper(visit("02-logic-gates.html", origin=small_book.as_uri()))
    assert notes and figures
    assert missing == []


@pytest.mark.parametrize("name", CHAPTERS[:3])
def test_figures_are_printed(visit, name):
    _, figures, missing = on_paper(visit(name))
    assert figures
    assert missing == []


def test_weighs_little():
    weight = sum(path.stat().st_size for path in (SITE / "assets").iterdir() if path.name != "search-index.js")
    assert weight <= 60 * 1024
    assert sum(path.stat().st_size for path in (SITE / "assets").glob("*.js") if path.name != "search-index.js") <= 20 * 1024


# How long a page takes is for measure.py to say, since it depends on the machine. What it takes long for is counted here.
def test_opens_with_few_requests_and_layouts(browser):
    longest = max(CHAPTERS, default="index.html", key=lambda name: (SITE / name).stat().st_size)
    for name in ("index.html", longest):
        page = open_window(browser)
        asked = []
        page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        page.goto((SITE / name).as_uri())
        settle(page)
        counts = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]
                  if metric["name"] in ("LayoutCount", "Nodes", "RecalcStyleCount")}
        elements = page.evaluate("document.querySelectorAll('*').length")
        page.context.close()
        assert sorted(set(asked)) == sorted([name, "book.css", "book.js", "icon.svg"])
        # A script that reads a position after each change makes as many layouts as there are elements of a kind.
        assert counts["LayoutCount"] <= 40 and counts["RecalcStyleCount"] <= 40, counts
        # The page, and little that the script holds beside it.
        assert counts["Nodes"] <= 4 * elements, counts


def test_nothing_moves_for_those_who_ask_for_that(visit):
    script = """[getComputedStyle(document.documentElement).scrollBehavior, [...document.querySelectorAll('*')]
        .filter(element => getComputedStyle(element).transitionDuration !== '0s'
          || getComputedStyle(element).animationName !== 'none').length]"""
    for name in ("index.html", max(CHAPTERS, default="index.html", key=lambda name: (SITE / name).stat().st_size)):
        assert visit(name, reduced_motion="reduce").evaluate(script) == ["auto", 0]


@pytest.mark.skipif(not CHAPTERS, reason="the site has no chapters")
def test_a_jump_to_a_far_place_arrives_at_once_and_one_nearby_glides(visit):
    longest = max(CHAPTERS, key=lambda name: (SITE / name).stat().st_size)
    far = "document.querySelectorAll('main h2[id]')[document.querySelectorAll('main h2[id]').length - 1]"
    page = visit(longest)
    place = page.evaluate(f"{far}.id")
    # Two frames: a gliding page is not far from where it was then.
    top = f"""() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
      () => done({far}.getBoundingClientRect().top))))"""
    assert abs(page.evaluate(top)) > 3000
    page.evaluate("""place => {
      const link = document.body.appendChild(Object.assign(document.createElement('a'), { href: '#' + place }));
      link.click();
    }""", place)
    assert abs(page.evaluate(top)) < page.viewport_size["height"]
    address = page.url.split("#")[0]
    page.goto("about:blank")
    page.goto(f"{address}#{place}")
    assert abs(page.evaluate(top)) < page.viewport_size["height"]
    style = "() => getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(style) == "auto"
    page.evaluate("""place => {
      scrollBy({ top: -300, behavior: 'instant' });
      const link = document.body.appendChild(Object.assign(document.createElement('a'), { href: '#' + place }));
      link.click();
    }""", place)
    assert page.evaluate(style) == "smooth"
    for _ in range(100):
        page.wait_for_timeout(50)
        if page.evaluate(style) == "auto":
            break
    assert page.evaluate(style) == "auto"
