"""BibTeX that stands in a page's text without a fence around it (in `<pre>`, below a label) is code, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pubnorm import patterns as re
from pubnorm.document import Block

_BEGINS = re.compile(r"@[A-Za-z]{4,}(?<!@media)(?<!@include)\s*\{\s*[^\s{}@,]*\s*(?:,|<|$)")
_TAG = re.compile(r"<[^<>]*>|\\\\$")
_MOST_LINES = 60  # of one BibTeX entry


def with_bibtex_apart(blocks: Iterable[Block]) -> Iterator[Block]:
    r"""Yield blocks, those paragraphs that hold BibTeX cut into their text and code.

    >>> lines = ((1, "Citation:"), (2, "@misc{doe,"), (3, "title={On Tides}}<br>"), (4, "More"))
    >>> [(block.kind, block.first, block.source[-1][1]) for block in with_bibtex_apart([Block("paragraph", lines)])]
    [('paragraph', 1, 'Citation:'), ('code', 2, 'title={On Tides}}'), ('paragraph', 4, 'More')]
    """
    code: list[tuple[int, str]] = []
    depth = 0
    inside: Block | None = None
    for block in blocks:
        if inside is not None and (block.kind != "paragraph" or block.container is not inside.container):
            yield _code(inside, code)
            inside, code, depth = None, [], 0
        if block.kind != "paragraph" or (inside is None and not _holds(block)):
            yield block
            continue
        text: list[tuple[int, str]] = []
        for number, line in block.source:
            begins = _BEGINS.match(line.lstrip()) if depth == 0 else None
            if not (begins or depth):
                text.append((number, line))
                continue
            if text:
                yield replace(block, source=tuple(text))
                text = []
            inside = block
            shown = _TAG.sub("", line).rstrip()
            code.append((number, shown))
            depth += shown.count("{") - shown.count("}")
            if depth <= 0 or len(code) >= _MOST_LINES:
                yield _code(block, code)
                inside, code, depth = None, [], 0
        if text:
            yield replace(block, source=tuple(text))
    if inside is not None:
        yield _code(inside, code)


def _holds(block: Block) -> bool:
    return any("@" in line and _BEGINS.match(line.lstrip()) for _, line in block.source)


def _code(block: Block, source: list[tuple[int, str]]) -> Block:
    return replace(block, kind="code", info="bibtex", source=tuple(source))
