r"""LaTeX that a page has carried over from a bibliography: accents of letters, and commands that only set type.

Formulas stay as they are written. An accent without braces is one only within a word (`Alfv\'en`), for a backslash may
keep an apostrophe or a quotation mark from markdown: so it does where a word is elided (`dell\'arte`), behind a vowel,
an n or a g, as syllables are parted (`Xi\'an`, `Chang\'an`), and in a possessive (`Doe\'s`).
"""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.readers.latex import decode_latex

_SIGN, _LETTER = r"\\[`'^\"~=.]", r"\\?[A-Za-z]"
_ACCENT = r"\\[uvHrckdb]"
_APOSTROPHE_BEFORE = r"(?<![aeiouyngAEIOUYNG])(?<![qQ]ur)(?<![lL]l)(?<![tT]t)(?<![sS]t)"
_TYPESET = re.compile(
    r"(?=[$\\{])(?:(?P<formula>\$[^$\n]{1,300}\$)"
    rf"|\{{{_SIGN}(?:\{{{_LETTER}\}}|{_LETTER})\}}|{_SIGN}\{{{_LETTER}\}}"  # {\'e}, {\'{e}}, \'{e}
    rf"|\{{{_ACCENT}(?:\{{{_LETTER}\}}|\s{_LETTER})\}}|{_ACCENT}\{{{_LETTER}\}}"  # {\v{s}}, {\v s}, \v{s}
    r"|\{\\(?:ss|ae|AE|oe|OE|aa|AA|[oOlLi]|dh|DH|th|TH|ng)\}"
    rf"|(?<=[A-Za-z]{{2}}){_APOSTROPHE_BEFORE}\\'(?:[aeiouy](?![A-Z])|[cnsz](?=[a-z]))"
    r"|(?<=[A-Za-z])\\[\"^~][aeiounAEIOUN](?=[a-z])"
    r"|\\(?:emph|mbox|text(?:it|tt|bf|sc|sf|rm|sl|up)?)\{(?P<set>[^{}$\n]{1,200})\})"
)


def without_typesetting(text: str) -> str:
    r"""Return `text` with LaTeX's accents as letters and without its commands for typefaces.

    >>> without_typesetting(r"J. Garc{\'\i}a, {\v{S}}. Doe: Alfv\'en waves in \texttt{TIDES}, $\dot{e}$")
    'J. García, Š. Doe: Alfvén waves in TIDES, $\\dot{e}$'
    >>> kept = r"don\'t, dell\'arte, Xi\'an, Chang\'an, Qur\'an, Rob\'s, lorsqu\'on, \"Odd\""
    >>> without_typesetting(kept) == kept
    True
    """
    if "\\" not in text:
        return text
    return "\n".join([_TYPESET.sub(_shown, line) if "\\" in line else line for line in text.split("\n")])


def _shown(match: re.Match[str]) -> str:
    return match["formula"] or match["set"] or decode_latex(match[0])
