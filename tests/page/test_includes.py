"""Included files are spliced in, each line with where it came from."""

from __future__ import annotations

import pytest

from pubnorm.page import Page, read_page

FILES = {
    "pub.md": "---\ntitle: x\n---\n## Papers\n\n- One\n- Two\n",
    "one.md": "One line",
    "deep.md": "a\n{% include_relative pub.md %}\nb\n",
    "self.md": "a\n{% include self.md %}\nb",
    "ping.md": "{% include pong.md %}",
    "pong.md": "{% include ping.md %}",
    "card.html": '{% if include.url %}<a href="{{ include.url }}">{{ include.title }}</a>{% endif %}'
    ". {{ include.venue }}\n",
    "code.md": "x\n```\ny\n```\n",
    "open.md": "a\n<!-- never closed\nb",
    "empty.md": "\n\n",
}  # fmt: skip


def read(text: str) -> Page:
    def include(name: str, relative: bool) -> tuple[str, str] | None:
        return (f"inc/{name}", FILES[name]) if name in FILES else None

    return read_page(text, "about.md", include=include)


def test_lines_come_with_their_origins() -> None:
    page = read("# Me\n\n{% include_relative pub.md %}\n\nEnd\n")
    assert page.lines == ("# Me", "", "", "", "", "## Papers", "", "- One", "- Two", "", "End", "")
    assert page.origin(1) == ("about.md", 1)
    assert page.origin(8) == ("inc/pub.md", 6)
    assert page.origin(11) == ("about.md", 5)
    assert page.warnings == ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- {% include one.md %}", ["- One line"]),
        ("A {% include one.md %} B\nC", ["A One line B", "C"]),
        ("  {% include one.md %}  \nC", ["One line", "C"]),
        ("A\n{% include empty.md %}\nC", ["A", "", "C"]),
        ("{% include one.md %}{% include one.md %}", ["One line", "One line"]),
        ("{!one.md!}", ["One line"]),
        ('--8<-- "one.md"', ["One line"]),
        ("{{< include one.md >}}", ["One line"]),
        ("<!-- {% include one.md %} -->", [""]),
        ("{% if false %}{% include one.md %}{% endif %}A", ["A"]),
        ("```\n{% include one.md %}\n```", ["```", "{% include one.md %}", "```"]),
    ],
)
def test_where_an_include_may_stand(text: str, lines: list[str]) -> None:
    assert list(read(text).lines) == lines


def test_includes_in_includes() -> None:
    page = read("{% include deep.md %}\nEnd")
    assert [line for line in page.lines if line] == ["a", "## Papers", "- One", "- Two", "b", "End"]
    assert [page.origin(n) for n, line in enumerate(page.lines, 1) if line in ("a", "- One", "b", "End")] == [
        ("inc/deep.md", 1), ("inc/pub.md", 6), ("inc/deep.md", 3), ("about.md", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["self.md", "ping.md"])
def test_a_cycle_is_cut_with_a_warning(name: str) -> None:
    page = read(f"A\n{{% include {name} %}}\nB")
    assert [w.code for w in page.warnings] == ["unresolved-include"]
    assert page.warnings[0].lines == (2, 2)
    assert page.lines[0] == "A"
    assert page.lines[-1] == "B"


def test_arguments_are_put_in_and_count_as_the_pages_own() -> None:
    page = read(
        'A\n- {% include card.html title="A Title" url=\'x.pdf\' venue="ACL" %}\n- {% include card.html title="B" %}'
    )
    assert page.lines[1:] == ('- <a href="x.pdf">A Title</a>. ACL', "- . ")
    assert page.origins == (("about.md", 1), ("about.md", 2), ("about.md", 3))


def test_code_and_warnings_move_along() -> None:
    page = read("A\n{% include code.md %}\n```\nz\n```\n{% include open.md %}\nB")
    assert [page.lines[first - 1 : last] for first, last in page.code] == [("```", "y", "```"), ("```", "z", "```")]
    assert [(w.code, w.lines) for w in page.warnings] == [("unclosed-comment", (6, 6))]
    assert "inc/open.md" in page.warnings[0].message
    assert page.lines[-1] == "B"


def test_what_cannot_be_followed_is_told_once_and_decoration_is_not() -> None:
    page = read("{% include base_path %}\n{% include toc.html %}\n{% include missing.md %}\n{% include {{ page.x }} %}")
    assert [(w.code, w.lines) for w in page.warnings] == [
        ("unresolved-include", (3, 3)),
        ("unresolved-include", (4, 4)),
    ]
    assert "missing.md" in page.warnings[0].message


def test_what_may_be_an_entry_is_told_each_time() -> None:
    page = read_page(
        "{% include feature.html id='a' %}\n{% include feature.html id='b' %}\n"
        + "{% include p.html title='A' %}\n" * 2
    )
    assert [w.lines for w in page.warnings] == [(1, 1), (3, 3), (4, 4)]


def test_a_page_of_includes_of_includes_stays_small() -> None:
    files = {f"{i}.md": f"{{% include {i + 1}.md %}}\n" * 10 for i in range(9)}
    page = read_page(
        "{% include 0.md %}", "x.md", include=lambda name, _: (name, files[name]) if name in files else None
    )
    assert len(page.lines) < 100_000


ARGUMENTS = 'title="On Tides" authors="Roe, A., & Poe, E." journal="Water," volume="3" issue="(2)," year="2021"'


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        (f"{{% include p.html {ARGUMENTS} %}}", "- **On Tides**<br>Roe, A., & Poe, E.<br>*Water* 3(2), 2021"),
        (f"<td>{{% include p.html {ARGUMENTS} %}}", "<td>**On Tides**<br>Roe, A., & Poe, E.<br>*Water* 3(2), 2021"),
        (f"{{{{< paper {ARGUMENTS} >}}}}", "- **On Tides**<br>Roe, A., & Poe, E.<br>*Water* 3(2), 2021"),
        (
            '{{< cite title="On Silt" publication="ACL 2024" url_pdf="https://x.org/a.pdf" url="https://x.org" >}}',
            "- **[On Silt](https://x.org)**<br>*ACL 2024*<br>[pdf](https://x.org/a.pdf)",
        ),
        ('{{< figure src="a.png" title="On Tides" >}}', ""),
    ],
)
def test_arguments_that_tell_of_a_work_are_shown_without_the_file(tag: str, line: str) -> None:
    page = read_page(f"# Papers\n\n{tag}\n")
    assert page.lines[2] == line
    assert page.warnings == ()
