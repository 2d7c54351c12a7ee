"""A labelled string: the text and its stretches, each with a label, that together are the text but for blanks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pubnorm.citation.tokens import tokenize
from pubnorm.citation.words import core_of, parts

Span = tuple[int, int, str]


class Sample(NamedTuple):
    """A string with labelled spans, in order and without overlap, and the markup on it."""

    text: str
    spans: tuple[Span, ...]
    styles: tuple[Span, ...] = ()


def from_segments(segments: Sequence[tuple[str, str]], joint: str = " ") -> Sample:
    """Join (label, text) segments with `joint` between them.

    >>> from_segments([("author", "Doe, J."), ("date", "1999.")]).spans
    ((0, 7, 'author'), (8, 13, 'date'))
    """
    text, spans = "", []
    for label, segment in segments:
        if text:
            text += joint
        spans.append((len(text), len(text) + len(segment), label))
        text += segment
    return Sample(text, tuple(spans))


# Labels of which the beginning is too rare to be worth learning by itself.
_NOT_BEGUN = frozenset({"citation-number", "doi", "edition", "isbn", "other", "translator", "url"})
# What stands beside a collection, and what its name begins with.
_OF_COLLECTIONS = frozenset({"editor", "place", "publisher"})
_BEFORE_COLLECTIONS = frozenset({"in", "proceedings"})


def journals_told(sample: Sample) -> Sample:
    """Return the sample with its container labelled "journal" where it is one: AnyStyle's strings tell the two apart.

    >>> made = from_segments([("title", "Sleep."), ("container", "J. Sleep,"), ("volume", "12,"), ("date", "1999.")])
    >>> [label for _, _, label in journals_told(made).spans]
    ['title', 'journal', 'volume', 'date']
    """
    labels = {label for _, _, label in sample.spans}
    if "volume" not in labels or not labels.isdisjoint(_OF_COLLECTIONS):
        return sample

    def told(span: Span) -> Span:
        start, end, label = span
        if label != "container" or not _BEFORE_COLLECTIONS.isdisjoint(
            core_of(parts(sample.text[start:end].split()[0])[1]).kinds
        ):
            return span
        return start, end, "journal"

    return sample._replace(spans=tuple(map(told, sample.spans)))


def tags(sample: Sample) -> list[str]:
    """Return the tag of each token: the label of its span, with "+" before it at the first token of most spans."""
    out: list[str] = []
    spans = iter(sample.spans)
    span = next(spans, None)
    seen: Span | None = None
    for start, end, _ in tokenize(sample.text):
        while span is not None and span[1] <= start:
            span = next(spans, None)
        if span is None or span[0] >= end:
            out.append("other")
            continue
        out.append(f"+{span[2]}" if span is not seen and span[2] not in _NOT_BEGUN else span[2])
        seen = span
    return out
