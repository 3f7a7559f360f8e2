"""What readers type, and the section that they should be led to: among the first three results."""

import unittest

from support import SITE, Browser

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


@unittest.skipUnless((SITE / "03-xor-and-layers.html").exists(), "the queries are about this book")
class Search(Browser):
    def test_listed_queries_find_their_section_at_once(self):
        page = self.open("index.html")
        page.keyboard.press("/")
        field = page.locator("dialog input")
        for query, wanted in QUERIES:
            with self.subTest(query=query):
                field.fill(query)
                page.locator("dialog .results a").first.wait_for()
                found = page.eval_on_selector_all("dialog .results a", "all => all.map(link => link.getAttribute('href'))")
                self.assertTrue(any(wanted in href for href in found[:3]), found[:3])

    def test_results_lead_on_from_a_page_of_the_reference(self):
        page = self.open("api/index.html")
        page.keyboard.press("/")
        page.keyboard.type("momentum")
        page.locator("dialog .results a").first.wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "api/index" not in url)
        self.assertTrue(page.locator("h1").is_visible())
        self.assertEqual(page.trouble, [])
