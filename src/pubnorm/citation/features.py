"""The features of every token of a citation in its place: the word, its neighbours, brackets, quotes, chunks, markup.

A chunk is a stretch up to a comma, a sentence one up to a stronger mark; each is summarized by the codes of its words
(see `pubnorm.citation.words`), which lets the tagger see that a name list, a title or a venue stands there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Generic, TypeAlias

from pubnorm.citation.chunks import Chunks, sentence_sign, short_sign
from pubnorm.citation.known import find_venues
from pubnorm.citation.sums import F, Memo, Table
from pubnorm.citation.tokens import Token
from pubnorm.citation.weights import Rows
from pubnorm.citation.words import CoreForm, Form, core_of, ends, parts

Style = tuple[int, int, str]
# What features add to a word itself, to the token after it and before it, and to those two places on and back.
_Beside: TypeAlias = tuple[F, F, F, F, F]
# What tokens of one form share: such features; them before and after another word, as features name them; the quotes
# and brackets they open and close.
_Shared: TypeAlias = tuple[_Beside[F], str, str, int]
# Of a word: it in lower case and as features name it, its form, how strongly it speaks for a venue, how venues' names
# fold it and how many words they may have; what it adds to itself, and, if any feature names it, to the places beside.
_Named: TypeAlias = tuple[str, str, CoreForm, float, str, int, F, tuple[F, ...] | None]
# The same; its code; it before and after another word, as features name it; which chunks it ends; the quotes and
# brackets it opens and closes; in lower case; how strongly it speaks for a venue; with its punctuation; folded as
# venues' names are, how many words such a name may have that begins with it, and whether one ends with it.
_Entry: TypeAlias = tuple[F, F, F, F, F, str, str, str, int, int, str, float, str, str, int, bool]

# Between a word and the punctuation around it, or the next word, in the names of features.
BESIDE = "\t"
# Quotes that are apostrophes too close none but their own kind.
OPENS_BRACKET, CLOSES_BRACKET, OPENS_QUOTE, CLOSES_QUOTE, OPENS_SINGLE, CLOSES_SINGLE = 1, 2, 4, 8, 16, 32
_OPENING = dict.fromkeys('“„«「『"', OPENS_QUOTE) | dict.fromkeys("‘'`", OPENS_SINGLE)
_CLOSING = (
    (CLOSES_QUOTE, frozenset('”“»」』"')), (CLOSES_SINGLE, frozenset("’'")), (CLOSES_BRACKET, frozenset(")]）］】")),
)  # fmt: skip
_BRACKETS = frozenset("([（［【")
# What may stand after a word within the name of a venue.
JOINING = frozenset(".'’):&")


class Extractor(Generic[F]):
    """Collects the features of tokens, each put down as `table` says."""

    def __init__(self, table: Table[F], spoken: frozenset[str] | None = None, *, venues: bool = True) -> None:
        """`spoken` are the words that any feature of `table` names, if not all: of others only the affixes can tell.

        Without `venues` no name of a venue is known.
        """
        self._get = get = table.get
        self._joined = table.joined
        self._nothing = nothing = table.joined(())
        self._spoken = spoken
        self.knows_venues = venues
        self.edges = get("BOS", nothing), get("EOS", nothing)
        self.last = [get(f"e{left}", nothing) for left in range(1, 4)]
        self.firsts = [[get(f"i{at}Y{seen}", nothing) for at in range(4)] for seen in range(2)]
        self.tenths = [[get(f"i/{tenth}Y{seen}", nothing) for tenth in range(10)] for seen in range(2)]
        self.inside, self.bracketed = get("q1", nothing), get("b1", nothing)
        self.closed = [*[get(f"qa{step}", nothing) for step in range(3)], nothing]
        self._own, self.pair_of = table.group("w").get, table.group("B").get
        self._beside = [table.group(f"{place}w").get for place in "-+<>"]
        self._affixes = [table.group(letter).get for letter in "pxPX"]
        self.words: Memo[str, _Entry[F]] = Memo(self._word)
        self._cores: Memo[str, _Named[F]] = Memo(self._core)
        self._forms: Memo[tuple[CoreForm, str, str], _Shared[F]] = Memo(self._form)
        self.pairs: Memo[tuple[str, str], tuple[F, F]] = Memo(self._pair)
        self.triples: Memo[tuple[str, ...], F] = Memo(lambda leads: get("".join(leads), nothing))
        self._places: Memo[tuple[int, int], list[F]] = Memo(self._place)
        self.chunks = Chunks(table, "q", short_sign), Chunks(table, "Q", sentence_sign)

    def features(self, text: str, tokens: Sequence[Token], styles: Sequence[Style] = ()) -> list[F]:
        """Return the features of each of `tokens`, which are those of `text`.

        `styles` are stretches of markup as (start, end, name).

        >>> from pubnorm.citation.sums import Names
        >>> rows = Extractor(Names()).features("Doe 2001", [(0, 3, "Doe"), (4, 8, "2001")])
        >>> len(rows), "wdoe" in rows[0], "-wdoe" in rows[1]
        (2, True, True)
        """
        nothing, count, entries = self._nothing, len(tokens), self.words
        columns = zip(*[entries[word] for _, _, word in tokens], strict=True)
        own, before, after, far_before, far_after, letters, leads, follows, ends, marks, *more = columns
        lower, venue, marked, folds, sizes, parted = more
        pairs = list(map(self.pairs.__getitem__, zip(leads, follows[1:], strict=False)))
        inner = map(self.triples.__getitem__, zip(leads, leads[1:], leads[2:], strict=False))
        codes = "".join(letters)
        first, last = self.edges
        parts: list[Sequence[F]] = [
            own,
            (first, *before[:-1]),
            (nothing, nothing, *far_before)[:count],
            (nothing, *[pair[0] for pair in pairs]),
            (nothing, *[self.pair_of(f"{a}{BESIDE}{b}", nothing) for a, b in pairwise(marked)]),
            (*after[1:], last),
            (*far_after[2:], nothing, nothing)[-count:],
            (*[pair[1] for pair in pairs], nothing),
            (nothing, *inner, nothing)[:count],
            self._places[count, codes.find("y")],
        ]
        venues = [0.0, *accumulate(venue)], [0, *accumulate(map(bool, venue))]
        for level, chunks in enumerate(self.chunks, 1):
            stops = [at for at, end in enumerate(ends, 1) if end >= level]
            parts.append(chunks.features(stops, codes, lower, venues))
        if any(marks):
            parts.append(self._enclosure(marks))
        if self.knows_venues and (names := find_venues(folds, sizes, parted)):
            parts.append(self.in_venues(names, leads, follows))
        if styles or "\n" in text:
            parts.append(self.markup(text, tokens, styles))
        return list(map(self._joined, zip(*parts, strict=True)))

    def _word(self, token: str) -> _Entry[F]:
        nothing = self._nothing
        head, text, tail = parts(token)
        lower, spoken, form, venue, fold, sizes, named, beside = self._cores[text]
        code = form[5]
        end = ends(text, tail, code)
        parted = bool(tail) and not JOINING.issuperset(tail)
        head, tail = head[-2:], tail[:3]
        (own, before, after, far_before, far_after), lead, follow, marks = self._forms[form, head, tail]
        if beside is not None:
            before, after = before + beside[0], after + beside[1]
            far_before, far_after = far_before + beside[2], far_after + beside[3]
            if head or tail:
                marked = f"{spoken}{BESIDE}{head}{BESIDE}{tail}"
                named += self._own(marked, nothing)
                before += self._beside[0](marked, nothing)
                after += self._beside[1](marked, nothing)
        _, _, opening, closing = self._affixes
        own = own + named + opening(token[:2], nothing) + closing(token[-2:], nothing)
        return (
            *(own, before, after, far_before, far_after, code, lead, follow, end, marks, lower, venue),
            *(f"{head}{spoken}{tail}", fold, sizes, parted),
        )

    def _core(self, text: str) -> _Named[F]:
        """Tell the word itself, if any feature names it, and how it begins and ends."""
        nothing = own = self._nothing
        _, lower, spoken, form, venue, fold, sizes = core = core_of(text)
        if core.has_affixes():
            first, last, _, _ = self._affixes
            own = first(lower[:3], nothing) + last(lower[-3:], nothing)
        beside = None
        if self._spoken is None or spoken in self._spoken:
            own += self._own(spoken, nothing)
            beside = tuple([get(spoken, nothing) for get in self._beside])
        return lower, spoken, form, venue, fold, sizes, own, beside

    def _form(self, key: tuple[CoreForm, str, str]) -> _Shared[F]:
        get, nothing = self._get, self._nothing
        core, head, tail = key
        form = Form(*core, head, tail)
        own, before, after, far_before, far_after = (
            self._joined([get(name, nothing) for name in names]) for names in form.features()
        )
        marks = marks_of(head, tail) if head or tail else 0
        return (own, before, after, far_before, far_after), form.code + tail, head + form.code, marks

    def _pair(self, pair: tuple[str, str]) -> tuple[F, F]:
        lead, follow = pair
        return self._get(f"{lead}|{follow}", self._nothing), self._get(f"{lead}~{follow}", self._nothing)

    def _place(self, key: tuple[int, int]) -> list[F]:
        """Return what the place adds to each of so many tokens, the first year being the token of that number."""
        count, year = key
        if year < 0:
            year = count
        found = [self.firsts[i > year][i] if i < 4 else self.tenths[i > year][10 * i // count] for i in range(count)]
        for left, added in enumerate(self.last[:count], 1):
            found[count - left] += added
        return found

    def _enclosure(self, marks: Sequence[int]) -> list[F]:
        found: list[F] = []
        bracketed = False
        closing, since = 0, 3
        for mark in marks:
            if not closing and mark & (OPENS_QUOTE | OPENS_SINGLE):
                closing, since = CLOSES_QUOTE if mark & OPENS_QUOTE else CLOSES_SINGLE, 0
            if mark & OPENS_BRACKET:
                bracketed = True
            added = self.inside if closing else self.closed[since]
            found.append(added + self.bracketed if bracketed else added)
            since = min(since + 1, 3)
            if mark & closing:
                closing, since = 0, 0
            if mark & CLOSES_BRACKET:
                bracketed = False
        return found

    def in_venues(self, names: list[tuple[int, int]], leads: Sequence[str], follows: Sequence[str]) -> list[F]:
        """Tell what belongs to the name of a venue, of how many words and between which marks it stands."""
        get, nothing = self._get, self._nothing
        found = [nothing for _ in leads]
        for start, end in names:
            size, close = min(end - start, 4), leads[end - 1][1:2]
            opening = (leads[start - 1][1:][-1:] if start else "^") + follows[start][:-1][-1:]
            inside = get(f"g{size}", nothing) + get(f"g{size}{opening}|{close}", nothing)
            for i in range(start, end):
                found[i] += inside
            found[start] += get(f"gb{size}{opening}", nothing)
            if end < len(found):
                found[end] += get(f"ga{size}{close}", nothing)
        return found

    def markup(self, text: str, tokens: Sequence[Token], styles: Sequence[Style]) -> list[F]:
        """Tell what markup covers each token, where it begins and has ended, and where the token stands in its line."""
        get, nothing = self._get, self._nothing
        starts = [start for start, _, _ in tokens]
        ends = [end for _, end, _ in tokens]
        found = [nothing for _ in tokens]
        for start, end, style in styles:
            letter = style[:2]
            first, after = bisect_right(ends, start), bisect_left(starts, end)  # the tokens that the markup touches
            if first < after:
                inside = get(f"!{letter}", nothing)
                for i in range(first, after):
                    found[i] += inside
                found[first] += get(f"!b{letter}", nothing)
                if after < len(found):
                    found[after] += get(f"!a{letter}", nothing)
        if "\n" in text:
            begins, closes = get("!L", nothing), get("!E", nothing)
            lines = [get(f"!l{line}", nothing) for line in range(5)]
            places = [get(f"!m{place}", nothing) for place in range(4)]
            line = first = 0
            for i, at in enumerate(starts):
                if i and "\n" in text[ends[i - 1] : at]:
                    line, first = line + 1, i
                    found[i] += begins
                    found[i - 1] += closes
                found[i] += lines[min(line, 4)] + places[min(i - first, 3)]
        return found


def spoken_words(features: Rows) -> frozenset[str]:
    """Return the words that features of a model name."""
    named = frozenset[str]().union(*[features.group(f"{place}w") for place in ("", *"-+<>")])
    return named.union([name.partition(BESIDE)[0] for name in named if BESIDE in name])


def marks_of(head: str, tail: str) -> int:
    """Return the quotes and brackets that punctuation before a word opens and that after it closes."""
    marks = next((_OPENING[mark] for mark in head if mark in _OPENING), 0)
    if not _BRACKETS.isdisjoint(head):
        marks |= OPENS_BRACKET
    return marks | sum(mark for mark, chars in _CLOSING if not chars.isdisjoint(tail))
