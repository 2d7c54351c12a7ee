"""How fast citations are read: `python benchmarks/citations_speed.py [FILE] [--runs N]`.

FILE holds plain citations, one a line, or JSON lines with a "text" each; without it, strings are made. Every run is a
process of its own, which sees every string for the first time. Printed are the best and the median run's strings a
second of processor time on one core, the ratio to AnyStyle's 470, the least time to load and read a first string, the
time of a string of 10,000 characters, and the memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ANYSTYLE = 470
STRINGS = (
    "Doe{n}, J. A., & van der Berg{n}, A. ({y}). Sleep and memory in cohort {n}. Journal of Sleep, {v}(3), {p}-{q}.",
    "[{v}] M. Rossi{n} and P. Kumar{n}, “Learning to grasp {n} things,” in Proc. Conf. Robotics, {y}, pp. {p}–{q}.",
    "Miller{n}, P. {y}. The Politics of Memory {n}. Chicago: University of Chicago Press.",
    "Smith{n} JA, Brown K, Lee{n} S. Statins after stroke {n}: a trial. Lancet. {y};{v}(9):{p}-{q}.",
)


def made() -> Iterator[str]:
    for n in range(4000):
        yield STRINGS[n % 4].format(n=n, y=1980 + n % 45, v=n % 60 + 1, p=n + 1, q=n + 17)


def read(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line)["text"] if line.startswith('{"') else line for line in lines if line.strip()]


def measure(lines: list[str]) -> dict[str, float]:
    """Read every line once in this process."""
    start = time.perf_counter()
    from pubnorm.citation import cite

    cite("Doe, J. (2018). Sleep. Nature, 1, 2-3.")
    load = time.perf_counter() - start
    start = time.process_time()
    for line in lines:
        cite(line)
    rate = len(lines) / (time.process_time() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    cite(" ".join(lines)[:10_000])
    return {"rate": rate, "load": load, "memory": memory, "long": time.process_time() - start}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", action="store_true", help="one run in this process, its figures as JSON")
    args = parser.parse_args()
    lines = read(args.file) if args.file else list(made())
    if args.one:
        print(json.dumps(measure(lines)))
        return
    command = [sys.executable, __file__, "--one", *([str(args.file)] if args.file else [])]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(args.runs)]
    best, usual = max(run["rate"] for run in runs), statistics.median(run["rate"] for run in runs)
    print(f"{len(lines)} strings, {args.runs} runs: best {best:.0f} a second, median {usual:.0f};", end=" ")
    print(f"best is {best / ANYSTYLE:.1f} times AnyStyle's {ANYSTYLE}")
    load, long = min(run["load"] for run in runs), min(run["long"] for run in runs)
    memory = max(run["memory"] for run in runs)
    print(f"loading and first string {load:.3f} s; 10,000 characters {long:.3f} s; memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
