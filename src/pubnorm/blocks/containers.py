"""The HTML skeleton of a page: which elements hold which lines, however sloppily they are nested and closed.

Block-level tags cut the page into regions; what lies between two of them is markdown (or plain HTML text, which reads
the same), held by the innermost open element. Entry boxes that were never closed end where the next box or a heading
begins, but a heading that is the first thing in its element belongs to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from pubnorm import patterns as re
from pubnorm.blocks.tags import BLOCK_TAGS, HEADINGS, TAG, attribute, is_bold, properties
from pubnorm.document import Container
from pubnorm.model import PageWarning

_CUT = re.compile(
    rf"<(/?)({'|'.join(sorted(BLOCK_TAGS, key=len, reverse=True))})((?:[\s/][^<>]{{0,4000}})?)>"
    r"|^(?:[ \t]*(:{3,})[ \t]*(\{[^{}\n]*\}|[\w-]*)[ \t]*$|[ \t]{0,3}(#{1,6})[ \t])",
    re.IGNORECASE | re.MULTILINE,
)
_VOID = frozenset({"hr"})
_ITEMS = {
    "li": frozenset({"ul", "ol"}), "tr": frozenset({"table", "tbody", "thead", "tfoot"}), "td": frozenset({"tr"}),
    "th": frozenset({"tr"}), "dt": frozenset({"dl"}), "dd": frozenset({"dl"}),
}  # fmt: skip
_DEEPEST = 32  # elements in each other; what lies deeper is held by the last of them (no real page nests over 14)
_CLASSES = re.compile(r"\.([\w-]+)")
_BOXES = frozenset({"paper-box", "paper_box", "paperbox", "pub-entry", "pub-item", "publication-item"})


@dataclass(frozen=True, slots=True)
class Region:
    """Lines between two block-level tags: (line number, text) each, and the element that holds them."""

    lines: tuple[tuple[int, str], ...]
    container: Container | None
    heading: int = 0  # 1 to 6 inside <h1> to <h6>
    rule: bool = False


@dataclass(slots=True)
class _Skeleton:
    top: Container | None = None
    count: int = 0
    heading: int = 0
    warnings: list[PageWarning] = field(default_factory=list)
    below: Counter[str] = field(default_factory=Counter)  # tags that stand open below the deepest element that is kept

    def open(self, tag: str, classes: str, line: int, *, bold: bool = False, styled: str = "") -> None:
        if self.top is not None and len(self.top.path) >= _DEEPEST:
            self.below[tag] += 1
            return
        self.close_implied(tag, classes, line)
        self.count += 1
        self.top = Container(self.count, tag, classes, self.top, line, bold, styled)

    def close_implied(self, tag: str, classes: str, line: int) -> None:
        """Close what an opening tag ends by itself: a paragraph, the item before, an entry box left open."""
        if self.top is not None and self.top.tag == "p":
            self.top = self.top.parent
        if tag in _ITEMS:
            for container in depth_first(self.top):
                if container.tag in _ITEMS[tag]:
                    break
                if container.tag == tag or (tag in ("td", "th") and container.tag in ("td", "th")):
                    self.top = container.parent
                    break
        if classes:
            for container in depth_first(self.top):
                if container.classes == classes and is_entry_box(classes):
                    self._warn(container)
                    self.top = container.parent
                    break

    def close(self, tag: str) -> None:
        if self.below[tag]:
            self.below[tag] -= 1
            return
        for container in depth_first(self.top):
            if container.tag == tag:
                self.top = container.parent
                self.below.clear()
                return

    def close_boxes(self) -> None:
        """A heading ends every entry box that is still open."""
        for container in reversed(depth_first(self.top)):
            if is_entry_box(container.classes):
                self._warn(container)
                self.top = container.parent
                return

    def _warn(self, container: Container) -> None:
        message = f"<{container.tag} class='{container.classes}'> is not closed before the next begins; close it"
        self.warnings.append(PageWarning(code="unclosed-div", message=message, lines=(container.line, container.line)))


@lru_cache(maxsize=1024)
def is_entry_box(classes: str) -> bool:
    """Whether an element of these classes holds one work, as acad-homepage's `paper-box` does."""
    return not _BOXES.isdisjoint(classes.split())


def read_regions(lines: tuple[str, ...], code: frozenset[int]) -> tuple[list[Region], list[PageWarning]]:
    """Cut a page's `lines` into regions; lines whose number (from 1) is in `code` are never cut."""
    text = "\n".join(lines)
    if "<" not in text and ":::" not in text:
        return _whole(lines), []
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    skeleton = _Skeleton()
    regions: list[Region] = []
    at = headed = 0
    for cut in _CUT.finditer(text):
        number = bisect_right(starts, cut.start())
        if (
            number in code
            or cut.start() < at
            or (number == headed and cut[2] and _on_one_line(cut[2], lines[number - 1]))
        ):
            continue
        if cut[6]:
            headed = number
            if skeleton.top is not None and any(is_entry_box(c.classes) for c in skeleton.top.path):
                _add(regions, text, starts, at, cut.start(), skeleton)
                at = cut.start()
                _end_boxes(skeleton, regions)
            continue
        _add(regions, text, starts, at, cut.start(), skeleton)
        at = cut.end()
        if cut[4]:
            _division(skeleton, cut[5], number)
        else:
            _tag(skeleton, regions, cut[2].lower(), bool(cut[1]), cut[3], number)
    _add(regions, text, starts, at, len(text), skeleton)
    return regions, skeleton.warnings


def _on_one_line(tag: str, line: str) -> bool:
    """Whether an element opens and closes on the line of a heading, which it but sets: "# <center>Papers</center>"."""
    folded = line.casefold()
    return f"<{tag.lower()}" in folded and f"</{tag.lower()}" in folded


def _whole(lines: tuple[str, ...]) -> list[Region]:
    """A page without tags is one region."""
    return [Region(tuple(enumerate(lines, 1)), None)] if any(map(str.strip, lines)) else []


def _division(skeleton: _Skeleton, attributes: str, line: int) -> None:
    """Open or close a pandoc division (`::: {.pub-entry}`)."""
    if attributes:
        classes = " ".join(_CLASSES.findall(attributes)) or attributes.strip("{} ")
        skeleton.open(":::", classes, line)
    else:
        skeleton.close(":::")


def _tag(skeleton: _Skeleton, regions: list[Region], tag: str, closing: bool, attributes: str, line: int) -> None:
    if tag in _VOID:
        regions.append(Region(((line, ""),), skeleton.top, rule=True))
    elif tag in HEADINGS:
        if closing:
            skeleton.heading = 0
        else:
            skeleton.close_implied(tag, "", line)
            _end_boxes(skeleton, regions)
            skeleton.heading = HEADINGS[tag]
    elif closing:
        skeleton.close(tag)
        skeleton.heading = 0
    else:
        classes = attribute(attributes, "class") or attribute(attributes, "id")
        styled = "" if classes else properties(attributes)
        skeleton.open(tag, classes, line, bold=is_bold(attributes), styled=styled)


def _end_boxes(skeleton: _Skeleton, regions: list[Region]) -> None:
    """Let a heading end the open entry boxes, unless it is the first thing in its element: then it is of that box."""
    shown = takewhile(lambda region: region.container is skeleton.top, reversed(regions))
    if any(TAG.sub("", line).strip() for region in shown for _, line in region.lines):
        skeleton.close_boxes()


def _add(regions: list[Region], text: str, starts: list[int], start: int, end: int, skeleton: _Skeleton) -> None:
    piece = text[start:end]
    if piece and not piece.isspace():
        first = bisect_right(starts, start)
        numbered = tuple((first + i, line) for i, line in enumerate(piece.split("\n")))
        regions.append(Region(numbered, skeleton.top, skeleton.heading))


def depth_first(container: Container | None) -> tuple[Container, ...]:
    """Return the elements around a block, innermost first."""
    return container.path if container is not None else ()
