"""`notebook serve` in a real browser: the open page follows what its author saves."""

import re
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from support import NOTEBOOK, PATIENCE, settle

pytestmark = pytest.mark.xdist_group("serve")

PROSE = "\n\n".join(f"Paragraph {number} says little, at some length, so that the page is long." for number in range(40))
CHAPTER = """---
title: Following
summary: A page that changes.
---

## Opening

```swift #first
let x = 1
print("x is", x)
```

```text output
x is 1
```

```swift #second
print("twice", 2 * x)
```

```text output
twice 2
```

## Long

""" + PROSE + """

## Place

A last word.
"""


class Served:
    """`notebook serve` with a small book of its own, so that a change takes a second to check."""

    def __init__(self, book):
        (book / "Chapters").mkdir()
        self.chapter = book / "Chapters/01-following.md"
        self.chapter.write_text(CHAPTER)
        self.saves, self.saved = 0, (CHAPTER, CHAPTER)
        (book / "Chapters/02-other.md").write_text(CHAPTER.replace("title: Following", "title: Other"))
        self.process = subprocess.Popen([NOTEBOOK, "serve", "--book", book, "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.origin = re.search(r"http://127\.0\.0\.1:\d+", self.process.stdout.readline())[0]
        self.wait_for(lambda: "checked with" in self.read("02-other.html") and "checked with" in self.read("01-following.html"))

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self.process.stdout.close()

    def read(self, name):
        return urllib.request.urlopen(f"{self.origin}/{name}", timeout=PATIENCE).read().decode()

    @staticmethod
    def wait_for(condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"nothing after {PATIENCE} s"
            time.sleep(0.1)

    def write(self, text):
        """Saves the chapter, if it is not as it was, and waits until its page is that of the text.

        A last word counts the saves: without it, the page before could be taken for the new one."""
        if self.saved == (text, self.chapter.read_text()):
            return
        self.saves += 1
        word = f"Saved for the {self.saves}. time."
        self.saved = (text, f"{text}\n{word}\n")
        self.chapter.write_text(self.saved[1])

        def is_shown():
            page = self.read("01-following.html")
            return word in page and page.count("checked with") == 2

        self.wait_for(is_shown)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Served(tmp_path_factory.mktemp("served"))
    yield server
    server.close()


@pytest.fixture
def book(server):
    """The server, with the chapter as it was at first."""
    server.write(CHAPTER)
    return server


@pytest.mark.parametrize("name", ["", "01-following.html", "02-other.html", "checks.html", "print.html"])
def test_pages_are_quiet_and_keep_the_policy(visit, book, name):
    page = visit(name, origin=book.origin)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.trouble == []
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert "default-src 'none'; script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "connect-src" not in policy


def test_the_open_page_follows_and_stays_where_it_stands(visit, book):
    # A change may load the page twice, before and after it is checked: the page itself says where it stands each time, once
    # the script has gone back to its place.
    page = visit("01-following.html", origin=book.origin, reduced_motion="reduce", script="""
      addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => {
        if (document.body.innerText.includes('Another last word.'))
          window.standsAt?.(document.getElementById('place').getBoundingClientRect().top);
      })))""")
    tops = []
    page.expose_function("standsAt", lambda top: tops.append(top))
    page.locator("#place").evaluate("heading => heading.scrollIntoView({ block: 'start' })")
    settle(page)
    before = page.locator("#place").evaluate("heading => heading.getBoundingClientRect().top")
    book.chapter.write_text(CHAPTER.replace("## Opening", "## Opening\n\n" + "New words above. " * 200)
                            .replace("A last word.", "Another last word."))
    book.wait_for(lambda: page.wait_for_timeout(50) or tops)
    assert abs(before - tops[0]) <= 3
    assert page.trouble == []


def test_a_failing_cell_says_so_in_its_place_and_recovers(visit, book):
    page = visit("01-following.html", origin=book.origin)
    book.chapter.write_text(CHAPTER.replace("twice 2", "twice 3"))
    failed = page.locator("#second .verdict.failed")
    failed.wait_for()
    assert "expected 3, got 2" in failed.inner_text()
    assert page.locator("#first .verdict").count() == 0
    book.chapter.write_text(CHAPTER)
    failed.wait_for(state="detached")
    page.locator("#second .proof").wait_for()


def save_waiting(book, chapter, folder, page):
    """Saves the chapter with a second cell that ends when it is told to: what is looked at before cannot change meanwhile."""
    told = folder / "told"
    book.chapter.write_text(chapter.replace("```swift #second\n", f"""```swift #second timeout={PATIENCE}s
while !FileManager.default.fileExists(atPath: "{told}") {{ usleep(10_000) }}
"""))
    page.locator("#second.stale").wait_for()
    return told


def test_old_output_is_marked_at_once(visit, book, tmp_path):
    chapter = CHAPTER.replace("```swift #first\n", "```swift #first\nimport Foundation\n")
    book.write(chapter)
    page = visit("01-following.html", origin=book.origin)
    told = save_waiting(book, chapter, tmp_path, page)
    assert "Not run since the change" in page.locator("#second").inner_text()
    assert "twice 2" in page.locator("#second .output").inner_text()
    assert page.locator("#first.stale").count() == 0
    assert page.locator("#first .proof").count() == 1
    told.touch()
    page.locator("#second .proof").wait_for()
    assert page.locator(".stale").count() == 0


@pytest.mark.parametrize("half", ["", CHAPTER[:20], CHAPTER[:CHAPTER.index("x is 1")], CHAPTER[:CHAPTER.index("2 * x")]],
                         ids=["empty", "head", "fence", "cell"])
def test_a_half_written_file_costs_no_output(visit, book, tmp_path, half):
    chapter = CHAPTER.replace("```swift #first\n", "```swift #first\nimport Foundation\n")
    book.write(chapter)
    page = visit("01-following.html", origin=book.origin)
    # As an editor writes that empties a file first.
    book.chapter.write_text(half)
    page.get_by_text("This chapter has mistakes.").first.wait_for()
    told = save_waiting(book, chapter, tmp_path, page)
    assert "twice 2" in page.locator("#second .output").inner_text()
    assert "x is 1" in page.locator("#first .output").inner_text()
    told.touch()
    page.locator("#second .proof").wait_for()


def test_a_chapter_with_mistakes_says_which(visit, book):
    page = visit("01-following.html", origin=book.origin)
    book.chapter.write_text(CHAPTER.replace("#second", "#second bogus"))
    page.get_by_text("This chapter has mistakes.").wait_for()
    assert "bogus" in page.locator(".verdict.failed").first.inner_text()


def test_another_page_is_left_alone(visit, book):
    page = visit("02-other.html", origin=book.origin)
    page.evaluate("window.sameAsBefore = true")
    book.write(CHAPTER.replace("A last word.", "Yet another word."))
    # The page asks again when its question has been answered, or when it has been loaded anew.
    page.wait_for_event("request", lambda request: "live/next.js" in request.url)
    page.wait_for_load_state("load")
    assert page.evaluate("window.sameAsBefore")


def status(request):
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=PATIENCE)
    caught.value.close()
    return caught.value.code


def test_strangers_are_turned_away(book):
    assert status(urllib.request.Request(book.origin + "/", headers={"Host": "example.org"})) == 403
    assert status(urllib.request.Request(book.origin + "/", method="POST")) == 405
    for path in ("../Chapters/01-following.md", "%2e%2e/Chapters/01-following.md", "nothing.html"):
        assert status(f"{book.origin}/{path}") == 404, path
