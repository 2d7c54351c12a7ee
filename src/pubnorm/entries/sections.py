"""Which section a heading opens: publications (of which type and status), a year, something else, or who knows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from pubnorm import patterns as re
from pubnorm.vocabulary import Vocabulary

Kind = Literal["publications", "other", "unknown"]

_WORDS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)")
_YEAR_HEADING = re.compile(
    r"\W*(?:year|since|before|in|published in|jahr|année|año|ano)?\W*((?:19[5-9]\d|20[0-4]\d))"
    r"\W*(?:年(?:度)?|and (?:before|earlier|prior)|or earlier|present|now)?\W*",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\([^()]*\d{4}[^()]*\d{4}[^()]*\)")  # "Articles (those submitted from 2019 to 2022)"
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_LONGEST_YEAR = 200  # characters of a heading that is but a year, with all that adorns it
_LONGEST = 12  # words of a heading that is still read for its words


class Section(NamedTuple):
    """What stands below a heading. `type` and `status` hold where an entry says nothing else; `year` likewise."""

    name: str | None = None
    kind: Kind = "unknown"
    type: str | None = None
    status: str | None = None
    year: int | None = None
    topical: bool = False  # within a list of publications it names what a part is about
    doubted: bool = False  # it may list works ("Research"), though it stands below a heading of other things
    said: bool = False  # what stands there was said: talks, presentations
    meetings: bool = False  # it names meetings and nothing else, so that below talks it heads some


class _Words:
    """The words of one row, ready for looking up: whole headings, single words, phrases, and scripts without spaces."""

    def __init__(self, words: Iterable[str], whole: Iterable[str] = ()) -> None:
        self.whole = frozenset(whole)
        parts = list(words)
        self.cjk = [part for part in parts if _CJK.search(part)]
        self.single = frozenset(part for part in parts if " " not in part) - frozenset(self.cjk)
        self.phrases = [f" {part} " for part in parts if " " in part and not _CJK.search(part)]

    def hold(self, folded: str, words: list[str]) -> bool:
        """Whether a folded heading is one of the whole headings, or holds one of the words."""
        return (
            folded in self.whole
            or not self.single.isdisjoint(words)
            or any(phrase in f" {folded} " for phrase in self.phrases)
            or any(part in folded for part in self.cjk)
        )


@cache
def _rows(vocabulary: Vocabulary) -> list[tuple[_Words, _Words, dict[str, Any]]]:
    return [
        (_Words(row.get("words", ()), row.get("whole", ())), _Words(row.get("except", ())), row)
        for row in vocabulary.rows("section")
    ]


def read_year_heading(text: str) -> int | None:
    """Return the year that a heading names and nothing else ("2024", "## 2023年", "2021 and before").

    >>> read_year_heading("— 2023年 —"), read_year_heading("ACL 2023")
    (2023, None)
    """
    text = text.strip()
    match = _YEAR_HEADING.fullmatch(text) if len(text) <= _LONGEST_YEAR else None
    return int(match[1]) if match else None


@lru_cache(maxsize=4096)  # each heading is looked at by several
def classify(text: str, vocabulary: Vocabulary) -> Section:
    """Return the section that a heading's `text` opens.

    >>> from pubnorm.vocabulary import vocabulary
    >>> classify("📝 Journal Papers (selected)", vocabulary()).type, classify("🔥 News", vocabulary()).kind
    ('article', 'other')
    """
    name = text.strip().strip(":").strip() or None
    year = read_year_heading(text)
    if year is not None:
        return Section(name, "unknown", year=year)
    words = _without_language(_WORDS.findall(_SPAN.sub(" ", text).casefold()), vocabulary)
    folded = " ".join(words)
    if not words or len(words) > _LONGEST:
        return Section(name)
    found: Section | None = None
    for named, excepted, row in _rows(vocabulary):
        if named.hold(folded, words) and not excepted.hold(folded, words):
            if row["kind"] == "other":
                return Section(
                    name, "other", topical=bool(row.get("topical")), said=_said(vocabulary).hold(folded, words)
                )
            if found is None:
                found = Section(name, "publications", row.get("type"), row.get("status"))
            else:
                of_type = row.get("type")
                mixed = found.type is not None and of_type is not None and found.type != of_type
                found = found._replace(
                    type=None if mixed else found.type or of_type, status=found.status or row.get("status")
                )
    if found is None:
        return Section(name, doubted=folded in _doubted(vocabulary))
    years = _YEAR.findall(text)
    return found._replace(year=int(years[0]) if len(years) == 1 else None, meetings=folded in _meetings(vocabulary))


@cache
def _said(vocabulary: Vocabulary) -> _Words:
    return _Words([word for row in vocabulary.rows("section_said") for word in row["words"]])


@cache
def _meetings(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in vocabulary.rows("section_said") for word in row["meetings"])


@cache
def _doubted(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in vocabulary.rows("section_doubted") for word in row["words"])


@cache
def _languages(vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    rows = vocabulary.rows("section_language")
    return frozenset(w for row in rows for w in row["words"]), frozenset(w for row in rows for w in row["leads"])


def _without_language(words: list[str], vocabulary: Vocabulary) -> list[str]:
    """Leave out the language that a heading of several words names: "Books (in Spanish)"."""
    languages, leads = _languages(vocabulary)
    at = next((number for number, word in enumerate(words) if word in languages), None)
    if at is None or len(words) == 1:
        return words
    led = at > 1 and words[at - 1] in leads
    return words[: at - led] + words[at + 1 :]


class Outline:
    """The headings above a point of the page, as it is read from top to bottom.

    `page` is what the page's own title opens: it holds where no heading says otherwise, and only a title that names
    publications tells anything ("About" stands above everything a homepage has).
    """

    def __init__(self, page: Section | None = None) -> None:
        named = page is not None and page.kind == "publications"
        self._stack: list[tuple[float, Section]] = [(0.0, page)] if page is not None and named else []
        self._here: Section | None = None  # until the next heading

    def enter(self, level: float, section: Section) -> None:
        """Go on below a heading of `level` (1 is the highest)."""
        self._here = None
        rank = float(level)
        if section.year is not None and section.kind == "unknown":
            rank += 0.5  # "# Publications", "# 2024", "# 2023": years stand below what stands beside them
        ended = Section()
        while self._stack and self._stack[-1][0] >= rank:
            _, one = self._stack.pop()
            ended = one if ended.kind == "unknown" else ended
        if rank > level and ended.kind == "publications" and self._facts().kind == "unknown":
            self._stack.append((float(level), ended))  # "### Articles", "## 2024": a year is no section
        if rank > level and self._stack and self._stack[-1][0] == level and _ends_beside_years(self._stack[-1][1]):
            self._stack[-1] = (float(level), Section(None, self._stack[-1][1].kind))
        if section.topical and self._facts().kind == "publications":
            section = Section(section.name)
        if section.meetings and self._stack and self._stack[-1][1].said:
            section = Section(section.name)
        self._stack.append((rank, section))

    def leave(self, level: int) -> None:
        """Go on at a heading of `level` that is a work's title: what is none of the works above it has ended."""
        self._here = None
        while self._stack and self._stack[-1][0] >= level and self._stack[-1][1].kind == "other":
            self._stack.pop()

    def here(self) -> Section:
        """Return what holds at this point: each fact from the nearest heading that tells it."""
        if self._here is None:
            self._here = self._facts()
        return self._here

    def _facts(self) -> Section:
        kind: Kind = "unknown"
        result = Section()
        named = False
        for _, section in reversed(self._stack):
            result = Section(
                result.name or (section.name if section.year is None or section.kind == "publications" else None),
                "unknown",
                result.type or section.type,
                result.status or section.status,
                result.year or section.year,
            )
            if kind == "unknown":
                kind = section.kind
            if section.kind != "unknown":
                break
            named = named or section.doubted
        return result._replace(kind=kind, doubted=named and kind == "other")


def _ends_beside_years(section: Section) -> bool:
    """Whether what a heading tells ends at a year beside it, but that works are listed: "## In review", "## Thesis"."""
    return section.status is not None or section.type == "thesis"
