"""Authors on a page and at arXiv: who is the same, how much two lists share, how they line up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pubnorm.model import Author, Publication
from pubnorm.sources.arxiv.titles import fold
from pubnorm.sources.arxiv.work import ArxivWork


class Shared(NamedTuple):
    """How many authors two lists share, and of how many that they could."""

    count: int
    possible: int

    @property
    def some(self) -> bool:
        """Whether any author is shared."""
        return self.count > 0

    @property
    def all(self) -> bool:
        """Whether every author of the shorter list is in the longer one."""
        return self.possible > 0 and self.count == self.possible

    @property
    def share(self) -> float:
        """The part of the shorter list that is in the longer one; 0 where one is empty: no authors agree with none."""
        return self.count / self.possible if self.possible else 0.0


def families(record: Publication, owner: str | None) -> list[str]:
    """Return the family names of the authors shown, or else of the page's owner."""
    shown = [author.family or author.name for author in record.authors]
    return shown or ([owner] if owner else [])


def shared_authors(record: Publication, owner: str | None, work: ArxivWork) -> Shared:
    """Count the authors that a record and a paper share."""
    names = [author.name for author in record.authors] or ([owner] if owner else [])
    if not names or not work.authors:
        return Shared(0, 0)
    lined = line_up(names, work.authors)
    return Shared(sum(place is not None for place in lined), min(len(names), len(work.authors)))


def line_up(names: Sequence[str], others: Sequence[str]) -> list[int | None]:
    """Return for each name the place of the same person among `others`, each place given once; None where nobody is.

    >>> line_up(["J. Doe", "Li Wei", "K. Roe"], ["Jane Doe", "Kim Roe"])
    [0, None, 1]
    """
    places: dict[str, list[int]] = {}
    for place, other in enumerate(others):
        for word in set(fold(other).split()):
            places.setdefault(word, []).append(place)
    taken: set[int] = set()
    lined: list[int | None] = []
    for name in names:
        # Only who shares a word of the name: lists of three thousand authors are compared too.
        likely = sorted({place for word in fold(name).split() if len(word) > 1 for place in places.get(word, ())})
        found = next((place for place in likely if place not in taken and same(name, others[place])), None)
        lined.append(found)
        taken |= {found} if found is not None else set()
    return lined


def same(name: str, other: str) -> bool:
    one, two = fold(name).split(), fold(other).split()
    if sorted(one) == sorted(two):
        return True
    long = {w for w in one if len(w) > 1} & {w for w in two if len(w) > 1}
    if not long:
        return False
    a = [w for w in one if w not in long]
    b = [w for w in two if w not in long]
    if not a or not b:
        return True
    ia = "".join(w[0] for w in a) if all(len(w) > 2 for w in a) else "".join(a)
    ib = "".join(w[0] for w in b) if all(len(w) > 2 for w in b) else "".join(b)
    return (
        ia.startswith(ib) or ib.startswith(ia) or "".join(a).startswith("".join(b)) or "".join(b).startswith("".join(a))
    )
