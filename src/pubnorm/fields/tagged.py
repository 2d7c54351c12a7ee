"""Entries that are citations: their title, authors and date by the citation tagger, markup as evidence."""

from __future__ import annotations

from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.citation import Segment, tag
from pubnorm.citation.fields import Parts
from pubnorm.citation.locator import read_pages
from pubnorm.entries.marks import Marked
from pubnorm.fields.reading import Reading, strip_title
from pubnorm.fields.title import TitleSpan, overlap, without_venue
from pubnorm.matching.latin import in_latin
from pubnorm.matching.venues.locators import ARTICLE_DIGITS, NO_LOCATOR

_UP_TO_CODE = re.compile(r"[^\n.。,，;；\[\]]{1,60}(?=\[[A-Z](?:/OL)?\])")  # GB/T 7714: the title goes up to "[J]"
_UNCLOSED = re.compile(r"\s*\([^()]*$")  # the bracket at whose end a value was cut: "Doe and Sons (USA"
# "On *Quercus alba* in the East. Waves"
_GOES_ON = re.compile(r" [a-z][a-z-]* (?!(?:press|review)\b)[^.?!\n]+(?=[.?!] [A-Z])(?<!\b[A-Z])")
_CUT = 1.5  # the strength of a stretch that is set off as titles are
_LOCATING = frozenset({"volume", "issue"})
_STYLES = frozenset({"bold", "italic", "underline", "link", "code"})


class Tagged(NamedTuple):
    """What the tagger says of an entry: offsets into the entry's text, and values as displayed."""

    title: TitleSpan | None
    authors: tuple[int, int] | None
    editors: tuple[int, int] | None
    container: tuple[int, int] | None
    date: tuple[int, int] | None
    values: dict[str, str]  # volume, issue, pages, publisher, place, edition, genre

    def backs(self, title: TitleSpan | None) -> bool:
        """Whether the tagger found the title where it proved to be, so that the rest of its reading may be trusted."""
        return title is not None and self.title is not None and overlap(title, self.title) > 0.8


def _end(reading: Reading, start: int, end: int) -> int:
    """Where a title ends, given that a venue, or another style after a full stop or on a new line, is none of it."""
    coded = _UP_TO_CODE.match(reading.visible, end)
    if coded is None:
        end = _past_style(reading, start, end)
    end = coded.end() if coded else without_venue(reading.visible, start, end)
    for span in reading.text.spans:
        if span.kind in ("link", "italic", "underline") and start + 8 < span.start < end <= span.end + 2:
            before = reading.visible[start : span.start].rstrip()
            if before.endswith((".", "?", "!")) or "\n" in reading.visible[start + len(before) : span.start]:
                return start + len(before)
    return end


def _past_style(reading: Reading, start: int, end: int) -> int:
    """Where a title ends that was cut at a word of its own that is set in italics, as names of species are."""
    on = _GOES_ON.match(reading.visible, end) if reading.visible[end - 1].isalnum() else None
    if on is None or not any(start < span.end <= end <= span.end + 1 for span in reading.text.of("italic")):
        return end
    return on.end()


def _of_rank(one: Segment, ranks: list[tuple[int, int]]) -> bool:
    """Whether what was taken for volume or issue tells where a venue ranks: "Impact Factor: 8.0"."""
    return one.label in _LOCATING and any(start < one.end and one.start < end for start, end in ranks)


def read_tagged(reading: Reading) -> Tagged:
    """Return what the citation tagger finds in an entry's core."""
    start, end = reading.entry.core
    visible = reading.visible
    styles = [
        (max(s.start, start) - start, min(s.end, end) - start, s.kind)
        for s in reading.text.spans
        if s.kind in _STYLES and s.start < end and s.end > start and s.end > s.start
    ]
    core = visible[start:end]
    tagging = tag(in_latin(core), styles)
    ranks = [(a - start, b - start) for a, b in reading.labels.get("rank", ())]
    parts = Parts(core, [one for one in tagging.segments if not _of_rank(one, ranks)])
    title = None
    at = next((i for i, s in enumerate(parts.segments) if s.label == "title"), None)
    if at is not None:
        begin, stop = parts.segments[at].start, parts.segments[at].end
        for other in parts.segments[at + 1 :]:
            if other.label != "title" or other.start > stop + 2:
                break
            stop = other.end
        begin, stop = strip_title(visible, begin + start, _end(reading, begin + start, stop + start))
        title = TitleSpan(begin, stop, "tagged", tagging.confidence) if stop > begin else None
    values = dict(parts.values)
    for label in ("publisher", "place", "edition", "genre"):
        if text := " ".join(parts.first(label).split()).strip(" ,;:().[]|"):
            values[label] = _UNCLOSED.sub("", text)
    paged = [segment for segment in parts.segments if segment.label == "pages"]
    days = [day.span() for day in NO_LOCATOR.finditer(core)] if paged else []
    for segment in paged:
        if any(a < segment.end and b > segment.start for a, b in days):
            continue
        if found := read_pages(core[segment.start : segment.end]):
            values.setdefault("pages", found)
    if "pages" not in values and len(values.get("issue", "")) >= ARTICLE_DIGITS:
        values["pages"] = values.pop("issue")  # "12 (102240)" numbers articles

    def span(label: str) -> tuple[int, int] | None:
        return next(((s.start + start, s.end + start) for s in parts.segments if s.label == label), None)

    return Tagged(title, span("author"), span("editor"), span("container"), span("date"), values)


def is_bracket(visible: str, title: TitleSpan) -> bool:
    """Whether all that the citation tagger took for the title stands in brackets: "(includes Jane Doe)"."""
    whole = visible[title.start : title.end]
    return whole[:1] in "([" and whole[-1:] in ")]" and sum(map(whole.count, "([")) == 1


def fills_line(mark: Marked, tagged: TitleSpan, visible: str) -> bool:
    """Whether what is set off fills the first of the lines over which the citation tagger has the title go on."""
    at = visible.find("\n", tagged.start, tagged.end)
    return at >= 0 and mark.start <= tagged.start + 2 and mark.end <= at and not visible[mark.end : at].strip(" .,")


def with_lead_of(mark: Marked, tagged: TitleSpan) -> TitleSpan | None:
    """Return all of a stretch that is set off where the tagger cuts it in two: "**Drawing 3D Harbours** - J. Doe"."""
    if mark.strength < _CUT or mark.start >= tagged.start or not tagged.end <= mark.end <= tagged.end + 2:
        return None
    return tagged._replace(start=mark.start)
