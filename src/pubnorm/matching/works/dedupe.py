"""One record per work over any number of records, through one SQLite file: memory holds only what is compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from pubnorm.matching.names.keys import KeyTable
from pubnorm.matching.works import blocking
from pubnorm.matching.works.clusters import Clusters
from pubnorm.matching.works.compare import WorkFacts, WorkMatch, facts_of, match_facts
from pubnorm.matching.works.merging import merge
from pubnorm.matching.works.persons import People
from pubnorm.model import OtherListing, Publication

_BATCH = 20_000
_decode = msgspec.json.Decoder(Publication).decode
_encode = msgspec.json.encode
_first = itemgetter(0)


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
            "CREATE TABLE work (number INTEGER PRIMARY KEY, raw BLOB NOT NULL);"
            f"{blocking.SCHEMA};"
        )
        self._database.execute("BEGIN")
        self._facts: list[WorkFacts] = []
        self._keys = KeyTable()
        self._records: list[tuple[int, bytes]] = []
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
        self._records.append((number, _encode(publication)))
        self._blocks.extend([(key, number) for key in blocking.block_keys(facts, self._keys.__getitem__)])
        if len(self._blocks) > _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._database.executemany("INSERT INTO record VALUES (?, NULL, ?)", self._records)
        self._database.executemany("INSERT INTO block VALUES (?, ?)", self._blocks)
        self._records.clear()
        self._blocks.clear()

    def clusters(self) -> Clusters:
        """Return which records are one work; `possible` then holds the pairs that a person should look at."""
        self._flush()
        found = Clusters(len(self._facts))
        for a, b in blocking.candidate_pairs(self._database, self._facts, found.root):
            root_a, root_b = found.root(a), found.root(b)
            if root_a == root_b:
                continue
            match = self._match(a, b)
            if match.level == "possible":
                self.possible[a, b] = match
            # The founders of two clusters must not conflict: no chain of likenesses joins two works.
            elif match.level != "none" and ({a, b} == {root_a, root_b} or self._match(root_a, root_b).level != "none"):
                found.join(root_a, root_b)
        self.possible = {(a, b): match for (a, b), match in self.possible.items() if found.root(a) != found.root(b)}
        return found

    def _match(self, a: int, b: int) -> WorkMatch:
        return match_facts(self._facts[a], self._facts[b], self._keys.__getitem__)

    def where(self, number: int) -> str:
        """Return where a record stands, for people: its page, line and title."""
        self._flush()
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
        people = People(self._database, self._keys.__getitem__)
        for work in self._merge():
            page = work.source.path
            pages = {page, *(o.path for o in work.duplicates if isinstance(o, OtherListing))} - {None}
            owned = [(a.name, page if a.is_owner else None) for a in work.authors]
            listed = sorted(path for path in pages if path)
            people.add(work.title or "", owned, listed, venue=_outlet(work), year=work.year)
        taken: dict[str, int] = {}
        for work, keys in zip(self._kept(), people.keys(), strict=True):
            authors = [msgspec.structs.replace(a, person=key) for a, key in zip(work.authors, keys, strict=True)]
            yield msgspec.structs.replace(work, authors=authors, key=_unique(work.key, taken))

    def _merge(self) -> Iterator[Publication]:
        """Yield the merged works in order, and keep those of several records, for their people are only known later."""
        self._database.execute("DELETE FROM work")
        rows = self._database.execute("SELECT cluster, raw FROM record ORDER BY cluster, number")
        for cluster, records in groupby(rows, key=_first):
            listings = [_decode(raw) for _, raw in records]
            work = merge(listings)
            if len(listings) > 1:
                self._database.execute("INSERT INTO work VALUES (?, ?)", (cluster, _encode(work)))
            yield work

    def _kept(self) -> Iterator[Publication]:
        """Yield the merged works once more."""
        rows = self._database.execute(
            "SELECT record.raw, work.raw FROM record LEFT JOIN work USING (number)"
            " WHERE cluster = number ORDER BY number"
        )
        for alone, merged in rows:
            yield _decode(merged) if merged is not None else merge([_decode(alone)])


def _outlet(work: Publication) -> str | None:
    """Return the key of the venue where a work was published, None where it is not known or a preprint server."""
    if work.venue is None or work.venue.kind == "preprint-server" or work.status not in ("published", "accepted"):
        return None
    return work.venue.key


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
