"""New strings out of labelled ones: the layout of one, and in it segments of others.

A model that sees each layout with the contents of many strings learns to tell the two apart, which some hundred strings
of a layout would teach it too, but are not there.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable

from training.citation.samples import Sample, Span

_AROUND = re.compile(r"(\W*).*?(\W*)$", re.DOTALL)


class Mixer:
    """Puts segments of `samples` in each other's places."""

    def __init__(self, samples: Iterable[Sample], share: float) -> None:
        """`share` of the segments of a string are changed for others."""
        self._share = share
        self._segments: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for sample in samples:
            for start, end, label in sample.spans:
                segment = sample.text[start:end]
                self._segments[_place(label, segment)].append(segment)

    def mix(self, sample: Sample, rng: random.Random) -> Sample:
        """Return the sample with segments of others that have the same label between the same signs; without markup.

        >>> doe = Sample("Doe. Ferries.", ((0, 4, "author"), (5, 13, "title")))
        >>> mixer = Mixer([doe, Sample("Roe.", ((0, 4, "author"),))], 1.0)
        >>> sorted({mixer.mix(doe, random.Random(seed)).text for seed in range(9)})
        ['Doe. Ferries.', 'Roe. Ferries.']
        """
        if sample.styles:
            return sample
        text, last = "", 0
        spans: list[Span] = []
        for start, end, label in sample.spans:
            segment = sample.text[start:end]
            text += sample.text[last:start]
            if rng.random() < self._share:
                segment = rng.choice(self._segments[_place(label, segment)])
            spans.append((len(text), len(text) + len(segment), label))
            text += segment
            last = end
        return Sample(text + sample.text[last:], tuple(spans))


def _place(label: str, segment: str) -> tuple[str, str, str]:
    """Return what a segment must share with one whose place it takes: the label, and the signs around its words."""
    match = _AROUND.match(segment)
    assert match is not None
    return label, match[1], match[2]
