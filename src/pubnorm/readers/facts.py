"""What the structured readers share: dates, links, status and type out of single values."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import cache
from html import unescape
from typing import get_args
from urllib.parse import unquote

from msgspec.structs import replace

from pubnorm import patterns as re
from pubnorm.fields.identifiers import find_doi
from pubnorm.fields.legend import by_convention, normal_mark, read_legend
from pubnorm.fields.links import link_kinds
from pubnorm.matching.names.fold import fold
from pubnorm.matching.venues import VenueReading, read_venue
from pubnorm.model import Author, Link, LinkKind, Publication, Role, Status, Type
from pubnorm.vocabulary import vocabulary

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def read_year(text: str) -> int | None:
    r"""Return the last year that stands in `text` (`{\noopsort{1973}}1973`, `2024-05-03`), else None.

    >>> read_year("2024-05-03"), read_year("in press")
    (2024, None)
    """
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None


def read_month(text: str) -> int | None:
    """Return the month (1 to 12) that a BibTeX month or an ISO date names, else None.

    >>> read_month("may"), read_month("12"), read_month("September~5"), read_month("2024-05-03"), read_month("2024")
    (5, 12, 9, 5, None)
    """
    text = text.strip().casefold()
    if match := re.match(r"\d{4}-(\d\d)", text):
        text = match[1]
    if re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return int(text)
    named = re.search(r"[^\W\d_]{3,}", text)
    return _MONTHS.index(named[0][:3]) + 1 if named and named[0][:3] in _MONTHS else None


def read_status(texts: Iterable[str]) -> Status | None:
    """Return the status that the first of `texts` names that names any.

    >>> read_status(["", "To appear in TOCS"]), read_status(["Best Paper"])
    ('accepted', None)
    """
    for text in texts:
        exact: tuple[Status, ...] = get_args(Status)
        if text in exact:
            return exact[exact.index(text)]
        for pattern, status in _status_patterns():
            if text and pattern.search(text):
                return status
    return None


def read_doi(text: str) -> str | None:
    """Return the bare DOI of a value that holds one, with or without a URL around it; None where it holds none.

    >>> read_doi("https://doi.org/10.1000/a%2Fb"), read_doi("10.1002/(SICI)1097<1::AID>3.0"), read_doi("none")
    ('10.1000/a/b', '10.1002/(SICI)1097<1::AID>3.0', None)
    """
    text = text.strip()
    bare = re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", text, flags=re.IGNORECASE)
    if re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*/\S+", bare):
        return unquote(bare) if bare != text else bare
    return find_doi(text)


def make_link(url: str, label: str | None = None, kind: str | None = None) -> Link:
    """Return the link; its kind is `kind`, else what the label names, else what the URL tells.

    >>> make_link("https://github.com/a/b").kind, make_link("/files/talk.pdf", "slides").kind
    ('code', 'slides')
    """
    kinds = link_kinds(vocabulary())
    found = kind or (kinds.of_label(label) if label else None) or kinds.of_url(url) or "other"
    return Link(kind=_as_kind(found), url=url, label=label)


def unique_links(links: Iterable[Link]) -> list[Link]:
    """Return the links without second mentions of a URL."""
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(link.url, link)
    return list(found.values())


def is_url(text: str) -> bool:
    """Whether `text` can be a link's target: an address, or a file of the site, rather than words or a switch."""
    return bool(re.fullmatch(r"\S+", text)) and bool(re.search(r"[./]", text)) and text not in (".", "/")


def plain(text: str) -> str:
    """Return `text` without markdown emphasis, HTML tags and entities, and doubled blanks.

    >>> plain("Doe, J., &amp; **Roe, A.**")
    'Doe, J., & Roe, A.'
    """
    return " ".join(unescape(_TAG.sub("", _EMPHASIS.sub(r"\2", text))).split())


def split_award(title: str) -> tuple[str, list[str]]:
    """Return a title without the award in brackets before or behind it, and that award.

    >>> split_award("[Best Paper Award] Tides"), split_award("Tides (Revisited)")
    (('Tides', ['Best Paper Award']), ('Tides (Revisited)', []))
    """
    for match in (
        re.match(r"\[([^\[\]]{3,60})\]\s*(?=\S)", title),
        re.search(r"\s*[\[(]([^\[\]()]{3,60})[\])]$", title),
    ):
        if match and (awards := read_venue(match[1]).awards) and fold(awards[0]) == fold(match[1]):
            return (title[: match.start()] + title[match.end() :]).strip(), list(awards)
    return title, []


def assign_roles(publications: list[Publication], legends: list[str]) -> list[Publication]:
    """Return the publications with the roles that their authors' marks stand for.

    `legends` holds a text for each publication that may explain its marks. What no legend explains is read by
    convention, over all publications together.

    >>> [one] = assign_roles([Publication(authors=[Author(name="A", marks="*"), Author(name="B")])], ["* intern"])
    >>> one.authors[0].roles
    ['intern']
    """
    uses = []
    for publication in publications:
        marked = [(at, mark) for at, author in enumerate(publication.authors) for mark in _marks(author)]
        uses.append((len(publication.authors), tuple(marked)))
    told = read_legend(legends, vocabulary())
    told.update(by_convention(uses, told))
    found = []
    for publication, legend in zip(publications, legends, strict=True):
        meanings = {**told, **(read_legend([legend], vocabulary()) if legend else {})}
        authors = [_with_roles(author, meanings) for author in publication.authors]
        found.append(replace(publication, authors=authors) if authors != publication.authors else publication)
    return found


def _with_roles(author: Author, meanings: dict[str, str]) -> Author:
    named = [meanings.get(mark) for mark in _marks(author)]
    more = [role for role in get_args(Role) if role in named and role not in author.roles]
    return replace(author, roles=[*author.roles, *more]) if more else author


def _marks(author: Author) -> list[str]:
    return [normal_mark(mark) for mark in author.marks or "" if not mark.isspace() and mark not in ",;"]


def read_venue_value(text: str, short: str = "") -> VenueReading:
    """Return what a value says that holds a venue and nothing else; `short` is the short name shown beside it, if any.

    >>> read_venue_value("Journal of Unheard-of Things, 3(2), 1-9", "JUT").venue.acronym
    'JUT'
    """
    reading = read_venue(text or short)
    venue = reading.venue
    if venue is not None and short and text and venue.acronym is None:
        named = read_venue(short).venue
        acronym = (named.acronym if named else None) or short.split("'")[0].split("’")[0].strip()
        return dataclasses.replace(reading, venue=replace(venue, acronym=acronym))
    return reading


def settle(kind: Type, status: Status | None, reading: VenueReading) -> tuple[Type, Status | None]:
    """Return type and status in the light of the venue: what only a preprint server holds is a preprint.

    >>> settle("article", None, read_venue_value("arXiv"))
    ('preprint', 'preprint')
    >>> settle("other", None, read_venue_value("ICML 2025"))
    ('conference', 'published')
    >>> settle("article", None, read_venue_value("International Conference on Machine Learning (ICML)"))
    ('conference', 'published')
    """
    venue = reading.venue
    status = status or (reading.status if reading.status != "published" else None)
    if status in ("under-review", "in-preparation"):
        return ("preprint" if kind in ("article", "conference", "workshop", "other") else kind), status
    if venue is None:
        return kind, status
    if venue.kind == "preprint-server" and kind in ("article", "conference", "other", "preprint"):
        return "preprint", status or "preprint"
    if (venue.kind == "workshop" or venue.track == "workshop") and kind in ("conference", "other"):
        kind = "workshop"
    elif kind == "other" and reading.type is not None:
        kind = reading.type
    elif kind == "article" and venue.key is not None and reading.type in ("conference", "workshop"):
        kind = reading.type  # "@article" with a meeting for its journal
    return kind, status or "published"


@cache
def _status_patterns() -> list[tuple[re.Pattern[str], Status]]:
    rows = vocabulary().rows("status")
    return [(re.compile(rf"(?<!\w)(?:{'|'.join(row['patterns'])})", re.IGNORECASE), row["status"]) for row in rows]


def _as_kind(name: str) -> LinkKind:
    kinds: tuple[LinkKind, ...] = get_args(LinkKind)
    return next((kind for kind in kinds if kind == name), "other")
