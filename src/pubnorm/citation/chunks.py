"""The features of a token's chunk: what a whole stretch between two marks looks like, and those beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeAlias

from pubnorm.citation.sums import F, Memo, Table

# What a chunk's summary adds: to its own tokens, to those of the next chunk and of the one before, to the last of that.
_Sign: TypeAlias = tuple[str, F, F, F, F]
# Codes that tell little of a sentence.
SMALL = frozenset("cx")
# No word of the chunk tells whether it is a venue.
SILENT = 9


class Chunks(Generic[F]):
    """Collects the features of chunks of one kind, named by `name` first; `sign` summarizes the codes of one."""

    def __init__(self, table: Table[F], name: str, sign: Callable[[str], str]) -> None:
        self._get, self._nothing, self._name = table.get, table.joined(()), name
        self.first, self.borders = table.group(f"{name}w").get, table.group(f"{name}B").get
        get, nothing = self._get, self._nothing
        self.steps = [[get(f"{name}#{place}@{step}", nothing) for step in range(4)] for place in range(7)]
        self.venues: Memo[tuple[float, int, int], F] = Memo(self._venue)
        self.by_sign: Memo[str, _Sign[F]] = Memo(self._sign)
        self.by_codes: Memo[str, _Sign[F]] = Memo(lambda codes: self.by_sign[sign(codes)])

    def _sign(self, sign: str) -> _Sign[F]:
        get, nothing, name = self._get, self._nothing, self._name
        own, above, below = (get(f"{name}{mark}{sign}", nothing) for mark in "=<>")
        return sign, own, above, below, get(f"{name}E{sign}", nothing)

    def _venue(self, key: tuple[float, int, int]) -> F:
        """Return what so many words say that speak for or against a venue so strongly, among all of the chunk."""
        points, many, size = key
        venue = max(-4, min(4, round(2 * points / many))) if many else SILENT
        return self._get(f"{self._name}v{venue}n{min(size, 12) // 2}", self._nothing)

    def features(
        self, ends: Sequence[int], codes: str, lower: Sequence[str], venues: tuple[Sequence[float], Sequence[int]]
    ) -> list[F]:
        """Return what the chunks add to each token.

        `ends` are where chunks end, but for the last; `codes` and `lower` are of all tokens; `venues` how strongly the
        tokens before each place speak for a venue, all together, and how many of them speak at all.
        """
        first, borders, nothing, by_codes = self.first, self.borders, self._nothing, self.by_codes
        points, speaking = venues
        of_venues = self.venues
        if not ends or ends[-1] < len(codes):
            ends = [*ends, len(codes)]
        starts = [0, *ends]
        signs = [by_codes[codes[start:end]] for start, end in zip(starts, ends, strict=False)]
        signs.append(self.by_sign["$"])
        found: list[F] = []
        before, _, above, _, _ = self.by_sign["^"]
        for at, end in enumerate(ends):
            start = starts[at]
            size = end - start
            sign, own, for_next, _, _ = signs[at]
            _, _, _, below, closing = signs[at + 1]
            shared = own + above + below + first(lower[start], nothing)
            shared += of_venues[points[end] - points[start], speaking[end] - speaking[start], size]
            steps = self.steps[at if at < 6 else 6]
            found.append(shared + steps[0] + borders(f"{before}|{sign}", nothing))
            if size > 1:
                found += [shared + step for step in steps[1:size]]
                if size > 4:
                    found += found[-1:] * (size - 4)
            found[-1] += closing
            before, above = sign, for_next
        return found


def short_sign(codes: str) -> str:
    """Summarize a short chunk: its words' codes without repetition.

    >>> short_sign("CIICIC")
    'CICIC'
    """
    out = ""
    for code in codes:
        if code != out[-1:]:
            out += code
            if len(out) == 5:
                break
    return out


def sentence_sign(codes: str) -> str:
    """Summarize a sentence: the set of its words' codes.

    >>> sentence_sign("lcvlCl")
    'Clv'
    """
    return "".join(sorted(set(codes) - SMALL))[:6]
