"""Patterns of the tables, which all ignore case: told fast that they are nowhere in a text, and four times as fast.

`re` skips alternatives by their first letter only where case matters. So text is searched in lower case by the pattern
in lower case, which finds the same; text and patterns for which that would not hold go the slow way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path

import msgspec

from pubnorm import patterns as re
from pubnorm.compiled import Compiled
from pubnorm.matching import signs
from pubnorm.matching.signs import signs_of

try:
    from pubnorm.matching.native_sign_search import SignSearch
except ImportError:  # built without a C compiler
    from pubnorm.matching.sign_search import SignSearch

_LETTER = re.compile(r"\\.|[A-ZÀ-ÖØ-ÞĀ-ɏ]", re.DOTALL)
_ODD = ("ı", "İ", "ſ")  # signs that `re.I` takes for ASCII letters, or that are two signs in lower case
_MANIFOLD = r"[µıİſ\u0370-\u052f\u1c80-\u1fff\u212a\u212b]"  # letters of more than two forms
# What might mean something else in lower case: named groups and flags, escapes by number, ranges that are not between
# two capitals, and letters of several forms.
_CASED = re.compile(rf"\(\?[a-zA-Z-]|\\[uUN\d]|\\x[45]|[A-Z]-[^A-Z?]|[^A-Z]-[A-Z]|[À-ɏ]-|-[À-ɏ]|{_MANIFOLD}")


class _Needed(msgspec.Struct, array_like=True):
    """Strings in lower case of which a find of any of some patterns has one, and those of each pattern; all or none."""

    any: list[str]
    each: list[list[str]]


class _Alternative:
    """One of the patterns that are looked for together, compiled when a text first has a sign of it."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _search(self) -> tuple[Callable[[str, int, int], object], bool]:
        lower = _CASED.search(self.pattern) is None
        compiled = re.compile(_LETTER.sub(_lowered, self.pattern) if lower else self.pattern, 0 if lower else re.I)
        return compiled.search, lower

    def found(self, text: str, lowered: str, start: int, end: int) -> bool:
        """Tell whether the pattern is somewhere in `text[start:end]`, of which `lowered` is the lower case."""
        search, lower = self._search
        return search(lowered if lower else text, start, end) is not None


# The text that was looked at last, its lower case, and whether it is plain ASCII: many patterns are looked for in one
# text, one after the other.
_last = ("", "", True)


class Caseless:
    """Patterns without regard to case, of which any is looked for; each is compiled when first needed.

    What all that they find cannot do without (`signs_of`) is looked for first.
    """

    def __init__(self, *patterns: str) -> None:
        self._alternatives = tuple(map(_Alternative, patterns))

    @cached_property
    def _needed(self) -> _Needed:
        return _needed(tuple(one.pattern for one in self._alternatives))

    @cached_property
    def _any_sign(self) -> SignSearch | None:
        return SignSearch(self._needed.any) if self._needed.any else None

    @cached_property
    def _ascii_sign(self) -> SignSearch | None:
        return SignSearch(filter(str.isascii, self._needed.any)) if self._needed.any else None

    @cached_property
    def _each(self) -> list[tuple[_Alternative, SignSearch | None]]:
        """The patterns, each with what tells its signs; one alone has those of all, which are told before."""
        own = self._needed.each if len(self._alternatives) > 1 else [[]]
        return [(one, SignSearch(some) if some else None) for one, some in zip(self._alternatives, own, strict=True)]

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(one.pattern for one in self._alternatives), re.IGNORECASE)

    def found(self, text: str, start: int = 0, end: int | None = None) -> bool:
        r"""Tell whether a pattern is somewhere in `text[start:end]`; what stands before may count for its bounds.

        >>> [Caseless(r"\bPh\.?D\W+thesis").found(text) for text in ("My PHD Thesis", "phd – THESIS", "thesis")]
        [True, True, False]
        """
        if end is None:
            end = len(text)
        global _last
        known, lowered, plain = _last
        if known is not text:
            _last = _, lowered, plain = text, text.lower(), text.isascii()
        if not plain and any(map(text.__contains__, _ODD)):
            return self._any.search(text, start, end) is not None
        sign = self._ascii_sign if plain else self._any_sign
        if sign is not None and not sign.within(lowered, start, end):
            return False
        for one, own in self._each:
            if (own is None or own.within(lowered, start, end)) and one.found(text, lowered, start, end):
                return True
        return False

    def sub(self, replacement: str, text: str) -> str:
        """Return `text` with the replacement for all that is found.

        >>> Caseless("tides?").sub("~", "Slow Tides on TIDE")
        'Slow ~ on ~'
        """
        return self._any.sub(replacement, text) if self.found(text) else text

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return where the pattern is first found in `text[start:end]`.

        >>> Caseless("tides?").search("Slow Tides")[0]
        'Tides'
        """
        end = len(text) if end is None else end
        return self._any.search(text, start, end) if self.found(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Return all finds in `text[start:end]`, in order.

        >>> [match[0] for match in Caseless("tides?").finditer("Slow Tides on TIDE", 6)]
        ['TIDE']
        """
        end = len(text) if end is None else end
        return self._any.finditer(text, start, end) if self.found(text, start, end) else iter(())


_told: dict[str, _Needed] = {}


def _needed(patterns: tuple[str, ...]) -> _Needed:
    """Return what finds of the patterns cannot do without: as stored when the package was built, if they are there."""
    key = "\n".join(patterns)
    needed = _known().get(key)
    if needed is None:
        each = [_lowered_signs(pattern) for pattern in patterns]
        found = {sign for some in each for sign in some} if all(each) else set()
        some = sorted(sign for sign in found if not any(other in sign for other in found if other != sign))
        needed = _told[key] = _Needed(some, each)
    return needed


def _lowered_signs(pattern: str) -> list[str]:
    found = signs_of(pattern)
    return [] if re.search(_MANIFOLD, "".join(found)) else sorted({sign.lower() for sign in found})


SIGNS: Compiled[dict[str, _Needed]] = Compiled(
    "signs", dict[str, _Needed], lambda: [Path(__file__), Path(signs.__file__)], lambda: _told
)


@cache
def _known() -> dict[str, _Needed]:
    """Return what has been told of patterns, which grows: that was stored, and that of this process."""
    _told.update(SIGNS.read())
    return _told


def _lowered(match: re.Match[str]) -> str:
    r"""Return a capital in lower case; escapes such as `\W` stay."""
    return match[0] if match[0][0] == "\\" else match[0].lower()
