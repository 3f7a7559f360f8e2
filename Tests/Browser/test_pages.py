"""Every page as readers meet it: on a wide screen and on a phone, in light and dark, with and without scripts.

A page is opened once each way, in windows that a process keeps; the tests look at what is open in turn, and leave it as
they found it.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from support import READ, REFERENCE, SITE, open_window, settle, together

# The reference's pages come from one template: one in twelve stands for the rest.
LOOKED_AT = READ + REFERENCE[::12]

OBSERVE = """window.shift = 0; new PerformanceObserver(list => list.getEntries()
    .forEach(entry => window.shift += entry.value)).observe({ type: 'layout-shift', buffered: true })"""


class Windows:
    """Three windows, in which a process reads one page after the other: none remembers the page before."""

    def __init__(self, browser):
        script = f"localStorage.clear(); {OBSERVE}"
        self.wide = open_window(browser, script=script, reduced_motion="reduce", color_scheme="light")
        self.narrow = open_window(browser, script=script, width=320)
        self.without_scripts = open_window(browser, java_script_enabled=False)
        self.all = (self.wide, self.narrow, self.without_scripts)

    def turn_to(self, name):
        for window in self.all:
            window.trouble.clear()
            window.goto((SITE / name).as_uri())
        for window in (self.wide, self.narrow):
            settle(window)
        # What a timer moves, it moves soon.
        self.wide.wait_for_timeout(200)

    def close(self):
        for window in self.all:
            window.context.close()


@pytest.fixture(scope="session")
def windows(browser):
    windows = Windows(browser)
    yield windows
    windows.close()


# The heaviest first: the processes then end together.
@pytest.fixture(
    scope="module", params=together(sorted(LOOKED_AT, key=lambda name: -(SITE / name).stat().st_size), "page"))
def page(request, windows):
    windows.turn_to(request.param)
    return windows


def test_nothing_shifts(page):
    assert page.wide.evaluate("window.shift") == 0
    assert page.narrow.evaluate("window.shift") == 0


def test_is_quiet_and_fits_in_320_pixels(page):
    for opened, width in ((page.wide, 1280), (page.narrow, 320), (page.without_scripts, 1280)):
        assert opened.trouble == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_ids_are_unique(page):
    ids = page.wide.eval_on_selector_all("[id]", "all => all.map(element => element.id)")
    assert sorted(ids) == sorted(set(ids))


def test_drawings_keep_their_labels_inside_and_apart(page):
    script = """drawings => drawings.flatMap(drawing => {
      const frame = drawing.getBoundingClientRect();
      const boxes = [...drawing.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
      const outside = boxes.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(([text]) => 'clipped: ' + text);
      const over = boxes.flatMap(([text, a], index) => boxes.slice(index + 1)
        .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
          && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.35 * Math.min(a.height, b.height))
        .map(([other]) => 'overlap: ' + text + ' / ' + other));
      return [...outside, ...over];
    })"""
    for opened in (page.wide, page.narrow):
        assert opened.eval_on_selector_all(".drawing svg", script) == []


def test_figures_among_words_keep_to_their_lines(page):
    # Without their height, every line stands where it stood.
    script = """drawings => drawings.map(drawing => {
      const text = drawing.closest('p, li, td, th, figcaption, h2, h3, h4, h5, h6');
      const [box, before] = [drawing.getBoundingClientRect(), text.getBoundingClientRect()];
      const height = drawing.getAttribute('height');
      drawing.setAttribute('height', 0);
      const after = text.getBoundingClientRect();
      drawing.setAttribute('height', height);
      return [drawing.getAttribute('aria-label'), box.height > 0 && before.height === after.height,
        box.left >= before.left && box.right <= before.right + 1];
    })"""
    for opened in (page.wide, page.narrow, page.without_scripts):
        found = opened.eval_on_selector_all(".word-figure svg[role=img]", script)
        assert len(found) == opened.locator(".word-figure").count()
        assert [figure for figure in found if not all(figure)] == []


def test_can_be_read_without_scripts(page):
    # What the script adds is no text of the page.
    text = """() => {
        const copy = document.querySelector('main').cloneNode(true);
        copy.querySelectorAll('button').forEach(button => button.remove());
        return copy.textContent.replace(/\\s+/g, ' ').trim();
    }"""
    # Boxes that scroll become stops of the Tab key: only the script can know which ones do.
    drawings = """[...document.querySelectorAll('figure, .word-figure, math')]
        .map(drawn => drawn.outerHTML.replaceAll(' tabindex="0"', ''))"""
    hidden = """[...document.querySelectorAll('figure svg, figure img, .word-figure svg')].filter(drawn => !drawn.checkVisibility())
        .map(drawn => drawn.outerHTML.slice(0, 200))"""
    plain = page.without_scripts
    assert len(plain.locator("main").inner_text()) > 50
    assert plain.locator("button").count() == 0
    assert plain.evaluate(hidden) == []
    assert plain.evaluate(text) == page.wide.evaluate(text)
    assert plain.evaluate(drawings) == page.wide.evaluate(drawings)


#: Marks of the elements with words, or to be written in, one for each pair of ink and ground: which colors they have,
#: how large and heavy the letters are, and on what they stand. Others like them have the same contrast.
MARK_KINDS = """() => {
  const grounds = new Map([[null, '']]);
  const ground = (element) => {
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter].join();
      const below = ground(element.parentElement);
      grounds.set(element, own === 'rgba(0, 0, 0, 0),none,1,none' ? below : below + own);
    }
    return grounds.get(element);
  };
  const ink = ({ color, fontSize, fontWeight, textShadow, textDecorationLine, mixBlendMode }) =>
    [color, fontSize, fontWeight, textShadow, textDecorationLine, mixBlendMode].join();
  const kinds = new Set();
  for (const element of document.querySelectorAll('body, body *')) {
    const hasWords = element.matches('input') || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!hasWords || !element.checkVisibility()) continue;
    const kind = [ink(getComputedStyle(element)), ink(getComputedStyle(element.parentElement)), ground(element)].join();
    element.toggleAttribute('data-kind', !kinds.has(kind));
    kinds.add(kind);
  }
  return kinds.size;
}"""

#: The rules of color take nine tenths of axe-core's time, and look at one element of a kind.
RULES_OF_COLOR = {"color-contrast": "[data-kind]", "link-in-text-block": "a[href][data-kind]"}


def violations(opened, rules=None):
    options = {"resultTypes": ["violations"]} | ({"runOnly": {"type": "rule", "values": rules}} if rules else {})
    assert opened.evaluate(MARK_KINDS) > 0
    found = opened.evaluate("options => axe.run(options).then(results => results.violations)", options)
    opened.evaluate("document.querySelectorAll('[data-kind]').forEach(element => element.removeAttribute('data-kind'))")
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}" for rule in found for node in rule["nodes"]
        # axe-core reads no MathML and takes a heading that is a formula for an empty one.
        if not (rule["id"] == "empty-table-header" and "<math" in node["html"])]


def test_has_no_accessibility_violation(page):
    # The page of the whole book repeats the chapters, whose own pages are judged: its first stands for the rest.
    rest = page.wide.evaluate_handle("[...document.querySelectorAll('article ~ article')]")
    rest.evaluate("all => all.forEach(article => article.remove())")
    # What is folded must be readable too.
    folded = page.wide.evaluate_handle("[...document.querySelectorAll('details:not([open])')]")
    folded.evaluate("all => all.forEach(details => details.open = true)")
    page.wide.evaluate(AXE_SCRIPT)
    page.wide.evaluate(
        "rules => axe.configure({ rules: Object.entries(rules).map(([id, selector]) => ({ id, selector })) })",
        RULES_OF_COLOR)
    assert violations(page.wide) == []
    # In the dark the same elements have other colors, and nothing else is different.
    page.wide.emulate_media(color_scheme="dark")
    assert violations(page.wide, list(RULES_OF_COLOR)) == []
    page.wide.emulate_media(color_scheme="light")
    folded.evaluate("all => all.forEach(details => details.open = false)")
    rest.evaluate("all => document.querySelector('main').append(...all)")
