"""The values between the stages: what stands between the bytes of a page and its records."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from pubnorm import patterns as re

if TYPE_CHECKING:
    from pubnorm.entries.sections import Section
    from pubnorm.entries.traits import Traits
    from pubnorm.model import Layout

SpanKind = Literal["bold", "italic", "underline", "link", "code", "sup", "strike", "image", "heading", "tag"]

SOFT = "\x0b"  # a bare newline of the source: a line break on some pages, mere wrapping on others
HARD = "\n"  # a line break that the page asks for


# What numbers an entry of a list written by hand: "[1]", "(2)", "C3.", "4、", "#5", "🚩J2.".
NUMBERING = re.compile(
    r"[\s\U0001F000-\U0001FAFF☀-➿\uFE0F]*(?:\[\s*[A-Za-z]{0,3}\d{1,3}\s*\]|\(\s*[A-Za-z]?\d{1,3}\s*\)|[(\[][A-Z][)\]](?=\s+[A-Z“\"])"
    r"|[A-Z]{0,2}\d{1,3}[.)、．](?=\s|[“\"])|#\d{1,3}|№\s*\d+)\s*"
)

# A patent's number in letters and digits, a part of patterns: "CN110000001B", "US 11836260".
PATENT = r"[A-Z]{2}\s?\d{6,}(?:\.[\dX])?(?:\s?[A-Z]\d?)?"
# The number that leads a patent: "CN202311868026.3, …", "US Patent, No. 11,836,260: …".
PATENT_NUMBER = re.compile(
    r"\W*(?:[A-Z][\w.]* ){0,3}(?:ZL|Pat(?:ent)?\.?,?|No\.?)?\s?(?:No\.?\s?)?"
    r"(?:CN|US|EP|WO|JP|KR|DE|TW|FR|GB|IN|ZL)[\s-]?\d(?:[\d,./]{4,16}[\dXx])"
    r"(?:\s?[A-Z]\d?)?\s*[,，:：.;、-]\s*(?=\S)"
)
# The year that leads an entry, or fills its first line: "2021: A Title", "2019b: On Tides", "2020 – Silt".
DATED = re.compile(
    r"\W*(?:19|20)\d\d(?:[a-z](?=\W))?(?:\W?\s*(?:[:：]\s+|[–—|-]\s+(?=[^\W\d])|\n)|(?<=[(\[]\d{4})[)\]]\s+(?=[^\W\d]))"
)


class Span(NamedTuple):
    """A stretch of visible text with one style; `value` is a link's URL, an image's source, or an element's class."""

    start: int
    end: int
    kind: SpanKind
    value: str = ""


class Image(NamedTuple):
    """A picture: where it stands in the visible text, its source and its alternative text."""

    at: int
    source: str
    alt: str


class Text(NamedTuple):
    """Visible text with its styles; offsets count characters of `text`.

    `starts` and `lines` are parallel: the text from `starts[i]` on stands on line `lines[i]` of the page.
    """

    text: str
    spans: tuple[Span, ...] = ()
    images: tuple[Image, ...] = ()
    starts: tuple[int, ...] = (0,)
    lines: tuple[int, ...] = (0,)

    def line_of(self, offset: int) -> int:
        """Return the page line (from 1) on which the character at `offset` stands."""
        return self.lines[max(0, bisect_right(self.starts, offset) - 1)]

    def cut(self, start: int, end: int) -> Text:
        """Return the part from `start` to `end`, styles and pictures clipped to it."""
        if start <= 0 and end >= len(self.text):
            return self
        spans = tuple(
            Span(max(s.start, start) - start, min(s.end, end) - start, s.kind, s.value)
            for s in self.spans
            if (s.start < end and s.end > start) or (s.start == s.end and start <= s.start <= end)
        )
        images = tuple(Image(i.at - start, i.source, i.alt) for i in self.images if start <= i.at <= end)
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end, first + 1)
        starts = (0, *[offset - start for offset in self.starts[first + 1 : last]])
        return Text(self.text[start:end], spans, images, starts, self.lines[first:last])

    def of(self, kind: SpanKind) -> list[Span]:
        """Return the spans of one kind, in order."""
        return [span for span in self.spans if span.kind == kind]


def join(parts: list[Text], separator: str = HARD) -> Text:
    """Join texts with `separator`, offsets moved along."""
    if len(parts) == 1:
        return parts[0]
    texts: list[str] = []
    spans: list[Span] = []
    images: list[Image] = []
    starts: list[int] = []
    lines: list[int] = []
    at = 0
    for part in parts:
        spans.extend(Span(s.start + at, s.end + at, s.kind, s.value) for s in part.spans)
        images.extend(Image(i.at + at, i.source, i.alt) for i in part.images)
        starts.extend(offset + at for offset in part.starts)
        lines.extend(part.lines)
        texts.append(part.text)
        at += len(part.text) + len(separator)
    return Text(separator.join(texts), tuple(spans), tuple(images), tuple(starts), tuple(lines))


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """An HTML element (or a `:::` division) that holds blocks: its tag, classes, parent and first line.

    Where it has no class, its id is taken for one. `bold`: its own style sets what it holds in bold type. `styled`:
    what its own style sets, where neither class nor id names it ("margin-left text-indent"). `path` is this container
    and those around it, innermost first.
    """

    number: int
    tag: str
    classes: str
    parent: Container | None
    line: int
    bold: bool = False
    styled: str = ""
    path: tuple[Container, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", (self, *(self.parent.path if self.parent else ())))


BlockKind = Literal["heading", "paragraph", "row", "code", "rule"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page that stands by itself.

    `items` is the path of list items around it (outermost first); `level` a heading's level (1 to 6); `source` the
    markup of each line with its line number; `gap` whether a blank line stands before it.
    """

    kind: BlockKind
    source: tuple[tuple[int, str], ...]
    container: Container | None = None
    items: tuple[int, ...] = ()
    level: int = 0
    gap: bool = False
    cells: tuple[str, ...] = ()
    info: str = ""

    @property
    def first(self) -> int:
        """The first line of the page on which this block stands."""
        return self.source[0][0]

    @property
    def last(self) -> int:
        """The last line of the page on which this block stands."""
        return self.source[-1][0]


@dataclass(slots=True)
class References:
    """The page's link definitions (`[label]: url`), by folded label."""

    urls: dict[str, str] = field(default_factory=dict)

    def get(self, label: str) -> str | None:
        """Return the URL that `label` stands for."""
        return self.urls.get(" ".join(label.split()).casefold())


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed work as it stands on the page.

    `text` is all that is visible of it, a line break between visual lines; its `core` (start, end) holds the fields,
    `badge` is what is written on its picture, what follows the core is description. `section` is what its headings
    say. `parts` are its visual lines: where each begins, and what it looks like.
    """

    text: Text
    core: tuple[int, int]
    badge: tuple[int, int] | None
    layout: Layout
    section: Section
    lines: tuple[int, int]
    parts: tuple[tuple[int, Traits], ...] = ()
