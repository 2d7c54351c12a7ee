"""Rate of one and of two workers over generated pages, and the peak memory of the process that runs them.

    python benchmarks/batch.py [PAGES] [WORKS]      (default: 10000 pages of 12 works)

The pages have the shapes of the test fixtures: list items, broken lines, paper boxes, a table, a numbered list. Prints
the ratio of the rates, how much of the CPU time the parent took, the peak memory for PAGES and for a tenth of them, and
whether all outputs are the same bytes. One worker and two take turns over fifths of the pages, for the load of the
machine changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = 20260105
_PEOPLE = (
    ("Ann", "Li", "Jón", "Marta", "Wei", "Omar", "Nora", "Łukasz"),
    ("Roe", "Wang", "Berg", "Silva", "Okoye", "Ito"),
)
_THINGS = ("tides", "harbours", "silt", "mudflats", "currents", "sandbanks", "estuaries", "dunes", "ferries", "buoys")
_WAYS = ("Measuring", "Learning", "A Survey of", "Towards Robust", "Rethinking", "Fast Simulation of", "On")
_VENUES = ("ICML", "ACL", "NeurIPS", "CVPR", "*Nature*", "KDD", "IEEE TPAMI", "Findings of EMNLP", "arXiv preprint")

_MEASURE = """
import json, resource, sys, time
from pathlib import Path
from pubnorm.batch import convert_folder
started = time.monotonic()
summary = convert_folder([sys.argv[1]], "jsonl", sys.argv[2], jobs=int(sys.argv[3]))
peak = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
own, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"own": own.ru_utime + own.ru_stime, "theirs": theirs.ru_utime + theirs.ru_stime,
                  "seconds": time.monotonic() - started, "written": summary.written,
                  "publications": summary.publications, "peak": int(peak[0].split()[1]) / 1e3}))
"""


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    works = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tenth = max(1, pages // 10)
        _generate(folder / "all", range(pages), works)
        _generate(folder / "tenth", range(tenth), works)
        few, many = _measure(folder, "tenth", 2), _measure(folder, "all", 2)
        spent: dict[int, list[dict[str, float]]] = {1: [], 2: []}
        same = True
        for number in range(5):
            _generate(folder / f"{number}", range(number * pages // 5, (number + 1) * pages // 5), works)
            for jobs, measured in spent.items():
                measured.append(_measure(folder, f"{number}", jobs))
            same = same and _digest(folder / f"{number}-1") == _digest(folder / f"{number}-2")
    one, two = (sum(each["seconds"] for each in measured) for measured in spent.values())
    rounds = ", ".join(f"{a['seconds'] / b['seconds']:.2f}" for a, b in zip(spent[1], spent[2], strict=True))
    print(f"two workers: {one / two:.2f} times the rate of one (rounds: {rounds})")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"CPU time: parent {many['own']:.1f} s, workers {many['theirs']:.1f} s")
    print(f"peak memory of the parent: {many['peak']:.0f} MB for {pages} pages, {few['peak']:.0f} MB for {tenth}")
    print(f"same bytes with one worker and two: {same}")


def _measure(folder: Path, name: str, jobs: int) -> dict[str, float]:
    words = [sys.executable, "-c", _MEASURE, str(folder / name), str(folder / f"{name}-{jobs}"), str(jobs)]
    started = time.monotonic()
    done: dict[str, float] = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout)
    print(
        f"{name}, {jobs} worker(s): {done['written']} pages, {done['publications']} publications in"
        f" {done['seconds']:.1f} s, {done['written'] / done['seconds']:.1f} pages/s"
        f" ({time.monotonic() - started:.1f} s with start)",
        flush=True,
    )
    return done


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return total.hexdigest()


def _generate(folder: Path, numbers: range, works: int) -> None:
    for number in numbers:
        draw = random.Random(SEED + number)
        path = folder / f"{number // 1000:03}" / f"{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        owner = f"{draw.choice(_PEOPLE[0])} {draw.choice(_PEOPLE[1])}"
        shape = (_items, _lines, _boxes, _table, _numbered)[number % 5]
        listed = [_work(draw, owner, number * 100 + n) for n in range(works)]
        path.write_text(f"---\ntitle: {owner}\n---\n\n## Publications\n\n{shape(listed)}\n", "utf-8")


def _work(draw: random.Random, owner: str, number: int) -> tuple[str, str, str, int, str]:
    title = f"{draw.choice(_WAYS)} {' and '.join(draw.sample(_THINGS, 2)).title()} under Load {number}"
    others = [f"{draw.choice(_PEOPLE[0])} {draw.choice(_PEOPLE[1])}" for _ in range(draw.randrange(1, 5))]
    names = [*others, f"**{owner}**"]
    draw.shuffle(names)
    year = draw.randint(2012, 2026)
    return (
        title,
        ", ".join(names),
        draw.choice(_VENUES),
        year,
        f"https://arxiv.org/abs/{year % 100:02}05.{number % 99999:05}",
    )


def _items(works: list[tuple[str, str, str, int, str]]) -> str:
    return "\n".join(
        f"- {names}. **{title}**. {venue} {year}. [[Paper]]({url})" for title, names, venue, year, url in works
    )


def _lines(works: list[tuple[str, str, str, int, str]]) -> str:
    return "\n\n".join(
        f"**{title}**<br>\n{names}<br>\n{venue} {year} [[pdf]({url})]" for title, names, venue, year, url in works
    )


def _boxes(works: list[tuple[str, str, str, int, str]]) -> str:
    return "\n".join(
        f"<div class='paper-box'><div class='paper-box-image'><div><div class=\"badge\">{venue} {year}</div>"
        f"<img src='images/{year}.png' alt=\"sym\"></div></div>\n<div class='paper-box-text' markdown=\"1\">\n\n"
        f"[{title}]({url})\n\n{names}\n\n</div>\n</div>\n"
        for title, names, venue, year, url in works
    )


def _table(works: list[tuple[str, str, str, int, str]]) -> str:
    rows = [f"| {year} | {title} | {names} | {venue} | [pdf]({url}) |" for title, names, venue, year, url in works]
    return "\n".join(["| Year | Title | Authors | Venue | Links |", "| --- | --- | --- | --- | --- |", *rows])


def _numbered(works: list[tuple[str, str, str, int, str]]) -> str:
    return "\n".join(
        f'{n}. {names}, "{title}," in {venue}, {year}. {url}'
        for n, (title, names, venue, year, url) in enumerate(works, 1)
    )


if __name__ == "__main__":
    main()
