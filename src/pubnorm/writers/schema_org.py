"""schema.org JSON-LD, for search engines: what goes into a page's `<script type="application/ld+json">`."""

from __future__ import annotations

import json
from typing import Any

from pubnorm.model import Author, Publication
from pubnorm.writers.options import Options
from pubnorm.writers.terms import abstract, address, container, identifier_urls, type_words


def write(works: list[Publication], options: Options) -> str:
    """Return the works as one JSON-LD graph, safe to stand inside an HTML script element.

    >>> json.loads(write([Publication(type="book", title="Tides")], Options()))["@graph"]
    [{'@type': 'Book', 'name': 'Tides'}]
    """
    graph = {"@context": "https://schema.org", "@graph": [_work(work, options) for work in works]}
    return json.dumps(graph, ensure_ascii=False, indent=2).replace("</", "<\\/") + "\n"


def _work(work: Publication, options: Options) -> dict[str, Any]:
    identifiers = [
        {"@type": "PropertyValue", "propertyID": kind, "value": value}
        for kind, value in work.identifiers.to_dict().items()
        if value
    ]
    month = f"-{work.month:02}" if work.month else ""
    same = [url for url in identifier_urls(work).values() if url != address(work)]
    other = [link.url for link in work.links if link.url not in (address(work), *same)]
    found = {
        "@type": type_words(work)["schema"],
        "name": work.title,
        "author": [_person(author) for author in work.authors],
        "editor": [_person(editor) for editor in work.editors],
        "datePublished": f"{work.year}{month}" if work.year else None,
        "creativeWorkStatus": work.status if work.status != "published" else None,
        "isPartOf": _container(work, options),
        "pagination": work.pages,
        "bookEdition": work.edition if work.type == "book" else None,
        "publisher": {"@type": "Organization", "name": work.publisher} if work.publisher else None,
        "identifier": identifiers,
        "url": address(work),
        "sameAs": same,
        "subjectOf": [{"@type": "WebPage", "url": url} for url in other],
        "award": work.awards,
        "abstract": abstract(work),
    }
    return {name: value for name, value in found.items() if value}


def _person(author: Author) -> dict[str, str]:
    family = " ".join(part for part in (author.particle, author.family) if part)
    parts = {
        "@type": "Person" if author.family else "Organization",
        "name": author.name,
        "givenName": author.given,
        "familyName": family,
        "url": author.url,
    }
    return {name: value for name, value in parts.items() if value}


def _container(work: Publication, options: Options) -> dict[str, Any] | None:
    """Return the issue of the volume of the periodical, or the book, that the work is a part of."""
    venue = container(work, options)
    if venue is None:
        return None
    if work.type != "article":
        return {"@type": "CreativeWorkSeries" if work.type == "book" else "PublicationVolume", "name": venue}
    part: dict[str, Any] = {"@type": "Periodical", "name": venue}
    if work.volume:
        part = {"@type": "PublicationVolume", "volumeNumber": work.volume, "isPartOf": part}
    if work.issue:
        part = {"@type": "PublicationIssue", "issueNumber": work.issue, "isPartOf": part}
    return part
