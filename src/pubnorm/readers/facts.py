"""What the structured readers share: dates, links, status and type out of single values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import get_args

from pubnorm.fields.links import link_kinds
from pubnorm.model import Link, LinkKind, Status, Type, Venue
from pubnorm.vocabulary import vocabulary

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
_MARKUP = re.compile(r"\*\*|__|`|<[^<>]*>")


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
        for pattern, status in _status_patterns():
            if text and pattern.search(text):
                return status
    return None


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
    return list({link.url: link for link in reversed(list(links))}.values())[::-1]


def is_url(text: str) -> bool:
    """Whether `text` can be a link's target: an address, or a file of the site, rather than words or a switch."""
    return bool(re.fullmatch(r"\S+", text)) and bool(re.search(r"[./]", text)) and text not in (".", "/")


def plain(text: str) -> str:
    """Return `text` without markdown emphasis, HTML tags and doubled blanks.

    >>> plain("Doe, J., & **Roe, A.**")
    'Doe, J., & Roe, A.'
    """
    return " ".join(_MARKUP.sub("", text).split())


def settle(kind: Type, status: Status | None, venue: Venue | None, *, arxiv: bool) -> tuple[Type, Status | None]:
    """Return type and status in the light of the venue: what only a preprint server holds is a preprint.

    >>> settle("article", None, Venue(raw="arXiv preprint", kind="preprint-server"), arxiv=True)
    ('preprint', 'preprint')
    >>> settle("other", None, Venue(raw="ICML", kind="conference"), arxiv=False)
    ('conference', 'published')
    """
    on_server = venue.kind == "preprint-server" if venue else arxiv
    if status in ("under-review", "in-preparation"):
        return ("preprint" if kind in ("article", "conference", "other") else kind), status
    if on_server and kind in ("article", "conference", "other", "preprint", "report"):
        return "preprint", status or "preprint"
    if venue is not None:
        if venue.kind == "workshop" or venue.track == "workshop":
            kind = "workshop" if kind in ("conference", "other", "article") else kind
        elif kind == "other":
            by_venue: dict[str, Type] = {"conference": "conference", "journal": "article", "book-series": "chapter"}
            kind = by_venue.get(venue.kind or "", kind)
        status = status or "published"
    return kind, status


@cache
def _status_patterns() -> list[tuple[re.Pattern[str], Status]]:
    rows = vocabulary().rows("bibtex_status")
    return [(re.compile(row["pattern"], re.IGNORECASE), row["status"]) for row in rows]


def _as_kind(name: str) -> LinkKind:
    kinds: tuple[LinkKind, ...] = get_args(LinkKind)
    return next((kind for kind in kinds if kind == name), "other")
