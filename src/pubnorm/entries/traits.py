"""What a visual line of a page looks like: a title, an author list, a venue, mere links, or a whole citation."""

from __future__ import annotations

import re
from functools import cache
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pubnorm.document import Span, Text
from pubnorm.entries.classes import hint
from pubnorm.fields.links import LinkKinds, LinkSpan, find_links
from pubnorm.fields.phrases import is_award
from pubnorm.normalize.names import NameSpan, name_score, split_names
from pubnorm.normalize.venues import VenueMention, find_venues, venue_score
from pubnorm.vocabulary import Vocabulary

Role = Literal["full", "title", "authors", "venue", "links", "text", "note", "empty"]

YEAR = re.compile(r"(?<![\w./-])(?:19[5-9]\d|20[0-4]\d)(?!(?!年|년)\w|/|-\d{4}|\.\d{3})|(?<=['’‘])\d\d(?!\w)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_QUOTED = re.compile(
    r"[“\"„«‟]([^“”\"„«»‟]{12,400}?)[”\"“»‟](?![^\W\d_])|「([^「」]{4,200})」|《([^《》]{4,200})》|``([^`']{12,400})''"
)
_SENTENCE = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[a-z] [A-Z]{2})|(?<=[a-z] [A-Z]{3})|(?<=[a-z]\s[A-Z][a-z])|(?<=[)\]*†]))\.(?=\s+[A-Z“\"\[‘\d](?![^\s,]{0,12},))|[.。](?=\s*$)|:(?=\s)"
)
_MARK_STRENGTH = {
    "link": 3.0,
    "quote": 3.0,
    "bold": 2.5,
    "heading": 3.0,
    "italic": 1.5,
    "underline": 1.0,
    "tag": 1.5,
    "code": 0.5,
}


class Marked(NamedTuple):
    """A stretch that its markup or quotation marks set off as a title may be."""

    start: int
    end: int
    kind: str
    strength: float


class AuthorRun(NamedTuple):
    """A stretch of names with nothing but separators and marks between them."""

    start: int
    end: int
    names: tuple[NameSpan, ...]
    truncated: bool
    score: float


@dataclass(frozen=True, slots=True)
class Traits:
    """What was seen on a line; offsets into its text."""

    role: Role
    words: int
    marked: Marked | None
    authors: AuthorRun | None
    venues: tuple[VenueMention, ...]
    links: tuple[LinkSpan, ...]
    year: bool

    @property
    def strong(self) -> bool:
        """Whether this line alone is certainly a listed work: names beside a title."""
        return self.role == "full"


def count_words(text: str) -> int:
    """Return how many words a text has; two CJK characters count as one.

    >>> count_words("A Study of 3 Things"), count_words("教育学研究")
    (3, 2)
    """
    cjk = len(_CJK.findall(text))
    return len(_WORD.findall(_CJK.sub(" ", text) if cjk else text)) + cjk // 2


_BRACKETED_LIST = re.compile(
    r"([(（](?:(?:joint(?:ly)? |joint work |together )?(?:with|by) )?)(?=[^()（）]*(?:[,;，、]|\b(?:and|und|et|e|y)\b))[^()（）]{15,}[)）]"
)
_BRACKETED_NUMBER = re.compile(r"[(\[（【][^()\[\]（）【】,，;]{0,60}\d\d[^()\[\]（）【】,，;]{0,20}[)\]）】]")
_IN_VOLUME = re.compile(r"\W*In(?::\s|\s+(?=[A-Z])(?!Press|Prep|Print|Defen[cs]e|Search|Situ|Vitro|Vivo|Silico))(?=.{20})")
_NAME_SHAPED = re.compile(r"[A-Z][a-z]+|[A-Z]{1,2}")
_NAMES_LEAD = re.compile(
    r"\b(?:joint(?:ly)?|work|together|with|by|and|und|authors?|et al|others|co-authors?)\b", re.IGNORECASE
)
_BLANK = "\x1f"  # stands for what is no name, in texts for reading names
_BLANKS = re.compile(_BLANK)
_YEAR_NOTE = re.compile(r"\d\d")
# `Doe J, Roe RB`: in such lists a single initial with a full stop may end the list, elsewhere it is a middle initial.
_VANCOUVER = re.compile(
    r"[^\W\d_]{2,} (?:[A-Z]\.? ?){1,3},\s?[^\W\d_]{2,}(?: [^\W\d_]+)? (?:[A-Z]\.? ?){1,3}(?=\s*(?:[,;*&]|and\b|\(|\.?$))"
)
_VANCOUVER_END = re.compile(r"(?<=[a-z] [A-Z])\.(?=\s+(?![A-Z]\b)[A-Z“\"\[‘\d])")
# `Doe, J., Roe, R. B.`: likewise where the list begins so.
_INVERTED = re.compile(
    r"\W*(?:[a-zà-ÿ]{1,4}\s){0,2}[^\W\d_][\w’'‐-]+,\s?(?:-?[A-Z]\w?\.[ -]?){1,4}(?=[,;&*:\s]|$)"
    r"|\W*(?:[^\W\d_][\w’'‐-]+\s){1,2}[^\W\d_][\w’'‐-]+,\s?(?:-?[A-Z]\w?\.[ -]?){1,4}(?:,|;|,?\s(?:and|&|und|et|y))\s[^\W\d_][\w’'‐-]+,\s?[A-Z]\."
)
_INVERTED_END = re.compile(
    r"[^\W\d_][\w’'‐-]+,\s?(?:-?[A-Z][a-z]?\.[ -]?)*-?[A-Z][a-z]?(\.)(?=\s+[A-Z“\"\[‘\d(][^.\s])(?!\s+(?:[A-Z]\.|and|und|et)[\s,]|\s+[^\W\d_][\w’'‐-]+\s*(?:[,;&]|and\b|\())"
)
_YEAR_AFTER = re.compile(r"(?<=[A-Za-z])\.(?=\s*[(\[]?(?:19|20)\d\d)")


def author_run(text: str, start: int = 0, end: int | None = None) -> AuthorRun | None:
    """Return the best run of names in `text[start:end]`, None where there is none.

    A sentence that ends, ends the run: `Ghosh D. Mapping Things` is a name and the beginning of a title.
    """
    end = len(text) if end is None else end
    ends = {m.start() for m in _SENTENCE.finditer(text, start, end)}
    ends |= {m.start() for m in _YEAR_AFTER.finditer(text, start, end)}
    if _VANCOUVER.search(text, start, end):
        ends |= {m.start() for m in _VANCOUVER_END.finditer(text, start, end)}
    if _INVERTED.match(text, start, end):
        ends |= {m.start(1) for m in _INVERTED_END.finditer(text, start, end)}
    best: AuthorRun | None = None
    at = start
    ends |= {m.start() for m in _BLANKS.finditer(text, start, end)}
    for stop in [*sorted(ends), end]:
        run = _run_within(text, at, stop) if stop - at > 1 else None
        if run and (best is None or len(run.names) * run.score > len(best.names) * best.score * 1.2):
            best = run
        at = stop + 1
    if (
        best
        and text[best.end : best.end + 1] == "."
        and text[best.end - 1].isupper()
        and best.names[-1].end == best.end
    ):
        last = NameSpan(best.names[-1].start, best.end + 1)  # the full stop of the last initial
        best = best._replace(end=best.end + 1, names=(*best.names[:-1], last))
    return best


def _run_within(text: str, start: int, end: int) -> AuthorRun | None:
    piece = text[start:end]
    found = split_names(piece)
    if not found.names:
        return None
    runs: list[list[NameSpan]] = [[]]
    breaks = sorted(position for position, _ in found.rest)
    at = 0
    for name in found.names:
        while at < len(breaks) and breaks[at] < name.start:
            at += 1
            if runs[-1]:
                runs.append([])
        runs[-1].append(name)
    best = max(runs, key=len)
    first, last = best[0].start, best[-1].end
    for note_start, note_end in found.notes:
        if last <= note_start <= last + 2 and not _YEAR_NOTE.search(piece, note_start, note_end):
            last = note_end
    score = found.score if not found.rest else split_names(piece[first : best[-1].end]).score
    names = tuple(NameSpan(n.start + start, n.end + start) for n in best)
    return AuthorRun(first + start, last + start, names, found.truncated, score)


def plain_names(text: Text, links: Iterable[LinkSpan], venues: Iterable[VenueMention], titles: list[Marked]) -> str:
    """Return the visible text for reading names: what sticks to none (superscripts, link labels, venues, the strongest
    of the marked `titles`) blanked, brackets around lists opened; offsets hold.
    """  # fmt: skip
    chars: list[str] | None = None
    stretches = [(s.start, s.end, " ") for s in text.spans if s.kind == "sup" and s.end - s.start <= 12]
    stretches += [(link.start, link.end, _BLANK) for link in links if link.is_label]
    stretches += [(v.start, v.end, _BLANK) for v in venues if not _NAME_SHAPED.fullmatch(text.text, v.start, v.end)]
    for span in text.spans:
        if span.kind in ("italic", "underline") or (span.kind == "tag" and span.value):
            inner = text.text[span.start : span.end]
            if (count_words(inner) >= 3 or venue_score(inner) > 0.4) and split_names(inner).score < 0.7:
                stretches.append((span.start, span.end, _BLANK))
    for mark in titles:
        inner = text.text[mark.start : mark.end]
        if mark.strength >= 1.5 and count_words(inner) >= 3 and split_names(inner).score < 0.6:
            stretches.append((mark.start, mark.end, _BLANK))
            break
    stretches += [(m.start(), m.end(), _BLANK) for m in _BRACKETED_NUMBER.finditer(text.text)]
    for match in _BRACKETED_LIST.finditer(text.text):
        stretches += [(match.start(), match.end(1), _BLANK), (match.end() - 1, match.end(), _BLANK)]
    for start, end, blank in stretches:
        chars = chars or list(text.text)
        chars[start:end] = blank * (end - start)
    return "".join(chars) if chars else text.text


def marked_titles(text: Text, links: list[LinkSpan], vocabulary: Vocabulary) -> list[Marked]:
    """Return the stretches set off by markup or quotation marks that may be titles, strongest first."""
    found = []
    labels = [(link.start, link.end) for link in links if link.is_label]
    profiles = {(link.start, link.end) for link in links if link.kind == "profile"}
    for start, end, kind, value in _set_off(text):
        field = hint(value, vocabulary) if kind == "tag" and value else None
        if field and field != "title":
            continue
        inner = text.text[start:end]
        words = count_words(inner)
        if words < 2 or len(inner.strip()) < 8 or (start, end) in labels or (start, end) in profiles:
            continue
        if any(start >= a and end <= b for a, b in labels):
            continue
        strength = 4.0 if field == "title" else _MARK_STRENGTH.get(kind, 0.0)
        if len(inner.split()) <= 4 and field is None and name_score(inner) > 0.5:
            continue
        if is_award(inner, vocabulary):
            continue
        if words < 3:
            strength -= 1.0
        found.append(Marked(start, end, kind, strength))
    return sorted(found, key=lambda m: (-m.strength, m.start))


def _set_off(text: Text) -> list[tuple[int, int, str, str]]:
    merged: list[tuple[int, int, str, str]] = [(s.start, s.end, s.kind, s.value) for s in _merged(text)]
    for match in _QUOTED.finditer(text.text):
        group = next(i for i in (1, 2, 3, 4) if match[i] is not None)
        merged.append((match.start(group), match.end(group), "quote", ""))
    return merged


def _merged(text: Text) -> list[Span]:
    """Spans of one kind that touch (`**A** **Title**`) become one."""
    result: list[Span] = []
    latest: dict[str, int] = {}
    for span in text.spans:
        if span.kind in ("sup", "strike", "image"):
            continue
        before = latest.get(span.kind)
        if before is not None and span.kind != "code":
            last = result[before]
            between = text.text[last.end : span.start]
            if (
                span.start >= last.end
                and len(between) <= 2
                and not between.strip(" \u2009")
                and last.value == span.value
            ):
                result[before] = Span(last.start, span.end, span.kind, span.value)
                continue
        latest[span.kind] = len(result)
        result.append(span)
    return result


def read_traits(text: Text, kinds: LinkKinds, vocabulary: Vocabulary) -> Traits:
    """Return what the visual line `text` looks like."""
    links = find_links(text, kinds)
    visible = text.text
    year = YEAR.search(visible) is not None
    bare = _without(visible, [(link.start, link.end) for link in links if link.is_label])
    words = count_words(bare)
    if words == 0 and len(bare.strip(" |[](){},.;:/·•-–—&\\\n\x0b")) <= 2:
        return Traits("links" if links else "empty", 0, None, None, (), tuple(links), year)
    venues = tuple(find_venues(visible))
    titles = [m for m in marked_titles(text, links, vocabulary) if not _is_venue(visible, m, venues)]
    plain = plain_names(text, links, venues, titles)
    run = author_run(plain)
    titles = [m for m in titles if not _is_names(m, run)]
    if _IN_VOLUME.match(visible):
        titles = []
    marked = titles[0] if titles else None
    role = _role(visible, bare, words, marked, run, venues, year)
    leads_away = any(link.kind == "profile" for link in links)
    if role in ("title", "text", "venue") and is_note(bare, vocabulary):
        if leads_away or not (marked and marked.strength >= 2.5):
            role = "note"
    return Traits(role, words, marked, run, venues, tuple(links), year)


@cache
def _notes(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = sorted((word for row in vocabulary.rows("note") for word in row["words"]), key=len, reverse=True)
    return re.compile(_BLANK.join(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])" for word in words), re.IGNORECASE)


def is_note(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a line speaks about the list (a legend, where to find more) rather than being a part of it."""
    return _notes(vocabulary).search(text) is not None


def _role(
    visible: str, bare: str, words: int, marked: Marked | None, run: AuthorRun | None,
    venues: tuple[VenueMention, ...], year: bool,
) -> Role:  # fmt: skip
    letters = max(1, len(bare.strip()))
    names = len(run.names) if run else 0
    covered = (run.end - run.start) / letters if run else 0.0
    outside = (
        count_words(_NAMES_LEAD.sub(" ", bare)) - sum(count_words(visible[n.start : n.end]) for n in run.names)
        if run
        else 0
    )
    bare_names = covered > 0.6 or outside <= 1
    if run and bare_names and (names >= 2 or run.score >= 0.6) and not (marked and _apart(marked, run)):
        return "authors"
    if (
        run
        and names >= 1
        and marked
        and marked.strength >= 1.5
        and _apart(marked, run)
        and (names >= 2 or run.score >= 0.5)
    ):
        return "full"
    if (
        run
        and names >= 1
        and run.score >= 0.4
        and outside >= 4
        and (year or venues or letters > 90)
        and (names >= 2 or run.start < 8)
    ):
        return "full"
    if marked and marked.strength >= 1.5 and (marked.end - marked.start) / letters > 0.4:
        return "title"
    venue_like = sum(v.end - v.start for v in venues) / letters
    if (venues and (venue_like > 0.3 or words <= 12)) or (words <= 16 and venue_score(visible) > 0.5):
        return "venue"
    if year and words <= 3:
        return "venue"
    if marked and marked.strength >= 1.5:
        return "title"
    return "text"


def _apart(marked: Marked, run: AuthorRun) -> bool:
    return marked.end <= run.start or marked.start >= run.end or len(run.names) == 0


def _is_names(marked: Marked, run: AuthorRun | None) -> bool:
    if run is None:
        return False
    overlap = min(marked.end, run.end) - max(marked.start, run.start)
    return overlap > 0.6 * (marked.end - marked.start)


def _is_venue(text: str, marked: Marked, venues: tuple[VenueMention, ...]) -> bool:
    covered = sum(max(0, min(v.end, marked.end) - max(v.start, marked.start)) for v in venues)
    if covered > 0.5 * (marked.end - marked.start):
        return True
    return marked.kind in ("italic", "bold", "underline", "tag") and venue_score(text[marked.start : marked.end]) > 0.6


def _without(text: str, stretches: list[tuple[int, int]]) -> str:
    if not stretches:
        return text
    parts = []
    at = 0
    for start, end in sorted(stretches):
        if start >= at:
            parts.append(text[at:start])
            at = end
    parts.append(text[at:])
    return "".join(parts)
