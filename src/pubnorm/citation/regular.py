"""Author lists in one of the few forms that reference styles prescribe, split without any search.

`split_names` reads whatever people write; most reference lists hold to one form throughout, which a pattern can tell
for sure and ten times as fast. What does not fit entirely is left to `split_names`.
"""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.citation.words import kinds
from pubnorm.matching.names.frequencies import evidence

# `re` takes the small figures behind names for letters.
_LETTER = r"[^\W\d_¹²³]"
_PARTICLES = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]i|[Dd]a|[Dd]os|[Ll]a|[Ll]e|[Tt]e[rn]|[Zz]u)\s)*"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_FAMILY = rf"{_PARTICLES}(?:[DdLO]['’])?{_CAPITAL}{_LETTER}+(?:[-–]{_CAPITAL}?{_LETTER}+)*"
_DOTTED = rf"{_CAPITAL}\.(?:[\s-]?{_CAPITAL}\.){{0,3}}"
_INVERTED = re.compile(rf"({_FAMILY},\s{_DOTTED})(?:,?\s(?:and|&|und|et|y|e)\s|,\s|$)")
_LONE = re.compile(rf"{_CAPITAL}{_LETTER}+(?:[-–]{_CAPITAL}?{_LETTER}+)*,\s({_CAPITAL}{_LETTER}+)")
_SEMICOLON = re.compile(r";\s(?:(?:and|&)\s)?")
_BETWEEN = re.compile(r"(?:,|;|,?\s(?:and|&|und|et|y|e))\s(?:(?:and|&)\s)?")
_DIRECT = re.compile(rf"{_DOTTED}\s?{_FAMILY}")
_UNDOTTED = re.compile(rf"{_CAPITAL}(?:[\s-]?{_CAPITAL})?\s{_FAMILY}")
_SHORT = re.compile(rf"{_FAMILY}\s{_CAPITAL}{{1,3}}")
_SHORT_DOTTED = re.compile(rf"{_FAMILY}\s{_DOTTED}")
_GIVEN = rf"{_CAPITAL}{_LETTER}+"
_GIVENS = rf"{_GIVEN}(?:[\s-](?:{_GIVEN}|{_CAPITAL}\.)){{0,2}}"
# With given names written out: the first of Chicago's lists, or all.
_WHOLE = re.compile(rf"({_FAMILY},\s({_GIVENS}))(?:(?:,|;|,?\s(?:and|&|und|et|y|e))\s(?:(?:and|&)\s)?|$)")
_APART = re.compile(rf"{_FAMILY},\s(?:{_GIVENS}|{_DOTTED})")
_FULL = re.compile(rf"{_CAPITAL}{_LETTER}+(?:[\s-](?:{_CAPITAL}\.|{_CAPITAL}{_LETTER}+)){{0,2}}\s{_FAMILY}")
_GIVEN_FIRST = re.compile(rf"{_DIRECT.pattern}|{_FULL.pattern}")
# Forms that other words may have as well.
_WORDED = (_GIVEN_FIRST, _UNDOTTED)
# So much must speak for a given name, or not against it (natural-log units, see `evidence`).
_SURE = 2.0
_STOP = re.compile(r"(?<=[^\W\d_][^\W\d_A-ZÀ-Þ])\.")
_OTHERS = re.compile(r",?\s(?:et\sal\.?|and\sothers)$")


def regular_names(text: str) -> tuple[list[str], bool] | None:
    """Return the names of a list in one form throughout, and whether "et al." ends it; `None` for any other list.

    >>> regular_names("Smith, J. A., & van der Berg, B.")
    (['Smith, J. A.', 'van der Berg, B.'], False)
    >>> regular_names("Smith JA, Doe B, et al.")
    (['Smith JA', 'Doe B'], True)
    >>> regular_names("J. A. Smith and B. Doe."), regular_names("Smith, John and Jane Doe")
    ((['J. A. Smith', 'B. Doe'], False), (['Smith, John', 'Jane Doe'], False))
    >>> regular_names("Smith J.A., Doe B."), regular_names("Smith, J. and B. Doe"), regular_names("Smith, John A.")
    ((['Smith J.A.', 'Doe B.'], False), (['Smith, J.', 'B. Doe'], False), (['Smith, John A.'], False))
    >>> regular_names("Doe, J.; Doe, Anna; and Roe, B."), regular_names("J Smith, AB Doe"), regular_names("Roe, Osric")
    ((['Doe, J.', 'Doe, Anna', 'Roe, B.'], False), (['J Smith', 'AB Doe'], False), (['Roe, Osric'], False))
    >>> regular_names("John Smith²")  # the figure belongs to no name
    >>> regular_names("With John Smith")  # nor does the word before it
    """
    if text[-1:] == "." and _STOP.search(text, len(text) - 1):
        text = text[:-1]
    others = _OTHERS.search(text) if text.endswith(("al", "al.", "others")) else None
    cut = others is not None
    if others:
        text = text[: others.start()]
    if ";" in text:
        names = _SEMICOLON.split(text)
        return (names, cut) if all(map(_APART.fullmatch, names)) else None
    lone = _LONE.fullmatch(text)
    if lone and _may_be_given(lone[1]):
        return [text], cut
    names, at = _inverted(text, _INVERTED)
    if names and at < len(text):
        return _ended(names, text[at:], cut)
    if not names:
        names, at = _inverted(text, _WHOLE)
    if names:
        return _ended(names, text[at:], cut) if at < len(text) else (names, cut)
    names = _BETWEEN.split(text)
    for form in (_DIRECT, _SHORT, _SHORT_DOTTED, _GIVEN_FIRST, _UNDOTTED):
        if all(map(form.fullmatch, names)):
            return None if form in _WORDED and (_is_group(text) or _is_led(text)) else (names, cut)
    return None


def _inverted(text: str, form: re.Pattern[str]) -> tuple[list[str], int]:
    """Return the names a list begins with, family names first, and where they end; given names must be such."""
    names: list[str] = []
    at = 0
    while at < len(text) and (match := form.match(text, at)):
        if form is _WHOLE and not _is_inverted(match[1], match[2]):
            break
        names.append(match[1])
        at = match.end()
    return names, at


def _ended(names: list[str], rest: str, cut: bool) -> tuple[list[str], bool] | None:
    """Return a list of which only the first name is inverted."""
    others = _BETWEEN.split(rest)
    return ([*names, *others], cut) if len(names) == 1 and all(map(_GIVEN_FIRST.fullmatch, others)) else None


def _is_group(text: str) -> bool:
    """Tell whether a word of a text is one of institutions' names."""
    known = kinds()
    return any("institution" in known.get(word, ()) for word in text.lower().split())


def _is_led(text: str) -> bool:
    """Tell whether a word that is no name leads to the names: "With Jane Doe"."""
    return "function" in kinds().get(text.partition(" ")[0].lower(), ())


def _is_inverted(name: str, given: str) -> bool:
    """Tell whether a name before whose given names a comma stands is one, rather than two or more people's."""
    known = given.split() if " " in name[: -len(given) - 2] else given.split(maxsplit=1)[:1]  # "Di Wei, Anna Lam"
    return all(map(_is_given, known))


def _may_be_given(word: str) -> bool:
    """Tell whether a word may well be a given name: of two words with a comma, the second."""
    given, family = evidence(word)
    return given > family - _SURE


def _is_given(word: str) -> bool:
    """Tell whether a word is a given name, or the initial of one, rather than another family name."""
    given, family = evidence(word)
    return word[-1] == "." or given > max(family, _SURE)
