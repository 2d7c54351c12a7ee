r"""Titles compared: folded to one form, told apart by numbers, and scored.

Two titles of one work differ in case, accents, hyphens, quotes, formulas (`$\alpha$`, α, alpha), a lost subtitle or a
slip; two works of one team may differ in a single number or word ("16×16", "Part II", "unsupervised"). So a score alone
never decides: `compare` also says whether what differs is of the second sort.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.sources.arxiv.tex import to_unicode
from pubnorm.vocabulary import vocabulary

# rapidfuzz is imported where it is used: that takes long, and most pages do without.
ALIKE = 90.0  # rapidfuzz ratio of folded titles from which two may be one work's
_MOST_BREAKS = 3
_SLIP = 0.7  # two words at least so alike differ by a slip of the pen, less alike ones are different words
_COMMAND = re.compile(
    r"\\(?:mathrm|mathbf|mathcal|mathbb|mathfrak|mathsf|mathit|text|textit|textbf|emph|rm|bf|it|cal|em)\b"
)
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"\s*(?::(?!\d)|[：—])\s*|\s+[-–|]{1,3}\s+|(?<=[?!])\s+|(?<=\w\w)\.\s+(?=[A-Z])")
_PART_ONE = re.compile(r"\b(?:part|volume|vol|chapter|paper|book) i\b")
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
    "xiii": "13",
}  # fmt: skip
_NUMERALS = frozenset({"i", *_ROMAN})
_DIGIT = re.compile(r"\d")


class Likeness(NamedTuple):
    """How alike two titles are: score 0 to 100, and `same` where nothing but writing differs.

    `subtitle` tells that one of the two has only the part before the other's colon, and `words` how many words this
    part has (0 if it may be that of many works); `reworded` tells that a word is another one.
    """

    score: float
    same: bool
    subtitle: bool = False
    words: int = 0
    reworded: bool = False


@cache
def title_words(role: str) -> frozenset[str]:
    """Return the words that play a role in titles: "stop" or "opposing" (`data/arxiv.toml`).

    >>> "with" in title_words("stop"), "non" in title_words("opposing")
    (True, True)
    """
    rows = vocabulary().rows("title-words")
    return frozenset(word for row in rows if row["role"] == role for word in row["words"])


@lru_cache(maxsize=65536)
def fold(title: str) -> str:
    r"""Return `title` as words of lower-case letters and digits with single blanks between them.

    >>> fold(r"An Image is Worth 16$\times$16 Words: Gr\"obner & $\alpha$-Rényi")
    'an image is worth 16x16 words grobner alpha renyi'
    """
    text = to_unicode(title)
    if "\\" in text:
        text = _COMMAND.sub(" ", text.replace(r"\times", "x"))
    if not text.isascii():
        text = _to_latin(text)
    return " ".join(_WORD.findall(text.replace("$", "").replace("&", " ").replace("'", "").lower()))


def key(title: str) -> str:
    """Return what is equal for two writings of one title: its folded letters and digits without blanks.

    >>> key("Multi-View  Learning") == key("Multiview learning")
    True
    """
    return fold(title).replace(" ", "")


@lru_cache(maxsize=65536)
def main_parts(title: str) -> tuple[str, ...]:
    """Return what stands before a subtitle, shortest first; nothing where there is no subtitle.

    >>> main_parts("DirectL: Efficient Radiance Fields Rendering")
    ('DirectL',)
    >>> main_parts("On Tides. Part IV: Numerical Results")
    ('On Tides', 'On Tides. Part IV')
    """
    title = title.strip()
    breaks = islice(_BREAK.finditer(title), _MOST_BREAKS)
    parts = (title[: found.start()] for found in breaks if found.end() < len(title))
    return tuple(part for part in parts if _WORD.search(part))


def numbers(folded: str) -> Counter[str]:
    """Return the numbers of a folded title, Roman ones as Arabic.

    >>> sorted(numbers("part ii 16x16"))
    ['16', '2']
    """
    if not _DIGIT.search(folded) and _NUMERALS.isdisjoint(folded.split()):
        return Counter()
    found = Counter(str(int(digits)) for digits in re.findall(r"\d+", folded))
    found.update("1" for _ in _PART_ONE.finditer(folded))
    found.update(_ROMAN[word] for word in folded.split() if word in _ROMAN)
    return found


def compare(page: str, other: str) -> Likeness:
    """Say how alike a page's title and another are.

    >>> compare("An Image is Worth 16x16 Words", "An image is worth 32x32 words").same
    False
    >>> compare("Fast Gradient Mehtods", "Fast gradient methods").same
    True
    >>> compare("DirectL", "DirectL: Efficient Radiance Fields Rendering for 3D Light Field Displays").subtitle
    True
    """
    whole = _whole(fold(page), fold(other))
    if whole.same:
        return whole
    # Two different subtitles are a difference; one subtitle and none is a shortening.
    pairs = [*((page, part) for part in main_parts(other)), *((part, other) for part in main_parts(page))]
    parts = [(_whole(fold(one), fold(two)), one) for one, two in pairs]
    best, main = max(parts, key=lambda part: (part[0].same, part[0].score), default=(whole, page))
    if best.same:
        return best._replace(subtitle=True, words=len(fold(main).split()) if telling(main) else 0)
    return whole


def same_main_part(page: str, other: str) -> bool:
    """Whether two titles have one part before different subtitles.

    >>> same_main_part("DIA-HARM: A Benchmark", "DIA-HARM: Disparities in Detection")
    True
    """
    mains = [main_parts(title) for title in (page, other)]
    return all(mains) and key(mains[0][0]) == key(mains[1][0])


def telling(main: str) -> bool:
    """Whether the part before a subtitle names a work by itself: two words, or a name like "DirectL" or "GPT-4".

    >>> [telling(main) for main in ("Discussion", "BERT", "Deep Learning", "DirectL")]
    [False, True, True, True]
    """
    words = _WORD.findall(main)
    return len(words) > 1 or any(not word[1:].islower() and len(word) > 2 for word in words)


def _whole(page: str, other: str) -> Likeness:
    if page.replace(" ", "") == other.replace(" ", ""):
        return Likeness(100.0, bool(page))
    from rapidfuzz import fuzz

    score = fuzz.ratio(page, other)
    if score < ALIKE or numbers(page) != numbers(other):
        return Likeness(score, False)
    differing = _differing_words(page.split(), other.split())
    if any(_another_thing(one, two) for one, two in differing):
        return Likeness(score, False)
    return Likeness(score, True, reworded=any(not _slip(one, two) for one, two in differing))


def _differing_words(page: list[str], other: list[str]) -> list[tuple[str, str]]:
    """Return the runs of words in which two titles differ, each written without blanks; '' where one has nothing."""
    from rapidfuzz.distance import Levenshtein

    return [
        ("".join(page[step.src_start : step.src_end]), "".join(other[step.dest_start : step.dest_end]))
        for step in Levenshtein.opcodes(page, other)
        if step.tag != "equal"
    ]


def _another_thing(one: str, two: str) -> bool:
    """Whether two words are "A" and "B", or one word behind different prefixes ("un", "semi", none)."""
    if len(one) == len(two) == 1:
        return True
    from rapidfuzz.distance import Postfix

    shared = Postfix.similarity(one, two)
    prefixes = {one[: len(one) - shared], two[: len(two) - shared]}
    if shared < 4 or not prefixes - {""} <= title_words("opposing"):
        return False
    # A doubled letter ("aactivity", "disstribution") is a slip.
    shorter, longer = sorted(prefixes, key=len)
    return longer != two[-shared] if not shorter else not longer.startswith(shorter)


def _slip(one: str, two: str) -> bool:
    if one in title_words("stop") or two in title_words("stop"):
        return True
    from rapidfuzz.distance import OSA

    return bool(one and two) and OSA.normalized_similarity(one, two) >= _SLIP


def _to_latin(text: str) -> str:
    """Return `text` with accents gone, Greek letters by name, and letters that have no accent form spelled out."""
    return "".join(map(_latin, unicodedata.normalize("NFKD", text)))


@lru_cache(maxsize=4096)
def _latin(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.combining(character) or character in "\u00ad\u200b\u200c\u200d\ufeff’‘ʼ":
        return ""
    name = unicodedata.name(character, "")
    if greek := re.fullmatch(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?(\w+).*", name):
        return f" {greek[1].lower().replace('lamda', 'lambda')} "
    return _SPELLED.get(character, character)


_SPELLED = {
    "×": "x", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "∞": " infty ", "ℓ": " ell ",
}  # fmt: skip
