"""What readers type, and the section that they should be led to: among the first three results."""

import json
import re

import pytest

from support import SITE

#: A query, and what the address of the wanted section contains.
QUERIES = [
    ("neuron", "01-one-neuron"),
    ("perceptron", "perceptron"),
    ("xor", "03-xor"),
    ("and gate", "02-logic-gates"),
    ("sigmoid", "sigmoid"),
    ("relu", "relu"),
    ("softmax", "softmax"),
    ("cross-entropy", "cross-entropy"),
    ("learning rate", "learning-rate"),
    ("gradient descent", "09-gradient-descent"),
    ("stationary point", "stationary"),
    ("momentum", "momentum"),
    ("nesterov", "nesterov"),
    ("backpropagation", "10-backpropagation"),
    ("chain rule", "10-backpropagation"),
    ("dropout", "20-dropout"),
    ("inverted dropout", "20-dropout"),
    ("mini-batch", "batch"),
    ("epoch", "epoch"),
    ("fold lines", "03-xor"),
    ("moving average", "15-averages"),
    ("bias correction", "15-averages"),
    ("hidden layer", "hidden"),
    ("matrix product", "matri"),
    ("loss", "loss"),
    ("slope", "08-slopes"),
    ("Rosenblatt 1958", "references.html#rosenblatt"),
    ("Dense", "api/NeuralNet.Dense.html"),
    ("SplitMix64", "api/NeuralNet.SplitMix64.html"),
    ("matmul", "api/NeuralNet.html#matmul"),
    ("argmax", "api/NeuralNet.html#argmax"),
    ("transposed", "api/NeuralNet.Matrix.html#transposed"),
]


about_this_book = pytest.mark.skipif(
    not (SITE / "03-xor-and-layers.html").exists(), reason="the queries are about this book")


@about_this_book
def test_listed_queries_find_their_section_at_once(visit):
    page = visit("index.html")
    page.keyboard.press("/")
    field = page.locator("dialog input")
    missed = []
    for query, wanted in QUERIES:
        field.fill(query)
        page.locator("dialog .results a").first.wait_for()
        found = page.eval_on_selector_all("dialog .results a", "all => all.map(link => link.getAttribute('href'))")
        if not any(wanted in address for address in found[:3]):
            missed.append((query, wanted, found[:3]))
    assert missed == []


@about_this_book
def test_results_lead_on_from_a_page_of_the_reference(visit):
    page = visit("api/index.html")
    page.keyboard.press("/")
    page.keyboard.type("momentum")
    page.locator("dialog .results a").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "api/index" not in url)
    assert page.locator("h1").is_visible()
    assert page.trouble == []


def test_search_finds_and_leads_to_a_section(visit):
    page = visit("index.html")
    title = page.locator(".part li a").last.inner_text()
    word = max(re.findall(r"[A-Za-z]{4,}", title) or ["the"], key=len)
    page.keyboard.press("/")
    page.keyboard.type(word[:-1])
    page.locator("dialog .results a").first.wait_for()
    assert re.search(r"\d+ sections?", page.locator("dialog [role=status]").inner_text())
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("index.html"))
    assert page.trouble == []


#: Sections of a small book, and queries that must find them: parts of names, scripts without spaces, letters with
#: another spelling, slips.
SECTIONS = ["知覚学習の更新", "การเรียนรู้เชิงลึก", "Die Straße ist größer", "Set caseName to one", "The gradient descends",
            "Æther and Øre"]
FINDINGS = [("学習", 0), ("更新", 0), ("知覚", 0), ("เรียนรู้", 1), ("strasse", 2), ("GRÖSSER", 2), ("Name", 3), ("casename", 3),
            ("gradeint", 4), ("gradint", 4), ("gradiennt", 4), ("gradyent", 4), ("aether", 5), ("ore", 5)]


def test_search_reads_names_scripts_and_slips(visit):
    page = visit("index.html")
    script = (SITE / "assets" / "search.js").read_text()
    index = json.dumps([["a.html", str(number), "Page", "Heading", text] for number, text in enumerate(SECTIONS)])
    found = page.evaluate(
        f"(queries) => {{ const bookIndex = {index};\n{script}\nreturn queries.map((query) => bookSearch(query)"
        ".map((result) => result.href)); }", [query for query, _ in FINDINGS])
    assert [hrefs[:1] for hrefs in found] == [[f"a.html#{number}"] for _, number in FINDINGS]
    nothing = page.evaluate(
        f"() => {{ const bookIndex = {index};\n{script}\nreturn bookSearch('zzzzz').length; }}")
    assert nothing == 0


def test_search_says_when_nothing_is_found(visit):
    page = visit("index.html")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("qqqzzz")
    page.locator("dialog [role=status]", has_text="No sections").wait_for()
