"""Stretches of a text that markup or quotation marks set off, as titles are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.document import Span, Text
from pubnorm.entries.booked import booked_title
from pubnorm.entries.classes import hint
from pubnorm.entries.quoted import QUOTES, quotations
from pubnorm.entries.reviewed import reviewed_title
from pubnorm.fields.links import LinkSpan
from pubnorm.fields.phrases import find_awards, is_award
from pubnorm.matching.names import name_score
from pubnorm.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]{2,}")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_FAR = 40  # characters
_LONG_TEXT = 300
_CITED = re.compile(
    r"\(?[^\W\d_][\w'’-]+(?:,? et al\.?|,? (?:and|&) [^\W\d_][\w'’-]+)?,? \(?(?:19|20)\d\d[a-z]?\)?[.,;]?"
)
# Of a mailbox, or of a page: "thesis.example.org", "github.com/doe/tides"
_ADDRESS = re.compile(r"\S*@\S*|(?:https?://)?(?:[\w-]+\.)+[\w-]+/\S*|(?:https?://)?(?:[\w-]+\.){2,}[a-z]{2,}")
_MARK_STRENGTH = {
    "link": 3.0,
    "quote": 3.0,
    "book": 4.5,
    "bold": 2.5,
    "heading": 3.0,
    "italic": 1.5,
    "underline": 1.0,
    "tag": 1.5,
    "code": 0.5,
}


_LABELS = frozenset({"bold", "italic", "underline"})
_REPEATED = _LABELS | {"link"}
_OFTEN = 3  # so often no title is shown on a page
_REFRAIN_WORDS = 5
_LINKED = 0.8  # the share of a text on which a link is a link on all of it
_SHORT = 8  # characters, of East Asian script half as many
_LEAST_QUOTED = 12  # characters of what quotation marks alone tell to be a title
_NAME = 0.5  # list-likeness of a name
_LONGEST_NAMES = 400  # characters of what is set off and may be names; links by the thousand are none


class Marked(NamedTuple):
    """A stretch that its markup or quotation marks set off as a title may be."""

    start: int
    end: int
    kind: str
    strength: float

    def shifted(self, by: int) -> Marked:
        """Return this stretch in a text that has `by` more characters before it."""
        return Marked(self.start + by, self.end + by, self.kind, self.strength) if by else self


@lru_cache(maxsize=8192)
def count_words(text: str) -> int:
    """Return how many words a text has; two CJK characters count as one.

    >>> count_words("A Study of 3 Things"), count_words("教育学研究")
    (3, 2)
    """
    cjk = len(_CJK.findall(text))
    return len(_WORD.findall(_CJK.sub(" ", text) if cjk else text)) + cjk // 2


def refrains(texts: Iterable[Text]) -> frozenset[str]:
    """Return the few words that several texts set off alike, such as the owner's name or a journal: no titles.

    >>> from pubnorm.blocks.inline import read_inline
    >>> from pubnorm.document import References
    >>> lines = [f"A Roe, **J Doe Ivo**, B Poe. On {thing}." for thing in ("Silt", "Sand", "Mud")]
    >>> refrains(read_inline(((1, line),), References()) for line in lines)
    frozenset({'J Doe Ivo'})
    """
    counts = Counter(
        words
        for text in texts
        for words in {_bare(text.text[s.start : s.end]) for s in text.spans if s.kind in _REPEATED}
    )
    return frozenset(
        words for words, count in counts.items() if count >= _OFTEN and count_words(words) <= _REFRAIN_WORDS
    )


def _bare(words: str) -> str:
    return words.strip(" \n.,:;*†‡#")


def marked_titles(
    text: Text, links: list[LinkSpan], vocabulary: Vocabulary, never: frozenset[str] = frozenset()
) -> list[Marked]:
    """Return the stretches set off by markup or quotation marks that may be titles, strongest first.

    `never` are words that the page sets off again and again (`refrains`).
    """
    found = []
    labels = [(link.start, link.end) for link in links if link.is_label]
    profiles = {(link.start, link.end) for link in links if link.kind == "profile"}
    for start, end, kind, value in _set_off(text):
        booked = kind == "book"
        field = hint(value, vocabulary) if kind == "tag" and value else None
        if field and field != "title":
            continue
        inner = text.text[start:end]
        words = count_words(inner)
        short = kind == "quote" and len(inner) < _LEAST_QUOTED
        if not short and (words < 2 or (_width(inner.strip()) < _SHORT and not booked)):
            continue
        if (start, end) in labels or (start, end) in profiles:
            continue
        if any(start >= a and end <= b for a, b in labels) or _is_row_of_labels(text.text, start, end, labels):
            continue
        strength = 4.0 if field == "title" else _MARK_STRENGTH.get(kind, 0.0)
        listed = kind == "quote" and text.text[: start - 1].rstrip().endswith((",", ")"))  # no name behind names
        if len(inner.split()) <= 4 and field is None and not listed and name_score(inner) > _NAME:
            continue
        if is_award(inner, vocabulary) or _is_remark(inner, vocabulary) or _bare(inner) in never:
            continue
        if ("@" in inner or "." in inner) and len(inner.split()) == 1 and _ADDRESS.fullmatch(inner.strip()):
            continue
        if len(inner) < _FAR and _CITED.fullmatch(inner) and len(text.text) > _LONG_TEXT:
            continue  # another work, "Doe et al. 2020", that a summary cites
        if kind in _LABELS and (inner.rstrip().endswith(":") or text.text[end : end + 1] == ":"):
            continue  # a label of what follows
        if words < 3 and not booked and not short:
            strength -= 1.0
        found.append(Marked(start, end, kind, strength))
    quotes = [mark for mark in found if mark.kind == "quote"]
    if quotes and len(found) > 1:
        found = [mark for mark in found if not any(_is_first_half(mark, whole, text.text) for whole in quotes)]
    return sorted(found, key=lambda m: (-m.strength, m.start))


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_CJK.findall(text))


def _is_first_half(mark: Marked, whole: Marked, text: str) -> bool:
    """Whether a quotation goes on behind a link on its first half: "[Slow Tides](u): A Study of Harbours"."""
    if mark.kind not in ("link", "italic") or not whole.start <= mark.start <= whole.start + 2:
        return False
    return mark.end < whole.end and text[mark.end] == ":" and count_words(text[mark.end : whole.end]) > 0


def _is_remark(inner: str, vocabulary: Vocabulary) -> bool:
    """Whether a stretch is a bracket that tells a distinction: "(Outstanding Paper, ACL 2024)"."""
    return inner[:1] in "([（" and inner.rstrip()[-1:] in ")]）" and bool(find_awards(inner, vocabulary))


def _is_row_of_labels(text: str, start: int, end: int, labels: list[tuple[int, int]]) -> bool:
    """Whether a stretch holds link labels and nothing else: "**Code** **PDF**"."""
    within = [(a, b) for a, b in labels if start <= a and b <= end]
    return bool(within) and not count_words(text[start:end]) - sum(count_words(text[a:b]) for a, b in within)


def _set_off(text: Text) -> list[tuple[int, int, str, str]]:
    reviewed = reviewed_title(text)
    if reviewed:
        return [(*reviewed, "quote", "")]  # it stands for one
    merged: list[tuple[int, int, str, str]] = [(s.start, s.end, s.kind, s.value) for s in _merged(text)]
    if not any(map(text.text.__contains__, QUOTES)):
        return merged
    merged += [(start, end, "quote", "") for start, end in quotations(text.text)]
    booked = booked_title(text.text)
    return [*merged, (*booked, "book", "")] if booked else merged


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
                and not _ends_before_name(text.text, last, span)
            ):
                result[before] = Span(last.start, span.end, span.kind, span.value)
                continue
        latest[span.kind] = len(result)
        result.append(span)
    return result


def _ends_before_name(text: str, last: Span, span: Span) -> bool:
    """Whether of two that are set off alike one is a name: "**On Tides.** **J Doe**", "**Doe, J.** **On Tides**"."""
    before, behind = text[last.start : last.end], text[span.start : span.end]
    if len(before) <= _LONGEST_NAMES and name_score(before) > _NAME:
        return True
    return before.rstrip()[-1:] in (".", "?", "!") and len(behind) <= _LONGEST_NAMES and name_score(behind) > _NAME


def holds_citation(text: str, mark: Marked, marks: list[Marked]) -> bool:
    """Return whether a link is on a whole citation, with its title, one of the `marks`, in quotation marks.

    >>> text = 'J. Doe, "On Slow Tides," Waves (2020).'
    >>> quote = Marked(9, 23, "quote", 3.0)
    >>> holds_citation(text, Marked(0, len(text), "link", 3.0), [quote]), holds_citation(text, quote, [quote])
    (True, False)
    """
    if mark.kind != "link" or mark.end - mark.start < _LINKED * len(text):
        return False
    return any(other.kind == "quote" and mark.start + 2 < other.start and other.end <= mark.end for other in marks)
