"""Publication collections: one file per work, its facts in the front matter (academicpages, Hugo, Quarto)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from pubnorm import patterns as re
from pubnorm.fields.identifiers import read_identifiers
from pubnorm.matching.venues import VenueReading
from pubnorm.model import Identifiers, Link, PageRecord, PageSource, PageWarning, Publication, Source, Type
from pubnorm.page import Page, read_page
from pubnorm.readers.citation_field import Citation, names_alone, read_citation
from pubnorm.readers.facts import (
    assign_roles,
    plain,
    read_doi,
    read_month,
    read_status,
    read_venue_value,
    read_year,
    settle,
    split_award,
    unique_links,
)
from pubnorm.readers.people import read_people
from pubnorm.readers.site_links import body_links, matter_links
from pubnorm.vocabulary import vocabulary

_PAGES = {".md", ".markdown", ".qmd", ".mdx"}
_LABEL = re.compile(r"\s*(?:#+\s*)?[*_]*([A-Za-z][A-Za-z ]{2,18})[*_]*\s*:[*_]*\s*(.*)$")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_LONGEST_VALUE = 2000  # characters: a longer paragraph is no list of names
_NAMED = frozenset({"_publications", "publication"})
_EVIDENCE = ("authors", "venue", "type", "doi", "arxiv", "citation")
_STOP = re.compile(r"(?:(?<=[^\W\d_A-Z]{2})|(?<=[\d)\]”\"]))\.$")  # of a sentence: "U.S." keeps its own
_RECOMMENDED = re.compile(r"^[\s>*_]*(?:recommended )?citation[\s*_]*:[\s*_]*(.+)$", re.IGNORECASE | re.MULTILINE)


def read_front_matter(
    text: str | bytes, path: str, *, owner: str | None = None
) -> tuple[Publication | None, list[PageWarning]]:
    r"""Return the publication that a collection's file describes; None where it describes none, or hides it.

    `owner` is the name that stands for `admin` in author lists. Marks on names get their roles in `read_collection`,
    where the other files tell what they mean.

    >>> text = "---\ntitle: 'It''s: A Study'\nvenue: ICML\ndate: 2025-07-01\nauthors: [Ann Roe]\ndoi: 10.1000/x\n---\n"
    >>> record, warnings = read_front_matter(text, "_publications/study.md")
    >>> record.title, record.year, record.month, [author.family for author in record.authors], record.identifiers.doi
    ("It's: A Study", 2025, 7, ['Roe'], '10.1000/x')
    """
    page = read_page(text, path)
    warnings = list(page.warnings)
    matter = {_fold(key): value for key, value in page.front_matter.items() if not _is_blank(value)}
    values = {**_labelled(page), **_values(matter)}
    hidden = matter.get("draft") is True or matter.get("published") is False
    title = _text(values.get("title"))
    told = any(name in values for name in _EVIDENCE) or _in_collection(matter, path)
    if hidden or not title or not told or Path(path).name.startswith("_index"):
        return None, warnings
    return _record(page, matter, values, title, owner), warnings


def _in_collection(matter: dict[str, Any], path: str) -> bool:
    """Whether the file says that it is a publication by where it stands alone."""
    return matter.get("collection") == "publications" or not _NAMED.isdisjoint(Path(path).parts[:-1])


def read_collection(folder: Path) -> PageRecord:
    """Return the publications of a collection's files, sorted by path; the folder counts as one page.

    Hugo's `admin` is looked up in the site's `content/authors`. Raises nothing for a file that cannot be read: it
    becomes a warning.
    """
    owner = _site_owner(folder)
    publications: list[Publication] = []
    warnings: list[PageWarning] = []
    for path in sorted(one for one in folder.rglob("*") if one.suffix.lower() in _PAGES and one.is_file()):
        try:
            publication, found = read_front_matter(path.read_bytes(), str(path), owner=owner)
        except OSError as error:
            found = [PageWarning(code="unreadable-file", message=f"{path}: {error.strerror}; check its permissions")]
            publication = None
        warnings.extend(found)
        if publication is not None:
            publications.append(publication)
    publications = assign_roles(publications, [""] * len(publications))
    return PageRecord(source=PageSource(path=str(folder)), publications=publications, warnings=warnings)


def is_collection(folder: Path) -> bool:
    """Whether `folder` is a collection of publications by its name, or by what its first files hold.

    >>> is_collection(Path("site/_publications")), is_collection(Path("no/such/folder"))
    (True, False)
    """
    if folder.name in _NAMED or folder.parent.name == "_publications":
        return True
    pages = sorted(one for one in folder.glob("**/*") if one.suffix.lower() in _PAGES)[:8] if folder.is_dir() else []
    found = [read_front_matter(one.read_bytes(), str(one))[0] for one in pages if not one.name.startswith("_")]
    return len(found) > 1 and sum(one is not None for one in found) > len(found) / 2


def _record(page: Page, matter: dict[str, Any], values: dict[str, Any], title: str, owner: str | None) -> Publication:
    body = "\n".join(page.url(line) for line in page.lines)
    subtitle = _text(values.get("subtitle"))
    title = f"{title}: {subtitle}" if subtitle else title
    cited = values.get("citation")
    title, won = split_award(title)
    title = _STOP.sub("", title)
    citation = read_citation(cited if isinstance(cited, str) else _recommended(body), title)
    people = read_people(values.get("authors"), values.get("author_notes"), owner)
    people = next((one for one in (people, citation.people) if one.people), names_alone(_text(values.get("excerpt"))))
    if not people.people:
        people = read_people(values.get("coauthors"), None, owner)
    links = unique_links([*matter_links(matter), *body_links(body)])
    venue_text, short = _text(values.get("venue")), _text(values.get("short"))
    unknown = any(venue_text in row["values"] for row in vocabulary().rows("front_matter_nothing"))
    reading = read_venue_value("" if unknown else venue_text, short)
    if reading.venue is None and citation.reading is not None:
        reading = citation.reading
    identifiers = _identifiers(matter, values, links)
    kind = "article" if _is_placed_article(values, reading) else _type(values)
    kind, status = settle(kind, read_status([_text(values.get("status"))]), reading)
    volume, issue, pages = _numbers(values, reading, citation)
    date = _text(values.get("date"))
    return Publication(
        key=Path(page.path or "").stem if Path(page.path or "").stem != "index" else Path(page.path or "").parent.name,
        type=kind,
        title=title,
        authors=people.people,
        authors_truncated=people.truncated,
        editors=read_people(values.get("editors"), None, owner).people,
        venue=reading.venue,
        year=read_year(_text(values.get("year"))) or _year(date) or reading.year,
        month=_month(values, date),
        status=status,
        volume=volume,
        issue=issue,
        pages=pages,
        publisher=_text(values.get("publisher")) or None,
        place=_text(values.get("place")) or None,
        edition=_text(values.get("edition")) or None,
        genre=_text(values.get("genre")) or None,
        identifiers=identifiers,
        links=links,
        awards=[*won, *_awards(values.get("awards"), reading)],
        source=_source(page, title, venue_text),
        confidence=0.97 if people.people and reading.venue else 0.85 if people.people else 0.5,
        uncertain=[] if people.people else ["authors"],
    )


def _labelled(page: Page) -> dict[str, Any]:
    """Return the fields that the body names: "Authors: …" on a line, or as a heading with the value below it."""
    lines = [line for line in page.lines if re.search(r"\w", line)]
    names = {key: field for field, keys in _fields() for key in keys if field in ("authors", "venue", "doi")}
    values: dict[str, Any] = {}
    for line, below in pairwise([*lines, ""]):
        label = _LABEL.match(line)
        field = names.get(_fold(label[1]).removesuffix("s")) or names.get(_fold(label[1])) if label else None
        value = (label[2].strip() or below.strip()) if label and field else ""
        if field and value and len(value) < _LONGEST_VALUE:
            values.setdefault(field, _LINK.sub(r"\1", value))
    return values


def _values(matter: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field, keys in _fields():
        for key in keys:
            if key in matter and (field != "type" or _type({"type": matter[key]}) != "other"):
                values.setdefault(field, matter[key])
    return values


@cache
def _fields() -> list[tuple[str, list[str]]]:
    return [(row["field"], row["keys"]) for row in vocabulary().rows("front_matter_field")]


def _type(values: dict[str, Any]) -> Type:
    """Return the record's type: pubnorm's own word for it, else what the site calls it."""
    own: tuple[Type, ...] = get_args(Type)
    if values.get("record_type") in own:
        return own[own.index(values["record_type"])]
    value = values.get("type")
    for one in value if isinstance(value, list) else [value]:
        for row in vocabulary().rows("front_matter_type"):
            if str(one).strip().casefold() in row["values"]:
                found: Type = row["type"]
                return found
    return "other"


def _is_placed_article(values: dict[str, Any], reading: VenueReading) -> bool:
    """Whether a page is called an article, which CSL calls a preprint, but names where it appeared."""
    called = values.get("type") in ("article", "Article", ["article"], ["Article"])
    return called and reading.venue is not None and reading.venue.kind != "preprint-server"


def _awards(value: Any, reading: VenueReading) -> list[str]:
    given = [_text(one) for one in (value if isinstance(value, list) else [value])]
    return list(dict.fromkeys(award for award in (*given, *reading.awards) if award))


def _identifiers(matter: dict[str, Any], values: dict[str, Any], links: list[Link]) -> Identifiers:
    blox = matter.get("hugoblox")
    given = blox.get("ids") if isinstance(blox, dict) else None
    ids = {_fold(key): _text(value) for key, value in given.items()} if isinstance(given, dict) else {}
    found = read_identifiers(_text(values.get("citation")), [link.url for link in links])
    arxiv = _text(values.get("arxiv")) or ids.get("arxiv", "")
    return Identifiers(
        arxiv=(read_identifiers(f"arXiv:{arxiv}", []).arxiv if arxiv else None) or found.arxiv,
        doi=read_doi(_text(values.get("doi")) or ids.get("doi", "")) or found.doi,
        acl=ids.get("acl") or found.acl,
        openreview=_text(values.get("openreview")) or ids.get("openreview") or found.openreview,
        dblp=ids.get("dblp") or found.dblp,
    )


def _numbers(
    values: dict[str, Any], reading: VenueReading, citation: Citation
) -> tuple[str | None, str | None, str | None]:
    """Return volume, issue and pages from fields of their own, else from the venue, else from the citation."""
    own = tuple(_text(values.get(name)) or None for name in ("volume", "issue", "pages"))
    shown = (reading.volume, reading.issue, reading.pages)
    cited = (citation.volume, citation.issue, citation.pages)
    volume, issue, pages = next((found for found in (own, shown, cited) if any(found)), own)
    return volume, issue, re.sub(r"\s*[-‐-―−]+\s*", "-", pages or "") or None


def _year(date: str) -> int | None:
    """A collection's files need a date: 1900 is academicpages' word for none."""
    return None if date.startswith("1900-01-01") else read_year(date)


def _month(values: dict[str, Any], date: str) -> int | None:
    """The first of January is how sites say that they know no more than the year."""
    if "month" in values:
        return read_month(_text(values["month"]))
    return None if re.match(r"\d{4}-01-01", date) or not re.match(r"\d{4}-\d\d", date) else read_month(date)


def _source(page: Page, title: str, venue: str) -> Source:
    last = max((number for number, line in enumerate(page.lines, 1) if line.strip()), default=len(page.lines))
    return Source(
        path=page.path, lines=(1, last), layout="front-matter", text=". ".join(x for x in (title, venue) if x)
    )


def _recommended(body: str) -> str:
    match = _RECOMMENDED.search(body)
    return match[1] if match else ""


def _site_owner(folder: Path) -> str | None:
    """Return the name that Hugo's `content/authors/admin` gives."""
    for above in list(folder.resolve().parents)[:3]:
        for name in ("_index.md", "_index.en.md", "index.md"):
            path = above / "authors" / "admin" / name
            if path.is_file():
                values = read_page(path.read_bytes(), str(path)).front_matter
                return _text(values.get("title") or values.get("name")) or None
    return None


def _fold(key: str) -> str:
    return re.sub(r"[-_\s]", "", key).casefold()


def _is_blank(value: Any) -> bool:
    return value is None or value == [] or value == {} or (isinstance(value, str) and not re.search(r"\w", value))


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else plain(str(value))
