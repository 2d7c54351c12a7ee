"""BibTeX to records: `.bib` files, al-folio's `papers.bib`, and BibTeX in a page's fenced code blocks."""

from __future__ import annotations

from functools import cache
from html import unescape
from typing import Any, NamedTuple

from pubnorm import patterns as re
from pubnorm.fields.identifiers import read_identifiers
from pubnorm.matching.venues import VenueReading
from pubnorm.model import Identifiers, Link, PageWarning, Publication, Source, Status, Type, Venue
from pubnorm.readers.bibtex_blocks import BibEntry, read_entries
from pubnorm.readers.bibtex_names import read_names
from pubnorm.readers.facts import (
    assign_roles,
    is_url,
    make_link,
    read_doi,
    read_month,
    read_status,
    read_venue_value,
    read_year,
    settle,
    unique_links,
)
from pubnorm.readers.latex import decode_latex, decode_url
from pubnorm.vocabulary import vocabulary

# Where a work appeared, by entry type; the first that is given counts.
_VENUE_FIELDS = {
    "thesis": ("school", "institution"),
    "report": ("institution", "journal", "series"),
    "book": ("series",),
    "patent": ("titleaddon",),
    "chapter": ("booktitle", "maintitle", "series"),
    "article": ("journal", "journaltitle", "booktitle"),
    "conference": ("booktitle", "journal", "eventtitle", "series"),
}
_ANY_VENUE = ("journal", "journaltitle", "booktitle", "howpublished", "series", "abbr")
_SUBTYPES: dict[str, Type] = {"workshop": "workshop", "preprint": "preprint"}
_SUBMITTED = re.compile(
    r"(?:under review (?:at|for|by)|(?:re)?submitted to|in preparation for)\s+([^;]+)", re.IGNORECASE
)
_TAG = re.compile(r"</?(?:i|em|b|strong|u|su[bp]|scp|span|small|tt)(?:\s[^<>]*)?>", re.IGNORECASE)
_ARXIV = re.compile(r"ar[xX]iv", re.IGNORECASE)
_ANTHOLOGY_KEY = re.compile(r"\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[A-Z]\d\d-\d{4}")


class _EntryType(NamedTuple):
    type: Any
    genre: str | None


def read_bibtex(
    text: str, *, path: str | None = None, first_line: int = 1
) -> tuple[list[Publication], list[PageWarning]]:
    r"""Return the publications of BibTeX `text` in file order, and a warning for each entry that is broken.

    `path` and `first_line` (the line of the file on which `text` starts, from 1) go into `source`. LaTeX becomes
    Unicode, math stays as written. A broken entry is read as far as it goes; nothing raises.

    >>> text = r'''@inproceedings{doe25, title = {{A} St{\"u}dy}, author = {Doe*, Jane and Roe, Ann},
    ...   booktitle = {Proceedings of ICML}, year = 2025, month = jul, pages = {3--9}, code = {https://github.com/d/s}}'''
    >>> [record], warnings = read_bibtex(text)
    >>> record.title, record.authors[0].name, record.pages, record.month, record.links[0].kind, warnings
    ('A Stüdy', 'Jane Doe', '3-9', 7, 'code', [])
    """
    entries, warnings = read_entries(text, first_line)
    publications = [_read_entry(entry, path) for entry in entries]
    return assign_roles(publications, [_legend(entry) for entry in entries]), warnings


def _read_entry(entry: BibEntry, path: str | None) -> Publication:
    fields = entry.fields
    plain = {name: _plain(value) for name, value in fields.items()}
    entry_type = _types().get(entry.type, _EntryType("other", None))
    authors = read_names(fields.get("author", ""))
    editors = read_names(fields.get("editor", ""))
    links = _links(fields)
    identifiers = _identifiers(entry, plain, links)
    reading = _venue(entry_type.type, plain, identifiers)
    notes = [plain.get(name, "") for name in ("pubstate", "status", "note", "howpublished", "year", "addendum")]
    kind, status = settle(entry_type.type, _pubstate(plain) or read_status(notes), reading)
    kind = _SUBTYPES.get(plain.get("entrysubtype", ""), kind)
    if kind == "other" and entry.fields.get("type", "").casefold().startswith("patent"):
        kind = "patent"
    title = ": ".join(plain[name] for name in ("title", "subtitle") if plain.get(name)) or None
    date = plain.get("date", "")
    return Publication(
        key=entry.key,
        type=kind,
        title=title,
        authors=authors.people,
        authors_truncated=authors.truncated,
        editors=editors.people,
        venue=reading.venue,
        year=read_year(plain.get("year", "")) or read_year(date),
        month=read_month(plain.get("month", "")) or read_month(date),
        status=status,
        volume=plain.get("volume") or reading.volume,
        issue=plain.get("number") or plain.get("issue") or reading.issue,
        pages=_pages(fields) or reading.pages,
        publisher=_publisher(plain, reading.venue),
        place=plain.get("address") or plain.get("location") or None,
        edition=plain.get("edition") or None,
        genre=plain.get("type") or entry_type.genre,
        identifiers=identifiers,
        links=links,
        awards=_awards(plain, reading),
        source=Source(path=path, lines=entry.lines, layout="bibtex", text=entry.text),
        spans=_spans(entry),
        confidence=_confidence(entry, title, bool(authors.people or editors.people)),
        uncertain=[] if title else ["title"],
    )


def _plain(value: str) -> str:
    r"""Return what a value shows: LaTeX and what publishers export as HTML resolved.

    >>> _plain(r"Slow {\textless}i{\textgreater}Mytilus{\textless}/i{\textgreater} \&amp; H<sub>2</sub>O")
    'Slow Mytilus & H2O'
    """
    shown = decode_latex(value)
    return unescape(_TAG.sub("", shown)) if "<" in shown or "&" in shown else shown


@cache
def _types() -> dict[str, _EntryType]:
    return {row["entry"]: _EntryType(row["type"], row.get("genre")) for row in vocabulary().rows("bibtex_type")}


def _legend(entry: BibEntry) -> str:
    values = [decode_latex(entry.fields.get(name, "")) for name in ("annotation", "additional_info", "note")]
    return " ".join(value for value in values if value)


def _links(fields: dict[str, str]) -> list[Link]:
    kinds = {row["field"]: row.get("kind") for row in vocabulary().rows("bibtex_link")}
    links = []
    for name, value in fields.items():
        url = decode_url(value)
        if name in kinds and is_url(url):
            links.append(make_link(url, None if name == "url" else name, kinds[name]))
        elif name in ("howpublished", "note") and (
            found := re.search(r"\\url\s*\{([^{}]*)\}|(https?://[^\s{}]+)", value)
        ):
            links.append(make_link(decode_url(found[1] or found[2])))
    return unique_links(links)


def _identifiers(entry: BibEntry, plain: dict[str, str], links: list[Link]) -> Identifiers:
    shown = " ".join(plain.get(name, "") for name in ("journal", "booktitle", "note", "howpublished", "volume"))
    found = read_identifiers(shown, [link.url for link in links])
    raw = entry.fields
    kind = raw.get("archiveprefix") or raw.get("eprinttype") or ""
    eprint = raw.get("arxiv") or raw.get("arxivid") or raw.get("eprint", "")
    if eprint and (raw.get("arxiv") or not kind or _ARXIV.search(kind)):
        eprint = f"arXiv:{decode_url(eprint)}"
    doi = read_doi(decode_url(raw.get("doi", "")))
    of_doi = read_identifiers(doi or "", [])
    dblp = entry.key.removeprefix("DBLP:") if entry.key.startswith("DBLP:") else None
    return Identifiers(
        arxiv=read_identifiers(eprint, []).arxiv or found.arxiv or of_doi.arxiv,
        doi=doi or found.doi,
        acl=found.acl or (entry.key if _ANTHOLOGY_KEY.fullmatch(entry.key) else None),
        openreview=found.openreview or decode_url(raw.get("openreview", "")) or None,
        dblp=dblp or found.dblp or read_identifiers("", [decode_url(raw.get("biburl", ""))]).dblp,
    )


def _venue(kind: str, plain: dict[str, str], identifiers: Identifiers) -> VenueReading:
    for name in (*_VENUE_FIELDS.get(kind, ()), *(() if kind in ("book", "thesis") else _ANY_VENUE)):
        raw = plain.get(name, "")
        if name == "howpublished" and ("://" in raw or raw.startswith("www.") or read_status([raw])):
            continue
        if raw:
            return read_venue_value(raw, plain.get("abbr", ""))
    if submitted := _SUBMITTED.search(plain.get("note", "")):
        return read_venue_value(submitted[1])
    on_arxiv = any(_ARXIV.search(plain.get(name, "")) for name in ("archiveprefix", "eprinttype", "publisher"))
    return read_venue_value("arXiv" if on_arxiv and identifiers.arxiv and kind != "thesis" else "")


def _pubstate(plain: dict[str, str]) -> Status | None:
    """Return what biblatex's `pubstate` says (biblatex manual 4.9.2.11)."""
    state = plain.get("pubstate", "")
    found: Status | None = "published" if state == "published" else None
    return next((row["status"] for row in vocabulary().rows("status_note") if row["pubstate"] == state), found)


def _publisher(plain: dict[str, str], venue: Venue | None) -> str | None:
    given = plain.get("publisher") or plain.get("organization") or plain.get("institution") or None
    return None if venue and given and venue.raw in (given, plain.get("institution")) and given == venue.raw else given


def _pages(fields: dict[str, str]) -> str | None:
    pages = decode_latex(fields.get("pages", "") or fields.get("eid", ""))
    return re.sub(r"\s*[-‐-―−]+\s*", "-", pages) or None


def _awards(plain: dict[str, str], reading: VenueReading) -> list[str]:
    note = plain.get("note", "")
    named = [*re.split(r"\s*;\s*", plain.get("award") or plain.get("award_name", "")), *reading.awards]
    noted = [award for part in note.split(";") if part.strip() for award in read_venue_value(part).awards]
    return list(dict.fromkeys(award for award in (*named, *noted) if award))


def _spans(entry: BibEntry) -> dict[str, list[tuple[int, int]]]:
    spans = {}
    for field, name in (("title", "title"), ("author", "authors")):
        value = entry.fields.get(field, "")
        at = entry.text.find(value) if value else -1
        if at >= 0:
            spans[name] = [(at, at + len(value))]
    return spans


def _confidence(entry: BibEntry, title: str | None, people: bool) -> float:
    """Structured input is certain but where it is broken or lacks what every work has."""
    return (0.99 if title and people else 0.7 if title else 0.2) * (0.6 if entry.mended else 1.0)
