"""Time, memory and F1 of `dedupe` on generated records with known duplicates, spellings and typos.

    python benchmarks/dedupe_scale.py [RECORDS ...]      (default: 10000 100000)

Titles and names are drawn at random from the words and names of arXiv's metadata. About 40 in 100 records list a work
again: in other letter case, with a slip, without its accents, with initials, inverted names, a cut author list, another
year or venue. Beside them stand near misses that must stay apart: the same title by others, another number or part.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pubnorm.matching.names import parse_name
from pubnorm.matching.names.fold import fold
from pubnorm.matching.works.dedupe import Deduper
from pubnorm.model import Author, Identifiers, Publication, Source, Venue

SHARED = Path(__file__).parents[2] / "shared"
SEED = 20260103


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        _measure(int(sys.argv[2]))
        return
    for size in sys.argv[1:] or ["10000", "100000"]:
        subprocess.run([sys.executable, __file__, "--one", size], check=True)  # a process each, for its peak memory


def _measure(size: int) -> None:
    truth: list[int] = []
    took = 0.0
    with Deduper() as deduper:
        for work, record in _records(size):
            started = time.process_time()
            deduper.add(record)
            took += time.process_time() - started
            truth.append(work)
        started = time.process_time()
        clusters = deduper.clusters()
        clustered = time.process_time() - started
        said = [clusters.root(n) for n in range(size)]
        started = time.process_time()
        works = sum(1 for _ in deduper.works())  # clusters once more
        rest = time.process_time() - started - clustered
    precision, recall = _pairwise(truth, said)
    f1 = 2 * precision * recall / (precision + recall)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{size} records: {took + clustered + rest:.0f} s of CPU (read {took:.0f}, cluster {clustered:.0f}, "
        f"merge and people {rest:.0f}), {memory:.2f} GB; {works} works of {len(set(truth))}; "
        f"precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}"
    )


def _pairwise(truth: list[int], said: list[int]) -> tuple[float, float]:
    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter(zip(truth, said, strict=True)))
    return both / max(1, pairs(Counter(said))), both / max(1, pairs(Counter(truth)))


def _records(size: int) -> Iterator[tuple[int, Publication]]:
    draw = random.Random(SEED)
    words, names = _pools()
    recent: list[tuple[int, Publication]] = []
    work = 0
    for _ in range(size):
        kind = draw.random()
        if recent and kind < 0.40:
            number, record = recent[draw.randrange(len(recent))]
            yield number, _respelled(record, draw)
            continue
        if recent and kind < 0.45:
            record = _near_miss(recent[draw.randrange(len(recent))][1], draw, names)
        else:
            record = _fresh(draw, words, names)
        work += 1
        recent.append((work, record))
        if len(recent) > 5000:
            recent[draw.randrange(5000)] = recent.pop()
        yield work, record


def _pools() -> tuple[list[str], list[str]]:
    words: Counter[str] = Counter()
    names: set[str] = set()
    with gzip.open(SHARED / "arxiv/titles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n % 5 == 0:
                record = json.loads(line)
                words.update(word for word in record["title"].split() if word.isalpha() and len(word) > 2)
                names.update(name for name in record["authors"] if parse_name(name).given)
    return list(words.elements())[::7], sorted(names)


def _fresh(draw: random.Random, words: list[str], names: list[str]) -> Publication:
    title = " ".join(draw.choice(words) for _ in range(draw.randint(5, 12)))
    if draw.random() < 0.1:
        title += draw.choice((", Part I", " 2", ": A Survey", " with 16 Heads"))
    authors = draw.sample(names, draw.choice((1, 2, 3, 3, 4, 4, 5, 6, 8)))
    year = draw.randint(2005, 2026)
    arxiv = f"{year % 100:02}{draw.randint(1, 12):02}.{draw.randint(1, 99999):05}" if draw.random() < 0.3 else None
    return _publication(title, authors, year, arxiv)


def _publication(
    title: str, authors: list[str], year: int | None, arxiv: str | None, truncated: bool = False
) -> Publication:
    return Publication(
        key="k",
        title=title,
        authors=[Author(name=name) for name in authors],
        authors_truncated=truncated,
        year=year,
        identifiers=Identifiers(arxiv=arxiv),
        venue=Venue(raw="ACL"),
        source=Source(path="p.md", lines=(1, 2), text=title),
    )


def _respelled(record: Publication, draw: random.Random) -> Publication:
    title = record.title or ""
    if draw.random() < 0.4:
        title = _slip(title, draw)
    title = draw.choice((str, str.lower, str.upper, fold, str.title))(title)
    names = [author.name for author in record.authors]
    style = draw.randrange(5)
    if style == 1:
        names = [_initials(name) for name in names]
    elif style == 2:
        names = [f"{parse_name(name).family}, {parse_name(name).given}" for name in names]
    elif style == 3:
        names = [fold(name).title() for name in names]
    cut = len(names) > 3 and draw.random() < 0.15
    year = (record.year or 2020) + draw.choice((0, 0, 0, 1, -1))
    arxiv = record.identifiers.arxiv if draw.random() < 0.5 else None
    return _publication(title, names[:2] if cut else names, year if draw.random() < 0.9 else None, arxiv, cut)


def _slip(text: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(text) - 2)
    if not text[at : at + 2].isalpha():
        return text
    return draw.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at] + text[at:],
        )
    )


def _initials(name: str) -> str:
    parts = parse_name(name)
    return f"{' '.join(f'{token[0]}.' for token in (parts.given or 'X').split())} {parts.family}"


def _near_miss(record: Publication, draw: random.Random, names: list[str]) -> Publication:
    title, authors = record.title or "", [author.name for author in record.authors]
    if draw.random() < 0.5:
        return _publication(title, draw.sample(names, 3), record.year, None)  # the title of others
    return _publication(
        f"{title}, Part {draw.choice(('II', 'III', 'IV', 'V'))} {draw.randint(2, 999)}", authors, record.year, None
    )


if __name__ == "__main__":
    main()
