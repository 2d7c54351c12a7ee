"""Structure that every citation has, held against what the tagger found.

A model that labels word by word can miss what only the whole shows: that a work has a title, for instance.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pubnorm.citation.tagger import Segment
from pubnorm.citation.words import kinds, plain

_WORD = re.compile(r"[^\W\d_]+")


def repair(text: str, segments: list[Segment]) -> list[Segment]:
    """Return the segments of `text` with labels that the whole of the citation allows.

    >>> segments = [Segment("editor", 0, 15, 0.9), Segment("container", 16, 26, 0.6), Segment("date", 27, 32, 0.9)]
    >>> [one.label for one in repair("A. Roe (ed.), Sleepers, 1999.", segments)]
    ['editor', 'title', 'date']
    """
    labels = {one.label for one in segments}
    if "title" not in labels and "container" in labels and _stands_alone(labels):
        at = next(at for at, one in enumerate(segments) if one.label == "container")
        segments = [*segments[:at], replace(segments[at], label="title"), *segments[at + 1 :]]
    elif "volume" in labels and "place" not in labels:
        segments = [piece for one in segments for piece in (_placed(text, one) if one.label == "container" else (one,))]
    return segments


def _placed(text: str, one: Segment) -> tuple[Segment, ...]:
    """Cut off the place that Portuguese and Spanish styles put after a journal: "Revista X, São Paulo, v. 3"."""
    comma = text.rfind(",", one.start, one.end - 1)
    words = _WORD.findall(text[comma + 1 : one.end]) if comma > one.start else []
    known = kinds()
    if (
        not words
        or " " not in text[one.start : comma]
        or not all("place" in known.get(plain(word), ()) for word in words)
    ):
        return (one,)
    start = comma + 1 + len(text[comma + 1 : one.end]) - len(text[comma + 1 : one.end].lstrip())
    return replace(one, end=comma + 1), replace(one, label="place", start=start)


def _stands_alone(labels: set[str]) -> bool:
    """Tell whether what looks like a container cannot be one: it has no volume, and no author wrote a part of it."""
    return "volume" not in labels and ("author" not in labels or bool(labels & {"publisher", "place", "edition"}))
