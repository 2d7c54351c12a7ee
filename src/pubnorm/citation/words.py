"""What a single token tells, whatever stands around it: computed once per word and kept.

Feature strings are short, for each is looked up in the model for every token: the letter says what it is (`w` word,
`s` shape, `p` and `x` its beginning and end, `h` and `t` the punctuation before and after it, `k` the kinds of
`data/citation.toml`, `n` how like a name it is, `v` how like a word of journal names, `N` what kind of number).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pubnorm.normalize.names.frequencies import evidence
from pubnorm.vocabulary import vocabulary

_HEAD = re.compile(r"^(?:<\w+>)?[^\w&§†‡*…°№+-]*")
_TAIL = re.compile(r"[^\w&§†‡*…°+-]*(?:</\w+>)?[^\w&§†‡*…°+-]*$")
_SHAPE = [(re.compile(p), r) for p, r in ((r"[^\W\d_a-zß-ÿ]", "X"), (r"[a-zß-ÿ]", "x"), (r"\d", "d"))]
_SHORTER = re.compile(r"(.)\1{2,}")
_NUMBERS = [
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"(?:https?://|www\.)\S*|[\w-]+(?:\.[\w-]+)*\.(?:com|org|edu|net|io|gov|de|fr|uk|ch|html?|pdf)(?:/\S*)?", "U"),
        (r"10\.\d{4,9}/\S+", "D"),
        (r"(?:1[5-9]|20)\d\d[a-z]?", "Y"),
        (r"(?:1[5-9]|20)\d\d[/–-](?:(?:1[5-9]|20)\d\d|\d\d)", "YY"),
        (r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}", "A"),
        (r"[a-z]?\d+[‐‑‒–—−-]+[a-z]?\d+", "R"),
        (r"\d{1,3}(?:st|nd|rd|th)|\d+[ªº°e]", "O"),
        (r"\d", "1"),
        (r"\d\d", "2"),
        (r"\d{3}", "3"),
        (r"\d{4}", "4"),
        (r"\d{5,}", "5"),
        (r"\d[\d,.]*\d", "F"),
        (r"[ivxlc]+", "M"),
        (r"[a-z]{1,3}\d+", "L"),
        (r"(?=.*\d).*", "Z"),
    )
]
_YEAR_LIKE = frozenset({"Y", "YY"})
_CODES = (
    ("editor", "e"), ("others", "a"), ("and", "a"), ("month", "m"), ("pages", "g"), ("volume", "o"), ("issue", "o"),
    ("thesis", "h"), ("report", "r"), ("proceedings", "v"), ("acronym", "v"), ("journal", "v"), ("publisher", "u"),
    ("institution", "u"), ("place", "p"), ("status", "z"), ("access", "z"), ("function", "c"), ("prose", "c"),
)  # fmt: skip


class Word:
    """The features of a token for itself (`own`), for its neighbours (`prev`, `next`, …), and its summary."""

    __slots__ = ("code", "ends", "head", "kinds", "lower", "next", "next2", "own", "prev", "prev2", "shape", "tail")

    own: list[str]
    prev: list[str]
    prev2: list[str]
    next: list[str]
    next2: list[str]
    lower: str
    shape: str
    head: str
    tail: str
    code: str
    kinds: frozenset[str]
    ends: int


@cache
def _kinds() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in vocabulary().rows("citation_words"):
        for word in row["words"]:
            table.setdefault(word, set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in table.items()}


def plain(text: str) -> str:
    """Return `text` in lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _shape(core: str) -> str:
    for pattern, letter in _SHAPE:
        core = pattern.sub(letter, core)
    return _SHORTER.sub(r"\1\1", core)[:8]


def _number(core: str) -> str:
    if not core or (core.isalpha() and not core.isupper()):
        return ""
    return next((name for pattern, name in _NUMBERS if pattern.fullmatch(core)), "")


def _name_bucket(core: str) -> tuple[str, float]:
    if len(core) < 2 or not core[0].isalpha():
        return "", -9.0
    given, family = evidence(core)
    best = max(given, family)
    bucket = "+" if given > family + 1.5 else "-" if family > given + 1.5 else "="
    return f"{max(-3, min(3, round(best / 2)))}{bucket}", best


def _code(core: str, kinds: frozenset[str], number: str, name: float, tail: str) -> str:
    """One letter for the token: the alphabet in which whole chunks are summarized."""
    if number in _YEAR_LIKE:
        return "y"
    if number and number != "M":
        return "d"
    if core.isupper() and (len(core) == 1 or (len(core) == 2 and not kinds)) and core.isalpha():
        return "I"
    if re.fullmatch(r"(?:[^\W\d_]\.-?)+[^\W\d_]?", core + (tail[:1] if tail[:1] == "." else "")) and core[:1].isupper():
        return "I"
    for kind, code in _CODES:
        if kind in kinds and (name < 3 or kind not in ("place", "publisher", "journal")):
            return code
    if core[:1].isupper():
        return "n" if name > 1.5 else "C"
    return "l" if core[:1].isalpha() else "x"


def _ends(core: str, tail: str, code: str, kinds: frozenset[str]) -> int:
    """2 where a sentence may end after the token, 1 where a comma chunk does, 0 elsewhere."""
    if not tail:
        return 0
    if any(mark in tail for mark in '?!;:"”»。；：」』'):
        return 2
    if "." in tail or "．" in tail:
        abbreviation = code == "I" or (len(core) <= 4 and core[:1].isupper() and code in "vCn") or code in "eogh"
        return 0 if abbreviation and len(tail) == 1 else 2
    return 1


@lru_cache(maxsize=65536)
def word(token: str) -> Word:
    """Return what `token` tells by itself.

    >>> word("(Smith,").lower, word("(Smith,").tail, word("2018").code, word("J.").code
    ('smith', ',', 'y', 'I')
    """
    head = _HEAD.match(token)[0]  # type: ignore[index]
    rest = token[len(head) :]
    tail = _TAIL.search(rest)[0]  # type: ignore[index]
    core = rest[: len(rest) - len(tail)]
    if not core:
        core, head, tail = token, "", ""
    lower = plain(core)
    kinds = _kinds().get(lower, frozenset())
    number = _number(core)
    bucket, name = _name_bucket(core) if not number or number == "M" else ("", -9.0)
    made = Word()
    made.lower, made.head, made.tail, made.kinds = lower[:20], head[-2:], tail[:3], kinds
    made.shape = f"#{number}" if number and number != "M" else _shape(core)
    made.code = _code(core, kinds, number, name, tail)
    made.ends = _ends(core, tail, made.code, kinds)
    _add_features(made, core, number, bucket)
    return made


def _add_features(made: Word, core: str, number: str, bucket: str) -> None:
    lower, shape, head, tail = made.lower, made.shape, made.head, made.tail
    kinds = sorted(made.kinds)
    seen = "#" if number and number not in ("M", "1", "2") else lower
    made.own = [f"w{seen}", f"s{shape}", f"h{head}", f"t{tail}", f"s{shape}t{tail}", *(f"k{kind}" for kind in kinds)]
    if seen != "#" and len(lower) > 3:
        made.own += [f"p{lower[:3]}", f"x{lower[-3:]}", f"x{lower[-2:]}"]
    if bucket:
        made.own += [f"n{bucket}", f"n{bucket}{shape[:2]}{tail}"]
    if number:
        made.own += [f"N{number}", f"N{number}{head}{tail}"]
    made.prev = [f"-w{seen}", f"-s{shape}t{tail}", f"-t{tail}", f"-c{made.code}", *(f"-k{kind}" for kind in kinds)]
    made.next = [f"+w{seen}", f"+s{shape}", f"+h{head}", f"+c{made.code}t{tail}", *(f"+k{kind}" for kind in kinds)]
    made.prev2 = [f"<c{made.code}t{tail}", f"<w{seen}"]
    made.next2 = [f">c{made.code}t{tail}", f">w{seen}"]
