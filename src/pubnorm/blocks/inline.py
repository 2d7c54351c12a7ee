"""Markup inside a block → visible text with styles: markdown and HTML read alike, in one pass.

mistune reads the blocks; the inside of a block is read here, because what a markdown renderer throws away is what this
package is for: which stars are marks, where each word stood, what a badge shows, which line breaks were meant.
"""

from __future__ import annotations

from html import unescape
from itertools import accumulate

from pubnorm import patterns as re
from pubnorm.blocks.destinations import URL, destination, trim_url
from pubnorm.blocks.emphasis import REACH, Delimiter, delimiter, pair
from pubnorm.blocks.formulas import read_math
from pubnorm.blocks.tags import STYLES, TAG, attribute, styles_of
from pubnorm.document import HARD, SOFT, Image, References, Span, SpanKind, Text

# Written so that every match begins with one of a few signs: only there it is tried.
_SPECIAL = re.compile(r"[\\`*_\[\]!<&$~\nhwd](?:(?<![hwd])|(?<=h)ttps?://|(?<=w)ww\.|(?<=d)(?<!\wd)oi\.org/)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]*)>")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class _Reader:
    """One block's inside being read; pieces of visible text, some of which vanish when they prove to be markup."""

    def __init__(self, source: str, references: References) -> None:
        self.source = source
        self.references = references
        self.pieces: list[str] = []
        self.spans: list[tuple[int, int, SpanKind, str]] = []  # in pieces
        self.images: list[tuple[int, str, str]] = []
        self.delimiters: list[Delimiter] = []
        self.brackets: list[tuple[int, bool, int]] = []  # piece, image?, position in the source
        self.tags: list[tuple[str, int, str]] = []
        self.newlines: list[int] = []  # pieces after which a new source line begins

    def read(self) -> None:
        source = self.source
        position = 0
        size = len(source)
        search = _SPECIAL.search
        while position < size:
            found = search(source, position)
            if found is None:
                self.pieces.append(source[position:])
                return
            at = found.start()
            if at > position:
                self.pieces.append(source[position:at])
            handler = _HANDLERS.get(source[at], _Reader.url)
            position = handler(self, at)

    def literal(self, at: int, length: int = 1) -> int:
        self.pieces.append(self.source[at : at + length])
        return at + length

    def url(self, at: int) -> int:
        match = URL.match(self.source, at)
        before = self.source[at - 1 : at]
        if match is None or before.isalnum() or before in "/@." or self._inside_link():
            return self.literal(at, len(match[0]) if match and self._inside_link() else 1)
        url = trim_url(match[0])
        shown = url.replace("\\_", "_")
        self.spans.append((len(self.pieces), len(self.pieces) + 1, "link", shown))
        self.pieces.append(shown)
        return at + len(url)

    def _inside_link(self) -> bool:
        return any(name == "a" for name, _, _ in self.tags)

    def backslash(self, at: int) -> int:
        after = self.source[at + 1 : at + 2]
        if after == "\\":
            end = at + 2
            if self.source[end : end + 1] == "\n":
                return self.newline(end, hard=True)
            self.pieces.append(HARD)
            return end
        if after == "\n":
            return self.newline(at + 1, hard=True)
        if after == "":
            return at + 1
        if after in _ESCAPABLE:
            self.pieces.append(after)
            return at + 2
        return self.literal(at)

    def newline(self, at: int, hard: bool = False) -> int:
        if not hard and self.source[max(0, at - 2) : at] == "  ":
            hard = True
        self.pieces.append(HARD if hard else SOFT)
        self.newlines.append(len(self.pieces))
        end = at + 1
        while self.source[end : end + 1] in (" ", "\t"):
            end += 1
        return end

    def code(self, at: int) -> int:
        source = self.source
        run = at
        while source[run : run + 1] == "`":
            run += 1
        ticks = source[at:run]
        end = source.find(ticks, run)
        while end != -1 and source[end + len(ticks) : end + len(ticks) + 1] == "`":
            end = source.find(ticks, end + len(ticks) + 1)
        if end == -1:
            return self.literal(at, len(ticks))
        self.spans.append((len(self.pieces), len(self.pieces) + 1, "code", ""))
        self._text(source[run:end])
        return end + len(ticks)

    def _text(self, text: str) -> None:
        """Append literal text that may run over lines, as one piece per line."""
        first, *rest = text.split("\n")
        start = len(self.pieces)
        self.pieces.append(first)
        for line in rest:
            self.pieces.append(" ")
            self.newlines.append(len(self.pieces))
            self.pieces.append(line.strip())
        if rest and self.spans and self.spans[-1][0] == start:
            self.spans[-1] = (start, len(self.pieces), *self.spans[-1][2:])

    def stars(self, at: int) -> int:
        source = self.source
        char = source[at]
        end = at
        while source[end : end + 1] == char:
            end += 1
        if any(name in ("sup", "sub") for name, _, _ in self.tags):
            return self.literal(at, end - at)  # a raised star is a mark
        run = delimiter(char, end - at, source[at - 1 : at], source[end : end + REACH], len(self.pieces))
        if run.opens or run.closes:
            self.delimiters.append(run)
        return self.literal(at, end - at)

    def tilde(self, at: int) -> int:
        if self.source.startswith("~~", at):
            self._toggle("~~", "strike")
            return at + 2
        return self.literal(at)

    def _toggle(self, name: str, kind: SpanKind) -> None:
        for index in range(len(self.tags) - 1, -1, -1):
            if self.tags[index][0] == name:
                self.spans.append((self.tags.pop(index)[1], len(self.pieces), kind, ""))
                return
        self.tags.append((name, len(self.pieces), ""))

    def dollar(self, at: int) -> int:
        math = read_math(self.source, at)
        if math is None:
            return self.literal(at)
        if math.is_mark:
            self.spans.append((len(self.pieces), len(self.pieces) + 1, "sup", self.source[at : math.end]))
        self.pieces.append(math.text)
        return math.end

    def entity(self, at: int) -> int:
        match = _ENTITY.match(self.source, at)
        if match is None:
            return self.literal(at)
        text = unescape(match[0])
        self.pieces.append(" " if text.isspace() else text)
        return match.end()

    def exclamation(self, at: int) -> int:
        if self.source.startswith("![", at):
            self.brackets.append((len(self.pieces), True, at))
            return self.literal(at, 2)
        return self.literal(at)

    def bracket(self, at: int) -> int:
        self.brackets.append((len(self.pieces), False, at))
        return self.literal(at)

    def close_bracket(self, at: int) -> int:
        if not self.brackets:
            return self.literal(at)
        piece, image, start = self.brackets.pop()
        found = destination(self.source, at + 1, self.source[start + 1 + image : at], self.references)
        if found is None:
            return self.literal(at)
        url, end = found
        self.pieces[piece] = ""
        if image:
            alt = "".join(self.pieces[piece:]).strip()
            del self.spans[next((i for i, s in enumerate(self.spans) if s[0] >= piece), len(self.spans)) :]
            self._drop_from(piece)
            self.images.append((len(self.pieces), url, alt))
            self.pieces.append("")
        else:
            self.spans = [s for s in self.spans if s[2] != "link" or s[0] < piece or not URL.match(self.pieces[s[0]])]
            self.spans.append((piece, len(self.pieces), "link", url))
            # CommonMark: no links in links; an outer bracket may still become one around this (`[[pdf](x)]`).
        return end

    def _drop_from(self, piece: int) -> None:
        """Forget the visible text from `piece` on, but keep its line breaks."""
        for index in range(piece, len(self.pieces)):
            self.pieces[index] = ""
        self.delimiters = [d for d in self.delimiters if d.piece < piece]

    def angle(self, at: int) -> int:
        source = self.source
        match = TAG.match(source, at)
        if match is None:
            link = _AUTOLINK.match(source, at)
            if link is None:
                return self.literal(at)
            self.spans.append((len(self.pieces), len(self.pieces) + 1, "link", link[1]))
            self.pieces.append(link[1])
            return link.end()
        name = match[2].lower()
        if name == "br":
            self.pieces.append(HARD)
            end = match.end()
            while source[end : end + 1] in (" ", "\t"):
                end += 1
            if source[end : end + 1] == "\n":
                self.pieces[-1] = ""
                return self.newline(end, hard=True)
            return end
        if "\n" in match[0]:
            for _ in range(match[0].count("\n")):
                self.pieces.append("")
                self.newlines.append(len(self.pieces))
        if name == "img":
            self.images.append((len(self.pieces), attribute(match[3], "src"), attribute(match[3], "alt")))
            self.pieces.append("")
        elif name in STYLES:
            self._tag(name, bool(match[1]), match[3])
        return match.end()

    def _tag(self, name: str, closing: bool, attributes: str) -> None:
        if not closing:
            if name == "a" and any(opened == "a" for opened, _, _ in self.tags):
                self._tag("a", True, "")  # as browsers read it: a link that is not closed ends where the next begins
            self.tags.append((name, len(self.pieces), attributes))
            return
        for index in range(len(self.tags) - 1, -1, -1):
            if self.tags[index][0] == name:
                _, piece, opened = self.tags.pop(index)
                if name != "cite" or not any(span[0] >= piece for span in self.spans):  # else it is a whole citation
                    self.spans.extend((piece, len(self.pieces), kind, value) for kind, value in styles_of(name, opened))
                return

    def finish(self, lines: list[int]) -> Text:
        """Resolve emphasis and give the text; `lines[i]` is the page line of the i-th source line."""
        for opening, closing, width in pair(self.delimiters):
            self.spans.append((opening + 1, closing, "bold" if width == 2 else "italic", ""))
        for run in self.delimiters:
            self.pieces[run.piece] = run.char * run.count
        for name, piece, opened in (tag for tag in self.tags if tag[0] == "a"):  # never closed: to the block's end
            self.spans.extend((piece, len(self.pieces), kind, value) for kind, value in styles_of(name, opened))
        offsets = [0, *accumulate(map(len, self.pieces))]
        text = "".join(self.pieces)
        spans = [
            Span(offsets[a], offsets[b], kind, value)
            for a, b, kind, value in self.spans
            if offsets[a] < offsets[b] or kind == "link"
        ]
        spans.sort(key=lambda s: (s.start, -s.end))
        images = tuple(Image(offsets[at], source, alt) for at, source, alt in self.images)
        starts = (0, *(offsets[piece] for piece in self.newlines))
        return Text(text, tuple(spans), images, starts, tuple(lines[: len(starts)]))


_HANDLERS = {
    "\\": _Reader.backslash,
    "`": _Reader.code,
    "*": _Reader.stars,
    "_": _Reader.stars,
    "[": _Reader.bracket,
    "]": _Reader.close_bracket,
    "!": _Reader.exclamation,
    "<": _Reader.angle,
    "&": _Reader.entity,
    "$": _Reader.dollar,
    "~": _Reader.tilde,
    "\n": _Reader.newline,
}


def read_inline(source: tuple[tuple[int, str], ...], references: References) -> Text:
    r"""Return the visible text of a block's source lines `(line number, markup)`.

    >>> text = read_inline(((7, "**Jane Doe**\\*, [A Title](u.pdf)  "), (8, "ACL")), References())
    >>> text.text
    'Jane Doe*, A Title  \nACL'
    >>> [(text.text[s.start:s.end], s.kind, s.value) for s in text.spans], text.line_of(21)
    ([('Jane Doe', 'bold', ''), ('A Title', 'link', 'u.pdf')], 8)
    """
    reader = _Reader("\n".join(line for _, line in source), references)
    reader.read()
    return reader.finish([number for number, _ in source])
