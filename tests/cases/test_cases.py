"""Runs every case of this folder: `<stage>/<rule>.md` holds pairs of an input and what it should give.

A case is a heading, a block fenced by four backticks (the input), and a `yaml` block (what is expected). Stage `inline`
reads markup, `sections` a heading; all others read a page: a list holds what is expected of each work, in order, by the
names of `FACTS`; a mapping can tell `owner`, `warnings` (codes) and `works`. What is not named is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import pubnorm
from pubnorm.blocks.inline import read_inline
from pubnorm.document import References
from pubnorm.entries.sections import classify
from pubnorm.model import Author, Publication
from pubnorm.vocabulary import vocabulary

FOLDER = Path(__file__).parent
CASE = re.compile(r"^## (.+)\n+````.*\n((?:.*\n)*?)````\n+```yaml\n((?:.*\n)*?)```$", re.MULTILINE)


class Case(NamedTuple):
    stage: str
    given: str
    expected: Any


def _names(people: list[Author]) -> list[str]:
    return [person.name for person in people]


def _with(work: Publication, role: str) -> list[str]:
    return [author.name for author in work.authors if role in author.roles]


FACTS: dict[str, Callable[[Publication], Any]] = {
    "title": lambda work: work.title,
    "authors": lambda work: _names(work.authors),
    "truncated": lambda work: work.authors_truncated,
    "editors": lambda work: _names(work.editors),
    "owner": lambda work: [author.name for author in work.authors if author.is_owner],
    "equal": lambda work: _with(work, "equal-contribution"),
    "corresponding": lambda work: _with(work, "corresponding"),
    "roles": lambda work: [f"{author.name}: {role}" for author in work.authors for role in author.roles],
    "marks": lambda work: [author.marks for author in work.authors],
    "venue": lambda work: work.venue.raw if work.venue else None,
    "acronym": lambda work: work.venue.acronym if work.venue else None,
    "track": lambda work: work.venue.track if work.venue else None,
    "arxiv": lambda work: work.identifiers.arxiv,
    "doi": lambda work: work.identifiers.doi,
    "acl": lambda work: work.identifiers.acl,
    "openreview": lambda work: work.identifiers.openreview,
    "dblp": lambda work: work.identifiers.dblp,
    "links": lambda work: [f"{link.kind} {link.url}" for link in work.links],
    "lines": lambda work: list(work.source.lines or ()),
    "layout": lambda work: work.source.layout,
    "section": lambda work: work.source.section,
}


def facts(work: Publication, names: Any) -> dict[str, Any]:
    return {name: FACTS[name](work) if name in FACTS else getattr(work, name) for name in names}


def read(stage: str, given: str, expected: Any) -> Any:
    """Return what pubnorm makes of the input, in the shape of what is expected."""
    if stage == "inline":
        text = read_inline(tuple(enumerate(given.rstrip("\n").split("\n"), 1)), References())
        styled = {kind: [text.text[s.start : s.end] for s in text.spans if s.kind == kind] for kind in expected}
        return styled | ({"text": text.text} if "text" in expected else {})
    if stage == "sections":
        section = classify(given.strip(), vocabulary())
        return {name: getattr(section, name) for name in expected}
    record = pubnorm.parse(given)
    works = expected["works"] if isinstance(expected, dict) else expected
    found = [
        facts(work, works[number] if number < len(works) else ("title",))
        for number, work in enumerate(record.publications)
    ]
    if not isinstance(expected, dict):
        return found
    page = {
        "owner": record.owner.name if record.owner else None,
        "warnings": [warning.code for warning in record.warnings],
        "works": found,
    }
    return {name: page[name] for name in expected}


def cases() -> list[Any]:
    return [
        pytest.param(
            Case(path.parent.name, given, yaml.safe_load(expected)), id=f"{path.parent.name}/{path.stem}: {name}"
        )
        for path in sorted(FOLDER.rglob("*.md"))
        for name, given, expected in CASE.findall(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", cases())
def test_case(case: Case) -> None:
    assert read(case.stage, case.given, case.expected) == case.expected


def test_every_heading_of_a_case_file_is_a_case_that_was_read() -> None:
    unread = []
    for path in sorted(FOLDER.rglob("*.md")):
        text = path.read_text("utf-8")
        outside = re.sub(r"^````.*\n(?:.*\n)*?````$", "", text, flags=re.MULTILINE)
        if len(re.findall(r"^## ", outside, re.MULTILINE)) != len(CASE.findall(text)):
            unread.append(path.name)
    assert unread == []
