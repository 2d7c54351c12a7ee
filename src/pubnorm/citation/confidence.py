"""How likely it is that a string is a citation and was read right, from 0 to 1.

A logistic function of what the tagger thinks of its own reading and of which fields were found. The weights were
fitted by `training/citation/calibrate.py` on held-out citations, right and wrong ones, and on prose.
"""

from __future__ import annotations

import math

from pubnorm.citation.tagger import Segment
from pubnorm.citation.words import kinds

_BIAS = -6.0
_WEIGHTS = {
    "likelihood": 4.0,
    "title": 1.0,
    "author": 2.0,
    "year": 2.0,
    "where": 1.6,
    "locator": 1.5,
    "identifier": 1.0,
    "prose": -9.0,
    "short": -1.5,
}


def evidence(text: str, segments: list[Segment], likelihood: float) -> dict[str, float]:
    """Return the values that the confidence is computed from."""
    labels = {one.label for one in segments}
    tokens = text.split()
    known = kinds()
    prose = sum("prose" in known.get(token.lower(), ()) for token in tokens[:400]) / max(1, min(len(tokens), 400))
    return {
        "likelihood": likelihood,
        "title": float("title" in labels),
        "author": float(bool(labels & {"author", "editor"})),
        "year": float(bool(labels & {"date", "status"})),
        "where": float(bool(labels & {"container", "publisher", "genre", "arxiv"})),
        "locator": float(bool(labels & {"volume", "pages", "place"})),
        "identifier": float(bool(labels & {"doi", "arxiv", "citation-number"})),
        "prose": prose,
        "short": float(len(tokens) < 5),
    }


def confidence(text: str, segments: list[Segment], likelihood: float) -> float:
    """Return the confidence in a reading of `text`."""
    if not segments:
        return 0.0
    values = evidence(text, segments, likelihood)
    score = _BIAS + sum(_WEIGHTS[name] * value for name, value in values.items())
    return round(1 / (1 + math.exp(-score)), 4)
