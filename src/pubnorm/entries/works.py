"""Which groups of lines are listed works: what their markup, their wording and their section promise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pubnorm import patterns as re
from pubnorm.document import NUMBERING
from pubnorm.entries.alone import SPOKEN, cites, is_bare_title, is_headline, lists_drafts
from pubnorm.entries.group import Group
from pubnorm.entries.lines import Line
from pubnorm.entries.marks import Marked, count_words
from pubnorm.entries.sections import Section
from pubnorm.entries.telling import lasts, tells

_INITIALS = re.compile(r"\b[A-Z]{2,4}\b|\bI\.")  # "Roe AM, I. S. Doe" says nothing of anybody
WORDS_OF_A_WORK = 5  # a dated item of a publication list with so many words is a work, understood or not
_FORMULA = re.compile(r"\$\$\s*(?:$|\\begin\b)")
_LONGEST_PLAIN = 60  # words of a work without authors and markup
_LISTED = 3  # names of a list, in which "He" is no pronoun
_SHELF, _SHARE = 3, 0.6  # works of a section that says nothing of itself, and their share, for the others to be some
_LEAST_WORDS = 3  # of a title by which nothing stands but where it leads


def is_entry(group: Group) -> bool:
    """Whether a group is a listed work, by how much its section promises."""
    if group.section.kind == "other" or (not group.authored and lasts(group)):
        return False
    if _describes(group) or tells(group):
        return False
    fields = {line.field for line in group.core}  # by the names of a table's columns, or labels
    if "title" in fields and (
        "authors" in fields or (not fields.isdisjoint({"venue", "details"}) and _is_linked(group))
    ):
        return True
    if group.section.kind == "publications":
        if any(_sets_off_title(line) for line in group.core) and not is_prose(group, most=0):
            return True
        words = sum(line.traits.words for line in group.core)
        leads = words >= _LEAST_WORDS or group.holder is not None  # "About me" leads to no work
        if group.titled and (group.authored or group.placed or bool(group.badge) or (leads and _is_linked(group))):
            return True
        texts = sum(line.traits.words for line in group.core if line.traits.role == "text")
        if group.authored and (texts >= 3 or group.placed):
            return True
        if group.holder is not None and len(group.core) == 1 and is_bare_title(group.core[0], group.section):
            return True
        if group.holder is not None and group.placed and words >= WORDS_OF_A_WORK and not is_prose(group):
            return any(line.traits.year for line in group.core) or _is_linked(group)  # "On Tides (arXiv, [pdf](u))"
        listed = (
            group.holder is not None or NUMBERING.match(group.core[0].text.text) is not None if group.core else False
        )
        drafts = lists_drafts(group.section)
        if _is_alone(group) and not is_prose(group, most=0):
            line = group.core[0]
            if cites(line) or (drafts and is_headline(line)) or is_bare_title(line, group.section):
                return True
        return listed and drafts and 3 <= texts <= 40 and not is_prose(group)
    names = sum(len(line.traits.authors.names) for line in group.core if line.traits.authors)
    return group.titled and group.authored and (names >= 2 or group.placed) and not is_prose(group)


def _is_linked(group: Group) -> bool:
    """Whether a link leads from a group to a paper, or to anything but somebody's page."""
    return any(
        (link.kind == "paper" if link.is_label else link.kind != "profile") and not link.url.startswith("#")
        for line in group.core
        for link in line.traits.links
    )


def unfold(groups: list[Group]) -> None:
    """Let a heading below one of other things ("# Talks", "## Research") stand for itself where it lists works."""
    for section, below in _below(groups):
        if section.doubted:
            for at in below:
                groups[at].section = section._replace(kind="unknown")
            works = sum(is_entry(groups[at]) for at in below)
            if works < max(_SHELF, _SHARE * len(below)):
                for at in below:
                    groups[at].section = section


def shelved(groups: list[Group], certain: list[bool]) -> Iterator[int]:
    """Yield which groups below a heading that tells nothing stand among works, as these do: in items, say."""
    for section, below in _below(groups):
        for held in {_held(groups[at]) for at in below} if section.kind == "unknown" else ():
            alike = [at for at in below if _held(groups[at]) == held]
            if sum(certain[at] for at in alike) >= max(_SHELF, _SHARE * len(alike)):
                yield from alike


def _below(groups: list[Group]) -> list[tuple[Section, list[int]]]:
    """Return each heading, as a section, with the numbers of the groups below it."""
    return [(section, list(below)) for section, below in groupby(range(len(groups)), lambda at: groups[at].section)]


def _held(group: Group) -> str | None:
    return group.holder[0] if group.holder else None


def _describes(group: Group) -> bool:
    """Whether a group is a displayed formula, or a long paragraph of prose, as abstracts are, that sets nothing off."""
    if group.core and _FORMULA.match(group.core[0].text.text):
        return True
    bare = not group.authored and not any(line.traits.marked for line in group.core)
    return bare and sum(line.traits.words for line in group.core) > _LONGEST_PLAIN and is_prose(group)


def _is_alone(group: Group) -> bool:
    return group.holder is None and len(group.core) == 1 and group.core[0].begins and group.core[0].block.gap


def has_more(group: Group) -> bool:
    """Whether a group holds more than its title: a venue or year, names, link labels, or a link to a paper."""
    links = (link for line in group.core for link in line.traits.links)
    return group.placed or group.authored or any(link.is_label or link.kind == "paper" for link in links)


def title_marks(group: Group) -> set[str]:
    """Return how the titles in a group are set off: as links, in bold and the like."""
    return {line.traits.marked.kind for line in group.core if line.traits.marked and line.traits.marked.strength >= 1.5}


def _sets_off_title(line: Line) -> bool:
    marked = line.traits.marked
    if marked is None or marked.strength < 2.5 or _leads_within(line, marked):
        return False
    return count_words(line.text.text[marked.start : marked.end]) >= 4


def _leads_within(line: Line, marked: Marked) -> bool:
    """Whether what is set off is a link to a place on the same page ("Back to top")."""
    return any(link.url.startswith("#") and link.start <= marked.start < link.end for link in line.traits.links)


def is_prose(group: Group, most: int = 1) -> bool:
    """Whether a group tells of a person: beside marks and names it has more than `most` verbs and pronouns."""
    spoken = 0
    for line in group.core:
        text = line.text.text
        marked = line.traits.marked
        outside = text[: marked.start] + " " + text[marked.end :] if marked else text
        run = line.traits.authors
        if run and len(run.names) >= _LISTED and (marked is None or run.end <= marked.start):
            outside = outside[: run.start] + " " + outside[run.end :]
        if SPOKEN.search(outside.lower()):
            spoken += len(SPOKEN.findall(_INITIALS.sub(" ", outside).lower()))
    return spoken > most
