"""`normalize`: records from elsewhere get what `parse` finds out, and lose nothing."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

import pubnorm
from pubnorm.model import Author, Owner, PageRecord, Publication, Source, Venue

EXAMPLE = Path(__file__).parents[2] / "examples" / "homepage.md"


def test_parsed_records_are_normal_already() -> None:
    page = pubnorm.parse(EXAMPLE)
    assert isinstance(page, pubnorm.PageRecord)
    told = pubnorm.normalize(page)
    assert all(author.person for work in told.publications for author in work.authors)
    bare = [replace(work, authors=[replace(one, person=None) for one in work.authors]) for work in told.publications]
    assert replace(told, publications=bare) == page
    assert pubnorm.normalize(told) == told


def test_normalizing_twice_changes_nothing() -> None:
    works = [
        Publication(title="On Tides", authors=[Author(name="van der Berg, J.")], venue=Venue(raw="Nat. Commun.")),
        Publication(title="On Tides", authors=[Author(name="J. van der Berg")], venue=Venue(raw="arXiv:2401.00001")),
        Publication(title="On Moons", authors=[Author(name="王小明")], venue=Venue(raw="A Venue Nobody Knows")),
    ]
    once = pubnorm.normalize(works)
    assert pubnorm.normalize(once) == once
    assert [one.authors[0].family for one in once] == ["Berg", "Berg", "王"]
    assert once[0].venue is not None
    assert once[0].venue.name == "Nature Communications"
    assert once[2].venue is not None
    assert (once[2].venue.raw, once[2].venue.key) == ("A Venue Nobody Knows", None)
    assert len({one.key for one in once}) == 3


def test_what_a_record_says_itself_stays() -> None:
    work = Publication(
        title="On Tides",
        year=2015,
        venue=Venue(raw="NeurIPS 2016"),
        authors=[Author(name="Jo Roe", given="X", family="Y")],
    )
    [one] = pubnorm.normalize([work])
    assert (one.year, one.authors[0].given, one.authors[0].family) == (2015, "X", "Y")


def works(*lists: str, path: str | None = None) -> list[Publication]:
    return [
        Publication(
            title=f"On Tide {number}",
            authors=[Author(name=name) for name in names.split("; ")],
            source=Source(path=path),
        )
        for number, names in enumerate(lists)
    ]


def people(records: list[Publication]) -> list[list[str | None]]:
    return [[author.person for author in work.authors] for work in records]


def test_spellings_of_one_person_on_a_page_share_a_key() -> None:
    told = pubnorm.normalize(works("H Vicky Zhao; Rob Roe", "H. Vicky Zhao; R. Roe", "Zhao, H. V."))
    assert people(told) == [["zhao-h-vicky", "roe-rob"], ["zhao-h-vicky", "roe-rob"], ["zhao-h-vicky"]]
    last = told[2].authors[0]
    assert (last.name, last.given, last.family) == ("Zhao, H. V.", "H Vicky", "Zhao")
    assert sorted(last.alternatives) == ["H Vicky Zhao", "H. Vicky Zhao"]


def test_initials_are_filled_where_one_full_name_fits() -> None:
    told = pubnorm.normalize(works("Zhao, W.; Jane Doe", "Wei Zhao", "R. Roe", "Rob Roe; Ron Roe"))
    assert [author.given for work in told for author in work.authors] == ["Wei", "Jane", "Wei", "R.", "Rob", "Ron"]
    assert [author.name for author in told[0].authors] == ["Zhao, W.", "Jane Doe"]
    assert told[2].authors[0].person == "roe-r"


def test_the_owner_is_a_name_of_the_page() -> None:
    page = PageRecord(owner=Owner(name="Wei Zhao", evidence="bold"), publications=works("Zhao, W.", "W. Zhao"))
    told = pubnorm.normalize(page).publications
    assert people(told) == [["zhao-wei"], ["zhao-wei"]]
    assert [work.authors[0].given for work in told] == ["Wei", "Wei"]


def test_names_of_another_page_say_nothing() -> None:
    told = pubnorm.normalize([*works("Zhao, W.", path="a.md"), *works("Wei Zhao", path="b.md")])
    assert people(told) == [["zhao-w"], ["zhao-wei"]]
    assert told[0].authors[0].given == "W."


def test_people_of_one_key_are_told_apart() -> None:
    told = pubnorm.normalize(works("Jo Roe Jr.; Jo Roe Sr."))
    assert len(set(people(told)[0])) == 2
