"""The pages' markup, read by the parser that the HTML standard describes, and what paper gets of it."""

import io
import re

import html5lib
import pypdf

from support import CHAPTERS, MOVED, READ, REFERENCE, SITE, Browser

#: Elements that may stand where running text may, and those that may hold nothing else.
PHRASING = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "strong", "code", "summary", "dt", "a", "samp"}
BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "figure", "section", "article", "pre", "blockquote", "h1", "h2", "h3"}


class Markup(Browser):
    def test_is_what_the_standard_admits(self):
        for name in READ + MOVED + REFERENCE:
            with self.subTest(page=name):
                parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
                tree = parser.parse((SITE / name).read_text())
                self.assertEqual(len(tree.findall(".//h1")) >= 1, True)
                for outer in tree.iter():
                    if outer.tag == "a" and any(inner.tag in ("a", "button", "details") for inner in outer.iter() if inner is not outer):
                        self.fail(f"a link holds a link: {outer.attrib}")
                    if outer.tag not in PHRASING - {"a", "dt"}:
                        continue
                    inside = [inner.tag for inner in outer.iter() if inner is not outer and inner.tag in BLOCKS]
                    # A heading may be a summary's content.
                    self.assertEqual([], inside, f"in <{outer.tag}> {outer.attrib}")
                for term in tree.iter("dl"):
                    self.assertLessEqual({child.tag for child in term}, {"dt", "dd", "div"})
                for items in list(tree.iter("ul")) + list(tree.iter("ol")):
                    self.assertEqual({child.tag for child in items} - {"li"}, set())
                for target in tree.iter():
                    for attribute in ("aria-labelledby", "aria-describedby"):
                        for wanted in target.get(attribute, "").split():
                            self.assertIsNotNone(tree.find(f".//*[@id='{wanted}']"), f"{attribute} {wanted}")


class Paper(Browser):
    def test_notes_and_figures_are_printed(self):
        with_notes = [name for name in CHAPTERS if 'class="side-note"' in (SITE / name).read_text()]
        for name in (with_notes or CHAPTERS)[:3]:
            with self.subTest(page=name):
                page = self.open(name)
                words = page.eval_on_selector_all(
                    ".side-note", "notes => notes.map(note => note.textContent.trim().split(/\\s+/).slice(1, 6).join(' '))")
                figures = page.eval_on_selector_all(
                    "figcaption .label", "labels => labels.map(label => label.textContent.trim())")
                drawn = page.eval_on_selector_all(
                    ".drawing svg", "all => all.map(svg => (svg.querySelector('text')?.textContent ?? '').trim())")
                text = "".join(leaf.extract_text() for leaf in pypdf.PdfReader(io.BytesIO(page.pdf())).pages)
                flat = re.sub(r"\s+", "", text)
                for wanted in words + figures + [label for label in drawn if label]:
                    self.assertIn(re.sub(r"\s+", "", wanted), flat)
