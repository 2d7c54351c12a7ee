"""HTML tags as they stand on real pages: found by one bounded pattern, never by a parser that wants whole documents."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import SpanKind

# A tag ends at the first angle bracket and within 4,000 characters, so that the search stays linear.
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*(?::[a-zA-Z][\w-]*)?)((?:[\s/][^<>]{0,4000})?)>")

BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "heading", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip

# The elements that are headings, with their levels; `<heading>` is of a template that many homepages copy.
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "heading": 2}

STYLES: dict[str, SpanKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "u": "underline",
    "ins": "underline", "a": "link", "sup": "sup", "code": "code", "tt": "code", "kbd": "code", "s": "strike",
    "del": "strike", "strike": "strike", "span": "tag", "font": "tag", "mark": "tag", "button": "link",
    "papertitle": "bold", "text": "tag",
}  # fmt: skip

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PROPERTY = re.compile(r"([a-z-]+)\s*:(?!//)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:][\w:.-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_PRESSED = re.compile(r"\bonclick=|\brole=.?button\b|\bclass=[^>]*\bbtn\b")  # a link that serves as a button
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


def is_bold(attributes: str) -> bool:
    """Return whether a tag's own style sets its content in bold type.

    >>> is_bold(' style="color: red; font-weight: 700"'), is_bold(' style="font-weight: normal"')
    (True, False)
    """
    return "font-weight" in attributes and _BOLD.search(attribute(attributes, "style")) is not None


def properties(attributes: str) -> str:
    """Return what a tag's own style sets, in alphabetical order, whatever it is set to.

    >>> properties(' style="text-indent: -1rem; margin-left: 1rem"'), properties(' align="left"')
    ('margin-left text-indent', '')
    """
    style = attribute(attributes, "style")
    return " ".join(sorted(_PROPERTY.findall(style.lower()))) if style else ""


def value_of(name: str, attributes: str) -> str:
    """Return what a tag says besides its name: where a link or button leads ("#": nowhere), otherwise its classes.

    >>> value_of("button", ' onclick="open(https://x.org/a.pdf)"'), value_of("span", " class='title'")
    ('https://x.org/a.pdf', 'title')
    """
    if name == "button":
        opened = _OPENS.search(attribute(attributes, "onclick"))
        return opened[0] if opened else "#"
    if name == "a":
        return attribute(attributes, "href") or ("#" if _PRESSED.search(attributes) else "")
    return attribute(attributes, "class")


def styles_of(name: str, attributes: str) -> list[tuple[SpanKind, str]]:
    """Return the styles of what an element of `STYLES` holds, each with its value: a link's URL, a tag's classes.

    >>> styles_of("span", ' class="me" style="font-weight: bold"'), styles_of("a", ' name="top"')
    ([('tag', 'me'), ('bold', '')], [])
    """
    value = value_of(name, attributes)
    styles: list[tuple[SpanKind, str]] = [(STYLES[name], value)] if value or name not in ("a", "button") else []
    return [*styles, ("bold", "")] if STYLES[name] != "bold" and is_bold(attributes) else styles
