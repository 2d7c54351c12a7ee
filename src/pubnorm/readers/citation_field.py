"""The free text of academicpages' `citation:` field and of "Recommended citation: …"."""

from __future__ import annotations

from html import unescape
from typing import NamedTuple

from rapidfuzz import fuzz

from pubnorm import patterns as re
from pubnorm.matching.names import split_names
from pubnorm.matching.venues import read_venue
from pubnorm.readers.facts import plain
from pubnorm.readers.people import People, read_people

_BEFORE = re.compile(r"[\s\"'“”‘’«»(,:;*_<]*$")
_YEAR = re.compile(r"[\s,]*\(?\s*(?:1[5-9]|20)\d\d[a-z]?\s*\)?[\s,.:]*$")


class Citation(NamedTuple):
    """What a citation adds to the other fields."""

    people: People
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


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
    before = _YEAR.sub("", _BEFORE.sub("", text[:at])) if at is not None else text
    if at is None and split_names(plain(text)).rest:
        return _other_title(plain(text))
    after = read_venue(plain(text[end:]).lstrip(" \"'”’».,;:")) if at is not None else None
    return Citation(
        read_people(before),
        volume=after.volume if after else None,
        issue=after.issue if after else None,
        pages=after.pages if after else None,
    )


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
