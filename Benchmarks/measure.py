"""Runs all sides of the benchmark in turns and prints Markdown tables of medians and ratios; see bin/bench."""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = [
    ("small", "(1) 784-50-10, training steps/s"),
    ("large", "(2) 784-256-128-10, training steps/s"),
    ("xor", "(3) XOR 2-4-1, training steps/s"),
    ("inference", "(4) inference of (2), batches/s"),
    ("exp", "(5) exp, millions/s"),
    ("tanh", "(5) tanh, millions/s"),
    ("product", "100×784 by 784×256, products/s"),
]


def cpu():
    try:
        with open("/proc/cpuinfo") as lines:
            model = next((l.split(":")[1].strip() for l in lines if l.startswith("model name")), None)
    except OSError:
        model = None
    return model or platform.processor() or platform.machine()


class Side:
    """One process that answers `CASE SECONDS` lines."""

    def __init__(self, name, command, environment):
        self.name = name
        self.command = command
        self.environment = {**os.environ, **environment}
        self.process = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def rate(self, case, seconds):
        self.process.stdin.write(f"{case} {seconds}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            sys.exit(f"{self.name} ended while it measured {case}")
        return None if answer == "unknown" else float(answer)

    def first_step(self):
        start = time.perf_counter()
        subprocess.run([*self.command, "first-step"], env=self.environment, check=True)
        return time.perf_counter() - start

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def number(value):
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--swift", required=True, help="the built Bench program")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.2, help="how long each measurement takes")
    parser.add_argument("--threads", choices=["one", "default"], default="one")
    parser.add_argument("--cases", nargs="*", default=[name for name, _ in CASES])
    options = parser.parse_args()

    # One thread is measured by its own work, so that the machine's other users count less; several by the wall's clock.
    one = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BENCH_CLOCK": "cpu"}
    environment = one if options.threads == "one" else {}
    os.environ.pop("BENCH_CLOCK", None)
    os.environ.update(environment)
    peers = os.path.join(HERE, "peers.py")

    def peer(name):
        return Side(name, [sys.executable, peers, name, options.threads], environment)

    sides = [
        Side("Swift", [options.swift], environment),
        Side("Swift, AVX2", [options.swift], {**environment, "NEURALNET_LEVEL": "avx2"}),
        peer("numpy64"), peer("numpy32"), peer("torch64"), peer("torch32"), peer("micrograd"),
    ]
    rates = {(case, side.name): [] for case, _ in CASES for side in sides}
    for case, _ in CASES:
        if case not in options.cases:
            continue
        for _ in range(options.rounds):
            for side in sides:
                rate = side.rate(case, options.seconds)
                if rate is not None:
                    rates[case, side.name].append(rate)
        print(f"measured {case}", file=sys.stderr)

    def median(case, name):
        values = rates[case, name]
        return statistics.median(values) if values else None

    names = [side.name for side in sides]
    measured = "seconds of work" if options.threads == "one" else "seconds of the wall's clock"
    print(f"{cpu()}, {os.cpu_count()} cores; threads: {options.threads}; {measured}; medians of {options.rounds} rounds\n")
    print("| case | " + " | ".join(names) + " |")
    print("|---|" + "---:|" * len(names))
    for case, title in CASES:
        if case in options.cases:
            print(f"| {title} | " + " | ".join(number(median(case, name)) for name in names) + " |")

    print("\nSwift's rate divided by the other's, the median of the rounds' ratios (and the middle half of them):\n")
    others = names[2:]
    print("| case | " + " | ".join(others) + " |")
    print("|---|" + "---:|" * len(others))
    for case, title in CASES:
        if case not in options.cases:
            continue
        cells = []
        for name in others:
            ratios = [a / b for a, b in zip(rates[case, "Swift"], rates[case, name])]
            if not ratios:
                cells.append("–")
                continue
            low, _, high = statistics.quantiles(ratios, n=4)
            cells.append(f"{statistics.median(ratios):.2f} ({low:.2f}–{high:.2f})")
        print(f"| {title.split(',')[0]}, {case} | " + " | ".join(cells) + " |")

    print()
    for level in ["baseline", "avx2", "avx512"]:
        answer = subprocess.run(
            [options.swift, "peak"], env={**os.environ, "NEURALNET_LEVEL": level}, capture_output=True, text=True)
        print(f"Peak of multiplications and additions in registers, {level}: {float(answer.stdout) / 1e9:.1f} GFLOP/s")
    for name in ["Swift", "Swift, AVX2"]:
        product = median("product", name)
        if product:
            print(f"The product reaches {product * 2 * 100 * 784 * 256 / 1e9:.1f} GFLOP/s ({name})")
    starts = [(side.name, min(side.first_step() for _ in range(3))) for side in sides if side.name in
              ("Swift", "numpy64", "torch64")]
    print("Start to first step: " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in starts))
    allocations = subprocess.run([options.swift, "allocations"], capture_output=True, text=True, check=True)
    print("Allocations a step: " + ", ".join(allocations.stdout.split("\n")[:-1]))
    for side in sides:
        side.close()


if __name__ == "__main__":
    main()
