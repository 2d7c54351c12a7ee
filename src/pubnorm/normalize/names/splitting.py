"""Author lists: where the names stand in a text, whatever the order and the separators.

The text is cut at everything that may stand between names; then the best reading is searched: each piece is a whole name
("Jane Doe", "Doe J"), a family name whose given names follow after a comma ("Doe, J."), or not understood. Lists keep one
order, but for the first name, which some styles invert alone; so changing the order costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pubnorm.normalize.names.evidence import NO, Evidence, piece_evidence, sigmoid
from pubnorm.normalize.names.pieces import Piece, cut
from pubnorm.normalize.names.words import words

# A piece that is left as not understood.
_REST = -1.5
# Changing from given-first to inverted order, and back (after the first name the latter is a style of its own).
_TO_INVERTED, _TO_DIRECT = -2.5, -0.7
_LIMIT = 25.0
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Where a displayed name stands in the text; marks, roles and affiliations are outside."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a text; `rest` is what is neither name, separator nor note; `score` is from 0 to 1."""

    names: tuple[NameSpan, ...]
    truncated: bool
    rest: tuple[tuple[int, int], ...]
    notes: tuple[tuple[int, int], ...]
    score: float


@lru_cache(maxsize=4096)
def split_names(text: str) -> NameList:
    """Return the names in a text that is, or may be, a list of authors.

    >>> text = "Huang, Y.*, Yuan, B., … & Liu, Z."
    >>> found = split_names(text)
    >>> [text[name.start : name.end] for name in found.names], found.truncated
    (['Huang, Y.', 'Yuan, B.', 'Liu, Z.'], True)
    """
    found = cut(text[:_LONGEST])
    names: list[NameSpan] = []
    rest: list[tuple[int, int]] = [(_LONGEST, len(text))] if len(text) > _LONGEST else []
    sure = 0.0
    for first, last, gain in _best_reading(found.pieces):
        start, end = found.pieces[first].start, found.pieces[last].end
        if gain is None:
            rest.append((start, end))
        else:
            names.append(NameSpan(start, end))
            sure += sigmoid(0.7 * gain - 0.7) * (end - start)
    inside = tuple(note for note in found.notes if not any(n.start < note[1] <= n.end for n in names))
    total = sum(name.end - name.start for name in names) + sum(end - start for start, end in rest)
    return NameList(tuple(names), found.truncated, tuple(rest), inside, round(sure / total, 4) if total else 0.0)


def name_score(text: str) -> float:
    """Return from 0 to 1 how much a short text looks like one person's name.

    >>> name_score("Wei Zhang") > 0.9, name_score("Deep Learning") < 0.1, name_score("Hong Kong") < 0.1
    (True, True, True)
    """
    found = split_names(text)
    return found.score if len(found.names) == 1 and not found.rest else 0.0


_Step = tuple[int, int, float | None]


def _best_reading(pieces: list[Piece]) -> list[_Step]:
    """Search the reading with the highest sum; a step is (first piece, last piece, its gain or None for rest)."""
    count = len(pieces)
    seen = [piece_evidence(piece.text) for piece in pieces]
    # best[i][order]: score of the first i pieces, the last name standing in order 0 (given first) or 1 (inverted).
    best: list[list[float]] = [[0.0, 0.0]] + [[NO * count - 100] * 2 for _ in range(count)]
    back: list[list[tuple[int, _Step]]] = [[(0, (0, 0, None))] * 2 for _ in range(count + 1)]
    for i in range(count):
        for end, inverted, gain in _readings(i, pieces, seen):
            for order in (0, 1):
                change = 0.0 if i == 0 or gain is None or order == inverted else (_TO_DIRECT, _TO_INVERTED)[inverted]
                after = order if gain is None else inverted
                score = best[i][order] + (_REST if gain is None else gain) + change
                if score > best[end][after]:
                    best[end][after] = score
                    back[end][after] = (order, (i, end - 1, gain))
    steps: list[_Step] = []
    at, order = count, 0 if best[count][0] >= best[count][1] else 1
    while at:
        order, step = back[at][order]
        steps.append(step)
        at = step[0]
    return steps[::-1]


def _readings(i: int, pieces: list[Piece], seen: list[Evidence]) -> list[tuple[int, int, float | None]]:
    """Return what can begin at piece `i`: (piece after it, whether inverted, gain)."""
    here, count = seen[i], len(pieces)
    options: list[tuple[int, int, float | None]] = [(i + 1, 0, None), (i + 1, 0, min(here.full, _LIMIT))]
    if i + 1 < count and pieces[i + 1].before == "comma":
        if _is_suffix(pieces[i + 1].text):
            options.append((i + 2, 0, min(here.full, _LIMIT) + 1.0))
            if i + 2 < count and pieces[i + 2].before == "comma":
                options.append((i + 3, 1, min(here.family, _LIMIT) + seen[i + 2].given + 1.0))
        else:
            gain = min(here.family, _LIMIT) + min(seen[i + 1].given, _LIMIT)
            options.append((i + 2, 1, gain))
            if i + 2 < count and pieces[i + 2].before == "comma" and _is_suffix(pieces[i + 2].text):
                options.append((i + 3, 1, gain + 1.0))
    elif i + 1 < count and pieces[i + 1].before == "note" and min(here.tokens, seen[i + 1].tokens) == 1:
        # A mark inside a name ("Jane* Doe").
        options.append((i + 2, 0, min(piece_evidence(f"{pieces[i].text} {pieces[i + 1].text}").full, _LIMIT)))
    return options


def _is_suffix(text: str) -> bool:
    return text.lower() in words("suffix")
