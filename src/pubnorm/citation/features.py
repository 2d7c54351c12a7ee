"""The features of every token of a citation in its place: the word, its neighbours, brackets, quotes, chunks, markup.

A chunk is a stretch up to a comma, a sentence one up to a stronger mark; each is summarized by the codes of its words
(see `pubnorm.citation.words`), which lets the tagger see that a name list, a title or a venue stands there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, Protocol, Self, TypeVar

from pubnorm.citation.tokens import Token
from pubnorm.citation.words import Word

Style = tuple[int, int, str]

_QUOTES_OPEN = frozenset('“„«「『‘"')
_QUOTES_CLOSE = frozenset('”»」』"')
_BRACKETS_OPEN = frozenset("([（［【")
_BRACKETS_CLOSE = frozenset(")]）］】")
# Codes that tell little of a sentence.
_SMALL = frozenset("cx")
# Words are kept with their features; past this many the memory is given back.
_MOST_WORDS = 50_000


class Sum(Protocol):
    """What features are added up to: a tuple of their names, or the packed weights that a model gives them."""

    def __add__(self, other: Self, /) -> Self:
        """Return both together."""
        ...


F = TypeVar("F", bound=Sum)


class Table(Protocol[F]):
    """What a feature is worth, by its name."""

    def get(self, name: str, default: F, /) -> F:
        """Return what the feature adds, `default` where it adds nothing."""
        ...


class Names:
    """The table that keeps every feature: what a model is trained from."""

    def get(self, name: str, default: tuple[str, ...], /) -> tuple[str, ...]:
        """Return the feature itself."""
        return (name,)


class _Entry(Generic[F]):
    """A word and what its features add; `leads` and `follows` are it beside another in their names."""

    __slots__ = (
        *("after", "before", "code", "ends", "far_after", "far_before", "follows", "head", "leads", "lower", "own"),
        *("tail", "venue"),
    )

    def __init__(self, word: Word, beside: Sequence[F]) -> None:
        self.lower, self.head, self.tail, self.code, self.ends = word.lower, word.head, word.tail, word.code, word.ends
        self.venue = word.venue
        self.leads, self.follows = word.code + word.tail, word.head + word.code
        self.own, self.before, self.after, self.far_before, self.far_after = beside


class Extractor(Generic[F]):
    """Adds up the features of tokens, each worth what `table` says; `nothing` is the sum of none."""

    def __init__(self, table: Table[F], nothing: F, spoken: frozenset[str] | None = None) -> None:
        """`spoken` are the words that any feature of `table` names, if not all: of others only the affixes can tell."""
        self._get = table.get
        self._nothing = nothing
        self._spoken = spoken
        # The features that tell but places, looked up once: of a chunk and in it, of a token before and after the year.
        self._steps = {
            name: [[self._get(f"{name}#{place}@{step}", nothing) for step in range(4)] for place in range(7)]
            for name in "qQ"
        }
        self._firsts = [[self._get(f"i{at}Y{seen}", nothing) for at in range(4)] for seen in range(2)]
        self._tenths = [[self._get(f"i/{tenth}Y{seen}", nothing) for tenth in range(10)] for seen in range(2)]
        self._words: dict[str, _Entry[F]] = {}
        self._forms: dict[tuple[object, ...], list[F]] = {}

    def features(self, text: str, tokens: Sequence[Token], styles: Sequence[Style] = ()) -> list[F]:
        """Return the sum of the features of each of `tokens`, which are those of `text`.

        `styles` are stretches of markup as (start, end, name).

        >>> rows = Extractor(Names(), ()).features("Doe 2001", [(0, 3, "Doe"), (4, 8, "2001")])
        >>> len(rows), "wdoe" in rows[0], "-wdoe" in rows[1]
        (2, True, True)
        """
        words = [self._words.get(token) or self._word(token) for _, _, token in tokens]
        codes = "".join([made.code for made in words])
        parts = [
            *self._in_row(words),
            self._places(words),
            self._chunks(words, codes, 1, "q"),
            self._chunks(words, codes, 2, "Q"),
        ]
        if any(made.head or made.tail for made in words):
            parts.append(self._enclosure(words))
        if styles or "\n" in text:
            parts.append(self._markup(text, tokens, styles))
        return [sum(row, self._nothing) for row in zip(*parts, strict=True)]

    def _sum(self, names: Sequence[str]) -> F:
        total, get, nothing = self._nothing, self._get, self._nothing
        for name in names:
            total += get(name, nothing)
        return total

    def _word(self, token: str) -> _Entry[F]:
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
            self._forms.clear()
        word = Word(token)
        form = word.form
        beside = self._forms.get(form)
        if beside is None:
            beside = self._forms[form] = [self._sum(names) for names in word.formal()]
        if self._spoken is None or word.spoken in self._spoken:
            beside = [shared + self._sum(names) for shared, names in zip(beside, word.verbal(), strict=True)]
        elif affixes := word.affixes():
            beside = [beside[0] + self._sum(affixes), *beside[1:]]
        entry = self._words[token] = _Entry(word, beside)
        return entry

    def _in_row(self, words: list[_Entry[F]]) -> list[list[F]]:
        """Return what the words add themselves, to their neighbours, and together with those."""
        get, nothing = self._get, self._nothing
        count = len(words)
        leads, follows = [made.leads for made in words], [made.follows for made in words]
        between = list(zip(leads, follows[1:], strict=False))
        inner = [get(a + b + c, nothing) for a, b, c in zip(leads, leads[1:], leads[2:], strict=False)]
        return [
            [made.own for made in words],
            [get("BOS", nothing), *[made.before for made in words[:-1]]],
            [nothing, nothing, *[made.far_before for made in words]][:count],
            [nothing, *[get(f"{lead}|{follow}", nothing) for lead, follow in between]],
            [*[made.after for made in words[1:]], get("EOS", nothing)],
            [*[made.far_after for made in words[2:]], nothing, nothing][-count:],
            [*[get(f"{lead}~{follow}", nothing) for lead, follow in between], nothing],
            [nothing, *inner, nothing][:count],
        ]

    def _places(self, words: list[_Entry[F]]) -> list[F]:
        count = len(words)
        found: list[F] = []
        seen = 0
        for i, made in enumerate(words):
            found.append(self._firsts[seen][i] if i < 4 else self._tenths[seen][10 * i // count])
            if made.code == "y":
                seen = 1
        for left in range(1, min(4, count + 1)):
            found[count - left] += self._get(f"e{left}", self._nothing)
        return found

    def _chunks(self, words: list[_Entry[F]], codes: str, level: int, name: str) -> list[F]:
        get, nothing = self._get, self._nothing
        chunks = _chunks(words, level)
        sign_of = _sign if level == 1 else _sentence_sign
        signs = [sign_of(codes[start:end]) for start, end in chunks]
        signs.append("$")
        found: list[F] = []
        before = "^"
        for at, (start, end) in enumerate(chunks):
            sign, after = signs[at], signs[at + 1]
            shared = (
                get(f"{name}={sign}", nothing)
                + get(f"{name}<{before}", nothing)
                + get(f"{name}>{after}", nothing)
                + get(f"{name}w{words[start].lower}", nothing)
                + get(f"{name}v{_venue(words[start:end])}n{min(end - start, 12) // 2}", nothing)
            )
            placed = [shared + step for step in self._steps[name][min(at, 6)]]
            found += placed[: end - start] if end - start < 5 else placed + placed[-1:] * (end - start - 4)
            found[start] += get(f"{name}B{before}|{sign}", nothing)
            found[-1] += get(f"{name}E{after}", nothing)
            before = sign
        return found

    def _enclosure(self, words: list[_Entry[F]]) -> list[F]:
        nothing = self._nothing
        inside, bracket = self._get("q1", nothing), self._get("b1", nothing)
        closed = [*[self._get(f"qa{step}", nothing) for step in range(3)], nothing]
        found: list[F] = []
        quoted = bracketed = False
        since = 3
        for made in words:
            head, tail = made.head, made.tail
            if head:
                if not _QUOTES_OPEN.isdisjoint(head):
                    quoted, since = True, 0
                if not _BRACKETS_OPEN.isdisjoint(head):
                    bracketed = True
            added = inside if quoted else closed[since]
            found.append(added + bracket if bracketed else added)
            since = min(since + 1, 3)
            if tail:
                if quoted and not _QUOTES_CLOSE.isdisjoint(tail):
                    quoted, since = False, 0
                if bracketed and not _BRACKETS_CLOSE.isdisjoint(tail):
                    bracketed = False
        return found

    def _markup(self, text: str, tokens: Sequence[Token], styles: Sequence[Style]) -> list[F]:
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


def spoken_words(features: Iterable[str]) -> frozenset[str]:
    """Return the words that features of a model name."""
    return frozenset(bare[1:] for name in features if (bare := name.lstrip("-+<>"))[:1] == "w")


def _chunks(words: Sequence[_Entry[F]], level: int) -> list[tuple[int, int]]:
    chunks = []
    start = 0
    for i, made in enumerate(words):
        if made.ends >= level:
            chunks.append((start, i + 1))
            start = i + 1
    if start < len(words):
        chunks.append((start, len(words)))
    return chunks


def _venue(words: Sequence[_Entry[F]]) -> int:
    """Return how much the words of a chunk speak for a venue: the mean, in half steps from -4 to 4."""
    found = [made.venue for made in words if made.venue]
    return max(-4, min(4, round(2 * sum(found) / len(found)))) if found else 9


@lru_cache(maxsize=4096)
def _sign(codes: str) -> str:
    """Summarize a short chunk: its words' codes without repetition."""
    out = ""
    for code in codes:
        if code != out[-1:]:
            out += code
            if len(out) == 5:
                break
    return out


def _sentence_sign(codes: str) -> str:
    """Summarize a sentence: the set of its words' codes."""
    return "".join(sorted(set(codes) - _SMALL))[:6]
