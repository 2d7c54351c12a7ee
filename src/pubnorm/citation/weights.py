"""What the tagger has learned: a weight per feature and label, and one per pair of neighbouring labels.

The weights of one feature for all labels are one integer. Every label has a lane of `LANE` bits in it, which holds its
weight in steps of 1/`STEP` as a signed number; what is below zero borrows from the lane above, which moves that by one
step. So adding up the features of a token for every label at once is adding a few integers.

The file is zlib-compressed MessagePack: see `_File`.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

LANE = 32
STEP = 2**20


@dataclass(frozen=True, slots=True)
class Weights:
    """The labels, the packed weights of every feature, and `transitions[i][j]`: of label `j` after `i`, in steps."""

    labels: tuple[str, ...]
    features: dict[str, int]
    transitions: tuple[tuple[int, ...], ...]


class _File(msgspec.Struct):
    """A model as stored.

    `names` are the features, apart by newlines; `counts` say for how many labels each has a weight, a byte each;
    `columns` which these are, a byte each; `weights` are in steps, four bytes each, the lowest first.
    """

    labels: list[str]
    transitions: list[list[int]]
    names: str
    counts: bytes
    columns: bytes
    weights: bytes


def pack(weights: Mapping[int, int]) -> int:
    """Return the integer whose lanes hold the weights (in steps) of labels by number.

    >>> hex(pack({0: 3, 2: 1}))
    '0x10000000000000003'
    """
    return sum([weight << (LANE * label) for label, weight in weights.items()])


def write_weights(
    labels: Sequence[str],
    features: Mapping[str, Mapping[int, float]],
    transitions: Mapping[tuple[int, int], float],
) -> bytes:
    """Return the file of a model: weights of labels (by number) per feature, and of pairs of labels; all others are 0.

    >>> blob = write_weights(["a", "b"], {"wand": {1: 0.5}}, {(0, 1): -1.0})
    >>> read_weights(blob).features["wand"] == pack({1: STEP // 2}), read_weights(blob).transitions[0][1] == -STEP
    (True, True)
    """
    rows = [[(label, round(weight * STEP)) for label, weight in row.items()] for row in features.values()]
    size = len(labels)
    file = _File(
        labels=list(labels),
        transitions=[[round(transitions.get((i, j), 0.0) * STEP) for j in range(size)] for i in range(size)],
        names="\n".join(features),
        counts=bytes(map(len, rows)),
        columns=bytes(label for row in rows for label, _ in row),
        weights=b"".join(struct.pack("<i", weight) for row in rows for _, weight in row),
    )
    return zlib.compress(msgspec.msgpack.encode(file), 9)


def read_weights(blob: bytes) -> Weights:
    """Return the model of a file; raises `zlib.error` or `msgspec.DecodeError` where it is none."""
    file = msgspec.msgpack.decode(zlib.decompress(blob), type=_File)
    weights = struct.unpack(f"<{len(file.columns)}i", file.weights)
    shifted = [weight << (LANE * label) for label, weight in zip(file.columns, weights, strict=True)]
    features: dict[str, int] = {}
    at = 0
    for name, count in zip(file.names.split("\n"), file.counts, strict=True):
        end = at + count
        features[name] = shifted[at] if count == 1 else sum(shifted[at:end])
        at = end
    return Weights(tuple(file.labels), features, tuple(map(tuple, file.transitions)))
