"""What a single token tells, whatever stands around it.

Feature strings are short, for each is looked up in the model for every token: the letter says what it is (`w` word,
`s` shape, `p` and `x` its beginning and end, `P` and `X` those of the token with its punctuation, `C` what characters
these are, `h` and `t` the punctuation before and after it, `k` the kinds of `data/citation.toml`, `n` how like a name
it is, `v` how like a venue's word, `N` what kind of number).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from pubnorm.citation.known import name_sizes
from pubnorm.citation.lexicon import venue_words
from pubnorm.matching.names.frequencies import evidence
from pubnorm.matching.venues.words import fold, is_function_word, phrase
from pubnorm.vocabulary import vocabulary

_KEPT = "&§†‡*…°№+"
_HEAD = re.compile(rf"(?:<\w+>)?[^\w{_KEPT}-]*")
_TAIL = re.compile(rf"[^\w{_KEPT}-]*(?:</\w+>)?[^\w{_KEPT}-]*$")
_SHAPE = str.maketrans(
    {chr(c): "X" if chr(c).isupper() else "x" if chr(c).isalpha() else "d" for c in range(0x250) if chr(c).isalnum()}
)
_SHORTER = re.compile(r"(.)\1{2,}")
_ROMAN = re.compile(r"[ivxlc]+", re.IGNORECASE)
_URL = re.compile(
    r"(?:https?://|www\.)\S*|[\w-]+(?:\.[\w-]+)*\.(?:com|org|edu|net|io|gov|de|fr|uk|ch|html?|pdf)(?:/\S*)?",
    re.IGNORECASE,
)
_LENGTHS = {1: "1", 2: "2", 3: "3"}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_NUMBERS = [
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"10\.\d{4,9}/\S+", "D"),
        (r"(?:1[5-9]|20)\d\d[/–-](?:(?:1[5-9]|20)\d\d|\d\d)", "YY"),
        (r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}", "A"),
        (r"[a-z]?\d+[‐‑‒–—−-]+[a-z]?\d+", "R"),
        (r"\d{1,3}(?:st|nd|rd|th)|\d+[ªº°e]", "O"),
        (r"\d[\d,.]*\d", "F"),
        (r"[a-z]{1,3}\d+", "L"),
    )
]
_CODES = (
    ("editor", "e"), ("others", "a"), ("and", "a"), ("month", "m"), ("pages", "g"), ("volume", "o"), ("issue", "o"),
    ("thesis", "h"), ("report", "r"), ("proceedings", "v"), ("acronym", "v"), ("journal", "v"), ("publisher", "u"),
    ("institution", "u"), ("place", "p"), ("status", "z"), ("access", "z"), ("function", "c"), ("prose", "c"),
)  # fmt: skip
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]?")
# What ends a sentence, or parts of a text as much as that.
_STRONG = frozenset('?!;:"”»。；：」』')
# What may stand after a word within the name of a venue.
_JOINING = frozenset(".'’):&")
_NONE: frozenset[str] = frozenset()


class Beside(NamedTuple):
    """Features of one token: for itself, for the token after it and before it, for those two places on and back."""

    own: list[str]
    before: list[str]
    after: list[str]
    far_before: list[str]
    far_after: list[str]


class Form(NamedTuple):
    """All that the features of a token that do not name the word depend on: tokens of one form share them."""

    shape: str
    head: str
    tail: str
    code: str
    number: str
    bucket: str
    venue: int | None
    kinds: frozenset[str]

    def features(self) -> Beside:
        """Return the features of the form, for the token itself and for the tokens one and two places from it."""
        shape, tail, number, code = self.shape, self.tail, self.number, self.code
        kinds = sorted(self.kinds)
        first, last = self.head[:1] or shape[0], tail[-1:] or shape[-1]
        own = [f"s{shape}", f"s{shape}t{tail}", f"C{first}{last}", *[f"k{kind}" for kind in kinds]]
        if self.head:
            own.append(f"h{self.head}")
        if tail:
            own.append(f"t{tail}")
        if self.bucket:
            own.append(f"n{self.bucket}{shape[:2]}{tail}")
        if self.venue is not None:
            own.append(f"v{self.venue}")
        if number:
            own += (f"N{number}", f"N{number}{self.head}{tail}")
        before = [f"-s{shape}t{tail}", f"-C{last}", *[f"-k{kind}" for kind in kinds]]
        if tail:
            before.append(f"-t{tail}")
        after = [f"+s{shape}", f"+c{code}t{tail}", f"+C{first}", *[f"+k{kind}" for kind in kinds]]
        return Beside(own, before, after, [f"<c{code}t{tail}"], [f">c{code}t{tail}"])


class Word:
    """A token without the punctuation around it, and what it is; `code` is its letter in summaries."""

    __slots__ = (
        *("bucket", "code", "edges", "ends", "fold", "head", "kinds", "lower", "number", "parts", "shape", "sizes"),
        *("tail", "venue"),
    )

    def __init__(self, token: str) -> None:
        head, core, tail = _parts(token)
        self.head, self.tail = head[-2:], tail[:3]
        self.edges = token[:2], token[-2:]
        lower = plain(core)
        self.lower = lower[:20]
        self.kinds = kinds().get(lower, _NONE)
        self.venue = venue_words().get(lower, 0.0)
        self.number = _number(core)
        plain_word = not self.number or self.number == "M"
        self.bucket, name = _name_bucket(core) if plain_word else ("", -9.0)
        self.shape = _shape(core) if plain_word else f"#{self.number}"
        self.code = _code(core, self.kinds, self.number, name, tail)
        self.ends = _ends(core, tail, self.code) if tail else 0
        self.fold = _folded(core) if plain_word else "#"
        self.sizes = 0 if core[0].islower() or not self.fold else name_sizes(self.fold)
        self.parts = not _JOINING.issuperset(tail)

    @property
    def form(self) -> Form:
        """Return what it has in common with other words."""
        venue = round(self.venue) if self.venue else None
        return Form(self.shape, self.head, self.tail, self.code, self.number, self.bucket, venue, self.kinds)

    @property
    def spoken(self) -> str:
        """Return the word as features name it; longer numbers are all one."""
        return "#" if self.number and self.number not in ("M", "1", "2") else self.lower

    def affixes(self) -> list[str]:
        """Return the features of the beginning and end of the word, and of the token with its punctuation."""
        lower, edges = self.lower, [f"P{self.edges[0]}", f"X{self.edges[1]}"]
        return [f"p{lower[:3]}", f"x{lower[-3:]}", *edges] if len(lower) > 3 and not self.number else edges


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Return the kinds of each word of `data/citation.toml`."""
    table: dict[str, set[str]] = {}
    for row in vocabulary().rows("citation_words"):
        for word in row["words"]:
            table.setdefault(word, set()).add(row["kind"])
    return {word: frozenset(found) for word, found in table.items()}


def plain(text: str) -> str:
    """Return `text` in lower case without accents.

    >>> plain("Février")
    'fevrier'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _parts(token: str) -> tuple[str, str, str]:
    if token.isalnum():
        return "", token, ""
    if token[:-1].isalnum() and token[-1] in ".,;:":
        return "", token[:-1], token[-1]
    head = _HEAD.match(token)[0]  # type: ignore[index]
    rest = token[len(head) :]
    tail = _TAIL.search(rest)[0]  # type: ignore[index]
    core = rest[: len(rest) - len(tail)]
    return (head, core, tail) if core else ("", token, "")


def _folded(core: str) -> str:
    """Return the words of the token as names of venues are folded; nothing for a function word."""
    if core.isalnum():
        return "" if is_function_word(core) else fold(core)
    return " ".join(phrase(core))


def _shape(core: str) -> str:
    shape = core.translate(_SHAPE)
    return _shortened(shape) if len(shape) > 2 else shape


@lru_cache(maxsize=4096)
def _shortened(shape: str) -> str:
    return _SHORTER.sub(r"\1\1", shape)[:8]


def _number(core: str) -> str:
    """Return which kind of number a token is: its digits, a year, a range, a roman one (M), …, or nothing."""
    if core.isdecimal():
        return (
            "Y" if len(core) == 4 and _YEAR.fullmatch(core) else _LENGTHS.get(len(core), "4" if len(core) == 4 else "5")
        )
    if core.isalpha():
        return "M" if core.isupper() and _ROMAN.fullmatch(core) else ""
    if ("." in core or "/" in core) and _URL.fullmatch(core):
        return "U"
    if not any(char.isdecimal() for char in core):
        return ""
    if _YEAR.fullmatch(core):
        return "Y"
    return next((name for pattern, name in _NUMBERS if pattern.fullmatch(core)), "Z")


def _name_bucket(core: str) -> tuple[str, float]:
    if len(core) < 2 or not core[0].isalpha():
        return "", -9.0
    return _bucket(*evidence(core))


@lru_cache(maxsize=4096)
def _bucket(given: float, family: float) -> tuple[str, float]:
    best = max(given, family)
    lean = "+" if given > family + 1.5 else "-" if family > given + 1.5 else "="
    return f"{max(-3, min(3, round(best / 2)))}{lean}", best


def _code(core: str, found: frozenset[str], number: str, name: float, tail: str) -> str:
    """One letter for the token: the alphabet in which whole chunks are summarized."""
    if number and number != "M":
        return "y" if number[0] == "Y" else "d"
    first = core[0]
    if first.isupper() and len(core) < 8:
        if (len(core) == 1 or (len(core) == 2 and not found)) and core.isupper():
            return "I"
        if "." in core and _INITIALS.fullmatch(core + ("." if tail[:1] == "." else "")):
            return "I"
    if found:
        for kind, code in _CODES:
            if kind in found and (name < 3 or code not in "puv"):
                return code
    if first.isupper():
        return "n" if name > 1.5 else "C"
    return "l" if first.isalpha() else "x"


def _ends(core: str, tail: str, code: str) -> int:
    """2 where a sentence may end after the token, 1 where a comma chunk does, 0 elsewhere."""
    if not _STRONG.isdisjoint(tail):
        return 2
    if "." in tail or "．" in tail:
        short = code == "I" or code in "eogh" or (len(core) <= 4 and core[0].isupper() and code in "vCn")
        return 0 if short and len(tail) == 1 else 2
    return 1
