"""A model that CRFsuite trained to the file that the package reads: see `pubnorm.citation.weights`."""

from __future__ import annotations

from pathlib import Path

import pycrfsuite

from pubnorm.citation.weights import write_weights


def compiled(trained: Path, *, least: float = 0.0) -> bytes:
    """Return the file of the model that CRFsuite wrote to `trained`, but for weights nearer to 0 than `least`."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained))
    numbers = {label: number for number, label in enumerate(tagger.labels())}
    info = tagger.info()
    features: dict[str, dict[int, float]] = {}
    for (name, label), weight in sorted(info.state_features.items()):
        if abs(weight) >= least:
            features.setdefault(name, {})[numbers[label]] = weight
    transitions = {(numbers[one], numbers[other]): weight for (one, other), weight in info.transitions.items()}
    return write_weights(list(numbers), features, transitions)
