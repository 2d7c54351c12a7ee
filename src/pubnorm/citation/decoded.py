"""What the tagger's decoder finds."""

from __future__ import annotations

from typing import NamedTuple


class Decoded(NamedTuple):
    """The best labels by number, the logarithm of their joint probability, and the probability of each in its place."""

    labels: list[int]
    log_probability: float
    marginals: list[float]
