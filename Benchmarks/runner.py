#!/usr/bin/env python3
"""How long an author waits: checks of the book beside the bare compiler, and of generated books from small to large.

    Benchmarks/runner.py [--rounds 7] [--chapters 10,100,1000]

Wants `swift build` and one `notebook check` before. Everything runs in turns in one go; the table gives medians.
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
TOOL = ROOT / ".build/debug/notebook"
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
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
    """The compiler and the linker alone, on the same programs and cores, which are not run."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        swiftc = pathlib.Path(shutil.which("swiftc"))
        frontend = swiftc.resolve().parent / "swift-frontend"
        self.swiftc, self.frontend = swiftc, frontend if frontend.exists() else swiftc
        cache = ROOT / ".build/notebook"
        runtime = max((cache / "modules").glob("runtime-*"), key=lambda path: path.stat().st_mtime)
        self.search = ["-I", runtime, "-I", cache / "package/release/Modules", "-Xcc"]
        self.search += [f"-fmodule-map-file={ROOT}/Sources/CKernels/include/module.modulemap"]
        self.objects = [runtime / "Plotting.o", runtime / "NotebookRuntime.o"]
        for target in ("NeuralNet", "CKernels"):
            self.objects += sorted((cache / f"package/release/{target}.build").rglob("*.o"))
        self.programs = list(programs())
        for name, _, text in self.programs:
            (self.folder / f"{name}.swift").write_text(text)

    def compile(self, program):
        name, kind, _ = program
        mode = ["-emit-sil", "-o", "/dev/null"] if kind in ("noRun", "error") else ["-c", "-o", f"{name}.o"]
        call = [self.frontend, "-frontend", *mode, "-primary-file", f"{name}.swift", "-swift-version", "5"]
        call += ["-module-name", name, "-Onone", "-g", "-entry-point-function-name", name, *self.search]
        done = subprocess.run([str(part) for part in call], cwd=self.folder, capture_output=True)
        return f"{name}.o" if done.returncode == 0 and mode[0] == "-c" else None

    def work(self):
        with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
            objects = [name for name in pool.map(self.compile, self.programs) if name]
        main = self.folder / "main.swift"
        main.write_text("print(0)\n")
        arguments = [main.name, *objects, *map(str, self.objects), "-lm", "-o", "programs"]
        (self.folder / "link.resp").write_text("\n".join(f'"{argument}"' for argument in arguments))
        run(self.swiftc, "@link.resp", cwd=self.folder, stderr=subprocess.DEVNULL)


def generated(folder, count):
    """A book of many small chapters."""
    chapters = pathlib.Path(folder) / "Chapters"
    chapters.mkdir(parents=True)
    for number in range(count):
        (chapters / f"{number:04}-chapter.md").write_text(
            f"---\ntitle: Chapter {number}\n---\n\nText.\n\n```swift #sum\nlet sum = {number} + 1\nsum  // => {number + 1}\n```\n"
        )
    # The runtime is compiled once, for the book at hand.
    (pathlib.Path(folder) / ".build/notebook").mkdir(parents=True)
    (pathlib.Path(folder) / ".build/notebook/modules").symlink_to(ROOT / ".build/notebook/modules")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--chapters", default="10,100,1000")
    options = parser.parse_args()

    run(TOOL, "check", cwd=ROOT)
    cold, bare, unchanged, edited = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        alone = Bare(folder)
        for _ in range(max(1, options.rounds // 3)):
            cold.append(timed(lambda: run(TOOL, "check", "--no-cache", cwd=ROOT)))
            bare.append(timed(alone.work))
    for _ in range(options.rounds):
        unchanged.append(timed(lambda: run(TOOL, "check", cwd=ROOT)))
    print("| check of the book | median |\n|---|---:|")
    print(f"| cold | {statistics.median(cold):.1f} s |")
    print(f"| the bare compiler and linker on its {len(alone.programs)} programs | {statistics.median(bare):.1f} s |")
    print(f"| cold ÷ bare | {statistics.median(a / b for a, b in zip(cold, bare)):.2f} |")
    print(f"| nothing changed | {statistics.median(unchanged) * 1000:.0f} ms |")
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
