"""Tens of thousands of journals' names and ISO 4 abbreviations, read only when the core registry knows no answer.

`data/venues_journals.tsv.z` holds a line a journal (`folded name`, `name`, `folded abbreviation`), compressed; from the
journal lists of abbrv.jabref.org (CC0), built by `training/venues/build_venues_journals.py`.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from pubnorm.model import MatchLevel
from pubnorm.vocabulary import DATA

JOURNALS = "venues_journals.tsv.z"


class Journal(NamedTuple):
    """A journal of the large list, and at which level it was matched."""

    name: str
    key: str
    level: MatchLevel


def find_journal(folds: list[str]) -> Journal | None:
    """Return the journal of that name or abbreviation, given as folded words."""
    names, shorts = _names()
    folded = " ".join(folds)
    if (name := names.get(folded)) is not None:
        return Journal(name, slug(name), "exact")
    if (name := shorts.get(folded)) is not None:
        return Journal(name, slug(name), "abbreviation")
    return None


def journal_folds() -> tuple[Collection[str], Collection[str]]:
    """Return the names and the abbreviations of all journals of the list, as folded words joined by blanks.

    >>> names, abbreviations = journal_folds()
    >>> "curr sleep med rep" in names
    True
    """
    names, shorts = _names()
    return names.keys(), shorts.keys()


def slug(name: str) -> str:
    """Return a journal's key: its name in small ASCII letters, joined by hyphens.

    >>> slug("Monatshefte für Mathematik")
    'monatshefte-fur-mathematik'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "-", plain).strip("-")


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Names by their folded words, and by those of their abbreviations; no tuple per journal: that took most of it."""
    text = zlib.decompress((DATA / JOURNALS).read_bytes()).decode("utf-8")
    cells = text.rstrip("\n").replace("\n", "\t").split("\t")
    names = cells[1::3]
    shorts = dict(zip(cells[2::3], names, strict=True))
    shorts.pop("", None)
    return dict(zip(cells[::3], names, strict=True)), shorts
