"""The offline index in its real size: `python benchmarks/arxiv_index.py [--papers 3000000] [--folder FOLDER]`.

Writes a snapshot of generated papers (lengths as in arXiv's), builds the index in a process of its own, and prints
time, greatest memory and size, then the times of look-ups by id, DOI, exact title and title with slips. With
`--against N` (default: a tenth) the same for N papers, and the ratios: growth should be linear.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from pubnorm.sources.arxiv.index import ArxivIndex
from pubnorm.sources.arxiv.titles import fold

SEED = 7
WORDS = 250_000  # distinct words in titles; the thousandth is a thousand times rarer than the first
FAMILIES = 150_000
LOOKED_UP = 1_000


class Measured(NamedTuple):
    """What one size took: seconds, megabytes of memory and disk, milliseconds (median, 99th percentile) a look-up."""

    papers: int
    seconds: float
    memory: float
    disk: float
    times: dict[str, tuple[float, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=3_000_000)
    parser.add_argument("--against", type=int, help="papers of a smaller index to compare with, 0 for none")
    parser.add_argument("--abstracts", action="store_true", help="keep abstracts in the index")
    parser.add_argument("--folder", type=Path, help="where snapshots and indexes are kept and used again")
    args = parser.parse_args()
    smaller = args.papers // 10 if args.against is None else args.against
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        measured = [_measure(number, folder, args.abstracts) for number in (smaller, args.papers) if number]
    if len(measured) == 2:
        small, large = measured
        print(f"papers x {large.papers / small.papers:.1f}: time x {large.seconds / small.seconds:.2f}, "
              f"memory x {large.memory / small.memory:.2f}, disk x {large.disk / small.disk:.2f}")  # fmt: skip


def _measure(papers: int, folder: Path, abstracts: bool) -> Measured:
    snapshot, index = folder / f"snapshot-{papers}.jsonl", folder / f"arxiv-{papers}-{abstracts:d}.idx"
    if not snapshot.exists():
        with snapshot.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(paper) + "\n" for paper in generate(papers))
    print(f"{papers} papers, snapshot of {snapshot.stat().st_size / 1e9:.2f} GB")
    start = time.perf_counter()
    if not index.exists():
        options = [] if abstracts else ["--no-abstracts"]
        program = "import sys; from pubnorm.cli import main; sys.exit(main(sys.argv[1:]))"
        command = ["arxiv", "index", str(snapshot), "-o", str(index), *options]
        subprocess.run([sys.executable, "-c", program, *command], check=True)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    disk = index.stat().st_size / 1e6
    print(f"  built in {seconds:.0f} s, {memory:.0f} MB of memory at most, {disk:.0f} MB on disk")
    times = _look_ups(papers, snapshot, index)
    for name, (median, late) in times.items():
        print(f"  {name:20} median {median:7.3f} ms, 99th percentile {late:7.3f} ms")
    return Measured(papers, seconds, memory, disk, times)


def _look_ups(papers: int, snapshot: Path, path: Path) -> dict[str, tuple[float, float]]:
    chance = random.Random(SEED + 1)
    chosen = set(chance.sample(range(papers), LOOKED_UP))
    with snapshot.open(encoding="utf-8") as lines:
        wanted = [json.loads(line) for number, line in enumerate(lines) if number in chosen]
    chance.shuffle(wanted)
    with ArxivIndex(path) as index:
        families = [[name[0] for name in paper["authors_parsed"]] for paper in wanted]
        slipped = [_slip(paper["title"], chance) for paper in wanted]
        found = 0

        def by_slip(number: int) -> None:
            nonlocal found
            rounds = index.by_title(slipped[number], families[number][:3])
            found += any(work.id == wanted[number]["id"] for works in rounds for work in works)

        def by_strange(number: int) -> None:
            # Of another title's first half and a third's second: what is not in the index costs every round.
            words = wanted[number]["title"].split()[:5] + wanted[number - 1]["title"].split()[-5:]
            list(index.by_title(" ".join(words), families[number - 2][:3]))

        doi = [number for number, paper in enumerate(wanted) if paper["doi"]]
        times = {
            "id": _timed(lambda number: index.by_ids([wanted[number]["id"]])),
            "DOI": _timed(lambda number: index.by_doi(wanted[doi[number % len(doi)]]["doi"])),
            "exact title": _timed(lambda number: next(index.by_title(wanted[number]["title"], []))),
            "title with two slips": _timed(by_slip),
            "title not there": _timed(by_strange),
        }
        print(f"  {found / LOOKED_UP:.3f} of the titles with two slips found")
    return times


def _timed(look_up: Callable[[int], Any]) -> tuple[float, float]:
    times = []
    for number in range(LOOKED_UP):
        start = time.perf_counter()
        look_up(number)
        times.append(time.perf_counter() - start)
    times.sort()
    return times[LOOKED_UP // 2] * 1e3, times[LOOKED_UP * 99 // 100] * 1e3


def _slip(title: str, chance: random.Random) -> str:
    """Return the title with two slips: in each of two words a letter lost."""
    words = fold(title).split()
    for place in chance.sample(range(len(words)), min(2, len(words))):
        at = chance.randrange(len(words[place]))
        words[place] = words[place][:at] + words[place][at + 1 :]
    return " ".join(words)


def generate(papers: int) -> Iterator[dict[str, Any]]:
    """Yield `papers` lines of a snapshot, always the same: ids from April 2007 on, then lengths as arXiv has them."""
    chance = random.Random(SEED)
    words, weights = _vocabulary(chance, WORDS)
    families, family_weights = _vocabulary(chance, FAMILIES)
    text = " ".join(chance.choices(words, cum_weights=weights, k=300_000))
    for number in range(papers):
        month, serial = divmod(number, 9_000)
        year, month = divmod(month + 3, 12)
        digits = f"{serial + 1:0{5 if year >= 8 else 4}d}"
        title = chance.choices(words, cum_weights=weights, k=min(25, max(2, round(chance.gauss(10, 3.5)))))
        if number % 9 < 4 and len(title) > 3:
            title[number % 2] += ":"
        names = chance.choices(families, cum_weights=family_weights, k=min(60, 1 + int(chance.expovariate(0.33))))
        authors = [[name.title(), f"{chance.choice(string.ascii_uppercase)}{words[len(name)]}", ""] for name in names]
        day, place = f"{1 + number % 28}", chance.randrange(len(text) - 2_000)
        yield {
            "id": f"{year + 7:02d}{month + 1:02d}.{digits}",
            "submitter": " ".join(reversed(authors[0][:2])),
            "authors": ", ".join(f"{given} {family}" for family, given, _ in authors),
            "title": " ".join(title).capitalize(),
            "comments": text[place : place + 50] if number % 2 else None,
            "journal-ref": text[place : place + 40] if number % 5 < 2 else None,
            "doi": f"10.1234/j.{number}.{place}" if number % 7 < 3 else None,
            "report-no": None,
            "categories": chance.choice(["cs.CL", "hep-th", "math.CO cs.DM", "astro-ph.GA", "cs.LG stat.ML cs.AI"]),
            "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
            "abstract": text[place : place + max(200, int(chance.gauss(1_050, 350)))],
            "versions": [{"version": "v1", "created": f"Mon, {day} Apr {2007 + year} 19:18:42 GMT"}],
            "update_date": f"{2007 + year}-05-01",
            "authors_parsed": authors,
        }


def _vocabulary(chance: random.Random, size: int) -> tuple[list[str], list[float]]:
    """Return pronounceable words, the frequent ones short, and their cumulative weights after Zipf's law."""
    syllables = [one + two for one in "bcdfghjklmnprstvwz" for two in ("a", "e", "i", "o", "u", "an", "er", "in", "or")]
    words: dict[str, None] = {}
    while len(words) < size:
        length = 2 if len(words) < 1_000 else 3 + chance.randrange(2)
        words["".join(chance.choices(syllables, k=length))] = None
    return list(words), list(accumulate(1 / (rank + 8) for rank in range(size)))


if __name__ == "__main__":
    main()
