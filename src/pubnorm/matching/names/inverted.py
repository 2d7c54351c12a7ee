"""Lists that are told by their separators to have the family name first: of BibTeX, and those with semicolons."""

from __future__ import annotations

from collections.abc import Sequence

from pubnorm.matching.names.pieces import Piece
from pubnorm.matching.names.words import words

_PAIRS = 5  # separators of a list of at least three inverted names
_HALF = 0.5  # the share of its names that are led by what is plainly a family name, at the least
_LED = 0.7  # the share of names that are led by what is plainly a family name


def names_of_bibtex(pieces: Sequence[Piece]) -> list[tuple[int, int]] | None:
    """Return the first and last piece of each name of "Doe, Jane and Roe, Rob and Poe, Paula"; None of other lists."""
    kinds = [piece.before for piece in pieces[1:]]
    pairs = len(kinds) >= _PAIRS and len(kinds) % 2 == 1
    if not pairs or {*kinds[::2]} != {"comma"} or {*kinds[1::2]} != {"and"}:
        return None
    led = sum(
        _is_family(piece.text) for piece in pieces[::2]
    )  # "Jane Doe, Rob Roe*, Li Wei, Ann Poe*, TIDE: …" has none
    return [(at, at + 1) for at in range(0, len(pieces), 2)] if 2 * led >= _HALF * len(pieces) else None


def names_with_semicolons(pieces: Sequence[Piece]) -> list[tuple[int, int]] | None:
    """Return the first and last piece of each name of "DA SILVA, Ana Maria; DOE, Jane Roe; POE, P."; None of others.

    Most of the names have a comma, and begin with a word in capitals, a single one or a particle.
    """
    if not any(piece.before == "hard" for piece in pieces):
        return None
    starts = [at for at, piece in enumerate(pieces) if at == 0 or piece.before != "comma"]
    names = list(zip(starts, [start - 1 for start in starts[1:]] + [len(pieces) - 1], strict=True))
    pairs = [first for first, last in names if last == first + 1]
    if len(pairs) * 2 < len(names) or any(last > first + 1 for first, last in names):
        return None
    led = sum(_is_family(pieces[at].text) for at in pairs)
    return names if led >= _LED * len(pairs) else None


def _is_family(text: str) -> bool:
    """Whether what stands before a comma is plainly a family name: "DA SILVA", "Doe", "De Oliveira Doe"."""
    tokens = text.split()
    return text.isupper() or len(tokens) == 1 or tokens[0].lower() in words("particle")
