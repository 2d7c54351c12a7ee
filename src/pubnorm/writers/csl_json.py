"""CSL-JSON (the schema csl-data.json of CSL 1.0.2): for pandoc, citeproc, Zotero, citation.js."""

from __future__ import annotations

import json
from typing import Any

from pubnorm.model import Author, Publication
from pubnorm.writers.options import Options
from pubnorm.writers.terms import abstract, address, container, status_note, type_words


def write(works: list[Publication], options: Options) -> str:
    """Return the works as a CSL-JSON array.

    >>> print(write([Publication(key="doe25", type="book", title="Tides", year=2025)], Options()))
    [
      {
        "id": "doe25",
        "type": "book",
        "title": "Tides",
        "issued": {
          "date-parts": [
            [
              2025
            ]
          ]
        }
      }
    ]
    <BLANKLINE>
    """
    return json.dumps([csl_item(work, options) for work in works], ensure_ascii=False, indent=2) + "\n"


def csl_item(work: Publication, options: Options) -> dict[str, Any]:
    """Return one work as a CSL-JSON item."""
    venue = container(work, options)
    published_in: dict[str, Any] = {}
    if work.type in ("thesis", "report"):
        published_in = {"publisher": venue or work.publisher}
    elif work.type == "book":
        published_in = {"publisher": work.publisher, "collection-title": venue}
    else:
        published_in = {"container-title": venue, "publisher": work.publisher}
        if venue and work.venue and work.venue.acronym:
            published_in["container-title-short"] = work.venue.acronym
    note = "; ".join(part for part in (status_note(work, options), *work.awards) if part)
    item = {
        "id": work.key,
        "type": type_words(work)["csl"],
        "title": work.title,
        "author": [_name(author) for author in work.authors],
        "editor": [_name(editor) for editor in work.editors],
        **published_in,
        "publisher-place": work.place,
        "issued": {"date-parts": [[work.year, *([work.month] if work.month else [])]]} if work.year else None,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "edition": work.edition,
        "genre": work.genre,
        "abstract": abstract(work),
        "DOI": work.identifiers.doi,
        "URL": address(work),
        "archive": "arXiv" if work.identifiers.arxiv else None,
        "archive_location": work.identifiers.arxiv,
        "status": work.status if work.status not in (None, "published") else None,
        "note": note,
    }
    return {name: value for name, value in item.items() if value}


def _name(author: Author) -> dict[str, str]:
    if not author.family:
        return {"literal": author.name}
    parts = {
        "family": author.family,
        "given": author.given,
        "non-dropping-particle": author.particle,
        "suffix": author.suffix,
    }
    return {name: value for name, value in parts.items() if value}
