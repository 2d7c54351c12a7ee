"""Liquid's blocks and outputs, and Hugo's shortcodes: taken out, or what they enclose shown, hidden or kept as code."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.page import liquid
from pubnorm.page.expressions import evaluate, holds
from pubnorm.page.filters import same
from pubnorm.page.includes import follow
from pubnorm.page.loops import assign, expand
from pubnorm.page.scan import Frame, Scan
from pubnorm.page.told import told

_END = {
    name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}")
    for name in ("comment", "raw", "highlight", "schema", "javascript")
}
_OPENS = frozenset(("if", "unless", "case", "for", "tablerow"))
_CLOSES = {f"end{name}": name for name in _OPENS}
_BRANCHES = frozenset(("else", "elsif", "when"))
_INCLUDES = frozenset(("include", "include_relative", "include_cached", "render", "render_partial", "remote_include"))
_SHORTCODE = re.compile(
    r"\{\{([<%])(/\*)?+\s*+(/?+)\s*+([^\s<>%{}\"']*+)((?:[^{}<>%]|[<>%](?!\}\})|\{(?!\{)|\}(?!\}))*)[>%]\}\}"
)
_ADDRESS = re.compile(r"""\b(?:href|url|link)\s*=\s*["']([^"'\s]{4,500})["']""", re.I)
_LABEL = re.compile(r"""\b(?:text|title|label|name|content)\s*=\s*["']([^"'\n]{1,200})["']""", re.I)
_ENCLOSED = re.compile(r"([^{}<>]{1,200}?)\{\{[<%]\s*/\s*([^\s<>%{}]+)\s*[>%]\}\}")
_SHORTCODE_END = {
    name: re.compile(rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}") for name in ("comment", "highlight", "code")
}
_OWN = re.compile(r"\s*(?:page\b|site\b|[\"'])")  # what a page writes itself, or what is the site's
_LISTING = re.compile(r"publication|paper|preprint|article|bib|site\.data|pubs\b", re.I)
_OR = re.compile(r",|\bor\b")
_UNSEEN = re.compile(r"<(script|style)\b[^<>]{0,400}>", re.I)
_DEEPEST = 100  # blocks in blocks; no page needs more, and hostile ones must not cost more
_MKDOCS = re.compile(r"""\{!\s*([^{}!\n]{1,300}?)\s*!\}|--8<--[ \t]+["']([^"'\n]{1,300})["']""")


def tag(scan: Scan, at: int) -> int:
    """Take out a Liquid tag and do what it says, as far as that can be known."""
    match = liquid.TAG.match(scan.text, at)
    if match is None:
        scan.write("{%")
        return at + 2
    name, rest, end = match[1], match[2], match.end()
    if name in _END:
        return _verbatim(scan, at, end, name, rest)
    if name in _INCLUDES:
        if liquid.in_url(scan.before()):
            scan.write(liquid.placeholder(match[0].replace("\n", " "), scan.context.liquid))
        else:
            follow(scan, at, liquid.include(name, rest))
    elif name == "for" and (after := expand(scan, at, end, rest)):
        return after
    elif name in _OPENS:
        _open(scan, name, rest)
    elif name == "assign":
        assign(scan, rest)
    elif name in _BRANCHES:
        _branch(scan, name, rest)
    elif name in _CLOSES:
        _close(scan, at, _CLOSES[name])
    elif name == "bibliography":
        scan.warn("unresolved-include", "the list here is made from a .bib file; parse that file", scan.line(at))
    elif liquid.in_url(scan.before()):
        scan.write(liquid.placeholder(match[0].replace("\n", " "), scan.context.liquid))
    return scan.blank(at, end)


def _verbatim(scan: Scan, at: int, end: int, name: str, rest: str) -> int:
    """Read a block whose inside is not Liquid: hidden, shown, or shown as code."""
    stop = scan.find(_END[name], end)
    if stop < 0:
        return scan.blank(at, end)
    if name in ("raw", "highlight"):
        inner_end = scan.text.rindex("{%", end, stop)
        return _show(scan, at, end, inner_end, stop, rest.strip() if name == "highlight" else None)
    return scan.blank(at, stop)


def _show(scan: Scan, at: int, start: int, end: int, stop: int, language: str | None) -> int:
    """Show what stands between two tags, fenced as code where a `language` (or `''`) is given and it has own lines."""
    inner = scan.text[start:end]
    fenced = language is not None and "\n" in inner
    if fenced:
        scan.code.append((scan.line(at), scan.line(end)))
        scan.write(f"```{(language or '').split(' ')[0]}")
    scan.blank(at, start)
    scan.write(inner if fenced else _shown(inner))
    if fenced:
        scan.write("```")
    return scan.blank(end, stop)


def _shown(inner: str) -> str:
    """Return what Liquid leaves alone without scripts and styles, line for line."""
    kept, at = [], 0
    for found in _UNSEEN.finditer(inner):
        if found.start() < at:
            continue
        end = inner.find(f"</{found[1]}", found.end())
        if end < 0:
            break
        end = inner.find(">", end) + 1 or len(inner)
        kept += [inner[at : found.start()], "\n" * inner.count("\n", found.start(), end)]
        at = end
    return "".join(kept) + inner[at:]


def _open(scan: Scan, name: str, rest: str) -> None:
    if len(scan.frames) >= _DEEPEST:
        return
    shown, decided, listed, subject = True, False, "", None
    if name in ("if", "unless"):
        known = holds(rest, scan.context.names)
        if known is not None:
            decided = known == (name == "if")
            shown = decided
    elif name in ("for", "tablerow"):
        shown = False  # a template: what it shows stands elsewhere
        listed = rest.partition(" in ")[2].strip() if _LISTING.search(rest) else ""
    elif name == "case":
        subject = evaluate(rest, scan.context.names)
    scan.frames.append(Frame(name, len(scan.out), shown, decided, listed, subject))


def _branch(scan: Scan, name: str, rest: str) -> None:
    frame = next((frame for frame in reversed(scan.frames) if frame.name in ("if", "unless", "case", "for")), None)
    if frame is None or (frame.name == "case" and frame.subject is None):
        return
    if not frame.shown:
        scan.hide_from(frame.start)
    frame.start = len(scan.out)
    if frame.name == "for":
        frame.shown = True
        return
    if frame.subject is not None and name == "when":
        values = [evaluate(word, scan.context.names) for word in _OR.split(rest)]
        frame.shown = any(value is not None and same(frame.subject, value) for value in values)
        frame.decided = frame.decided or frame.shown
        return
    frame.shown = not frame.decided
    if frame.shown and name == "elsif":
        known = holds(rest, scan.context.names)
        frame.shown = known is not False
        frame.decided = known is True


def _close(scan: Scan, at: int, name: str) -> None:
    if not any(frame.name == name for frame in scan.frames):
        return
    while scan.frames[-1].name != name:
        scan.frames.pop()
    frame = scan.frames.pop()
    if not frame.shown:
        scan.hide_from(frame.start)
        if frame.listed:
            message = f"the entries listed here stand in other files: a Liquid loop over {frame.listed} shows them"
            scan.warn("unresolved-include", message, scan.line(at))


def output(scan: Scan, at: int) -> int:
    """Take out a Liquid output; inside a URL or an attribute a placeholder takes its place."""
    match = liquid.OUTPUT.match(scan.text, at)
    before = scan.before()
    inside = liquid.in_url(before)
    if match is None or not (inside or liquid.is_expression(match[1], before)):
        scan.write("{{")
        return at + 2
    known = liquid.shown(match[1], scan.context.names)
    if inside and not (known and _OWN.match(match[1]) is None):  # URLs stand as written on the page
        known = liquid.placeholder(match[0].replace("\n", " "), scan.context.liquid)
    scan.write(known)
    return scan.blank(at, match.end())


def shortcode(scan: Scan, at: int) -> int:
    """Take out a Hugo shortcode; what stands between a pair of them is shown, but for comments."""
    match = _SHORTCODE.match(scan.text, at)
    if match is None:
        scan.write("{{")
        return at + 2
    name, end = match[4], match.end()
    if liquid.in_url(scan.before()):
        scan.write(liquid.placeholder(match[0].replace("\n", " "), scan.context.liquid))
    elif name in ("include", "readfile") and not match[2]:
        follow(scan, at, liquid.include("include_relative", match[5].replace("file=", " ", 1)))
    elif not (match[3] or match[2]) and (work := told(liquid.include(name, f"- {match[5]}").arguments)):
        scan.write(work if scan.before().rpartition("\n")[2].strip() else f"- {work}")
    elif _ADDRESS.search(match[5]) and not (match[3] or match[2]):
        return _linked(scan, name, match)
    elif name in _SHORTCODE_END and not match[3] and not match[2]:
        stop = scan.find(_SHORTCODE_END[name], end)
        if stop >= 0 and name == "comment":
            return scan.blank(at, stop)
        if stop >= 0:
            return _show(scan, at, end, scan.text.rindex("{{", end, stop), stop, match[5].strip())
    return scan.blank(at, end)


def _linked(scan: Scan, name: str, match: re.Match[str]) -> int:
    """Show what has an address as a link: `{{< x href="u" >}}pdf{{< /x >}}`, `{{< x url="u" text="pdf" >}}`."""
    address = _ADDRESS.search(match[5])
    end = match.end()
    inner = _ENCLOSED.match(scan.text, end)
    label = _LABEL.search(match[5])
    words = (inner[1] if inner and inner[2] == name else label[1] if label else "").strip()
    if address is None or not words or "\n" in words:
        return scan.blank(match.start(), end)
    scan.write(f"[{words}]({address[1]})")
    return scan.blank(match.start(), inner.end() if inner and inner[2] == name else end)


def mkdocs(scan: Scan, at: int) -> int:
    """Follow an include of MkDocs, `{!file.md!}` or `--8<-- "file.md"`."""
    match = _MKDOCS.match(scan.text, at)
    if match is None:
        scan.write(scan.text[at])
        return at + 1
    follow(scan, at, liquid.Include(match[1] or match[2], False, {}))
    return scan.blank(at, match.end())
