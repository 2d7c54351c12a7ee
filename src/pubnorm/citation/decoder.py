"""The best labels of a sequence under a linear-chain conditional random field, and how probable they are.

Forward and backward sums are taken in one pass, from both ends at once, over plain probabilities that are scaled back
before they could leave the range of a float. They give what every label of every token has in probability, and the
labels that are each the most probable in their place. Where those together have more than half of all probability they
are the best sequence; only where they have not, it is searched (Viterbi).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from pubnorm.citation.decoded import Decoded
from pubnorm.citation.weights import NUMBER, STEP, Weights

Floats: TypeAlias = npt.NDArray[np.float64]

# Natural logarithms: further under the best of its token a label has no part in any sum; so much may be lost, of some
# 700 that a float has, until sums are scaled; and so much a sum may gain by the number of labels.
_FLOOR, _RANGE, _SPREAD = -300.0, 250.0, 6.0
# A sequence of more than this probability has no better one; a hair over a half, for sums are not exact.
_SURE = 0.5001


class Decoder:
    """Finds the best labels under `weights`; holds no state, so that threads can share it."""

    def __init__(self, weights: Weights) -> None:
        self._size = size = len(weights.labels)
        self._table = weights.table()
        self._transitions: Floats = np.array(weights.transitions, np.float64) / STEP
        self._top = float(self._transitions.max())
        relative = np.exp(self._transitions - self._top)
        # One product takes a step from both ends: the upper half is the sums from the start, the lower from the end.
        self._both: Floats = np.zeros((2 * size, 2 * size))
        self._both[:size, :size] = relative.T
        self._both[size:, size:] = relative
        self._steps = max(1, int(_RANGE / (self._top - float(self._transitions.min()) + _SPREAD)))

    def decode(self, rows: Sequence[bytes]) -> Decoded:
        """Return the best labels of a sequence of tokens, each the numbers of the rows of weights of its features.

        >>> from pubnorm.citation.weights import read_weights, write_weights
        >>> weights = read_weights(write_weights(["a", "b"], {"x": {0: 1}, "y": {1: 1}}, {}))
        >>> decoded = Decoder(weights).decode([weights.features["x"], weights.features["y"]])
        >>> decoded.labels, round(math.exp(decoded.log_probability), 3)
        ([0, 1], 0.534)
        """
        size, count = self._size, len(rows)
        scores = self._scores(rows)
        tops = np.maximum.reduce(scores, 1, keepdims=True)
        gains = np.exp(np.maximum(scores - tops, _FLOOR))
        states, log_total = self._sums(np.hstack((gains, gains[::-1])))
        log_total += float(tops.sum()) + self._top * (count - 1)
        marginals = states[:, :size] * states[::-1, size:] / gains
        places = np.arange(count)
        best = marginals.argmax(1)
        log_probability = self._score(scores, best) - log_total
        if log_probability < math.log(_SURE):
            best = self._search(scores)
            log_probability = self._score(scores, best) - log_total
        shares: Floats = marginals[places, best] / np.add.reduce(marginals, 1)
        return Decoded(best.tolist(), min(0.0, log_probability), shares.tolist())

    def _scores(self, rows: Sequence[bytes]) -> Floats:
        """Add up the weights of each token's features; shorter rows are filled up with that of zeros."""
        longest = max(map(len, rows), default=0) or 4
        numbers = np.frombuffer(b"".join([row.ljust(longest, b"\0") for row in rows]), NUMBER)
        added = np.add.reduce(self._table.take(numbers.reshape(len(rows), -1), 0), 1, np.int32)
        scores: Floats = added * (1 / STEP)
        return scores

    def _sums(self, gains: Floats) -> tuple[Floats, float]:
        """Return the sums from both ends token by token, and the logarithm of the whole sum."""
        both, size, steps = self._both, self._size, self._steps
        states = gains.copy()
        rows = list(states)
        state = rows[0]
        scale = 0.0
        for start in range(1, len(gains), steps):
            most = state.reshape(2, size).max(1)
            scale += math.log(most[0])
            state = state / most.repeat(size)
            for row in rows[start : start + steps]:
                row *= both.dot(state)
                state = row
        return states, scale + math.log(state[:size].sum())

    def _score(self, scores: Floats, labels: npt.NDArray[np.intp]) -> float:
        places = np.arange(len(labels))
        return float(scores[places, labels].sum() + self._transitions[labels[:-1], labels[1:]].sum())

    def _search(self, scores: Floats) -> npt.NDArray[np.intp]:
        transitions = self._transitions
        reached = scores[0]
        before = [reached]
        for gain in scores[1:]:
            reached = (reached[:, None] + transitions).max(0) + gain
            before.append(reached)
        label = int(reached.argmax())
        labels = [label]
        for reached in before[-2::-1]:
            label = int((reached + transitions[:, label]).argmax())
            labels.append(label)
        return np.array(labels[::-1])
