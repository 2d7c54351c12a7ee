"""Plain Unicode text to what a BibTeX value holds; `pubnorm.readers.latex` reads it back."""

from __future__ import annotations

import unicodedata
from functools import cache

from pubnorm import patterns as re
from pubnorm.vocabulary import vocabulary

# What pandoc takes for math, with balanced braces: it stays as written.
_MATH = re.compile(r"(?<!\\)\$(?=[^\s$])[^$]*(?<=[^\s\\])\$(?!\d)")
# Braces are spelled out: `\{` alone would unbalance the value for BibTeX, which counts braces without looking at `\`.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
# What would become a ligature with its neighbour, once dashes and quotation marks are written out.
_LIGATURE = re.compile(r"[-–—](?=[-–—])|['”](?=['”]|$)|[`“](?=[`“]|$)")
_PLAIN_QUOTES = {"–": "--", "—": "---", "“": "``", "”": "''", "\u00a0": "~"}
_WORD = re.compile(r"[^\s{}$\\/:-]+")


def encode_latex(text: str, *, unicode: bool = False) -> str:
    r"""Return `text` for a BibTeX value; with `unicode` only what is special to TeX is escaped.

    >>> encode_latex("Gödel & Erdős: 50% of $O(n^2)$ — Łukasz")
    'G{\\"o}del \\& Erd{\\H{o}}s: 50\\% of $O(n^2)$ --- {\\L}ukasz'
    >>> encode_latex("Gödel & 王", unicode=True)
    'Gödel \\& 王'
    """
    text = " ".join(text.split())
    parts: list[str] = []
    at = 0
    for math in _MATH.finditer(text):
        if _balanced(math[0]):
            parts += [_encode(text[at : math.start()], unicode), math[0]]
            at = math.end()
    return "".join([*parts, _encode(text[at:], unicode)])


def protect_capitals(encoded: str, title: str) -> str:
    r"""Put braces around the words of a title whose capitals a bibliography style must not lower.

    Those are words with a capital inside (BERT, iPhone), and in a title in sentence case every capitalised word but
    those that begin it or follow a colon.

    >>> protect_capitals("BERT for the Sorting of mRNA", "BERT for the Sorting of mRNA")
    '{BERT} for the Sorting of {mRNA}'
    >>> protect_capitals("A walk in the streets of Paris", "A walk in the streets of Paris")
    'A walk in the streets of {Paris}'
    """
    words = [word for word in re.findall(r"[^\W\d_]{4,}", " ".join(title.split()[1:])) if not _inner_capital(word)]
    sentence = bool(words) and 2 * sum(word[0].isupper() for word in words) <= len(words)
    found: list[str] = []
    at = 0
    starts = True
    for start, end in _plain_words(encoded):
        found.append(encoded[at:start])
        word = encoded[start:end]
        starts = starts or bool(re.search(r"[:.?!]\s*$", encoded[:start]))
        found.append(
            f"{{{word}}}" if _inner_capital(word) or (sentence and not starts and word[:1].isupper()) else word
        )
        at, starts = end, False
    return "".join([*found, encoded[at:]])


def _inner_capital(word: str) -> bool:
    return any(char.isupper() for char in word[1:])


def _plain_words(encoded: str) -> list[tuple[int, int]]:
    """Return the words outside math, commands and braces."""
    words: list[tuple[int, int]] = []
    depth, at, math = 0, 0, False
    while at < len(encoded):
        char = encoded[at]
        if char == "\\":
            at = _after_command(encoded, at)
            continue
        if char in "{}$":
            depth += (char == "{") - (char == "}")
            math ^= char == "$"
            at += 1
            continue
        match = _WORD.match(encoded, at)
        if match is None:
            at += 1
            continue
        touches = encoded[match.end() : match.end() + 1] in ("{", "\\") or encoded[at - 1 : at] == "}"
        if depth == 0 and not math and not touches:
            words.append(match.span())
        at = match.end()
    return words


def _after_command(encoded: str, at: int) -> int:
    match = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL).match(encoded, at)
    return match.end() if match else at + 1


def encode_url(url: str) -> str:
    """Return a URL for a BibTeX value: as it is, but for what would end the value.

    >>> encode_url("https://x.org/a_b%20{c}")
    'https://x.org/a_b%20%7Bc%7D'
    """
    return re.sub(r"\s", "%20", url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _encode(text: str, unicode: bool) -> str:
    symbols, accents = _tables()
    text = _LIGATURE.sub(lambda match: match[0] + "\0", text.replace("\0", ""))
    out: list[str] = []
    for char in text:
        if char == "\0":
            out.append("{}")
        elif char in _SPECIAL:
            out.append(_SPECIAL[char])
        elif unicode or char.isascii():
            out.append(char)
        elif char in _PLAIN_QUOTES:
            out.append(_PLAIN_QUOTES[char])
        elif char in symbols:
            out.append(symbols[char])
        else:
            out.append(_accented(char, accents))
    return "".join(out)


def _accented(char: str, accents: dict[str, str]) -> str:
    """Return a letter with its accents as commands, the character itself where there are none for it."""
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    if not marks or not base.isascii() or any(mark not in accents for mark in marks):
        return char
    inner = {"i": r"\i", "j": r"\j"}.get(base, base)
    for mark in marks:
        command = accents[mark]
        bare = len(inner) == 1 and not command.isalpha()
        inner = f"\\{command}{inner}" if bare else f"\\{command}{{{inner}}}"
    return f"{{{inner}}}"


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    rows = vocabulary()
    accents = {row["combining"]: row["command"] for row in reversed(rows.rows("latex_accent"))}
    symbols: dict[str, str] = {}
    for row in rows.rows("latex_symbol"):
        character, command = row["character"], row["command"]
        if len(character) == 1 and not character.isascii():
            symbols.setdefault(character, f"\\ensuremath{{\\{command}}}" if row.get("math") else f"{{\\{command}}}")
    return symbols, accents
