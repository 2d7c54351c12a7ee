"""Works told by named values (an include's arguments, a list in front matter), as the line a page would show."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pubnorm import patterns as re
from pubnorm.vocabulary import vocabulary

_URL = re.compile(r"(?:https?://|www\.|/)\S+")
_ADDRESS_KEY = re.compile(r"(?:^|(?<=\w))(?:url|link|href|uri)s?$|^(?:url|link)s?")
_ANCHOR = re.compile(r"<a\s|\]\(")  # a value that is links, in markup
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PROSE = frozenset({"excerpt", "description", "text", "info", "details", "subtitle", "about"})
_BLOCK_TAG = re.compile(r"</?(?:p|div)\b[^<>]*>")  # within a value, where it would end the line
_LONGEST = 4_000  # characters of a value; an abstract is no part of a work's line


def told(values: Mapping[str, str]) -> str:
    """Return the line that displays the work that `values` tell of; `''` where they tell of none.

    A work has a title, and besides it authors, a venue, or a text with a year in it.

    >>> told({"title": "On Tides.", "authors": "Roe, A. & Poe, E.", "journal": "Water,", "volume": "3", "year": "2021"})
    '**On Tides**<br>Roe, A. & Poe, E.<br>*Water* 3, 2021'
    >>> told({"title": "Our lab", "image": "/img/lab.png"})
    ''
    """
    folded = {re.sub(r"[-_\s]", "", key).casefold(): _in_line(value) for key, value in values.items()}
    found: dict[str, str] = {}
    for key, value in folded.items():
        if value and len(value) < _LONGEST:
            found.setdefault(_field(key), value)
    title = found.get("title", "").strip().rstrip(".,")
    prose = next((value for key, value in folded.items() if key in PROSE and len(value) < _LONGEST), "")
    if not re.search(r"\w", title) or not _is_work(found, prose):
        return ""
    links = _links(folded)
    address = links.pop("", None)
    head = f"**[{title}]({address})**" if address and "[" not in title else f"**{title}**"
    shown = [f"[{label}]({url})" for label, url in links.items()]
    shown += [value for key, value in folded.items() if not _ADDRESS_KEY.sub("", key) and _ANCHOR.search(value)]
    cited = found.get("citation", "")
    parts = [head, found.get("authors", ""), cited, _place(found), found.get("status", ""), prose, " ".join(shown)]
    return "<br>".join(part for part in parts if part)


def _in_line(value: str) -> str:
    """Return a value as a part of a line: breaks are blanks, and paragraphs of HTML are lines."""
    value = " ".join(value.split())
    return _BLOCK_TAG.sub("<br>", value) if "</" in value else value


def _is_work(found: Mapping[str, str], prose: str) -> bool:
    return any(name in found for name in ("authors", "venue", "citation")) or _YEAR.search(prose) is not None


def _place(found: Mapping[str, str]) -> str:
    """Return where and when: `*Water* 3(2), 1-10, 2021`."""
    venue = found.get("venue", found.get("short", "")).strip(" ,.")
    volume, issue, pages = (found.get(name, "").strip(" ,.()") for name in ("volume", "issue", "pages"))
    year = found.get("year", "") or next(iter(_YEAR.findall(found.get("date", ""))), "")
    numbers = f"{volume}({issue})" if volume and issue else volume or issue
    place = " ".join(part for part in (f"*{venue}*" if venue else "", numbers) if part)
    identifier = f"doi:{found['doi']}" if "doi" in found and "://" not in found["doi"] else ""
    return ", ".join(part for part in (place, pages, year, identifier) if part)


def _links(folded: Mapping[str, str]) -> dict[str, str]:
    """Return addresses by what their key calls them; `''` for the one that is only called an address."""
    skipped = {key for row in vocabulary().rows("front_matter_other") for key in row["keys"]}
    links: dict[str, str] = {}
    for key, value in folded.items():
        if key not in skipped and _URL.fullmatch(value):
            links.setdefault(_ADDRESS_KEY.sub("", key), value)
    return links


@cache
def _keys() -> dict[str, str]:
    rows = vocabulary().rows("front_matter_field")
    return {key: row["field"] for row in reversed(rows) for key in row["keys"]}


def _field(key: str) -> str:
    """Return the field that a key names, else the key itself.

    >>> _field("journal"), _field("colour")
    ('venue', 'colour')
    """
    return _keys().get(key, key)
