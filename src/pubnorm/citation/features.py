"""The features of every token of a citation in its place: the word, its neighbours, brackets, quotes, chunks, markup.

A chunk is a stretch up to a comma, a sentence one up to a stronger mark; each is summarized by the codes of its words
(see `pubnorm.citation.words`), which lets the tagger see that a name list, a title or a venue stands there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from pubnorm.citation.tokens import Token
from pubnorm.citation.words import Word

Style = tuple[int, int, str]
Feature = str | bytes
Known = Callable[[str], Feature | None]

_QUOTES_OPEN = frozenset('“„«「『‘"')
_QUOTES_CLOSE = frozenset('”»」』"')
_BRACKETS_OPEN = frozenset("([（［【")
_BRACKETS_CLOSE = frozenset(")]）］】")
# Codes that tell little of a sentence.
_SMALL = frozenset("cx")
# Words are kept with their features; past this many the memory is given back.
_MOST_WORDS = 50_000


class _Entry:
    """A word and those of its features that the model knows; `leads` and `follows` are it beside another in them."""

    __slots__ = (
        *("after", "before", "code", "ends", "far_after", "far_before", "follows", "head", "leads", "lower", "own"),
        *("tail", "venue"),
    )

    def __init__(self, word: Word, formal: Sequence[tuple[Feature, ...]], known: Known, spoken: bool) -> None:
        self.lower, self.head, self.tail, self.code, self.ends = word.lower, word.head, word.tail, word.code, word.ends
        self.venue = word.venue
        self.leads, self.follows = word.code + word.tail, word.head + word.code
        self.own, self.before, self.after, self.far_before, self.far_after = formal
        if spoken:
            self.own, self.before, self.after, self.far_before, self.far_after = (
                shared + _only(names, known) for shared, names in zip(formal, word.verbal(), strict=True)
            )
        elif affixes := _only(word.affixes(), known):
            self.own = self.own + affixes


def _only(names: Sequence[str], known: Known) -> tuple[Feature, ...]:
    # A tuple, not a list: the garbage collector need not look into the tens of thousands that are kept.
    return tuple([feature for name in names if (feature := known(name)) is not None])


class Extractor:
    """Features of tokens; `known` maps the features a model knows to what it is given, all are taken without it."""

    def __init__(self, known: Mapping[str, Feature] | None = None) -> None:
        self._known: Known = (lambda name: name) if known is None else known.get
        # The words that any feature of the model names: of all others only their affixes can tell anything.
        self._spoken = (
            None if known is None else {name.lstrip("-+<>")[1:] for name in known if name.lstrip("-+<>")[:1] == "w"}
        )
        # The features that tell but places, looked up once: of a chunk and in it, of a token before and after the year.
        self._steps = {
            name: [[self._known(f"{name}#{place}@{step}") for step in range(4)] for place in range(7)] for name in "qQ"
        }
        self._firsts = [[self._known(f"i{at}Y{seen}") for at in range(4)] for seen in range(2)]
        self._tenths = [[self._known(f"i/{tenth}Y{seen}") for tenth in range(10)] for seen in range(2)]
        self._words: dict[str, _Entry] = {}
        self._forms: dict[tuple[object, ...], list[tuple[Feature, ...]]] = {}

    def features(self, text: str, tokens: Sequence[Token], styles: Sequence[Style] = ()) -> list[list[Feature]]:
        """Return a list of features for each of `tokens`, which are those of `text`.

        `styles` are stretches of markup as (start, end, name).
        """
        words = [self._word(token) for _, _, token in tokens]
        rows = self._in_row(words)
        self._add_places(rows, words)
        codes = "".join([made.code for made in words])
        self._add_chunks(rows, words, codes, 1, "q")
        self._add_chunks(rows, words, codes, 2, "Q")
        self._add_enclosure(rows, words)
        if styles or "\n" in text:
            self._add_markup(rows, text, tokens, styles)
        return rows

    def _word(self, token: str) -> _Entry:
        entry = self._words.get(token)
        if entry is None:
            if len(self._words) > _MOST_WORDS:
                self._words.clear()
                self._forms.clear()
            word = Word(token)
            form = word.form
            formal = self._forms.get(form)
            if formal is None:
                formal = self._forms[form] = [_only(names, self._known) for names in word.formal()]
            spoken = self._spoken is None or word.spoken in self._spoken
            entry = self._words[token] = _Entry(word, formal, self._known, spoken)
        return entry

    def _in_row(self, words: list[_Entry]) -> list[list[Feature]]:
        """Start the rows with the words' own features and those of their neighbours."""
        known = self._known
        rows: list[list[Feature]] = []
        last = len(words) - 1
        for i, made in enumerate(words):
            row = [*made.own]
            if i:
                before = words[i - 1]
                row += before.before
                if i > 1:
                    row += words[i - 2].far_before
                if (feature := known(before.leads + "|" + made.follows)) is not None:
                    row.append(feature)
            elif (feature := known("BOS")) is not None:
                row.append(feature)
            if i < last:
                after = words[i + 1]
                row += after.after
                if i + 1 < last:
                    row += words[i + 2].far_after
                if (feature := known(made.leads + "~" + after.follows)) is not None:
                    row.append(feature)
                if i and (feature := known(before.leads + made.leads + after.leads)) is not None:
                    row.append(feature)
            elif (feature := known("EOS")) is not None:
                row.append(feature)
            rows.append(row)
        return rows

    def _add_places(self, rows: list[list[Feature]], words: list[_Entry]) -> None:
        known = self._known
        count = len(words)
        seen = 0
        for i, row in enumerate(rows):
            feature = self._firsts[seen][i] if i < 4 else self._tenths[seen][10 * i // count]
            if feature is not None:
                row.append(feature)
            if count - i < 4 and (feature := known(f"e{count - i}")) is not None:
                row.append(feature)
            if words[i].code == "y":
                seen = 1

    def _add_chunks(self, rows: list[list[Feature]], words: list[_Entry], codes: str, level: int, name: str) -> None:
        known = self._known
        chunks = _chunks(words, level)
        sign_of = _sign if level == 1 else _sentence_sign
        signs = [sign_of(codes[start:end]) for start, end in chunks]
        signs.append("$")
        before = "^"
        for at, (start, end) in enumerate(chunks):
            sign, after = signs[at], signs[at + 1]
            shared = [
                feature
                for feature in (
                    known(f"{name}={sign}"),
                    known(f"{name}<{before}"),
                    known(f"{name}>{after}"),
                    known(f"{name}w{words[start].lower}"),
                    known(f"{name}v{_venue(words[start:end])}n{min(end - start, 12) // 2}"),
                )
                if feature is not None
            ]
            steps = self._steps[name][at if at < 6 else 6]
            step = 0
            for row in rows[start:end]:
                row += shared
                if (feature := steps[step]) is not None:
                    row.append(feature)
                if step < 3:
                    step += 1
            if (feature := known(f"{name}E{after}")) is not None:
                rows[end - 1].append(feature)
            if (feature := known(f"{name}B{before}|{sign}")) is not None:
                rows[start].append(feature)
            before = sign

    def _add_enclosure(self, rows: list[list[Feature]], words: list[_Entry]) -> None:
        known = self._known
        inside, bracket = known("q1"), known("b1")
        closed = [known(f"qa{step}") for step in range(3)]
        quoted = bracketed = False
        since = 9
        for i, made in enumerate(words):
            head, tail = made.head, made.tail
            if head:
                if not _QUOTES_OPEN.isdisjoint(head):
                    quoted, since = True, 0
                if not _BRACKETS_OPEN.isdisjoint(head):
                    bracketed = True
            feature = inside if quoted else closed[since] if since < 3 else None
            if feature is not None:
                rows[i].append(feature)
            if bracketed and bracket is not None:
                rows[i].append(bracket)
            since += 1
            if tail:
                if quoted and not _QUOTES_CLOSE.isdisjoint(tail):
                    quoted, since = False, 0
                if bracketed and not _BRACKETS_CLOSE.isdisjoint(tail):
                    bracketed = False

    def _add_markup(
        self, rows: list[list[Feature]], text: str, tokens: Sequence[Token], styles: Sequence[Style]
    ) -> None:
        """Add what markup covers each token, where it begins and has ended, and where the token stands in its line."""
        known = self._known
        starts = [start for start, _, _ in tokens]
        ends = [end for _, end, _ in tokens]
        found: list[list[Feature | None]] = [[] for _ in rows]
        for start, end, style in styles:
            letter = style[:2]
            first, after = bisect_right(ends, start), bisect_left(starts, end)  # the tokens that the markup touches
            if first < after:
                inside = known(f"!{letter}")
                for i in range(first, after):
                    found[i].append(inside)
                found[first].append(known(f"!b{letter}"))
                if after < len(found):
                    found[after].append(known(f"!a{letter}"))
        if "\n" in text:
            begins, closes = known("!L"), known("!E")
            lines = [known(f"!l{line}") for line in range(5)]
            places = [known(f"!m{place}") for place in range(4)]
            line = first = 0
            for i, at in enumerate(starts):
                if i and "\n" in text[ends[i - 1] : at]:
                    line, first = line + 1, i
                    found[i].append(begins)
                    found[i - 1].append(closes)
                found[i] += (lines[min(line, 4)], places[min(i - first, 3)])
        for row, features in zip(rows, found, strict=True):
            row += [feature for feature in features if feature is not None]


def _chunks(words: list[_Entry], level: int) -> list[tuple[int, int]]:
    chunks = []
    start = 0
    for i, made in enumerate(words):
        if made.ends >= level:
            chunks.append((start, i + 1))
            start = i + 1
    if start < len(words):
        chunks.append((start, len(words)))
    return chunks


def _venue(words: list[_Entry]) -> int:
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
