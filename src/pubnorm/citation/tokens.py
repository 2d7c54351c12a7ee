"""A citation string to tokens: words, cut further where people and styles leave out the blank.

`45(3):123` is three tokens, `[1]Smith` two, `NeurIPS'24` two, `[C]//Proceedings` two; every Chinese or Japanese
character is one. URLs and DOIs stay whole. Tokens in order are the text but for its blanks.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from pubnorm import patterns as re
from pubnorm.matching.wide import is_wide

Token = tuple[int, int, str]

_CJK = "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_OPEN = "(\\[{«“„「『【《〈（［<"
_CLOSE = ")\\]}»”」』】》〉）］>"
_WHOLE = re.compile(r"(?:https?://|ftp://|www\.)\S+|(?<![\d.])10\.\d{4,9}/\S+", re.IGNORECASE)
# Places inside a word at which a new token starts.
_NARROW = (
    rf"(?<=[\w.,;:!?'’])(?=[{_OPEN}](?!/))"  # 45(3), Systems(KDD)
    rf"|(?<=[{_CLOSE}])(?=[^\W_]|[\"“«{_OPEN}])"  # [1]Smith, (2018)Title
    rf"|(?<=[;:；：，。、．])(?=[^\W_{_CLOSE}\"])"  # 2018;45, 3:123
    r"|(?<=[^\W\d_],)(?=[^\W_])"
    r"|(?<=\.,)(?=[^\W_])|(?<=\d{4},)(?=\d)|(?<=\d,)(?=\d{1,2}(?:\D|$)|\d{4}|[^\W\d_])"  # Smith,J and 2018,45
    r"|(?<=[a-zß-ÿ)\]]{2}\.)(?=[A-ZÀ-Þ0-9])|(?<=\d\.)(?=[A-ZÀ-Þ][a-zß-ÿ])"  # Nature.2018, 1.Smith
    r"|(?<=[A-Z]\.)(?=(?:19|20)\d\d(?!\d))"  # Doe, J.2018
    r"|(?<=//)(?=\w)|(?<=[A-Za-z])(?=['’]\d\d(?!\d))|(?<=[A-Za-z]{2})(?=(?:19|20)\d\d(?!\d))"  # [C]//, CHI'24, ICML2024
    r"|(?<=[^\W_]—)(?=[^\W_])|(?<=[|•·])(?=.)|(?=[|•])"  # Press—1999, a|b
    r"|(?<=^\d)(?=[A-Z][a-z])|(?<=^\d\d)(?=[A-Z][a-z])|(?<=^\d\d\d)(?=[A-Z][a-z])"  # 1Smith
)  # fmt: skip
_WIDE = rf"|(?=[{_CJK}])(?<![{_OPEN}“‘])|(?<=[{_CJK}])(?=[^\W_]|[{_OPEN}])"

# Words that have no such place, told faster: of letters or of digits, joined by hyphens, or initials, with few signs
# around them.
_L = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_UNCUT = re.compile(
    rf"[(\[“\"‘«„]?(?:(?:[A-Z]\.-?)+|(?:{_L}+|\d+)(?:[-–](?:{_L}+|\d+)|['’]{_L}+)*)"
    r"[.,;:!?]*(?:[\"”’][.,;:]*|[)\]][.,;:)\]]*)?"
)


@cache
def _cut(wide: bool) -> re.Pattern[str]:
    """Return the pattern of places to cut at; that for words with East Asian characters takes longer to compile."""
    return re.compile(_NARROW + _WIDE if wide else _NARROW)


@lru_cache(maxsize=65536)
def cuts(word: str) -> tuple[int, ...]:
    """Return where the tokens of a word without blanks start and end, `(0, …, len(word))`.

    >>> cuts("45(3):1-9."), cuts("Nature")
    ((0, 2, 6, 10), (0, 6))
    """
    cut = _cut(is_wide(word))
    found: list[int] = []
    at = 0
    for whole in _WHOLE.finditer(word) if "/" in word or "." in word else ():
        found += [place.start() for place in cut.finditer(word, at, whole.start())]
        at = whole.end()
        found += (whole.start(), at)
    found += [place.start() for place in cut.finditer(word, at)]
    return tuple(sorted({0, *found, len(word)})) if found else (0, len(word))


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text` as (start, end, word).

    >>> [word for _, _, word in tokenize("[1]Doe J. Nature 2018;45(3):1-9. CHI'24")]
    ['[1]', 'Doe', 'J.', 'Nature', '2018;', '45', '(3):', '1-9.', 'CHI', "'24"]
    """
    tokens: list[Token] = []
    end = 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        core = word[:-1] if word[-1] in ".,;:" else word
        if (word.isascii() and (core.isalpha() or core.isdecimal())) or _UNCUT.fullmatch(word):
            tokens.append((start, end, word))
        else:
            tokens += [(start + a, start + b, word[a:b]) for a, b in pairwise(cuts(word))]
    return tokens
