"""Six pages at three widths, as they were when someone last looked at them: what they say and where, and what they look
like in light and dark.

The pages are those of the small book in `Tests/Golden/site`, which does not change with the chapters, with the style
sheet and the scripts of the built site. A missing file is recorded and fails the test: look at it, then commit it.

Pictures depend on the browser's version. With another major version than `Tests/Golden/pictures/browser.txt` names, the
words are compared as ever, boxes may stand a little elsewhere, and the looks are skipped with one message. To take all
anew with the browser at hand: `Tests/Browser/run site --retake`, which lists the files that changed. Look at them all.
"""

import pathlib
import tempfile

import pytest
from PIL import Image

from pictures import (NEVER_RECORDS, PICTURES, SHIFT, SHIFT_OF_ANOTHER_BROWSER, TAKEN_WITH, picture_differences,
                      picture_of, text_differences, text_of)
from support import open_window, settle

# All in one process, which opens each page once.
pytestmark = pytest.mark.xdist_group("pictures")

NAMES = ["index", "02-logic-gates", "glossary", "checks", "print", "api/NeuralNet.SplitMix64"]
WIDTHS = [320, 800, 1400]
SCHEMES = ["light", "dark"]
VIEWS = [(name, width) for name in NAMES for width in WIDTHS]


def file_name(view, end):
    name, width = view
    return f"{name.replace('/', '.')}-{width}{end}"


@pytest.fixture(scope="module")
def window(browser, small_book):
    window = open_window(browser, small_book.as_uri(), script="localStorage.clear()", reduced_motion="reduce")
    yield window
    window.context.close()


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: file_name(view, ""))
def view(request, window, small_book):
    """A page at a width. It is opened once for its words and both its looks."""
    name, width = request.param
    window.set_viewport_size({"width": width, "height": 900})
    window.goto((small_book / f"{name}.html").as_uri())
    settle(window)
    return request.param


@pytest.fixture(scope="session")
def another_browser(browser, request):
    """The reason to skip looks, where the browser is not that of the pictures."""
    present = f"Chromium {browser.version.split('.')[0]}"
    if request.config.getoption("retake") or not (NEVER_RECORDS or TAKEN_WITH.exists()):
        TAKEN_WITH.write_text(present + "\n")
    wanted = TAKEN_WITH.read_text().strip()
    return None if present == wanted else (
        f"the pictures were taken with {wanted}, and this is {present}: looks are not compared. To take them anew: "
        "Tests/Browser/run site --retake")


@pytest.fixture
def golden(request):
    """Gives the path of a golden file, or records it and fails if it is missing."""

    def golden(name, record):
        path = PICTURES / name
        if request.config.getoption("retake"):
            record(path)
        elif not path.exists():
            if NEVER_RECORDS:
                pytest.fail(f"Tests/Golden/pictures/{name} is missing")
            record(path)
            pytest.fail(f"Tests/Golden/pictures/{name} was missing; it is recorded now: look at it, then commit it")
        return path

    return golden


def test_pages_say_what_they_said(window, view, golden, another_browser):
    seen = text_of(window)
    before = golden(file_name(view, ".txt"), lambda path: path.write_text(seen)).read_text()
    differences = text_differences(before, seen, SHIFT_OF_ANOTHER_BROWSER if another_browser else SHIFT)
    if differences:
        pytest.fail("\n".join([f"{file_name(view, '')} says something else, or says it elsewhere:", *differences[:40]]
                              + ([another_browser] if another_browser else [])))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_look_as_they_did(window, view, golden, another_browser, tmp_path, scheme):
    if another_browser:
        pytest.skip(another_browser)
    window.emulate_media(color_scheme=scheme)
    settle(window)
    seen = picture_of(window, tmp_path)
    name = file_name(view, f"-{scheme}.png")
    path = golden(name, lambda path: seen.save(path, optimize=True))
    differences = picture_differences(Image.open(path), seen)
    if differences:
        kept = pathlib.Path(tempfile.gettempdir()) / name
        seen.save(kept)
        pytest.fail(f"{name} looks different: {', '.join(differences[:20])}. What was seen is {kept}")


def test_no_golden_file_is_left_over(request):
    used = {TAKEN_WITH.name} | {file_name(view, end) for view in VIEWS for end in (".txt", "-light.png", "-dark.png")}
    left_over = [path for path in PICTURES.iterdir() if path.name not in used]
    if request.config.getoption("retake"):
        for path in left_over:
            path.unlink()
    else:
        assert [path.name for path in left_over] == []
