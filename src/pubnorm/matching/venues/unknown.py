"""Venues that the registry does not know: their kind, and whether a text looks like one at all."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from pubnorm import patterns as re
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.venues.displayed import displayed_acronym, is_shouted
from pubnorm.matching.venues.words import is_stem
from pubnorm.model import Track, Type, VenueKind
from pubnorm.vocabulary import Vocabulary, vocabulary

_OF_JOURNAL = re.compile(r"I?J[A-Z]{2,5}")  # (International) Journal of …
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_ASIDE = re.compile(r"(?<=\w{4}), (?=[a-z])")
_NAME_WORD = re.compile(r"[^\W\d_]+")


class Sort(NamedTuple):
    """A kind of venue by the words of its name: what it is, what it holds, how sure such a word is (0 to 1)."""

    kind: VenueKind | None
    type: Type
    score: float
    pattern: Caseless


_JOURNAL = Sort("journal", "article", 0.7, Caseless(r"(?!)"))  # by the abbreviations in its name


def _abbreviates(text: str) -> bool:
    """Whether a text abbreviates the words of a journal's name, as indexes do: `Psychol Res Behav Manag`."""
    folded = [word.lower() for word in _NAME_WORD.findall(text)]
    stems = sum(map(is_stem, folded))
    return len(folded) > 2 and bool(stems) and (is_shouted(text) or (stems > 1 and stems * 2 >= len(folded)))


def sort_of(text: str, table: Vocabulary | None = None) -> Sort | None:
    """Return the first row of the `venue_kind` table that fits the words of an unknown venue.

    >>> sort_of("Zeitschrift für Sprachwissenschaft").kind, sort_of("PhD thesis, Stanford University").type
    ('journal', 'thesis')
    """
    anything, sorts = _sorts(table or vocabulary())
    found = next((sort for sort in sorts if sort.pattern.found(text)), None) if anything.found(text) else None
    return found or (_JOURNAL if _abbreviates(text) else None)


def type_of(text: str, sort: Sort | None, track: Track | None) -> Type | None:
    """Return the type of record that an unknown venue implies."""
    if track == "workshop":
        return "workshop"
    if sort is None:
        acronym = displayed_acronym(text)
        return None if acronym is None else "article" if _OF_JOURNAL.fullmatch(acronym) else "conference"
    return sort.type


def venue_score(text: str) -> float:
    """Return from 0 to 1 how much a text looks like the name of a venue, known or not.

    >>> venue_score("International Workshop on Cheese") > 0.8, venue_score("We like cheese") < 0.2
    (True, True)
    """
    stripped = text.strip()
    if not stripped or len(stripped) > 400:
        return 0.0
    sort = sort_of(stripped)
    if sort is None:
        return 0.5 if displayed_acronym(stripped) else 0.1
    if sort.type in ("article", "book") and not is_titled(stripped):
        return sort.score / 2  # "we review the research on …" is a sentence
    return sort.score


def is_titled(text: str) -> bool:
    """Whether most long words are capitalized, as in a name; what follows a comma ("early access") is none of it.

    >>> is_titled("Journal of Slow Tides, early access"), is_titled("We review the research on tides")
    (True, False)
    """
    long = [word for word in _LONG_WORD.findall(_ASIDE.split(text, maxsplit=1)[0]) if word.lower() not in _SMALL]
    return bool(sum(not word[0].islower() for word in long) * 4 >= len(long) * 3)


_SMALL = frozenset(["with", "from", "über", "para", "sobre", "della", "dans", "sous", "their", "into"])


@lru_cache(maxsize=8)
def _sorts(table: Vocabulary) -> tuple[Caseless, tuple[Sort, ...]]:
    rows = table.rows("venue_kind")
    anything = Caseless(*(pattern for row in rows for pattern in row["patterns"]))
    return anything, tuple(
        Sort(
            cast("VenueKind | None", row.get("kind")),
            row["type"],
            row["score"],
            Caseless(*row["patterns"]),
        )
        for row in rows
    )
