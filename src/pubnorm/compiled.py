"""Tables made once, when the package is built, and read at once when it is used.

A table is stale when a file it is made from has changed since, data or code: that is noticed by checksum, and the table
made anew, for this process. So a checkout is never wrong, only slower.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

DATA = Path(__file__).parent / "data"
FOLDER = DATA / "compiled"

Table = TypeVar("Table")
Value = TypeVar("Value")
_CHECKSUM = 4  # bytes, before the table


class Compiled(Generic[Table]):
    """A table that `make` gives, of type `kind` (what msgspec can store); `sources` are the files it is made from."""

    def __init__(self, name: str, kind: Any, sources: Callable[[], Iterable[Path]], make: Callable[[], Table]) -> None:
        self._path = FOLDER / f"{name}.msgpack"
        self._kind = kind
        self._sources = sources
        self._make = make

    def read(self) -> Table:
        """Return the table: as stored, where that is not stale."""
        try:
            stored = self._path.read_bytes()
        except OSError:
            return self._make()
        if stored[:_CHECKSUM] != self._checksum():
            return self._make()
        table: Table = msgspec.msgpack.decode(memoryview(stored)[_CHECKSUM:], type=self._kind)
        return table

    def write(self) -> Path:
        """Store the table and return the path of its file."""
        self._path.parent.mkdir(exist_ok=True)
        self._path.write_bytes(self._checksum() + msgspec.msgpack.encode(self._make()))
        return self._path

    def _checksum(self) -> bytes:
        return zlib.crc32(repr([(path.name, _crc(path)) for path in self._sources()]).encode()).to_bytes(_CHECKSUM)


class Unread(dict[str, Value], Generic[Value]):
    """A stored mapping whose values, of type `kind`, are decoded when they are asked for.

    >>> Unread(packed({"tides": [1, 2], "waves": [3]}), list[int])["tides"]
    [1, 2]
    """

    def __init__(self, stored: dict[str, msgspec.Raw], kind: Any) -> None:
        super().__init__(stored)  # type: ignore[arg-type]
        self._kind = kind

    def __getitem__(self, key: str) -> Value:
        value = super().__getitem__(key)
        if isinstance(value, msgspec.Raw):
            value = self[key] = msgspec.msgpack.decode(value, type=self._kind)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a key, or `default`."""
        return self[key] if key in self else default  # noqa: SIM401

    def values(self) -> list[Value]:  # type: ignore[override]
        """Return all values."""
        return [self[key] for key in self]

    def items(self) -> list[tuple[str, Value]]:  # type: ignore[override]
        """Return all keys with their values."""
        return [(key, self[key]) for key in self]


def packed(table: dict[str, Any]) -> dict[str, msgspec.Raw]:
    """Return a mapping as `Unread` takes it."""
    return {key: msgspec.Raw(msgspec.msgpack.encode(value)) for key, value in table.items()}


@cache
def _crc(path: Path) -> int:
    return zlib.crc32(path.read_bytes())
