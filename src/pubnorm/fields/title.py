"""The title: the stretch that the page sets off as titles are set off on it.

Every marked stretch (link, quotation marks, bold, italic) is a candidate, and so is an unmarked line. A page keeps to
one way, so the way most of its entries use is preferred (`PageHabits`) before an entry's own strongest mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.entries.marks import Marked, count_words, holds_citation
from pubnorm.entries.runs import AuthorRun
from pubnorm.fields.phrases import is_award
from pubnorm.fields.reading import Reading, strip_title
from pubnorm.fields.venue_words import venue_likeness, venues_in
from pubnorm.fields.volumes import is_located
from pubnorm.matching.names import name_score
from pubnorm.vocabulary import Vocabulary

_CITATION = 40  # characters of a citation at least
_BADGE = 2  # words of a venue on a badge
_LONGEST_TITLE = 600  # characters
_LEAST_WORDS = 3  # of names and a title before the volume that holds it
_WEAK = frozenset({"bold", "italic", "underline", "tag"})
_LOCATOR = re.compile(r"[\s,.;:]*(?:[(\[]?(?:19|20)\d\d\b|\d+\s*[(:,]|vol\b|\(?\d+\)?\s*[,:]|in press)", re.IGNORECASE)
_ASIDES = re.compile(r"\([^()]*\)|\bet al\b|\b(?:arXiv|doi):\s?\S+")  # none of it is a word of a title
_IN_VOLUME = re.compile(r"\bIn:?\s(?!(?:press|prep|print|revi)\w*)")
_VOLUME_LEAD = re.compile(r"(?:[.,;?!”\"]\s+|\n)(?:In|En|Em|Dans|Im):?\s+$")  # "A Title. In", before the volume's title
# Behind a title, within the link that holds the whole citation: ". Journal of Tides. 2012 Nov 15;206(10):1532-41"
_CITED_ON = re.compile(r"[.?!] (?=[A-Z][^.?!]{2,90}\. (?:19|20)\d\d(?: [A-Z][a-z]{2}\w*\.?(?: \d{1,2})?)?[;:] ?\w*\d)")
_TRANSLATION = re.compile(r"[\"”’'.,\s]{0,4}([(（](?=[^()（）]*[぀-ヿ㐀-鿿가-힣]{4})[^()（）\n]{5,90}[)）])")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힣]{3}")
SHORT_PLACE = re.compile(r"\W*(?:[A-Z][\w&/@.'’-]*[\s,]+){1,4}(?:\(?(?:19|20)\d\d\)?|['’]\d\d)\W*")
# What speaks for a candidate, against 3.0 for a link and 1.0 for underlining: that the page sets off titles so, that
# the citation tagger agrees; and what a title is worth for which only the wording speaks.
_HABIT, _AGREEMENT, _TAGGED, _FLAT, _LINE, _LEAST, _DOUBT = 2.0, 2.5, 2.8, 2.8, 2.6, 2.0, 3.0
_LEADING = 2.0  # a quotation that an entry begins with and a comma ends: "“On Tides”, Harbour Review, 2025"
_ENDS_LISTED = re.compile(r"[”\"»“]?,")
_ROLE_NOTE = re.compile(
    r"\W*(?:co-?\s?)?(?:corresponding|first|lead|equal|joint)[\w -]*(?:authors?|contribut\w+)\W*", re.IGNORECASE
)
_NOT_TITLE = re.compile(
    r"^\W*(?:in:? |proceedings of|proc\.|arxiv|doi|urn:|hdl:|https?:|vol\.|pp\."
    r"|to appear|accepted|submitted|under review|isbn|supervis|advis|edited by)",
    re.IGNORECASE,
)


class TitleSpan(NamedTuple):
    """Where the title stands, how it was set off, and how sure that is (0 to 1)."""

    start: int
    end: int
    kind: str
    sure: float


@dataclass(frozen=True, slots=True)
class PageHabits:
    """How a page sets off its titles: for each kind of mark, the share of entries whose best candidate has it."""

    shares: dict[str, float]

    @classmethod
    def of(cls, entries: Iterable[tuple[list[Marked], TitleSpan | None]]) -> PageHabits:
        """Count the kinds of each entry's candidates that the citation tagger takes for the title, too."""
        counts: Counter[str] = Counter()
        total = 0
        for marked, tagged in entries:
            total += 1
            counts.update({m.kind for m in marked if tagged is None or overlap(m, tagged) > 0.5})
        return cls({kind: count / total for kind, count in counts.items()} if total else {})


# "A Title, 14th Meeting of the …", "题目, 第十四届…会议"
_MEETING = re.compile(
    r"[,，] ?(?:(?:the )?\d{1,3}(?:st|nd|rd|th) (?:[A-Z][\w-]* ){0,6}?"
    r"(?:Meeting|Conference|Symposium|Workshop|Congress|Colloquium)\b"
    r"|第[\d一二三四五六七八九十]{1,4}[届屆回](?=[^,，。]{2,30}(?:会议|大会|年会|研讨会|論壇|论坛|シンポジウム)))"
)


def meeting_begins(text: str, start: int, end: int) -> int | None:
    """Return where the name of a meeting begins, which its number leads, behind the words of a title.

    >>> meeting_begins("On Tides and Silt, 14th Scientific Meeting of the Tide Office", 0, 60)
    17
    """
    meeting = _MEETING.search(text, start, end)
    return meeting.start() if meeting and count_words(text[start : meeting.start()]) >= _LEAST_WORDS else None


def without_venue(text: str, start: int, end: int) -> int:
    """Return where a title ends if a meeting, or a known venue and its locator, trail it ("A Title. eLife, 7, 365")."""
    meeting = meeting_begins(text, start, end)
    if meeting is not None:
        return meeting
    for venue in venues_in(text[start:end]):
        before = text[start : start + venue.start].rstrip()
        if (
            before.endswith((".", "?", "!", ","))
            and count_words(before) >= 3
            and not count_words(text[start + venue.end : end])
        ):
            return start + len(before) - (not before.endswith(("?", "!")))
    return end


def overlap(one: Marked | TitleSpan, other: Marked | TitleSpan) -> float:
    """Return how much of the longer of two stretches they share (0 to 1)."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, shared / max(1, one.end - one.start, other.end - other.start))


def title_candidates(
    reading: Reading, marked: list[Marked], run: AuthorRun | None, vocabulary: Vocabulary
) -> list[Marked]:
    """Return those of an entry's marked stretches that may be its title."""
    visible = reading.visible
    start, end = reading.entry.core
    found = []
    for mark in marked:
        if mark.start < start or mark.end > end + 1:
            continue
        inner = visible[mark.start : mark.end]
        if (
            is_located(inner)
            or (mark.kind in _WEAK and SHORT_PLACE.fullmatch(inner))
            or _NOT_TITLE.match(inner)
            or _ROLE_NOTE.fullmatch(inner)
            or is_award(inner, vocabulary)
            or _inside_names(mark, run)
            or _in_aside(visible, start, mark)
            or _of_rank(reading, mark)
            or holds_citation(visible[start:end], mark, marked)
        ):
            continue
        if mark.kind in _WEAK and _LOCATOR.match(visible, mark.end) and count_words(visible[start : mark.start]) >= 3:
            continue  # "A Title, **Some Journal** (2025)"
        if mark.kind in _WEAK and (_led(visible, start, mark) or (run and _title_before(visible, start, mark, run))):
            continue
        found.append(mark)
    return found


def _in_aside(visible: str, start: int, mark: Marked) -> bool:
    """Whether a stretch stands in a bracket behind a title, beside other words: "A Title (`Tides` whitepaper)"."""
    before = visible[start : mark.start]
    at = before.rfind("(")
    return at > before.rfind(")") and count_words(before[:at]) >= 3 and not visible.startswith(")", mark.end)


def _of_rank(reading: Reading, mark: Marked) -> bool:
    """Whether a stretch tells nothing but where a venue ranks, set aside before."""
    visible = reading.visible
    return any(
        start < mark.end and mark.start < end and not count_words(visible[mark.start : start] + visible[end : mark.end])
        for start, end in reading.labels.get("rank", ())
    )


def _led(visible: str, start: int, mark: Marked) -> bool:
    """Whether the title of a volume is set off, behind other words and "In"."""
    lead = _VOLUME_LEAD.search(visible, max(start, mark.start - 8), mark.start)
    return lead is not None and count_words(visible[start : lead.start()]) >= _LEAST_WORDS


def _title_before(visible: str, start: int, mark: Marked, run: AuthorRun) -> bool:
    """Whether unmarked words before a bold or italic stretch, beside the authors, are the title, and it the venue."""
    if mark.start < run.end:
        return False
    near = visible[run.end : min(mark.start, run.end + _LONGEST_TITLE)]
    between = count_words(_ASIDES.sub(" ", _IN_VOLUME.split(near)[0]))
    return between >= 3 or count_words(visible[start : run.start]) >= 4


def _inside_names(mark: Marked, run: AuthorRun | None) -> bool:
    if run is None:
        return False
    overlap = min(mark.end, run.end) - max(mark.start, run.start)
    return overlap > 0.5 * (mark.end - mark.start)


def choose_title(
    candidates: list[Marked],
    habits: PageHabits,
    visible: str,
    tagged: TitleSpan | None,
    flat: TitleSpan | None,
    line: TitleSpan | None,
) -> TitleSpan | None:
    """Return the title: the best of the marked candidates and of what the wording alone tells.

    `tagged` is what the citation tagger takes for the title, `flat` the stretch between authors and venue,
    `line` the likeliest of its lines.
    """
    best: tuple[float, TitleSpan] | None = None
    for mark in candidates:
        words = count_words(visible[mark.start : mark.end])
        score = mark.strength + _HABIT * habits.shares.get(mark.kind, 0.0) + min(words, 8) * 0.15
        if tagged is not None:
            score += _AGREEMENT * tagged.sure * overlap(mark, tagged)
        if mark.kind == "quote" and _ENDS_LISTED.match(visible, mark.end) and not count_words(visible[: mark.start]):
            score += _LEADING
        start, end = strip_title(visible, mark.start, mark.end)
        if end > start and score >= _LEAST and (best is None or score > best[0] + 1e-9):
            best = (score, TitleSpan(start, end, mark.kind, min(1.0, score / 8.0)))
    plain = [(span, base) for span, base in ((tagged, _TAGGED), (flat, _FLAT), (line, _LINE)) if span is not None]
    for span, base in plain:
        inner = visible[span.start : span.end]
        known = sum(v.end - v.start for v in venues_in(inner)) > 0.6 * len(inner)
        penalty = _DOUBT if known or is_located(inner) or name_score(inner) > 0.6 else 0.0
        agreeing = any(overlap(span, other) > 0.9 for other, _ in plain if other is not span)
        score = base + 2.0 * span.sure + (1.0 if agreeing else 0.0) - penalty
        if best is None or score > best[0]:
            best = (score, span)
    return best[1] if best else None


def choose_line(reading: Reading, run: AuthorRun | None) -> TitleSpan | None:
    """Return the unmarked line that is the title of an entry broken over lines: before or beside its authors."""
    visible = reading.visible
    start, end = reading.entry.core
    at = start
    best: tuple[float, int, int] | None = None
    for number, line in enumerate(visible[start:end].split("\n")):
        begin, stop = at, at + len(line)
        at = stop + 1
        begin = past_rank(reading, begin, stop)
        while begin < stop and reading.owners[begin] is not None:
            begin += 1
        if run and run.start < stop and run.end > begin:
            stop = begin if run.start <= begin else min(stop, run.start)
        piece = visible[begin:stop]
        words = count_words(piece)
        if words < 2 or _NOT_TITLE.match(piece) or not reading.free(begin, stop):
            continue
        covered = sum(v.end - v.start for v in venues_in(piece)) / max(1, len(piece))
        score = min(words, 10) * 0.1 - 1.5 * covered - venue_likeness(piece) - 0.2 * number
        if best is None or score > best[0]:
            best = (score, begin, stop)
    if best is None:
        return None
    begin, stop = strip_title(visible, best[1], best[2])
    return TitleSpan(begin, stop, "line", 0.6) if stop > begin else None


def past_rank(reading: Reading, begin: int, end: int) -> int:
    """Return where the title begins behind a venue and its rank: "NSDI (CCF-A). A Title"."""
    for first, last in reading.labels.get("rank", ()):
        if begin <= first < last < end and count_words(reading.visible[begin:first]) <= _BADGE:
            return last
    return begin


def before_citation(text: str, mark: Marked) -> Marked:
    """Return a marked stretch without where the work appeared, where it holds the whole citation in Vancouver's style.

    >>> text = "On Tides. Journal of Tides. 2012 Nov 15;206(10):1532-41"
    >>> text[: before_citation(text, Marked(0, len(text), "link", 3.0)).end]
    'On Tides.'
    """
    found = _CITED_ON.search(text, mark.start, mark.end) if mark.end - mark.start > _CITATION else None
    return mark._replace(end=found.start() + 1) if found else mark


def translation(title: TitleSpan, visible: str) -> tuple[int, int] | None:
    """Return where the title stands again in another script, in brackets right behind it.

    >>> text = "“On Tides” (论潮汐的研究). Waves 3."
    >>> text[slice(*translation(TitleSpan(1, 9, "quote", 1.0), text))]
    '(论潮汐的研究)'
    """
    match = _TRANSLATION.match(visible, title.end)
    return match.span(1) if match and not _CJK.search(visible, title.start, title.end) else None
