"""Markdown regions → blocks, by mistune's block parser.

mistune gives no line numbers. Its block parser keeps the text of every line and visits the lines in order, so each
token's lines are found again by one walk down the region. Indented code and HTML blocks are switched off: the first is
nearly always an entry that somebody indented, the second has been taken apart before (`containers`).
"""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any

import mistune
from mistune.core import BlockState

from pubnorm import patterns as re
from pubnorm.blocks.containers import Region
from pubnorm.document import Block, References

_BULLETS = frozenset("•·●▪■◦‣►▸○∙♦◆◇❖➢➤➣▶▷▫□◾")
_MARKUP = re.compile(rf"^[ \t]*(?:[-*+#>|=~`:\[{''.join(sorted(_BULLETS))}]|\d{{1,9}}[.)]|\.\.\.|.*\|)", re.MULTILINE)
_BULLET = re.compile(rf"^([ \t]*)[{''.join(_BULLETS)}][ \t]*(?=\S)")
# "**Fairness**" above "4. A Title …": a list that goes on in its numbers does not interrupt a paragraph in CommonMark.
_NUMBERED_BELOW = re.compile(r"[*_][*_]:?[ ]*\n[ ]{0,3}\d{1,3}[.)] ")
_TOPIC = re.compile(r"(?:^|(?<=\n))([ ]{0,3}(\*\*|__)[^*_\n]{2,80}\2:?[ ]*\n)(?=[ ]{0,3}\d{1,3}[.)] )")
# "##Papers", as markdown was once written: older parsers took it for a heading. "#silt" in running text is a tag.
_GLUED = re.compile(r"^([ ]{0,3}#{2,6})(?=[^\W_]|<)|(?:\A|(?<=\n\n))([ ]{0,3}#)(?=[^\W\d_a-z][^#\n]*$)", re.MULTILINE)
# "1. On Tides" / "  - Jane Doe, Rob Roe": meant to stand in the item, for which it is not indented enough
_SHALLOW = re.compile(r"^(\d{1,3}[.)] [^\n]*\n)((?: {1,2}[-*] [^\n]*(?:\n|\Z))+)", re.MULTILINE)
_LINE = re.compile(r"^", re.MULTILINE)
_GLUES = re.compile(r"#(?=[^\W\d_a-z]|#{1,5}[^\W_]|#{1,5}<)")  # told first: most pages have none
COLUMNS = "\x1f"  # parts the columns' names in the `info` of a table's rows
_OFF = frozenset({"indent_code", "block_html", "raw_html"})
_SIGNS = {  # one of them is in all that a rule finds
    "table": ("|",), "nptable": ("|",), "ref_link": ("]:",), "fenced_code": ("```", "~~~"), "atx_heading": ("#",),
    "block_quote": (">",),
}  # fmt: skip
_PLAIN = frozenset({"html", "body", "td", "th"})  # elements that hold no markdown
_LONGEST_SETEXT = 120  # a "heading" longer than this is a paragraph above a rule


@cache
def _parser(idle: frozenset[str]) -> mistune.Markdown:
    """A parser without the `idle` rules: each rule is tried at every line."""
    markdown = mistune.create_markdown(renderer=None, plugins=["table"])
    for rules in (markdown.block.rules, markdown.block.list_rules, markdown.block.block_quote_rules):
        rules[:] = [rule for rule in rules if rule not in _OFF and rule not in idle]
    return markdown


class _Walk:
    """Finds tokens' lines again in the region they came from, top to bottom."""

    def __init__(self, lines: list[tuple[int, str]]) -> None:
        self.lines = lines
        self.at = 0

    def find(self, text: str, advance: bool = True) -> list[tuple[int, str]]:
        found = []
        for line in text.split("\n"):
            wanted = line.strip()
            if wanted:
                found.append((self._number(wanted, advance), line))
        return found

    def _number(self, wanted: str, advance: bool) -> int:
        for at in range(self.at, len(self.lines)):
            if wanted in self.lines[at][1]:
                self.at = at + advance
                return self.lines[at][0]
        return self.lines[min(self.at, len(self.lines) - 1)][0]


class _Builder:
    def __init__(self, region: Region, lines: list[tuple[int, str]], items: count[int]) -> None:
        self.region = region
        self.walk = _Walk(lines)
        self.items = items
        self.blocks: list[Block] = []
        self.gap = True

    def add(self, tokens: list[dict[str, Any]], path: tuple[int, ...]) -> None:
        for token in tokens:
            kind = token["type"]
            if kind == "blank_line":
                self.gap = True
            elif kind in ("paragraph", "block_text", "heading"):
                self._text(token, path)
            elif kind == "list":
                for item in token["children"]:
                    self.add(item["children"], (*path, next(self.items)))
            elif kind == "block_code":
                source = self.walk.find(token["raw"])
                if source:
                    info = (token.get("attrs") or {}).get("info", "")
                    self._block("code", source, path, info=info)
            elif kind == "table":
                self._table(token, path)
            elif kind == "thematic_break":
                self._block("rule", [(self.walk.lines[min(self.walk.at, len(self.walk.lines) - 1)][0], "")], path)
            elif "children" in token:
                self.add(token["children"], path)
            elif token.get("text") or token.get("raw"):
                self._text(token, path)

    def _text(self, token: dict[str, Any], path: tuple[int, ...]) -> None:
        source = self.walk.find(token.get("text") or token.get("raw") or "")
        if not source:
            return
        setext = token.get("style") == "setext"
        if token["type"] == "heading" and not (setext and (len(source) > 1 or len(source[0][1]) > _LONGEST_SETEXT)):
            self._block("heading", source, path, level=token["attrs"]["level"])
        elif self.region.heading:
            self._block("heading", source, path, level=self.region.heading)
        else:
            self._block("paragraph", source, path)

    def _table(self, token: dict[str, Any], path: tuple[int, ...]) -> None:
        head = ""
        for part in token["children"]:
            rows = [part] if part["type"] == "table_head" else part["children"]
            for row in rows:
                cells = tuple(cell.get("text", "") for cell in row["children"])
                source = [self.walk.find(cell, advance=False) for cell in cells if cell.strip()]
                self.walk.at += 1
                if part["type"] == "table_head":
                    head = COLUMNS.join(cells)
                if source:
                    self._block("row", [line for lines in source for line in lines], path, cells=cells, info=head)

    def _block(
        self, kind: Any, source: list[tuple[int, str]], path: tuple[int, ...], *, level: int = 0,
        cells: tuple[str, ...] = (), info: str = "",
    ) -> None:  # fmt: skip
        block = Block(kind, tuple(source), self.region.container, path, level, self.gap, cells, info)
        self.blocks.append(block)
        self.gap = False


def read_region(region: Region, references: References, items: count[int]) -> list[Block]:
    """Return the blocks of one region; link definitions are added to `references`, list items numbered from `items`."""
    if region.rule:
        return [Block("rule", region.lines, region.container, gap=True)]
    lines = _dedented(region.lines)
    if region.container is not None and any(container.tag in _PLAIN for container in region.container.path):
        lines = [(number, line.rstrip(" ")) for number, line in lines]  # two blanks break a line in markdown alone
    builder = _Builder(region, lines, items)
    text = "\n".join(line for _, line in lines)
    if not _MARKUP.search(text):
        for paragraph in _paragraphs(lines):
            builder.gap = True
            kind = "heading" if region.heading else "paragraph"
            builder._block(kind, paragraph, (), level=region.heading)
        return builder.blocks
    markdown = _parser(frozenset(rule for rule, signs in _SIGNS.items() if not any(map(text.__contains__, signs))))
    state = BlockState()
    if _GLUES.search(text):
        text = _GLUED.sub(r"\1\2 ", text)
    if "\n - " in text or "\n  - " in text or "\n * " in text or "\n  * " in text:
        text = _SHALLOW.sub(lambda match: match[1] + _LINE.sub("   ", match[2]), text)
    state.process((_TOPIC.sub(r"\1\n", text) if _NUMBERED_BELOW.search(text) else text) + "\n")
    markdown.block.parse(state)
    for definition in state.env.get("ref_links", {}).values():
        references.urls.setdefault(" ".join(definition["label"].split()).casefold(), _as_written(definition["url"]))
    builder.add(state.tokens, ())
    return builder.blocks


def _as_written(url: str) -> str:
    """Return the address of a definition with the signs around placeholders (`page.liquid`), which mistune escapes."""
    return url.replace("%EF%B7%90", "\ufdd0").replace("%EF%B7%91", "\ufdd1")


def _paragraphs(lines: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    found: list[list[tuple[int, str]]] = [[]]
    for line in lines:
        if line[1].strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _dedented(lines: tuple[tuple[int, str], ...]) -> list[tuple[int, str]]:
    """Take off the indentation that all lines share (the first stands behind a tag), and read odd bullets as `-`."""
    expanded = [(number, line.expandtabs(4)) for number, line in lines]
    margins = [len(line) - len(line.lstrip()) for _, line in expanded[1:] if line.strip()]
    margin = min(margins, default=0)
    first = (expanded[0][0], expanded[0][1].lstrip())
    rest = [(number, line[margin:]) for number, line in expanded[1:]]
    return [
        (number, _BULLET.sub(r"\1- ", line) if line.lstrip(" \t")[:1] in _BULLETS else line)
        for number, line in (first, *rest)
    ]
