"""The learned tagger: a linear-chain conditional random field over the features of `pubnorm.citation.features`.

The model lies in `data/citation.crfsuite`, is loaded on first use, and was made by `training/citation`.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from pubnorm.citation.features import Extractor, Feature, Style
from pubnorm.citation.tokens import Token, tokenize
from pubnorm.vocabulary import DATA

MODEL = DATA / "citation.crfsuite"
# Longer than any citation: what follows is not tagged but kept as "other".
LONGEST = 6_000
# CRFsuite's model file: a header of twelve words of four bytes, the ninth of which says where the dictionary of
# attributes lies; that is a constant database: 24 bytes, 256 places of tables, then (id, size, text) records.
_ATTRIBUTES_COUNT, _ATTRIBUTES_AT = 24, 36
_DATABASE_HEADER = 24 + 256 * 8

# CRFsuite's tagger holds the sequence it was given last; threads share it.
_ONE_AT_A_TIME = threading.Lock()


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
    rows = extractor.features(text, tokens, styles)
    with _ONE_AT_A_TIME:
        tagger.set(rows)
        tags: list[str] = tagger.tag()
        likelihood: float = tagger.probability(tags) ** (1 / len(tags))
        scores = [tagger.marginal(tag, at) if scored else likelihood for at, tag in enumerate(tags)]
    segments = _joined(tokens, tags, scores)
    if len(text) > LONGEST and (rest := text[LONGEST:].strip()):
        at = text.index(rest, LONGEST)
        segments.append(Segment("other", at, at + len(rest), 0.0))
    return segments, likelihood


def _joined(tokens: Sequence[Token], tags: Sequence[str], scores: Sequence[float]) -> list[Segment]:
    """Join tokens to segments: "+author" begins one, "author" continues it; some labels have the latter alone."""
    segments: list[Segment] = []
    label, first = "", 0
    for at, tag in enumerate((*tags, "+")):
        if tag != label or tag[0] == "+":
            if at:
                segments.append(Segment(label, tokens[first][0], tokens[at - 1][1], scores[first]))
            label, first = tag.lstrip("+"), at
    return segments
