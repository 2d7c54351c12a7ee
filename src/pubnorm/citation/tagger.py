"""The learned tagger: a linear-chain conditional random field over the features of `pubnorm.citation.features`.

The model lies in `data/citation.crfsuite`, is loaded on first use, and was made by `training/citation`.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from pubnorm.citation.features import Extractor, Feature, Style
from pubnorm.citation.tokens import tokenize
from pubnorm.vocabulary import DATA

MODEL = DATA / "citation.crfsuite"
# Longer than any citation: what follows is not tagged but kept as "other".
LONGEST = 6_000
# CRFsuite's model file: a header of twelve words of four bytes, the ninth of which says where the dictionary of
# attributes lies; that is a constant database: 24 bytes, 256 places of tables, then (id, size, text) records.
_ATTRIBUTES_COUNT, _ATTRIBUTES_AT = 24, 36
_DATABASE_HEADER = 24 + 256 * 8


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


def read_attributes(model: bytes) -> dict[str, Feature]:
    """Return the features that a CRFsuite model knows, each as it is passed to it."""
    (count,) = struct.unpack_from("<I", model, _ATTRIBUTES_COUNT)
    (at,) = struct.unpack_from("<I", model, _ATTRIBUTES_AT)
    at += _DATABASE_HEADER
    found: dict[str, Feature] = {}
    for _ in range(count):
        size = int.from_bytes(model[at + 4 : at + 8], "little")
        name = model[at + 8 : at + 7 + size]
        found[name.decode()] = name
        at += 8 + size
    return found


@cache
def _load(model: Path) -> tuple[pycrfsuite.Tagger, Extractor]:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    return tagger, Extractor(read_attributes(model.read_bytes()))


def segment(
    text: str, styles: Sequence[Style] = (), model: Path = MODEL, *, scored: bool = False
) -> tuple[list[Segment], float]:
    """Return the segments the model finds, and the probability per token of that reading (geometric mean).

    Each segment's own score costs time: without `scored` it is that probability.
    """
    tokens = tokenize(text[:LONGEST])
    if not tokens:
        return [], 0.0
    tagger, extractor = _load(model)
    tagger.set(extractor.features(text, tokens, styles))
    tags: list[str] = tagger.tag()
    likelihood: float = tagger.probability(tags) ** (1 / len(tags))

    def score(at: int) -> float:
        return float(tagger.marginal(tags[at], at)) if scored else likelihood

    segments: list[Segment] = []
    label, start, end, first = "", 0, 0, 0
    for i, tag in enumerate(tags):
        # "+author" begins a stretch, "author" continues it; labels whose stretches never touch have the latter alone.
        if tag != label or tag[0] == "+":
            if label:
                segments.append(Segment(label, start, end, score(first)))
            label, start, first = tag.lstrip("+"), tokens[i][0], i
        end = tokens[i][1]
    segments.append(Segment(label, start, end, score(first)))
    if len(text) > LONGEST and (rest := text[LONGEST:].strip()):
        at = text.index(rest, LONGEST)
        segments.append(Segment("other", at, at + len(rest), 0.0))
    return segments, likelihood
