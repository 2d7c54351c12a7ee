"""Who is set off in the author lists of a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pubnorm.fields.people import FoundAuthors
from pubnorm.matching.wide import is_wide
from pubnorm.owner.forms import alike, fold_name, forms, fullness, is_spelled_out

_LEAST_SHARE = 0.3  # of the author lists that show an owner by emphasis
_LEAST_OF_SCRIPT = 0.5  # of the lists in one of two scripts


class Shown(NamedTuple):
    """Somebody whom the lists set off: their spellings, the best first, and how that was found out."""

    names: tuple[str, ...]
    evidence: str


class _Spellings:
    """How often each spelling is set off, and in which form it is displayed."""

    def __init__(self, lists: Sequence[FoundAuthors]) -> None:
        self.lists: list[frozenset[str]] = []  # the folded spellings set off in each list
        self.displayed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for found in lists:
            emphasised = [author for author in found.authors if author.emphasised]
            keys = []
            if 0 < len(emphasised) <= max(1, len(found.authors) // 2) or len(found.authors) == 1:
                for author in emphasised:
                    for form in forms(author.name):
                        keys.append(fold_name(form))
                        self.displayed[keys[-1]][form] += 1
            self.lists.append(frozenset(keys))
        self.count = Counter(key for keys in self.lists for key in keys)  # lists that set off each

    def name(self, key: str) -> str:
        return self.displayed[key].most_common(1)[0][0]

    def lists_of(self, keys: Sequence[str]) -> int:
        """Return how many lists set off one of some spellings."""
        return sum(not shown.isdisjoint(keys) for shown in self.lists)


def by_emphasis(lists: Sequence[FoundAuthors]) -> Shown | None:
    """Return who is bold, underlined or the like in a good part of the author lists."""
    spellings = _Spellings(lists)
    if not spellings.displayed:
        return None
    key = max(spellings.displayed, key=lambda one: (spellings.count[one], len(one)))
    name = spellings.name(key)
    same = [other for other in spellings.displayed if other != key and alike(spellings.name(other), name)]
    foreign = _in_other_script(lists, spellings, key)
    total = spellings.lists_of((key, *same, *foreign))
    if total < max(1, _LEAST_SHARE * len(lists)):
        return None
    fullest = max(
        (spellings.name(one) for one in (key, *same)),
        key=lambda one: (fullness(one), spellings.displayed[fold_name(one)].total()),
    )
    names = [fullest if fullness(name) < fullness(fullest) else name, *map(spellings.name, foreign)]
    if not is_spelled_out(names[0]):
        names.reverse()  # "Wei, H." in lists in English, "韩伟" in those in Chinese
    return Shown(tuple(names), f"emphasised in {total} of {len(lists)} author lists")


def _in_other_script(lists: Sequence[FoundAuthors], spellings: _Spellings, key: str) -> list[str]:
    """Return the spelling that is set off in the lists of the other script as `key` is in those of its own."""
    scripts = [is_wide(found.authors[0].name) for found in lists]
    of_key = is_wide(spellings.name(key))
    others = [other for other in spellings.displayed if is_wide(spellings.name(other)) is not of_key]
    if not others or scripts.count(of_key) * _LEAST_OF_SCRIPT > spellings.count[key]:
        return []
    other = max(others, key=spellings.count.__getitem__)
    return [other] if spellings.count[other] >= _LEAST_OF_SCRIPT * max(1, scripts.count(not of_key)) else []
