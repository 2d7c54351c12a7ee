"""What a list of names shows of its style: family names alone, whole names in direct order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pubnorm.matching.names.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pubnorm.matching.names.evidence import Evidence
    from pubnorm.matching.names.pieces import Piece

BARE = 3.0  # what a family name must have to be one alone, among others that stand alone
_LEAST_EXPECTED = -5.0  # where names are expected, less than this no family name has
_LEAST = 3  # names that make a list
_FEW = 3  # at most one of so many family names has two words


def are_families(pieces: list[Piece], seen: list[Evidence], turned: list[int], *, expected: bool) -> bool:
    """Tell whether all pieces are family names alone ("Kim, Lee, and Park"), though some could follow as given names.

    That takes a list that pairs do not fill: their number is odd, or the "and" stands before the last word alone.
    `turned` are the pieces that the best reading has inverted names begin with.
    """
    if len(pieces) < _LEAST or not (turned or expected) or seen[-1].tokens > 1:
        return False
    kinds = [piece.before for piece in pieces[1:]]
    if not {"comma"} <= set(kinds) <= {"comma", "and"} or "and" in kinds[:-1]:
        return False
    sure = kinds[-1] == "and" and expected
    many = sum(evidence.tokens > 1 for evidence in seen)
    if many > (len(seen) // _FEW if sure else 0):
        return False
    if sure:
        return all(evidence.family > _LEAST_EXPECTED and not evidence.initials_only for evidence in seen)
    if len(pieces) % 2 == 0 and kinds[-1] != "and":
        return False
    return min(evidence.family for evidence in seen) >= BARE and sum(seen[i].family - seen[i].given for i in turned) > 0


def begins_direct(seen: list[Evidence]) -> bool:
    """Tell whether a list begins with two names of two words, `Jane Doe, Rob Roe, …`, rather than one inverted."""
    if len(seen) < _LEAST or min(seen[0].tokens, seen[1].tokens) < 2 or seen[1].initials_only:
        return False
    following = seen[2:4]
    return len(following) == 1 or sum(e.full for e in following) > following[0].family + following[1].given


def goes_on_direct(before: float | None, piece: Piece, pair: Sequence[Evidence]) -> bool:
    """Tell whether a pair behind a whole name is rather two names than one turned round ("De La Roe, Ann")."""
    if before is None or min(one.tokens for one in pair) == 1 or pair[-1].initials_only:
        return False
    return pair[0].tokens == 2 or piece.text.split()[0].lower() not in words("particle")
