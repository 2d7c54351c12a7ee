"""Two spellings of a name: the level at which they agree, and the vetoes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.matching.names import parse_name, same_person

CASES = [
    ("H. Vicky Zhao", "H Vicky Zhao", "identical"),
    ("Zhao, Vicky", "Vicky Zhao", "identical"),
    ("Xiao-Ming Wang", "Xiaoming Wang", "identical"),
    ("Xiaoming Wang (王小明)", "王小明", "identical"),
    ("The ATLAS Collaboration", "ATLAS Collaboration", "identical"),
    ("José Pérez", "Jose Perez", "accents"),
    ("Jürgen Groß", "Juergen Gross", "accents"),
    ("Zhao, W.", "Wei Zhao", "initials"),
    ("Pan, Z.", "Zhuoshi Pan", "initials"),
    ("Wang XM", "Xiaoming Wang", "initials"),
    ("Jane Doe", "Jane Q. Doe", "initials"),
    ("Edwin H-M Sha", "Edwin Hsing-Mean Sha", "initials"),
    ("Vicky Zhao", "H. Vicky Zhao", "initials"),
    ("van der Berg, J.", "Jan Berg", "initials"),
    ("María García", "María García López", "initials"),
    ("Li Wei", "Wei Li", "order-swapped"),
    ("Wang Xiaoming", "Xiaoming Wang", "order-swapped"),
    ("Wang, Xiaoming", "Xiaoming Wang", "identical"),
    ("Xiaoming WANG", "Xiaoming Wang", "identical"),
    ("Bob Whitfield", "Robert Whitfield", "nickname"),
    ("Sergei Ivanov", "Sergey Ivanov", "nickname"),
    ("Xiaoming Hsu", "Xiaoming Xu", "nickname"),
    ("Margeret Thomsen", "Margaret Thomsen", "typo"),
    ("Margaret Thompsen", "Margaret Thomsen", "typo"),
    ("Wei Zhao", "Wen Zhao", "none"),
    ("Jianwei Li", "Jianwen Li", "none"),
    ("X. Li", "Y. Li", "none"),
    ("John A. Smith", "John B. Smith", "none"),
    ("Jane Doe", "Jane Roe", "none"),
    ("Jane Doe Jr.", "Jane Doe Sr.", "none"),
    ("J. Chen", "J. Cheng", "none"),
    ("王植", "王質", "none"),
    ("Jane Doe", "The Doe Collaboration", "none"),
]


@pytest.mark.parametrize(("a", "b", "level"), CASES)
def test_level(a: str, b: str, level: str) -> None:
    assert same_person(a, b).level == level
    assert same_person(b, a) == same_person(a, b)


def test_scores_fall_with_the_level() -> None:
    scores = [same_person(a, b).score for a, b, level in CASES if level in ("identical", "accents", "initials", "typo")]
    assert scores == sorted(scores, reverse=True) or scores[0] == 100
    assert same_person("Wei Zhao", "Wen Zhao").score == 0


def test_parts_match_as_strings_do() -> None:
    assert same_person(parse_name("Zhao, W."), parse_name("Wei Zhao")).level == "initials"


with (Path(__file__).parent / "traditions.tsv").open(encoding="utf-8", newline="") as _file:
    NAMES = [row["name"] for row in csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@given(st.sampled_from(NAMES))
def test_every_name_is_itself(name: str) -> None:
    assert same_person(name, name).level == "identical"


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_matching_has_no_direction(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)
