"""`normalize`: what `parse` finds out of names, venues, keys and duplicates, for records from anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import overload

from msgspec.structs import replace

from pubnorm.matching.names import parse_name
from pubnorm.matching.spellings import unify_people
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
    `duplicates`. The spellings of one person on one page (records of one `source.path`) share a `person` key and name
    each other in `alternatives`; given names that are initials become those of the one full name that fits, while
    `name` stays as displayed. Over several pages `dedupe` tells who is who. `words` is the vocabulary to use, the
    package's own if left out. Normalizing twice changes nothing.

    >>> from pubnorm.model import Venue
    >>> work = Publication(title="On Things", authors=[Author(name="Doe, Jane")], venue=Venue(raw="NIPS 2016"))
    >>> [one] = normalize([work])
    >>> one.key, one.authors[0].given, one.venue.acronym, one.year
    ('doe2016things', 'Jane', 'NeurIPS', 2016)
    >>> two = [Publication(title=f"On {name}", authors=[Author(name=name)]) for name in ("Roe, R.", "Rob Roe")]
    >>> [(work.authors[0].name, work.authors[0].given, work.authors[0].person) for work in normalize(two)]
    [('Roe, R.', 'Rob', 'roe-rob'), ('Rob Roe', 'Rob', 'roe-rob')]
    """
    table = words or vocabulary()
    if isinstance(records, PageRecord):
        owner = records.owner.name if records.owner else None
        told = unify_people([_publication(one, table) for one in records.publications], owner)
        return replace(records, publications=mark_duplicates(keyed(told)))
    works = [_publication(one, table) for one in records]
    pages: dict[str | None, list[Publication]] = defaultdict(list)
    for work in works:
        pages[work.source.path].append(work)
    unified = {path: iter(unify_people(listed)) for path, listed in pages.items()}
    return mark_duplicates(keyed([next(unified[work.source.path]) for work in works]))


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
