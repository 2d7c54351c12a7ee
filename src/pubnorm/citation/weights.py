"""What the tagger has learned: a weight per feature and label, and one per pair of neighbouring labels.

All weights are whole numbers of steps of 1/`STEP`. A feature is put down as the number of its row of weights, in four
bytes; so features are put together by joining bytes, and only whole citations are looked up in the table and added up.

The file is zlib-compressed MessagePack: see `_File`.
"""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

STEP = 2**20
# How the number of a row is written.
NUMBER = "<i4"
_BYTES = 4


class Rows(dict[str, bytes]):
    r"""The number of each feature's row of weights, counted from 1: row 0 is all zeros.

    >>> Rows(["a", "b"])["b"]
    b'\x02\x00\x00\x00'
    """

    def __init__(self, names: Sequence[str]) -> None:
        """`names` are those of the rows in order, sorted."""
        numbers = struct.pack(f"<{len(names)}i", *range(1, len(names) + 1))
        self._names = names
        self._numbers = [numbers[at : at + _BYTES] for at in range(0, len(numbers), _BYTES)]
        super().__init__(zip(names, self._numbers, strict=True))

    def group(self, prefix: str, /) -> dict[str, bytes]:
        r"""Return the features that begin with `prefix`, by the rest of their names: few are found faster than many.

        >>> Rows(["pab", "pcd", "x"]).group("p")["cd"]
        b'\x02\x00\x00\x00'
        """
        cut = len(prefix)
        first, after = bisect_left(self._names, prefix), bisect_left(self._names, f"{prefix}\U0010ffff")
        rest = [name[cut:] for name in self._names[first:after]]
        return dict(zip(rest, self._numbers[first:after], strict=True))

    def joined(self, parts: Iterable[bytes], /) -> bytes:
        """Return the numbers of all parts."""
        return b"".join(parts)


@dataclass(frozen=True, eq=False)
class Weights:
    """The labels, the names of features, their weights by label, and `transitions[i][j]`: of label `j` after `i`.

    `counts` say for how many labels each row has a weight, a byte each; `columns` which these are, a byte each;
    `packed` are these weights in steps, four bytes each, the lowest first.
    """

    labels: tuple[str, ...]
    names: Sequence[str]
    transitions: tuple[tuple[int, ...], ...]
    counts: bytes
    columns: bytes
    packed: bytes

    @cached_property
    def features(self) -> Rows:
        """The rows of the features."""
        return Rows(self.names)

    def table(self) -> npt.NDArray[np.int32]:
        """Return the weights in steps, a row a feature and a column a label."""
        import numpy as np

        table = np.zeros((len(self.counts) + 1, len(self.labels)), np.int32)
        rows = np.repeat(np.arange(1, len(table)), np.frombuffer(self.counts, np.uint8))
        table[rows, np.frombuffer(self.columns, np.uint8)] = np.frombuffer(self.packed, NUMBER)
        return table


class _File(msgspec.Struct):
    """A model as stored: see `Weights`; `names` are the features, sorted, apart by newlines."""

    labels: list[str]
    transitions: list[list[int]]
    names: str
    counts: bytes
    columns: bytes
    weights: bytes


def write_weights(
    labels: Sequence[str],
    features: Mapping[str, Mapping[int, float]],
    transitions: Mapping[tuple[int, int], float],
) -> bytes:
    """Return the file of a model: weights of labels (by number) per feature, and of pairs of labels; all others are 0.

    >>> weights = read_weights(write_weights(["a", "b"], {"wand": {1: 0.5}}, {(0, 1): -1.0}))
    >>> int(weights.table()[1, 1]) == STEP // 2, weights.transitions[0][1] == -STEP
    (True, True)
    """
    names = sorted(features)
    rows = [[(label, round(weight * STEP)) for label, weight in features[name].items()] for name in names]
    size = len(labels)
    file = _File(
        labels=list(labels),
        transitions=[[round(transitions.get((i, j), 0.0) * STEP) for j in range(size)] for i in range(size)],
        names="\n".join(names),
        counts=bytes(map(len, rows)),
        columns=bytes(label for row in rows for label, _ in row),
        weights=b"".join(struct.pack("<i", weight) for row in rows for _, weight in row),
    )
    return zlib.compress(msgspec.msgpack.encode(file), 9)


def read_weights(blob: bytes) -> Weights:
    """Return the model of a file; raises `zlib.error` or `msgspec.DecodeError` where it is none."""
    file = msgspec.msgpack.decode(zlib.decompress(blob), type=_File)
    transitions = tuple(map(tuple, file.transitions))
    return Weights(tuple(file.labels), file.names.split("\n"), transitions, file.counts, file.columns, file.weights)
