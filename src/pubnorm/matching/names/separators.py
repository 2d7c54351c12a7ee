"""What stands between two names, and what only looks as if it did."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pubnorm import patterns as re
from pubnorm.matching.names.evidence import BRACKETED_INITIALS, piece_evidence
from pubnorm.matching.names.scripts import CJK, HAN, HANGUL, KANA, KATAKANA, cjk_evidence, is_cjk
from pubnorm.matching.names.words import words
from pubnorm.matching.wide import is_wide

# In the order tried. Every quantifier is bounded, or runs over one class of characters from where no other run can
# begin, so that the scan is linear; the first line lets letters pass at once, and blanks before the capitals that begin
# no separator.
_BETWEEN = r"""
    (?=[^\w\s.'’"-]|\n|\s(?![B-Z])|[_\d¹²³ªº…]|\.\.|(?<=[,;，、；)\]*†‡\d.…])[a-wyA\u0370-\u04ff]|[等ほ他외和与與及と및])(?:
    (?P<cut>[(\[]\s?(?:…|\.\.\.|et\sal\.?|(?:and\s)?\d{1,4}\s(?:more\s|other\s)?(?:others|authors|co-?authors))\s?[)\]]
      | …|⋯|\.\.\.+
      | (?:(?<!\s)\s+|(?<=[,;，、；)\]*†‡\d.…]))(?:
          et\.?\s{0,2}al(?:\.|\b)(?:ii\b|ia\b)?
        | (?:and|&|und|y|et|e|en)\s{1,2}(?:\d{1,4}\s{1,2})?
          (?:others|more|many\s{1,2}others|colleagues|co-?authors|weitere|andere|otros|outros|autres)
          (?:\s{1,2}(?:authors|co-?authors|people|autores|auteurs|Autoren))?\b
        | among\s{1,2}others\b | etc\b\.? | u\.\s?a\. | i\s{1,2}dr\. | и\s{1,2}др\. | 他(?![CJK]))
      | (?<=[CJK,，、\s])等(?:人)?(?![CJK]) | ほか | 외\s{0,2}\d{0,3}\s{0,2}[명인])
  | (?P<bracket>\([^()\n]{0,120}\)|\[[^\[\]\n]{0,120}\]|（[^（）\n]{0,120}）|【[^【】\n]{0,60}】)
  | (?P<note>\$[^$\n]{1,40}\$|\^\{[^{}\n]{0,30}\}|\\(?:textsuperscript|dagger|ddagger|ast|S|P)\b(?:\{[^{}\n]{0,30}\})?
      | \^[\d*†‡§¶#]{1,4} | [*∗＊⁎﹡†‡§¶‖#📧🖂⋆\u25a0-\u27bf°¹²³⁰⁴-⁹⁺ªº_~^]+)
  | (?P<hard>[;；؛|\n/]|\s[-–—+]\s)
  | (?P<comma>[,，、،])
  | (?P<dot>[·・•‧･])
  | (?P<and>(?:(?<!\s)\s+|(?<=[,;，、；)\]*†‡\d.…]))(?:[&＆]
        | (?:and|AND|And|und|et|og|och|sowie|with|including|w/|mit|ve|va|si|și|dan|και|и|та|і|및)(?=\s))
      | [&＆](?=\s) | (?<=[CJK)）])(?:和|与|與|及|と|및)(?=[CJK\s]))
  | (?P<soft>(?<!\s)\s+(?:y|e|i|a|en|ja|con|com|avec)(?=\s))
    )"""


# One East Asian sign stands for all that the pattern does not name: the classes of all take long to compile.
_NAMED = "".join(sorted({sign for sign in _BETWEEN if KANA[0] <= sign <= HANGUL[-1]}))


class _Narrowed(dict[int, int]):
    """The table that puts that sign for the others."""

    def __missing__(self, code: int) -> int:
        sign = chr(code)
        self[code] = ord(CJK[0]) if is_cjk(sign) and sign not in _NAMED else code
        return self[code]


_NARROWED = _Narrowed()


def separators(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Return what may stand between the names of `text[start:end]`, in order; the kind of a match is its group.

    The matches are those of a text with other East Asian signs: only their places tell.

    >>> [match.lastgroup for match in separators("Jane Doe, Rob Roe et al.", 0, 24)]
    ['comma', 'cut']
    """
    return _between().finditer(text.translate(_NARROWED) if is_wide(text) else text, start, end)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(_BETWEEN.replace("CJK", CJK[0] + _NAMED), re.VERBOSE)


# The kinds that may belong to a name.
AMBIGUOUS = frozenset(("bracket", "dot", "and", "soft", "note"))


def is_inside_name(kind: str, text: str, start: int, span: tuple[int, int]) -> bool:
    """Tell whether what looks like a separator belongs to the name around it."""
    left, shown, right = text[start : span[0]], text[span[0] : span[1]], text[span[1] : span[1] + 60]
    if kind == "bracket":
        return _is_other_form(left.strip(), shown[1:-1].strip(), right)
    if kind == "dot":
        return _is_middle_dot(left, shown, right)
    if kind == "and" and shown.strip() in "和与與及と":
        return not (cjk_evidence(_last_run(left)) > 0 and cjk_evidence(_first_run(right)) > 0)
    if kind == "and" and shown.strip() == "und" and _joins_particles(left, right):
        return True
    if kind == "soft":
        return not _is_soft_and(left.strip(), right.strip())
    return kind == "note" and shown in "_~#°" and bool(left.strip()) and right[:1].isalnum()


_NAME_RUN = re.compile(r"[^\W\d_][\w.'’ -]*")


def _is_other_form(left: str, inside: str, right: str) -> bool:
    if not left or not inside or inside.lower() in words("role"):
        return False
    if BRACKETED_INITIALS.fullmatch(f"({inside})") and len(left.split()) < 3:
        return True
    if is_cjk(inside):
        return len(inside) <= 8 and cjk_evidence(inside) > 0 and not is_cjk(left[-1])
    if is_cjk(left):
        return piece_evidence(inside).full > 2.0
    tokens = inside.strip("\"“”'").split()
    if len(tokens) > 2 or not all(token[0].isupper() and token.isalpha() for token in tokens):
        return False
    if any(token.lower() in words("role") for token in tokens) or inside.isupper():
        return False
    following = _NAME_RUN.match(right.lstrip())
    if following and right[:1] in " \xa0":
        return piece_evidence(tokens[0]).given > -2.0 and following[0].split()[0].lower() not in ("and", "et", "und")
    return len(tokens) == 1 and piece_evidence(tokens[0]).given > 2.0


def _is_middle_dot(left: str, dot: str, right: str) -> bool:
    if left[-1:].isspace() or right[:1].isspace() or not left or not right:
        return False
    if dot in "・･" and re.match(f"[{KATAKANA}]", left[-1]) and re.match(f"[{KATAKANA}]", right):
        return True
    if re.match(f"[{HAN}]", left[-1]) and re.match(f"[{HAN}]", right):
        return not (cjk_evidence(_last_run(left)) > 0 and cjk_evidence(_first_run(right)) > 0)
    return not is_cjk(left[-1])


def _joins_particles(left: str, right: str) -> bool:
    """Tell whether "und" joins two particles, as in "von und zu"."""
    before, after = left.split(), right.split()
    return bool(before and after) and before[-1] in words("particle") and after[0] in words("particle")


def _is_soft_and(left: str, right: str) -> bool:
    """Tell whether "y", "e", "i" stands between two people, not inside a name as in "José Ortega y Gasset"."""
    following = re.split(r"[,;&(*†]|\s(?:y|e|i|and)\s", right, maxsplit=1)
    tokens = following[0].split()
    if not tokens:
        return False
    after_comma = not left  # ", e Rui Penedo": what stands before it is cut off already
    if len(tokens) >= 2:
        return piece_evidence(" ".join(tokens)).full > -4.0 and (after_comma or len(left.split()) > 1)
    rest = right[len(following[0]) :].lstrip(" ,").split()
    has_initials = bool(rest) and len(rest[0].rstrip(".")) == 1
    return left.endswith(".") or (has_initials and (after_comma or len(left.split()) > 1))


def _last_run(text: str) -> str:
    runs = re.findall(f"[{CJK}]+", text[-12:])
    return runs[-1] if runs else ""


def _first_run(text: str) -> str:
    run = re.match(rf"\s*([{CJK}]+)", text[:12])
    return run[1] if run else ""
