"""The learned tagger: a linear-chain conditional random field over the features of `pubnorm.citation.features`.

The model lies in `data/citation.crfsuite`, is loaded on first use, and was made by `training/citation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pycrfsuite

from pubnorm.citation.features import Style, features
from pubnorm.citation.tokens import tokenize
from pubnorm.vocabulary import DATA

MODEL = DATA / "citation.crfsuite"
# Longer than any citation: what follows is not tagged but kept as "other".
LONGEST = 6_000


@dataclass(frozen=True, slots=True)
class Segment:
    """A labelled stretch of the text, and how sure the tagger is of it (0 to 1)."""

    label: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Tagging:
    """The segments of a text, in order; together they are the text but for its blanks."""

    segments: tuple[Segment, ...]
    confidence: float


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger


def segment(text: str, styles: Sequence[Style] = ()) -> tuple[list[Segment], float]:
    """Return the segments the model finds, and the probability per token of that reading (geometric mean)."""
    tokens = tokenize(text[:LONGEST])
    if not tokens:
        return [], 0.0
    tagger = _tagger()
    tagger.set(features(text, tokens, styles))
    tags: list[str] = tagger.tag()
    likelihood: float = tagger.probability(tags) ** (1 / len(tags))
    segments: list[Segment] = []
    label, start, end, first = "", 0, 0, 0
    for i, tag in enumerate(tags):
        if tag[0] == "B" or tag[2:] != label:
            if label:
                segments.append(Segment(label, start, end, tagger.marginal(tags[first], first)))
            label, start, first = tag[2:], tokens[i][0], i
        end = tokens[i][1]
    segments.append(Segment(label, start, end, tagger.marginal(tags[first], first)))
    if len(text) > LONGEST and (rest := text[LONGEST:].strip()):
        at = text.index(rest, LONGEST)
        segments.append(Segment("other", at, at + len(rest), 0.0))
    return segments, likelihood
