"""One key per person over many works: mentions joined by name and context, never by a common name alone.

Two mentions are one person where their names match and they share a co-author whose names match too, where the same
page owns both, where the name is one that few people wear, or where one full name stands in one small venue within few
years. A cluster never takes in a conflicting given name.
"""

from __future__ import annotations

import hashlib
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from zlib import crc32

from pubnorm import patterns as re
from pubnorm.matching.names.fold import fold
from pubnorm.matching.names.keys import KeyOf, NameKey, name_key
from pubnorm.matching.names.matching import match_keys
from pubnorm.matching.people import is_rare_key
from pubnorm.matching.works.clusters import Clusters
from pubnorm.matching.works.outlets import Outlets

# Co-authors further along a long list say little more, and their pairs grow with its square.
_NEIGHBOURS = 6
# A list of more works is no person's page but a collection, where one name may be several people.
_PAGE = 1000
# Spellings of one block pair that are compared each with each.
_SPELLINGS = 25
# Letters of given names from which on a name is more than initials.
_FULL = 3
_BATCH = 20_000  # rows that are written at once

SCHEMA = "CREATE TABLE link (key INTEGER NOT NULL, name INTEGER, other INTEGER, mention INTEGER, beside INTEGER)"


class People:
    """The mentions of all works; `add` them in order, then ask for `keys`.

    `database` takes a table that grows with the co-authors; `key_of` gives the keys of names.
    """

    def __init__(self, database: sqlite3.Connection, key_of: KeyOf = name_key) -> None:
        self._database = database
        self._key_of = key_of
        database.execute("DROP TABLE IF EXISTS link")
        database.execute(SCHEMA)
        self._links: list[tuple[int, int, int, int, int]] = []
        self._ids: dict[str, int] = {}
        self._names: list[str] = []
        # Of each name: its block, its key and that key's number, how much it says, and whether few people wear it.
        self._blocks = array("L")
        self._slugs: list[str] = []
        self._people = array("L")
        self._slug_ids: dict[str, int] = {}
        self._fullness = array("L")
        self._rare = bytearray()
        self._mentions = array("L")
        self._starts = array("L", [0])
        self._titles: list[str] = []
        self._owners: dict[str, int] = {}
        self._listed: dict[str, int] = {}
        self._on_page: dict[tuple[str, int], int] = {}
        self._joins: list[tuple[int, int]] = []
        self._outlets = Outlets()

    def add(
        self,
        title: str,
        authors: Sequence[tuple[str, str | None]],
        pages: Iterable[str] = (),
        *,
        venue: str | None = None,
        year: int | None = None,
    ) -> None:
        """Take in the authors of a work: each name, and the page whose owner this is, if any.

        `pages` are those that list the work: on one page, one full name is one person. `venue` is the key of the venue
        where the work appeared in `year`, None for a preprint server.
        """
        self._outlets.add(venue, year)
        first = len(self._mentions)
        names = [self._intern(name) for name, _ in authors]
        self._mentions.extend(names)
        self._starts.append(len(self._mentions))
        self._titles.append(title)
        for i, name in enumerate(names):
            for j in range(i + 1, min(len(names), i + 1 + _NEIGHBOURS)):
                self._link(name, names[j], first + i, first + j)
        for i, (_, page) in enumerate(authors):
            if page is not None:
                self._joins.append((self._owners.setdefault(page, first + i), first + i))
        for page in pages:
            self._listed[page] = self._listed.get(page, 0) + 1
            if self._listed[page] <= _PAGE:
                self._join_on_page(page, names, first)

    def _link(self, name: int, other: int, mention: int, beside: int) -> None:
        """Note two co-authors, in the order of their blocks; in both orders where these are one."""
        block, next_block = self._blocks[name], self._blocks[other]
        if block <= next_block:
            self._links.append((block << 31 ^ next_block, name, other, mention, beside))
        if next_block <= block:
            self._links.append((next_block << 31 ^ block, other, name, beside, mention))
        if len(self._links) > _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._database.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?)", self._links)
        self._links.clear()

    def _join_on_page(self, page: str, names: list[int], first: int) -> None:
        for i, name in enumerate(names):
            if self._fullness[name] >= _FULL:
                self._joins.append((self._on_page.setdefault((page, name), first + i), first + i))

    def _intern(self, name: str) -> int:
        found = self._ids.get(name)
        if found is None:
            found = self._ids[name] = len(self._names)
            self._names.append(name)
            key = self._key_of(name)
            # Either order of a name falls into one block.
            letters = "".join(sorted((key.family[:3], "".join(key.given)[:1]))) if key.given else key.family
            self._blocks.append(crc32(letters.encode()))
            self._slugs.append(_slug(name, key))
            self._people.append(self._slug_ids.setdefault(self._slugs[-1], len(self._slug_ids)))
            self._fullness.append(sum(map(len, key.given)))
            self._rare.append(is_rare_key(key))
        return found

    def keys(self) -> Iterator[list[str]]:
        """Yield for each work, in the order added, the keys of its authors."""
        clusters = Clusters(len(self._mentions))
        shown = list(self._mentions)  # the fullest name of each cluster, at its root
        for a, b in self._all_joins():
            self._join(clusters, shown, a, b)
        slugs = self._person_keys(clusters, shown)
        for start, end in zip(self._starts, self._starts[1:], strict=False):
            yield [slugs[clusters.root(mention)] for mention in range(start, end)]

    def _all_joins(self) -> Iterator[tuple[int, int]]:
        yield from self._joins
        yield from self._by_coauthor()
        full = [fullness >= _FULL for fullness in self._fullness]
        yield from self._outlets.joins(self._starts, self._mentions, self._people, full, self._rare)

    def _by_coauthor(self) -> Iterator[tuple[int, int]]:
        self._flush()
        rows = self._database.execute("SELECT * FROM link ORDER BY key, name, other, mention, beside")
        for _, block in groupby(rows, key=itemgetter(0)):
            heads: list[tuple[int, int, int, int]] = []
            for _, name, other, mention, beside in block:
                if not heads or heads[-1][0] != name or heads[-1][1] != other:
                    heads.append((name, other, mention, beside))
                else:
                    yield heads[-1][2], mention
                    yield heads[-1][3], beside
            for i, (name, other, mention, beside) in enumerate(heads[:_SPELLINGS]):
                for name_2, other_2, mention_2, beside_2 in heads[i + 1 : _SPELLINGS]:
                    if self._match(name, name_2) and self._match(other, other_2):
                        yield mention, mention_2
                        yield beside, beside_2

    def _match(self, a: int, b: int) -> bool:
        return a == b or match_keys(self._key_of(self._names[a]), self._key_of(self._names[b])).level != "none"

    def _join(self, clusters: Clusters, shown: list[int], a: int, b: int) -> None:
        a, b = clusters.root(a), clusters.root(b)
        if a != b and self._match(shown[a], shown[b]):
            fuller = max(shown[a], shown[b], key=lambda name: (self._fullness[name], -name))
            clusters.join(a, b)
            shown[clusters.root(a)] = fuller

    def _person_keys(self, clusters: Clusters, shown: list[int]) -> dict[int, str]:
        """Return a key for each person: the name, and a figure of the first work where several wear it."""
        works: dict[int, str] = {}
        for title, (start, end) in zip(self._titles, zip(self._starts, self._starts[1:], strict=False), strict=True):
            for mention in range(start, end):
                root = clusters.root(mention)
                works[root] = min(works.get(root, title), title)
        slugs = {root: self._slugs[shown[root]] for root in works}
        worn: dict[str, int] = {}
        for text in slugs.values():
            worn[text] = worn.get(text, 0) + 1
        return {root: text if worn[text] == 1 else f"{text}-{_figure(works[root])}" for root, text in slugs.items()}


def slug(name: str) -> str:
    """Return a name as a key.

    >>> slug("H. Vicky Zhao"), slug("王小明")
    ('zhao-h-vicky', '王-小明')
    """
    return _slug(name, name_key(name))


def _slug(name: str, key: NameKey) -> str:
    return "-".join(part for part in (key.family, *key.given) if part) or re.sub(r"\W+", "-", fold(name))


def _figure(title: str) -> str:
    return hashlib.sha1(title.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def people_of(works: Iterable[tuple[str, Sequence[tuple[str, str | None]]]]) -> list[list[str]]:
    """Return the keys of the authors of works, each given as (title, [(name, page it owns or None)]).

    >>> people_of([("On A", [("Wei Wang", None), ("Jane Doe", None)]), ("On B", [("W. Wang", None), ("J. Doe", None)])])
    [['wang-wei', 'doe-jane'], ['wang-wei', 'doe-jane']]
    """
    people = People(sqlite3.connect(":memory:"))
    for title, authors in works:
        people.add(title, authors)
    return list(people.keys())
