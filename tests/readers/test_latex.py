import pytest

from pubnorm.readers.latex import decode_latex, decode_url
from pubnorm.vocabulary import vocabulary

CASES = {
    r"{\"o}": "ö",
    r"\"{o}": "ö",
    r"\"o": "ö",
    r"{\'{\i}}": "í",
    r"\'{\i}": "í",
    r"\v{S}ime\v ck\'a": "Šimečká",
    r"\c{c}\c c": "çç",
    r"\~{n} \=a \.{z} \k{a} \r{a} \H{o} \u{g} \d{s}": "ñ ā ż ą å ő ğ ṣ",
    r"{\ss} {\o} {\AA} {\L}ukasz \ae": "ß ø Å Łukasz æ",
    r"A \& B \% C \_ D \# E \$ F": "A & B % C _ D # E $ F",
    r"\textbf{Bold} {\em slanted} \emph{Em} \textsc{Caps}": "Bold slanted Em Caps",
    r"The {ACL} {R}eview of {{BERT}}": "The ACL Review of BERT",
    r"$O(n \log n)$ time with $\alpha$": r"$O(n \log n)$ time with $\alpha$",
    r"costs $5 and $6": "costs $5 and $6",
    r"``Quoted'' -- and --- dashes~here": "“Quoted” – and — dashes here",
    r"-{}- '{}' `{}`": "-- '' ``",
    r"\href{https://x.org}{Text} \url{https://y.org}": "Text https://y.org",
    r"{\noopsort{1973}}1973": "1973",
    r"\foo{kept} \bar": r"kept \bar",
    r"\textbackslash{} \textasciitilde{} \textbraceleft{}": "\\ ~ {",
    "one\n   line": "one line",
    r"unclosed {\'": "unclosed",
    r"\`{}": "",
    r"S{\~a}o \TeX{} and \LaTeX": "São TeX and LaTeX",
    r"D{\textquoteright}Angelo": "D’Angelo",
    "naïve 中文": "naïve 中文",
}


@pytest.mark.parametrize(("latex", "text"), CASES.items())
def test_decodes(latex: str, text: str) -> None:
    assert decode_latex(latex) == text


@pytest.mark.parametrize("row", vocabulary().rows("latex_symbol"), ids=lambda row: row["command"])
def test_every_symbol_is_read(row: dict[str, str]) -> None:
    assert decode_latex("x{\\" + row["command"] + "}y") == f"x{row['character']}y"


@pytest.mark.parametrize(
    ("value", "url"),
    {
        r"\url{https://x.org/a\_b}": "https://x.org/a_b",
        r"https://x.org/{\~}me/50\%": "https://x.org/~me/50%",
        "https://x.org/a--b~c": "https://x.org/a--b~c",
    }.items(),
)
def test_urls_keep_their_characters(value: str, url: str) -> None:
    assert decode_url(value) == url


@pytest.mark.parametrize(
    "text", ["{" * 50_000, "\\'" * 50_000, "\\href" * 20_000, "\\href{" * 20_000, "$" * 50_000, "\\c " * 30_000]
)
def test_odd_input_is_read_in_linear_time(text: str) -> None:
    assert isinstance(decode_latex(text), str)
