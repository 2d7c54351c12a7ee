"""The learned tagger: a linear-chain conditional random field over the features of `pubnorm.citation.features`.

The model lies in `data/citation.weights`, is loaded on first use, and was made by `training/citation`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pubnorm.citation.decoded import Decoded
from pubnorm.citation.features import Extractor, Style, spoken_words
from pubnorm.citation.tokens import Token
from pubnorm.citation.weights import read_weights
from pubnorm.compiled import DATA

try:
    from pubnorm.citation.native_tokens import tokenize
except ImportError:  # built without a C compiler
    from pubnorm.citation.tokens import tokenize

MODEL = DATA / "citation.weights"
# Longer than any citation: what follows is not tagged but kept as "other".
LONGEST = 6_000
# Labels that the model tells apart, for what stands beside them differs, and no reader need.
_SAME = {"journal": "container"}


# What a label is called, what it is called by the model, and whether it begins a segment.
_Label: TypeAlias = tuple[str, str, bool]
_Decode: TypeAlias = Callable[[str, Sequence[Token], Sequence[Style]], Decoded]


class Segment(NamedTuple):
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
def _load(model: Path) -> tuple[list[_Label], _Decode]:
    """Return the labels of a model and what finds the best for the tokens of a text: compiled, where it could be."""
    weights = read_weights(model.read_bytes())
    labels = [_label(name) for name in weights.labels]
    try:
        from pubnorm.citation.native_features import NativeTagger
    except ImportError:
        from pubnorm.citation.decoder import Decoder

        decoder = Decoder(weights)
        extractor: Extractor[bytes] = Extractor(weights.features, spoken_words(weights.features))
        return labels, lambda *told: decoder.decode(extractor.features(*told))
    return labels, NativeTagger(weights).decode


def _label(name: str) -> _Label:
    """Return what a label means: "+author" begins an author, "author" continues it; some labels have the latter."""
    plain = name.lstrip("+")
    return _SAME.get(plain, plain), plain, name[0] == "+"


def segment(text: str, styles: Sequence[Style] = (), model: Path = MODEL) -> tuple[list[Segment], float]:
    """Return the segments the model finds, and the probability per token of that reading (geometric mean)."""
    tokens = tokenize(text[:LONGEST])
    if not tokens:
        return [], 0.0
    labels, decode = _load(model)
    found = decode(text, tokens, styles)
    segments = _joined(tokens, [labels[label] for label in found.labels], found.marginals)
    if len(text) > LONGEST and (rest := text[LONGEST:].strip()):
        at = text.index(rest, LONGEST)
        segments.append(Segment("other", at, at + len(rest), 0.0))
    return segments, math.exp(found.log_probability / len(tokens))


def _joined(tokens: Sequence[Token], labels: Sequence[_Label], scores: Sequence[float]) -> list[Segment]:
    """Join tokens to segments."""
    segments: list[Segment] = []
    first, (name, label, _) = 0, labels[0]
    for at, (its_name, its_label, begins) in enumerate(labels):
        if at and (begins or its_label != label):
            segments.append(Segment(name, tokens[first][0], tokens[at - 1][1], scores[first]))
            first = at
        name, label = its_name, its_label
    segments.append(Segment(name, tokens[first][0], tokens[-1][1], scores[first]))
    return segments
