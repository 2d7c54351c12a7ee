"""Whether two records are one work. Title alone never decides; different numbers or identifiers are a veto."""

from __future__ import annotations

from collections import Counter
from typing import Literal, NamedTuple

from pubnorm.matching.names.keys import KeyOf, NameKey, name_key
from pubnorm.matching.names.matching import match_keys
from pubnorm.model import Publication
from pubnorm.sources.arxiv import titles

WorkLevel = Literal["identifier", "title-and-authors", "possible", "none"]

# Preprint and published version are rarely further apart.
_YEARS_APART = 5
# Share of the shorter author list that must be found in the other.
_AUTHORS_SHARED = 0.6
# A title of fewer words may be that of many works ("Editorial", "Deep Learning").
_TELLING_WORDS = 3
_ARXIV_DOI = "10.48550/"


class WorkMatch(NamedTuple):
    """At which level two records agree, with a score from 0 to 100 and the reason in words.

    `possible` are those that a person should look at: they are never merged.
    """

    level: WorkLevel
    score: float
    reason: str


class WorkFacts(NamedTuple):
    """What is compared of a record; `key` has the letters and figures of the title alone."""

    title: str
    key: str
    authors: tuple[str, ...]
    truncated: bool
    year: int | None
    arxiv: str | None
    doi: str | None
    kind: str
    venue: str | None


def facts_of(publication: Publication) -> WorkFacts:
    """Return what is compared of `publication`."""
    ids = publication.identifiers
    doi = ids.doi.lower() if ids.doi and not ids.doi.startswith(_ARXIV_DOI) else None
    return WorkFacts(
        title=publication.title or "",
        key=titles.key(publication.title or ""),
        authors=tuple(author.name for author in publication.authors),
        truncated=publication.authors_truncated or publication.owner_implied,
        year=publication.year,
        arxiv=ids.arxiv,
        doi=doi,
        kind=publication.type if publication.type in ("thesis", "book", "patent") else "paper",
        venue=_venue_of_record(publication),
    )


def _venue_of_record(publication: Publication) -> str | None:
    """Return the key of the venue that published a work; preprint servers and unknown venues say nothing."""
    venue = publication.venue
    if venue is None or venue.kind == "preprint-server" or publication.status not in ("published", "accepted"):
        return None
    return venue.key


def same_work(a: Publication, b: Publication) -> WorkMatch:
    """Return whether two records are one work, and why.

    >>> from pubnorm.model import Author, Publication
    >>> jane = [Author(name="Jane Doe")]
    >>> one = Publication(title="On Things, Part I", authors=jane, year=2024)
    >>> same_work(one, Publication(title="On things: part I", authors=[Author(name="J. Doe")], year=2025)).level
    'title-and-authors'
    >>> same_work(one, Publication(title="On Things, Part II", authors=jane, year=2024)).level
    'none'
    """
    return match_facts(facts_of(a), facts_of(b))


def match_facts(a: WorkFacts, b: WorkFacts, key_of: KeyOf = name_key) -> WorkMatch:
    """Do what `same_work` does, for records whose facts are known; `key_of` gives the keys of their authors."""
    conflict = _conflict(a, b)
    if conflict:
        return WorkMatch("none", 0.0, conflict)
    likeness = titles.compare(a.title, b.title) if a.title and b.title else titles.Likeness(0.0, False)
    shared = "arXiv id" if a.arxiv and a.arxiv == b.arxiv else "DOI" if a.doi and a.doi == b.doi else None
    if shared:
        if not a.title or not b.title or likeness.same or likeness.score >= 60.0:
            return WorkMatch("identifier", 100.0, f"the same {shared}")
        return WorkMatch("possible", likeness.score, f"the same {shared}, but another title")
    if not likeness.same:
        return WorkMatch("none", likeness.score, "other titles")
    agreement = author_agreement(a, b, key_of)
    words = likeness.words if likeness.subtitle else len(titles.fold(a.title).split())
    few = words < _TELLING_WORDS
    if agreement is None:
        return WorkMatch("possible", likeness.score, "the same title, but no authors to compare")
    if agreement < (1.0 if few or likeness.subtitle else _AUTHORS_SHARED):
        return WorkMatch("possible" if agreement else "none", likeness.score, "the same title, but other authors")
    if likeness.reworded:
        return WorkMatch("possible", likeness.score, "a word of the title is another one")
    if a.venue and b.venue and a.venue != b.venue:
        return WorkMatch("possible", likeness.score, "published at other venues, perhaps extended")
    if few and a.year != b.year:
        return WorkMatch("possible", likeness.score, "a title of few words, and other years")
    return WorkMatch("title-and-authors", likeness.score, f"{agreement:.0%} of the authors shared")


def _conflict(a: WorkFacts, b: WorkFacts) -> str | None:
    if a.arxiv and b.arxiv and a.arxiv != b.arxiv:
        return "other arXiv ids"
    if a.doi and b.doi and a.doi != b.doi:
        return "other DOIs"
    if a.kind != b.kind:
        return f"one is a {a.kind}, the other a {b.kind}"
    if a.year and b.year and abs(a.year - b.year) > _YEARS_APART:
        return "too many years apart"
    if a.key and b.key and a.key != b.key and _numbers(a.title) != _numbers(b.title):
        return "other numbers in the titles"
    return None


def _numbers(title: str) -> Counter[str]:
    return titles.numbers(titles.fold(title))


def author_agreement(a: WorkFacts, b: WorkFacts, key_of: KeyOf = name_key) -> float | None:
    """Return the share of the shorter author list that the other has too; None where a list is missing.

    Two whole lists of very different length count against each other.
    """
    if not a.authors or not b.authors:
        return None
    if a.authors == b.authors:
        return 1.0
    shorter, longer = sorted(([key_of(name) for name in one.authors] for one in (a, b)), key=len)
    found = _found(shorter, longer)
    if a.truncated or b.truncated:
        return found / len(shorter)
    return found / len(shorter) * min(1.0, 2 * len(shorter) / len(longer))


def _found(shorter: list[NameKey], longer: list[NameKey]) -> int:
    wholes, ours = {key.whole for key in longer}, {key.whole for key in shorter}
    rest = [key for key in longer if key.whole not in ours]
    found = 0
    for key in shorter:
        if key.whole in wholes:
            found += 1
            continue
        other = next((other for other in rest if match_keys(key, other).level != "none"), None)
        if other:
            rest.remove(other)
            found += 1
    return found
