"""BibTeX name lists to authors: "von Last, Jr, First" and "First von Last", joined by "and" (btxdoc, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pubnorm.model import Author, Role
from pubnorm.readers.latex import decode_latex

# The marks that al-folio allows on a last name, and the superscripts that stand in for them.
_MARKS = re.compile(r"(?P<name>.*?[^\s*∗†‡§¶‖&^,])?\s*(?P<marks>[*∗†‡§¶‖&^]+)$", re.DOTALL)
_SUPERSCRIPT = re.compile(r"\{?\$\s*\^?\s*\{?([^${}]*)\}?\s*\$\}?|\\textsuperscript\s*\{([^{}]*)\}")
_OTHERS = re.compile(r"others|et\.?\s*al\.?", re.IGNORECASE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What an explanation of marks calls each role.
_MEANINGS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"correspond", re.IGNORECASE), "corresponding"),
    (re.compile(r"equal|contributed|co-?first|joint first", re.IGNORECASE), "equal-contribution"),
    (re.compile(r"lead", re.IGNORECASE), "project-lead"),
    (re.compile(r"advis|senior", re.IGNORECASE), "advisor"),
    (re.compile(r"intern", re.IGNORECASE), "intern"),
)


class NameList(NamedTuple):
    """The people of an `author` or `editor` field, and whether it ends in "and others"."""

    people: list[Author]
    truncated: bool


def read_names(value: str, legend: str = "") -> NameList:
    r"""Return the people that a BibTeX name field lists; `legend` may say what marks on last names mean.

    >>> found = read_names(r"van Beethoven*, Ludwig and {\'E}lodie M{\"u}ller and others", "* Equal contribution")
    >>> found.people[0].particle, found.people[0].roles, found.people[1].name, found.truncated
    ('van', ['equal-contribution'], 'Élodie Müller', True)
    >>> read_names("{OpenAI Team}").people[0].family is None
    True
    """
    from bibtexparser.middlewares.names import split_multiple_persons_names

    names = [name.strip() for name in split_multiple_persons_names(value)]
    if len(names) == 1 and _is_plain_list(names[0]):
        names = [part for part in re.split(r"\s*[,，、;；]\s*(?:and\s+)?", names[0]) if part]
    truncated = any(_OTHERS.fullmatch(decode_latex(name)) for name in names)
    people = [_read_name(name, legend) for name in names if not _OTHERS.fullmatch(decode_latex(name))]
    return NameList([person for person in people if person.name], truncated)


def _is_plain_list(name: str) -> bool:
    """Whether this is no BibTeX name but a list with commas: "A B, C D, E F", "王伟, 李娜"."""
    commas = len(re.findall(r"[,，、;；]", name))
    return commas > 2 or (commas > 0 and bool(_CJK.search(name)) and not re.search(r"[^\S]", name.replace(", ", ",")))


def _read_name(name: str, legend: str) -> Author:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    name = _SUPERSCRIPT.sub(lambda found: decode_latex(found[1] or found[2] or ""), name)
    if _is_literal(name):
        return Author(name=decode_latex(name), **_family_of(name))
    parts = parse_single_name_into_parts(name, strict=False)
    last, marks = _unmark(_text(parts.last))
    given, more = _unmark(_text(parts.first))
    marks = marks + more or None
    particle, suffix = _text(parts.von), _text(parts.jr)
    shown = " ".join(part for part in (given, particle, last, suffix) if part)
    return Author(
        name=shown,
        given=given or None,
        particle=particle or None,
        family=last or None,
        suffix=suffix or None,
        marks=marks,
        roles=_roles(marks or "", legend),
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


def _family_of(name: str) -> dict[str, str]:
    text = decode_latex(name)
    return {} if " " in text else {"family": text}


def _text(words: Iterable[str]) -> str:
    return decode_latex(" ".join(words))


def _unmark(text: str) -> tuple[str, str]:
    match = _MARKS.fullmatch(text)
    return (match["name"] or "", match["marks"]) if match else (text, "")


def _roles(marks: str, legend: str) -> list[Role]:
    """Return what `legend` says of each mark: the words from the mark to the next one."""
    roles: list[Role] = []
    for mark in dict.fromkeys(marks.replace("∗", "*")):
        found = re.search(rf"{re.escape(mark)}\s*[:=)]?\s*([^*†‡§¶‖^]+)", legend.replace("∗", "*"))
        if found:
            roles.extend(role for pattern, role in _MEANINGS if pattern.search(found[1]) and role not in roles)
    return roles
