"""The BibTeX that a page shows below a work, so that it can be cited: the same listing once more, not another."""

from __future__ import annotations

from typing import Any

import msgspec
from rapidfuzz import fuzz

from pubnorm.matching.people import PageOwner
from pubnorm.model import Author, Identifiers, Publication
from pubnorm.sources.arxiv import titles

_ALIKE = 90.0  # how much two titles must be alike to be one, of 100
_FIELDS = ("year", "month", "volume", "issue", "pages", "publisher", "place", "edition")


def with_citations(works: list[Publication], cited: list[Publication], owner: PageOwner | None) -> list[Publication]:
    """Return a page's works and what its BibTeX adds to them.

    What cites the work right above it gives what that shows nowhere else; all other BibTeX lists works of its own.

    >>> from pubnorm.model import Source
    >>> work = Publication(title="On Tides", source=Source(lines=(1, 2)))
    >>> cited = Publication(title="On tides.", year=2020, source=Source(lines=(4, 8)))
    >>> [one.year for one in with_citations([work], [cited], None)]
    [2020]
    """
    found = list(works)
    others = []
    for one in cited:
        above = [at for at, work in enumerate(found) if _first(work) <= _first(one)]
        at = max(above, key=lambda at: _first(found[at]), default=None)
        if at is not None and _is_same(found[at], one):
            found[at] = _filled(found[at], one, owner)
        else:
            others.append(msgspec.structs.replace(one, authors=_marked(one.authors, owner)))
    return found + others


def _first(work: Publication) -> int:
    return work.source.lines[0] if work.source.lines else 0


def _is_same(work: Publication, cited: Publication) -> bool:
    if not work.title or not cited.title:
        return False
    return fuzz.ratio(titles.key(work.title), titles.key(cited.title)) >= _ALIKE


def _filled(work: Publication, cited: Publication, owner: PageOwner | None) -> Publication:
    """Return a work with what only its BibTeX tells."""
    changes: dict[str, Any] = {name: getattr(cited, name) for name in _FIELDS if getattr(work, name) is None}
    if not work.authors:
        changes["authors"] = _marked(cited.authors, owner)
        changes["authors_truncated"] = cited.authors_truncated
    if cited.venue is not None and (work.venue is None or not work.authors):  # a title above prose shows no venue
        changes |= {"venue": cited.venue, "type": cited.type, "status": work.status or cited.status}
        changes["year"] = cited.year or work.year  # another year beside the work tells of something else
    shown = {name: value for name, value in msgspec.structs.asdict(work.identifiers).items() if value}
    changes["identifiers"] = Identifiers(**(msgspec.structs.asdict(cited.identifiers) | shown))
    return msgspec.structs.replace(work, **changes)


def _marked(authors: list[Author], owner: PageOwner | None) -> list[Author]:
    mine = owner.among([author.name for author in authors]) if owner else None
    return [
        msgspec.structs.replace(author, is_owner=True) if at == mine else author for at, author in enumerate(authors)
    ]
