"""The free text of academicpages' `citation:` field and of "Recommended citation: …"."""

from __future__ import annotations

import dataclasses
from html import unescape
from typing import NamedTuple

from msgspec.structs import replace
from rapidfuzz import fuzz

from pubnorm import patterns as re
from pubnorm.matching.names import split_names
from pubnorm.matching.venues import VenueReading, read_venue
from pubnorm.readers.facts import plain
from pubnorm.readers.people import People, read_people

_BEFORE = re.compile(r"[\s\"'“”‘’«»(,:;*_<]*$")
_YEAR = re.compile(r"[\s,]*\(?\s*(?:1[5-9]|20)\d\d[a-z]?(?:, [A-Z][a-z]{2,8}\.?(?: \d{1,2})?)?\s*\)?[\s,.:]*$")
# Where the names of a citation without a title may end: a year in brackets, what is set in italics, a full stop.
_ENDS = (
    re.compile(r"\s*,?\s*(?=\((?:1[5-9]|20)\d\d[a-z]?\))"),
    re.compile(r"(?<=[\s.,>])(?=<(?:i|em)>|[*_]\w)"),
    re.compile(r"(?<=[^\W\d_]{2})[*†]*\.\s+"),
)
_FIRST_YEAR = re.compile(r"\s*\((?:1[5-9]|20)\d\d[a-z]?\)")
_STOP = re.compile(r"(?:(?<=[A-Z\d)])|(?<=\w{5}))\.$")  # of a sentence; "Proc. Nat. Acad. Sci." keeps its own


class Citation(NamedTuple):
    """What a citation adds to the other fields; `reading` is of what stands behind the title, or behind the names."""

    people: People
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    reading: VenueReading | None = None


def read_citation(text: str, title: str) -> Citation:
    """Return what `text` says beside `title`: the people before the title, or all of it where it is a list of names.

    >>> found = read_citation('Doe, J., & **Roe, A.** (2009). "A Study." <i>Journal</i>. 1(1).', "A Study")
    >>> [author.name for author in found.people.people]
    ['Doe, J.', 'Roe, A.']
    """
    if not text:
        return Citation(People([], False))
    text = unescape(text)  # "Doe &amp; Roe": an entity's semicolon parts no names
    at, end = _find(text, title)
    if at is None:
        untitled = _untitled(text)
        if untitled is not None:
            return untitled
        if split_names(plain(text)).rest:
            return _other_title(plain(text))
        return Citation(read_people(text))
    return _behind(read_people(_YEAR.sub("", _BEFORE.sub("", text[:at]))), text[end:])


def _behind(people: People, text: str) -> Citation:
    """Return the people with what the text behind them, or behind their work's title, says of where it appeared."""
    text = plain(text)
    year = _FIRST_YEAR.match(text)
    after = read_venue(text[year.end() if year else 0 :].lstrip(" \"'”’».,;:"))
    venue = after.venue
    if venue is None or (venue.key is None and after.volume is None):
        return Citation(people, after.volume, after.issue, after.pages)
    reading = dataclasses.replace(after, venue=replace(venue, raw=_STOP.sub("", venue.raw)))
    return Citation(people, after.volume, after.issue, after.pages, reading)


def _untitled(text: str) -> Citation | None:
    """Return what a citation says that leaves its title out: "Doe, J., & Roe, A. (2024). Journal of Tides."."""
    for end in sorted(match.start() for end in _ENDS if (match := end.search(text))):
        found = split_names(plain(text[:end]))
        if found.names and not found.rest:
            return _behind(read_people(text[:end]), text[end:])
    return None


def names_alone(text: str) -> People:
    """Return the people of a text that is a list of at least two names and nothing else.

    >>> [one.name for one in names_alone("Doe, J., &amp; Poe, P.").people], names_alone("We study tides.").people
    (['Doe, J.', 'Poe, P.'], [])
    """
    shown = plain(unescape(text))
    found = split_names(shown)
    return read_people(shown) if len(found.names) > 1 and not found.rest else People([], False)


def _other_title(text: str) -> Citation:
    """Return what a citation says that words the title otherwise, read as any citation string."""
    from pubnorm.citation import cite

    found = cite(text)
    people = People(found.authors, found.authors_truncated) if found.title else People([], False)
    return Citation(people, found.volume, found.issue, found.pages)


def _find(text: str, title: str) -> tuple[int | None, int]:
    """Return where `title` begins and ends in `text`, None where it is not there."""
    at = text.casefold().find(title.casefold())
    if at >= 0:
        return at, at + len(title)
    aligned = fuzz.partial_ratio_alignment(title.casefold(), text.casefold(), score_cutoff=88)
    return (aligned.dest_start, aligned.dest_end) if aligned and len(title) < len(text) else (None, 0)
