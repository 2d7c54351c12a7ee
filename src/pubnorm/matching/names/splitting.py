"""Author lists: where the names stand in a text, whatever the order and the separators.

The text is cut at everything that may stand between names; then the best reading is searched: each piece is a whole
name ("Jane Doe", "Doe J"), a family name whose given names follow after a comma ("Doe, J."), or not understood. Lists
keep one order, but for the first name, which some styles invert alone; so changing the order costs.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.names.evidence import INITIALS, NO, Evidence, has_name_shape, piece_evidence, sigmoid
from pubnorm.matching.names.inverted import names_of_bibtex, names_with_semicolons
from pubnorm.matching.names.pieces import Piece, cut, is_degree
from pubnorm.matching.names.stops import is_own_stop
from pubnorm.matching.names.styles import BARE, are_families, begins_direct, goes_on_direct
from pubnorm.matching.names.words import words

# A piece that is left as not understood; initials hardly stand for anything but a name's part.
_REST, _REST_INITIALS = -1.5, -5.9
# The orders a list can be in: given name first, one inverted name so far, several. That the first name alone is
# inverted is a style of its own.
_DIRECT, _ONCE, _INVERTED = range(3)
_TWO_NAMES = 6.0  # what it costs to invert a first name of two words on either side of the comma, in a direct list
_TWO_NAMES_LATER = 3.5  # the same behind a whole name
# By whether a name is inverted and the order before: the order after it, and what that costs.
_CHANGES = (
    ((_DIRECT, 0.0), (_DIRECT, -0.7), (_DIRECT, -3.0)),
    ((_ONCE, -2.5), (_INVERTED, 0.0), (_INVERTED, 0.0)),
)
_NEVER = -math.inf
_LIMIT = 25.0
# From this gain on a name is sure enough to speak for its neighbours, and how much it then says for them.
_SURE, _TRUST, _TRUST_LOWER = 2.0, 6.0, 4.0
_NO_NAME = -5.0  # less than this no family name has that stands alone among inverted ones
_LIST = 2  # inverted names of a list that surely is one
_LONGEST = 20_000
_MARK = 4  # characters of a mark within a name
# "Doe, J. Roe, R. Poe, P.": inverted names with nothing between them but a space, from the first to the last initial.
_INVERTED_NAME = r"[^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+){0,2}, ?(?:-?[A-Z]\. ?){0,3}-?[A-Z]"
_UNPARTED = re.compile(
    rf"\W{{0,3}}(?:\d{{1,3}}\W{{1,3}})?(?![A-Z]{{1,3}},){_INVERTED_NAME}(?:\.[,;]? (?:and |& )?{_INVERTED_NAME})+\.?\W*"
)
_GAP = re.compile(r"(?<=[A-Z]\.) (?=[^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+){0,2},)")


class NameSpan(NamedTuple):
    """Where a displayed name stands in the text; marks, roles and affiliations are outside."""

    start: int
    end: int


class NameList(NamedTuple):
    """The names of a text; `rest` is what is neither name, separator nor note; `score` is from 0 to 1."""

    names: tuple[NameSpan, ...]
    truncated: bool
    rest: tuple[tuple[int, int], ...]
    notes: tuple[tuple[int, int], ...]
    score: float


@lru_cache(maxsize=4096)
def split_names(text: str, *, expected: bool = False) -> NameList:
    """Return the names in a text that may be a list of authors, or, where that is `expected`, is one.

    >>> text = "Huang, Y.*, Yuan, B., … & Liu, Z."
    >>> found = split_names(text)
    >>> [text[name.start : name.end] for name in found.names], found.truncated
    (['Huang, Y.', 'Yuan, B.', 'Liu, Z.'], True)
    """
    found = cut(_parted(text[:_LONGEST]))
    names: list[NameSpan] = []
    rest: list[tuple[int, int]] = [(_LONGEST, len(text))] if len(text) > _LONGEST else []
    sure = 0.0
    for first, last, _, gain in _bridged(found.pieces, _read(found.pieces, expected)):
        start, end = found.pieces[first].start, found.pieces[last].end
        if gain is None:
            rest.append((start, end))
        else:
            names.append(NameSpan(start, end))
            sure += sigmoid(0.7 * gain - 0.7) * (end - start)
    names = _without_final_stop(text, names)
    notes = tuple(note for note in found.notes if not _within(note[1], names))
    total = sum(name.end - name.start for name in names) + sum(end - start for start, end in rest)
    return NameList(tuple(names), found.truncated, tuple(rest), notes, round(sure / total, 4) if total else 0.0)


def _parted(text: str) -> str:
    """Part inverted names that nothing parts, where a text is nothing but such a list; offsets hold."""
    if ". " not in text or "," not in text or not _GAP.search(text) or not _UNPARTED.fullmatch(text):
        return text
    return _GAP.sub(";", text)


def _within(position: int, names: list[NameSpan]) -> bool:
    """Whether a position is in one of the names, or at its end; they stand in order."""
    at = bisect_left(names, position, key=lambda name: name.end)
    return at < len(names) and names[at].start < position


def _without_final_stop(text: str, names: list[NameSpan]) -> list[NameSpan]:
    """Leave out the full stop that ends the list where it is not the last initial's own."""
    if not names or text[names[-1].end - 1] != ".":
        return names
    last = text[names[-1].start : names[-1].end]
    if is_own_stop(last, [text[name.start : name.end] for name in names[:-1]]):
        return names
    return [*names[:-1], NameSpan(names[-1].start, names[-1].end - 1)]


def name_score(text: str) -> float:
    """Return from 0 to 1 how much a short text looks like one person's name.

    >>> name_score("Wei Zhang") > 0.9, name_score("Deep Learning") < 0.1, name_score("Hong Kong") < 0.1
    (True, True, True)
    """
    found = split_names(text)
    return found.score if len(found.names) == 1 and not found.rest else 0.0


def _bridged(pieces: list[Piece], steps: list[_Step]) -> list[_Step]:
    """Take what stands alone in a list of inverted names along: "Doe, J., Roe, Poe, A.", "Doe, D., J., Roe, R."."""
    turned = sum(last > first for first, last, _, _ in steps)
    if turned < _LIST or turned == len(steps):
        return steps
    read: list[_Step] = []
    for at, (first, last, end, gain) in enumerate(steps):
        alone = gain is None and first == last and pieces[first].before in ("comma", "and") and read
        goes_on = at + 1 < len(steps) and steps[at + 1][3] is not None and pieces[end].before in ("comma", "and")
        if not alone or read[-1][3] is None:
            read.append((first, last, end, gain))
        elif pieces[first].before == "comma" and INITIALS.fullmatch(pieces[first].text):
            read[-1] = (read[-1][0], last, end, read[-1][3])
        elif goes_on and " " not in pieces[first].text and has_name_shape(pieces[first].text):
            read.append((first, last, end, 0.0))
        else:
            read.append((first, last, end, gain))
    return read


# Pieces from the first up to the third number (without) read as one name that ends with the piece of the second; the
# gain is None for what is no name.
_Step = tuple[int, int, int, float | None]


def _read(pieces: list[Piece], expected: bool) -> list[_Step]:
    seen = [piece_evidence(piece.text) for piece in pieces]
    stretches = names_with_semicolons(pieces)
    if stretches:
        gains = [seen[first].family + seen[last].given for first, last in stretches if last > first]
        if sum(gains) < _SURE * len(gains):
            stretches = None  # "Barcelona, Spain; October", "Rust, Java; Swift, Ruby"
    if stretches is None and _is_plain(pieces, seen):
        return [(i, i, i + 1, min(evidence.full, _LIMIT)) for i, evidence in enumerate(seen)]
    stretches = stretches or names_of_bibtex(pieces)
    if stretches:
        return [_named(first, last, pieces, seen) for first, last in stretches]
    steps = _best_reading(pieces, seen)
    if are_families(pieces, seen, [first for first, last, _, _ in steps if last > first], expected=expected):
        return [(i, i, i + 1, evidence.family - BARE + (expected and _TRUST)) for i, evidence in enumerate(seen)]
    sure = [first for first, _, _, gain in steps if gain is not None and gain > _SURE]
    if not (sure or expected) or len(sure) == len(steps):
        return steps
    # What stands between sure names, or behind the list's "and", is a name too, though its words are rare as names
    # ("True Price"); before and after them other text may begin.
    trusted = [_raised(evidence, _trust(i, pieces[i], sure, expected)) for i, evidence in enumerate(seen)]
    return _best_reading(pieces, trusted)


def _named(first: int, last: int, pieces: list[Piece], seen: list[Evidence]) -> _Step:
    """Read the pieces from `first` to `last` as one name, inverted where they are two; a piece alone may be none."""
    if first < last:
        return first, last, last + 1, min(max(_SURE, seen[first].family + seen[last].given), _LIMIT)
    none = seen[first].full < _NO_NAME or pieces[first].text[0].islower()
    return first, last, last + 1, None if none else min(seen[first].full, _LIMIT)


def _trust(i: int, piece: Piece, sure: list[int], expected: bool) -> float:
    if not has_name_shape(piece.text):
        return _TRUST_LOWER if expected and has_name_shape(piece.text, any_case=True) else 0.0
    if expected:
        return 2 * _TRUST
    return _TRUST if sure[0] < i < sure[-1] or (i > sure[0] and piece.before == "and") else _TRUST / 3


def _raised(evidence: Evidence, trust: float) -> Evidence:
    """Return the evidence with trust added; a single word is less of a whole name, but in East Asian script."""
    share = 1.0 if evidence.tokens > 1 or (evidence.family == NO and evidence.full > -3.0) else 0.25
    return evidence._replace(full=evidence.full + share * trust, family=evidence.family + trust)


def _is_plain(pieces: list[Piece], seen: list[Evidence]) -> bool:
    """Tell at a glance that every piece is a whole name and no two would gain as an inverted one."""
    before: Evidence | None = None
    for piece, here in zip(pieces, seen, strict=True):
        if here.full < _SURE:
            return False
        if before and piece.before in ("comma", "note") and before.family + here.given > before.full + here.full:
            return False
        before = here
    return True


def _best_reading(pieces: list[Piece], seen: list[Evidence]) -> list[_Step]:
    """Search the reading with the highest sum."""
    count = len(pieces)
    # best[i][order]: score of the first i pieces, the list being in that order.
    best = [[_NEVER] * 3 for _ in range(count + 1)]
    best[0][_DIRECT] = 0.0
    back: list[list[tuple[int, _Step]]] = [[(0, (0, 0, 0, None))] * 3 for _ in range(count + 1)]
    for i in range(count):
        reached = [(order, score) for order, score in enumerate(best[i]) if score > _NEVER]
        for step, inverted in _readings(i, pieces, seen):
            end, gain = step[2], step[3]
            for order, before in reached:
                if gain is None:
                    after, score = order, before + (_REST_INITIALS if seen[i].initials_only else _REST)
                else:
                    after, change = _CHANGES[inverted][order]
                    if (
                        inverted
                        and order == _DIRECT
                        and goes_on_direct(back[i][order][1][3], pieces[i], seen[i : i + 2])
                    ):
                        change -= _TWO_NAMES_LATER
                    score = before + (gain + (change if i else 0.0))
                if score > best[end][after]:
                    best[end][after] = score
                    back[end][after] = (order, step)
    steps: list[_Step] = []
    at, order = count, max((_DIRECT, _ONCE, _INVERTED), key=best[count].__getitem__)
    while at:
        order, step = back[at][order]
        steps.append(step)
        at = step[0]
    return steps[::-1]


def _readings(i: int, pieces: list[Piece], seen: list[Evidence]) -> list[tuple[_Step, int]]:
    """Return what can begin at piece `i`, and whether it is inverted."""
    here, count = seen[i], len(pieces)
    full, family = min(here.full, _LIMIT), min(here.family, _LIMIT)
    options: list[tuple[_Step, int]] = [((i, i, i + 1, None), 0), ((i, i, i + 1, full), 0)]
    if i + 1 == count:
        return options
    following, text = pieces[i + 1].before, pieces[i + 1].text
    if following == "comma":
        suffix = _is_suffix(text)
        comma_after = i + 2 < count and pieces[i + 2].before == "comma"
        if suffix:
            options.append(((i, i + 1, i + 2, full + 1.0), 0))
            if comma_after:
                options.append(((i, i + 2, i + 3, family + seen[i + 2].given + 1.0), 1))
        if not suffix or text.isupper():
            gain = family + min(seen[i + 1].given, _LIMIT) - (_TWO_NAMES if not i and begins_direct(seen) else 0.0)
            options.append(((i, i + 1, i + 2, gain), 1))
            after = i + 1
            while after < count and pieces[after].before == "comma" and is_degree(pieces[after].text, pieces[i].text):
                after += 1
            if after > i + 1:
                options.append(((i, i, after, full + 2.0 * (after - i - 1)), 0))
            if comma_after and _is_suffix(pieces[i + 2].text):
                options.append(((i, i + 2, i + 3, gain + 1.0), 1))
    elif (
        following == "note"
        and pieces[i + 1].start - pieces[i].end <= _MARK
        and min(here.tokens, seen[i + 1].tokens) == 1
    ):  # a mark inside a name: "Jane* Doe", and no bracket, "Roe R. (eds) WAVES 2020"
        joined = piece_evidence(f"{pieces[i].text} {text}").full
        options.append(((i, i + 1, i + 2, min(joined, _LIMIT)), 0))
    return options


def _is_suffix(text: str) -> bool:
    return text.lower() in words("suffix")
