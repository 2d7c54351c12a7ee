"""HTML that a browser does not show: comments, declarations, scripts, styles, elements hidden by their attributes."""

from __future__ import annotations

from html import unescape

from pubnorm import patterns as re
from pubnorm.page.scan import Scan

_COMMENT_END = re.compile(r"--!?>")
_INSTRUCTION_END = re.compile(r"\?>")
_SECTION_END = re.compile(r"\]\]>")
_RAW_NAME = re.compile(r"<([a-z]+)[^<>]{0,4000}>", re.I)
RAW = (  # elements whose content is no text for readers, or is one only where a browser cannot show the element
    "script|style|template|noscript|svg|head|iframe|object|video|audio|canvas|select|textarea"
)
_RAW_END = {name: re.compile(rf"</{name}\s*>", re.I) for name in RAW.split("|")}
_ELEMENT = re.compile(r"<([a-z][a-z0-9-]*)(\s[^<>]{0,4000})>", re.I)
_HIDDEN = re.compile(
    r"""\shidden(?=[\s/]|=|$)|\sstyle\s*=\s*["'][^"']*(?:display\s*:\s*none|visibility\s*:\s*hidden)""", re.I
)
# A button that shows or hides something ("BIB", "Abstract"), and opens no address: no text of the work, no link.
_TOGGLE = re.compile(
    r"<button\s(?![^<>]{0,400}https?://)[^<>]{0,400}(?:onclick|data-(?:bs-)?(?:toggle|target))\s*="
    r"[^<>]{0,400}>[^<>]{0,24}</button>",
    re.I,
)
# The BibTeX that a script of this page shows as its list: of `bib-publication-list`, say.
_BIBTEX_SHOWN = re.compile(r"""\sid\s*=\s*["']bibtex["']""", re.I)
_HIDDEN_FALSE = re.compile(r"""\shidden\s*=\s*["']?(?:false|until-found)""", re.I)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<>]{1,500})</title", re.I)
_AUTHOR = re.compile(r"""<meta\s[^<>]{0,300}name=["']author["'][^<>]{0,300}>""", re.I)
# What a comment says of the file ("@Author: Jane Doe"), or front matter that was put away ("title: Jane Doe").
_COMMENTED = re.compile(r"(?:[Aa]uthor|title):[ \t]*([^\n]{4,60})")
_CONTENT = re.compile(r"""content=["']([^"'<>]{1,300})["']""", re.I)


def comment(scan: Scan, at: int) -> int:
    """Hide a comment; one that is never closed hides the rest of the page, as in a browser, with a warning."""
    text = scan.text
    if text.startswith((">", "->"), at + 4):
        return scan.blank(at, text.index(">", at + 4) + 1)
    end = scan.find(_COMMENT_END, at + 4)
    if end >= 0:
        said = _COMMENTED.search(text, at, end)
        if said:
            scan.values.setdefault("comment", said[1].strip())
        return scan.blank(at, end)
    first = scan.line(at)
    last = first + text.count("\n", at)
    scan.warn("unclosed-comment", "a comment is never closed and hides the rest of the page; write `-->`", first, last)
    return scan.blank(at, len(text))


def declaration(scan: Scan, at: int) -> int:
    """Hide `<?php … ?>`, `<!DOCTYPE …>` and the brackets of `<![CDATA[ … ]]>`."""
    text = scan.text
    if text.startswith("<?", at):
        end = scan.find(_INSTRUCTION_END, at + 2)
        if end >= 0 and text[at + 2 : at + 3].isalpha():
            return scan.blank(at, end)
    elif text.startswith("<![CDATA[", at):
        end = scan.find(_SECTION_END, at)
        if end >= 0:
            scan.write(text[at + 9 : end - 3])
            return end
    elif text[at + 2 : at + 3].isalpha() or text.startswith(("<![if", "<![endif"), at):  # as word processors write
        end = text.find(">", at, at + LONGEST_DECLARATION)
        if end >= 0:
            return scan.blank(at, end + 1)
    scan.write(text[at : at + 2])
    return at + 2


LONGEST_DECLARATION = 1_000


def raw(scan: Scan, at: int) -> int:
    """Hide an element whose content is no text for readers; a page's title and author are taken from its head."""
    opening = _RAW_NAME.match(scan.text, at)
    if opening is None or opening[1].lower() not in _RAW_END:
        return element(scan, at)
    name = opening[1].lower()
    end = -1 if opening[0].endswith("/>") else scan.find(_RAW_END[name], opening.end())
    if end < 0:
        return scan.blank(at, opening.end())
    if name == "head":
        _read_head(scan, scan.text[at:end])
    return scan.blank(at, end)


def _read_head(scan: Scan, head: str) -> None:
    title = _TITLE.search(head)
    if title:
        scan.values["title"] = " ".join(unescape(title[1]).split())
    author = _AUTHOR.search(head)
    content = _CONTENT.search(author[0]) if author else None
    if content:
        scan.values["author"] = " ".join(unescape(content[1]).split())


def element(scan: Scan, at: int) -> int:
    """Hide an element that its own attributes hide (`hidden`, `style="display:none"`) and buttons that toggle one."""
    toggle = _TOGGLE.match(scan.text, at)
    if toggle:
        return scan.blank(at, toggle.end())
    match = _ELEMENT.match(scan.text, at)
    if match is None or not _is_hidden(match[1].lower(), match[2]):
        scan.write(scan.text[at : at + 1])
        return at + 1
    name = match[1].lower()
    if name in _VOID:
        return scan.blank(at, match.end())
    if name not in scan.elements:
        scan.elements[name] = _extents(scan.text, name)
    return scan.blank(at, scan.elements[name].get(at, match.end()))


def _is_hidden(name: str, attributes: str) -> bool:
    if not _HIDDEN.search(attributes) or _HIDDEN_FALSE.search(attributes):
        return False
    return name != "pre" or not _BIBTEX_SHOWN.search(attributes)


def _extents(text: str, name: str) -> dict[int, int]:
    """Return where each element of one name ends, by where it begins; those never closed are not among them."""
    extents: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(rf"<(/?){re.escape(name)}(?:\s[^<>]{{0,4000}})?>", text, re.I):
        if not match[1]:
            opened.append(match.start())
        elif opened:
            extents[opened.pop()] = match.end()
    return extents
