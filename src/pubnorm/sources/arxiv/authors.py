"""Authors on a page and at arXiv: who is the same, how much two lists share, how they line up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pubnorm.matching.names import parse_name, same_person
from pubnorm.model import Publication
from pubnorm.sources.arxiv.titles import fold
from pubnorm.sources.arxiv.work import ArxivWork


class Shared(NamedTuple):
    """How many authors two lists share, and of how many that they could."""

    number: int
    possible: int

    @property
    def some(self) -> bool:
        """Whether any author is shared."""
        return self.number > 0

    @property
    def all(self) -> bool:
        """Whether every author of the shorter list is in the longer one."""
        return self.possible > 0 and self.number == self.possible

    @property
    def share(self) -> float:
        """The part of the shorter list that is in the longer one; 0 where one is empty: no authors agree with none."""
        return self.number / self.possible if self.possible else 0.0


def families(record: Publication, owner: str | None) -> list[str]:
    """Return the family names of the authors shown, or else of the page's owner."""
    shown = [author.family or parse_name(author.name).family or author.name for author in record.authors]
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
        scored = [(_likeness(name, others[place]), -place) for place in likely if place not in taken]
        score, place = max(scored, default=(0.0, 0))
        lined.append(-place if score else None)
        taken |= {-place} if score else set()
    return lined


def _likeness(name: str, other: str) -> float:
    """Return how surely two names mean one person; a family name alone ("Doe et al.") says a little."""
    one, two = fold(name).split(), fold(other).split()
    if len(one) == 1 or len(two) == 1:
        return 50.0 if one[-1:] == two[-1:] else 0.0
    return same_person(name, other).score


def abbreviates(short: str | None, full: str) -> bool:
    """Whether `short` has an initial where `full` has a name, and everything else agrees.

    >>> abbreviates("J. Q.", "Jane Q."), abbreviates("Jane", "Jane Q."), abbreviates("J.", "Kim")
    (True, False, False)
    """
    initials, names = fold(short or "").split(), fold(full).split()
    if len(initials) == 1 and len(initials[0]) > 1 and (short or "").isupper():
        initials = list(initials[0])  # "JQ"
    fits = len(initials) <= len(names) and all(name.startswith(one) for one, name in zip(initials, names, strict=False))
    return (
        bool(initials) and fits and any(len(one) == 1 < len(name) for one, name in zip(initials, names, strict=False))
    )
