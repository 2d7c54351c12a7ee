"""What a browser would not show is blank, what it would show stands on its line."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pubnorm.page import read_page
from pubnorm.page.garble import repair

# What stands on the page, and what is left of it.
CASES = {
    # HTML comments
    "a comment": ("A <!-- b --> C", "A  C"),
    "over lines": ("A\n<!-- b\n\nc --> D\nE", "A\n\n\n D\nE"),
    "empty comments": ("A<!-->B<!--->C<!---->D", "ABCD"),
    "rows of dashes": ("<!------->\nA\n<!--- x --->\nB", "\nA\n\nB"),
    "closed with a bang": ("A <!-- b --!> C", "A  C"),
    "a comment holds a fence": ("<!--\n```\n-->\nA", "\n\n\nA"),
    "a comment holds Liquid": ("<!-- {% comment %} -->A{% endcomment %}", "A"),
    # markdown comments
    "a remark in parentheses": ("A\n\n[//]: # (a remark [x](y))\nB", "A\n\n\nB"),
    "a remark in quotes": ('[//]: # "a remark"\nB', "\nB"),
    "a remark named so": ("[comment]: <> (a remark)\nB", "\nB"),
    "a remark over lines": ("[//]: # (a\nremark)\nB", "\n\nB"),
    "a link definition stays": ("[1]: http://x.org (title)", "[1]: http://x.org (title)"),
    # Liquid
    "a Liquid comment": ("A{% comment %}b\nc{% endcomment %}D", "A\nD"),
    "an inline Liquid comment": ("A{% # b %}C", "AC"),
    "raw": ("{% raw %}{{ x }} {% y %}{% endraw %}", "{{ x }} {% y %}"),
    "raw script": ("{% raw %}a <script>\nlet b = '{{ x }}'\n</script> c{% endraw %}", "a \n\n c"),
    "other tags": ("{% assign x = 'y' %}A{%- if x -%}B{% endif %}", "AB"),
    "known to be false": ("A{% if false %}b\nc{% endif %}D", "A\nD"),
    "false, and its other branch": ("{% if 1 == 2 %}a{% else %}B{% endif %}", "B"),
    "true, and its other branch": ("{% if true %}A{% else %}b{% endif %}", "A"),
    "unless": ("{% unless true %}a{% endunless %}B", "B"),
    "known from the front matter": (
        "---\nlang: ja\n---\n{% if page.lang == 'ja' %}A{% else %}b{% endif %} {{ page.lang }}{{ page.x }}",
        "\n\n\nA ja",
    ),
    "unknown: both branches": ("{% if x %}A{% else %}B{% endif %}", "AB"),
    "a loop is a template": ("A{% for p in site.posts %}\n- {{ p.title }}\n{% endfor %}B", "A\n\nB"),
    "blocks in blocks": ("{% if false %}{% if x %}a{% endif %}b{% endif %}C", "C"),
    "a block never closed": ("{% if false %}A", "A"),
    "an output": ("Dear {{ site.author | escape }}!", "Dear !"),
    "a literal output": ("A {{ 'B' }} {{\"C\"}}", "A B C"),
    "highlighted code": ("{% highlight bibtex %}\n@a{b}\n{% endhighlight %}", "```bibtex\n@a{b}\n```"),
    "braces of BibTeX": ("title = {{Deep}}, {{A Title}}, x_{{i}}", "title = {{Deep}}, {{A Title}}, x_{{i}}"),
    # Hugo, Quarto, MDX, Jinja
    "a shortcode": ('A {{< fa file-pen >}} B {{< figure src="x.png" >}}', "A  B "),
    "a pair of shortcodes": ("{{% callout note %}}\nA\n{{% /callout %}}", "\nA\n"),
    "a commented shortcode": ("A{{</* x */>}}B", "AB"),
    "a comment shortcode": ("A{{< comment >}}b{{< /comment >}}C", "AC"),
    "MDX": ("A{/* b\nc */}D", "A\nD"),
    "Jinja": ("A{# b #}C", "AC"),
    "divisions stay": ("::: {.pub-entry}\nA\n:::", "::: {.pub-entry}\nA\n:::"),
    "divisions for print": (
        '::: {.content-visible when-format="pdf"}\na\n::: x\nb\n:::\n:::\nC',
        "\n\n\n\n\n\nC",
    ),
    "divisions for the web": (
        '::: {.content-hidden unless-format="html"}\nA\n:::',
        '::: {.content-hidden unless-format="html"}\nA\n:::',
    ),
    "hidden divisions, unclosed": ("::: {.hidden}\nA", "\nA"),
    "colons": ("A ::: B\n:::: {.x}\n::::", "A ::: B\n:::: {.x}\n::::"),
    # attribute lists
    "kramdown on a link": ('[A](b){:target="_blank"} C', "[A](b) C"),
    "kramdown on a block": ("A\n{: .x style='color: red'}\n{:toc}", "A\n\n"),
    "kramdown's options": ('{::options parse_block_html="true" /}\nA', "\nA"),
    "kramdown's comment": ("A{::comment}b\nc{:/comment}D", "A\nD"),
    "pandoc on a link": ("[A](b){.btn .x}{target=_blank}", "[A](b)"),
    "pandoc on a heading": ("## Papers {#papers .unnumbered}", "## Papers "),
    "pandoc on a picture": ('![a](b.png){width=50% fig-alt="x"}', "![a](b.png)"),
    "a bracketed span": (
        "[2025]{.pub-year} [[A](b) *c*]{.t}",
        '<span class="pub-year">2025</span> <span class="t">[A](b) *c*</span>',
    ),
    "sets stay": ("f(x) {a, b} {.5} (x) {not it}", "f(x) {a, b} {.5} (x) {not it}"),
    "TeX stays": (r"$\mathcal{O}(n)$ {\it a} \{: b\}", r"$\mathcal{O}(n)$ {\it a} \{: b\}"),
    # HTML
    "scripts and styles": ("A<script>if (a < b) { x }</script><STYLE>\nb</STYLE>C", "A\nC"),
    "other raw elements": ("A<svg><title>b</title></svg><noscript>c</noscript><template>d</template>E", "AE"),
    "a script never closed": ("A<script>B", "AB"),
    "declarations": ("<!DOCTYPE html>\n<?php echo 1 ?>A<![CDATA[B]]>", "\nAB"),
    "hidden by style": ('A<div style="color:red; display : none">b<div>c</div></div>D', "AD"),
    "hidden by attribute": ("A<p hidden>b</p>C<p hidden='until-found'>D</p>", "AC<p hidden='until-found'>D</p>"),
    "hidden, never closed": ("A<div hidden>B", "AB"),
    "hidden and void": ('A<input type="text" hidden>B', "AB"),
    "not hidden": ('<div class="hidden x" data-hidden="1">A</div>', '<div class="hidden x" data-hidden="1">A</div>'),
    "details are shown": ("<details><summary>A</summary>B</details>", "<details><summary>A</summary>B</details>"),
    # code
    "a fence": ("```\n<!-- a -->\n{{ b }}\n```\n<!-- c -->", "```\n<!-- a -->\n{{ b }}\n```\n"),
    "a longer fence": ("~~~~ x\n~~~\n<!-- a -->\n~~~~", "~~~~ x\n~~~\n<!-- a -->\n~~~~"),
    "a fence in a list": ("- ```\n  {{ b }}\n  ```", "- ```\n  {{ b }}\n  ```"),
    "code in a line": ("`<!-- a -->` and ``{% b %}``", "`<!-- a -->` and ``{% b %}``"),
    "three backquotes in a line": ("A ``` <!-- b --> C", "A ```  C"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), CASES.values(), ids=list(CASES))
def test_what_is_shown(text: str, shown: str) -> None:
    page = read_page(text)
    assert "\n".join(page.lines) == shown
    assert len(page.lines) == text.count("\n") + 1


@pytest.mark.parametrize(
    "url",
    [
        "<a href=\"{{ '/x.pdf' | relative_url }}\" class='btn'>pdf</a>",
        "[pdf]({{ '/x y.pdf' | relative_url }})",
        "[pdf]({{ site.baseurl }}/x.pdf 'title')",
        "[pdf]({{ '/x.pdf' }})",
        "[pdf]({{ page.url }})",
        "[pdf]({{site.baseurl}}{% link files/x.pdf %})",
        '[pdf]({{< ref "x.md" >}})',
        "[1]: {{ site.url }}/x.pdf",
        "https://x.org/{{ page.name }}.pdf",
        "<img src='{{ \"/a.png\" | relative_url }}' alt='{{ b }}'>",
    ],
)
def test_liquid_in_urls_is_kept_and_breaks_nothing(url: str) -> None:
    page = read_page(f"A {url}\nB" if not url.startswith("[1]") else f"{url}\nB")
    assert "{" not in page.lines[0]
    assert page.url(page.lines[0]).removeprefix("A ") == url


@pytest.mark.parametrize(
    ("text", "code", "lines"),
    [
        ("A\n<!-- b\n\nc", "unclosed-comment", (2, 4)),
        ("A\n```\nb", "unclosed-code-fence", (2, 2)),
        ("A\n{% include pubs.md %}\n", "unresolved-include", (2, 2)),
        ("A\n{% for p in site.publications %}\n{{ p }}\n{% endfor %}", "unresolved-include", (4, 4)),
        ("{% bibliography %}", "unresolved-include", (1, 1)),
    ],
)
def test_warnings_name_their_lines(text: str, code: str, lines: tuple[int, int]) -> None:
    (warning,) = read_page(text).warnings
    assert (warning.code, warning.lines) == (code, lines)


def test_an_unclosed_fence_swallows_nothing_but_bibtex() -> None:
    page = read_page("```\n\n## Papers\n<!-- a -->B")
    assert (page.lines, page.code) == (("", "", "## Papers", "B"), ())
    page = read_page("A\n```bibtex\n@article{a,\n title = {{B}}}")
    assert (page.lines[3], page.code) == (" title = {{B}}}", ((2, 4),))


def test_code_is_told_by_its_lines() -> None:
    page = read_page("A\n```\nb\n```\n\n{% highlight bib %}\nc\n{% endhighlight %}\n")
    assert page.code == ((2, 4), (6, 8))


def test_a_whole_html_document() -> None:
    page = read_page(
        "<!DOCTYPE html>\n<html lang='en'><head>\n<title>Jane Q. Doe &amp; co</title>\n"
        '<meta name="author" content="Jane Q. Doe">\n</head><body>\nText</body></html>\n'
    )
    assert page.front_matter == {"title": "Jane Q. Doe & co", "author": "Jane Q. Doe"}
    assert [line for line in page.lines if line] == ["<html lang='en'>", "<body>", "Text</body></html>"]


@pytest.mark.parametrize(
    ("text", "path", "language"),
    [
        ("---\nlang: zh_CN\n---\n", None, "zh-CN"),
        ("<html lang='de'><p>x", None, "de"),
        ("Text", "about.zh.md", "zh"),
        ("Text", "index_en.html", "en"),
        ("论文列表：张三，李四", None, "zh"),
        ("論文のリスト：山田", None, "ja"),
        ("Публикации", None, "ru"),
        ("Papers by Jane Doe (多伊)" + " and others" * 20, "about.md", None),
    ],
)
def test_the_language_that_a_page_tells(text: str, path: str | None, language: str | None) -> None:
    assert read_page(text, path).language == language


TOKENS = """
<!-- --> {% %} {{ }} {{< >}} {% comment %} {% endcomment %} {% raw %} {% endraw %} {% if false %} {% else %} {% endif %}
{% for p in site.papers %} {% endfor %} ``` ~~~ ` {: {.a} ]{.b} [ ] ( ) [//]:#( <script> </script> <div hidden> </div>
<head> </head> <!DOCTYPE <?php ?> {::comment} {:/} {/* */} {# #} --- +++ :::
"""
PHRASES = [
    "\n",
    " ",
    "text",
    "\n\n",
    "{% include x.md %}",
    "{% highlight a %}",
    "{% endhighlight %}",
    "\ufdd00\ufdd1",
    "\r",
]
MARKUP = st.sampled_from([*TOKENS.split(), *PHRASES])


@given(st.lists(MARKUP | st.text(max_size=3), max_size=40).map("".join))
def test_any_mixture_keeps_its_lines(text: str) -> None:
    page = read_page(text)
    assert len(page.lines) == text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= first <= last <= len(page.lines) for first, last in page.code)
    assert all(w.lines is None or 1 <= w.lines[0] <= w.lines[1] <= len(page.lines) for w in page.warnings)
    assert page == read_page(text)


@given(st.text(alphabet="abcXYZ019 .,;:'\"()*_!?&$^|+=#>/\\éüß中文“”’—é", max_size=60))
def test_text_without_markup_stays(text: str) -> None:
    assume(repair(f"x {text}").text == f"x {text}")  # what looks garbled is repaired: "é“—a"
    assert "".join(read_page(f"x {text}").lines).split() == f"x {text}".split()
