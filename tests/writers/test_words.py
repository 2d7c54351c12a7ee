"""The tables of formats are whole, and what is written in their words is understood again."""

from typing import Any, get_args

import pytest

from pubnorm.fields.legend import role_of
from pubnorm.model import Author, Publication, Status, Type, Venue
from pubnorm.readers.bibtex import read_bibtex
from pubnorm.readers.facts import read_status
from pubnorm.readers.front_matter import read_front_matter
from pubnorm.vocabulary import vocabulary
from pubnorm.writers import write


def rows(table: str) -> list[dict[str, Any]]:
    return vocabulary().rows(table)


def test_every_type_has_its_words() -> None:
    assert sorted(row["type"] for row in rows("work_type")) == sorted(get_args(Type))


@pytest.mark.parametrize("row", rows("bibtex_type"), ids=lambda row: row["entry"])
def test_entry_types(row: dict[str, Any]) -> None:
    [record], _ = read_bibtex(f"@{row['entry']}{{k, title = {{T}}}}")
    assert (record.type, record.genre) == (row["type"], row.get("genre"))


@pytest.mark.parametrize("row", rows("front_matter_type"), ids=lambda row: row["type"])
def test_publication_types(row: dict[str, Any]) -> None:
    for value in row["values"]:
        record, _ = read_front_matter(
            f"---\ntitle: T\nauthors: [Ann Roe]\npublication_types: ['{value}']\n---\n", "t.md"
        )
        assert record is not None
        assert record.type == row["type"]


@pytest.mark.parametrize("row", rows("role_note"), ids=lambda row: row["role"])
def test_roles_in_a_legend_come_back(row: dict[str, Any]) -> None:
    assert role_of(row["note"], vocabulary()) == row["role"]
    work = Publication(
        title="T", authors=[Author(name="A B", given="A", family="B", roles=[row["role"]]), Author(name="C D")]
    )
    [back], _ = read_bibtex(write(work, "al-folio"))
    assert [author.roles for author in back.authors] == [[row["role"]], []]


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_comes_back(status: Status) -> None:
    venue = Venue(raw="Journal of Things")
    [back], _ = read_bibtex(write(Publication(type="article", title="T", venue=venue, status=status), "bibtex"))
    assert back.status == status
    assert back.venue is not None
    assert back.venue.raw == "Journal of Things"


@pytest.mark.parametrize("row", rows("status_note"), ids=lambda row: row["status"])
def test_status_notes_are_understood(row: dict[str, Any]) -> None:
    if "note" in row:
        assert read_status([row["note"]]) == row["status"]
