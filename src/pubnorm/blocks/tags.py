"""HTML tags as they stand on real pages: found by one bounded pattern, never by a parser that wants whole documents."""

from __future__ import annotations

import re

# A tag ends at the first angle bracket and within 4,000 characters, so that the search stays linear.
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[\s/][^<>]{0,4000})?)>")

BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip

_ATTRIBUTE = re.compile(r"""([a-zA-Z_:][\w:.-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")


def attribute(attributes: str, name: str) -> str:
    """Return the value of one attribute in a tag's inside, as written; `''` where it has none.

    >>> attribute(' href="x.pdf?a=1&amp;b=2" class=btn', "href")
    'x.pdf?a=1&amp;b=2'
    """
    if name not in attributes.lower():
        return ""
    for match in _ATTRIBUTE.finditer(attributes):
        if match[1].lower() == name:
            value = match[2]
            return (value[1:-1] if value[0] in "\"'" else value).strip()
    return ""
