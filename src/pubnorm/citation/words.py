"""What a single token tells, whatever stands around it.

Feature strings are short, for each is looked up in the model for every token: the letter says what it is (`w` word,
`s` shape, `p` and `x` its beginning and end, `P` and `X` those of the token with its punctuation, `C` what characters
these are, `h` and `t` the punctuation before and after it, `k` the kinds of `data/citation.toml`, `n` how like a name
it is, `v` how like a venue's word, `N` what kind of number).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from pubnorm import patterns as re
from pubnorm.citation.known import name_sizes
from pubnorm.citation.lexicon import venue_words
from pubnorm.matching.names.frequencies import evidence
from pubnorm.matching.venues.words import fold, is_function_word, phrase
from pubnorm.vocabulary import vocabulary

_KEPT = "&§†‡*…°№+"
_HEAD = re.compile(rf"(?:<\w+>)?[^\w{_KEPT}-]*")
PLAIN = ".,;:()[]{}!?'\"/"
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
_DIGIT = re.compile(r"\d")
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
CODES = (
    ("editor", "e"), ("others", "a"), ("and", "a"), ("month", "m"), ("pages", "g"), ("volume", "o"), ("issue", "o"),
    ("thesis", "h"), ("report", "r"), ("proceedings", "v"), ("acronym", "v"), ("journal", "v"), ("publisher", "u"),
    ("institution", "u"), ("place", "p"), ("status", "z"), ("access", "z"), ("function", "c"), ("prose", "c"),
)  # fmt: skip
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]?")
# What ends a sentence, or parts of a text as much as that.
STRONG = frozenset('?!;:"”»。；：」』')


class Beside(NamedTuple):
    """Features of one token: for itself, for the token after it and before it, for those two places on and back."""

    own: list[str]
    before: list[str]
    after: list[str]
    far_before: list[str]
    far_after: list[str]


# The shape of a word, what kind of number it is, how like a name and how like a venue's word, its kinds, its code.
CoreForm: TypeAlias = tuple[str, str, str, int | None, tuple[str, ...], str]


class Form(NamedTuple):
    """All that the features of a token that do not name the word depend on: tokens of one form share them."""

    shape: str
    number: str
    bucket: str
    venue: int | None
    kinds: tuple[str, ...]
    code: str
    head: str
    tail: str

    def features(self) -> Beside:
        """Return the features of the form, for the token itself and for the tokens one and two places from it."""
        shape, tail, number, code = self.shape, self.tail, self.number, self.code
        kinds = self.kinds
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


class Core(NamedTuple):
    """A word without the punctuation around it, and what it tells wherever it stands.

    `spoken` is the word as features name it, `form` what it has in common with others, `fold` and `sizes` are for
    finding names of venues (see `pubnorm.citation.known`).
    """

    text: str
    lower: str
    spoken: str
    form: CoreForm
    venue: float
    fold: str
    sizes: int

    @property
    def shape(self) -> str:
        """Return the shape of the word."""
        return self.form[0]

    @property
    def code(self) -> str:
        """Return the letter of the word in summaries."""
        return self.form[5]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of the word, sorted."""
        return self.form[4]

    def has_affixes(self) -> bool:
        """Return whether beginning and end tell something that the whole does not."""
        return len(self.lower) > 3 and not self.form[1]


def core_of(text: str) -> Core:
    """Return what a word tells.

    >>> core = core_of("Smith")
    >>> core.lower, core.form[0], core.code
    ('smith', 'Xxx', 'n')
    """
    lower = text.lower() if text.isascii() else plain(text)
    found = kinds().get(lower, ())
    venue = venue_words().get(lower, 0.0)
    spoken = lower = lower[:20]
    number = _number(text)
    if number and number != "M":
        shape, bucket, name, folded = f"#{number}", "", -9.0, "#"
        if number not in "12":
            spoken = "#"
    else:
        bucket, name = _name_bucket(text)
        shape, folded = shape_of(text), _folded(text)
    sizes = name_sizes(folded) if folded and not text[0].islower() else 0
    code = _code(text, found, number, name)
    form = shape, number, bucket, round(venue) if venue else None, found, code
    return Core(text, lower, spoken, form, venue, folded, sizes)


@cache
def kinds() -> dict[str, tuple[str, ...]]:
    """Return the kinds of each word of `data/citation.toml`, sorted."""
    table: dict[str, set[str]] = {}
    for row in vocabulary().rows("citation_words"):
        for word in row["words"]:
            table.setdefault(word, set()).add(row["kind"])
    return {word: tuple(sorted(found)) for word, found in table.items()}


def plain(text: str) -> str:
    """Return `text` in lower case without accents.

    >>> plain("Février")
    'fevrier'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join([c for c in decomposed if not unicodedata.combining(c)])


def parts(token: str) -> tuple[str, str, str]:
    """Return a token's punctuation before the word, the word, and the punctuation after it.

    >>> parts("(Smith,"), parts("--")
    (('(', 'Smith', ','), ('', '--', ''))
    """
    if token.isalnum():
        return "", token, ""
    core = token.strip(PLAIN)
    if core.isalnum() and "<" not in token:
        at = token.index(core)
        return token[:at], core, token[at + len(core) :]
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


def shape_of(core: str) -> str:
    """Return the shape of a word: `X` for its capitals, `x` for its small letters, `d` for its digits, at most twice.

    >>> shape_of("Smith"), shape_of("B12"), shape_of("arXiv")
    ('Xxx', 'Xdd', 'xxXxx')
    """
    if core.isascii() and core.isalpha():
        if core.islower():
            return "xx"[: len(core)]
        if core[1:].islower() and not core[0].islower():
            return "Xxx"[: len(core)]
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
    if _DIGIT.search(core) is None:
        return ""
    if _YEAR.fullmatch(core):
        return "Y"
    return next((name for pattern, name in _NUMBERS if pattern.fullmatch(core)), "Z")


def _name_bucket(core: str) -> tuple[str, float]:
    if len(core) < 2 or not core[0].isalpha():
        return "", -9.0
    return bucket_of(*evidence(core))


@lru_cache(maxsize=4096)
def bucket_of(given: float, family: float) -> tuple[str, float]:
    """Return how like a name a word is, as features name it, and the higher of what speaks for it."""
    best = max(given, family)
    lean = "+" if given > family + 1.5 else "-" if family > given + 1.5 else "="
    return f"{max(-3, min(3, round(best / 2)))}{lean}", best


def _code(core: str, found: tuple[str, ...], number: str, name: float) -> str:
    """One letter for the token: the alphabet in which whole chunks are summarized."""
    if number and number != "M":
        return "y" if number[0] == "Y" else "d"
    first = core[0]
    if first.isupper() and len(core) < 8:
        if (len(core) == 1 or (len(core) == 2 and not found)) and core.isupper():
            return "I"
        if "." in core and _INITIALS.fullmatch(core):
            return "I"
    if found:
        for kind, code in CODES:
            if kind in found and (name < 3 or code not in "puv"):
                return code
    if first.isupper():
        return "n" if name > 1.5 else "C"
    return "l" if first.isalpha() else "x"


def ends(core: str, tail: str, code: str) -> int:
    """Return 2 where a sentence may end after a token, 1 where a comma chunk does, 0 elsewhere.

    >>> ends("Smith", ",", "n"), ends("J", ".", "I"), ends("memory", ".", "l"), ends("Smith", "", "n")
    (1, 0, 2, 0)
    """
    if not tail:
        return 0
    if not STRONG.isdisjoint(tail):
        return 2
    if "." in tail or "．" in tail:
        short = code == "I" or code in "eogh" or (len(core) <= 4 and core[0].isupper() and code in "vCn")
        return 0 if short and len(tail) == 1 else 2
    return 1
