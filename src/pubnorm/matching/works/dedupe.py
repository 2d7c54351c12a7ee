"""One record per work over any number of records, through one SQLite file: memory holds only what is compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from pubnorm.matching.works import blocking
from pubnorm.matching.works.clusters import Clusters
from pubnorm.matching.works.compare import WorkFacts, WorkMatch, facts_of, match_facts
from pubnorm.matching.works.merging import merge
from pubnorm.matching.works.persons import People
from pubnorm.model import OtherListing, Publication

_BATCH = 20_000
_decode = msgspec.json.Decoder(Publication).decode
_encode = msgspec.json.encode


class Deduper:
    """Takes records with `add`, gives works with `works`; `path` is a working file (default: a temporary one).

    >>> from pubnorm.model import Author
    >>> with Deduper() as deduper:
    ...     for name in ("Jane Doe", "J. Doe"):
    ...         deduper.add(Publication(title="On Things and Others", authors=[Author(name=name)]))
    ...     [(work.title, len(work.duplicates), work.authors[0].person) for work in deduper.works()]
    [('On Things and Others', 1, 'doe-jane')]
    """

    def __init__(self, path: Path | None = None) -> None:
        # The empty name is SQLite's own temporary file, which it removes by itself.
        self._database = sqlite3.connect("" if path is None else path, isolation_level=None)
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA threads = 2;"
            "CREATE TABLE record (number INTEGER PRIMARY KEY, cluster INTEGER, raw BLOB NOT NULL);"
            f"{blocking.SCHEMA};"
        )
        self._database.execute("BEGIN")
        self._facts: list[WorkFacts] = []
        self._blocks: list[tuple[int, int]] = []
        self.possible: dict[tuple[int, int], WorkMatch] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def __len__(self) -> int:
        return len(self._facts)

    def add(self, publication: Publication) -> None:
        """Take in one record."""
        number = len(self._facts)
        facts = facts_of(publication)
        self._facts.append(facts)
        self._database.execute("INSERT INTO record VALUES (?, NULL, ?)", (number, _encode(publication)))
        self._blocks.extend((key, number) for key in blocking.block_keys(facts))
        if len(self._blocks) > _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._database.executemany("INSERT INTO block VALUES (?, ?)", self._blocks)
        self._blocks.clear()

    def clusters(self) -> Clusters:
        """Return which records are one work; `possible` then holds the pairs that a person should look at."""
        self._flush()
        found = Clusters(len(self._facts))
        for a, b in blocking.candidate_pairs(self._database, self._facts, found.root):
            root_a, root_b = found.root(a), found.root(b)
            if root_a == root_b:
                continue
            match = match_facts(self._facts[a], self._facts[b])
            if match.level == "possible":
                self.possible[a, b] = match
            elif match.level != "none" and self._agree(root_a, root_b):
                found.join(root_a, root_b)
        self.possible = {(a, b): match for (a, b), match in self.possible.items() if found.root(a) != found.root(b)}
        return found

    def _agree(self, a: int, b: int) -> bool:
        """Tell whether the founders of two clusters do not conflict, so that no chain of likenesses joins two works."""
        return match_facts(self._facts[a], self._facts[b]).level != "none"

    def where(self, number: int) -> str:
        """Return where a record stands, for people: its page, line and title."""
        (raw,) = self._database.execute("SELECT raw FROM record WHERE number = ?", (number,)).fetchone()
        publication = _decode(raw)
        line = publication.source.lines[0] if publication.source.lines else 1
        return f"{publication.source.path or '-'}:{line} {publication.title!r}"

    def works(self) -> Iterator[Publication]:
        """Yield one record per work, in the order of its first listing, its authors with their `person`."""
        clusters = self.clusters()
        self._database.executemany(
            "UPDATE record SET cluster = ? WHERE number = ?", ((clusters.root(n), n) for n in range(len(self._facts)))
        )
        people = People(self._database)
        for work in self._merged():
            page = work.source.path
            pages = {page, *(o.path for o in work.duplicates if isinstance(o, OtherListing))} - {None}
            owned = [(a.name, page if a.is_owner else None) for a in work.authors]
            people.add(work.title or "", owned, sorted(path for path in pages if path))
        taken: dict[str, int] = {}
        for work, keys in zip(self._merged(), people.keys(), strict=True):
            authors = [msgspec.structs.replace(a, person=key) for a, key in zip(work.authors, keys, strict=True)]
            yield msgspec.structs.replace(work, authors=authors, key=_unique(work.key, taken))

    def _merged(self) -> Iterator[Publication]:
        listings: list[Publication] = []
        last = -1
        rows = self._database.execute("SELECT cluster, raw FROM record ORDER BY cluster, number")
        for cluster, raw in rows:
            if cluster != last and listings:
                yield merge(listings)
                listings = []
            last = cluster
            listings.append(_decode(raw))
        if listings:
            yield merge(listings)


def _unique(key: str, taken: dict[str, int]) -> str:
    """Return `key`, with a number where it was given before."""
    key = key or "work"
    number = taken.get(key, 0) + 1
    while number > 1 and f"{key}-{number}" in taken:
        number += 1
    taken[key] = number
    if number == 1:
        return key
    taken[f"{key}-{number}"] = 1
    return f"{key}-{number}"


def dedupe(publications: Iterable[Publication]) -> list[Publication]:
    """Return one record per work, its other listings in `duplicates`, one `person` per author over all works.

    >>> from pubnorm.model import Author
    >>> jane = [Author(name="Jane Doe")]
    >>> len(dedupe(Publication(title=f"{size} Words for All", authors=jane) for size in ("16x16", "32x32", "16×16")))
    2
    """
    with Deduper() as deduper:
        for publication in publications:
            deduper.add(publication)
        return list(deduper.works())
