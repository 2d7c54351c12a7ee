"""HTML tags as they stand on real pages: found by one bounded pattern, never by a parser that wants whole documents."""

from __future__ import annotations

import re

from pubnorm.document import SpanKind

# A tag ends at the first angle bracket and within 4,000 characters, so that the search stays linear.
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[\s/][^<>]{0,4000})?)>")

BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip

STYLES: dict[str, SpanKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "u": "underline",
    "ins": "underline", "a": "link", "sup": "sup", "code": "code", "tt": "code", "kbd": "code", "s": "strike",
    "del": "strike", "strike": "strike", "span": "tag", "font": "tag", "mark": "tag", "button": "link",
    "papertitle": "bold",
}  # fmt: skip

_ATTRIBUTE = re.compile(r"""([a-zA-Z_:][\w:.-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_OPENS = re.compile(r"https?://[^'\"\s()]+")


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


def value_of(name: str, attributes: str) -> str:
    """Return what a tag says besides its name: where a link or button leads, otherwise its classes.

    >>> value_of("button", ' onclick="open(https://x.org/a.pdf)"'), value_of("span", " class='title'")
    ('https://x.org/a.pdf', 'title')
    """
    if name == "button":
        opened = _OPENS.search(attribute(attributes, "onclick"))
        return opened[0] if opened else ""
    return attribute(attributes, "href" if name == "a" else "class")
