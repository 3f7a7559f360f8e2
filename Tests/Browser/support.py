"""The built site, and a browser's pages that record what a reader should never get."""

import os
import pathlib
import re
from html.parser import HTMLParser

import pytest

SITE = pathlib.Path(os.environ["SITE"]).resolve()
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "Tests/Golden"
#: The tool whose book is read.
NOTEBOOK = pathlib.Path(os.environ.get("NOTEBOOK", ROOT / ".build/tool/debug/notebook")).resolve()

PAGES = sorted(path.name for path in SITE.glob("*.html"))
MOVED = [name for name in PAGES if 'http-equiv="refresh"' in (SITE / name).read_text()]
READ = [name for name in PAGES if name not in MOVED]
#: The pages about the book's modules.
REFERENCE = sorted(f"api/{path.name}" for path in (SITE / "api").glob("*.html"))
CHAPTERS = [name for name in READ if re.match(r"\d\d-", name)]
# Under a published address this page names its files by it, and cannot be read from the disk.
if re.search(r'rel="stylesheet" href="https?:', (SITE / "404.html").read_text()):
    READ.remove("404.html")


#: The longest wait for a state, in seconds. It ends a test that hangs, and fails none because the machine is busy.
PATIENCE = 600


def open_window(browser, origin=SITE.as_uri(), width=1280, height=900, script=None, **options):
    """An empty page in a window of its own; `trouble` lists console messages and failed or foreign requests.

    `script` runs before each page's own."""
    context = browser.new_context(
        **{"viewport": {"width": width, "height": height}, "locale": "en-US", "timezone_id": "UTC"} | options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.trouble = []
    page.on("console", lambda message: page.trouble.append(f"console: {message.text}"))
    page.on("dialog", lambda dialog: (page.trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: page.trouble.append(f"error: {error}"))
    # A reader who turns the page at once breaks off what is still loading, such as the icon.
    page.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED"
            or page.trouble.append(f"failed: {request.url}"))
    page.on("request", lambda request: request.url.startswith(origin) or page.trouble.append(f"foreign: {request.url}"))
    if script:
        page.add_init_script(script)
    return page


def open_page(browser, name, origin=SITE.as_uri(), **options):
    """A page in a window of its own, as `open_window` makes it."""
    page = open_window(browser, origin, **options)
    page.goto((SITE / name).as_uri() if origin == SITE.as_uri() else f"{origin}/{name}")
    return page


def settle(page):
    """Waits until the page has its fonts and has been drawn."""
    page.evaluate("""document.fonts.ready.then(() => new Promise(done =>
        requestAnimationFrame(() => requestAnimationFrame(() => done()))))""")


def together(names, reason):
    """Parameters whose tests run in one process each, so that what they share is made once."""
    return [pytest.param(name, marks=pytest.mark.xdist_group(f"{reason} {name}")) for name in names]


class Anatomy(HTMLParser):
    """What a page's file says of ids, links and headings, read without a browser."""

    def __init__(self, name):
        super().__init__()
        self.ids, self.links, self.tags = [], [], []
        self.feed((SITE / name).read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
