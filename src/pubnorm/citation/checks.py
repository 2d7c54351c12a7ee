"""Structure that every citation has, held against what the tagger found.

A model that labels word by word can miss what only the whole shows: that a work has a title, for instance.
"""

from __future__ import annotations

from dataclasses import replace

from pubnorm.citation.tagger import Segment


def repair(segments: list[Segment]) -> list[Segment]:
    """Return the segments with labels that the whole of the citation allows.

    >>> segments = [Segment("editor", 0, 14, 0.9), Segment("container", 15, 30, 0.6), Segment("date", 31, 36, 0.9)]
    >>> [one.label for one in repair(segments)]
    ['editor', 'title', 'date']
    """
    labels = {one.label for one in segments}
    if "title" not in labels and "container" in labels and _stands_alone(labels):
        at = next(at for at, one in enumerate(segments) if one.label == "container")
        segments = [*segments[:at], replace(segments[at], label="title"), *segments[at + 1 :]]
    return segments


def _stands_alone(labels: set[str]) -> bool:
    """Tell whether what looks like a container cannot be one: it has no volume, and no author wrote a part of it."""
    return "volume" not in labels and ("author" not in labels or bool(labels & {"publisher", "place", "edition"}))
