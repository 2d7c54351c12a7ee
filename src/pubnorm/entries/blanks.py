"""The text for reading names: what sticks to no name is blanked, and offsets hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pubnorm import patterns as re
from pubnorm.document import PATENT, Text
from pubnorm.entries.booked import places
from pubnorm.entries.marks import Marked, count_words, holds_citation
from pubnorm.fields.links import LinkSpan
from pubnorm.fields.venue_words import venue_likeness, venues_in
from pubnorm.matching.latin import in_latin
from pubnorm.matching.names import name_score, split_names
from pubnorm.matching.names.words import words
from pubnorm.matching.venues import VenueMention, rank_pieces
from pubnorm.matching.venues.terms import MONTH

_BRACKETED_LIST = re.compile(
    r"[(（](?:((?:(?:joint(?:ly)? |joint work |together )?(?:with|by|w/) )?)"
    r"(?=[^()（）]*(?:[,;，、]|\b(?:and|und|et|e|y)\b))[^()（）]{15,}[)）]"
    r"|((?:(?:joint(?:ly)? |joint work |together )?(?:with |w/ ?)|(?:gemeinsam |zusammen )?mit |avec |com |con ))"
    r"(?=[^\W\d_a-z])[^()（）\d]{4,60}[)）])"
)
# "Jane Doe (University of Tides, Silton), Rob Roe (ETH Zurich) and": where somebody works, behind the name
_AFFILIATED = re.compile(
    r" (?<=[\w.*†‡] )[(（]([^\W\d_a-z][^()（）]{1,120})[)）](?=\s*(?:[,;.&)）]|and\b|und\b|y\b|et\b|$))"
)
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED_NUMBER = re.compile(r"[(\[（【][^()\[\]（）【】,，;]{0,60}\d\d[^()\[\]（）【】,，;]{0,20}[)\]）】]")
_PAGES = re.compile(r"(?<!\w)S\. ?(?!(?:19|20)\d\d\b)\d+(?:[-–—]\d+)?")  # "S. 9–12" are pages in German, no initial
_SIX_DIGITS = re.compile(r"[0-9][0-9]{5}")
_PATENT = re.compile(rf"(?<!\w){PATENT}(?!\w)")
# "Jan 1, 2022", "23 Jun 2025": months that are also names, with a day
_YEAR = re.compile(r"(?<= )(?:19|20)\d\d(?!\d)")
_DAY = re.compile(
    rf"(?<!\w)(?:{MONTH} \d{{1,2}}|\d{{1,2}}\.? {MONTH})[.,]? $|(?<=[,.;(] ){MONTH}\.? $", re.IGNORECASE
)  # "University of Tides, Jan 2022"
_LONGEST_DAY = 18  # characters: "30. September, "
_LANGUAGE = re.compile(r"[(（](?:[Ii]n|[Ww]ritten in) [A-Z][a-z]{3,12}[)）]")  # "(in Chinese)" before the names
# "[Jane Doe], [Rob Roe]": names whose links are defined elsewhere
_BRACKETED_NAME = re.compile(r"\[([^\W\d_][^\[\]\d,]{3,40})\](?=[*†‡^\s]*(?:[,;&\n]|and\b|$))")
_JOINED = re.compile(r"\b(?:and|und|et|y|e|&)\s+$")  # "Doe, Jane and [Ben Roe, Rob](…)"
_SURE_NAMES, _NAMES, _JOINED_NAMES = 0.7, 0.6, 0.45  # list-likeness of names, of what is linked, and behind an "and"
# "提出基于 ABC 评级的奖励方法": so long a clause in Chinese characters is a title, a place or a sentence
_HAN = re.compile(r"[㐀-鿿]")
_HAN_RUN = re.compile(r"[㐀-鿿]{6}")
_HAN_CLAUSE = re.compile(r"(?:[^，,、;；。.：:！!？?()（）《》\[\]【】|\s]|(?<![㐀-鿿])[ ]|[ ](?![㐀-鿿]))+")
_HAN_PIECE = re.compile(r"[，,、。.;；\s]([㐀-鿿]{4,12})(?=[，,、。.;；]|$)")  # "张三，潮汐学报，2021"
_HAN_FIRST = re.compile(r"\W*([㐀-鿿]{2,4})(?=[^\w]|\d)")
_HAN_LAST = re.compile(r"(?<=[^㐀-鿿])([㐀-鿿]{2,4})\W*$")
# "《港口》，与张三，李四 合作": what is around the names of co-authors
_JOINTLY = re.compile(
    r"(?<![^\s，,。.（(])([与與])[^。；;()（）\n]{2,80}?(\s*(?:共同)?合[作著写寫])(?=[\s)）。.，,]|$)"
)
_NAME, _LIKE_A_VENUE = 0.5, 0.7
_LONG_CLAUSE = 8  # characters
# initials, too: "Green, R.J.", "Green, T., Ai, S."
_NAME_SHAPED = re.compile(r"[A-Z][a-z]+|[A-Z]{1,2}|(?:[A-Z]\.[ -]?)+[A-Z]?\.?|[A-Z]\.,(?: &| and)? [A-Z][a-z]*")
_WHOLE = 0.95
_DOT = re.compile(r" [·•] ")
_ABBREVIATED = re.compile(r"(?:[A-Z][a-z]{2,}\.(?: |$)){2,}")  # "Chem. Silt.", and no name
BLANK = "\x1f"  # stands for what is no name, in texts for reading names
# What is set as code beside names is a badge ("CWSN 2025"), not somebody's name.
_BADGE = 3  # words: "IEEE TIDE"
_DIGIT, _CAPITALS = re.compile(r"\d"), re.compile(r"[A-Z][A-Za-z&/+-]*[A-Z]{2}[A-Za-z&/+-]*|[A-Z]{2}")


def _is_venue(words: str) -> bool:
    """Whether a word by itself is a venue's whole name, or several are worded like one."""
    if count_words(words) > 1:
        return venue_likeness(words) > _LIKE_A_VENUE and split_names(words).score < _NAMES
    return any(venue.end - venue.start == len(words) for venue in venues_in(words))


def _is_badge(text: str, start: int, end: int) -> bool:
    """Whether what is set as code is no name: a digit, or a leading acronym, venue or word in small letters."""
    word = text[start:end].strip()
    leads = not text[:start].strip() and (
        _CAPITALS.fullmatch(word) is not None
        or (word.islower() and count_words(word) == 1)
        or (count_words(word) <= _BADGE and any(venue.end == len(word) for venue in venues_in(word)))
    )
    return leads or _DIGIT.search(word) is not None


def plain_names(text: Text, links: Iterable[LinkSpan], venues: Iterable[VenueMention], titles: list[Marked]) -> str:
    """Return the visible text for reading names; offsets hold.

    What sticks to no name is blanked: superscripts, link labels, venues, the strongest of the marked `titles`.
    Brackets around lists are opened. Cyrillic letters become Latin ones, so that what tells names is told once.
    """
    raised = [(s.start, s.end) for s in text.spans if s.kind == "sup" and s.end - s.start <= 12]
    stretches = [_bracketed(text.text, link.start, link.end) for link in links if link.is_label]
    if "·" in text.text:
        stretches += [span for span in rank_pieces(text.text) if "·" in text.text[span[0] : span[1]]]
    stretches += [(s.start, s.end) for s in text.of("code") if _is_badge(text.text, s.start, s.end)]
    stretches += [(v.start, v.end) for v in venues if not _NAME_SHAPED.fullmatch(text.text, v.start, v.end)]
    for span in text.spans:
        whole = span.end - span.start >= _WHOLE * len(text.text)  # says nothing of what it holds
        if not whole and (span.kind in ("italic", "underline") or (span.kind == "tag" and span.value)):
            stretches += _told_otherwise(text.text, span.start, span.end)
        elif span.kind == "bold" and not whole and _is_venue(text.text[span.start : span.end].strip(" .,")):
            stretches.append((span.start, span.end))  # "…, Feng Li, **Neurocomputing**"
    stretches += _of_title(text.text, titles)
    bracketed = "(" in text.text or "（" in text.text
    if bracketed or "[" in text.text or "【" in text.text:
        stretches += [m.span() for m in _BRACKETED_NUMBER.finditer(text.text)]
    if _SIX_DIGITS.search(text.text):
        stretches += [m.span() for m in _PATENT.finditer(text.text)]
    stretches += _days(text.text)
    if " S. " in text.text:
        stretches += [m.span() for m in _PAGES.finditer(text.text)]
    if "(" in text.text and "n " in text.text:
        stretches += [m.span() for m in _LANGUAGE.finditer(text.text)]
    if not text.text.isascii():
        if _HAN_RUN.search(text.text):
            stretches += _long_clauses(text.text)
        if "合" in text.text:
            stretches += _around_jointly(text.text)
        stretches += [m.span(1) for m in _HAN_PIECE.finditer(text.text) if venue_likeness(m[1]) > _NAME]
    if text.text.count("],") > 1:
        names = list(_BRACKETED_NAME.finditer(text.text))
        if len(names) > 1 and split_names(", ".join(m[1] for m in names)).score > _SURE_NAMES:
            raised += [(at, at + 1) for m in names for at in (m.start(), m.end() - 1)]
    working = _affiliations(text.text) if bracketed else []
    raised += working
    for match in _BRACKETED_LIST.finditer(_covered(text.text, working, " ")) if bracketed else ():
        lead = match.end(match.lastindex or 1)
        stretches += [(match.start(), lead), (match.end() - 1, match.end())]
    plain = _covered(_covered(text.text, raised, " "), stretches, BLANK)
    return in_latin(_covered(plain, [(at, at + 1) for at in _between_chips(text)], ","))


def _of_title(text: str, titles: list[Marked]) -> list[tuple[int, int]]:
    """Return what the title takes up, the first of the marked `titles` that is surely no list of names."""
    for mark in titles:
        inner = text[mark.start : mark.end]
        if mark.kind == "book":
            return [(mark.start - 1, mark.end + 1), *places(text, mark.end)]
        if mark.kind == "quote" and text[: mark.start - 1].rstrip().endswith((",", ")")):
            return [(mark.start, mark.end)]  # no name is quoted behind names
        joined = _JOINED.search(text, max(0, mark.start - 6), mark.start) is not None
        if (
            mark.strength >= 1.5
            and count_words(inner) >= 3
            and split_names(inner).score < (_JOINED_NAMES if joined else _NAMES)
            and not holds_citation(text, mark, titles)
        ):
            return [(mark.start, mark.end)]
    return []


def _affiliations(text: str) -> list[tuple[int, int]]:
    """Return the brackets that name where somebody before them works."""
    return [found.span() for found in _AFFILIATED.finditer(text) if names_workplace(found[1])]


def names_workplace(bracket: str) -> bool:
    """Return whether words behind a name tell where somebody works: "ETH Zurich", "University of Tides"."""
    known = words("institution") | words("workplace")
    return any(word.casefold() in known for word in _WORD.findall(bracket))


def _around_jointly(text: str) -> list[tuple[int, int]]:
    """Return what stands around the names with which a work was written, where its author is not named."""
    match = _JOINTLY.search(text)
    return [(0, match.end(1)), match.span(2)] if match else []


def _between_chips(text: Text) -> Iterator[int]:
    """Yield where names stand side by side, each in an element of one class, with but a blank between them."""
    chips = [span for span in text.spans if span.kind == "tag" and span.value]
    for one, other in pairwise(chips):
        if one.value != other.value or other.start <= one.end or text.text[one.end : other.start].strip():
            continue
        if all(name_score(text.text[span.start : span.end].strip(" *†,")) > _NAME for span in (one, other)):
            yield one.end


def _days(text: str) -> Iterator[tuple[int, int]]:
    """Yield where days stand with the year that follows them."""
    for year in _YEAR.finditer(text) if " 20" in text or " 19" in text else ():
        day = _DAY.search(text, max(0, year.start() - _LONGEST_DAY), year.start())
        if day:
            yield day.start(), year.end()


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the square brackets around it."""
    return (start - 1, end + 1) if text[start - 1 : start] == "[" and text[end : end + 1] == "]" else (start, end)


def _told_otherwise(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what of a styled stretch, between its dots, is no list of names: "with Jane Doe · Tide Workshop 2024"."""
    for dot in [*_DOT.finditer(text, start, end), None]:
        stop = dot.start() if dot else end
        inner = text[start:stop]
        told = count_words(inner) >= 3 or venue_likeness(inner) > 0.4 or _ABBREVIATED.fullmatch(inner.strip(" ,"))
        if not told and count_words(inner) == 1 and _is_venue(inner.strip(" .,")):
            yield start, stop  # "Roe, M., *Cognition*"
        elif told and split_names(inner).score < _SURE_NAMES:
            yield start, stop
        start = dot.end() if dot else end


def _long_clauses(text: str) -> list[tuple[int, int]]:
    """Where clauses stand that have too many Chinese characters for a name; names at their ends are none of them."""
    found = []
    for match in _HAN_CLAUSE.finditer(text):
        if not _HAN_RUN.search(match[0]) or len(_HAN.findall(match[0])) < _LONG_CLAUSE:
            continue
        start, end = match.span()
        first, last = _HAN_FIRST.match(match[0]), _HAN_LAST.search(match[0])
        if first and name_score(first[1]) > _NAME:
            start += first.end()
        if last and name_score(last[1]) > _NAME:
            end -= len(match[0]) - last.start()
        found.append((start, end))
    return found


def _covered(text: str, stretches: list[tuple[int, int]], blank: str) -> str:
    """Return a text with its `stretches` covered by a blank, of the same length."""
    if not stretches:
        return text
    parts = []
    at = 0
    for start, end in sorted(stretches):
        if end > at:
            begin = max(start, at)
            parts += [text[at:begin], blank * (end - begin)]
            at = end
    parts.append(text[at:])
    return "".join(parts)
