"""One RIS entry (`TY  - JOUR` … `ER  -`) to the record."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.citation.dates import read_year
from pubnorm.fields.identifiers import read_identifiers
from pubnorm.matching.names import as_author
from pubnorm.matching.venues import read_venue
from pubnorm.model import Link, Publication, Source, Type, Venue

# https://refdb.sourceforge.net/manual/: a tag of two characters, two blanks, a dash, a blank.
_LINE = re.compile(r"^([A-Z][A-Z0-9]) {0,2}- ?(.*)$")
_START = re.compile(r"^TY {0,2}- ?[A-Z]{2,7}\b")
_TYPES: dict[str, Type] = {
    "JOUR": "article", "MGZN": "article", "NEWS": "article", "EJOUR": "article", "CONF": "conference",
    "CPAPER": "conference", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter",
    "ECHAP": "chapter", "THES": "thesis", "RPRT": "report", "PAT": "patent", "UNPB": "preprint", "INPR": "preprint",
}  # fmt: skip


def looks_like_ris(text: str) -> bool:
    """Tell whether `text` starts as a RIS entry does.

    >>> looks_like_ris("TY  - JOUR"), looks_like_ris("Tyler - a biography")
    (True, False)
    """
    return bool(_START.match(text))


def read_ris(text: str) -> Publication:
    r"""Return the record of the first RIS entry in `text`; lines without a tag continue the line before.

    >>> record = read_ris("TY  - JOUR\nAU  - Doe, Jane\nTI  - Sleep\nJO  - Nature\nSP  - 1\nEP  - 9\nER  - ")
    >>> record.type, record.authors[0].family, record.venue.raw, record.pages
    ('article', 'Doe', 'Nature', '1-9')
    """
    fields = _fields(text)

    def first(*tags: str) -> str | None:
        return next((value for tag in tags for value in fields.get(tag, []) if value), None)

    raw = first("T2", "JO", "JF", "BT", "JA", "J2", "CT")
    reading = read_venue(raw) if raw else None
    pages = "-".join(filter(None, (first("SP"), first("EP")))) or None
    urls = fields.get("UR", []) + fields.get("L1", [])
    return Publication(
        type=_TYPES.get(first("TY") or "", "other"),
        title=first("TI", "T1"),
        authors=[as_author(name) for tag in ("AU", "A1") for name in fields.get(tag, [])],
        editors=[as_author(name) for tag in ("ED", "A2") for name in fields.get(tag, [])],
        venue=Venue.from_dict(reading.venue.to_dict() | {"raw": raw}) if reading and reading.venue else None,
        year=read_year(first("PY", "Y1", "DA") or ""),
        month=_month(first("DA", "Y1", "PY") or ""),
        volume=first("VL"), issue=first("IS"), pages=pages, publisher=first("PB"), place=first("CY"),
        edition=first("ET"), genre=first("M3"),
        identifiers=read_identifiers(" ".join(filter(None, (first("DO"), raw, first("N1")))), urls),
        links=[Link(kind="paper", url=url) for url in urls],
        source=Source(layout="citation", text=text),
        confidence=1.0,
    )  # fmt: skip


def _fields(text: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    last: list[str] | None = None
    for line in text.strip().splitlines():
        match = _LINE.match(line.strip())
        if match is None:
            if last and line.strip():
                last[-1] = f"{last[-1]} {line.strip()}"
            continue
        if match[1] == "ER":
            break
        last = fields.setdefault(match[1], [])
        last.append(match[2].strip())
    return fields


def _month(date: str) -> int | None:
    match = re.match(r"\d{4}[/-](\d{1,2})", date)
    return int(match[1]) if match and 1 <= int(match[1]) <= 12 else None
