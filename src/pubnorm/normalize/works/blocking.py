"""The pairs of records that are worth comparing, through a table of block keys in SQLite.

A record stands in a few blocks: its identifiers, the beginning and the end of its title (one slip spoils at most one
of them), its first two authors' family names, and each of these with a long word of the title. Only records of one
block are compared. The steps are joins on a key, which a distributed engine can take alike.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from zlib import crc32

from rapidfuzz import fuzz, process

from pubnorm.normalize.names.keys import name_key
from pubnorm.normalize.works.compare import WorkFacts
from pubnorm.sources.arxiv import titles

# Letters of the title's beginning and end that make a block.
_EDGE = 14
# In a block of more records, each is compared with its neighbours by title alone.
_LARGE, _NEIGHBOURS = 60, 12
# Titles less alike than this (rapidfuzz ratio) are not looked at closer; a lost subtitle is found by its beginning.
_ALIKE = 88.0

SCHEMA = "CREATE TABLE block (key INTEGER NOT NULL, work INTEGER NOT NULL)"


def block_keys(facts: WorkFacts) -> set[int]:
    """Return the keys of the blocks in which a record stands."""
    key = titles.key(facts.title)
    keys = {f"a{facts.arxiv}"} if facts.arxiv else set()
    if facts.doi:
        keys.add(f"d{facts.doi}")
    if key:
        keys |= {f"b{key[:_EDGE]}", f"e{key[-_EDGE:]}"}
        families = [name_key(name).family for name in facts.authors[:2]]
        longest = sorted(set(titles.fold(facts.title).split()), key=lambda word: (-len(word), word))[:2]
        keys |= {f"f{family}{word}" for family in families for word in longest}
        keys.add("p" + " ".join(sorted(families)))
    return {_number(text) for text in keys}


def _number(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return crc32(data) << 31 ^ crc32(data, 0x5EED)


def candidate_pairs(database: sqlite3.Connection, facts: list[WorkFacts]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one block whose titles are alike; a pair may come more than once."""
    block: list[int] = []
    last: int | None = None
    for key, work in database.execute("SELECT key, work FROM block ORDER BY key, work"):
        if key != last:
            yield from _pairs(block, facts)
            block, last = [], key
        block.append(work)
    yield from _pairs(block, facts)


def _pairs(block: list[int], facts: list[WorkFacts]) -> Iterator[tuple[int, int]]:
    if len(block) < 2:
        return
    keys = {work: titles.key(facts[work].title) for work in block}
    if len(block) > _LARGE:
        block = sorted(block, key=lambda work: (keys[work], work))
    for at, work in enumerate(block):
        others = block[at + 1 : at + 1 + (_NEIGHBOURS if len(block) > _LARGE else len(block))]
        if not others:
            continue
        choices = {other: keys[other] for other in others}
        near = process.extract(keys[work], choices, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        found = {other for _, _, other in near}
        found |= {other for other in others if _may_lack_subtitle(keys[work], keys[other])}
        found |= {other for other in others if _shares_identifier(facts[work], facts[other])}
        for other in found:
            yield work, other


def _may_lack_subtitle(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) > 5 and longer.startswith(shorter)


def _shares_identifier(a: WorkFacts, b: WorkFacts) -> bool:
    return bool((a.arxiv and a.arxiv == b.arxiv) or (a.doi and a.doi == b.doi))
