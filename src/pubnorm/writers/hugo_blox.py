"""Hugo Blox (Wowchemy, Hugo Academic): `content/publication/<key>/index.md` for each work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pubnorm.model import Author, Link, Publication
from pubnorm.vocabulary import vocabulary
from pubnorm.writers.academicpages import front_matter, slug
from pubnorm.writers.options import Options
from pubnorm.writers.terms import abstract, container, type_words, venue_name

# The link types that Hugo Blox draws a button for; all else is `custom` with a label.
_TYPES = {
    "paper": "pdf", "code": "code", "data": "dataset", "project": "project", "video": "video", "slides": "slides",
    "poster": "poster",
}  # fmt: skip


def files(works: list[Publication], options: Options) -> Iterator[tuple[str, str]]:
    r"""Yield the relative path and text of each work's file.

    >>> [(path, text)] = files([Publication(key="doe25", type="book", title="Tides", year=2025)], Options())
    >>> path, "publication_types:\n- book" in text
    ('content/publication/doe25/index.md', True)
    """
    for work in works:
        body = abstract(work)
        yield (
            f"content/publication/{slug(work.key)}/index.md",
            front_matter(_values(work, options)) + (f"\n{body}\n" if body else ""),
        )


def _values(work: Publication, options: Options) -> dict[str, Any]:
    notes = {row["role"]: row["note"] for row in vocabulary().rows("role_note")}
    author_notes = ["; ".join(notes.get(role, role) for role in author.roles) for author in work.authors]
    submitted = work.status in ("under-review", "in-preparation")
    date = f"{work.year:04}-{work.month or 1:02}-01T00:00:00Z" if work.year else None
    ids = {kind: value for kind, value in work.identifiers.to_dict().items() if value}
    return {
        "title": work.title or "Untitled",
        "authors": [_author(author) for author in work.authors] + (["et al."] if work.authors_truncated else []),
        "author_notes": author_notes if any(author_notes) else None,
        "date": date,
        "month": work.month,
        "publication_types": [type_words(work)["csl"]],
        "record_type": work.type,
        "publication": container(work, options),
        "publication_short": work.venue.acronym if work.venue and not submitted else None,
        "submitted_to": venue_name(work, options) if submitted else None,
        "status": work.status if work.status != "published" or not work.venue else None,
        "genre": work.genre,
        "editors": [editor.name for editor in work.editors],
        "volume": work.volume,
        "number": work.issue,
        "pages": work.pages,
        "publisher": work.publisher,
        "place": work.place,
        "edition": work.edition,
        "awards": list(work.awards),
        "hugoblox": {"ids": ids} if ids else None,
        "links": [_link(link) for link in work.links],
    }


def _author(author: Author) -> str:
    return author.name + (author.marks or "")


def _link(link: Link) -> dict[str, str]:
    kind = _TYPES.get(link.kind)
    return (
        {"type": kind, "url": link.url}
        if kind
        else {"type": "custom", "label": link.label or link.kind, "url": link.url}
    )
