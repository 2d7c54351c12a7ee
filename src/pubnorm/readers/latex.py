"""LaTeX in a BibTeX value to plain Unicode text. Math between dollar signs stays as written."""

from __future__ import annotations

import unicodedata
from functools import cache

from pubnorm import patterns as re
from pubnorm.vocabulary import vocabulary

# One step through the text. Math: what pandoc takes for it (no blank inside the dollars, no digit after them).
_STEP = re.compile(
    r"(?P<math>(?<!\\)\$(?=[^\s$])[^$]*(?<=[^\s\\])\$(?!\d))"
    r"|\\(?P<word>[A-Za-z]+)(?P<after>\*?\s*)|\\(?P<sign>[\s\S])"
    r"|(?P<open>\{)|(?P<close>\})|(?P<ligature>---|--|``|''|~)|(?P<text>[^\\{}$~'`-]+|.)",
    re.DOTALL,
)
_BRACES = re.compile(r"(?<!\\)[{}]")
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_SIGNS = {"&", "%", "$", "#", "_", "{", "}"}
_SPACES = {" ", ",", ";", ":", ">", "!", "\\", "\n", "\t", "\r"}
_NOTHING = {"-", "/", "@", "(", ")", "[", "]"}
# Commands whose first argument is no text of the value.
_HIDDEN = {"href", "noopsort", "noop", "SortNoop", "textcolor", "color", "footnotemark", "vspace", "hspace"}
_DOTLESS = {"ı": "i", "ȷ": "j"}


def decode_latex(text: str) -> str:
    r"""Return `text` with accents, symbols and formatting commands resolved, braces dropped and blanks joined.

    A command that is not known and has no argument stays as written.

    >>> decode_latex(r"G{\"o}del, \v{S}ime{\v c}ka \& {Erd\H{o}s}: {\em Na\"{\i}ve} $O(n^2)$ sorting")
    'Gödel, Šimečka & Erdős: Naïve $O(n^2)$ sorting'
    >>> decode_latex(r"{\L}ukasz pages 3--7 \unknown")
    'Łukasz pages 3–7 \\unknown'
    """
    if "\\" not in text and "{" not in text and "}" not in text and not re.search(r"--|``|''|~", text):
        return " ".join(text.split())
    found: list[str] = []
    pending: list[str] = []  # accents that wait for their letter
    at = 0
    while at < len(text):
        step = _STEP.match(text, at)
        assert step is not None  # the last alternative takes any character
        piece, at = _read_step(step, text, pending)
        if piece and pending and not piece.isspace():
            letter = _DOTLESS.get(piece[0], piece[0])
            piece = unicodedata.normalize("NFC", letter + "".join(reversed(pending))) + piece[1:]
            pending.clear()
        found.append(piece)
    return " ".join("".join(found).split())


def _read_step(step: re.Match[str], text: str, pending: list[str]) -> tuple[str, int]:
    """Return what one step through the text shows, and where the next one begins; accents go to `pending`."""
    accents, symbols = _tables()
    at = step.end()
    if word := step["word"]:
        if word in accents and word not in symbols and (len(word) > 1 or _takes_letter(text, at, step["after"])):
            pending.append(accents[word])
            return "", at
        if word in symbols:
            return symbols[word], at
        if word in _HIDDEN:
            return "", _end_of_group(text, at)
        return ("" if text[at : at + 1] == "{" or _is_switch(word) else step[0]), at
    if sign := step["sign"]:
        if sign in accents:
            pending.append(accents[sign])
            return "", at
        if sign in _SPACES or sign in _NOTHING:
            return (" " if sign in _SPACES else ""), at
        return (sign if sign in _SIGNS else step[0]), at
    if step["close"]:
        pending.clear()
    return _LIGATURES.get(step[0], step["math"] or step["text"] or ""), at


def decode_url(text: str) -> str:
    r"""Return the URL or path in a BibTeX value: `\url{}` and escapes removed, nothing else touched.

    >>> decode_url(r"\url{https://x.org/a\_b\%20c~d}")
    'https://x.org/a_b%20c~d'
    """
    text = re.sub(r"\\(?:url|href|path)\s*\{([^{}]*)\}.*", r"\1", text, count=1, flags=re.DOTALL)
    text = re.sub(r"\\(?:textasciitilde|sim|~)(?:\s*\{\})?", "~", text).replace("{\\textunderscore}", "_")
    return re.sub(r"\\([&%$#_{}])", r"\1", text).replace("{", "").replace("}", "").strip()


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    rows = vocabulary()
    accents = {row["command"]: row["combining"] for row in rows.rows("latex_accent")}
    return accents, {row["command"]: row["character"] for row in rows.rows("latex_symbol")}


def _takes_letter(text: str, at: int, after: str) -> bool:
    r"""Whether an accent named by a letter (`\c c`, `\v{s}`) has something to stand on."""
    return bool(after) or text[at : at + 1] in ("{", "\\")


def _is_switch(word: str) -> bool:
    r"""Whether a command without an argument only changes the look (`\em`, `\bfseries`)."""
    return bool(re.fullmatch(r"(?:em|bf|it|rm|sc|sf|sl|tt|(?:bf|md|rm|sf|tt|up|it|sc|sl)(?:series|family|shape)|"
                             r"normalfont|small|large|protect|relax|xspace|newblock|natexlab)", word))  # fmt: skip


def _end_of_group(text: str, at: int) -> int:
    if text[at : at + 1] != "{":
        return at
    depth = 0
    for here in _BRACES.finditer(text, at):
        depth += 1 if here[0] == "{" else -1
        if depth == 0:
            return here.end()
    return len(text)
