import contextlib
import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

import pictures
from support import GOLDEN, ROOT, SITE, open_page


def pytest_addoption(parser):
    parser.addoption("--retake", action="store_true", help="take all pictures anew, and say which files changed")


def pytest_configure(config):
    if config.getoption("retake"):
        if pictures.NEVER_RECORDS:
            raise pytest.UsageError("--retake records, and nothing is recorded where CI is set")
        config.recorded_before = pictures.recorded()


def pytest_collection_modifyitems(config, items):
    if config.getoption("retake"):
        items[:] = [item for item in items if item.path.name == "test_pictures.py"]


def pytest_terminal_summary(terminalreporter, config):
    if config.getoption("retake") and not hasattr(config, "workerinput"):
        terminalreporter.section("retaken")
        changes = pictures.changes(config.recorded_before, pictures.recorded())
        terminalreporter.write_line("\n".join(changes) or "No file changed.")
        if changes:
            terminalreporter.write_line("Look at each of these files, then commit them.")


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """One Chromium for all tests of a process. Of the surroundings it gets what is named here, and nothing else."""
    home = tmp_path_factory.mktemp("home")
    surroundings = {
        "PATH": os.environ["PATH"], "HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_CONFIG_HOME": str(home),
        "FONTCONFIG_FILE": str(ROOT / "Tests/Browser/fonts.conf"), "LANG": "C.UTF-8", "TZ": "UTC"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], env=surroundings,
            args=["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"])
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
