"""Liquid's loops over front matter and data files show their items as the page does."""

from __future__ import annotations

import pytest

import pubnorm
from pubnorm.page import Page, read_page

MATTER = """\
---
title: Works
works:
  - name: On Tides
    people: [Ann Roe, Ed Poe]
    where: ACL
    year: 2024
    kind: talk
  - name: On Silt
    people: [Ed Poe]
    where: Water
    year: 2023
    links: [{label: PDF, to: silt.pdf}]
---
"""
FILES = {
    "_data/works.yml": "- {name: On Mud, year: 2021}\n- name: On Sand\n  year: 2022\n",
    "_data/lists/old.json": '[\n {"name": "On Old Mud", "year": 1999}\n]',
    "_data/more.toml": '[[works]]\nname = "On Dust"\n\n[[works]]\nname = "On Salt"\n',
    "row.html": "{% assign rows = page[include.id] %}{% for row in rows %}* {{ row.name }}\n{% endfor %}",
    "one.html": "- {{ include.work.name }} ({{ include.work.year | default: 'n.d.' }})\n",
}


def read(body: str) -> Page:
    def include(name: str, relative: bool) -> tuple[str, str] | None:
        return (f"site/{name}", FILES[name]) if name in FILES else None

    return read_page(MATTER + body, "about.md", include=include)


def over_works(body: str) -> str:
    return f"{{% for w in page.works %}}{body}{{% endfor %}}"


def shown(body: str) -> list[str]:
    return [line.strip() for line in read(body).lines if line.strip()]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (over_works("\n- {{ w.name }}, {{ w.year }}\n"), ["- On Tides, 2024", "- On Silt, 2023"]),
        ("{% for w in page.works reversed limit:1 %}{{ w.name }}{% endfor %}!", ["On Tides!"]),
        (over_works("{{ w.people | join: ' & ' }}; "), ["Ann Roe & Ed Poe; Ed Poe;"]),
        (
            "{% assign all = page.works | sort: 'year' %}{% for w in all %}{{ w.year }} {% endfor %}...a",
            ["2023 2024 ...a"],
        ),
        ("{% assign ws = page.works | where: 'where', 'ACL' %}{% for w in ws %}{{ w.name }}{% endfor %}", ["On Tides"]),
        (
            "{% assign ws = page.works | where_exp: 'w', 'w.year < 2024' %}{% for w in ws %}{{ w.name }}{% endfor %}",
            ["On Silt"],
        ),
        (
            "{% assign by = page.works | group_by: 'year' %}{% for g in by %}\n## {{ g.name }}\n"
            "{% for w in g.items %}\n{{ w.name }}\n{% endfor %}{% endfor %}",
            ["## 2024", "On Tides", "## 2023", "On Silt"],
        ),
        (
            over_works("\n{{ w.name }}{% for l in w.links %} [{{ l.label }}]({{ l.to }}){% endfor %}\n"),
            ["On Tides", "On Silt [PDF](silt.pdf)"],
        ),
        (
            over_works("\n{% if w.kind == 'talk' %}T{% elsif w.links %}L{% endif %} {{ w.name }}\n"),
            ["T On Tides", "L On Silt"],
        ),
        (
            over_works("\n{% case w.where %}{% when 'ACL', 'EMNLP' %}NLP{% else %}Other{% endcase %}\n"),
            ["NLP", "Other"],
        ),
        (
            over_works("\n{{ w.name }}{% unless forloop.last %},{% endunless %}\n"),
            ["On Tides,", "On Silt"],
        ),
        ("{% for w in site.data.works %}\n- {{ w.name }}\n{% endfor %}", ["- On Mud", "- On Sand"]),
        ("{% for w in site.data.lists.old %}\n- {{ w.name }}\n{% endfor %}", ["- On Old Mud"]),
        ("{% for w in site.data.more.works %}\n- {{ w.name }}\n{% endfor %}", ["- On Dust", "- On Salt"]),
        ("{% for f in site.data.more %}{% for w in f[1] %}{{ w.name }} {% endfor %}{% endfor %}", ["On Dust On Salt"]),
        (over_works("{% include one.html work=w %}"), ["- On Tides (2024)", "- On Silt (2023)"]),
        ('{% include row.html id="works" %}', ["* On Tides", "* On Silt"]),
        ("{% if false %}{% for w in page.works %}\n- {{ w.name }}\n{% endfor %}{% endif %}", []),
    ],
)  # fmt: skip
def test_what_a_loop_shows(body: str, lines: list[str]) -> None:
    assert shown(body) == lines


def test_lines_are_those_of_the_items() -> None:
    page = read("\n{% for w in page.works %}\n- {{ w.name }}\n  {{ w.year }}\n{% endfor %}\n\n## More\n")
    at = {line.strip(): page.origin(number) for number, line in enumerate(page.lines, 1) if line.strip()}
    assert at["- On Tides"] == ("about.md", 4)
    assert at["2024"] == ("about.md", 8)
    assert at["## More"] == ("about.md", 21)
    page = read("{% for w in site.data.works %}\n- {{ w.name }}\n{% endfor %}")
    at = {line: page.origin(number) for number, line in enumerate(page.lines, 1) if line.strip()}
    assert at["- On Sand"] == ("site/_data/works.yml", 2)


@pytest.mark.parametrize(
    "body", ["{% for w in site.works %}\n{{ w.name }}\n{% endfor %}", "{% for w in site.data.none %}x{% endfor %}"]
)
def test_a_loop_over_what_is_not_known_is_hidden(body: str) -> None:
    assert shown(f"a\n{body}\nb") == ["a", "b"]


def test_a_loop_that_shows_nothing_known_leaves_the_works_where_they_stand() -> None:
    works = "---\nitems:\n  - title: On Tides\n    venue: ACL\n  - title: On Silt\n    venue: ACL\n---\n"
    page = read_page(works + "{% for w in page.items %}{% render_it w %}{% endfor %}")
    assert [line for line in page.lines if line] == ["- **On Tides**<br>*ACL*", "- **On Silt**<br>*ACL*"]
    page = read_page(works + "{% for w in page.items %}\n- {{ w.title }}\n{% endfor %}")
    assert [line for line in page.lines if line] == ["- On Tides", "- On Silt"]


def test_an_include_that_is_not_at_hand_shows_the_list_it_names() -> None:
    record = pubnorm.parse(
        "---\ntitle: Works\nrow-2:\n  - image: a.png\n    excerpt: \"[On the Slow Tides of Harbours](https://x.org/1)<br>\n"
        "    **Ann Roe** and Ed Poe (2024). *Journal of Hydrology*.\"\n"
        "row-1:\n  - image: b.png\n    excerpt: \"[On the Silt of Many Rivers](https://x.org/2) <br />\n"
        "    **Ann Roe** (2020). PhD thesis, Example University.\"\n---\n"
        '### Articles\n{% include row id="row-2" type="right" %}\n### Thesis\n{% include row id="row-1" %}\n'
    )  # fmt: skip
    assert [(work.title, work.type, work.source.section) for work in record.publications] == [
        ("On the Slow Tides of Harbours", "article", "Articles"),
        ("On the Silt of Many Rivers", "thesis", "Thesis"),
    ]
    assert record.publications[0].source.lines == (4, 4)


def test_an_include_that_is_not_at_hand_shows_the_list_called_as_it_is() -> None:
    works = "---\nrow:\n  - {title: On Tides, venue: ACL}\n  - {title: On Silt, venue: EMNLP}\n---\n"
    shown = [line for line in read_page(works + "## Papers\n{% include row.html %}\n").lines if line]
    assert shown == ["## Papers", "- **On Tides**<br>*ACL*", "- **On Silt**<br>*EMNLP*"]


def test_loops_in_loops_come_to_an_end() -> None:
    names = "".join(f"  - {number}\n" for number in range(100))
    loops = "{% for a in page.n %}\n" * 8 + "x\n" + "{% endfor %}\n" * 8
    assert len(read_page(f"---\nn:\n{names}---\n{loops}").lines) < 200_000


def test_loops_that_show_too_much_end_with_a_warning() -> None:
    items = "\n".join(f"  - name: On Tides {number}" for number in range(80))
    inner = "{% for b in page.works %}\n- {{ b.name }}\n{% endfor %}"
    text = f"---\nworks:\n{items}\n---\n{{% for a in page.works %}}{inner}{{% endfor %}}\n"
    warnings = read_page(text, "about.md").warnings
    assert "truncated-input" in {warning.code for warning in warnings}
    assert read("{% for work in page.works %}- {{ work.name }}\n{% endfor %}").warnings == ()


def test_includes_are_followed_behind_long_loops() -> None:
    items = "\n".join(f"  - name: On Tides {number}" for number in range(1200))
    body = "{% for a in page.works %}\n- {{ a.name }}\n{% endfor %}\n{% include row.html id='works' %}\n"

    def include(name: str, relative: bool) -> tuple[str, str] | None:
        return (name, "- On Silt, 2020\n") if name == "row.html" else None

    page = read_page(f"---\nworks:\n{items}\n---\n{body}", "about.md", include=include)
    assert "- On Silt, 2020" in page.lines
    assert page.warnings == ()
