"""The cases of BibTeX's name rules (btxdoc, section 4), as a .bib file is read."""

from __future__ import annotations

import pytest

from pubnorm.readers.bibtex_names import read_names

# First, von, Last, Jr: the case of a word is that of its first letter outside braces.
CASES = [
    ("Doe", "", "", "Doe", ""),
    ("doe", "", "", "doe", ""),
    ("Jane Doe", "Jane", "", "Doe", ""),
    ("Jane Quill Doe", "Jane Quill", "", "Doe", ""),
    ("Jane doe", "Jane", "", "doe", ""),
    ("Jane von Doe", "Jane", "von", "Doe", ""),
    ("Jane von der Doe", "Jane", "von der", "Doe", ""),
    ("Jane von Doe Roe", "Jane", "von", "Doe Roe", ""),
    ("Jane von Doe zu Roe", "Jane", "von Doe zu", "Roe", ""),
    ("jane von der doe", "", "jane von der", "doe", ""),
    ("Jane Von Der Doe", "Jane Von Der", "", "Doe", ""),
    ("Jane {de} la doe", "Jane de", "la", "doe", ""),
    ("Jane {de} {la} doe", "Jane de la", "", "doe", ""),
    ("Jane de La Doe", "Jane", "de", "La Doe", ""),
    ("jane De la Doe", "", "jane De la", "Doe", ""),
    ("Doe, Jane", "Jane", "", "Doe", ""),
    ("doe, Jane", "Jane", "", "doe", ""),
    ("von Doe, Jane", "Jane", "von", "Doe", ""),
    ("von der Doe, Jane", "Jane", "von der", "Doe", ""),
    ("von Doe Roe, Jane", "Jane", "von", "Doe Roe", ""),
    ("De La Doe, Jane", "Jane", "", "De La Doe", ""),
    ("De la Doe, Jane", "Jane", "De la", "Doe", ""),
    ("de La Doe, Jane", "Jane", "de", "La Doe", ""),
    ("Doe Roe, Jane", "Jane", "", "Doe Roe", ""),
    ("Doe, Jr., Jane", "Jane", "", "Doe", "Jr."),
    ("von Doe, Jr., Jane Quill", "Jane Quill", "von", "Doe", "Jr."),
    ("Doe, III, Jane", "Jane", "", "Doe", "III"),
    ("{Doe Roe}, Jane", "Jane", "", "Doe Roe", ""),
    ("Jane {Doe Roe}", "Jane", "", "Doe Roe", ""),
    ("Jane {\\'E}lan", "Jane", "", "Élan", ""),
    ("Jane {\\'e}lan Doe", "Jane", "élan", "Doe", ""),
    ("J.~Q. Doe", "J. Q.", "", "Doe", ""),
]


@pytest.mark.parametrize(("name", "first", "von", "last", "jr"), CASES, ids=[case[0] for case in CASES])
def test_a_name_of_a_bib_file(name: str, first: str, von: str, last: str, jr: str) -> None:
    (person,) = read_names(name).people
    assert (person.given or "", person.particle or "", person.family or "", person.suffix or "") == (
        first,
        von,
        last,
        jr,
    )


def test_names_are_joined_by_and_outside_braces() -> None:
    found = read_names("Doe, Jane and {Barnes and Noble} and others")
    assert [person.name for person in found.people] == ["Jane Doe", "Barnes and Noble"]
    assert found.truncated
