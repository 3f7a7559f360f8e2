#!/usr/bin/env python3
"""How long a learner waits: from saving a file to the verdict, beside a bare `swiftc` of the same program.

    Benchmarks/exercises.py [--chapters 02,03,04] [--rounds 3]

`notebook learn` runs as a learner runs it; this script is the learner, who saves a right answer, a typical wrong one and
one that does not compile, in turns. Beside the seconds by the clock stand those that the processors worked, which other
users of the machine disturb less, and the median of each round's ratio to the bare `swiftc`.
"""
import argparse
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / ".build/tool/debug/notebook"
COMMENT = re.compile(r"<!-- swift (given|test|solution|wrong=\"[^\"]*\")\n(.*?)-->", re.S)


class Exercise:
    """The parts of an exercise that the benchmark needs."""

    def __init__(self, chapter, name, text):
        self.chapter, self.name, self.parts = chapter, name, {}
        for kind, code in COMMENT.findall(text):
            self.parts.setdefault(kind.split("=")[0], []).append(code)

    def program(self):
        """What a checker has to compile at the least: given code, solution, tests."""
        given = "".join(self.parts.get("given", []))
        return (
            f"import NotebookRuntime\n{given}\n{self.parts['solution'][0]}\n"
            f"func tests() throws {{\n{''.join(self.parts['test'])}\n}}\ntry tests()\n"
        )


def exercises(chapters):
    for path in sorted((ROOT / "Chapters").glob("*.md")):
        number = path.name.split("-")[0]
        if number not in chapters:
            continue
        pieces = re.split(r"<!-- exercise #", path.read_text())[1:]
        for piece in pieces:
            header = piece.split("\n")[0]
            if "uses=" not in header:
                yield Exercise(path.stem, header.split()[0], piece)


class Session:
    """`notebook learn`, whose output is read by a thread."""

    def __init__(self, workspace, name):
        self.process = subprocess.Popen(
            [TOOL, "learn", name, "--workspace", workspace], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, bufsize=1)
        self.text, self.change = "", threading.Condition()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while piece := os.read(self.process.stdout.fileno(), 65536):
            with self.change:
                self.text += piece.decode()
                self.change.notify()

    def wait(self, pattern, start=0, seconds=120):
        """When the pattern appeared, and in which words."""
        limit = time.monotonic() + seconds
        with self.change:
            while not (found := re.search(pattern, self.text[start:])):
                left = limit - time.monotonic()
                if left <= 0 or self.process.poll() is not None:
                    sys.exit(f"no `{pattern}` in:\n{self.text[start:]}")
                self.change.wait(min(left, 1))
        return time.monotonic(), found.group(0)

    def work(self):
        """Seconds that the processors worked for the tool and for what it started and waited for."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def rest(self):
        """Waits until the tool has nothing more to prepare, as it has while a learner thinks."""
        before, since = self.work(), time.monotonic()
        while time.monotonic() - since < 1:
            time.sleep(0.1)
            # Looking for a save every 50 ms is no work to wait for.
            if (now := self.work()) > before + 0.03:
                before, since = now, time.monotonic()

    def close(self):
        self.process.stdin.write("q\n")
        self.process.stdin.flush()
        self.process.wait(20)


def saved(session, path, code):
    """Seconds from the save to the verdict, by the clock and of work, and the verdict."""
    session.rest()
    start, worked = len(session.text), session.work()
    # As editors do: a new file in the old one's place.
    fresh = path.with_suffix(".new")
    fresh.write_text(code)
    begin = time.monotonic()
    os.replace(fresh, path)
    end, verdict = session.wait(r"[✓✗] \S+  .*", start)
    worked = session.work() - worked
    session.wait(r"Save to check again|n goes on", start)
    return (end - begin, worked), verdict


def bare(exercise, folder):
    """Seconds of one plain `swiftc` call with the same modules, and of the program's run."""
    shelf = ROOT / ".build/notebook"
    runtime = max((shelf / "modules").glob("runtime-*"), key=lambda path: path.stat().st_mtime)
    release = shelf / "package/release"
    objects = [*runtime.glob("*.o"), *release.glob("NeuralNet.build/*.o"), *release.glob("CKernels.build/*.o")]
    source = folder / "main.swift"
    source.write_text(exercise.program())
    command = ["swiftc", "-swift-version", "5", "-Onone", "-I", runtime, "-I", release / "Modules",
               "-Xcc", f"-fmodule-map-file={ROOT}/Sources/CKernels/include/module.modulemap",
               source, *objects, "-o", folder / "program"]
    begin, worked = time.monotonic(), children()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    subprocess.run([folder / "program"], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return time.monotonic() - begin, children() - worked


def children():
    """Seconds that the processors worked for commands that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--chapters", default="02,03,04")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    times = {"right": [], "wrong": [], "does not compile": [], "bare": []}
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for exercise in exercises(options.chapters.split(",")):
            count += 1
            workspace = folder / "answers"
            session = Session(workspace, f"{exercise.chapter.split('-')[0]}#{exercise.name}")
            session.wait("Your file|You have begun")
            path = workspace / exercise.chapter / f"{exercise.name}.swift"
            head = "".join(line for line in path.read_text().splitlines(True) if line.startswith("import "))
            answers = {
                "right": exercise.parts["solution"][0], "wrong": exercise.parts["wrong"][0],
                "does not compile": exercise.parts["solution"][0] + "\nlet slip = unknownName\n",
            }
            for round in range(options.rounds + 1):
                for kind, code in answers.items():
                    seconds, verdict = saved(session, path, head + f"// {round}\n" + code)
                    if verdict.startswith("✓") != (kind == "right"):
                        sys.exit(f"{exercise.name}: {kind}, and {verdict}")
                    # The first round compiles what is kept.
                    if round > 0:
                        times[kind].append(seconds)
                if round > 0:
                    times["bare"].append(bare(exercise, folder))
            session.close()
    print(f"{count} exercises of chapters {options.chapters}, {options.rounds} rounds; seconds, median (best, worst)")
    print(f"{'':18}{'by the clock':>22}{'of work':>10}{'to bare':>10}")
    for kind, values in times.items():
        clock, work = ([pair[part] for pair in values] for part in (0, 1))
        ratio = statistics.median(seconds / plain for (seconds, _), (plain, _) in zip(values, times["bare"]))
        print(
            f"{kind:18}{statistics.median(clock):6.2f}  ({min(clock):.2f}, {max(clock):.2f})"
            f"{statistics.median(work):10.2f}{ratio:10.2f}")


if __name__ == "__main__":
    main()
