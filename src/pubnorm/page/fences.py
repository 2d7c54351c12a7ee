"""Code: what stands in fences and in backquotes is text, whatever it looks like."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.page.scan import LOOKBACK, Scan

_BEFORE = re.compile(r"(?:\A|\n)[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*\Z")
_BIBTEX = re.compile(r"[^\n]*bib[^\n]*(?:\n|\Z)|[^\n]*\n\s*@\w+\s*\{", re.I)
_CODE_SPAN = re.compile(r"`[^`\n]{1,500}`")
_RAW = re.compile(r"[ \t]*\{=html\d?\}[ \t]*")  # pandoc hands what is in such a fence to the browser as it is
_LONGEST = 64  # a fence of more characters is a line drawn


def fence(scan: Scan, at: int) -> int:
    """Let a fenced block through as it stands; blank a fence that is never closed, so that it swallows nothing.

    GitHub would show all the rest as code, Jekyll's kramdown shows it as text. An unclosed fence around BibTeX counts
    as code to the end of the page. Of a fence around raw HTML (` ```{=html} `) only the fence is blanked.
    """
    text = scan.text
    char = text[at]
    end = at
    while text[end : end + 1] == char:
        end += 1
    width = end - at
    line_end = text.find("\n", end, end + LOOKBACK)
    info = text[end : line_end if line_end >= 0 else min(len(text), end + LOOKBACK)]
    if (line_end if line_end >= 0 else len(text)) in scan.raw:
        return scan.blank(at, end)
    if width > _LONGEST or (char == "`" and "`" in info) or not _BEFORE.search(scan.text, max(0, at - LOOKBACK), at):
        return _span(scan, at, end)
    close = -1
    if line_end >= 0:
        close = scan.find(re.compile(rf"^[ \t>]*{re.escape(char)}{{{width},}}[ \t]*$", re.M), line_end)
    first = scan.line(at)
    if close < 0:
        scan.warn("unclosed-code-fence", f"a code fence is never closed; write {char * width} below the code", first)
        if not _BIBTEX.match(text, end):
            return scan.blank(at, line_end if line_end >= 0 else len(text))
        close = len(text)
    if _RAW.fullmatch(info):
        scan.raw.add(close)
        return scan.blank(at, line_end)
    scan.write(text[at:close])
    scan.code.append((first, scan.line(close)))
    return close


def _span(scan: Scan, at: int, end: int) -> int:
    scan.write(scan.text[at:end])
    return end


def code_span(scan: Scan, at: int) -> int:
    """Let code within a line through as it stands."""
    match = _CODE_SPAN.match(scan.text, at)
    end = match.end() if match else at + 1
    return _span(scan, at, end)
