"""Quotations that are the titles of works, in all signs that set them off."""

from __future__ import annotations

from pubnorm import patterns as re

_QUOTED = re.compile(
    r"[“\"„«‟]([^“”\"„«»‟]{12,400}?)[”\"“»‟](?![^\W\d_])|(?:``|'')((?:[^`']|'(?!')){12,400}?)(?:''|’’)"
)
# "Introduction" alone, between names and what it is a part of
_SHORT_QUOTED = re.compile(
    r"(?<=,\s)[“\"«]\s?([^\W\d_][^“”\"«»]{2,28}?),?\s?[”\"»](?=,?\s(?:in|In|dans|[Cc]hapter|(?:U\.?S\.? )?[Pp]atent)\b)"
)
# "“Sand,” *Waves* 144": a comma within the signs ends a title, however short
_CLOSED = re.compile(r"^\W{0,4}[“\"]([^\W\d_][^“”\"]{1,28}),[”\"](?=\s)")
# A title that holds another's: 'Review of "Slow Tides"'
_ABOUT = re.compile(
    r"\b(?:Reviews? of|Comments? on|Repl(?:y|ies) to|Responses? to|Rezension (?:zu|von)|Reseña de|Resenha de"
    r"|Compte rendu de|Recensione d[ei])(?: the (?:book|paper|article))?:?$"
)
# ": The Poetics of Silt": the second half of a title that begins with a quotation, and no names behind it
_GOES_ON = re.compile(
    r":\s+(?=[^\W\d_])(?:[^\W\d_][\w’'-]*\s+){1,5}?(?:[a-z]{5,}|of|the|for|to|on|from|about)\b|—(?=[^\W\d_])"
)
_ENDS = re.compile(r"[^\W_]|[?!]")
QUOTES = ("“", '"', "„", "«", "‟", "「", "《", "`", "'", "‘")  # what begins a quotation, looked for first
_WORDS_OF_A_HALF = 6  # words of what stands before a colon and a quotation, where both are the title
_FAR = 40  # characters
# 'On the Harbour's Tides', but no apostrophes: "the '90s", "harbours' tides"
_SINGLE = re.compile(
    r"(?:^|(?<=[\s(]))(?:‘(?=[^\W\d_])((?:[^‘’\n]|(?<=[^\W_])’(?=[^\W_])){12,400}?)’"
    r"|'(?=[^\W\d_])((?:[^'\n]|(?<=[^\W_])'(?=[^\W_])){12,400}?)')(?=[.,;)]|\s*$|\s[-–—(]|(?<=[.,?!]['’])\s)"
)
_BEFORE_SINGLE = ".,;)]-–—"  # what such a title stands behind: names, a year, a number


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where the quotations of a text stand that may be titles, without their signs.

    >>> text = "Doe, J. (2020). 'On the Harbour's Slow Tides'. Waves, 3. It is the harbours' journal."
    >>> [text[start:end] for start, end in quotations(text)]
    ["On the Harbour's Slow Tides"]
    """
    found: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(text):
        group = next(i for i in (1, 2) if match[i] is not None)
        before = text[: match.start()].rstrip()
        within = match[group][0].islower() and before[-1:].isalnum()
        about = _ABOUT.search(before[-_FAR:])
        sentence = before.rpartition(". ")[2]
        half = before.endswith(":") and len(sentence.split()) >= _WORDS_OF_A_HALF and "," not in sentence
        begins = _ENDS.match(text, match.end(group) - 1) and _GOES_ON.match(text, match.end())
        if within or half or about or begins:  # 'Inspired by "the slow tide"', 'A Review of Tides: "Slow Waters"'
            continue
        found.append(match.span(group))
    for match in _SINGLE.finditer(text) if "'" in text or "‘" in text else ():
        before = text[: match.start()].rstrip()
        if (not before or before[-1] in _BEFORE_SINGLE) and not any(a <= match.start() <= b for a, b in found):
            found.append(match.span(match.lastindex or 1))
    closed = _CLOSED.match(text)
    if closed and not any(a == closed.start(1) for a, _ in found):
        found.append(closed.span(1))
    return found + [match.span(1) for match in _SHORT_QUOTED.finditer(text)]
