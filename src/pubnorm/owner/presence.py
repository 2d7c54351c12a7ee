"""Who is among the authors of nearly all works of a page, where nothing else tells whose it is."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pubnorm.matching.wide import is_wide
from pubnorm.owner.forms import alike, fullness, is_spelled_out

_MOST_COMMON = 30  # spellings that are looked at for who is everywhere
_SHARE_OF_FEW, _SHARE_OF_MANY = 0.9, 0.65  # of the author lists, for an owner whom nothing else tells
_MANY, _AHEAD = 5, 1.5  # lists that are many; how much more often than the next the owner of such is named
_LEAST_LISTS, _NEAR = 3, 0.8  # for the order of the authors to tell; how many works rivals have of the most
_SHARE_OF_LED = 0.75  # of the lists, for whom their order tells
_SHARE_OF_FIRST, _AHEAD_AS_FIRST = 0.3, 2  # lists that an owner leads, of all and of those that a rival leads


class NameList(NamedTuple):
    """The names of a work's authors, and whether the list is cut short."""

    names: tuple[str, ...]
    truncated: bool = False


class Present(NamedTuple):
    """Somebody found by the author lists: their spellings, the best first, and how that was found out."""

    names: tuple[str, ...]
    evidence: str


class _Leader(NamedTuple):
    name: str
    works: int
    firsts: int | None  # lists that they lead, where the order of the authors told


def by_presence(lists: list[NameList]) -> Present | None:
    """Return who is among the authors of nearly all works, and plainly of more than anybody else is.

    Where two are there equally often, students stand first and their advisors last: whoever leads plainly more of the
    lists is meant. Lists in two scripts are asked apart, and each may name the owner in its own.

    >>> by_presence([NameList(("Jane Doe", "Rob Roe")), NameList(("J. Doe", "Ann Poe"))])
    Present(names=('Jane Doe',), evidence='among the authors of 2 of 2 works')
    """
    wide = [one for one in lists if is_wide(one.names[0])]
    parts = [wide, [one for one in lists if not is_wide(one.names[0])]] if 0 < len(wide) < len(lists) else []
    leaders = [leader for leader in map(_leader, parts) if leader]
    whole = None if len(leaders) > 1 else _leader(lists)
    if whole:
        leaders = [whole]
    elif len(leaders) == 1 and leaders[0].works < _SHARE_OF_MANY * len(lists):
        return None
    if not leaders:
        return None
    leaders.sort(key=lambda one: (is_spelled_out(one.name), one.works), reverse=True)
    works = sum(one.works for one in leaders)
    first = leaders[0].firsts
    led = "" if first is None else f", the first in {first}"
    return Present(tuple(one.name for one in leaders), f"among the authors of {works} of {len(lists)} works{led}")


def _leader(lists: list[NameList]) -> _Leader | None:
    """Return who is in nearly all of some lists, None where nobody or several could be."""
    if len(lists) < 2:
        return None
    counts: Counter[str] = Counter(name for one in lists for name in one.names)
    people: list[list[str]] = []  # the spellings of one person each
    for name, _ in counts.most_common(_MOST_COMMON):
        same = [names for names in people if any(alike(other, name) for other in names)]
        people = [names for names in people if names not in same] + [[*(n for names in same for n in names), name]]
    named = [[any(name in names for name in one.names) for one in lists] for names in people]
    works = [sum(row) for row in named]
    at, first = max(range(len(people)), key=works.__getitem__), None
    rival = max((count for number, count in enumerate(works) if number != at), default=0)
    share = _SHARE_OF_MANY if len(lists) >= _MANY and works[at] >= _AHEAD * rival else _SHARE_OF_FEW
    # A list that ends in "et al." may hold the owner all the same.
    whole = sum(here or not one.truncated for here, one in zip(named[at], lists, strict=True))
    if works[at] < share * whole or rival == works[at]:
        if len(lists) < _LEAST_LISTS or works[at] < _SHARE_OF_LED * len(lists):
            return None
        near = [number for number, count in enumerate(works) if count >= _NEAR * works[at]]
        firsts = {number: sum(one.names[0] in people[number] for one in lists) for number in near}
        at, *others = sorted(near, key=firsts.__getitem__, reverse=True)
        first = firsts[at]
        ahead = _AHEAD_AS_FIRST * max([1, *(firsts[number] for number in others)])
        if first < max(ahead, _SHARE_OF_FIRST * len(lists)):
            return None
    return _Leader(max(people[at], key=lambda name: (fullness(name), counts[name])), works[at], first)
