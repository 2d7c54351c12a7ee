"""How fast citations are read: `python benchmarks/citations_speed.py [FILE]` (plain citations, one a line).

Prints strings a second on one core after loading (processor time, first sight of every string), the time to load, the
memory, the time of a string of 10,000 characters, and the ratio to AnyStyle's 470 strings a second.
"""

from __future__ import annotations

import argparse
import resource
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    args = parser.parse_args()
    lines = args.file.read_text("utf-8").splitlines() if args.file else list(made())
    import pubnorm.citation

    start = time.perf_counter()
    pubnorm.citation.cite("Doe, J. (2018). Sleep. Nature, 1, 2-3.")
    load = time.perf_counter() - start
    start = time.process_time()
    for line in lines:
        pubnorm.citation.cite(line)
    rate = len(lines) / (time.process_time() - start)
    start = time.perf_counter()
    pubnorm.citation.cite(" ".join(lines)[:10_000])
    long = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(lines)} strings: {rate:.0f} a second, {rate / ANYSTYLE:.1f} times AnyStyle's {ANYSTYLE}")
    print(f"loading and first string {load:.3f} s; 10,000 characters {long:.3f} s; memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
