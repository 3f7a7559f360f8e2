"""`notebook serve` in a real browser: the open page follows what its author saves."""

import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from support import Browser

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOTEBOOK = pathlib.Path(os.environ.get("NOTEBOOK", ROOT / ".build/debug/notebook")).resolve()

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


class Serving(Browser):
    """A small book of its own, so that a change takes a second to check."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.TemporaryDirectory()
        book = pathlib.Path(cls.folder.name)
        (book / "Chapters").mkdir()
        cls.chapter = book / "Chapters/01-following.md"
        cls.chapter.write_text(CHAPTER)
        (book / "Chapters/02-other.md").write_text(CHAPTER.replace("title: Following", "title: Other"))
        (book / ".build/notebook").mkdir(parents=True)
        # The compiled runtime is that of the tool's own book.
        modules = ROOT / ".build/notebook/modules"
        modules.mkdir(parents=True, exist_ok=True)
        (book / ".build/notebook/modules").symlink_to(modules)
        cls.server = subprocess.Popen([NOTEBOOK, "serve", "--book", book, "--port", "0"], stdout=subprocess.PIPE, text=True)
        line = cls.server.stdout.readline()
        cls.origin = re.search(r"http://127\.0\.0\.1:\d+", line)[0]
        cls.wait_for(lambda: "checked with" in cls.read("02-other.html") and "checked with" in cls.read("01-following.html"))

    @classmethod
    def tearDownClass(cls):
        cls.server.send_signal(signal.SIGTERM)
        cls.server.wait(timeout=10)
        cls.server.stdout.close()
        cls.folder.cleanup()
        super().tearDownClass()

    def setUp(self):
        self.write(CHAPTER)

    @classmethod
    def read(cls, name):
        return urllib.request.urlopen(f"{cls.origin}/{name}", timeout=20).read().decode()

    @staticmethod
    def wait_for(condition, seconds=120):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"nothing after {seconds} s")
            time.sleep(0.1)

    def write(self, text):
        """Saves the chapter and waits until its page is that of the text."""
        if self.chapter.read_text() == text:
            return
        self.chapter.write_text(text)
        self.wait_for(lambda: self.read("01-following.html").count("checked with") == 2)

    def test_pages_are_quiet_and_keep_the_policy(self):
        for name in ("", "01-following.html", "02-other.html", "checks.html", "print.html"):
            for width in (320, 1280):
                with self.subTest(page=name, width=width):
                    page = self.open(name, width=width)
                    page.wait_for_timeout(200)
                    self.assertEqual(page.trouble, [])
                    self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width)
                    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
                    self.assertIn("default-src 'none'; script-src 'self'", policy)
                    self.assertNotIn("unsafe", policy)
                    self.assertNotIn("connect-src", policy)

    def test_the_open_page_follows_and_stays_where_it_stands(self):
        page = self.open("01-following.html", reduced_motion="reduce")
        page.locator("#place").evaluate("heading => heading.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(300)
        before = page.locator("#place").evaluate("heading => heading.getBoundingClientRect().top")
        self.chapter.write_text(CHAPTER.replace("## Opening", "## Opening\n\n" + "New words above. " * 200)
                                .replace("A last word.", "Another last word."))
        page.get_by_text("Another last word.").wait_for(timeout=60_000)
        page.wait_for_timeout(300)
        after = page.locator("#place").evaluate("heading => heading.getBoundingClientRect().top")
        self.assertAlmostEqual(before, after, delta=3)
        self.assertEqual(page.trouble, [])

    def test_a_failing_cell_says_so_in_its_place_and_recovers(self):
        page = self.open("01-following.html")
        self.chapter.write_text(CHAPTER.replace("twice 2", "twice 3"))
        failed = page.locator("#second .verdict.failed")
        failed.wait_for(timeout=60_000)
        self.assertIn("expected 3, got 2", failed.inner_text())
        self.assertEqual(page.locator("#first .verdict").count(), 0)
        self.chapter.write_text(CHAPTER)
        failed.wait_for(state="detached", timeout=60_000)
        page.locator("#second .proof").wait_for(timeout=60_000)

    def test_old_output_is_marked_at_once(self):
        page = self.open("01-following.html")
        self.chapter.write_text(
            CHAPTER.replace('print("twice", 2 * x)', 'var y = 0; for _ in 0..<10_000_000 { y &+= x }\nprint("twice", 2 * x)'))
        page.locator("#second.stale").wait_for(timeout=60_000)
        self.assertIn("Not run since the change", page.locator("#second").inner_text())
        self.assertIn("twice 2", page.locator("#second .output").inner_text())
        self.assertEqual(page.locator("#first.stale").count(), 0)
        self.assertEqual(page.locator("#first .proof").count(), 1)
        page.locator("#second .proof").wait_for(timeout=120_000)
        self.assertEqual(page.locator(".stale").count(), 0)

    def test_a_chapter_with_mistakes_says_which(self):
        page = self.open("01-following.html")
        self.chapter.write_text(CHAPTER.replace("#second", "#second bogus"))
        page.get_by_text("This chapter has mistakes.").wait_for(timeout=60_000)
        self.assertIn("bogus", page.locator(".verdict.failed").first.inner_text())

    def test_another_page_is_left_alone(self):
        page = self.open("02-other.html")
        page.evaluate("window.sameAsBefore = true")
        self.write(CHAPTER.replace("A last word.", "Yet another word."))
        page.wait_for_timeout(1000)
        self.assertTrue(page.evaluate("window.sameAsBefore"))

    def test_strangers_are_turned_away(self):
        for headers, method, status in (({"Host": "example.org"}, "GET", 403), ({}, "POST", 405)):
            request = urllib.request.Request(self.origin + "/", headers=headers, method=method)
            with self.subTest(headers=headers, method=method), self.assertRaises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(request, timeout=10)
            self.assertEqual(caught.exception.code, status)
            caught.exception.close()
        for path in ("../Chapters/01-following.md", "%2e%2e/Chapters/01-following.md", "nothing.html"):
            with self.subTest(path=path), self.assertRaises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(f"{self.origin}/{path}", timeout=10)
            self.assertEqual(caught.exception.code, 404)
            caught.exception.close()
