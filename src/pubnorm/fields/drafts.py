"""Entries → publications: one reader per field, in the order of certainty.

Links and numbering are set aside first, then the title is found as the page sets titles off, then the authors beside
it, then distinctions, status and dates; the venue is what remains. Facts of the whole page (how it marks titles, what
its marks mean, whose page it is) are gathered between the first pass over all entries and the second.
"""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import DATED, NUMBERING, PATENT_NUMBER, SOFT, Entry
from pubnorm.entries.marks import count_words
from pubnorm.entries.runs import AuthorRun, author_run
from pubnorm.entries.traits import YEAR
from pubnorm.fields.asides import (
    between_asides,
    set_availability_aside,
    set_books_aside,
    set_chapters_aside,
    set_identifiers_aside,
    set_links_aside,
    set_ranks_aside,
    set_supervisors_aside,
    set_topics_aside,
)
from pubnorm.fields.authors import claim_editors, edited, find_authors, shows_editors
from pubnorm.fields.badges import badges
from pubnorm.fields.draft import Draft
from pubnorm.fields.flat import before_names, choose_between
from pubnorm.fields.people import FoundAuthors, read_authors
from pubnorm.fields.phrases import Phrase, find_awards, find_status, set_off_awards
from pubnorm.fields.place import find_place
from pubnorm.fields.reading import Reading
from pubnorm.fields.signature import sign_lists
from pubnorm.fields.tagged import fills_line, is_bracket, with_lead_of
from pubnorm.fields.title import (
    PageHabits,
    before_citation,
    choose_line,
    choose_title,
    title_candidates,
    translation,
)
from pubnorm.fields.trimming import (
    behind_badge,
    closed,
    from_names,
    with_bracket,
    without_badge,
    without_container,
    without_label,
    without_lead,
    without_remarks,
    without_trophies,
    without_year,
)
from pubnorm.fields.venue_words import venues_in
from pubnorm.fields.volumes import editors_begin, editors_end, imprint
from pubnorm.vocabulary import Vocabulary

_SURE_NAME = 0.8  # the score of one name behind a title that is set off
_SURE = 0.95  # a title between names and a venue in another style: the wording need not be asked
_AUTHORS_DATE = re.compile(r"[\s,.*]{0,3}(\((?:19|20)\d\d[a-z]?\))")
# What may stand behind the journal of an entry without a title: volume, pages, year, its DOI.
_LOCATED = re.compile(
    r"(?:[\d\s.,:;()–—-]|\b(?:vol|no|pp?|art|doi)\b\.?|\bdoi:\S+|https?://\S+|\be\d+\b)*", re.IGNORECASE
)
_SHARE = re.compile(r"\s*\((?:top )?\d+(?:\.\d+)?\s?%\)", re.IGNORECASE)  # of papers that got an award


def read_entries(entries: list[Entry], vocabulary: Vocabulary) -> list[Draft]:
    """Return a draft for each entry of a page."""
    drafts = [_begin(entry, vocabulary) for entry in entries]
    sign_lists(drafts)
    habits = PageHabits.of((d.marked, None if d.plainly_built or not d.marked else d.tagged.title) for d in drafts)
    for draft in drafts:
        _fill(draft, habits, vocabulary)
    return drafts


def _begin(entry: Entry, vocabulary: Vocabulary) -> Draft:
    reading = Reading(entry)
    links = [link.shifted(at) for at, part in entry.parts for link in part.links]
    set_links_aside(reading, links, vocabulary)
    set_ranks_aside(reading, vocabulary)
    start, end = entry.core
    set_availability_aside(reading)
    set_books_aside(reading)
    set_chapters_aside(reading)
    set_topics_aside(reading, vocabulary)
    number = NUMBERING.match(entry.text.text, start, end) or PATENT_NUMBER.match(entry.text.text, start, end)
    if number and number.end() < end:
        reading.claim("number", start, number.end())
    dated = DATED.match(entry.text.text, number.end() if number else start, end)
    if dated and dated.end() < end:
        reading.claim("date", start, dated.end())
    core = [(at, part) for at, part in entry.parts if start <= at < max(end, start + 1)]
    marked = [before_citation(entry.text.text, mark.shifted(at)) for at, part in core for mark in part.titles]
    marked.sort(key=lambda mark: (-mark.strength, mark.start))
    plain = "\n".join(part.plain for _, part in entry.parts).replace(SOFT, " ")
    runs = [part.authors.shifted(at) for at, part in core if part.authors]
    set_supervisors_aside(reading, max(runs, key=_weight, default=None), vocabulary)
    others = [
        run for run in runs if not any(run.start < b and a < run.end for a, b in reading.labels.get("supervisors", ()))
    ]
    run = max(others, key=_weight, default=None)
    candidates = title_candidates(reading, marked, run, vocabulary)
    return Draft(reading, plain, links, candidates, run, vocabulary)


def _weight(run: AuthorRun) -> float:
    return len(run.names) * run.score


def _fill(draft: Draft, habits: PageHabits, vocabulary: Vocabulary) -> None:
    if not _is_untitled(draft):
        _find_title(draft, habits, vocabulary)
    if draft.authors is None:
        _read_people(draft, vocabulary)
    _set_date_aside(draft)
    set_identifiers_aside(draft.reading)
    _read_phrases(draft, vocabulary)
    _read_place(draft, vocabulary)


def _is_untitled(draft: Draft) -> bool:
    """Whether an entry shows but names and a journal with its numbers: "J. Doe, A. Roe, Chem. Sci., 2025, 3, 1-9"."""
    run, (start, end) = draft.run, draft.reading.entry.core
    if draft.marked or run is None or run.start > start + 2:
        return False
    rest = draft.reading.visible[run.end : end]
    venue = next(iter(venues_in(rest)), None)
    if venue is None or count_words(rest[: venue.start]):
        return False
    behind = run.end + venue.end
    return all(_LOCATED.fullmatch(draft.reading.visible, *free) for free in draft.reading.free_stretches(behind, end))


def _find_title(draft: Draft, habits: PageHabits, vocabulary: Vocabulary) -> None:
    reading = draft.reading
    flat = line = None
    if not draft.marked and _is_flat(reading):
        dated = draft.leads_with_year
        if not dated:
            _read_people(draft, vocabulary)
        flat = choose_between(reading, draft.authors, draft.run, vocabulary)
        if flat and dated and count_words(reading.visible[flat.end : reading.entry.core[1]]):
            flat = flat._replace(sure=_SURE)
    elif not draft.marked:
        line = choose_line(reading, draft.run)
    sure = draft.plainly_built or (flat is not None and flat.sure >= _SURE)
    tagged = None if sure else draft.tagged.title
    if tagged and (not reading.mostly_free(tagged.start, tagged.end) or is_bracket(reading.visible, tagged)):
        tagged = None  # a link's label; a remark
    if tagged:
        tagged = between_asides(reading, tagged)
    if tagged:
        tagged = next((whole for mark in draft.marked if (whole := with_lead_of(mark, tagged))), tagged)
    if tagged and any(fills_line(mark, tagged, reading.visible) for mark in draft.marked):
        tagged = None  # the title's own line, and the next
    draft.title = choose_title(draft.marked, habits, reading.visible, tagged, flat, line)
    if draft.title is not None:
        if draft.run:
            draft.title = from_names(draft.title, reading.visible, draft.run.end)
            draft.title = before_names(draft.title, reading.visible, draft.run)
            draft.title = behind_badge(draft.title, reading, draft.run.start)
        whole = closed(without_badge(without_lead(draft.title, reading), reading, vocabulary), reading.visible)
        whole = with_bracket(whole, reading.visible, vocabulary)
        whole = without_container(without_year(whole, reading.visible), reading)
        bare = without_trophies(whole, reading.visible, vocabulary)
        draft.title = without_label(without_remarks(bare, reading.visible, vocabulary), reading)
        reading.claim("title", draft.title.start, draft.title.end)
        again = translation(draft.title, reading.visible)
        if again:
            reading.claim("translation", *again)


def _is_flat(reading: Reading) -> bool:
    """Whether an entry is one running text: no line break but before what its links take up."""
    start, end = reading.entry.core
    lines = reading.pieces(start, end)
    first = reading.visible[start:end].strip().split("\n")[0]
    return bool(lines) and sum(len(piece.text) for piece in lines) <= len(first) + 30


def _read_people(draft: Draft, vocabulary: Vocabulary) -> None:
    reading = draft.reading
    tagged = None if draft.plainly_built or draft.leads_with_names else draft.tagged
    if tagged and tagged.editors and draft.run and draft.run.start < tagged.editors[0] < draft.run.end:
        whole = draft.run.start, draft.run.end  # "Doe, J.; Roe, R. (Eds.)": the last of one list
        tagged = tagged._replace(authors=whole, editors=None)
    stretch = tagged.editors if tagged and shows_editors(reading.visible, tagged.editors) else None
    if stretch:
        stretch = stretch[0], editors_end(reading.visible, *stretch)
    if stretch and draft.editors is None and reading.free(*stretch):
        run = author_run(draft.plain, editors_begin(reading.visible, stretch[0]), stretch[1])
        if run:
            draft.editors = read_authors(reading, run, draft.plain, vocabulary)
        reading.claim("editors", *stretch)
    for _ in range(2):
        known = draft.run if draft.signed or draft.plainly_built or draft.leads_with_names else None
        found = find_authors(reading, draft.title, draft.plain, known, tagged, vocabulary)
        if found is None or (draft.leads_with_year and _is_volumes(found, draft)):
            return  # "2021: On Tides. Some Volume": the page's owner wrote it
        if edited(draft.plain, found, draft.title):
            claim_editors(reading, found)
            run = author_run(draft.plain, editors_begin(reading.visible, found.start), found.end)
            draft.editors = draft.editors or (read_authors(reading, run, draft.plain, vocabulary) if run else found)
            continue
        reading.claim("authors", found.start, reading.end_of_called("authors", found.start, found.end))
        draft.authors = found
        return


def _is_volumes(found: FoundAuthors, draft: Draft) -> bool:
    """Whether what may be the one name of an entry is none: no mark parts it from the title, or it is unlike a name."""
    return len(found.authors) == 1 and not found.implied and not (draft.marked and found.score >= _SURE_NAME)


def _set_date_aside(draft: Draft) -> None:
    """Claim the year between the authors and the title, if another follows: "Doe J. (2022). A Title. In WAVES 2020"."""
    reading = draft.reading
    if draft.title and draft.authors and "date" not in reading.labels:
        date = _AUTHORS_DATE.match(reading.visible, draft.authors.end, draft.title.start)
        if date and YEAR.search(reading.visible, draft.title.end, reading.entry.core[1]):
            reading.claim("date", *date.span(1))


def _read_phrases(draft: Draft, vocabulary: Vocabulary) -> None:
    reading = draft.reading
    end = reading.entry.core[1]
    draft.awards = [
        award
        for award in (*set_off_awards(reading.text, end, vocabulary), *_badge_awards(reading, vocabulary))
        if reading.free(award.start, award.end) or _is_label_of_award(draft, award)
    ]
    for award in draft.awards:
        share = _SHARE.match(reading.visible, award.end)
        reading.claim("awards", award.start, share.end() if share else award.end)
    for piece in (*reading.pieces(0, end), *badges(reading)):
        status = find_status(piece.text, vocabulary)
        if status:
            draft.status = Phrase(piece.start + status.start, piece.start + status.end, status.meaning)
            if status.end - status.start > 0.6 * len(piece.text) and not venues_in(piece.text):
                reading.claim("status", piece.start, piece.end)
            return
    for start, stop in reading.labels.get("date", ()):
        status = find_status(reading.visible[start:stop], vocabulary)
        if status:  # "Doe, J., in prep., On Tides"
            draft.status = Phrase(start + status.start, start + status.end, status.meaning)
            return
    for bracket in draft.beside_names():
        status = find_status(bracket[0], vocabulary)
        first = re.split(r"[;,]", bracket[0])[0]  # "(in prep; pre-registered)"
        if status and status.end <= len(first) + 1 and status.end - status.start >= len(first) - 4:
            draft.status = Phrase(bracket.start() + status.start, bracket.start() + status.end, status.meaning)
            return


def _badge_awards(reading: Reading, vocabulary: Vocabulary) -> list[Phrase]:
    """Return the distinctions that end an element which names a venue: "[AAAI 2026 Oral] A Title"."""
    tags = [span for span in reading.text.of("tag") if span.end <= reading.entry.core[1]]
    found = [award for span in tags for award in find_awards(reading.visible, vocabulary, span.start, span.end)]
    return [award for award in found if reading.free(award.start, award.end)]


def _is_label_of_award(draft: Draft, award: Phrase) -> bool:
    """Whether a link's label is a distinction, and not what the link leads to ("Oral" is a recording)."""
    return any(
        link.is_label and link.kind == "other" and link.start <= award.start and award.end <= link.end
        for link in draft.links
    )


def _read_place(draft: Draft, vocabulary: Vocabulary) -> None:
    reading = draft.reading
    start, end = reading.entry.core
    pieces = reading.pieces(start, end)
    if reading.entry.badge:
        pieces += reading.pieces(*reading.entry.badge)
    last = max([stretch.end for stretch in (draft.title, draft.authors) if stretch is not None], default=start)
    ends = (draft.title.end if draft.title else last, last)
    draft.place = find_place(reading, pieces, ends, draft.trusted, vocabulary)
    if draft.place and draft.is_edited and imprint(reading.visible[draft.place.start : draft.place.end], vocabulary):
        draft.place = None  # the publisher of a whole book
    if draft.place:
        reading.claim("venue", draft.place.start, draft.place.end)
