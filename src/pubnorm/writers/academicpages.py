"""academicpages: a file in `_publications/` for each work; `pubnorm.readers.front_matter` reads them back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape as html_escape
from typing import Any

from pubnorm import patterns as re
from pubnorm.model import Author, Publication
from pubnorm.writers.markdown import escape, link
from pubnorm.writers.options import Options
from pubnorm.writers.terms import abstract, address, container, status_note, type_words, venue_name

_KEYED = {"paper": "paperurl", "slides": "slidesurl", "bibtex": "bibtexurl"}


def files(works: list[Publication], options: Options) -> Iterator[tuple[str, str]]:
    r"""Yield the relative path and text of each work's file.

    >>> [(path, text)] = files([Publication(key="doe25", title='A "Study": It', year=2025)], Options())
    >>> path, "title: 'A \"Study\": It'" in text
    ('_publications/2025-01-01-doe25.md', True)
    """
    for work in works:
        date = f"{work.year or 1900:04}-{work.month or 1:02}-01"
        name = f"{date}-{slug(work.key)}"
        yield f"_publications/{name}.md", front_matter(_values(work, date, name, options)) + _body(work)


def front_matter(values: dict[str, Any]) -> str:
    """Return YAML front matter of the values that are there; whatever they hold, YAML reads it back."""
    import yaml

    kept = {name: value for name, value in values.items() if value not in (None, "", [], {})}
    return "---\n" + yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=10_000) + "---\n"


def slug(key: str) -> str:
    """Return a key as a file name that every system takes and that leads out of no folder.

    >>> slug("DBLP:conf/icml/../Doe25")
    'dblp-conf-icml-doe25'
    """
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80] or "work"


def _values(work: Publication, date: str, name: str, options: Options) -> dict[str, Any]:
    urls: dict[str, str] = {}
    for one in work.links:
        if one.kind in _KEYED:
            urls.setdefault(_KEYED[one.kind], one.url)
    if not work.links and address(work):
        urls["paperurl"] = address(work) or ""
    submitted = work.status in ("under-review", "in-preparation")
    return {
        "title": work.title or "Untitled",
        "collection": "publications",
        "category": type_words(work)["category"],
        "permalink": f"/publication/{name}",
        "date": date,
        "year": work.year,
        "month": work.month,
        "venue": container(work, options),
        "submitted_to": venue_name(work, options) if submitted else None,
        "status": work.status if work.status != "published" or not work.venue else None,
        "record_type": work.type,
        "genre": work.genre,
        "authors": [*map(_author, work.authors), *(["et al."] if work.authors_truncated else [])],
        "editors": [*map(_author, work.editors)],
        "volume": work.volume,
        "number": work.issue,
        "pages": work.pages,
        "publisher": work.publisher,
        "place": work.place,
        "edition": work.edition,
        **{kind: value for kind, value in work.identifiers.to_dict().items() if value},
        **urls,
        "links": [
            {"label": one.label or one.kind, "url": one.url} for one in work.links if one.url not in urls.values()
        ],
        "awards": list(work.awards),
        "citation": _citation(work, options),
    }


def _author(author: Author) -> str | dict[str, str]:
    if not author.family:
        return {"literal": author.name}
    name = f"**{author.name}**" if author.is_owner else author.name
    return name + (author.marks or "")


def _citation(work: Publication, options: Options) -> str:
    names = ", ".join([*(author.name for author in work.authors), *(["et al."] if work.authors_truncated else [])])
    year = f"({work.year})." if work.year else ""
    venue = container(work, options)
    issue = f"({work.issue})" if work.issue else ""
    numbers = ", ".join(part for part in (f"{work.volume or ''}{issue}", work.pages or "") if part)
    where = ", ".join(part for part in (f"<i>{html_escape(venue)}</i>" if venue else "", numbers) if part)
    note = status_note(work, options)
    parts = [
        names,
        year,
        f'"{html_escape(work.title or "", quote=False)}."',
        where and f"{where}.",
        note and f"{note}.",
    ]
    return " ".join(part for part in parts if part)


def _body(work: Publication) -> str:
    parts = [escape(abstract(work) or "")]
    parts += [link(escape(one.label or one.kind.capitalize()), one.url) for one in work.links]
    return "\n" + "".join(f"{part}\n\n" for part in parts if part)
