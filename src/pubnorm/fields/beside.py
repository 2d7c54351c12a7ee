"""The marks and notes beside an author's name: superscripts, stars, brackets."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import Span, Text
from pubnorm.entries.runs import AuthorRun
from pubnorm.fields.legend import MARKS, normal_mark
from pubnorm.fields.reading import Reading
from pubnorm.fields.venue_words import venues_in
from pubnorm.matching.names import NameSpan

_LED = re.compile(r"\s*((?:[^\W\d_a-z][\w.'’-]*\s+){0,3}[^\W\d_a-z][\w'’-]+)\*?\s+(?:and|&)\s+")
_SPLIT_MARKS = re.compile(rf"\d+|[a-z](?![a-z])|[{re.escape(MARKS)}]")
_INNER_MARK = re.compile("[" + re.escape("".join(sorted(set(MARKS) - set("&=+^@~")))) + "]")
_TWO_DIGITS = re.compile(r"\d{2}")
_TWO_LETTERS = re.compile(r"\w{2}")


def read_beside(
    visible: str, raised: list[Span], start: int, stop: int, *, last: bool
) -> tuple[list[str], list[str], int, list[str]]:
    """Read what stands between a name and the next: (its marks, its notes, where they end, the next name's marks)."""
    sup = [s for s in raised if start - 1 <= s.start < stop]
    marks: list[str] = []
    notes: list[str] = []
    at = end = start
    while at < stop:
        char = visible[at]
        inside = next((s for s in sup if s.start <= at < s.end), None)
        if inside is not None:
            marks.extend(_split_marks(visible[at : inside.end]))
            at = end = inside.end
        elif char in MARKS:
            if char not in "&=+^@~":
                marks.append(char)
            at += 1
            end = at
        elif char in "([（【":
            close = next((i for i in range(at, min(stop, at + 80)) if visible[i] in ")]）】"), None)
            if close is None or (last and not _is_note(visible[at + 1 : close])):
                break
            inner = visible[at + 1 : close]
            (marks.extend(_split_marks(inner)) if not _TWO_LETTERS.search(inner) else notes.append(inner))
            at = end = close + 1
        elif char in " \t\n\\":
            at += 1
        else:
            break
    following: list[str] = []
    if not last:
        at = stop
        while at > end and visible[at - 1] in MARKS and visible[at - 1] not in "&":
            following.insert(0, normal_mark(visible[at - 1]))
            at -= 1
    return [normal_mark(mark) for mark in marks], notes, end, following


def marks_before(text: Text, start: int, least: int) -> list[str]:
    """Return the marks right before `start`, looking back no further than `least`."""
    found: list[str] = []
    while start > least and text.text[start - 1] in MARKS and text.text[start - 1] not in "&|":
        found.insert(0, normal_mark(text.text[start - 1]))
        start -= 1
    return found


def inner_marks(visible: str, raised: list[Span], start: int, end: int) -> list[str]:
    """Return the marks inside the stretch of a name."""
    found = _INNER_MARK.findall(visible, start, end)
    for span in raised:
        if span.start < end and span.end > start:
            found.extend(_split_marks(visible[span.start : span.end]))
    return [normal_mark(mark) for mark in found]


def doubled(marks: list[str]) -> list[str]:
    """Return marks with a sign that stands there several times in a row as one mark: "††" may mean another than "†".

    >>> doubled(["†", "†", "*", "1", "1"])
    ['††', '*', '1', '1']
    """
    found: list[str] = []
    for mark in marks:
        if found and found[-1][0] == mark and not mark.isalnum():
            found[-1] += mark
        else:
            found.append(mark)
    return found


def _split_marks(marks: str) -> list[str]:
    return [m for m in _SPLIT_MARKS.findall(marks) if m.strip()]


def _is_note(inner: str) -> bool:
    return len(inner) <= 40 and not _TWO_DIGITS.search(inner)


def with_lead(reading: Reading, run: AuthorRun, plain: str) -> AuthorRun:
    """Return a run with the name before its "and", though it looks like nobody's: "Milo Waising and J. Doe"."""
    taken = reading.taken.rfind(1, 0, run.start)
    start = max(reading.entry.core[0], taken + 1, plain.rfind("\n", 0, run.start) + 1)
    lead = _LED.fullmatch(plain, start, run.start)
    if lead is None or venues_in(lead[1]):
        return run
    return run._replace(start=lead.start(1), names=(NameSpan(*lead.span(1)), *run.names))
