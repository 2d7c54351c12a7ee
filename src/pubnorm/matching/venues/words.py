"""Venue text as words: where they stand, and folded so that spellings of one name meet.

Folding drops case, accents, dots and plural endings, and takes a word and its ISO 4 abbreviation to one stem
(`International`, `Intl.`, `Int'l` → `int`), by the `venue_abbreviation` table.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.wide import is_wide
from pubnorm.vocabulary import vocabulary

# Letters and digits, with inner `&` and `+` (S&P, RuleML+RR) and an inner apostrophe before a letter (Int'l). Letters
# that are written without blanks are a word apart from those of an acronym (第38届AAAI人工智能会议).
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff"
_WORD = r"[^\W_UNSPACED]+(?:[&+][^\W_UNSPACED]+|['’‘´`][^\W\d_UNSPACED]+)*"
# An acronym with its year or edition run on: CVPR2024, ICML24, ICCS23; of two letters only with a whole year: MM2023.
_RUN_ON = re.compile(
    r"([^\W\d_][^\W\d_&+]{2,}?|[A-Z]\d?[A-Z]{2,}|[A-Z]{2}(?=(?:19|20)\d\d$))((?:19|20)\d\d|[12]\d(?:0[1-9]|1[0-2])|\d\d)"
)  # "ICML2024", "arXiv2302"
_LOWER_STOPS = frozenset(
    {
        *("of", "the", "on", "in", "for", "and", "to", "at", "a", "an", "with"),
        *("und", "für", "der", "die", "das", "des", "zur", "zum", "im", "van", "het"),
        *("et", "de", "la", "le", "les", "du", "del", "y", "en", "dei", "della", "di"),
    }
)
STOPS = _LOWER_STOPS | {word.capitalize() for word in _LOWER_STOPS if len(word) > 1} - {"Des"}  # Des. is Design
SHOUTED_STOPS = frozenset(STOPS | {word.upper() for word in _LOWER_STOPS if len(word) > 1})
_PARTING = frozenset(',;:()[]{}|@–—\n"“”/<>·•（），；：【】《》')
_DASH = re.compile(r"\s-{1,3}\s")  # parts, too
# Names written in plain ASCII without inner signs fold without the tokenizer: eight thousand of them at start-up.
_PLAIN = re.compile(r"[A-Za-z .,:()/-]+")
_LETTERS = re.compile(r"[A-Za-z]+")
_ARTICLE = re.compile(r"^(?:the|de|der|die|das|le|la) ", re.I)
# In capitals, longer texts are shouted: function words may be in capitals too.
_SHORT = 16


class Word(NamedTuple):
    """A word of a text: its offsets, its folded form, and whether punctuation parts it from the word before."""

    start: int
    end: int
    fold: str
    parted: bool


@lru_cache(maxsize=64)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` that carry meaning: function words are left out, but still join their neighbours.

    >>> [word.fold for word in words("Int'l Conf. on Machine Learning (ICML'24)")]
    ['int', 'conf', 'mach', 'learn', 'icml', '24']
    """
    found: list[Word] = []
    shouted = len(text) > _SHORT and text.isupper()
    last = 0
    parted = True
    joined = False  # whether a hyphen stands before the word: the number in COVID-19
    sentence = False  # whether a full stop after the word before would end a sentence
    for match in _word(is_wide(text)).finditer(text):
        start, end = match.span()
        if not parted:
            gap = text[last:start]
            if gap != " ":
                parted = not gap or not _PARTING.isdisjoint(gap) or (sentence and gap[:2] == ". ")
                parted = parted or ("-" in gap and _DASH.search(gap) is not None)
            joined = gap == "-"
        last = end
        word = match.group()
        folded, sentence, acronym = _look(word)
        sentence = sentence or (acronym and not shouted) or (joined and word.isdecimal())
        if not folded or (shouted and word in SHOUTED_STOPS):
            continue
        if word[-1].isdigit() and (run_on := _RUN_ON.fullmatch(word)):
            middle = start + len(run_on[1])
            found += (Word(start, middle, fold(run_on[1]), parted), Word(middle, end, run_on[2], False))
        else:
            found.append(Word(start, end, folded, parted))
        parted = False
    return tuple(found)


@cache
def _word(wide: bool) -> re.Pattern[str]:
    """Return the pattern of a word; that for texts with East Asian characters takes longer to compile."""
    if wide:
        return re.compile(rf"[{_UNSPACED}]+|{_WORD.replace('_UNSPACED', f'_{_UNSPACED}')}")
    return re.compile(_WORD.replace("_UNSPACED", "_"))


@lru_cache(maxsize=1 << 16)
def _look(word: str) -> tuple[str, bool, bool]:
    """The folded word, empty for a function word; whether it is no abbreviation, so that a stop ends a sentence.

    Last, whether it is an acronym but of a society, behind which a stop ends a sentence, too: "… of LLMs. Tides".
    """
    if word in STOPS:
        return "", False, False
    plain = word.lower()
    folded = fold(word)
    # Abbreviations are cut before a vowel, so that a long word on a vowel, or one with its ending, is none.
    vowel = len(word) > 5 and plain[-1] in "aeiouy" and plain not in stems()
    ended = len(word) > 5 and plain.endswith(_WHOLE_ENDINGS) and plain != folded
    whole = plain in _full_words() or (len(word) > 3 and word.islower()) or vowel or ended
    acronym = len(word) > 2 and word.rstrip("s").isupper() and not (folded in stems() or folded in _societies())
    return folded, whole, acronym


@lru_cache(maxsize=1)
def _societies() -> frozenset[str]:
    return frozenset(fold(word) for row in vocabulary().rows("venue_sponsor") for word in row["words"])


def phrase(text: str) -> list[str]:
    """Return the folded words of a name: the same as `words`, without their places.

    >>> phrase("IEEE Trans. Pattern Anal. Mach. Intell.")
    ['ieee', 'trans', 'pattern', 'anal', 'mach', 'intell']
    """
    if text.isalpha() and text.isascii() and len(text) <= _SHORT:
        return [] if text in STOPS else [fold(text)]
    if _PLAIN.fullmatch(text) and not text.isupper():
        return [fold(word) for word in _LETTERS.findall(text) if word not in STOPS]
    return [word.fold for word in words(text)]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return the form of one word that all its spellings share.

    >>> fold("International"), fold("Intl"), fold("Systèmes"), fold("CVPR")
    ('int', 'int', 'systeme', 'cvpr')
    """
    plain = word.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.casefold())
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    if not plain.isalnum():
        plain = plain.translate(_APOSTROPHES)
    known = stems()
    if plain in known:
        return known[plain]
    if len(plain) > 4 and plain[-1] == "s" and plain[-2] not in "sui" and not (len(word) < 7 and word.isupper()):
        plain = plain[:-1]
    return known.get(plain, plain)


def is_function_word(word: str) -> bool:
    """Whether a word is left out of folded names.

    >>> is_function_word("of"), is_function_word("OF"), is_function_word("Sleep")
    (True, True, False)
    """
    return word in SHOUTED_STOPS


def is_abbreviation(word: str) -> bool:
    """Whether a word is one that a full stop abbreviates.

    >>> is_abbreviation("Commun"), is_abbreviation("Proc"), is_abbreviation("Robotics"), is_abbreviation("France")
    (True, True, False, False)
    """
    return len(word) < 4 or is_stem(word.lower())


def is_whole_word(word: str) -> bool:
    """Whether a word in small letters is one that is abbreviated, and no abbreviation.

    >>> is_whole_word("psychology"), is_whole_word("psychol"), is_whole_word("qwertz")
    (True, False, False)
    """
    return word in _full_words()


def is_stem(word: str) -> bool:
    """Whether a word in small letters is what a longer one is abbreviated to.

    >>> is_stem("psychol"), is_stem("psychology")
    (True, False)
    """
    return word in stems() and word not in _full_words()


def same_words(one: str, other: str) -> bool:
    """Whether two names that fold alike differ in abbreviations and endings only, in no word written out.

    >>> same_words("J. Nat. Sci.", "Journal of Natural Sciences"), same_words("Nature and Science", "Natural Sciences")
    (True, False)
    """
    full = _full_words()
    pairs = zip(*(_CONTENT.findall(text.lower()) for text in (_spelled(one), _spelled(other))), strict=False)
    return all(_singular(a) == _singular(b) for a, b in pairs if a in full and b in full)


def letters(text: str) -> str:
    """Return the letters and digits of a text.

    >>> letters("T-PAMI")
    'TPAMI'
    """
    return re.sub(r"[\W_]+", "", text)


@lru_cache(maxsize=4096)
def without_article(name: str) -> str:
    """Return a name in small letters without the article before it.

    >>> without_article("The Sea")
    'sea'
    """
    return _ARTICLE.sub("", name).lower()


def _singular(word: str) -> str:
    return re.sub(r"(?:ie|y)?s?$", "", word)


def _spelled(text: str) -> str:
    return " ".join(word for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in _LOWER_STOPS)


_CONTENT = re.compile(r"[^\W\d_]+")
_WHOLE_ENDINGS = ("ion", "ment", "ness", "ing")
_APOSTROPHES = str.maketrans("", "", "'’‘´`")


@lru_cache(maxsize=1)
def stems() -> dict[str, str]:
    """Return what a word in small letters folds to, where it is more than a plural ending that goes.

    >>> stems()["international"]
    'int'
    """
    known: dict[str, str] = {}
    for row in vocabulary().rows("venue_abbreviation"):
        short: str = row["short"]
        known[short] = short
        for word in row["words"]:
            known[word] = short
    return known


@lru_cache(maxsize=1)
def _full_words() -> frozenset[str]:
    """The words that are abbreviated, without the abbreviations: those do not begin another word of their row."""
    rows = vocabulary().rows("venue_abbreviation")
    return frozenset(
        word
        for row in rows
        for word in row["words"]
        if not any(other != word and other.startswith(word) for other in row["words"])
    )
