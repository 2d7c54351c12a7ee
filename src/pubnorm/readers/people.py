"""Authors of front matter: lists of names, of mappings, or one string with separators."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec.structs import replace

from pubnorm import patterns as re
from pubnorm.fields.legend import MARKS, role_of
from pubnorm.matching.names import as_author, split_names
from pubnorm.model import Author, Role
from pubnorm.readers.facts import plain
from pubnorm.vocabulary import vocabulary

_OTHERS = re.compile(r"(?:and |& )?(?:others?|et\.?\s*al\.?|\.\.\.|…|and \d+ others)", re.IGNORECASE)
_TAIL = re.compile(
    rf"(?P<name>.*?[^\s{re.escape(MARKS)},])\s*(?P<marks>(?:[{re.escape(MARKS)}]|(?<!\w)\d|,)+)", re.DOTALL
)
_HEAD = re.compile(rf"(?P<marks>[{re.escape(MARKS)}]+)\s*(?P<name>\S.*)", re.DOTALL)
_ENDS_BARE = re.compile(r"(?:&|\band)\s+[^\W\d_][\w’'-]+$")  # a family name alone, so the others may be, too
_NOTE = re.compile(r"(?P<name>.*?\S)\s*[(（](?P<note>[^()（）]*)[)）]", re.DOTALL)
_EMPHASIS = re.compile(r"\*\*|__|<(?:b|strong|u)\b", re.IGNORECASE)
_SUP = re.compile(r"<sup>([^<]*)</sup>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]]*)\]\(([^()\s]*)\)")
# What the keys of Quarto's and MyST's author mappings mean.
_KEYED_ROLES: dict[str, Role] = {
    "equal-contributor": "equal-contribution", "equal_contributor": "equal-contribution", "equal": "equal-contribution",
    "corresponding": "corresponding",
}  # fmt: skip


class People(NamedTuple):
    """The people of a value, and whether the list was cut."""

    people: list[Author]
    truncated: bool


def read_people(value: Any, notes: Any = None, owner: str | None = None) -> People:
    """Return the people that a front matter value names, in order.

    `notes` are Hugo's `author_notes`, one for each author; `owner` is the name that stands for `admin` and `me`.

    >>> found = read_people(["admin", "Ann Roe*", {"name": "Li Wei", "corresponding": True}, "et al."], owner="J. Doe")
    >>> [(a.name, a.marks, a.roles, a.is_owner) for a in found.people], found.truncated
    ([('J. Doe', None, [], True), ('Ann Roe', '*', [], False), ('Li Wei', None, ['corresponding'], False)], True)
    >>> [a.name for a in read_people("Doe, J., & **Roe, A.**").people]
    ['Doe, J.', 'Roe, A.']
    """
    given = value if isinstance(value, list) else [] if value is None else [value]
    people: list[Author] = []
    truncated = False
    for one in given:
        if isinstance(one, dict):
            people.extend(_of_mapping(one))
        elif isinstance(one, str) and _OTHERS.fullmatch(plain(one)):
            truncated = True
        elif isinstance(one, str) and one.strip():
            found = _of_text(one, whole=len(given) > 1, owner=owner)
            people.extend(found.people)
            truncated |= found.truncated
    if isinstance(notes, list):
        people = [_with_note(one, str(note or "")) for one, note in zip(people, notes, strict=False)] + people[
            len(notes) :
        ]
    return People(people, truncated)


def make_author(text: str, *, owner: str | None = None) -> Author | None:
    """Return the author that a single displayed name stands for, its marks, note and link apart; None for no name.

    >>> make_author("**Ann Roe**†").marks, make_author("Li Wei (李伟)").alternatives
    ('†', ['李伟'])
    """
    is_owner = bool(_EMPHASIS.search(text))
    url = None
    if link := _LINK.search(text):
        url = link[2] or None
        text = text[: link.start()] + link[1] + text[link.end() :]
    shown = plain(_unescaped(_SUP.sub(r" \1", text)))
    shown, marks = _unmark(shown)
    roles: list[Role] = []
    if (noted := _NOTE.fullmatch(shown)) and (role := role_of(noted["note"], vocabulary())):
        shown, roles = noted["name"], [_as_role(role)]
    if not re.search(r"[^\W\d_]", shown):
        return None
    if shown.casefold() in ("admin", "me"):
        is_owner, shown = True, owner or shown
    author = as_author(shown, marks=marks, roles=roles, is_owner=is_owner, url=url)
    outside = shown.split("(")[0].split("（")[0].strip() if author.alternatives else shown
    return replace(author, name=outside or shown)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([*_^#~`])", r"\1", text)


def _of_text(text: str, *, whole: bool, owner: str | None) -> People:
    """Return the people of a string; `whole` says that it is one name."""
    bare = plain(_unescaped(_SUP.sub(r"\1", text)))
    found = split_names(bare, expected=bool(_ENDS_BARE.search(bare)))
    if whole or not found.names:
        author = make_author(text, owner=owner) if whole or len(text) < 60 else None
        return People([author] if author else [], False)
    shown = _unescaped(_SUP.sub(r"\1", text))
    emphasised = [
        plain(part).strip(" ,;" + MARKS)
        for part in re.findall(r"(?:\*\*|__|<(?:b|strong|u)>)(.+?)(?:\*\*|__|<)", shown)
    ]
    shown = plain(shown)
    people = []
    for at, span in enumerate(found.names):
        until = found.names[at + 1].start if at + 1 < len(found.names) else len(shown)
        after = re.match(rf"[\s{re.escape(MARKS)}\d]*", shown[span.end : until])
        marks = re.sub(r"\s|[+&]", "", after[0]) if after else ""
        author = make_author(shown[span.start : span.end], owner=owner)
        if author is not None:
            is_owner = author.is_owner or any(author.name.strip(".") in one for one in emphasised)
            people.append(_replace(author, marks=(author.marks or "") + marks or None, is_owner=is_owner))
    return People(people, found.truncated)


def _of_mapping(value: dict[str, Any]) -> list[Author]:
    if isinstance(value.get("literal"), str):  # as in CSL and Quarto: not to be taken apart
        return [Author(name=value["literal"])]
    named = value.get("name") or value.get("id") or ""
    if isinstance(named, dict):
        value, named = {**named, **value, "name": None}, ""
    given, family = str(value.get("given") or ""), str(value.get("family") or "")
    author = make_author(str(named)) if named else None
    if author is None and family:
        shown = " ".join(part for part in (given, str(value.get("particle") or ""), family) if part)
        author = Author(name=shown, given=given or None, particle=value.get("particle") or None, family=family)
    if author is None:
        return []
    roles = [role for key, role in _KEYED_ROLES.items() if value.get(key) is True]
    attributes = value.get("attributes")
    if isinstance(attributes, dict):
        roles += [role for key, role in _KEYED_ROLES.items() if attributes.get(key) is True]
    url = value.get("url") or value.get("link") or value.get("website")
    return [_replace(author, roles=list(dict.fromkeys([*author.roles, *roles])), url=str(url) if url else author.url)]


def _with_note(author: Author, note: str) -> Author:
    role = role_of(note, vocabulary())
    roles = author.roles if role is None or role in author.roles else [*author.roles, _as_role(role)]
    return _replace(author, roles=roles)


def _unmark(text: str) -> tuple[str, str]:
    marks = ""
    if head := _HEAD.fullmatch(text):
        text, marks = head["name"], head["marks"]
    if tail := _TAIL.fullmatch(text):
        text, marks = tail["name"], marks + tail["marks"].replace(",", "")
    return text.strip(), marks


def _replace(author: Author, **changes: Any) -> Author:
    from msgspec.structs import replace

    return replace(author, **changes)


def _as_role(name: str) -> Role:
    from typing import get_args

    roles: tuple[Role, ...] = get_args(Role)
    return next((role for role in roles if role == name), "other")
