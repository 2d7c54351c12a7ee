"""What features are added up to, and sums kept: for the tagger packed weights, for training the features' names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self, TypeVar

K = TypeVar("K")
V = TypeVar("V")
# Sums are kept by what they depend on; past this many the memory is given back.
_MOST_KEPT = 50_000


class Sum(Protocol):
    """What features are added up to: a tuple of their names, or the packed weights that a model gives them."""

    def __add__(self, other: Self, /) -> Self:
        """Return both together."""
        ...


F = TypeVar("F", bound=Sum)


class Table(Protocol[F]):
    """What a feature is worth, by its name."""

    def get(self, name: str, default: F, /) -> F:
        """Return what the feature adds, `default` where it adds nothing."""
        ...


class Names:
    """The table that keeps every feature: what a model is trained from."""

    def get(self, name: str, default: tuple[str, ...], /) -> tuple[str, ...]:
        """Return the feature itself."""
        return (name,)


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
        if len(self) > _MOST_KEPT:
            self.clear()
        value = self[key] = self._make(key)
        return value
