"""What a browser would not show is blanked; what it would show is left as it stands, on its line.

One pass over the page, from token to token: each token's handler reads on from there, writes what is shown and says where
to go on. Inside code nothing is markup; everywhere else comments, Liquid, shortcodes, scripts, hidden elements and
attribute lists are taken out and their line ends left. The `:::` fences of Quarto stay: the next stage reads them as
containers, as it does HTML elements.
"""

from __future__ import annotations

import re

from pubnorm.page import attributes, fences, hypertext, templates
from pubnorm.page.prepare import prepare
from pubnorm.page.scan import Context, Handler, Include, Masked, Scan, assemble

# The ordered table of tokens: name, pattern (its first character a literal, so that the search is fast), handler.
_TOKENS: tuple[tuple[str, str, Handler], ...] = (
    ("comment", r"<!--", hypertext.comment),
    ("declaration", r"<[!?]", hypertext.declaration),
    ("raw", r"<(?i:script|style|template|noscript|svg|head|iframe|object)\b", hypertext.raw),
    ("element", r"<(?=[a-zA-Z])", hypertext.element),
    ("tag", r"\{%", templates.tag),
    ("shortcode", r"\{\{[<%]", templates.shortcode),
    ("output", r"\{\{", templates.output),
    ("kramdown", r"\{:", attributes.kramdown),
    ("jsx", r"\{/\*", attributes.jsx),
    ("jinja", r"\{#(?=\s)", attributes.jinja),
    ("pandoc", r"\{(?=\s*[.#\w-])", attributes.pandoc),
    ("mkdocs", r"\{!|--8<--", templates.mkdocs),
    ("fence", r"```|~~~", fences.fence),
    ("code_span", r"`(?=[^`\n])", fences.code_span),
    ("remark", r"\[(?://|comment)\]:", attributes.remark),
)
_HANDLERS = {name: handler for name, _, handler in _TOKENS}
_HIDES = re.compile(r"\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def _compile(*left_out: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _TOKENS if name not in left_out))


_ALL = _compile()
_WITHOUT_ELEMENTS = _compile("element")  # on nearly all pages no element hides itself, and tags are many


def mask(text: str, path: str | None = None, include: Include | None = None) -> Masked:
    """Return the visible lines of a page's text (front matter already blank).

    >>> mask("A <!-- b\\nc --> d\\n{: .x}\\n").lines
    ['A ', ' d', '', '']
    """
    return _mask(text, path, Context(include, mask_included))


def mask_included(text: str, path: str, context: Context) -> Masked:
    """Return the visible lines of an included file, each with its origin."""
    masked = _mask(prepare(text).body, path, context)
    if masked.origins is None:
        masked.origins = [(path, number) for number in range(1, len(masked.lines) + 1)]
    return masked


def _mask(text: str, path: str | None, context: Context) -> Masked:
    scan = Scan(text, path, context)
    search = (_ALL if _HIDES.search(text) else _WITHOUT_ELEMENTS).search
    write = scan.out.append
    position = 0
    while True:
        match = search(text, position)
        if match is None:
            break
        at = match.start()
        if at > position:
            write(text[position:at])
        position = _HANDLERS[match.lastgroup or ""](scan, at)
    write(text[position:])
    masked = assemble(scan)
    if scan.spans:
        masked.lines = attributes.name_spans("\n".join(masked.lines)).split("\n")
    return masked
