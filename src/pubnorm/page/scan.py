"""The state of one pass over a page: what was read so far, what came out, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from re import Pattern

from pubnorm.model import PageWarning, WarningCode
from pubnorm.page.expressions import Names
from pubnorm.page.values import Node

Include = Callable[[str, bool], tuple[str, str] | None]
LOOKBACK = 400  # characters; enough to see what a token stands in, and a bound on what that costs


@dataclass(slots=True)
class Masked:
    """A page's visible lines, and what was found out on the way; `code` counts lines of `lines`, from 1."""

    lines: list[str]
    origins: list[tuple[str | None, int]] | None = None
    code: list[tuple[int, int]] = field(default_factory=list)
    liquid: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    warnings: list[PageWarning] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """What the pages of one include chain share: the resolver, the placeholders, the chain, what Liquid may know."""

    include: Include | None
    mask: Callable[[str, str, Context], Masked]
    names: Names
    liquid: dict[str, str] = field(default_factory=dict)
    chain: tuple[str | None, ...] = ()
    followed: list[int] = field(default_factory=lambda: [0])
    looped: list[int] = field(default_factory=lambda: [0])  # items that loops have shown
    shown: set[tuple[int, int]] = field(default_factory=set)  # lines of front matter that loops show elsewhere


@dataclass(slots=True)
class Frame:
    """An open Liquid block: its tag, where its current branch began in the output, and whether that is shown."""

    name: str
    start: int
    shown: bool
    decided: bool = False  # an earlier branch holds for certain
    listed: str = ""  # the publications that a loop goes over
    subject: Node | None = None  # what a `case` is about, where that is known


@dataclass(slots=True)
class Scan:
    """One pass: handlers read `text` at a position, write to `out`, and return where to go on."""

    text: str
    path: str | None
    context: Context
    out: list[str | Masked] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    warnings: list[PageWarning] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    elements: dict[str, dict[int, int]] = field(default_factory=dict)
    raw: set[int] = field(default_factory=set)  # where fences end that close raw HTML
    told: set[str] = field(default_factory=set)  # the included files that were warned of
    spans: bool = False
    _absent: set[Pattern[str]] = field(default_factory=set)
    _counted: tuple[int, int] = (0, 1)

    def line(self, at: int) -> int:
        """Return the line (from 1) of a position; asked for in rising order it costs one pass in all."""
        position, line = self._counted
        if at < position:
            position, line = 0, 1
        line += self.text.count("\n", position, at)
        self._counted = (at, line)
        return line

    def before(self) -> str:
        """Return the end of what came out, with everything that is hidden already gone."""
        tail = ""
        for piece in reversed(self.out[-8:]):
            if not isinstance(piece, str):
                break
            tail = piece[-LOOKBACK:] + tail
            if len(tail) >= LOOKBACK:
                break
        return tail[-LOOKBACK:]

    def write(self, text: str) -> None:
        """Let `text` through."""
        if text:
            self.out.append(text)

    def blank(self, start: int, end: int) -> int:
        """Hide the source from `start` to `end`, keep its line ends, and return `end`."""
        self.write("\n" * self.text.count("\n", start, end))
        return end

    def hide_from(self, index: int) -> None:
        """Hide what came out since `out` had `index` pieces."""
        newlines = sum(piece.count("\n") for piece in self.out[index:] if isinstance(piece, str))
        self.out[index:] = ["\n" * newlines] if newlines else []

    def find(self, pattern: Pattern[str], at: int) -> int:
        """Return where the next match of `pattern` ends, -1 where there is none; in vain it searches only once."""
        if pattern in self._absent:
            return -1
        match = pattern.search(self.text, at)
        if match is None:
            self._absent.add(pattern)
            return -1
        return match.end()

    def warn(self, code: WarningCode, message: str, first: int, last: int | None = None) -> None:
        """Note something that a reader should know; lines count from 1."""
        self.warnings.append(PageWarning(code=code, message=message, lines=(first, first if last is None else last)))


Handler = Callable[[Scan, int], int]


def assemble(scan: Scan) -> Masked:
    """Return the lines that came out, included files spliced in with where their lines came from."""
    if all(isinstance(piece, str) for piece in scan.out):
        lines = "".join(piece for piece in scan.out if isinstance(piece, str)).split("\n")
        return Masked(lines, None, scan.code, scan.context.liquid, scan.values, scan.warnings)
    return _Splicer(scan).splice()


class _Splicer:
    """Puts the lines of included files between those of the page that includes them."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.lines: list[str] = []
        self.origins: list[tuple[str | None, int]] = []
        self.code: list[tuple[int, int]] = []
        self.placed = [0]  # for each line of the page (from 1) the output line on which it begins, from 1
        self.current: list[str] = []
        self.number = 1
        self.included = False  # the line being built holds an include that is already out

    def splice(self) -> Masked:
        scan = self.scan
        for piece in scan.out:
            if isinstance(piece, Masked):
                self._include(piece)
                continue
            first, *rest = piece.split("\n")
            self.current.append(first)
            for part in rest:
                self._flush()
                self.current = [part]
        self._flush()
        last = len(self.placed) - 1
        own = [(self.placed[min(a, last)], self.placed[min(b, last)]) for a, b in scan.code]
        return Masked(
            self.lines, self.origins, sorted(own + self.code), scan.context.liquid, scan.values, scan.warnings
        )

    def _flush(self) -> None:
        text = "".join(self.current)
        if not self.included:
            self.lines.append(text)
            self.origins.append((self.scan.path, self.number))
        elif text.strip():
            self.lines[-1] += text
        if len(self.placed) <= self.number:
            self.placed.append(len(self.lines))
        self.number += 1
        self.included = False

    def _include(self, piece: Masked) -> None:
        lines = piece.lines
        origins = piece.origins or []
        prefix = "".join(self.current)
        self.current = []
        start = len(self.lines)
        if len(self.placed) <= self.number:
            self.placed.append(start + 1)
        if self.included and self.lines:
            self.lines[-1] += prefix
        elif prefix.strip():
            lines = [prefix + lines[0], *lines[1:]]
        self.lines.extend(lines)
        self.origins.extend(origins)
        self.code.extend((a + start, b + start) for a, b in piece.code)
        self.included = True
