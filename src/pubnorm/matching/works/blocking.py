"""The pairs of records that are worth comparing, through a table of block keys in SQLite.

A record stands in a few blocks: its identifiers, the beginning and the end of its title (one slip spoils at most one
of them), its first two authors' family names, and each of these with a long word of the title. Only records of one
block are compared. The steps are joins on a key, which a distributed engine can take alike.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from zlib import crc32

from rapidfuzz import fuzz, process

from pubnorm.matching.names.keys import KeyOf
from pubnorm.matching.works.compare import WorkFacts
from pubnorm.sources.arxiv import titles

# Letters of the title's beginning and end that make a block.
_EDGE = 20
# In a block of more records, each is compared with its neighbours by title alone.
_LARGE, _NEIGHBOURS = 40, 10
# Titles less alike than this (rapidfuzz ratio) are not looked at closer; a lost subtitle is found by its beginning.
_ALIKE = 88.0

SCHEMA = "CREATE TABLE block (key INTEGER NOT NULL, work INTEGER NOT NULL)"


def block_keys(facts: WorkFacts, key_of: KeyOf) -> set[int]:
    """Return the keys of the blocks in which a record stands; `key_of` gives the keys of its authors."""
    key = facts.key
    keys = {f"a{facts.arxiv}"} if facts.arxiv else set()
    if facts.doi:
        keys.add(f"d{facts.doi}")
    if key:
        keys |= {f"b{key[:_EDGE]}", f"e{key[-_EDGE:]}"}
        families = [key_of(name).family for name in facts.authors[:2]]
        longest = sorted(set(titles.fold(facts.title).split()), key=lambda word: (-len(word), word))[:2]
        keys |= {f"f{family}{word}" for family in families for word in longest}
        keys.add("p" + " ".join(sorted(families)))
    return {_number(text) for text in keys}


def _number(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return crc32(data) << 31 ^ crc32(data, 0x5EED)


def candidate_pairs(
    database: sqlite3.Connection, facts: list[WorkFacts], root: Callable[[int], int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one block whose titles are alike and whose `root` differs; a pair may come more than once."""
    block: list[int] = []
    last: int | None = None
    for key, work in database.execute("SELECT key, work FROM block ORDER BY key, work"):
        if key != last:
            if len(block) > 1:
                yield from _pairs(block, facts, root)
            block, last = [], key
        block.append(work)
    yield from _pairs(block, facts, root)


def _pairs(block: list[int], facts: list[WorkFacts], root: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    large = len(block) > _LARGE
    if large:
        block = sorted(block, key=lambda work: (facts[work].key, work))
    for at, work in enumerate(block):
        mine = facts[work]
        rest = block[at + 1 : at + 1 + _NEIGHBOURS] if large else block[at + 1 :]
        choices = {other: facts[other].key for other in rest if root(other) != root(work)}
        if not choices:
            continue
        near = process.extract(mine.key, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        found = {other for _, _, other in near}
        found.update(other for other, key in choices.items() if _may_lack_subtitle(mine.key, key))
        if mine.arxiv or mine.doi:
            found.update(other for other in choices if _shares_identifier(mine, facts[other]))
        for other in sorted(found):
            yield work, other


def _may_lack_subtitle(a: str, b: str) -> bool:
    return a.startswith(b) if len(a) > len(b) > 5 else len(a) > 5 and b.startswith(a)


def _shares_identifier(a: WorkFacts, b: WorkFacts) -> bool:
    return bool((a.arxiv and a.arxiv == b.arxiv) or (a.doi and a.doi == b.doi))
