"""How sure a record is: less where something is left over or unknown, or where it is built unlike its page's others."""

from __future__ import annotations

import pubnorm

ALIKE = "".join(
    f"- Jane Doe, Rob Roe. **{title}**. ACL 2024.\n"
    for title in ("On Tides and Other Slow Things", "On Silt and Sand in Harbours", "On Sand and Silt in Rivers")
)


def _confidence(markdown: str) -> float:
    return pubnorm.parse(f"# Publications\n\n{markdown}").publications[-1].confidence


def test_a_known_shape_is_sure() -> None:
    assert _confidence(ALIKE) >= 0.9


def test_what_is_left_over_makes_unsure() -> None:
    plain = "- Jane Doe, Rob Roe. **On Rivers and Other Fast Things**. ACL 2024.\n"
    noted = plain.replace("ACL 2024.", "ACL 2024. [Wanderings of an older version, Harbour House, 2023]")
    assert _confidence(ALIKE + noted) < _confidence(ALIKE + plain)


def test_an_unknown_venue_makes_unsure() -> None:
    known = "- Jane Doe, Rob Roe. **On Rivers and Other Fast Things**. ACL 2024.\n"
    assert _confidence(ALIKE + known.replace("ACL", "The Silt Gazette")) < _confidence(ALIKE + known)


def test_a_work_unlike_its_siblings_is_less_sure_than_among_its_like() -> None:
    other = "- **On Rivers and Other Fast Things**. Jane Doe, Rob Roe. ACL 2024.\n"
    like = other.replace("Rivers", "Harbours") + other.replace("Rivers", "Sands")
    assert _confidence(ALIKE + other) < _confidence(like + other)


def test_a_page_whose_owner_is_in_no_list_of_names_is_unsure() -> None:
    others = ALIKE.replace("Jane Doe, Rob Roe. **On Silt", "Ann Poe, Max Moe. **On Silt")
    others = others.replace("Jane Doe, Rob Roe. **On Sand", "Eve Foe, Ian Zoe. **On Sand")
    assert pubnorm.parse(f"# Publications\n\n{others}").owner is None
    assert _confidence(others) < _confidence(ALIKE)


def test_a_colon_in_an_unknown_venue_makes_unsure() -> None:
    plain = "- Jane Doe, Rob Roe. **On Rivers and Other Fast Things**. *The Silt Gazette Letters*.\n"
    assert _confidence(ALIKE + plain.replace("Gazette", "Gazette:")) < _confidence(ALIKE + plain)
