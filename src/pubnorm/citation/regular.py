"""Author lists in one of the few forms that reference styles prescribe, split without any search.

`split_names` reads whatever people write; most reference lists hold to one form throughout, which a pattern can tell
for sure and ten times as fast. What does not fit entirely is left to `split_names`.
"""

from __future__ import annotations

import re

from pubnorm.citation.words import kinds

_PARTICLES = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]i|[Dd]a|[Dd]os|[Ll]a|[Ll]e|[Tt]e[rn]|[Zz]u)\s)*"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_FAMILY = rf"{_PARTICLES}(?:[DdLO]['’])?{_CAPITAL}[^\W\d_]+(?:[-–]{_CAPITAL}?[^\W\d_]+)*"
_DOTTED = rf"{_CAPITAL}\.(?:[\s-]?{_CAPITAL}\.){{0,3}}"
_INVERTED = re.compile(rf"({_FAMILY},\s{_DOTTED})(?:,?\s(?:and|&|und|et|y|e)\s|[,;]\s|$)")
_BETWEEN = re.compile(r"(?:,|;|,?\s(?:and|&|und|et|y|e))\s(?:(?:and|&)\s)?")
_DIRECT = re.compile(rf"{_DOTTED}\s?{_FAMILY}")
_SHORT = re.compile(rf"{_FAMILY}\s{_CAPITAL}{{1,3}}")
_FULL = re.compile(rf"{_CAPITAL}[^\W\d_]+(?:[\s-](?:{_CAPITAL}\.|{_CAPITAL}[^\W\d_]+)){{0,2}}\s{_FAMILY}")
_STOP = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]{2})\.$")
_OTHERS = re.compile(r",?\s(?:et\sal\.?|and\sothers)$")


def regular_names(text: str) -> tuple[list[str], bool] | None:
    """Return the names of a list in one form throughout, and whether "et al." ends it; `None` for any other list.

    >>> regular_names("Smith, J. A., & van der Berg, B.")
    (['Smith, J. A.', 'van der Berg, B.'], False)
    >>> regular_names("Smith JA, Doe B, et al.")
    (['Smith JA', 'Doe B'], True)
    >>> regular_names("J. A. Smith and B. Doe."), regular_names("Smith, John and Jane Doe")
    ((['J. A. Smith', 'B. Doe'], False), None)
    """
    text = _STOP.sub("", text)
    others = _OTHERS.search(text)
    if others:
        text = text[: others.start()]
    names: list[str] = []
    at = 0
    while match := _INVERTED.match(text, at):
        names.append(match[1])
        at = match.end()
        if at == len(text):
            return names, others is not None
    if names:
        return None
    names = _BETWEEN.split(text)
    known = kinds()
    for form in (_DIRECT, _SHORT, _FULL):
        if all(form.fullmatch(name) for name in names):
            group = form is _FULL and any("institution" in known.get(word, ()) for word in text.lower().split())
            return None if group else (names, others is not None)
    return None
