"""What is set off together with a title and is none of it: badges, venues, remarks in brackets at its ends."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.entries.classes import hint
from pubnorm.entries.marks import count_words
from pubnorm.fields.links import link_kinds
from pubnorm.fields.phrases import find_awards, find_status, is_award, is_no_venue
from pubnorm.fields.reading import Reading, strip_title
from pubnorm.fields.tails import without_tail
from pubnorm.fields.title import SHORT_PLACE, TitleSpan
from pubnorm.fields.venue_words import venue_likeness, venues_in
from pubnorm.matching.names import split_names
from pubnorm.matching.venues import rank_brackets
from pubnorm.vocabulary import Vocabulary

_FIRST_BRACKET = re.compile(r"[(\[（][^()\[\]（）]{2,40}[)\]）](?:\W{0,3}\s|\.)")
_BRACKETED = re.compile(r"\[[^\[\]]{2,40}\]\s*")  # what a work is about, set off by itself: "**[Tides]** A Title"
_TOGETHER = re.compile(r"\b(?:Collaboration|Consortium|Investigators|Study Group)\s*[)\]]")  # who wrote it, not what
_LABEL_AFTER = re.compile(r"\s*【[^【】\n]{2,60}】")
_LAST_BRACKET = re.compile(r"[(\[（][^()\[\]（）]{2,60}[)\]）]\W*$")
_BRACKET_AFTER = re.compile(r"\s\(([^()\d]{6,60})\)(?=[.?!] )")
_NAMES = 0.5  # list-likeness of names
_REST_OF_BRACKET = re.compile(r"[^()\n]{1,60}\)")
_SPAN_OF_YEARS = re.compile(r"\s\(\D{0,12}(?:1[5-9]|20)\d\d\s?[-–—]\s?(?:\w+\.? )?(?:1[5-9]|20)\d\d\)")
_CHAPTER = re.compile(r"(?:Chapter )?\d{1,3} ?[—–] ?(?=\S)|Chapter \d{1,3}: ?(?=\S)")
_REMARK = re.compile(
    r"(?:joint(?:ly)? |joint work )?with\b|(?:19|20)\d\d\+?$"
    r"|(?:short|position|demo|student|workshop|invited|survey|full|long|extended) ?(?:paper|abstract)?$"
    r"|(?:(?:invited|encouragement|poster|oral|keynote) )?(?:lecture|talk|presentation)$"
    r"|(?:in |(?:translated )?from (?:the )?)?(?:chinese|french|german|japanese|korean|spanish|portuguese|italian)$"
    r"|[中英法德日俄韩]文$|日本語$|英語$"
    r"|v(?:ersion )?\d+(?:\.\d+)*$|\d+(?:\.\d+){2,3}$",  # of software: "(v0.6.0)"
    re.IGNORECASE,
)
_AWARD_LEAD = re.compile(r"[^\w\n\"“(\[]{0,4}(\w[^:\n]{3,40}?)\s*[:：]\s+")
_AWARD_LAST = re.compile(r"\s*[\U0001F000-\U0001FAFF☀-➿\uFE0F]+\s*(\w[^\n\U0001F000-\U0001FAFF]{2,40})$")
_LEADS = frozenset({"number", "date"})  # what is told of an entry before it begins
_AFTER_AWARD = re.compile(r"\W*(?:(?:19|20)\d\d\W*)?")
_BAR = re.compile(r"([^|｜\n]{2,40}?) ?[|｜] ?(?=\S)")
_CALL = re.compile(r"\W*\w{2,8}[!！]\W*")  # "New!"
_BADGES = frozenset({"link", "code", "bold", "tag"})
_PLACES = frozenset({"venue", "badge"})  # what the class of an element says that it holds
_LEAST_TITLE = 12  # characters
_YEAR = re.compile(r"(?:19|20)\d\d|['’]\d\d")
_DASH = re.compile(r"[-–—|]\s")
_LAST_DASH = re.compile(r"\s+[-–—|]\s+([^-–—|\n]{4,60})$")
_LIKE_A_VENUE, _SURELY_VENUE = 0.5, 0.9
_NUMBERED = re.compile(r"\d{1,3}(?:st|nd|rd|th|\.|[ºª]|-?[а-я]{1,2})?\s")  # "12th Conference on Tides"
_STYLES = frozenset({"italic", "underline", "bold"})
_LEAST_WORDS, _WORDS_OF_A_WORKSHOP = 3, 5
_BOOK = re.compile(r"\s*\((?:(?:in )?(?:the )?book|libro|livro|livre|Buch)\s*:")
_SKIPPED = re.compile(r"[.．。]\s*([㐀-鿿][^.．。\n]{0,40}[、：:，])\s*")
_YEAR_LAST = re.compile(r",\s(?:19|20)\d\d$")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NEAR = 3  # characters between a title and the venue behind it
_SENTENCE_END = re.compile(r"[.?!](?<=[^\W_]{3}.)[\"”’]?\s+(?P<lead>[Ii]n:?\s+(?=[A-Z\d]))?(?=[A-Z\d]|[a-z]{1,3}[A-Z])")


def closed(title: TitleSpan, visible: str) -> TitleSpan:
    """Return an unmarked title with the end of the bracket that was opened in it: "On Tides (North Sea, 2017)".

    A span of years in brackets right behind it is of the title, too: "Tides: A Review (2017-July 2025)".

    >>> text = "On Slow Tides (Luzon, Philippines). Waves 3."
    >>> text[: closed(TitleSpan(0, 20, "flat", 1.0), text).end]
    'On Slow Tides (Luzon, Philippines)'
    """
    inner = visible[title.start : title.end]
    if title.kind in ("flat", "tagged") and inner.count("(") == inner.count(")") + 1:
        rest = _REST_OF_BRACKET.match(visible, title.end)
        if rest:
            return title._replace(end=rest.end())
    years = _SPAN_OF_YEARS.match(visible, title.end)
    return title._replace(end=years.end()) if years else title


def from_names(title: TitleSpan, visible: str, names_end: int) -> TitleSpan:
    """Return a title that the wording begins too late, from the sentence behind the names on, in East Asian script.

    >>> text = "张三. 潮汐、网络与健康：实证研究"
    >>> text[from_names(TitleSpan(7, 16, "tagged", 1.0), text, 2).start :]
    '潮汐、网络与健康：实证研究'
    """
    skipped = _SKIPPED.fullmatch(visible, names_end, title.start) if title.kind == "tagged" else None
    return title._replace(start=skipped.start(1)) if skipped else title


def with_bracket(title: TitleSpan, visible: str, vocabulary: Vocabulary) -> TitleSpan:
    """Return an unmarked title with the bracket that ends its sentence, where it tells no remark, names or venue.

    >>> from pubnorm.vocabulary import vocabulary
    >>> text = "On Slow Tides (northern Luzon, Philippines). Waves 3."
    >>> text[: with_bracket(TitleSpan(0, 13, "flat", 1.0), text, vocabulary()).end]
    'On Slow Tides (northern Luzon, Philippines)'
    """
    match = _BRACKET_AFTER.match(visible, title.end) if title.kind in ("flat", "tagged") else None
    if match is None or _is_remark(match[0], vocabulary) or venues_in(match[1]):
        return title
    if match[1][0].isupper() and split_names(match[1]).score > _NAMES:
        return title
    return title._replace(end=match.end())


def without_label(title: TitleSpan, reading: Reading) -> TitleSpan:
    """Set the label aside that stands in wide brackets right behind a title: "On Tides【a part of my thesis】"."""
    at = reading.visible.find("【", title.start + _LEAST_TITLE, title.end + 2)
    label = _LABEL_AFTER.match(reading.visible, at) if at > 0 else None
    if label is None or label.end() < title.end - 1 or not reading.free(label.start(), label.end()):
        return title
    reading.claim("label", label.start(), label.end())
    start, end = strip_title(reading.visible, title.start, at)
    return title._replace(start=start, end=min(title.end, end))


def without_lead(title: TitleSpan, reading: Reading) -> TitleSpan:
    """Leave out the number or year that leads an entry, where it is set off together with the title."""
    start = title.start
    while start < title.end and reading.owners[start] in _LEADS:
        start += 1
    return title._replace(start=start) if title.start < start < title.end else title


def without_badge(title: TitleSpan, reading: Reading, vocabulary: Vocabulary) -> TitleSpan:
    """Leave out what leads an unmarked title in its own style and names a venue or status: "[ICML 2025](…) A Title"."""
    for span in reading.text.spans:
        leads = span.start <= title.start + 1 and title.start < span.end < title.end - _LEAST_TITLE
        called = leads and span.kind == "italic" and bool(span.value) and hint(span.value, vocabulary) in _PLACES
        if called or (leads and span.kind in _BADGES):
            words = reading.visible[span.start : span.end]
            told = _BRACKETED.fullmatch(words) or (span.kind == "code" and _CALL.fullmatch(words))
            placed = venues_in(words) or SHORT_PLACE.fullmatch(words) or venue_likeness(words) > _LIKE_A_VENUE
            if called or told or placed or _is_all_remark(words, vocabulary):
                start, end = strip_title(reading.visible, span.end, title.end)
                return title._replace(start=start, end=end)
        ends = span.end >= title.end - 1 and title.start + _LEAST_TITLE < span.start < title.end
        if ends and span.kind == "code" and " " not in reading.visible[span.start : span.end]:
            start, end = strip_title(reading.visible, title.start, span.start)  # "A Title `granted`"
            return title._replace(start=start, end=end)
    bar = _BAR.match(reading.visible, title.start, title.end)
    if bar and sum(venue.end - venue.start for venue in venues_in(bar[1])) > 0.6 * len(bar[1]):
        return title._replace(start=bar.end())  # "**ICML | A Title**"
    return title


def behind_badge(title: TitleSpan, reading: Reading, names: int) -> TitleSpan:
    """Return what stands between a badge in code style that leads an entry and its `names`, where that was the title.

    So set are venues that nobody knows: "`Chapter in the Handbook of Tides, 2025` On Slow Waters, Jane Doe".
    """
    start = reading.entry.core[0]
    for span in reading.text.of("code"):
        if span.start <= start + 2 and span.start <= title.start + 1 and title.end <= span.end < names:
            first, last = strip_title(reading.visible, span.end, names)
            if count_words(reading.visible[first:last]) >= _LEAST_WORDS and "\n" not in reading.visible[first:last]:
                return TitleSpan(first, last, "flat", title.sure)
    return title


def without_year(title: TitleSpan, visible: str) -> TitleSpan:
    """Leave out of an unmarked title the year behind it, if a venue follows and no other year: "…, 2024, Waves, 3".

    >>> text = "On Slow Tides, 2024, Nature, 3."
    >>> text[: without_year(TitleSpan(0, 19, "flat", 1.0), text).end]
    'On Slow Tides'
    """
    year = _YEAR_LAST.search(visible, title.start, title.end) if title.kind in ("flat", "tagged") else None
    rest = visible[title.end :]
    if year is None or _ANY_YEAR.search(rest) or not rest.startswith((",", ".")):
        return title
    venues = venues_in(rest)
    return title._replace(end=year.start()) if venues and venues[0].start <= _NEAR else title


def without_container(title: TitleSpan, reading: Reading) -> TitleSpan:
    """Leave out the venue that is set off together with the title, or led by "In": "[On Slow Tides. In ICCV.](…)"."""
    visible = reading.visible
    book = _BOOK.search(visible, title.start, title.end + 1) if "(" in visible[title.start : title.end] else None
    if book and count_words(visible[title.start : book.start()]) >= _LEAST_WORDS:
        return title._replace(end=book.start())
    styled = {span.start for span in reading.text.spans if span.kind in _STYLES}
    for stop in _SENTENCE_END.finditer(visible, title.start, title.end):
        rest = visible[stop.end() : title.end].strip(" .,")
        named = sum(venue.end - venue.start for venue in venues_in(rest)) > 0.6 * len(rest)
        shown = rest.isupper() or rest[:1].islower() or stop.end() in styled  # "eTides", or in italics
        told = named and (stop["lead"] or count_words(rest) > 1 or shown)
        words = count_words(visible[title.start : stop.start()])
        spoken = venue_likeness(rest)
        led = bool(stop["lead"]) and (stop.end() in styled or spoken > _LIKE_A_VENUE)
        told = told or (_NUMBERED.match(rest) is not None and spoken >= _SURELY_VENUE)
        if (words >= _LEAST_WORDS and (told or led)) or (words and led and stop.end() in styled):
            return title._replace(end=stop.start() + (visible[stop.start()] in "?!"))
    return title


def without_trophies(title: TitleSpan, visible: str, vocabulary: Vocabulary) -> TitleSpan:
    """Leave out of a title the distinction that leads it, or ends it behind a picture: "🏆 Best Paper: On Tides".

    >>> from pubnorm.vocabulary import vocabulary
    >>> text = "🏆 Best Paper Award: On Slow Tides 🥇 Oral"
    >>> found = without_trophies(TitleSpan(0, len(text), "bold", 1.0), text, vocabulary())
    >>> text[found.start : found.end]
    'On Slow Tides'
    """
    lead = _AWARD_LEAD.match(visible, title.start, title.end)
    if lead and lead.end() < title.end - _LEAST_TITLE and is_award(lead[1], vocabulary):
        title = title._replace(start=lead.end())
    last = None if visible.isascii() else _AWARD_LAST.search(visible, title.start, title.end)
    if last and last.start() > title.start + _LEAST_TITLE and is_award(last[1], vocabulary):
        title = title._replace(end=last.start())
    return title


def without_remarks(title: TitleSpan, visible: str, vocabulary: Vocabulary) -> TitleSpan:
    """Leave out of a title awards, a status and the like in brackets at its ends or behind a dash; a patent's number.

    >>> from pubnorm.vocabulary import vocabulary
    >>> text = "On Slow Tides (Oral) - Under review"
    >>> text[: without_remarks(TitleSpan(0, len(text), "link", 1.0), text, vocabulary()).end]
    'On Slow Tides'
    """
    dashed = _DASH.search(visible, title.start, title.end)
    match = _LAST_DASH.search(visible, title.start, title.end) if dashed else None
    if match and match.start() > title.start + 8 and _is_all_remark(match[1], vocabulary):
        title = title._replace(end=match.start())
    comma = visible.rfind(", ", title.start + _LEAST_TITLE, title.end)
    if comma > 0 and _is_awarded_venue(visible[comma + 2 : title.end], vocabulary):
        title = title._replace(end=comma)
    chapter = _CHAPTER.match(visible, title.start, title.end)
    if chapter:
        title = title._replace(start=chapter.end())
    title = without_tail(title, visible, vocabulary)
    match = _FIRST_BRACKET.match(visible, title.start, title.end)
    leads = match is not None and match.end() < title.end - 8
    if (
        match
        and leads
        and (
            _names_place(match[0])
            or find_status(match[0], vocabulary)
            or rank_brackets(match[0], vocabulary)
            or is_award(match[0].strip(" []()"), vocabulary)
        )
    ):
        title = title._replace(start=match.end())
    match = _LAST_BRACKET.search(visible, title.start, title.end)
    if match and match.start() > title.start + 8 and _is_remark(match[0], vocabulary):
        return title._replace(end=title.start + len(visible[title.start : match.start()].rstrip(" \n\x0b,;")))
    if match and match.start() > title.start + 8 and _is_dated_venue(match[0].strip(" ()[]（）.,;")):
        start, end = strip_title(visible, title.start, match.start())
        return title._replace(start=start, end=end)
    return title


def _is_awarded_venue(tail: str, vocabulary: Vocabulary) -> bool:
    """Whether what ends a title behind a comma is a distinction, alone or behind a venue: "…, PRD Editor's Choice"."""
    awards = find_awards(tail, vocabulary)
    if not awards or _AFTER_AWARD.fullmatch(tail, awards[-1].end) is None:
        return False
    lead = tail[: awards[0].start].strip(" (:-")
    return not lead or sum(venue.end - venue.start for venue in venues_in(lead)) > 0.6 * len(lead)


def _names_place(bracket: str) -> bool:
    """Whether a bracket before a title names a venue or a group of authors: "[ICML’25] On Tides"."""
    inner = bracket.strip().strip("[](（）)")
    known = sum(venue.end - venue.start for venue in venues_in(inner))
    return _TOGETHER.search(bracket) is not None or known > 0.4 * len(inner) or bool(SHORT_PLACE.fullmatch(inner))


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


def _is_dated_venue(words: str) -> bool:
    """Whether words are a known venue with its year, or a workshop there: "ICML 2025", "ICML 2025 Tides Workshop"."""
    venues = venues_in(words)
    if len(venues) != 1 or venues[0].kind == "publisher":
        return False
    rest = words[: venues[0].start] + words[venues[0].end :]
    most = _WORDS_OF_A_WORKSHOP if "workshop" in rest.casefold() else 0
    return count_words(rest) <= most and _YEAR.search(rest) is not None


def _is_all_remark(words: str, vocabulary: Vocabulary) -> bool:
    """Whether words behind a dash, where titles have their second half, tell a status and hardly anything else."""
    status = find_status(words, vocabulary)
    whole = status is not None and status.end - status.start > 0.5 * len(words)
    return whole or is_no_venue(words, vocabulary) or is_award(words, vocabulary)
