"""Tens of thousands of journals' names and ISO 4 abbreviations, read only when the core registry knows no answer.

`data/venues_journals.tsv.z` holds a line a journal (`folded name`, `name`, `folded abbreviation`), compressed; from the
journal lists of abbrv.jabref.org (CC0), built by `training/venues/build_venues_journals.py`. When the package is built
they are put on shelves by their first word, for a page needs but a few of them.
"""

from __future__ import annotations

import unicodedata
import zlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from pubnorm import patterns as re
from pubnorm.compiled import DATA, Compiled
from pubnorm.matching.venues.words import Word
from pubnorm.model import MatchLevel

JOURNALS = "venues_journals.tsv.z"


class Journal(NamedTuple):
    """A journal of the large list, and at which level it was matched."""

    name: str
    key: str
    level: MatchLevel


class Shelves(msgspec.Struct, array_like=True):
    """All journals by the first folded word of their names and abbreviations.

    `words` are these words, apart by newlines; `sizes` says of each how many words the names have that begin with it, a
    bit each; `ends` where its part of `lines` ends. A line has a folded name, the full name, and a stop if the first is
    an abbreviation, apart by tabs; those of a shelf are sorted by the bytes of the first with its tab.
    """

    words: str
    sizes: list[int]
    ends: list[int]
    lines: bytes


def find_journal(folds: list[str]) -> Journal | None:
    """Return the journal of that name or abbreviation, given as folded words."""
    line = _line(" ".join(folds))
    if line is None:
        return None
    _, name, mark = line.split("\t")
    return Journal(name, slug(name), "abbreviation" if mark else "exact")


def is_journal(folded: str) -> bool:
    """Return whether folded words joined by blanks are the name or the abbreviation of a journal of the list.

    >>> is_journal("curr sleep med rep"), is_journal("curr sleep")
    (True, False)
    """
    return _line(folded) is not None


def _line(folded: str) -> str | None:
    """Return the line of a folded name or abbreviation, found by halving its shelf."""
    numbers, stored = _shelves()
    number = numbers.get(folded.partition(" ")[0])
    if number is None or not stored.sizes[number] >> (folded.count(" ") + 1) & 1:
        return None
    lines, key = stored.lines, f"{folded}\t".encode()
    low, high = stored.ends[number - 1] if number else 0, stored.ends[number]
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        if lines[start : start + len(key)] < key:
            low = lines.index(b"\n", start) + 1
        else:
            high = start
    return lines[low : lines.index(b"\n", low)].decode() if lines.startswith(key, low) else None


def journal_lines() -> bytes:
    r"""Return all names and abbreviations: a line each, which begins with the folded words and a tab.

    >>> journal_lines().count(b"\ncurr sleep med rep\t")
    1
    """
    return _shelves()[1].lines


def journal_starts() -> dict[str, int]:
    """Return the first folded words of all names, and how many words the names have that begin so: a bit each.

    >>> journal_starts()["monatshefte"] & 1 << 2 > 0
    True
    """
    numbers, stored = _shelves()
    return dict(zip(numbers, stored.sizes, strict=True))


def journal_sizes(first: str) -> int:
    """Return how many words the names have that begin with a folded word: a bit each.

    >>> journal_sizes("monatshefte") & 1 << 2 > 0, journal_sizes("qwertz")
    (True, 0)
    """
    numbers, stored = _shelves()
    number = numbers.get(first)
    return 0 if number is None else stored.sizes[number]


def slug(name: str) -> str:
    """Return a journal's key: its name in small ASCII letters, joined by hyphens.

    >>> slug("Monatshefte für Mathematik")
    'monatshefte-fur-mathematik'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def read_list() -> tuple[dict[str, str], dict[str, str]]:
    """Return the full names by their folded words, and by those of their abbreviations."""
    text = zlib.decompress((DATA / JOURNALS).read_bytes()).decode("utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    return {row[0]: row[1] for row in rows}, {row[2]: row[1] for row in rows if row[2]}


def _shelve() -> Shelves:
    names, shorts = read_list()
    shelves: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    # What is both is a name.
    for mark, table in (("", names), (".", {short: name for short, name in shorts.items() if short not in names})):
        for folded, name in table.items():
            first = folded.partition(" ")[0]
            shelves.setdefault(first, []).append(f"{folded}\t{name}\t{mark}\n")
            sizes[first] = sizes.get(first, 0) | 2 << folded.count(" ")
    ends: list[int] = []
    parts = [b"".join(sorted(line.encode() for line in lines)) for lines in shelves.values()]
    for part in parts:
        ends.append((ends[-1] if ends else 0) + len(part))
    return Shelves("\n".join(shelves), list(sizes.values()), ends, b"".join(parts))


SHELVES: Compiled[Shelves] = Compiled("journals", Shelves, lambda: [DATA / JOURNALS, Path(__file__)], _shelve)


@cache
def _shelves() -> tuple[dict[str, int], Shelves]:
    stored = SHELVES.read()
    return {word: number for number, word in enumerate(stored.words.split("\n"))}, stored


@cache
def shelf(first: str) -> dict[str, tuple[str, MatchLevel]]:
    """Return the full names and levels by the folded names and abbreviations that begin with a folded word.

    >>> shelf("monatshefte")["monatshefte fur math"]
    ('Monatshefte fur Mathematik', 'exact')
    """
    numbers, stored = _shelves()
    number = numbers.get(first)
    if number is None:
        return {}
    part = stored.lines[stored.ends[number - 1] if number else 0 : stored.ends[number]].decode()
    rows = [line.split("\t") for line in part.splitlines()]
    return {folded: (name, "abbreviation" if mark else "exact") for folded, name, mark in rows}


def name_folds(found: tuple[Word, ...]) -> list[str]:
    """Return the words of a journal's name: up to the year, or the bracket.

    >>> from pubnorm.matching.venues.words import words
    >>> name_folds(words("Tide Silt 2020, 3"))
    ['tide', 'silt']
    """
    folds: list[str] = []
    for word in found:
        if word.fold.isdigit() and folds:
            break
        folds.append(word.fold)
    return folds
