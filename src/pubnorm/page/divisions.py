"""Quarto's divisions (`::: {.x}`): those that a web page does not show are hidden, all others stay.

What is hidden, and when, is Quarto's (quarto.org, "Conditional Content").
"""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.page.scan import LOOKBACK, Scan

_FENCE = re.compile(r"^[ \t]{0,40}:::([^\n]*)$", re.M)
_HERE = re.compile(r":::([^\n]{0,500})$", re.M)
_BEFORE = re.compile(r"(?:\A|\n)[ \t]*\Z")
_CONDITION = re.compile(r"(when|unless)-format\s*=\s*[\"']?([\w:-]+)")
_WEB = ("html", "html:js", "web")


def division(scan: Scan, at: int) -> int:
    """Hide a division that is not for the web; let any other's fence through."""
    match = _HERE.match(scan.text, at)
    if match is None or not _hidden(match[1]) or not _BEFORE.search(scan.text, max(0, at - LOOKBACK), at):
        end = at
        while scan.text[end : end + 1] == ":":
            end += 1
        scan.write(scan.text[at:end])
        return end
    if ":::" not in scan.elements:
        scan.elements[":::"] = _extents(scan.text)
    return scan.blank(at, scan.elements[":::"].get(match.end(), match.end()))


def _hidden(attributes: str) -> bool:
    """Return whether a web page hides a division.

    >>> _hidden('{.content-visible when-format="pdf"}'), _hidden('{.content-hidden when-format="pdf"}'), _hidden("{.x}")
    (True, False, False)
    """
    if re.search(r"\.hidden\b", attributes):
        return True
    condition = _CONDITION.search(attributes)
    holds = condition is None or (condition[2] in _WEB) == (condition[1] == "when")
    if ".content-visible" in attributes:
        return not holds
    return ".content-hidden" in attributes and holds


def _extents(text: str) -> dict[int, int]:
    """Return where each division ends, by where its first line ends."""
    extents: dict[int, int] = {}
    opened: list[int] = []
    for match in _FENCE.finditer(text):
        if match[1].strip(" \t:"):
            opened.append(match.end())
        elif opened:
            extents[opened.pop()] = match.end()
    return extents
