"""`normalize`: what `parse` finds out of names, venues, keys and duplicates, for records from anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import overload

from msgspec.structs import replace

from pubnorm.matching.names import parse_name
from pubnorm.matching.venues import read_venue
from pubnorm.matching.works import mark_duplicates
from pubnorm.model import Author, PageRecord, Publication
from pubnorm.vocabulary import Vocabulary, vocabulary
from pubnorm.writers.works import keyed


@overload
def normalize(records: PageRecord, *, words: Vocabulary | None = None) -> PageRecord: ...
@overload
def normalize(records: Iterable[Publication], *, words: Vocabulary | None = None) -> list[Publication]: ...
def normalize(
    records: PageRecord | Iterable[Publication], *, words: Vocabulary | None = None
) -> PageRecord | list[Publication]:
    """Return the records with what can be known from what they show; what they say already stays as it is.

    Authors get their parts, venues their canonical name, acronym and key (and the record the year, volume, issue, pages
    and status that the venue's text tells), every record a key of its own; listings of one work name each other in
    `duplicates`. `words` is the vocabulary to use, the package's own if left out. Normalizing twice changes nothing.

    >>> from pubnorm.model import Venue
    >>> work = Publication(title="On Things", authors=[Author(name="Doe, Jane")], venue=Venue(raw="NIPS 2016"))
    >>> [one] = normalize([work])
    >>> one.key, one.authors[0].given, one.venue.acronym, one.year
    ('doe2016things', 'Jane', 'NeurIPS', 2016)
    """
    table = words or vocabulary()
    if isinstance(records, PageRecord):
        return replace(records, publications=normalize(records.publications, words=table))
    return mark_duplicates(keyed([_publication(one, table) for one in records]))


def _publication(work: Publication, words: Vocabulary) -> Publication:
    work = replace(
        work, authors=[_author(one) for one in work.authors], editors=[_author(one) for one in work.editors]
    )  # fmt: skip
    if work.venue is None or work.venue.key or work.venue.match:
        return work
    told = read_venue(work.venue.raw, words)
    if told.venue is None:
        return work
    venue = replace(told.venue, raw=work.venue.raw, track=work.venue.track or told.venue.track)
    return replace(
        work, venue=venue, year=work.year or told.year, volume=work.volume or told.volume,
        issue=work.issue or told.issue, pages=work.pages or told.pages, status=work.status or told.status,
    )  # fmt: skip


def _author(author: Author) -> Author:
    if author.given or author.family or author.particle:
        return author
    parts = parse_name(author.name)
    other = [form for form in parts.alternatives if form not in author.alternatives]
    return replace(
        author, given=parts.given, particle=parts.particle, family=parts.family, suffix=author.suffix or parts.suffix,
        alternatives=[*author.alternatives, *other],
    )  # fmt: skip
