"""Six pages at three widths in two themes, as they were when someone last looked at them.

The pages are those of the small book in `Tests/Golden/site`, which does not change with the chapters, with the style
sheet and the scripts of the built site. A missing picture is taken and fails the test: look at it, then commit it.
"""

import pathlib
import shutil
import tempfile

from PIL import Image, ImageChops

from support import SITE, Browser

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "Golden"
PICTURES = GOLDEN / "pictures"
PAGES = ["index", "02-logic-gates", "glossary", "checks", "print", "api/NeuralNet.SplitMix64"]
WIDTHS = [320, 800, 1400]
#: The share of pixels that may differ by more than a shade: letters are drawn a little differently from one machine to
#: the next.
TOLERANCE = 0.01


class Pictures(Browser):
    def test_pages_look_as_they_did(self):
        with tempfile.TemporaryDirectory() as folder:
            site = pathlib.Path(folder) / "site"
            shutil.copytree(GOLDEN / "site", site)
            shutil.copytree(SITE / "assets", site / "assets", dirs_exist_ok=True)
            for name in PAGES:
                for width in WIDTHS:
                    for scheme in ("light", "dark"):
                        with self.subTest(page=name, width=width, scheme=scheme):
                            self.compare(site / f"{name}.html", f"{name.replace('/', '.')}-{width}-{scheme}.png", width, scheme)

    def compare(self, file, name, width, scheme):
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto(file.as_uri())
        shot = pathlib.Path(file.parent) / "shot.png"
        page.screenshot(path=shot)
        # Sixteen colours say what a page looks like, at a tenth of the size.
        taken = Image.open(shot).convert("RGB").quantize(16, dither=Image.Dither.NONE)
        golden = PICTURES / name
        if not golden.exists():
            PICTURES.mkdir(exist_ok=True)
            taken.save(golden, optimize=True)
            self.fail(f"{name} was missing; it is taken now: look at it, then commit it")
        difference = ImageChops.difference(taken.convert("RGB"), Image.open(golden).convert("RGB")).convert("L")
        changed = sum(difference.histogram()[48:]) / (difference.width * difference.height)
        if changed > TOLERANCE:
            seen = pathlib.Path(tempfile.gettempdir()) / name
            taken.save(seen)
            self.fail(f"{changed:.1%} of {name} differ from Tests/Golden/pictures; what was seen is {seen}")
