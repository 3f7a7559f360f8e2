import contextlib
import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from support import GOLDEN, SITE, open_page


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser):
    """Opens a page as `open_page` does, and closes it when the test has ended."""
    with contextlib.ExitStack() as opened:

        def visit(name, **options):
            page = open_page(browser, name, **options)
            opened.callback(page.context.close)
            return page

        yield visit


@pytest.fixture(scope="session")
def small_book(tmp_path_factory):
    """The pages of `Tests/Golden/site` with the style sheet and the scripts of the built site."""
    site = tmp_path_factory.mktemp("small") / "site"
    shutil.copytree(GOLDEN / "site", site)
    shutil.copytree(SITE / "assets", site / "assets", dirs_exist_ok=True)
    return site
