"""Pairs joined to clusters, where no two members may conflict."""

from __future__ import annotations

from array import array


class Clusters:
    """Numbers from 0 on, joined step by step (union by lowest number, so that the result has no order).

    >>> found = Clusters(4)
    >>> found.join(2, 3)
    >>> [found.root(n) for n in range(4)]
    [0, 1, 2, 2]
    """

    def __init__(self, count: int) -> None:
        self._parent = array("Q", range(count))

    def root(self, number: int) -> int:
        """Return the lowest number of the cluster in which `number` is."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, a: int, b: int) -> None:
        """Make one cluster of those of `a` and `b`."""
        a, b = self.root(a), self.root(b)
        if a != b:
            self._parent[max(a, b)] = min(a, b)
