"""Six pages at three widths in two themes, as they were when someone last looked at them.

The pages are those of the small book in `Tests/Golden/site`, which does not change with the chapters, with the style
sheet and the scripts of the built site. A missing picture is taken and fails the test: look at it, then commit it.
"""

import pathlib
import tempfile

import pytest
from PIL import Image, ImageChops

from support import GOLDEN

PICTURES = GOLDEN / "pictures"
PAGES = ["index", "02-logic-gates", "glossary", "checks", "print", "api/NeuralNet.SplitMix64"]
WIDTHS = [320, 800, 1400]
#: The share of pixels that may differ by more than a shade: letters are drawn a little differently from one machine to
#: the next.
TOLERANCE = 0.01


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_pages_look_as_they_did(browser, small_book, tmp_path, name, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto((small_book / f"{name}.html").as_uri())
    shot = tmp_path / "shot.png"
    page.screenshot(path=shot)
    context.close()
    # Sixteen colours say what a page looks like, at a tenth of the size.
    taken = Image.open(shot).convert("RGB").quantize(16, dither=Image.Dither.NONE)
    picture = f"{name.replace('/', '.')}-{width}-{scheme}.png"
    golden = PICTURES / picture
    if not golden.exists():
        PICTURES.mkdir(exist_ok=True)
        taken.save(golden, optimize=True)
        pytest.fail(f"{picture} was missing; it is taken now: look at it, then commit it")
    difference = ImageChops.difference(taken.convert("RGB"), Image.open(golden).convert("RGB")).convert("L")
    changed = sum(difference.histogram()[48:]) / (difference.width * difference.height)
    if changed > TOLERANCE:
        seen = pathlib.Path(tempfile.gettempdir()) / picture
        taken.save(seen)
        pytest.fail(f"{changed:.1%} of {picture} differ from Tests/Golden/pictures; what was seen is {seen}")
