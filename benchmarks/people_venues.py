"""How much a shared venue and near years say that two works of one full name are one person's.

    python benchmarks/people_venues.py

Venues are read out of the comments of arXiv's metadata. Nobody knows there who is who, but one person's works share a
co-author at some rate, which pairs of rare names show, whose namesakes are hardly ever two people. A class of pairs
whose rate is as high holds as few namesakes; a rate half as high may mean that half of them are.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from pubnorm.matching.names.keys import name_key
from pubnorm.matching.people import is_rare_key
from pubnorm.matching.venues import find_venues
from pubnorm.matching.works.outlets import NEAR_YEARS, SMALL_VENUE

SHARED = Path(__file__).parents[2] / "shared"
_SURE = 0.8  # score of a mention of a venue from which on it counts here
_PROLIFIC = 60  # a name of more works than this stands for many pairs, and many people


class Work(NamedTuple):
    """A work of the sample that names a venue."""

    authors: list[str]
    venue: str
    year: int


def main() -> None:
    works = _works()
    sizes = Counter(work.venue for work in works)
    limit = SMALL_VENUE * len(works)
    pairs: Counter[tuple[str, str, str]] = Counter()
    shared: Counter[tuple[str, str, str]] = Counter()
    for name, numbers in _by_name(works).items():
        rarity = "rare" if is_rare_key(name_key(name)) else "common"
        for a, b in combinations([works[n] for n in numbers], 2):
            same = (
                "another venue" if a.venue != b.venue else "small venue" if sizes[a.venue] <= limit else "large venue"
            )
            kind = same, "near" if abs(a.year - b.year) <= NEAR_YEARS else "far", rarity
            pairs[kind] += 1
            shared[kind] += len(set(a.authors) & set(b.authors)) > 1
    print(f"{len(works)} works that name a venue, {len(sizes)} venues; small: up to {limit:.0f} works")
    for same, years, rarity in sorted(pairs):
        count = pairs[same, years, rarity]
        rate = shared[same, years, rarity] / count
        print(f"{same}, {years} years, {rarity} names: {count} pairs, {rate:.3f} share a co-author")


def _works() -> list[Work]:
    with gzip.open(SHARED / "arxiv/titles.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    works = []
    for record in records:
        if record["authors_complete"] and 1 < len(record["authors"]) <= 15:
            sure = [m.key for m in find_venues(record.get("comments") or "") if m.score >= _SURE and m.key != "arxiv"]
            if sure:
                works.append(Work(record["authors"], sure[0], int(record["date"][:4])))
    return works


def _by_name(works: list[Work]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, work in enumerate(works):
        for name in work.authors:
            found[name].append(n)
    return {
        name: numbers
        for name, numbers in found.items()
        if 1 < len(numbers) <= _PROLIFIC and len("".join(name_key(name).given[:1])) > 1
    }


if __name__ == "__main__":
    main()
