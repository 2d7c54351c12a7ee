"""One displayed name into its parts, in whatever order and script it is written."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.names.evidence import BRACKETED_INITIALS, GLUED, is_group
from pubnorm.matching.names.fold import fold
from pubnorm.matching.names.order import family_first, family_start
from pubnorm.matching.names.pieces import is_degree
from pubnorm.matching.names.scripts import is_cjk, split_cjk
from pubnorm.matching.names.words import is_honorific, words
from pubnorm.matching.wide import is_wide


class NameParts(NamedTuple):
    """The parts of one name; a group's name has none. `alternatives` are other forms shown beside it."""

    given: str | None = None
    particle: str | None = None
    family: str | None = None
    suffix: str | None = None
    alternatives: tuple[str, ...] = ()


_OTHER_FORM = re.compile(
    r"\s*(?:[(（\[]\s*(?P<bracket>[^()（）\[\]]{1,60}?)\s*[)）\]]|[\"“”„«](?P<quote>[^\"“”„«»]{1,40})[\"“”»])\s*"
)
# One word before a comma, or behind initials: these most names of reference lists are, and nothing else need be asked.
_INITIALS, _FAMILY = r"[A-Z]\.(?:[ -]?[A-Z]\.)*", r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’-]*[a-z]"
_REGULAR = re.compile(
    rf"(?P<family>{_FAMILY}), (?P<given>{_INITIALS}|{_FAMILY}(?: {_INITIALS})?)"
    rf"|(?P<first>{_INITIALS}) (?P<last>{_FAMILY})"
)
# Two or three words without a comma, capitalized or initials: of these only the order is asked.
_ROW = re.compile(rf"(?:{_FAMILY}|[A-Z]\.?)(?: (?:{_FAMILY}|(?:[A-Z]\.-?)+|[A-Z]{{1,3}})){{1,2}}")
_WIDE = "⺀-鿿가-힯぀-ヿ"
_MARKS = " \t*∗＊†‡§¶#✉^$;:|"


@lru_cache(maxsize=32768)
def parse_name(text: str) -> NameParts:
    """Return the parts of one name as displayed on a page.

    The order is found from commas, initials, capitals and how given and family names are used; where nothing tells, it
    is given name first. Braces show a name of a BibTeX file, whose rules are then followed to the letter.

    >>> parse_name("van der Berg, J.")
    NameParts(given='J.', particle='van der', family='Berg', suffix=None, alternatives=())
    >>> parse_name("Xiaoming Wang (王小明)").alternatives
    ('王小明',)
    """
    regular = _REGULAR.fullmatch(text)
    if regular is not None:
        family, given, first, last = regular.groups()
        if not _is_odd(family or last) and (family is None or not _is_odd(given.partition(" ")[0])):
            return NameParts(given or first, None, family or last)
    elif _ROW.fullmatch(text):
        tokens = text.split(" ")
        if not any(map(_is_odd, tokens)):
            start = family_first(tokens)
            if start:
                return NameParts(_join(tokens[start:]), None, _join(tokens[:start]))
            start = family_start(tokens)
            return NameParts(_join(tokens[:start]), None, _join(tokens[start:]))
    return _parts(text)


@cache
def _odd() -> frozenset[str]:
    """Return the words that are no part of a name wherever they stand in it, or begin what is none."""
    kinds = ("degree", "suffix", "honorific", "group", "organisation")
    return frozenset(word.partition(" ")[0] for kind in kinds for word in words(kind))


def _is_odd(word: str) -> bool:
    low = word.lower()
    return low in _odd() or low.endswith("-ai")


def _parts(text: str) -> NameParts:
    """Return the parts of a name in any form."""
    if "{" in text and "}" in text:
        return _as_bibtex(text)
    text = (text if text.isascii() else unicodedata.normalize("NFC", text)).strip(_MARKS)
    if text.endswith(".)") and "," not in text:
        text = BRACKETED_INITIALS.sub(r", \1", text)
    alternatives: tuple[str, ...] = ()
    if not text.isascii() or "(" in text or '"' in text or "[" in text:
        text, alternatives = _other_forms(text)
    if is_cjk(text):
        family, given = split_cjk(text)
        return NameParts(given, None, family, None, alternatives)
    if "." in text:
        text = GLUED.sub(" ", text)
    tokens = text.split()
    if not tokens or (is_group(tokens) and "," not in text):
        return NameParts(alternatives=alternatives)
    if "," in text:
        return _with_commas([part.strip() for part in text.split(",")], alternatives)
    return _in_a_row(tokens, alternatives)


def _as_bibtex(text: str) -> NameParts:
    """Part a name with braces, which keep words together, by the rules of BibTeX (btxdoc, section 4)."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    if text.startswith("{") and text.endswith("}") and " " in text and "}" not in text[:-1]:
        return NameParts()  # a group
    parts = parse_single_name_into_parts(text, strict=False)
    first, von, last, jr = (
        _join([word.replace("{", "").replace("}", "") for word in part])
        for part in (parts.first, parts.von, parts.last, parts.jr)
    )
    return NameParts(first, von, last, jr)


@cache
def _in_both_scripts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a name in letters and in East Asian characters; compiled when first needed."""
    latin, cjk = rf"(?P<latin>[^{_WIDE}]*\w\.?)", rf"(?P<cjk>[{_WIDE}]{{2,8}})"
    return re.compile(rf"^{latin}[\s,/|]+{cjk}$"), re.compile(rf"^{cjk}[\s,/|]+{latin}$")


def _other_forms(text: str) -> tuple[str, tuple[str, ...]]:
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        found.append((match["bracket"] or match["quote"]).strip("\"“”'"))
        return " "

    text = _OTHER_FORM.sub(take, text).strip() or text
    for pattern in () if not is_wide(text) or is_cjk(text) else _in_both_scripts():
        both = pattern.match(text)
        if both:
            return both["latin"].strip(), (both["cjk"], *found)
    return text, tuple(found)


def _with_commas(parts: list[str], alternatives: tuple[str, ...]) -> NameParts:
    parts = [part for part in parts if part and part.lower() not in words("degree")]
    suffix = None
    for at in range(len(parts) - 1, 0, -1):
        if parts[at].lower() in words("suffix"):
            suffix = parts.pop(at)
            break
    if len(parts) < 2:
        parsed = _in_a_row(parts[0].split() if parts else [], alternatives)
        return NameParts(parsed.given, parsed.particle, parsed.family, suffix or parsed.suffix, alternatives)
    last, first = parts[0].split(), " ".join(parts[1:]).split()
    if len(last) > 1 and last[-1].lower() in words("suffix"):
        suffix = suffix or last.pop()
    first, behind = _particle_behind(first)
    particle, family = _particle(last)
    return NameParts(_join(_without_titles(first)), _join([*behind, *particle]), _join(family), suffix, alternatives)


def _in_a_row(tokens: list[str], alternatives: tuple[str, ...]) -> NameParts:
    tokens = _without_titles(tokens)
    suffix = None
    if len(tokens) > 2 and tokens[-1].lower() in words("suffix") and not tokens[-1].islower():
        suffix = tokens.pop()
    if len(tokens) < 2:
        return NameParts(None, None, _join(tokens), suffix, alternatives)
    tokens, behind = _particle_behind(tokens)
    size = family_first(tokens)
    if size:
        particle, family = _particle(tokens[:size])
        return NameParts(_join(tokens[size:]), _join([*behind, *particle]), _join(family), suffix, alternatives)
    start = family_start(tokens)
    particle, family = _particle(tokens[start:])
    return NameParts(_join(tokens[:start]), _join(particle), _join(family), suffix, alternatives)


def _without_titles(tokens: list[str]) -> list[str]:
    start, end = 0, len(tokens)
    while end - start > 1 and is_honorific(tokens[start], " ".join(tokens[start + 1 : end])):
        start += 1
    while end - start > 1 and is_degree(tokens[end - 1], " ".join(tokens[start : end - 1])):
        end -= 1
    return tokens[start:end]


def _particle_behind(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Part a particle that stands behind the given names ("Berg, J. van der") from them."""
    end = len(tokens)
    while end > 1 and tokens[end - 1].islower() and tokens[end - 1] in words("particle"):
        end -= 1
    return tokens[:end], tokens[end:]


def _particle(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Part the lower-case words that open a family name from the rest (BibTeX's von and Last)."""
    end = 0
    while end < len(tokens) - 1 and tokens[end].islower() and fold(tokens[end]) in words("particle"):
        end += 1
    return tokens[:end], tokens[end:]


def _join(tokens: list[str]) -> str | None:
    return " ".join(tokens) or None
