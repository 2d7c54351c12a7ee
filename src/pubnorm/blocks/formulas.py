"""Formulas between dollar signs, as far as lists of works hold them: marks beside names, and formulas in titles."""

from __future__ import annotations

from typing import NamedTuple

from pubnorm import patterns as re

_MATH = re.compile(r"\$\$?(?!\s)([^$\n]{1,300}?)(?<!\s)\$\$?(?!\d)")
_MATH_MARK = re.compile(
    r"(?:\{\})?[\^_]?\s*\{?\s*((?:\\?[*∗⁎]|"
    r"\\(?:dagger|ddagger|ast|star|S|P|clubsuit|diamond|bullet|sharp|textdagger|Letter)\b|"
    r"[†‡§¶#,\d\s\u25a0-\u27bf\U0001F4E7\U0001F582\U0001F48C\U0001F4EE\uFE0F]|"
    r"\\(?:rm|text|mathrm|textrm)\b|[{}])+)\}?\s*"
)
_MARKS = {
    r"\dagger": "†", r"\textdagger": "†", r"\ddagger": "‡", r"\ast": "*", r"\star": "*", r"\*": "*", r"\S": "§",
    r"\P": "¶", r"\clubsuit": "♣", r"\diamond": "⋄", r"\bullet": "•", r"\sharp": "#",
    r"\Letter": "✉",
}  # fmt: skip
_MARK_COMMAND = re.compile(r"\\[a-zA-Z]+|\\\*")
_FORMULA = re.compile(r"[\\^_{}=]")


class Math(NamedTuple):
    """What a formula shows, whether that is a mark, and where the formula ends."""

    text: str
    is_mark: bool
    end: int


def read_math(source: str, at: int) -> Math | None:
    r"""Return the formula that begins at a dollar sign; None where none does.

    >>> read_math(r"Jane Doe$^{\dagger}$", 8), read_math("$x$-rays", 0), read_math("$5 or $6", 0)
    (Math(text='†', is_mark=True, end=20), Math(text='$x$', is_mark=False, end=3), None)
    """
    match = _MATH.match(source, at)
    if match is None:
        return None
    inner = match[1]
    if _MATH_MARK.fullmatch(inner):
        mark = _MARK_COMMAND.sub(lambda m: _MARKS.get(m[0], ""), inner).strip("{}^_ ").replace("{", "")
        return Math(mark.replace("}", "").replace("^", ""), True, match.end())
    if inner[:1].isdigit() and not _FORMULA.search(inner):
        return None  # an amount of money, as likely as not
    return Math(match[0], False, match.end())
