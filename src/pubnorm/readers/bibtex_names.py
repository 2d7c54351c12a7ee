"""BibTeX name lists to authors: "von Last, Jr, First" and "First von Last", joined by "and" (btxdoc, section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.names import as_author, split_names
from pubnorm.model import Author
from pubnorm.readers.latex import decode_latex

# The marks that al-folio allows on a last name, and the superscripts that stand in for them.
_MARKS = re.compile(r"(?P<name>.*?[^\s*∗†‡§¶‖&^,])?\s*(?P<marks>[*∗†‡§¶‖&^]+)$", re.DOTALL)
_SUPERSCRIPT = re.compile(r"\{?\$\s*\^?\s*\{?([^${}]*)\}?\s*\$\}?|\\textsuperscript\s*\{([^{}]*)\}")
_OTHERS = re.compile(r"others|et\.?\s*al\.?", re.IGNORECASE)
_CJK = re.compile(r"[·\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


class NameList(NamedTuple):
    """The people of an `author` or `editor` field, and whether it ends in "and others"."""

    people: list[Author]
    truncated: bool


def read_names(value: str) -> NameList:
    r"""Return the people that a BibTeX name field lists, marks on their names apart.

    >>> found = read_names(r"van Beethoven*, Ludwig and {\'E}lodie M{\"u}ller and others")
    >>> found.people[0].particle, found.people[0].marks, found.people[1].name, found.truncated
    ('van', '*', 'Élodie Müller', True)
    >>> read_names("{OpenAI Team}").people[0].family is None
    True
    """
    from bibtexparser.middlewares.names import split_multiple_persons_names

    names = [name.strip() for name in split_multiple_persons_names(value)]
    if any(_is_plain_list(name) for name in names):
        return _read_plain(decode_latex(value))
    truncated = any(_OTHERS.fullmatch(decode_latex(name)) for name in names)
    people = [_read_name(name) for name in names if not _OTHERS.fullmatch(decode_latex(name))]
    return NameList([person for person in people if person.name], truncated)


def _is_plain_list(name: str) -> bool:
    """Whether this is no BibTeX name but a part of a list as prose has it: "A B, C D, E F,", "王伟, 李娜"."""
    if name.startswith("{") and name.endswith("}"):
        return False
    pieces = [piece.strip() for piece in name.split(",")]
    in_cjk = len(pieces) > 1 and len(pieces[0]) > 2 and all(_CJK.fullmatch(piece) for piece in pieces)
    return len(pieces) > 3 or in_cjk or name.endswith(",") or bool(re.search(r"[，、；]", name))


def _read_plain(text: str) -> NameList:
    found = split_names(text)
    return NameList([as_author(text[span.start : span.end]) for span in found.names], found.truncated)


def _read_name(name: str) -> Author:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    name = _SUPERSCRIPT.sub(lambda found: decode_latex(found[1] or found[2] or ""), name)
    if _is_literal(name):
        shown = decode_latex(name)
        return Author(name=shown, family=None if " " in shown else shown)
    parts = parse_single_name_into_parts(name, strict=False)
    last, marks = _unmark(_text(parts.last))
    given, more = _unmark(_text(parts.first))
    marks += more
    particle, suffix = _text(parts.von), _text(parts.jr)
    order = (
        (last, given, suffix)
        if "," in name and not particle and _CJK.fullmatch(last + given)
        else (given, particle, last, suffix)
    )
    shown = " ".join(part for part in order if part)
    return Author(
        name=shown,
        given=given or None,
        particle=particle or None,
        family=last or None,
        suffix=suffix or None,
        marks=marks or None,
    )


def _is_literal(name: str) -> bool:
    """Whether the name stands in braces as a whole: an institution, or a name not to be taken apart."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for at, char in enumerate(name):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return at == len(name) - 1 and name[1:2] != "\\"
    return False


def _text(words: Iterable[str]) -> str:
    return decode_latex(" ".join(words))


def _unmark(text: str) -> tuple[str, str]:
    match = _MARKS.fullmatch(text)
    return (match["name"] or "", match["marks"]) if match else (text, "")
