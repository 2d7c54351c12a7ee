"""Which stars and underscores are emphasis, and which are marks on authors.

CommonMark's delimiter rules (0.31, section 6.2), with two additions: what opens emphasis is never followed by a comma,
full stop, semicolon, colon or closing bracket, so the stars in `A. Doe*, B. Roe*` and `<b>Doe</b>*, Roe*` are marks,
but where no more than a volume is emphasised, as editors write `[*Tides*](…)*, 4*(1)`; and what closes it never follows
an opening bracket, so the one in `**(* equal contribution)**` is a mark.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from pubnorm import patterns as re

_NEVER_OPENS_BEFORE = frozenset(",.;:)]}")
_NEVER_CLOSES_BEHIND = frozenset("([{")
_VOLUME = re.compile(r"[,.;:](?: ?\d{1,4})?[*_](?!\w)")
REACH = 8  # characters behind a run that are looked at


@dataclass(slots=True)
class Delimiter:
    """A run of one delimiter character: at which piece it stands, how many are left, what it may do."""

    piece: int
    char: str
    count: int
    opens: bool
    closes: bool
    length: int


def delimiter(char: str, count: int, before: str, after: str, piece: int) -> Delimiter:
    """Return the delimiter run of `count` `char`s behind the character `before`, with up to `REACH` in `after`."""
    volume = count == 1 and after[:1] in _NEVER_OPENS_BEFORE and _VOLUME.match(after) is not None
    after = after[:1]
    space_before = not before or before.isspace()
    space_after = not after or after.isspace()
    punctuation_before = not space_before and _punctuation(before)
    punctuation_after = not space_after and _punctuation(after)
    left = not space_after and (not punctuation_after or space_before or punctuation_before)
    right = not space_before and (not punctuation_before or space_after or punctuation_after)
    if char == "_":
        opens = left and (not right or punctuation_before)
        closes = right and (not left or punctuation_after)
    else:
        opens, closes = left, right
    if after in _NEVER_OPENS_BEFORE and not volume:
        opens = False
    if before in _NEVER_CLOSES_BEHIND:
        closes = False
    return Delimiter(piece, char, count, opens, closes, count)


def pair(delimiters: list[Delimiter]) -> list[tuple[int, int, int]]:
    """Return the emphasis as (opening piece, closing piece, 1 for italic or 2 for bold); counts are used up in place.

    Linear: what was searched in vain below a closer is not searched again (CommonMark's `openers_bottom`).
    """
    found: list[tuple[int, int, int]] = []
    stack: list[Delimiter] = []
    bottom: dict[tuple[str, bool, int], int] = {}
    for closer in delimiters:
        if closer.closes:
            _close(closer, stack, bottom, found)
        if closer.count and closer.opens:
            stack.append(closer)
    return found


def _close(
    closer: Delimiter,
    stack: list[Delimiter],
    bottom: dict[tuple[str, bool, int], int],
    found: list[tuple[int, int, int]],
) -> None:
    while closer.count:
        kind = (closer.char, closer.opens, closer.length % 3)
        floor = min(bottom.get(kind, 0), len(stack))
        at = len(stack) - 1
        while at >= floor and not _fits(stack[at], closer):
            at -= 1
        if at < floor:
            bottom[kind] = len(stack)
            return
        opener = stack[at]
        width = 2 if opener.count >= 2 and closer.count >= 2 else 1
        opener.count -= width
        closer.count -= width
        found.append((opener.piece, closer.piece, width))
        del stack[at + 1 :]
        if not opener.count:
            stack.pop()
        for key, value in bottom.items():
            if value > len(stack):
                bottom[key] = len(stack)


def _fits(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.char != closer.char:
        return False
    if (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0:
        return opener.length % 3 == 0 and closer.length % 3 == 0
    return True


def _punctuation(char: str) -> bool:
    return char != "\ufffc" and unicodedata.category(char)[0] in "PS"
