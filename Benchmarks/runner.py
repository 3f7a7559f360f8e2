#!/usr/bin/env python3
"""How long an author waits: checks of the book beside the bare compiler, and of generated books from small to large.

    Benchmarks/runner.py [--rounds 7] [--chapters 10,100,1000] [--tool .build/tool/debug/notebook]

Wants `bin/notebook` to be built and one `notebook check` before. Everything runs in turns in one go; the table gives medians.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / ".build/tool/debug/notebook"
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
# The chapter of which a cell is edited, and its program.
EDITED, SESSION = "09-gradient-descent", "chapter_09_gradient_descent"
PROGRAM = re.compile(r"^// (chapter_\w+): (\w+).*\n", re.M)


def run(*arguments, **options):
    subprocess.run([str(argument) for argument in arguments], check=True, stdout=subprocess.DEVNULL, **options)


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def programs():
    """Every program of the book, as the tool compiles it: name, kind and text."""
    for path in sorted((ROOT / "Chapters").glob("*-*.md")):
        text = subprocess.run([TOOL, "dump", "program", path.stem], cwd=ROOT, check=True, capture_output=True, text=True)
        heads = list(PROGRAM.finditer(text.stdout))
        for head, after in zip(heads, heads[1:] + [None]):
            yield head[1], head[2], text.stdout[head.end() : after.start() if after else None]


class Bare:
    """The compiler and the linker alone, and the programs, on the same cores."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        swiftc = pathlib.Path(shutil.which("swiftc"))
        frontend = swiftc.resolve().parent / "swift-frontend"
        self.swiftc, self.frontend = swiftc, frontend if frontend.exists() else swiftc
        cache = ROOT / ".build/notebook"
        shared = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "notebook"
        runtime = max(shared.glob("runtime-*"), key=lambda path: path.stat().st_mtime)
        self.search = ["-I", runtime, "-I", cache / "package/release/Modules", "-Xcc"]
        self.search += [f"-fmodule-map-file={ROOT}/Sources/CKernels/include/module.modulemap"]
        self.objects = [runtime / f"{name}.o" for name in ("dispatcher", "Plotting", "NotebookRuntime")]
        for target in ("NeuralNet", "CKernels"):
            self.objects += sorted((cache / f"package/release/{target}.build").rglob("*.o"))
        self.programs = list(programs())
        for name, _, text in self.programs:
            (self.folder / f"{name}.swift").write_text(text)
            (self.folder / name / "work").mkdir(parents=True)

    def compile(self, program):
        name, kind, _ = program
        mode = ["-emit-sil", "-o", "/dev/null"] if kind in ("noRun", "error") else ["-c", "-o", f"{name}.o"]
        call = [self.frontend, "-frontend", *mode, "-primary-file", f"{name}.swift", "-swift-version", "5"]
        call += ["-module-name", name, "-Onone", "-g", "-entry-point-function-name", name, *self.search]
        done = subprocess.run([str(part) for part in call], cwd=self.folder, capture_output=True)
        return f"{name}.o" if done.returncode == 0 and mode[0] == "-c" else None

    def link(self, objects):
        arguments = [*objects, *map(str, self.objects), "-lm", "-Xlinker", "--export-dynamic", "-o", "programs"]
        (self.folder / "link.resp").write_text("\n".join(f'"{argument}"' for argument in arguments))
        run(self.swiftc, "@link.resp", cwd=self.folder)

    def run(self, name):
        """Runs a program; its scratch folder and its limits are what the tool's would be."""
        limits = ["64", "2048", "30", "64"]
        call = [self.folder / "programs", name, self.folder / name, *limits]
        subprocess.run(call, cwd=self.folder / name / "work", capture_output=True)

    def work(self, programs=None):
        with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
            objects = [name for name in pool.map(self.compile, programs or self.programs) if name]
            self.link(objects)
            list(pool.map(self.run, [name.removesuffix(".o") for name in objects]))


def copied(folder):
    """The book under another roof, where a chapter may be edited."""
    folder = pathlib.Path(folder)
    shutil.copytree(ROOT / "Chapters", folder / "Chapters")
    for name in ("Package.swift", "Sources", "Tests", "Plugins", "site"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def edited(chapter, number):
    """Changes the code of a chapter's first cell, and nothing that it shows."""
    text = chapter.read_text()
    chapter.write_text(re.sub(r"^(```swift #.*\n)", rf"\1let edit{number} = {number}\n", text, count=1, flags=re.M))


def generated(folder, count):
    """A book of many small chapters."""
    chapters = pathlib.Path(folder) / "Chapters"
    chapters.mkdir(parents=True)
    for number in range(count):
        (chapters / f"{number:04}-chapter.md").write_text(
            f"---\ntitle: Chapter {number}\n---\n\nText.\n\n```swift #sum\nlet sum = {number} + 1\nsum  // => {number + 1}\n```\n"
        )


def main():
    global TOOL
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--chapters", default="10,100,1000")
    parser.add_argument("--tool", type=pathlib.Path, default=TOOL)
    options = parser.parse_args()
    TOOL = options.tool.resolve()

    run(TOOL, "check", cwd=ROOT)
    cold, bare, unchanged, edits, alones = [], [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        alone = Bare(folder)
        for _ in range(max(1, options.rounds // 3)):
            cold.append(timed(lambda: run(TOOL, "check", "--no-cache", cwd=ROOT)))
            bare.append(timed(alone.work))
        with tempfile.TemporaryDirectory() as roof:
            book = copied(roof)
            check = [TOOL, "check", "--book", book, EDITED]
            run(*check)
            session = [program for program in alone.programs if program[0] == SESSION]
            for number in range(options.rounds):
                edited(book / f"Chapters/{EDITED}.md", number)
                edits.append(timed(lambda: run(*check)))
                alones.append(timed(lambda: alone.work(session)))
    for _ in range(options.rounds):
        unchanged.append(timed(lambda: run(TOOL, "check", cwd=ROOT)))
    print("| check of the book | median | the bare compiler, linker and programs | ratio |\n|---|---:|---:|---:|")
    for name, ours, theirs in [
        (f"cold: {len(alone.programs)} programs", cold, bare), (f"one cell of {EDITED} edited", edits, alones),
    ]:
        ratio = statistics.median(a / b for a, b in zip(ours, theirs))
        print(f"| {name} | {statistics.median(ours):.2f} s | {statistics.median(theirs):.2f} s | {ratio:.2f} |")
    print(f"| nothing changed | {statistics.median(unchanged):.3f} s | – | – |")
    print("\n| generated chapters | cold | nothing changed | one edited |\n|---:|---:|---:|---:|")
    for count in map(int, options.chapters.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            generated(folder, count)
            check = lambda: run(TOOL, "check", "--book", folder)
            first = timed(check)
            again = statistics.median(timed(check) for _ in range(options.rounds))
            chapter = pathlib.Path(folder) / "Chapters/0001-chapter.md"
            edits = []
            for number in range(options.rounds):
                chapter.write_text(chapter.read_text().replace("sum = ", f"sum = {number} - {number} + "))
                edits.append(timed(check))
            print(f"| {count:,} | {first:.1f} s | {again:.2f} s | {statistics.median(edits):.2f} s |")


if __name__ == "__main__":
    main()
