"""A browser that reads the built site, and records what a reader should never get."""

import os
import pathlib
import re
import unittest

from playwright.sync_api import sync_playwright

SITE = pathlib.Path(os.environ["SITE"]).resolve()
PAGES = sorted(path.name for path in SITE.glob("*.html"))
MOVED = [name for name in PAGES if 'http-equiv="refresh"' in (SITE / name).read_text()]
READ = [name for name in PAGES if name not in MOVED]
# The pages about the book's modules.
REFERENCE = sorted(f"api/{path.name}" for path in (SITE / "api").glob("*.html"))
CHAPTERS = [name for name in READ if re.match(r"\d\d-", name)]
# Under a published address this page names its files by it, and cannot be read from the disk.
if re.search(r'rel="stylesheet" href="https?:', (SITE / "404.html").read_text()):
    READ.remove("404.html")
HOSTILE = pathlib.Path(__file__).resolve().parent.parent / "Golden" / "hostile.html"


class Browser(unittest.TestCase):
    """Opens pages and records what a reader should never get: console messages and failed or foreign requests."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()

    #: Where the pages are.
    origin = SITE.as_uri()

    def open(self, name, width=1280, height=900, **options):
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        self.addCleanup(context.close)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.trouble = []
        page.on("console", lambda message: page.trouble.append(f"console: {message.text}"))
        page.on("dialog", lambda dialog: (page.trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: page.trouble.append(f"error: {error}"))
        page.on("requestfailed", lambda request: page.trouble.append(f"failed: {request.url}"))
        page.on("request", lambda request: request.url.startswith(self.origin)
                or page.trouble.append(f"foreign: {request.url}"))
        page.goto((SITE / name).as_uri() if self.origin == SITE.as_uri() else f"{self.origin}/{name}")
        return page
