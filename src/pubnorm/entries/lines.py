"""Blocks → visual lines: which bare newlines are line breaks that were meant, and which are wrapping."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.document import HARD, SOFT, Block, Text
from pubnorm.entries.classes import hint
from pubnorm.entries.labels import line_label
from pubnorm.entries.traits import Role, Traits
from pubnorm.entries.wrapping import Styles, breaks_within, halves_name
from pubnorm.fields.venue_words import venues_in
from pubnorm.vocabulary import Vocabulary

_BREAK = re.compile(f"[{HARD}{SOFT}]")
_BEGINS = re.compile(
    r"\[\w|(?:arxiv|doi:|in proc|in:|https?:|\|)"
    r"|(?:the )?(?:\d{1,3}(?:st|nd|rd|th)|(?:19|20)\d\d) [\w/ -]{0,40}(?:conference|symposium|workshop)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"[(（][^()（）]*(?:\([^()]*\)[^()]*)?[)）][.,;]?$"
)  # a line all in brackets: "(Tide Letters 2024)"
_OPEN, _CLOSED = re.compile(r"\([^()]*$"), re.compile(r"[^()]*\)")
# In a text whose first line has a label, every line with a word before a colon has one: "image: tides.png".
_LABEL = re.compile(r"\s*[^\W\d_][\w-]{1,14}[:：](?!//|\d)")
_RUNS_ON = ",;-–(&:"  # what ends a line that goes on below
_LONG = 160  # nobody wraps at such widths: on longer lines every newline was meant
_NARROW = 50  # nor at such
_HANGING = re.compile(
    r"(?:\b(?:of|for|via|in|with|and|the|a|an|to|from|by|on|using|through|towards?|under|over|is|are)|[:–-])\s*$",
    re.IGNORECASE,
)
_SLACK = 10  # characters by which wrapped lines may fall short of the wrap width
_FILLED = 6  # lines at the least of a paragraph that an editor filled, each as far as its words go
_FILLS = range(_NARROW, 101)  # the widths that editors fill paragraphs to


class Line(NamedTuple):
    """One visual line: its text, what it looks like, its block, whether a paragraph begins with it.

    `field` is what its own label or the classes of the elements around it say that it holds.
    """

    text: Text
    traits: Traits
    block: Block
    begins: bool
    field: str | None = None


def visual_lines(text: Text, vocabulary: Vocabulary | None = None) -> list[Text]:
    r"""Return the lines that a reader of the page sees: cut at breaks, at bare newlines only where they were meant.

    `vocabulary` knows the classes of elements that hold one field, however many lines that takes.

    >>> [line.text for line in visual_lines(Text("A Title\x0bJ. Doe, R. Roe and others who wrote this with them"))]
    ['A Title', 'J. Doe, R. Roe and others who wrote this with them']
    """
    whole = text.text
    if (SOFT not in whole and HARD not in whole) or not any(map(str.isalnum, whole)):
        return [text] if whole.strip() or text.images or text.spans else []  # a link may show nothing but an icon
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for found in _BREAK.finditer(whole):
        pieces.append((at, found.start(), found[0]))
        at = found.end()
    pieces.append((at, len(whole), HARD))
    width = max(end - start for start, end, _ in pieces)
    linked = text.of("link") if HARD in whole else []
    styles = Styles(whole, text.spans, vocabulary)
    names = _between_names(text, vocabulary)
    labelled = vocabulary is not None and line_label(whole, vocabulary) is not None
    kept: list[tuple[int, int]] = []
    begin = pieces[0][0]
    for (start, end, stop), following in zip(pieces, [*pieces[1:], None], strict=True):
        if (
            stop == SOFT
            and following is not None
            and not (labelled and _LABEL.match(whole, following[0], following[1]))
            and not _leads(whole, following, vocabulary)
            and (end in names or not _meant(whole, styles, start, end, following, width))
        ):
            continue
        if (
            stop == HARD
            and any(s.start < end < s.end for s in linked)
            and (_hangs(whole, start, end) or (following is not None and _goes_on(whole, following)))
        ):
            continue  # "<a>A Title That Goes on<br>Below</a>"
        kept.append((begin, end))
        begin = end + 1
    lines = [text.cut(start, end) for start, end in kept]
    return [line for line in lines if line.text.strip() or line.images or line.spans]


def _leads(whole: str, following: tuple[int, int, str], vocabulary: Vocabulary | None) -> bool:
    """Whether a line begins with the label of a field, as none does that goes on: "Venue: Tide Letters (2021)"."""
    label = line_label(whole[following[0] : following[1]], vocabulary) if vocabulary else None
    return label is not None and label.field != "notes"


def _meant(whole: str, styles: Styles, start: int, end: int, following: tuple[int, int, str], width: int) -> bool:
    """Whether the bare newline after `whole[start:end]` is a line break that was meant."""
    left = whole[start:end].rstrip()
    right = whole[following[0] : following[1]].lstrip()
    if _OPEN.search(left) and _CLOSED.match(right):
        return False  # "(pp." / "24-26) in"
    if end in styles.within:
        return False  # markup runs over the newline
    if breaks_within(left, right):
        return False
    if not left or not right or _BEGINS.match(right) or any(v.start < 4 for v in venues_in(right[:60])):
        return True
    if left[-1] not in _RUNS_ON and _BRACKETED.match(right):
        return True
    if left[-1] in _RUNS_ON or right[0] in ",.;:)" or left.endswith((" and", " in", " of", " the", " for", " with")):
        return False
    if halves_name(left, right):
        return False
    if right[0].islower() and not right.startswith(("in ", "arxiv", "with ", "http", "[", "accepted")):
        return False
    if styles.covers(start, start + len(left)) or styles.covers(following[0], following[0] + len(right)):
        return True  # a whole line in one style, before or after
    if width > _LONG or width < _NARROW:
        return True
    room = width - len(left) - 1
    return len(right.split(None, 1)[0]) < room - _SLACK


def _between_names(text: Text, vocabulary: Vocabulary | None) -> set[int]:
    """Return where newlines stand between two elements of one class that hold an author each."""
    names = [span for span in text.spans if span.kind == "tag" and span.value]
    if vocabulary is None or not any(hint(value, vocabulary) == "authors" for value in {s.value or "" for s in names}):
        return set()
    return {
        at
        for one, other in pairwise(names)
        if one.value == other.value and hint(one.value or "", vocabulary) == "authors"
        and not text.text[one.end : other.start].strip()
        for at in range(one.end, other.start)
    }  # fmt: skip


def _hangs(whole: str, start: int, end: int) -> bool:
    """Whether a line ends with a word that is followed by more."""
    return _HANGING.search(whole, max(start, end - _SLACK), end) is not None


def _goes_on(whole: str, following: tuple[int, int, str]) -> bool:
    """Whether a line begins with a small letter, as no author and no venue does."""
    return whole[following[0] : following[1]].lstrip()[:1].islower()


def is_filled(source: tuple[tuple[int, str], ...]) -> bool:
    """Return whether an editor filled a paragraph to one width: no line has room for the next one's first word.

    >>> rows = ("Jane Doe, Rob Roe, Paula Poe, Ann Other, and Mary", "Moe (2019) [On tides and", "silt](u) Tides 4")
    >>> is_filled(tuple(enumerate(rows * 2)))
    False
    """
    if len(source) < _FILLED:
        return False
    lines = [line.strip() for _, line in source]
    width = max(map(len, lines))
    return width in _FILLS and all(
        below and len(above) + 1 + len(below.split(None, 1)[0]) > width for above, below in pairwise(lines)
    )


def flow(text: Text) -> str:
    """Return the text without bare newlines: each a space, of the same length, so that offsets hold."""
    return text.text.replace(SOFT, " ")


def hinted(traits: Traits, field: str | None) -> Traits:
    """Let the classes of the elements around a line overrule what its wording says."""
    roles: dict[str, Role] = {
        "title": "title", "authors": "authors", "venue": "venue", "details": "venue", "notes": "text"
    }  # fmt: skip
    named = field == "title" and traits.role == "authors" and len(traits.authors.names if traits.authors else ()) > 1
    if field in roles and traits.role not in ("links", "empty", "full") and not named:
        return traits._replace(role=roles[field])
    return traits
