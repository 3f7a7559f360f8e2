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
    picture = f"{name.replace('/', '.')}-{width}-{scheme}.png"
    golden = PICTURES / picture
    if not golden.exists():
        PICTURES.mkdir(exist_ok=True)
        taken(page, tmp_path).save(golden, optimize=True)
        pytest.fail(f"{picture} was missing; it is taken now: look at it, then commit it")
    # On a busy machine a picture may be taken of a page that is not drawn to its end.
    for _ in range(3):
        seen = taken(page, tmp_path)
        changed = difference(seen, Image.open(golden))
        if changed <= TOLERANCE:
            break
        page.wait_for_timeout(500)
    context.close()
    if changed > TOLERANCE:
        path = pathlib.Path(tempfile.gettempdir()) / picture
        seen.save(path)
        pytest.fail(f"{changed:.1%} of {picture} differ from Tests/Golden/pictures; what was seen is {path}")


def taken(page, folder):
    """What the window shows, in sixteen colours: they say what a page looks like, at a tenth of the size."""
    page.screenshot(path=folder / "shot.png")
    return Image.open(folder / "shot.png").convert("RGB").quantize(16, dither=Image.Dither.NONE)


def difference(one, other):
    """The share of pixels that differ by more than a shade."""
    shades = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    return sum(shades.histogram()[48:]) / (shades.width * shades.height)
