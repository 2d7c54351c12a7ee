"""Venues that the registry does not know: their displayed acronym, kind, and whether a text looks like one at all."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from pubnorm import patterns as re
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.venues.words import is_stem
from pubnorm.model import Track, Type, VenueKind
from pubnorm.vocabulary import Vocabulary, vocabulary

_BRACKETED = re.compile(r"[(（]\s*([A-Z][\w&+:.-]*(?: [A-Z][\w&+-]*){0,2}?)(?:[\s'’‘′-]*(?:19|20)?\d\d)?\s*[)）]")
_MIXED = re.compile(r"[(（]\s*([a-z]{1,2}[A-Z][\w&+-]*)(?:[\s'’‘′-]*(?:19|20)?\d\d)?\s*[)）]")
_DATED = re.compile(r"\b([A-Z][\w&+]*?(?:-[A-Z][\w&+]*)*?)(?:[\s'’‘′-]*(?:(?:19|20)\d\d|\d\d))(?!\w)")
_GLUED_YEAR = re.compile(r"(?<=[A-Z]{2})(?:19|20)\d\d$")  # "ABC2013"
_BEHIND_DASH = re.compile(r"\s[-–—]\s([A-Z][\w&+]*[A-Z]{2}[\w&+]{0,8})$")  # "Conference on Tides – ABC"
_BEFORE_EVENT = re.compile(r"^(?:the )?([A-Z][\w&+-]{2,11}) (?:conference|congress|symposium)$", re.IGNORECASE)
_ALONE = re.compile(r"(?:([A-Z]{3,6}) )?([A-Z][\w&+-]{1,11})")  # with its sponsor before it, or without
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


def displayed_acronym(text: str) -> str | None:
    """Return the acronym a venue string displays, in brackets or before its year.

    >>> displayed_acronym("Conf. on Truth and Trust Online (TTO)"), displayed_acronym("SBP-BRiMS 2016")
    ('TTO', 'SBP-BRiMS')
    >>> displayed_acronym("Conference on Tides – COTI"), displayed_acronym("COTI conference")
    ('COTI', 'COTI')
    >>> displayed_acronym("IEEE COTI"), displayed_acronym("IEEE Software")
    ('COTI', None)
    """
    shouted, houses = _shouted(text), _sponsors(vocabulary(), True)
    for pattern in (_BRACKETED, _MIXED, _DATED, _BEHIND_DASH, _BEFORE_EVENT):
        for match in pattern.finditer(text):
            word = _GLUED_YEAR.sub("", match[1].rstrip(":.-"))
            if pattern not in (_BRACKETED, _MIXED) and (shouted or word in houses):
                continue  # "J COMPUT NONLIN DYN 2023": the last word of a name is none
            if _is_acronym(word) and word not in _places(vocabulary()):
                return word
    alone = _ALONE.fullmatch(text.strip(" .,"))
    if alone is None or alone[2] in houses or (alone[1] is not None and alone[1] not in _sponsors(vocabulary(), False)):
        return None
    return alone[2] if _is_acronym(alone[2]) else None


def workshop_acronym(text: str) -> str | None:
    """Return the acronym of a workshop's own name: a displayed one, or the short name before the word.

    >>> workshop_acronym("DistShift Workshop "), workshop_acronym("Workshop on Cheese ")
    ('DistShift', None)
    """
    named = re.match(r"(?:the )?([A-Z][\w+-]*)(?: (?:19|20)\d\d)?(?: workshop|\s*$)", text, re.I)
    return displayed_acronym(text) or (named[1] if named and _is_acronym(named[1]) else None)


def _shouted(text: str) -> bool:
    """Whether a text of several words is all in capitals, so that these tell nothing."""
    return text.isupper() and len(_NAME_WORD.findall(text)) > 2


def _abbreviates(text: str) -> bool:
    """Whether a text abbreviates the words of a journal's name, as indexes do: `Psychol Res Behav Manag`."""
    folded = [word.lower() for word in _NAME_WORD.findall(text)]
    stems = sum(map(is_stem, folded))
    return len(folded) > 2 and bool(stems) and (_shouted(text) or (stems > 1 and stems * 2 >= len(folded)))


@lru_cache(maxsize=8)
def _places(table: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in table.rows("venue_place") for word in row["words"] if word.isupper())


@lru_cache(maxsize=8)
def _sponsors(table: Vocabulary, publishing: bool) -> frozenset[str]:
    """The societies that hold events, or but those that publish so much that no event goes by their name alone."""
    rows = (row for row in table.rows("venue_sponsor") if row.get("publishes") or not publishing)
    return frozenset(word for row in rows for word in row["words"])


def _is_acronym(word: str) -> bool:
    return sum(sign.isupper() for sign in word) > 1 and len(word) < 24


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
    if sort.type in ("article", "book") and not _titled(stripped):
        return sort.score / 2  # "we review the research on …" is a sentence
    return sort.score


def _titled(text: str) -> bool:
    """Whether most long words are capitalized, as in a name; what follows a comma ("early access") is none of it."""
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
