"""Tens of thousands of journals' names and ISO 4 abbreviations, read only when the core registry knows no answer.

`data/venues_journals.tsv.z` holds a line a journal (`folded name`, `name`, `folded abbreviation`), compressed; from the
journal lists of abbrv.jabref.org (CC0), built by `training/venues/build_venues_journals.py`.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
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
    entry = _names().get(" ".join(folds))
    if entry is None:
        return None
    name, level = entry
    return Journal(name, slug(name), level)


def slug(name: str) -> str:
    """Return a journal's key: its name in small ASCII letters, joined by hyphens.

    >>> slug("Monatshefte für Mathematik")
    'monatshefte-fur-mathematik'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "-", plain).strip("-")


@cache
def _names() -> dict[str, tuple[str, MatchLevel]]:
    path = DATA / JOURNALS
    names: dict[str, tuple[str, MatchLevel]] = {}
    shorts: dict[str, tuple[str, MatchLevel]] = {}
    for line in zlib.decompress(path.read_bytes()).decode("utf-8").splitlines():
        folded, name, short = line.split("\t")
        names[folded] = (name, "exact")
        if short:
            shorts[short] = (name, "abbreviation")
    return shorts | names
