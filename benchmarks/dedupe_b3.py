"""B-cubed precision, recall and F1 of works and people on the labelled pages, split by script and block size.

    python benchmarks/dedupe_b3.py

All pages go through `dedupe` at once, with their labelled titles, authors, years and identifiers. Works: two entries
are one where the labels say so (`dup_of`), or where they show the same arXiv id or DOI. People have no labels by hand.
What stands in for them is judged per page: names of one family name and first initial are one person where the page
shows at most one full given name with that initial, else only where their given names are the same.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

from pubnorm.matching.names.keys import NameKey, name_key
from pubnorm.matching.works.dedupe import dedupe
from pubnorm.model import Author, Identifiers, OtherListing, Publication, Source

GOLD = Path(__file__).parents[2] / "shared" / "evaluation" / "dev" / "gold"
Pairs = list[tuple[Hashable, Hashable]]


def main() -> None:
    entries = [(file.stem, n, entry) for file in sorted(GOLD.glob("*.json")) for n, entry in _entries(file)]
    works = dedupe(_publication(page, n, entry) for page, n, entry in entries)
    said: dict[tuple[str, int], int] = {}
    person: dict[tuple[str, int], list[str]] = {}
    for number, work in enumerate(works):
        for source in (work.source, *(o for o in work.duplicates if isinstance(o, OtherListing))):
            said[_place(source)] = number
            person[_place(source)] = [author.person or "" for author in work.authors]
    _report("works", [(_true_work(page, n, entry), said[page, n]) for page, n, entry in entries])
    mentions = [
        (page, name, key)
        for page, n, entry in entries
        if len(person[page, n]) == len(entry["authors"])
        for name, key in zip(entry["authors"], person[page, n], strict=True)
    ]
    for title, chosen in _splits(mentions).items():
        _report(title, chosen)


def _entries(file: Path) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(json.loads(file.read_text("utf-8"))["publications"]))


def _publication(page: str, n: int, entry: dict[str, Any]) -> Publication:
    return Publication(
        key=f"{page}-{n}",
        type=entry["type"],
        title=entry["title"],
        authors=[Author(name=name) for name in entry["authors"]],
        authors_truncated=entry["truncated"],
        year=entry["year"],
        status=entry["status"],
        identifiers=Identifiers(arxiv=entry["arxiv"], doi=entry["doi"]),
        source=Source(path=page, lines=(n, n)),
    )


def _place(source: Any) -> tuple[str, int]:
    return source.path, source.lines[0]


def _true_work(page: str, n: int, entry: dict[str, Any]) -> Hashable:
    if entry["dup_of"] is not None:
        n = entry["dup_of"]
        entry = dict(_entries(GOLD / f"{page}.json"))[n]
    return entry["arxiv"] or entry["doi"] or (page, n)


def _splits(mentions: list[tuple[str, str, str]]) -> dict[str, Pairs]:
    given: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for page, name, _ in mentions:
        key = name_key(name)
        if "".join(key.given[:1])[1:]:
            given[page, key.family, key.given[0][0]].add("".join(key.given))
    found: dict[str, Pairs] = {"people": []}
    for page, name, said in mentions:
        key = name_key(name)
        full = given[page, key.family, "".join(key.given)[:1]]
        pair = (_true_person(page, key, full), (page, said))
        size = "of one name" if len(full) < 2 else "of two or three names" if len(full) < 4 else "of more names"
        script = "Latin" if name.isascii() or key.whole.isascii() else "other"
        for title in ("people", f"people, {script} script", f"people, blocks {size}"):
            found.setdefault(title, []).append(pair)
    return found


def _true_person(page: str, key: NameKey, full: set[str]) -> Hashable:
    whole = "".join(key.given)
    return (page, key.family, whole[:1]) if len(full) < 2 else (page, key.family, whole)


def _report(title: str, pairs: Pairs) -> None:
    precision, recall = b_cubed([true for true, _ in pairs], [said for _, said in pairs])
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{title}: {len(pairs)} mentions, precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}")


def b_cubed(true: Sequence[Hashable], said: Sequence[Hashable]) -> tuple[float, float]:
    truths, clusters, both = Counter(true), Counter(said), Counter(zip(true, said, strict=True))
    count = len(true)
    precision = sum(both[t, s] / clusters[s] for t, s in zip(true, said, strict=True)) / count
    recall = sum(both[t, s] / truths[t] for t, s in zip(true, said, strict=True)) / count
    return precision, recall


if __name__ == "__main__":
    main()
