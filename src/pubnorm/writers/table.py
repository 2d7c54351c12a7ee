"""CSV: one row a work (RFC 4180), lists joined by semicolons; for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io

from pubnorm.model import Publication
from pubnorm.writers.options import Options
from pubnorm.writers.terms import venue_name

COLUMNS = (
    "key", "type", "title", "authors", "authors_truncated", "owner_position", "editors", "year", "month", "status",
    "venue", "venue_name", "acronym", "track", "venue_kind", "volume", "issue", "pages", "publisher", "place",
    "edition", "genre", "doi", "arxiv", "acl", "openreview", "dblp", "links", "awards", "path", "first_line",
    "last_line", "section", "confidence",
)  # fmt: skip


def write(works: list[Publication], options: Options) -> str:
    """Return a CSV table of the works with a header line.

    >>> text = write([Publication(key="doe25", title="Tides, Mostly")], Options())
    >>> text.splitlines()[1][:27]
    'doe25,other,"Tides, Mostly"'
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for work in works:
        row = _row(work, options)
        table.writerow([row.get(column, "") for column in COLUMNS])
    return out.getvalue()


def _row(work: Publication, options: Options) -> dict[str, str]:
    owner = next((at for at, author in enumerate(work.authors, 1) if author.is_owner), None)
    first, last = work.source.lines or (None, None)
    venue = work.venue
    values: dict[str, object] = {
        "authors": "; ".join(author.name for author in work.authors),
        "authors_truncated": str(work.authors_truncated).lower(),
        "owner_position": owner,
        "editors": "; ".join(editor.name for editor in work.editors),
        "venue": venue_name(work, options),
        "venue_name": venue and venue.name,
        "acronym": venue and venue.acronym,
        "track": venue and venue.track,
        "venue_kind": venue and venue.kind,
        "links": " ".join(f"{link.kind}:{link.url}" for link in work.links),
        "awards": "; ".join(work.awards),
        "path": work.source.path,
        "first_line": first,
        "last_line": last,
        "section": work.source.section,
        **work.identifiers.to_dict(),
    }
    scalars = {name: getattr(work, name) for name in COLUMNS if name not in values and hasattr(work, name)}
    return {name: "" if value is None else str(value) for name, value in {**scalars, **values}.items()}
