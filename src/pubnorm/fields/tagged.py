"""Entries that are citations: their title, authors and date by the citation tagger, markup as evidence."""

from __future__ import annotations

from typing import NamedTuple

from pubnorm.citation import Segment, tag
from pubnorm.fields.reading import Reading, strip_title
from pubnorm.fields.title import TitleSpan

_STYLES = frozenset({"bold", "italic", "underline", "link", "code"})


class Tagged(NamedTuple):
    """What the tagger says of an entry: its title and the stretch of its authors, where it found them."""

    title: TitleSpan | None
    authors: tuple[int, int] | None
    segments: tuple[Segment, ...]


def read_tagged(reading: Reading) -> Tagged:
    """Return what the citation tagger finds in an entry's core; offsets into the entry's text."""
    start, end = reading.entry.core
    visible = reading.visible
    styles = [
        (max(s.start, start) - start, min(s.end, end) - start, s.kind)
        for s in reading.text.spans
        if s.kind in _STYLES and s.start < end and s.end > start and s.end > s.start
    ]
    tagging = tag(visible[start:end], styles)
    segments = tuple(Segment(s.label, s.start + start, s.end + start, s.score) for s in tagging.segments)
    title = next((s for s in segments if s.label == "title"), None)
    authors = [s for s in segments if s.label == "author"]
    span = None
    if title is not None:
        last = title
        for other in segments:
            if other.label == "title" and other.start <= last.end + 2:
                last = other
        begin, stop = strip_title(visible, title.start, last.end)
        span = TitleSpan(begin, stop, "tagged", tagging.confidence) if stop > begin else None
    return Tagged(span, (authors[0].start, authors[0].end) if authors else None, segments)
