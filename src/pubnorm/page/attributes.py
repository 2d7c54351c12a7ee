"""Attribute lists of kramdown (`{: .x}`) and Pandoc (`{.x #y key=value}`), and markdown's own way to hide a remark."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.page.scan import Scan

_ATTRIBUTE = r"""(?:[.#][\w:.-]+|[\w:-]+ ?= ?(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"'=]+)|-)"""
_PANDOC = re.compile(rf"\{{\s*({_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*)\s*\}}")
_KRAMDOWN = re.compile(r"\{:(:?)([/\w]*)[^{}]{0,1000}\}")
_KRAMDOWN_COMMENT_END = re.compile(r"\{:/(?:comment)?\}")
_TITLED = re.compile(r"\.[a-z]+-title\b")  # `{: .note-title }` of Just the Docs
_QUOTED = re.compile(r"[ \t]*\n[ \t]*>[ \t]*(?=[^\s>#])")
_CLASS = re.compile(r"(?:^|\s)\.([\w:-]+)")
_HEADING = re.compile(r"(?:\A|\n) {0,3}#{1,6}[ \t][^\n]*\Z")
_REMARK = re.compile(
    r"\[[^\]]*\]:[^\S\n]*[^\s(\"']*[^\S\n]*"
    r"(?:\((?:[^()\n]|\n(?!\s*\n)){0,1000}\)|\"[^\"\n]{0,1000}\"|'[^'\n]{0,1000}')?[^\n]*"
)
_LINE_START = re.compile(r"(?:\A|\n)[ \t>]*(?:[-*+][ \t]+)?\Z")
_MARK = "\ufdd2"  # between two of these stand the classes of a bracketed span until all is read
_BRACKETS = re.compile(rf"\\.|\[|\](?:{_MARK}[^{_MARK}\n]*{_MARK})?|\n[ \t]*\n")


def kramdown(scan: Scan, at: int) -> int:
    """Hide an attribute list or an extension of kramdown; a `{::comment}` with all that it encloses."""
    match = _KRAMDOWN.match(scan.text, at)
    if match is None or scan.before().endswith("\\"):
        scan.write("{:")
        return at + 2
    if match[1] and match[2] == "comment":
        end = scan.find(_KRAMDOWN_COMMENT_END, match.end())
        if end >= 0:
            return scan.blank(at, end)
    scan.blank(at, match.end())
    quoted = _QUOTED.match(scan.text, match.end()) if _TITLED.search(match[0]) else None
    if quoted is None:
        return match.end()
    scan.write(f"{quoted[0]}###### ")  # a callout: the first line of the quotation is its heading
    return quoted.end()


def pandoc(scan: Scan, at: int) -> int:
    """Hide an attribute list after a link, picture, code, span or heading.

    A bracketed span (`[2025]{.pub-year}`) becomes `<span class="pub-year">2025</span>`: its classes tell what it is.
    """
    before = scan.before()
    last = before[-1:]
    match = _PANDOC.match(scan.text, at)
    if match is None or not (last in (")", "]", "`") or (last in (" ", "\t") and _HEADING.search(before))):
        scan.write("{")
        return at + 1
    if last == "]":
        scan.write(f"{_MARK}{' '.join(_CLASS.findall(match[1]))}{_MARK}")
        scan.spans = True
    return match.end()


def name_spans(text: str) -> str:
    """Return `text` with its marked brackets as `<span>` elements."""
    edits: list[tuple[int, int, str]] = []
    opened: list[int] = []
    for match in _BRACKETS.finditer(text):
        token = match[0]
        if token == "[":
            opened.append(match.start())
        elif token[0] == "]":
            start = opened.pop() if opened else None
            if len(token) > 1:
                kept = start is not None
                if start is not None:
                    edits.append((start, start + 1, f'<span class="{token[2:-1]}">'))
                edits.append((match.start(), match.end(), "</span>" if kept else "]"))
        elif token[0] == "\n":
            opened.clear()
    out: list[str] = []
    end = 0
    for start, stop, new in sorted(edits):
        out += (text[end:start], new)
        end = stop
    out.append(text[end:])
    return "".join(out)


def remark(scan: Scan, at: int) -> int:
    """Hide `[//]: # (a remark)` and `[comment]: <> (a remark)`."""
    match = _REMARK.match(scan.text, at)
    if match is None or not _LINE_START.search(scan.before()):
        scan.write("[")
        return at + 1
    return scan.blank(at, match.end())


def jsx(scan: Scan, at: int) -> int:
    """Hide a comment of MDX, `{/* … */}`."""
    return _until(scan, at, _JSX_END)


def jinja(scan: Scan, at: int) -> int:
    """Hide a comment of Jinja, `{# … #}`."""
    return _until(scan, at, _JINJA_END)


_JSX_END = re.compile(r"\*/\s*\}")
_JINJA_END = re.compile(r"\s#\}")


def _until(scan: Scan, at: int, closing: re.Pattern[str]) -> int:
    end = scan.find(closing, at + 2)
    if end < 0:
        scan.write("{")
        return at + 1
    return scan.blank(at, end)
