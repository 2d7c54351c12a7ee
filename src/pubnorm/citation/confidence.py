"""How likely it is that a string is a citation and was read right, from 0 to 1.

A logistic function of what the tagger thinks of its own reading and of which fields were found. The weights are set
by hand, so that prose of many kinds stays under 0.3 and citations of few fields above 0.5. How they part the two, and
what a fit on strings of our own would give (which trusts the tagger more than other kinds of prose warrant), is told by
`training/citation/calibrate.py`.
"""

from __future__ import annotations

import math
from functools import cache
from operator import mul

from pubnorm import patterns as re
from pubnorm.citation.tagger import Segment
from pubnorm.citation.words import kinds

WEIGHTS = {
    "bias": -7.0,
    "likelihood": 4.0,
    "title": 1.0,
    "author": 3.0,
    "year": 2.0,
    "where": 1.6,
    "locator": 1.5,
    "identifier": 1.0,
    "other": -4.0,
    "prose": -14.0,
    "short": -1.5,
}
_ASIDE = frozenset(("other", "note"))
_PEOPLE = ("author", "editor")
_WHERE = ("container", "publisher", "genre", "arxiv")
_LOCATOR = ("volume", "pages", "place")
_IDENTIFIER = ("doi", "arxiv", "citation-number")
_DIGIT = re.compile(r"\d")
# Enough of a text to judge it by.
_JUDGED = 200


@cache
def _prose_words() -> frozenset[str]:
    return frozenset(word for word, found in kinds().items() if "prose" in found)


def evidence(text: str, segments: list[Segment], likelihood: float) -> dict[str, float]:
    """Return the values that the confidence is computed from, in the order of `WEIGHTS`."""
    words = _prose_words()
    tokens = text.lower().replace(",", " ").replace(".", " ").split(maxsplit=_JUDGED)[:_JUDGED]
    prose = sum(map(words.__contains__, tokens))
    labels: set[str] = set()
    aside, dated = 0, False
    for label, start, end, _ in segments:
        labels.add(label)
        if label in _ASIDE:
            aside += end - start
        elif label == "date" and not dated:
            dated = _DIGIT.search(text, start, end) is not None
    return {
        "bias": 1.0,
        "likelihood": likelihood,
        "title": float("title" in labels),
        "author": float(not labels.isdisjoint(_PEOPLE)),
        "year": float(dated or "status" in labels),
        "where": float(not labels.isdisjoint(_WHERE)),
        "locator": float(not labels.isdisjoint(_LOCATOR)),
        "identifier": float(not labels.isdisjoint(_IDENTIFIER)),
        "other": aside / max(1, len(text)),
        "prose": prose / max(1, len(tokens)),
        "short": float(len(tokens) < 5),
    }


def confidence(text: str, segments: list[Segment], likelihood: float) -> float:
    """Return the confidence in a reading of `text`."""
    if not segments:
        return 0.0
    score = sum(map(mul, WEIGHTS.values(), evidence(text, segments, likelihood).values()))
    return round(1 / (1 + math.exp(-score)), 4)
