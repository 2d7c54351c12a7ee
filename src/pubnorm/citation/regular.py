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
_INVERTED = re.compile(rf"({_FAMILY},\s{_DOTTED})(?:,?\s(?:and|&|und|et|y|e)\s|[,;]\s|$)")
_BETWEEN = re.compile(r"(?:,|;|,?\s(?:and|&|und|et|y|e))\s(?:(?:and|&)\s)?")
_DIRECT = re.compile(rf"{_DOTTED}\s?{_FAMILY}")
_SHORT = re.compile(rf"{_FAMILY}\s{_CAPITAL}{{1,3}}")
_SHORT_DOTTED = re.compile(rf"{_FAMILY}\s{_DOTTED}")
_GIVEN = rf"{_CAPITAL}{_LETTER}+"
_ALONE = re.compile(rf"{_FAMILY},\s({_GIVEN}(?:[\s-](?:{_GIVEN}|{_CAPITAL}\.)){{0,2}})")
_FULL = re.compile(rf"{_CAPITAL}{_LETTER}+(?:[\s-](?:{_CAPITAL}\.|{_CAPITAL}{_LETTER}+)){{0,2}}\s{_FAMILY}")
# So much must speak for a given name (natural-log units, see `evidence`).
_SURE = 2.0
_STOP = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]{2})\.")
_OTHERS = re.compile(r",?\s(?:et\sal\.?|and\sothers)$")


def regular_names(text: str) -> tuple[list[str], bool] | None:
    """Return the names of a list in one form throughout, and whether "et al." ends it; `None` for any other list.

    >>> regular_names("Smith, J. A., & van der Berg, B.")
    (['Smith, J. A.', 'van der Berg, B.'], False)
    >>> regular_names("Smith JA, Doe B, et al.")
    (['Smith JA', 'Doe B'], True)
    >>> regular_names("J. A. Smith and B. Doe."), regular_names("Smith, John and Jane Doe")
    ((['J. A. Smith', 'B. Doe'], False), None)
    >>> regular_names("Smith J.A., Doe B."), regular_names("Smith, J. and B. Doe"), regular_names("Smith, John A.")
    ((['Smith J.A.', 'Doe B.'], False), (['Smith, J.', 'B. Doe'], False), (['Smith, John A.'], False))
    >>> regular_names("John Smith²")  # the figure belongs to no name
    """
    if text[-1:] == "." and _STOP.search(text, len(text) - 1):
        text = text[:-1]
    others = _OTHERS.search(text) if text.endswith(("al", "al.", "others")) else None
    cut = others is not None
    if others:
        text = text[: others.start()]
    names: list[str] = []
    at = 0
    while match := _INVERTED.match(text, at):
        names.append(match[1])
        at = match.end()
        if at == len(text):
            return names, cut
    if names:
        others_direct = _BETWEEN.split(text[at:]) if len(names) == 1 else [""]
        return ([*names, *others_direct], cut) if all(map(_DIRECT.fullmatch, others_direct)) else None
    if (alone := _ALONE.fullmatch(text)) and all(map(_is_given, alone[1].split())):
        return [text], cut
    names = _BETWEEN.split(text)
    for form in (_DIRECT, _SHORT, _SHORT_DOTTED, _FULL):
        if all(map(form.fullmatch, names)):
            return None if form is _FULL and _is_group(text) else (names, cut)
    return None


def _is_group(text: str) -> bool:
    """Tell whether a word of a text is one of institutions' names."""
    known = kinds()
    return any("institution" in known.get(word, ()) for word in text.lower().split())


def _is_given(word: str) -> bool:
    """Tell whether a word is a given name, or the initial of one, rather than another family name."""
    given, family = evidence(word)
    return word[-1] == "." or given > max(family, _SURE)
