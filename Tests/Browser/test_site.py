"""The built site in a real browser, opened from the disk: what readers with and without scripts, with a keyboard, on
a phone, in the dark and on paper get."""

import pathlib
import re
import unittest
from urllib.parse import unquote, urlparse

from axe_playwright_python.sync_playwright import Axe

from support import CHAPTERS, HOSTILE, MOVED, READ, REFERENCE, SITE, Browser


class EveryPage(Browser):
    def test_is_quiet_and_fits_in_320_pixels(self):
        for name in READ + REFERENCE[::12]:
            for width in (320, 1280):
                with self.subTest(page=name, width=width):
                    page = self.open(name, width=width)
                    self.assertEqual(page.trouble, [])
                    self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width)

    def test_has_no_accessibility_violation(self):
        # The reference's pages come from one template: one in twelve stands for the rest.
        for name in READ + REFERENCE[::12]:
            for scheme in ("light", "dark"):
                with self.subTest(page=name, scheme=scheme):
                    page = self.open(name, color_scheme=scheme, reduced_motion="reduce")
                    # What is folded must be readable too.
                    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
                    violations = Axe().run(page).response["violations"]
                    self.assertEqual([], [
                        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
                        for rule in violations for node in rule["nodes"]
                        # axe-core reads no MathML and takes a heading that is a formula for an empty one.
                        if not (rule["id"] == "empty-table-header" and "<math" in node["html"])])

    def test_can_be_read_without_scripts(self):
        for name in CHAPTERS:
            with self.subTest(page=name):
                with_scripts, without = self.open(name), self.open(name, java_script_enabled=False)
                # What the script adds is no text of the page.
                text = """() => {
                    const copy = document.querySelector('article').cloneNode(true);
                    copy.querySelectorAll('button').forEach(button => button.remove());
                    return copy.textContent.replace(/\\s+/g, ' ').trim();
                }"""
                self.assertEqual(without.locator("article").count(), 1)
                self.assertGreater(len(without.locator("article").inner_text()), 50)
                figures = without.locator("figure svg, figure img")
                for index in range(figures.count()):
                    self.assertTrue(figures.nth(index).is_visible())
                self.assertEqual(without.locator("math").count(), with_scripts.locator("math").count())
                self.assertEqual(without.locator("button").count(), 0)
                self.assertEqual(without.evaluate(text), with_scripts.evaluate(text))
                # Boxes that scroll become stops of the Tab key: only the script can know which ones do.
                drawings = """[...document.querySelectorAll('figure')]
                    .map(figure => figure.outerHTML.replaceAll(' tabindex="0"', ''))"""
                self.assertEqual(without.evaluate(drawings), with_scripts.evaluate(drawings))

    def test_links_arrive(self):
        ids = {}
        for name in READ + MOVED + REFERENCE:
            text = (SITE / name).read_text()
            ids[SITE / name] = set(re.findall(r'\bid="([^"]*)"', text))
        for name in READ + REFERENCE:
            page = self.open(name, java_script_enabled=False)
            for href in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
                if not href.startswith("file:"):
                    continue
                with self.subTest(page=name, href=href):
                    path, _, fragment = href.partition("#")
                    file = pathlib.Path(unquote(urlparse(path).path))
                    self.assertTrue(file.is_file())
                    if fragment and file.suffix == ".html":
                        self.assertIn(unquote(fragment), ids[file])

    def test_ids_are_unique(self):
        for name in READ + REFERENCE[::12]:
            with self.subTest(page=name):
                found = self.open(name).eval_on_selector_all("[id]", "all => all.map(element => element.id)")
                self.assertEqual(sorted(found), sorted(set(found)))

    def test_drawings_keep_their_labels_inside_and_apart(self):
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
        for name in CHAPTERS:
            for width in (320, 1280):
                with self.subTest(page=name, width=width):
                    page = self.open(name, width=width)
                    self.assertEqual(page.eval_on_selector_all(".drawing svg", script), [])


class Safety(Browser):
    def test_a_hostile_chapter_runs_nothing(self):
        page = self.open(HOSTILE)
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        page.mouse.move(400, 400)
        page.wait_for_timeout(200)
        self.assertEqual([line for line in page.trouble if "dialog" in line], [])
        self.assertEqual(page.evaluate("document.querySelectorAll('script').length"), 1)
        self.assertEqual(page.evaluate("""[...document.querySelectorAll('*')].flatMap(element => [...element.attributes])
            .filter(attribute => /^on|^style$/.test(attribute.name)).length"""), 0)
        self.assertGreater(page.locator("article :text('alert(1)')").count(), 20)


class Colours(Browser):
    def test_text_stands_out_from_every_ground(self):
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
            page = self.open("index.html", color_scheme=scheme, bypass_csp=True)
            for ink, ground, contrast in page.evaluate(script, [inks, ["paper", "paper-2"]]):
                with self.subTest(scheme=scheme, ink=ink, ground=ground):
                    self.assertGreaterEqual(round(contrast, 2), 4.5)


class Keyboard(Browser):
    def setUp(self):
        if len(CHAPTERS) < 2:
            self.skipTest("the site has fewer than two chapters")

    def test_arrows_turn_pages_but_not_while_typing(self):
        page = self.open(CHAPTERS[0])
        page.keyboard.press("ArrowRight")
        page.wait_for_url(f"**/{CHAPTERS[1]}")
        page.keyboard.press("/")
        page.keyboard.type("a/?")
        page.keyboard.press("ArrowLeft")
        self.assertEqual(page.locator("dialog input").input_value(), "a/?")
        self.assertTrue(page.url.endswith(CHAPTERS[1]))
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowLeft")
        page.wait_for_url(f"**/{CHAPTERS[0]}")
        self.assertEqual(page.trouble, [])

    def test_help_opens_and_closes(self):
        page = self.open(CHAPTERS[0])
        page.keyboard.press("?")
        self.assertTrue(page.locator("dialog.help").is_visible())
        page.keyboard.press("Escape")
        self.assertFalse(page.locator("dialog.help").is_visible())
        page.keyboard.press("?")
        page.get_by_role("button", name="Close").click()
        self.assertFalse(page.locator("dialog.help").is_visible())
        self.assertEqual(page.trouble, [])

    def test_everything_can_be_reached_and_the_first_stop_skips_to_the_text(self):
        page = self.open(CHAPTERS[0], reduced_motion="reduce")
        page.keyboard.press("Tab")
        self.assertEqual(page.evaluate("document.activeElement.className"), "skip")
        page.keyboard.press("Enter")
        self.assertEqual(page.evaluate("document.activeElement.id"), "page.content")
        stops = page.evaluate(
            "[...document.querySelectorAll('a[href]:not([tabindex=\"-1\"]), button, summary, [tabindex=\"0\"]')]"
            ".filter(element => element.checkVisibility()).length")
        seen = set()
        page = self.open(CHAPTERS[0], reduced_motion="reduce")
        for _ in range(stops):
            page.keyboard.press("Tab")
            seen.add(page.evaluate(
                "{ const all = [...document.querySelectorAll('*')]; all.indexOf(document.activeElement) }"))
        self.assertGreaterEqual(len(seen), stops - 1)

    def test_search_finds_and_leads_to_a_section(self):
        page = self.open("index.html")
        title = page.locator(".part li a").last.inner_text()
        word = max(re.findall(r"[A-Za-z]{4,}", title) or ["the"], key=len)
        page.keyboard.press("/")
        page.keyboard.type(word[:-1])
        page.locator("dialog .results a").first.wait_for()
        self.assertRegex(page.locator("dialog [role=status]").inner_text(), r"\d+ sections?")
        page.keyboard.press("ArrowDown")
        self.assertEqual(page.evaluate("document.activeElement.tagName"), "A")
        page.keyboard.press("ArrowUp")
        self.assertEqual(page.evaluate("document.activeElement.tagName"), "INPUT")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: not url.endswith("index.html"))
        self.assertEqual(page.trouble, [])

    def test_search_says_when_nothing_is_found(self):
        page = self.open("index.html")
        page.get_by_role("button", name="Search").click()
        page.keyboard.type("qqqzzz")
        page.locator("dialog [role=status]", has_text="No sections").wait_for()


class Comfort(Browser):
    def setUp(self):
        if not CHAPTERS:
            self.skipTest("the site has no chapter")

    def test_copies_visible_code_only(self):
        for name in CHAPTERS:
            page = self.open(name, permissions=["clipboard-read", "clipboard-write"])
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
            buttons = page.locator(".cell > .copy")
            for index in range(min(buttons.count(), 12)):
                with self.subTest(page=name, cell=index):
                    page.evaluate("navigator.clipboard.writeText('')")
                    buttons.nth(index).click(force=True)
                    page.wait_for_function("async () => await navigator.clipboard.readText() !== ''")
                    copied = page.evaluate("navigator.clipboard.readText()")
                    lines = buttons.nth(index).evaluate(
                        "button => [...button.parentElement.querySelectorAll(':scope > pre:not(.output) .line')]"
                        ".map(line => line.textContent)")
                    self.assertEqual(copied, "".join(lines))
                    self.assertFalse(re.search(r"^\s*\^ error:", copied, re.M))

    def test_theme_is_kept_and_never_flashes(self):
        page = self.open(CHAPTERS[0], color_scheme="light")
        button = page.get_by_role("button", name="Theme")
        paper = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(paper)
        button.click()
        self.assertEqual(button.inner_text(), "Theme: light")
        button.click()
        dark = page.evaluate(paper)
        self.assertNotEqual(light, dark)
        # The first colour that the next page computes is the chosen one: the script runs before the body exists.
        page.add_init_script("""new MutationObserver((_, observer) => { if (document.body) {
            window.firstPaper = getComputedStyle(document.body).backgroundColor; observer.disconnect(); } })
            .observe(document, { childList: true, subtree: true })""")
        page.reload()
        self.assertEqual(page.evaluate("window.firstPaper"), dark)
        button.click()
        self.assertEqual(page.evaluate(paper), light)

    def test_contents_follow_reading_and_the_cover_offers_the_place(self):
        name = max(CHAPTERS, key=lambda name: (SITE / name).read_text().count("<h2"))
        page = self.open(name, reduced_motion="reduce")
        last = page.locator(".contents > details > ol > li > a").last
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_function("document.querySelectorAll('.contents [aria-current]').length === 1")
        marked = page.locator(".contents [aria-current]").inner_text()
        self.assertTrue(marked)
        self.assertTrue(last.is_visible())
        page.goto((SITE / "index.html").as_uri())
        self.assertIn(marked, page.locator(".place").inner_text())

    def test_terms_are_explained_beside_the_word(self):
        for name in CHAPTERS:
            page = self.open(name)
            link = page.locator('main p a[href^="glossary.html#"]').first
            if link.count() == 0 or not (SITE / "glossary.html").exists():
                continue
            link.focus()
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
            page.locator(".preview").wait_for()
            self.assertEqual(link.get_attribute("aria-describedby"), "page.preview")
            page.keyboard.press("Escape")
            page.locator(".preview").wait_for(state="hidden")
            link.hover()
            page.locator(".preview").wait_for()
            self.assertEqual(page.trouble, [])
            return

    def test_prints_without_the_furniture(self):
        page = self.open(CHAPTERS[0], color_scheme="dark")
        page.emulate_media(media="print")
        self.assertEqual(page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
        for furniture in (".bar", ".contents", ".turn", ".foot"):
            self.assertFalse(page.locator(furniture).first.is_visible())
        self.assertGreater(len(page.pdf()), 5000)

    def test_weighs_little_and_is_ready_soon(self):
        weight = sum(path.stat().st_size for path in (SITE / "assets").iterdir() if path.name != "search-index.js")
        self.assertLessEqual(weight, 60 * 1024)
        times = [self.open("index.html").evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
                 for _ in range(5)]
        self.assertLess(min(times), 100)

    def test_nothing_shifts(self):
        for name, width in ((name, width) for name in CHAPTERS for width in (320, 1280)):
            page = self.open("index.html", width=width)
            page.add_init_script("""window.shift = 0; new PerformanceObserver(list => list.getEntries()
                .forEach(entry => window.shift += entry.value)).observe({ type: 'layout-shift', buffered: true })""")
            page.goto((SITE / name).as_uri())
            page.wait_for_timeout(200)
            with self.subTest(page=name, width=width):
                self.assertEqual(page.evaluate("window.shift"), 0)

    def test_moved_pages_lead_on(self):
        for name in MOVED:
            with self.subTest(page=name):
                page = self.open(name, java_script_enabled=False)
                page.wait_for_url(lambda url: not url.endswith(name))
                self.assertEqual(page.trouble, [])


if __name__ == "__main__":
    unittest.main()
