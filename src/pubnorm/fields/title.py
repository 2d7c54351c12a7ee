"""The title: the stretch that the page sets off as titles are set off on it.

Every marked stretch (link, quotation marks, bold, italic) is a candidate, and so is an unmarked line. A page keeps to
one way, so the way most of its entries use is preferred (`PageHabits`) before an entry's own strongest mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pubnorm.entries.marks import Marked, count_words
from pubnorm.entries.runs import AuthorRun
from pubnorm.fields.links import link_kinds
from pubnorm.fields.phrases import find_awards, find_status, is_award, is_no_venue
from pubnorm.fields.reading import Reading, strip_title
from pubnorm.fields.venue_words import venue_likeness, venues_in
from pubnorm.fields.volumes import is_located
from pubnorm.matching.names import name_score
from pubnorm.matching.venues import rank_brackets
from pubnorm.vocabulary import Vocabulary

_WEAK = frozenset({"bold", "italic", "underline", "tag"})
_LOCATOR = re.compile(r"[\s,.;:]*(?:[(\[]?(?:19|20)\d\d\b|\d+\s*[(:,]|vol\b|\(?\d+\)?\s*[,:]|in press)", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()]*\)")
_IN_VOLUME = re.compile(r"\bIn:?\s")
_SHORT_PLACE = re.compile(r"\W*(?:[A-Z][\w&/@.'’-]*[\s,]+){1,4}(?:\(?(?:19|20)\d\d\)?|['’]\d\d)\W*")
# What speaks for a candidate, against 3.0 for a link and 1.0 for underlining: that the page sets off titles so, that
# the citation tagger agrees; and what a title is worth for which only the wording speaks.
_HABIT, _AGREEMENT, _TAGGED, _FLAT, _LINE, _LEAST, _DOUBT = 2.0, 2.5, 2.8, 2.8, 2.6, 2.0, 3.0
_ROLE_NOTE = re.compile(
    r"\W*(?:co-?\s?)?(?:corresponding|first|lead|equal|joint)[\w -]*(?:authors?|contribut\w+)\W*", re.IGNORECASE
)
_NOT_TITLE = re.compile(
    r"^\W*(?:in:? |proceedings of|proc\.|arxiv|doi|https?:|vol\.|pp\."
    r"|to appear|accepted|submitted|under review|isbn|supervis|advis|edited by)",
    re.IGNORECASE,
)

_FIRST_BRACKET = re.compile(r"[(\[（][^()\[\]（）]{2,40}[)\]）](?:\W{0,3}\s|\.)")
_TOGETHER = re.compile(r"\b(?:Collaboration|Consortium|Investigators|Study Group)\s*[)\]]")  # who wrote it, not what
_LAST_BRACKET = re.compile(r"[(\[（][^()\[\]（）]{2,60}[)\]）]\W*$")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힣]{3}")
_TRANSLATION = re.compile(r"[\"”’'.,\s]{0,4}([(（](?=[^()（）]*[぀-ヿ㐀-鿿가-힣]{4})[^()（）\n]{5,90}[)）])")
_REST_OF_BRACKET = re.compile(r"[^()\n]{1,60}\)")
_REMARK = re.compile(
    r"(?:joint(?:ly)? |joint work )?with\b|(?:19|20)\d\d\+?$"
    r"|(?:short|position|demo|student|workshop|invited|survey|full|long|extended) ?(?:paper|abstract)?$",
    re.IGNORECASE,
)
_BADGES = frozenset({"link", "code", "bold", "tag"})
_LEAST_TITLE = 12  # characters
_LIKE_A_VENUE = 0.5
_LEAST_WORDS = 3
_SENTENCE_END = re.compile(r"(?<=[^\W_]{3})[.?!][\"”’]?\s+(?P<lead>[Ii]n:?\s+(?=[A-Z\d]))?(?=[A-Z\d])")
_YEAR = re.compile(r"(?:19|20)\d\d|['’]\d\d")
_LAST_DASH = re.compile(r"\s+[-–—|]\s+([^-–—|\n]{4,60})$")


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


def without_venue(text: str, start: int, end: int) -> int:
    """Return where a title ends if a known venue and its locator trail it ("A Title. eLife, 7, 36523")."""
    for venue in venues_in(text[start:end]):
        before = text[start : start + venue.start].rstrip()
        if (
            before.endswith((".", "?", "!", ","))
            and count_words(before) >= 3
            and not count_words(text[start + venue.end : end])
        ):
            return start + len(before) - (not before.endswith(("?", "!")))
    return end


def without_container(title: TitleSpan, visible: str) -> TitleSpan:
    """Leave out the venue that is set off together with the title: "[On Slow Tides. In ICCV.](…)"."""
    for stop in _SENTENCE_END.finditer(visible, title.start, title.end):
        rest = visible[stop.end() : title.end].strip(" .,")
        named = sum(venue.end - venue.start for venue in venues_in(rest)) > 0.6 * len(rest)
        told = named and (stop["lead"] or count_words(rest) > 1 or rest.isupper())
        if count_words(visible[title.start : stop.start()]) >= _LEAST_WORDS and (
            told or (stop["lead"] and venue_likeness(rest) > _LIKE_A_VENUE)
        ):
            return title._replace(end=stop.start() + (visible[stop.start()] in "?!"))
    return title


def without_badge(title: TitleSpan, reading: Reading) -> TitleSpan:
    """Leave out what leads an unmarked title in a style of its own and names a venue: "[ICML 2025](…) A Title"."""
    for span in reading.text.spans:
        leads = span.start <= title.start + 1 and title.start < span.end < title.end - _LEAST_TITLE
        if leads and span.kind in _BADGES:
            words = reading.visible[span.start : span.end]
            if venues_in(words) or _SHORT_PLACE.fullmatch(words) or venue_likeness(words) > _LIKE_A_VENUE:
                start, end = strip_title(reading.visible, span.end, title.end)
                return title._replace(start=start, end=end)
    return title


def closed(title: TitleSpan, visible: str) -> TitleSpan:
    """Return an unmarked title with the end of the bracket that was opened in it: "On Tides (North Sea, 2017)".

    >>> text = "On Slow Tides (Luzon, Philippines). Waves 3."
    >>> text[: closed(TitleSpan(0, 20, "flat", 1.0), text).end]
    'On Slow Tides (Luzon, Philippines)'
    """
    inner = visible[title.start : title.end]
    if title.kind in ("flat", "tagged") and inner.count("(") == inner.count(")") + 1:
        rest = _REST_OF_BRACKET.match(visible, title.end)
        if rest:
            return title._replace(end=rest.end())
    return title


def translation(title: TitleSpan, visible: str) -> tuple[int, int] | None:
    """Return where the title stands again in another script, in brackets right behind it.

    >>> text = "“On Tides” (论潮汐的研究). Waves 3."
    >>> text[slice(*translation(TitleSpan(1, 9, "quote", 1.0), text))]
    '(论潮汐的研究)'
    """
    match = _TRANSLATION.match(visible, title.end)
    return match.span(1) if match and not _CJK.search(visible, title.start, title.end) else None


def _is_remark(bracket: str, vocabulary: Vocabulary) -> bool:
    inner = bracket.strip(" ()[]（）.,;")
    return bool(
        rank_brackets(bracket, vocabulary)
        or find_awards(bracket, vocabulary)
        or find_status(bracket, vocabulary)
        or link_kinds(vocabulary).of_label(inner) is not None
        or is_no_venue(inner, vocabulary)
        or _REMARK.match(inner)
    )


def without_remarks(title: TitleSpan, visible: str, vocabulary: Vocabulary) -> TitleSpan:
    """Leave out of the title what tells an award, a status or the like in brackets at its ends or behind a dash.

    >>> from pubnorm.vocabulary import vocabulary
    >>> text = "On Slow Tides (Oral) - Under review"
    >>> text[: without_remarks(TitleSpan(0, len(text), "link", 1.0), text, vocabulary()).end]
    'On Slow Tides'
    """
    match = _LAST_DASH.search(visible, title.start, title.end)
    if match and match.start() > title.start + 8 and _is_all_remark(match[1], vocabulary):
        title = title._replace(end=match.start())
    match = _FIRST_BRACKET.match(visible, title.start, title.end)
    leads = match is not None and match.end() < title.end - 8
    if (
        match
        and leads
        and (_names_place(match[0]) or find_status(match[0], vocabulary) or rank_brackets(match[0], vocabulary))
    ):
        title = title._replace(start=match.end())
    match = _LAST_BRACKET.search(visible, title.start, title.end)
    if match and match.start() > title.start + 8 and _is_remark(match[0], vocabulary):
        return title._replace(end=title.start + len(visible[title.start : match.start()].rstrip()))
    if match and match.start() > title.start + 8 and _is_dated_venue(match[0].strip(" ()[]（）.,;")):
        start, end = strip_title(visible, title.start, match.start())
        return title._replace(start=start, end=end)
    return title


def _is_dated_venue(words: str) -> bool:
    """Whether words are a known venue with its year, and nothing else: "ICML 2025"."""
    venues = venues_in(words)
    if len(venues) != 1 or venues[0].kind == "publisher":
        return False
    rest = words[: venues[0].start] + words[venues[0].end :]
    return count_words(rest) == 0 and _YEAR.search(rest) is not None


def _names_place(bracket: str) -> bool:
    """Whether a bracket before a title names a venue or a group of authors: "[ICML’25] On Tides"."""
    inner = bracket.strip().strip("[](（）)")
    known = sum(venue.end - venue.start for venue in venues_in(inner))
    return _TOGETHER.search(bracket) is not None or known > 0.4 * len(inner) or bool(_SHORT_PLACE.fullmatch(inner))


def _is_all_remark(words: str, vocabulary: Vocabulary) -> bool:
    """Whether words behind a dash, where titles have their second half, tell a status and hardly anything else."""
    status = find_status(words, vocabulary)
    whole = status is not None and status.end - status.start > 0.5 * len(words)
    return whole or is_no_venue(words, vocabulary) or is_award(words, vocabulary)


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
            or (mark.kind in _WEAK and _SHORT_PLACE.fullmatch(inner))
            or _NOT_TITLE.match(inner)
            or _ROLE_NOTE.fullmatch(inner)
            or is_award(inner, vocabulary)
            or _inside_names(mark, run)
            or _in_aside(visible, start, mark)
        ):
            continue
        if mark.kind in _WEAK and _LOCATOR.match(visible, mark.end) and count_words(visible[start : mark.start]) >= 3:
            continue  # "A Title, **Some Journal** (2025)"
        if mark.kind in _WEAK and run and _title_before(visible, start, mark, run):
            continue
        found.append(mark)
    return found


def _in_aside(visible: str, start: int, mark: Marked) -> bool:
    """Whether a stretch stands in a bracket behind a title, beside other words: "A Title (`Tides` whitepaper)"."""
    before = visible[start : mark.start]
    at = before.rfind("(")
    return at > before.rfind(")") and count_words(before[:at]) >= 3 and not visible.startswith(")", mark.end)


def _title_before(visible: str, start: int, mark: Marked, run: AuthorRun) -> bool:
    """Whether unmarked words before a bold or italic stretch, beside the authors, are the title, and it the venue."""
    if mark.start < run.end:
        return False
    between = count_words(_BRACKET.sub(" ", _IN_VOLUME.split(visible[run.end : mark.start])[0]))
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
