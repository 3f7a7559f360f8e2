#!/usr/bin/env python3
"""How long an author waits here and elsewhere: the same chapters as a Swift book, Jupyter notebooks and R Markdown.

    Benchmarks/notebooks.py [--rounds 3] [--chapters 10] [--cells 8] [--tool .build/tool/debug/notebook]

Wants `bin/notebook` to be built before. The Python peers are installed into Benchmarks/.venv. knitr is left out, with a word, where
R does not have it: `apt-get install r-cran-knitr r-cran-codetools` on Debian.

In each round every side runs all its chapters without what it kept, then again unchanged, then with one cell edited.
Beside the seconds by the clock stand those that the processors worked, which other users of the machine disturb less.
Before the rounds each side must run, must fail on a cell with an unknown name, and shows if it notices a wrong value.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
PYTHON = ROOT / "Benchmarks/.venv/bin/python"
PACKAGES = ["nbclient", "nbformat", "ipykernel", "nbval", "pytest-xdist", "jupyter-book<2"]
PHASES = ["cold", "unchanged", "one cell edited"]
NOTHING = "0 - 0"


def cells(chapter, count, threshold):
    """A chapter's perceptrons: each counts the grid points on which it fires, and its bias depends on the count before.

    The edit is another way to write the middle cell's threshold, so that all counts stay.
    """
    fired = chapter
    for index in range(count):
        cell = {"index": index, "a": index % 5 + 1, "b": -(chapter % 4) - 1, "offset": index + chapter}
        cell["threshold"] = threshold if index == count // 2 else NOTHING
        cell["before"] = f"fired{index - 1}" if index else f"{chapter}"
        bias = fired % 9 - cell["offset"]
        fired = sum(cell["a"] * (point % 10) + cell["b"] * (point // 10) + bias > 0 for point in range(100))
        yield {**cell, "fired": fired}


SWIFT = """\
let weights{index} = [{a}, {b}]
let bias{index} = {before} % 9 - {offset}
var fired{index} = 0
for point in 0..<100 {{
  if weights{index}[0] * (point % 10) + weights{index}[1] * (point / 10) + bias{index} > {threshold} {{
    fired{index} += 1
  }}
}}
print("fired", fired{index})  // Prints "fired {fired}"
fired{index}  // => {fired}
"""
PYTHON_CELL = """\
weights{index} = [{a}, {b}]
bias{index} = {before} % 9 - {offset}
fired{index} = 0
for point in range(100):
    if weights{index}[0] * (point % 10) + weights{index}[1] * (point // 10) + bias{index} > {threshold}:
        fired{index} += 1
print("fired", fired{index})
fired{index}
"""
R = """\
weights{index} <- c({a}, {b})
bias{index} <- {before} %% 9 - {offset}
fired{index} <- 0
for (point in 0:99) {{
  if (weights{index}[1] * (point %% 10) + weights{index}[2] * (point %/% 10) + bias{index} > {threshold}) {{
    fired{index} <- fired{index} + 1
  }}
}}
cat("fired", fired{index}, "\\n")
fired{index}
"""


class Side:
    """One way to write chapters and to run them."""

    name = keeps = writes = suffix = ""
    kept = []

    def __init__(self, folder, options):
        self.folder, self.options = folder, options
        (folder / "Chapters").mkdir(parents=True)
        self.environment = {**os.environ, "IPYTHONDIR": str(folder / "ipython"), "JUPYTER_PLATFORM_DIRS": "1"}
        for chapter in range(options.chapters):
            self.write(chapter)

    def write(self, chapter, threshold=NOTHING, wrong=0):
        """Writes a chapter, on demand with an edited middle cell, or with a wrong value expected of it."""
        parts = list(cells(chapter, self.options.cells, threshold))
        parts[len(parts) // 2]["fired"] += wrong
        path = self.folder / f"Chapters/{chapter:02}-chapter{self.suffix}"
        path.write_text(self.text(chapter, parts))

    def run(self, cold=False):
        for name in self.kept if cold else []:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return subprocess.run(
            [str(part) for part in self.command(cold)], cwd=self.folder, env=self.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def measured(self, cold=False):
        """Seconds by the clock and of the processors' work."""
        start, worked = time.perf_counter(), children()
        done = self.run(cold)
        if done.returncode != 0:
            sys.exit(f"{self.name} failed:\n{done.stdout}")
        return time.perf_counter() - start, children() - worked

    def notices(self, **change):
        """Whether the command fails after a change that makes a chapter untrue."""
        self.write(0, **change)
        failed = self.run().returncode != 0
        self.write(0)
        return failed


class Check(Side):
    name, keeps, writes, suffix = "notebook check", "a chapter's program", "–", ".md"

    def text(self, chapter, parts):
        fences = "\n".join(f"Text.\n\n```swift\n{SWIFT.format(**part)}```\n" for part in parts)
        return f"---\ntitle: Chapter {chapter}\n---\n\n{fences}"

    def command(self, cold):
        # What cells link stays compiled, as the peers stay installed.
        return [self.options.tool, self.name.split()[1], *(["--no-cache"] if cold else [])]


class Build(Check):
    name, writes = "notebook build", "HTML"


class Nbval(Side):
    name, keeps, writes, suffix = "nbval", "nothing", "–", ".ipynb"

    def text(self, chapter, parts):
        notebook = [{"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# Chapter {chapter}"}]
        for part in parts:
            printed = {"output_type": "stream", "name": "stdout", "text": f"fired {part['fired']}\n"}
            value = {"output_type": "execute_result", "execution_count": part["index"] + 1, "metadata": {},
                     "data": {"text/plain": f"{part['fired']}"}}
            notebook.append({"cell_type": "markdown", "id": f"text{part['index']}", "metadata": {}, "source": "Text."})
            notebook.append(
                {"cell_type": "code", "id": f"cell{part['index']}", "metadata": {}, "outputs": [printed, value],
                 "execution_count": part["index"] + 1, "source": PYTHON_CELL.format(**part)})
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        return json.dumps({"cells": notebook, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})

    def command(self, cold):
        parallel = ["-n", CORES, "--dist", "loadfile"]
        return [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", *parallel, "--nbval", "Chapters"]


class Nbclient(Nbval):
    name = "nbclient"

    def command(self, cold):
        notebooks = sorted((self.folder / "Chapters").glob("*.ipynb"))
        return [PYTHON, "-c", "from nbclient.cli import main; main()", *notebooks]


class JupyterBook(Nbval):
    name, keeps, writes = "Jupyter Book", "a notebook", "HTML"
    kept = ["Chapters/_build"]

    def __init__(self, folder, options):
        super().__init__(folder, options)
        book = folder / "Chapters"
        (book / "_config.yml").write_text("title: Chapters\nexecute:\n  execute_notebooks: cache\n")
        names = [path.stem for path in sorted(book.glob("*.ipynb"))]
        (book / "_toc.yml").write_text(
            f"format: jb-book\nroot: {names[0]}\nchapters:\n" + "".join(f"- file: {name}\n" for name in names[1:]))

    def command(self, cold):
        # A cell that fails is a warning, and ends the command well otherwise.
        start = "from jupyter_book.cli.main import main; main()"
        return [PYTHON, "-c", start, "build", "-W", "--keep-going", "Chapters"]


class Knitr(Side):
    name, keeps, writes, suffix = "knitr", "a chunk", "Markdown", ".Rmd"
    kept = ["cache", "figure"]
    script = """\
library(knitr)
opts_chunk$set(cache = TRUE, autodep = TRUE, error = FALSE)
for (path in sort(list.files("Chapters", "Rmd$", full.names = TRUE))) {
  name <- sub(".Rmd", "", basename(path))
  opts_chunk$set(cache.path = paste0("cache/", name, "/"))
  knit(path, paste0("Chapters/", name, ".md"), envir = new.env(), quiet = TRUE)
}
"""

    def text(self, chapter, parts):
        chunk = "Text.\n\n```{{r cell{index}}}\n" + R + "```\n\nIt is {fired}.\n\n"
        return f"# Chapter {chapter}\n\n" + "".join(chunk.format(**part) for part in parts)

    def command(self, cold):
        return ["Rscript", "-e", self.script]


def children():
    """Seconds that the processors worked for commands that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def installed():
    """The kinds of sides whose programs are there, after those of Python are installed; and the peers' versions."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", PYTHON.parent.parent], check=True)
    names = ["nbclient", "nbval", "pytest-xdist", "jupyter-book", "ipykernel"]
    report = f"from importlib.metadata import version; print(', '.join(f'{{n}} {{version(n)}}' for n in {names}))"
    versions = subprocess.run([PYTHON, "-c", report], capture_output=True, text=True)
    if versions.returncode != 0:
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        versions = subprocess.run([PYTHON, "-c", report], capture_output=True, text=True, check=True)
    kinds, peers = [Check, Build, Nbval, Nbclient, JupyterBook], versions.stdout.strip()
    report = "library(codetools); cat('knitr', format(packageVersion('knitr')))"
    knitr = shutil.which("Rscript") and subprocess.run(["Rscript", "-e", report], capture_output=True, text=True)
    if knitr and knitr.returncode == 0:
        return [*kinds, Knitr], f"{peers}, {knitr.stdout}"
    print("knitr is left out: Debian has it as r-cran-knitr, with r-cran-codetools", file=sys.stderr)
    return kinds, peers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chapters", type=int, default=10)
    parser.add_argument("--cells", type=int, default=8)
    parser.add_argument("--tool", type=pathlib.Path, default=ROOT / ".build/tool/debug/notebook")
    options = parser.parse_args()
    options.tool = options.tool.resolve()
    if not options.tool.exists():
        sys.exit(f"{options.tool} is not there: run bin/notebook once, or name the tool with --tool")
    kinds, peers = installed()
    times = {}
    with tempfile.TemporaryDirectory() as folder:
        sides = [kind(pathlib.Path(folder) / kind.__name__, options) for kind in kinds]
        verifies = {}
        for side in sides:
            clock, work = side.measured()
            print(f"{side.name}: the very first run took {clock:.1f} s ({work:.1f})", file=sys.stderr)
            if not side.notices(threshold="unknown - 0"):
                sys.exit(f"{side.name} did not notice a cell that uses an unknown name")
            verifies[side.name] = side.notices(wrong=1)
        for number in range(1, options.rounds + 1):
            for side in sides:
                seconds = [side.measured(cold=True), side.measured()]
                side.write(0, threshold=f"{number} - {number}")
                times.setdefault(side.name, []).append([*seconds, side.measured()])
            print(f"measured round {number}", file=sys.stderr)

    def median(name, phase, part, over=None):
        values = [
            times[name][number][phase][part] / (times[over][number][phase][part] if over else 1)
            for number in range(options.rounds)]
        return statistics.median(values)

    print(f"{options.chapters} chapters of {options.cells} cells, {CORES} cores; {peers}\n")
    print(f"Seconds by the clock (of work), medians of {options.rounds} rounds:\n")
    print(f"| | a wrong value fails | keeps | writes | {' | '.join(PHASES)} |")
    print("|---|---|---|---|" + "---:|" * len(PHASES))
    for side in sides:
        seconds = [[median(side.name, phase, part) for part in (0, 1)] for phase in range(len(PHASES))]
        row = [f"{clock:.2f} ({work:.2f})" for clock, work in seconds]
        fails = "yes" if verifies[side.name] else "no"
        print(f"| {side.name} | {fails} | {side.keeps} | {side.writes} | {' | '.join(row)} |")
    ours = Check.name
    print(f"\nThe other's seconds divided by those of `{ours}`, the median of the rounds' ratios:\n")
    print(f"| | {' | '.join(PHASES)} |\n|---|" + "---:|" * len(PHASES))
    for side in sides[1:]:
        ratios = [[median(side.name, phase, part, ours) for part in (0, 1)] for phase in range(len(PHASES))]
        row = [f"{clock:.1f} ({work:.1f})" for clock, work in ratios]
        print(f"| {side.name} | {' | '.join(row)} |")


if __name__ == "__main__":
    main()
