"""What features are put together to, and kept: for the tagger rows of weights, for training the features' names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Protocol, Self, TypeVar

K = TypeVar("K")
V = TypeVar("V")
# They are kept by what they depend on; past this many the memory is given back.
MOST_KEPT = 50_000


class Sum(Protocol):
    """Features put together: a tuple of their names, or the numbers of their rows in a model's table."""

    def __add__(self, other: Self, /) -> Self:
        """Return both together."""
        ...


F = TypeVar("F", bound=Sum)


class Group(Protocol[F]):
    """What a feature is put down as, by its name or, of features that begin alike, by the rest of it."""

    def get(self, name: str, default: F, /) -> F:
        """Return what the feature adds, `default` where it adds nothing."""
        ...


class Table(Group[F], Protocol[F]):
    """What any feature is put down as, by its name."""

    def group(self, prefix: str, /) -> Group[F]:
        """Return the features whose names begin with `prefix`, by the rest of their names."""
        ...

    def joined(self, parts: Iterable[F], /) -> F:
        """Return all the parts together; of none, what adds nothing."""
        ...


class Names:
    """The table that keeps every feature: what a model is trained from."""

    def __init__(self, prefix: str = "") -> None:
        """`prefix` is what the names begin with that features are asked by."""
        self._prefix = prefix

    def get(self, name: str, default: tuple[str, ...], /) -> tuple[str, ...]:
        """Return the feature itself."""
        return (self._prefix + name,)

    def group(self, prefix: str, /) -> Names:
        """Return the table that puts `prefix` before every name."""
        return Names(prefix)

    def joined(self, parts: Iterable[tuple[str, ...]], /) -> tuple[str, ...]:
        """Return the features of all parts."""
        return tuple(chain.from_iterable(parts))


class Memo(dict[K, V]):
    """Values kept by their key; what is not there yet is made by `make`.

    >>> squares = Memo(lambda number: number * number)
    >>> squares[3], dict(squares)
    (9, {3: 9})
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        if len(self) > MOST_KEPT:
            self.clear()
        value = self[key] = self._make(key)
        return value
