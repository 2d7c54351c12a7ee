"""People on a page and in context."""

from __future__ import annotations

from pubnorm.matching.people import Mention, expand_name, match_mentions, owner_index, unify_names


def test_one_persons_spellings_are_unified() -> None:
    found = unify_names([["H Vicky Zhao", "Zhuoshi Pan"], ["Pan, Z.", "H. Vicky Zhao"], ["ZHUOSHI PAN"]])
    assert len(set(found.values())) == 2
    assert found["Pan, Z."] == found["Zhuoshi Pan"] == found["ZHUOSHI PAN"]


def test_an_initial_that_fits_two_people_stays_alone() -> None:
    found = unify_names([["Wei Zhao", "Wen Zhao"], ["W. Zhao"]])
    assert found["W. Zhao"] == "W. Zhao"


def test_two_names_of_one_list_are_two_people() -> None:
    found = unify_names([["J. Doe", "Jane Doe"]])
    assert found["J. Doe"] != found["Jane Doe"]


def test_an_abbreviated_name_is_expanded_where_one_fits() -> None:
    assert expand_name("Zhao, W.", ["Wei Zhao", "Jane Doe"]) == "Wei Zhao"
    assert expand_name("Zhao, W.", ["Wei Zhao", "WEI ZHAO"]) in ("Wei Zhao", "WEI ZHAO")
    assert expand_name("Zhao, W.", ["Wei Zhao", "Wen Zhao"]) is None
    assert expand_name("Zhao, W.", ["Zhao, W.", "Jane Doe"]) is None
    assert expand_name("Wei Zhao", ["Wei X. Zhao"]) is None


def test_the_owner_is_found_in_any_spelling_but_not_where_two_could_be() -> None:
    assert owner_index("Zhuoshi Pan", ["Huang, Y.", "Pan, Z."]) == 1
    assert owner_index("Zhuoshi Pan", ["Zhuoshi Pan", "Pan, Z."]) == 0
    assert owner_index("Wei Zhao", ["W. Zhao", "W. Zhao"]) is None
    assert owner_index("Zhuoshi Pan", ["Jane Doe"]) is None


def test_a_common_name_needs_a_shared_coauthor() -> None:
    one = Mention("Wei Wang", ("Wei Wang", "Jane Doe"), 0, "On Graphs", 2020)
    assert match_mentions(one, Mention("Wei Wang", ("Wei Wang", "Rob Roe"), 0, "On Proteins", 2020)).level == "none"
    assert match_mentions(one, Mention("W. Wang", ("J. Doe", "W. Wang"), 1, "More on Graphs", 2022)).level == "initials"


def test_authors_of_one_work_are_told_apart() -> None:
    full, short = ("Wei Zhao", "Wen Zhao", "Jane Doe"), ("W. Zhao", "W. Zhao", "J. Doe")
    first = Mention(full[0], full, 0, "On Things", 2024)
    assert match_mentions(first, Mention(short[0], short, 0, "On things", 2024)).level == "initials"
    assert match_mentions(first, Mention(short[1], short, 1, "On things", 2024)).level == "none"
