"""MkDocs' admonitions (`!!! note "Title"`, `??? quote`): titles become headings, what they hold is dedented."""

from __future__ import annotations

from pubnorm import patterns as re

_SIGN = re.compile(r"^[ ]*(?:!!!|\?\?\?)", re.M)
_OPENING = re.compile(r"([ ]*)(?:!!!|\?\?\?\+?)[ ]+([\w -]*?)[ ]*(?:\"([^\"]*)\")?[ ]*")
_FENCE = re.compile(r"[ ]*(?:```|~~~)")
_ABSTRACT = re.compile(r"\W*(?:abstract|summary|tl;?dr)\W*", re.IGNORECASE)
_STEP = 4  # columns by which what an admonition holds is indented


def open_admonitions(text: str) -> str:
    r"""Return `text` with its admonitions opened, line for line; abstracts are hidden.

    A title at the margin is a heading, as works are folded into `??? note "Their Title"`; within a list item it is but
    a label ("BibTeX") and goes.

    >>> open_admonitions('!!! note "On Tides"\n    Jane Doe\n\n    *ACL 2024*\nText')
    '###### On Tides\nJane Doe\n\n*ACL 2024*\nText'
    """
    if not (("!!!" in text or "???" in text) and _SIGN.search(text)):
        return text
    opened: list[tuple[int, bool]] = []  # indentation of each that is open, and whether it is hidden
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        width = len(line) - len(line.lstrip(" "))
        while opened and line.strip() and width < opened[-1][0] + _STEP and not fenced:
            opened.pop()
        fenced ^= _FENCE.match(line) is not None
        match = None if fenced else _OPENING.fullmatch(line)
        shown = "" if match else line[min(width, _STEP * len(opened)) :]
        if match:
            title = match[3] or ""
            hidden = _ABSTRACT.fullmatch(title or match[2]) is not None
            if title and not hidden and not match[1] and not opened:
                shown = f"###### {title}"
            opened.append((width, hidden))
        lines.append("" if any(hidden for _, hidden in opened) else shown)
    return "\n".join(lines)
