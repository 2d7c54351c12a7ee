"""What a browser would not show is blanked; what it would show is left as it stands, on its line.

One pass over the page, from token to token: each token's handler reads on from there, writes what is shown and says
where to go on. Inside code nothing is markup; everywhere else comments, Liquid, shortcodes, scripts, hidden elements
and attribute lists are taken out and their line ends left. The `:::` fences of Quarto stay (but for what they hide):
the next stage reads them as containers, as it does HTML elements.
"""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.page import attributes, divisions, fences, hypertext, templates
from pubnorm.page.expressions import Names
from pubnorm.page.hypertext import RAW
from pubnorm.page.scan import Context, Handler, Include, Masked, Scan, assemble
from pubnorm.page.values import Node

# The ordered table of tokens and their handlers; the first that matches has it. Each pattern begins with a literal
# character and has no groups, so that the search for them all runs at full speed.
_RAW_TAG = rf"<(?:{RAW}|{RAW.upper()})\b"
_TOKENS: tuple[tuple[str, Handler], ...] = (
    (r"<!--", hypertext.comment),
    (r"<[!?]", hypertext.declaration),
    (_RAW_TAG, hypertext.raw),
    (r"<(?=[a-zA-Z])", hypertext.element),
    (r"\{%", templates.tag),
    (r"\{\{[<%]", templates.shortcode),
    (r"\{\{", templates.output),
    (r"\{:", attributes.kramdown),
    (r"\{/\*", attributes.jsx),
    (r"\{#\s", attributes.jinja),
    (r"\{(?=\s*[.#\w-])", attributes.pandoc),
    (r"\{!", templates.mkdocs),
    (r"--8<--", templates.mkdocs),
    (r":::", divisions.division),
    (r"```", fences.fence),
    (r"~~~", fences.fence),
    (r"`(?=[^`\n])", fences.code_span),
    (r"\[(?://|comment)\]:", attributes.remark),
)
_HIDES = re.compile(r"\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_ANY = re.compile("|".join(pattern for pattern, _ in _TOKENS))
_ANY_BUT_ELEMENTS = re.compile("|".join(pattern for pattern, handler in _TOKENS if handler is not hypertext.element))
_BY_FIRST = {
    first: tuple((re.compile(pattern).match, handler) for pattern, handler in _TOKENS if first in pattern[:2])
    for first in "<{-:`~["
}


def mask(text: str, path: str | None = None, include: Include | None = None, matter: Node | None = None) -> Masked:
    r"""Return the visible lines of a page's text (front matter already blank); `matter` is its front matter.

    >>> mask("A <!-- b\nc --> d\n{: .x}\n").lines
    ['A ', ' d', '', '']
    """
    context = Context(include, _placed, Names.of({"page": matter or Node({})}, include))
    masked = _mask(text, path, context)
    for first, last in context.shown:  # of these, what is listed where it stands would be shown twice
        masked.lines[first - 1 : last] = [""] * (last - first + 1)
    return masked


def _placed(text: str, path: str, context: Context) -> Masked:
    """Return the visible lines of an included file or a loop, each with its origin."""
    masked = _mask(text, path, context)
    if masked.origins is None:
        masked.origins = [(path, number) for number in range(1, len(masked.lines) + 1)]
    return masked


def _mask(text: str, path: str | None, context: Context) -> Masked:
    scan = Scan(text, path, context)
    # On nearly all pages no element hides itself, and tags are many.
    hides = "<button" in text or (("none" in text or "hidden" in text) and _HIDES.search(text))
    search = (_ANY if hides else _ANY_BUT_ELEMENTS).search
    write = scan.out.append
    position = 0
    while match := search(text, position):
        at = match.start()
        if at > position:
            write(text[position:at])
        position = next(handler for matches, handler in _BY_FIRST[text[at]] if matches(text, at))(scan, at)
    write(text[position:])
    masked = assemble(scan)
    if scan.spans:
        masked.lines = attributes.name_spans("\n".join(masked.lines)).split("\n")
    return masked
