"""The features of every token of a citation in its place: the word, its neighbours, brackets, quotes, chunks, markup.

A chunk is a stretch up to a comma, a sentence one up to a stronger mark; each is summarized by the codes of its words
(see `pubnorm.citation.words`), which lets the tagger see that a name list, a title or a venue stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

from pubnorm.citation.tokens import Token
from pubnorm.citation.words import Word, word

Style = tuple[int, int, str]

_QUOTES_OPEN = frozenset("“„«「『‘\"")
_QUOTES_CLOSE = frozenset("”»」』\"")
_BRACKETS_OPEN = frozenset("([（［【")
_BRACKETS_CLOSE = frozenset(")]）］】")


def features(text: str, tokens: Sequence[Token], styles: Sequence[Style] = ()) -> list[list[str]]:
    """Return a list of feature strings for each of `tokens`, which are those of `text`.

    `styles` are stretches of markup as (start, end, name).
    """
    words = [word(token) for _, _, token in tokens]
    count = len(words)
    rows = [made.own.copy() for made in words]
    _add_neighbours(rows, words)
    _add_places(rows, words)
    _add_chunks(rows, words, 1, "q")
    _add_chunks(rows, words, 2, "Q")
    _add_enclosure(rows, words)
    if styles or "\n" in text:
        _add_markup(rows, text, tokens, styles)
    if count:
        rows[0].append("BOS")
        rows[-1].append("EOS")
    return rows


def _add_neighbours(rows: list[list[str]], words: list[Word]) -> None:
    count = len(words)
    before: Word | None = None
    for i, made in enumerate(words):
        row = rows[i]
        if before is not None:
            row += before.prev
            row.append(f"{before.code}{before.tail}|{made.head}{made.code}")
            row.append(f"{before.lower}|{made.lower}")
            if i > 1:
                row += words[i - 2].prev2
        if i + 1 < count:
            after = words[i + 1]
            row += after.next
            row.append(f"{made.code}{made.tail}~{after.head}{after.code}")
            if before is not None:
                row.append(f"{before.code}{before.tail}{made.code}{made.tail}{after.code}{after.tail}")
            if i + 2 < count:
                row += words[i + 2].next2
        before = made


def _add_places(rows: list[list[str]], words: list[Word]) -> None:
    count = len(words)
    year = False
    for i, row in enumerate(rows):
        row.append(f"i{i if i < 4 else 10 * i // count}{'' if i < 4 else '/'}")
        back = count - 1 - i
        if back < 3:
            row.append(f"e{back}")
        row.append("Y1" if year else "Y0")
        if words[i].code == "y":
            year = True


def _chunks(words: list[Word], level: int) -> list[tuple[int, int]]:
    chunks = []
    start = 0
    for i, made in enumerate(words):
        if made.ends >= level:
            chunks.append((start, i + 1))
            start = i + 1
    if start < len(words):
        chunks.append((start, len(words)))
    return chunks


def _add_chunks(rows: list[list[str]], words: list[Word], level: int, name: str) -> None:
    chunks = _chunks(words, level)
    signs = [_sign(words, start, end, level) for start, end in chunks]
    for at, (start, end) in enumerate(chunks):
        before = signs[at - 1] if at else "^"
        after = signs[at + 1] if at + 1 < len(signs) else "$"
        shared = [
            f"{name}={signs[at]}",
            f"{name}<{before}",
            f"{name}>{after}",
            f"{name}#{min(at, 6)}",
            f"{name}n{min(end - start, 12) // 2}",
            f"{name}w{words[start].lower}",
        ]
        for i in range(start, end):
            row = rows[i]
            row += shared
            row.append(f"{name}@{min(i - start, 3)}")
        rows[end - 1].append(f"{name}E{after}")
        rows[start].append(f"{name}B{before}|{signs[at]}")


def _sign(words: list[Word], start: int, end: int, level: int) -> str:
    """Summarize a chunk: its words' codes without repetition for a short one, the set of them for a sentence."""
    if level == 2:
        seen = {words[i].code for i in range(start, end)}
        return "".join(sorted(seen - {"c", "x"}))[:6]
    out = ""
    for i in range(start, end):
        code = words[i].code
        if code != out[-1:]:
            out += code
            if len(out) == 5:
                break
    return out


def _add_enclosure(rows: list[list[str]], words: list[Word]) -> None:
    quoted = bracketed = False
    since = 9
    for i, made in enumerate(words):
        head, tail = made.head, made.tail
        if head:
            if any(mark in _QUOTES_OPEN for mark in head):
                quoted, since = True, 0
            if any(mark in _BRACKETS_OPEN for mark in head):
                bracketed = True
        if quoted:
            rows[i].append("q1")
        elif since < 3:
            rows[i].append(f"qa{since}")
        if bracketed:
            rows[i].append("b1")
        since += 1
        if tail:
            if quoted and any(mark in _QUOTES_CLOSE for mark in tail):
                quoted, since = False, 0
            if bracketed and any(mark in _BRACKETS_CLOSE for mark in tail):
                bracketed = False


def _add_markup(rows: list[list[str]], text: str, tokens: Sequence[Token], styles: Sequence[Style]) -> None:
    """Add what markup covers each token, where it begins, and after which line break the token stands."""
    for start, end, name in styles:
        letter = name[:2]
        first = True
        for i, (at, until, _) in enumerate(tokens):
            if until <= start:
                continue
            if at >= end:
                rows[i].append(f"!a{letter}")
                break
            rows[i].append(f"!{letter}")
            if first:
                rows[i].append(f"!b{letter}")
                first = False
    breaks = [i for i, char in enumerate(text) if char == "\n"]
    if not breaks:
        return
    line, line_start = 0, 0
    for i, (at, _, _) in enumerate(tokens):
        moved = False
        while line < len(breaks) and breaks[line] < at:
            line, moved = line + 1, True
        if moved:
            line_start = i
            rows[i].append("!L")
            if i:
                rows[i - 1].append("!E")
        rows[i].append(f"!l{min(line, 4)}")
        rows[i].append(f"!m{min(i - line_start, 3)}")
