"""One record for a work that is listed several times: the best listing, with what the others know besides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from pubnorm.model import Author, Difference, Link, OtherListing, Publication
from pubnorm.sources.arxiv import titles

_STATUS = {"published": 3, "accepted": 2, "under-review": 1, "preprint": 1, "in-preparation": 0, None: 0}
# The facts of a listing, which a better one may lack or state otherwise.
_FACTS = (
    "type", "title", "venue", "year", "month", "status", "volume", "issue", "pages", "publisher", "place", "edition",
    "genre",
)  # fmt: skip
_IDENTIFIERS = ("arxiv", "doi", "acl", "openreview", "dblp")


def merge(listings: Sequence[Publication]) -> Publication:
    """Return the one record of a work: `source` is that of the best listing, `duplicates` are the others.

    Nothing is lost: links, awards and identifiers are joined, absent facts are filled, and what another listing states
    otherwise stands as its `differences`.

    >>> one = merge([Publication(title="On Things", status=status) for status in ("preprint", "published")])
    >>> one.status, [difference.field for difference in one.duplicates[0].differences]
    ('published', ['status'])
    """
    ranked = sorted(listings, key=_rank, reverse=True)
    best, others = ranked[0], ranked[1:]
    # What was merged before stays with it; keys of other listings on a page have become listings themselves.
    before = [other for listing in ranked for other in listing.duplicates if isinstance(other, OtherListing)]
    if not others:
        return msgspec.structs.replace(best, duplicates=before)
    filled: dict[str, Any] = {}
    for field in _FACTS:
        if getattr(best, field) is None:
            filled[field] = next((getattr(o, field) for o in others if getattr(o, field) is not None), None)
    listed = max(ranked, key=_author_rank)
    # The spans of the names hold for the best listing's own text.
    spans = best.spans if listed is best else {name: at for name, at in best.spans.items() if name != "authors"}
    merged = msgspec.structs.replace(
        best,
        **filled,
        spans=spans,
        authors=listed.authors,
        authors_truncated=listed.authors_truncated,
        owner_implied=listed.owner_implied,
        identifiers=_identifiers(ranked),
        links=_links(ranked),
        awards=list(dict.fromkeys(award for listing in ranked for award in listing.awards)),
        enriched=next((listing.enriched for listing in ranked if listing.enriched), None),
    )
    return msgspec.structs.replace(merged, duplicates=[*(_other(merged, listing) for listing in others), *before])


def _rank(listing: Publication) -> tuple[Any, ...]:
    """Order listings: published before preprint, then by how much each says, then the same way whatever came first."""
    said = sum(getattr(listing, field) is not None for field in _FACTS)
    return (
        _STATUS[listing.status],
        not listing.authors_truncated,
        said,
        len(listing.links),
        listing.confidence,
        [author.name for author in listing.authors],
        listing.source.path or "",
        listing.source.lines or (0, 0),
        listing.title or "",
        listing.key,
    )


def _author_rank(listing: Publication) -> tuple[bool, int, int]:
    fullness = sum(len(author.name) for author in listing.authors)
    return (not listing.authors_truncated and not listing.owner_implied, len(listing.authors), fullness)


def _identifiers(ranked: Sequence[Publication]) -> Any:
    best = ranked[0].identifiers
    found = {
        name: next((getattr(o.identifiers, name) for o in ranked if getattr(o.identifiers, name)), None)
        for name in _IDENTIFIERS
    }
    return msgspec.structs.replace(best, **found)


def _links(ranked: Sequence[Publication]) -> list[Link]:
    links: dict[str, Link] = {}
    for listing in ranked:
        for link in listing.links:
            links.setdefault(link.url, link)
    return list(links.values())


def _other(best: Publication, listing: Publication) -> OtherListing:
    differences = [
        Difference(field=field, page=_plain(getattr(best, field)), other=_plain(getattr(listing, field)))
        for field in _FACTS
        if getattr(listing, field) is not None and _says(best, field) != _says(listing, field)
    ]
    if [author.name for author in best.authors] != [author.name for author in listing.authors] and listing.authors:
        differences.append(Difference(field="authors", page=_names(best.authors), other=_names(listing.authors)))
    for name in _IDENTIFIERS:
        ours, theirs = getattr(best.identifiers, name), getattr(listing.identifiers, name)
        if theirs and ours != theirs:
            differences.append(Difference(field=f"identifiers.{name}", page=ours, other=theirs))
    source = listing.source
    return OtherListing(
        path=source.path,
        lines=source.lines,
        section=source.section,
        layout=source.layout,
        text=source.text,
        differences=differences,
    )


def _says(listing: Publication, field: str) -> Any:
    """Return what a listing states, without what differs in writing alone."""
    value = getattr(listing, field)
    if field == "title" and value:
        return titles.fold(value)
    if field == "venue" and value:
        return (value.key or value.name or value.raw).casefold(), value.track
    return value


def _plain(value: Any) -> Any:
    return value.raw if hasattr(value, "raw") else value


def _names(authors: Sequence[Author]) -> list[str]:
    return [author.name for author in authors]
