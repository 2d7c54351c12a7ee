"""Front matter is read, blanked, and never executed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.page import read_page


@pytest.mark.parametrize(
    ("text", "values", "first"),
    [
        ("---\ntitle: A Title\n---\nText", {"title": "A Title"}, 4),
        ("---\r\ntitle: 'A: Title'\r\n---\r\nText", {"title": "A: Title"}, 4),
        ("\ufeff---\ntitle: A Title\n---  \nText", {"title": "A Title"}, 4),
        ("\n\n---\ntitle: A Title\n---\nText", {"title": "A Title"}, 6),
        ("---\ntitle: A Title\n...\nText", {"title": "A Title"}, 4),
        ('+++\ntitle = "A Title"\ndate = 2025-01-02\n+++\nText', {"title": "A Title", "date": "2025-01-02"}, 5),
        ("---\ndate: 2025-01-02\n---\nText", {"date": "2025-01-02"}, 4),
        ("---\nwhen: 2025-01-02 03:04:05\n---\nText", {"when": "2025-01-02T03:04:05"}, 4),
        ("---\nauthors:\n  - A. Doe\n  - {name: B. Roe}\n---\nText", {"authors": ["A. Doe", {"name": "B. Roe"}]}, 6),
        ("---\n---\nText", {}, 3),
        ("---\n# only a remark\n---\nText", {}, 4),
        ("Text\n---\nmore: text\n---\n", {}, 1),
    ],
)  # fmt: skip
def test_front_matter_and_the_first_line_of_the_body(text: str, values: dict[str, object], first: int) -> None:
    page = read_page(text)
    assert page.front_matter == values
    assert page.warnings == ()
    assert not any(page.lines[: first - 1])
    assert page.lines[first - 1].startswith("Text")


def test_text_between_rules_is_no_front_matter() -> None:
    page = read_page("---\n\nText between rules\n\n---\n")
    assert (page.front_matter, page.lines[2], page.warnings) == ({}, "Text between rules", ())


def test_broken_yaml_is_read_line_by_line() -> None:
    page = read_page('---\ntitle: "A "quoted" title"\nvenue: ACL: Findings\nyear: 2024\n---\nText\n')
    assert page.front_matter == {"title": 'A "quoted" title', "venue": "ACL: Findings", "year": "2024"}
    assert [(w.code, w.lines) for w in page.warnings] == [("invalid-front-matter", (1, 5))]
    assert page.lines[5] == "Text"


@pytest.mark.parametrize(
    "text", ["---\ntitle: A\nlayout: page\n\n# Heading\n", "---\ntitle: A\nlayout: page\n# Heading\nx"]
)
def test_unclosed_front_matter_ends_where_its_keys_do(text: str) -> None:
    page = read_page(text)
    assert page.front_matter == {"title": "A", "layout": "page"}
    assert [w.code for w in page.warnings] == ["unclosed-front-matter"]
    assert page.lines[1:3] == ("", "")


def test_nothing_is_executed_and_nothing_explodes() -> None:
    page = read_page('---\ntitle: !!python/object/apply:os.system ["true"]\n---\n')
    assert [w.code for w in page.warnings] == ["invalid-front-matter"]
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    assert read_page(f"---\n{bomb}---\nText").lines[-1] == "Text"
    assert read_page("---\na: &a [*a]\n---\nText").lines[-1] == "Text"


def test_markdown_inside_front_matter_stays_on_its_lines() -> None:
    page = read_page(
        "---\ntitle: Home\nsections:\n  - block: markdown\n    content:\n      title: Papers\n      text: |\n"
        "        ## 2025\n         1. Jane Doe, A Title\n\n  - block: hero\n---\nBody\n"
    )
    assert page.lines == (
        "",
        "",
        "",
        "",
        "",
        "# Papers",
        "",
        "## 2025",
        " 1. Jane Doe, A Title",
        "",
        "",
        "",
        "Body",
        "",
    )


@given(
    st.dictionaries(st.text(min_size=1), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()))
)
def test_any_front_matter_gives_plain_values(values: dict[str, object]) -> None:
    page = read_page(f"---\n{json.dumps(values)}\n---\nText")
    json.dumps(page.front_matter)
    assert page.lines[-1].endswith("Text")


@given(st.text(alphabet="ab:- \n&*[]{}'\"#|>!%@`+0é", max_size=80))
def test_any_text_between_fences_gives_a_page(inner: str) -> None:
    page = read_page(f"---\n{inner}\n---\nText")
    json.dumps(page.front_matter)
    assert len(page.lines) == inner.count("\n") + 4


def test_works_listed_for_a_template_stay_on_their_lines() -> None:
    page = read_page(
        "---\ntitle: Publications\ncards:\n"
        "  - image: a.png\n    title: On Tides\n    excerpt: Roe A, Poe E, Water (2021).\n    url: https://x.org/tides\n"
        "  - title: On Silt\n    authors: [Ann Roe, Ed Poe]\n    venue: ACL 2024\n"
        "papers:\n  - Ann Roe, Ed Poe. On the Ebb and the Flood. ACL 2023.\n"
        "  - Ed Poe. On Every Single Wave. EMNLP 2022.\n"
        "menu:\n  - title: Home\n    url: /\n  - title: Blog\n    url: /blog\n---\nText\n"
    )
    assert {number: line for number, line in enumerate(page.lines, 1) if line} == {
        4: "- **[On Tides](https://x.org/tides)**<br>Roe A, Poe E, Water (2021).",
        8: "- **On Silt**<br>Ann Roe, Ed Poe<br>*ACL 2024*",
        12: "- Ann Roe, Ed Poe. On the Ebb and the Flood. ACL 2023.",
        13: "- Ed Poe. On Every Single Wave. EMNLP 2022.",
        20: "Text",
    }


def test_lists_that_aliases_multiply_are_looked_at_once() -> None:
    levels = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))
    page = read_page(f"---\ntitle: Papers\na0: &a0\n  - title: On Tides\n  - title: On Silt\n{levels}---\nText\n")
    assert [line for line in page.lines if line] == ["Text"]


def test_works_listed_in_toml_stay_on_their_lines() -> None:
    page = read_page(
        '+++\ntitle = "Papers"\n[extra]\nwide = true\n\n[[extra.papers]]\ntitle = "On Tides"\n'
        'authors = ["Ann Roe", "Ed Poe"]\nvenue = "ACL 2024"\n\n[[extra.papers]]\ntitle = "On Silt"\n'
        'authors = ["Ed Poe"]\nvenue = "Water 2023"\n+++\nText\n'
    )  # fmt: skip
    assert {number: line for number, line in enumerate(page.lines, 1) if line} == {
        6: "- **On Tides**<br>Ann Roe, Ed Poe<br>*ACL 2024*",
        11: "- **On Silt**<br>Ed Poe<br>*Water 2023*",
        16: "Text",
    }
    page = read_page(
        "+++\npapers = [\n"
        '  { title = "On Tides", venue = "ACL 2024" },\n'
        '  { title = "On Silt", venue = "Water 2023" },\n'
        "]\n+++\n"
    )
    assert [number for number, line in enumerate(page.lines, 1) if line] == [3, 4]


def test_listed_works_may_be_told_in_html_and_in_several_languages() -> None:
    page = read_page(
        "---\ntitle: Articles\narticles:\n  -\n    title:\n      en: Tides in Harbours\n      de: Gezeiten\n"
        "    about: >-\n      With Rob Roe. <em>Water, 16,</em> 2025.\n    link: https://x.org/a\n"
        "  -\n    title: On Silt\n    description: <br> Sand Letters, 2021. <p><b>Ann Poe</b>, Rob Roe</p>\n"
        '    link: <a href="https://x.org/b">[pdf]</a>\n---\n'
    )
    assert [line for line in page.lines if line.startswith("- ")] == [
        "- **[Tides in Harbours](https://x.org/a)**<br>With Rob Roe. <em>Water, 16,</em> 2025.",
        "- **On Silt**<br><br> Sand Letters, 2021. <br><b>Ann Poe</b>, Rob Roe<br>"
        '<br><a href="https://x.org/b">[pdf]</a>',
    ]
