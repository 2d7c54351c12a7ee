"""Runs of names in a text: where an author list begins, where it ends, and what in between is none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.entries.blanks import BLANK
from pubnorm.matching.names import NameSpan, is_own_stop, split_names

_BLANKS = re.compile(f"{BLANK}{BLANK}*")
CAPITALS = "A-ZА-ЯЁІЇЄ"  # of initials
SMALL = "a-zа-яёіїє"
_SHORT_WORD = re.compile(r"(?:[a-z]|\b[A-Z]\.?)\s([^\W\d_]{1,3})$")
_YEAR_NOTE = re.compile(r"\d\d")
# `Doe J, Roe RB`: in such lists a single initial with a full stop may end the list, elsewhere it is a middle initial.
_VANCOUVER = re.compile(
    rf"(?<![^\W\d_])[^\W\d_]{{2,40}} (?:[{CAPITALS}]\.? ?){{1,3}},\s?"
    rf"[^\W\d_]{{2,40}}(?: [^\W\d_]{{1,40}})? (?:[{CAPITALS}]\.? ?){{1,3}}"
    rf"(?=\s*(?:[,;*&]|and\b|\(|\.?$)|\.\s+[{CAPITALS}]\w*\s(?!and\b|und\b|et\b|y\b|e\b)[{SMALL}])"
)
# "Doe J and Roe RB. A Study": two names, and what ends the second
_PAIR = re.compile(
    r"\W{0,12}[^\W\d_]{3,40} [A-Z]{1,3}[*†‡#]?,? (?:and|&) [^\W\d_]{3,40} [A-Z]{1,3}(\.)(?= [A-Z][\w-]*[ :] ?\w)"
)
# What such a list cannot do without, looked for first.
_INITIAL_COMMA = re.compile(rf",(?:(?<=[{CAPITALS}],)|(?<=[{CAPITALS}][. ],)|(?<=[{CAPITALS}]\. ,))")
_VANCOUVER_END = re.compile(r"(?<=[a-z] [A-Z])(?<!and [A-Z])\.(?=\s+(?![A-Z]\b)(?:[A-Z“\"\[‘\d]|[a-z]{2,5}[A-Z]))")
# "Doe J.E., Roe R. B. A study": the last initial's full stop ends the list where a title's words follow
_INITIALS_END = re.compile(
    rf"\.(?=\s+[{CAPITALS}][{SMALL}]*\s[{SMALL}]{{2}})"
    rf"(?:(?<=[{SMALL}] [{CAPITALS}]\.[{CAPITALS}]\.)|(?<=[{SMALL}] [{CAPITALS}]\. [{CAPITALS}]\.))"
)
_JOURNAL = re.compile(r"(?:[A-Z]\. ?){0,2}(?:[A-Z][a-z]+\. ?)*[A-Z][a-z]+$")
_VOLUME_AFTER = re.compile(r"\.? (?!(?:19|20)\d\d\b)\d{1,4} ?[(,:\x1f]")
# "J. Doe* Chem. Silt., 2025, 16, 3-9": an abbreviated word, and the year before the volume
_JOURNAL_DATED = re.compile(r"(?:[A-Z][a-z]{2,}\. ?)+[A-Z][a-z]+$")
_YEAR_VOLUME_AFTER = re.compile(r"\.?,? (?:19|20)\d\d, ?\d{1,4} ?[(,:\x1f]")
# behind inverted names also "J. Geom. Silt. 25 (2015)"
_JOURNAL_GOES_ON = re.compile(r"(?:\.? [A-Z]\w*\.?){0,5}" + _VOLUME_AFTER.pattern)
# "J. B. Doe Nat. Silt", "J. Doe Chem. Sci": no name goes on with abbreviations
_NAME_JOURNAL = re.compile(
    r"((?:-?[A-Z]\.[ -]?){1,4}[^\W\d_][^\s.]+) (?!(?:Jr|Sr)\.)(?:[A-Z][a-z]+\. ?)(?:[A-Z][a-z]*\. ?)*[A-Z]?[a-z]*$"
)
# `Doe, J., Roe, R. B.`: likewise where the list begins so.
_INVERTED = re.compile(
    r"\W*(?:\d{1,4}\W{1,3})?(?:[a-zà-ÿ]{1,4}\s){0,2}[^\W\d_][\w’'‐-]+,\s?"
    r"(?:-?[A-Z]\w?(?:\.[ -]?|-(?=[A-Z]))){1,4}[A-Z]?(?=[,;&*:\s]|$)"
    r"|\W*(?:[^\W\d_][\w’'‐-]+\s){1,2}[^\W\d_][\w’'‐-]+,\s?(?:-?[A-Z]\w?(?:\.[ -]?|-(?=[A-Z]))){1,4}"
    r"(?:,|;|,?\s(?:and|&|und|et|y))\s(?:[^\W\d_][\w’'‐-]+\s){0,2}[^\W\d_][\w’'‐-]+,\s?[A-Z]\."
)
_COMMA_INITIAL = re.compile(r",\s?-?[A-Z](?:\w?\.|-[A-Z])")  # what such a list cannot do without, looked for first
_INVERTED_END = re.compile(
    r"(?<![\w’'‐-])(?<![A-Z]\.\s)(?<![A-Z]\.)"  # "J. Wang, M. Huang" are not inverted
    r"[^\W\d_][\w’'‐-]+,\s?(?:-?[A-Z][a-z]?(?:\.[ -]?|-(?=[A-Z])))*-?[A-Z][a-z]?(\.)(?=\s+[A-Z“\"\[‘\d(][^.\s])"
    r"(?!\s+(?:[A-Z][.,]|and|und|et)[\s,]|\s+[^\W\d_][\w’'‐-]+(?:\s[JS]r\.)?\s*(?:[,;&]|and\b|\())"
)
# "Doe, J. and Roe, R. Harbours and Silt": the name behind an "and" is the last
_INVERTED_LAST = re.compile(
    r"(?:\band|&)\s(?:[a-zà-ÿ]{1,4}\s){0,2}[^\W\d_][\w’'‐-]+,\s?(?:-?[A-Z](?:\.[ -]?|-(?=[A-Z])))*-?[A-Z](\.)"
    r"(?=\s+[A-Z][a-z-]+\s(?:and|&)\s)(?!\s+[\w-]+\s(?:and|&)\s[^\W\d_a-z][\w’'‐-]*,\s?[A-Z]\.)"
)
# "On Tides (joint with Jane Doe)": those whom a title's owner wrote it with
WITH = re.compile(
    r"[(（\[](?:[\w-]+ ){0,3}(?i:(?:with|mit|avec|com|con)\s|w/)\s*(?=[^\W\d_a-z])([^()（）\[\]]{4,200})[)）\]]"
)
_NAMED = 0.5  # the score of a name in such brackets, at the least
# "…, et al. Tides: A Study": the list is cut, and a title begins
_CUT = re.compile(r"(?<=\bet al)\.(?=\s+[A-Z“\"][^\s,]*[^\s,.](?:\s|$))(?!\s+(?:and|In)\b)")
_YEAR_AFTER = re.compile(r"\s*[(\[]?(?:19|20)\d\d")
# "Doe, J. in Some Journal", "Roe, R. in press"
_PLACE_AFTER = re.compile(
    r"\s+(?:in\s+(?:[A-Z]\w{2}|press\b|prep|submission|re(?:view|vision))|to appear|accepted\b|submitted\b|forthcoming)"
)
# What leads to a venue, whose name is blanked, and is no name: "Doe, J. In …", "Rob Roe, Published in …"
_LEADS = re.compile(
    r"(?:[.,]|(?<![^\s.,]))\s*(?:(?i:published|appear(?:s|ed|ing)?|accepted|presented|submitted|to appear) )?"
    r"(?:[Ii]n|at|to|by|(?i:published|accepted)):?(?: the)? {0,2}$"
)
_LEADS_END = ("in", "at", "to", "by", "the", "published", "accepted")  # what it finds ends so, which is looked at first
_LONGEST_LEAD, _LONGEST_END = 24, 12  # characters
_VOLUME = " In: "  # leads where a work stands
_PLACE = " // "  # likewise in the order of GOST: "Doe J. E. A study // Journal of Silt"
# "Ed. Jane Doe", "hg. von Jane Doe": the names that follow are no authors'
EDITORS_LEAD = re.compile(
    r"(?<![^\s.;,:(?!”\"\x1f])(?i:edited by|eds?\.(?: by)?|h(?:gg?|rsg)\.(?: v(?:on\b|\.))?|herausgegeben von|a cura di"
    r"|sous la dir(?:ection|\.) de)\s+(?=[^\W\d_a-z])"
)
# One of these is in all that the pattern finds.
_EDITORS_SIGNS = ("edited by", "ed.", "eds.", "hg.", "hgg.", "hrsg.", "herausgegeben von", "a cura di", "sous la dir")
_NOTE = 24  # characters of a bracket beside a name, up to its colon
_PARTS_NAMES = re.compile(r"[,;&·・、，；|/–-]|\b(?:and|und|et|y|e|en|with|mit)\b")
_STOP = re.compile(r"[.:。：．]")
_AFTER_STOP = re.compile(r"\s+(?:[A-Z“\"\[‘'(\d]|[a-z]{1,5}[A-Z])(?![^\s,]{0,12},)")  # "bioRxiv" begins a sentence, too
_SMALL_WORD = re.compile(r"\s[a-zß-öø-ÿ]{4,}$")  # ends no name: "… in the harbour. Doe, J."
_QUOTES = '“”„«"'
_QUOTE = re.compile(  # opens a title, no nickname
    rf"[{_QUOTES}](?<=[\s,，、].)(?=\s?[^\W\d_](?:(?:[^\s\"“”»]*\s+){{3}}\S|[^\"“”»]{{0,40}}?[぀-ヿ㐀-鿿][^\"“”»]{{6}}))"
)
_AT_END = re.compile(r"\s*$")


class AuthorRun(NamedTuple):
    """A stretch of names with nothing but separators and marks between them."""

    start: int
    end: int
    names: tuple[NameSpan, ...]
    truncated: bool
    score: float

    def shifted(self, by: int) -> AuthorRun:
        """Return this run in a text that has `by` more characters before it."""
        if not by:
            return self
        names = tuple(NameSpan(name.start + by, name.end + by) for name in self.names)
        return AuthorRun(self.start + by, self.end + by, names, self.truncated, self.score)


def names_beside(text: str) -> tuple[int, int] | None:
    """Return where brackets that end a title name those whom it was written with.

    >>> names_beside("On Tides (with Jane Doe)"), names_beside("Silt (with some Waves)")
    ((9, 24), None)
    """
    match = next((found for found in WITH.finditer(text) if not text[found.end() :].strip(" .,")), None)
    run = author_run(text, *match.span(1)) if match else None
    return match.span() if match and run and run.score >= _NAMED else None


def author_run(text: str, start: int = 0, end: int | None = None, *, expected: bool = False) -> AuthorRun | None:
    """Return the best run of names in `text[start:end]`, None where there is none.

    `expected`: something else tells that this is an author list, so that odd names are taken for names, too.
    A sentence that ends, ends the run: `Ghosh D. Mapping Things` is a name and the beginning of a title.
    """
    end = len(text) if end is None else end
    ends = {m.start() for m in _STOP.finditer(text, start, end) if _ends_sentence(text, m.start(), end)}
    if '"' in text or not text.isascii():
        ends |= {m.start() for m in _QUOTE.finditer(text, start, end)}
    if "et al. " in text:
        ends |= {m.start() for m in _CUT.finditer(text, start, end)}
    volume = text.find(_VOLUME, start, end)
    if volume >= 0:
        ends.add(volume)
    place = text.find(_PLACE, start, end)
    if place >= 0:
        ends |= {place, *(m.start() for m in _INITIALS_END.finditer(text, start, place))}
    elif _INITIAL_COMMA.search(text, start, end) and _VANCOUVER.search(text, start, end):
        ends |= {m.start() for m in _VANCOUVER_END.finditer(text, start, end)}
        ends |= {m.start() for m in _INITIALS_END.finditer(text, start, end)}
    pair = _PAIR.match(text, start, end) if " and " in text or " & " in text else None
    if pair:
        ends.add(pair.start(1))
    if _COMMA_INITIAL.search(text, start, end) and _INVERTED.match(text, start, end):
        ends |= {m.start(1) for m in _INVERTED_END.finditer(text, start, end)}
        ends |= {m.start(1) for m in _INVERTED_LAST.finditer(text, start, end)}
    blanked = text.find(BLANK, start, end) >= 0
    blanks = {m.start(): m.end() for m in _BLANKS.finditer(text, start, end)} if blanked else {}
    if blanks:
        ends |= _leads_to_venues(text, start, blanks)
    lowered = text.lower()
    led = any(map(lowered.__contains__, _EDITORS_SIGNS))
    leads = {m.start(): m.end() for m in EDITORS_LEAD.finditer(text, start, end)} if led else {}
    blanks |= leads
    edited = {stop: begin for begin, stop in leads.items()}
    best = spare = None
    at = start
    for stop in [*sorted({*ends, *blanks}), end]:
        run = _run_within(text, at, stop, expected) if stop - at > 1 and _may_hold_names(text[at:stop]) else None
        if run and at in edited:
            spare = spare or run._replace(start=edited[at])
        elif run and (best is None or len(run.names) * run.score > len(best.names) * best.score * 1.2):
            best = run
        at = blanks.get(stop, stop + 1)
    best = best or spare
    if best and len(best.names) > 1:
        best = _without_journal(text, best)
    if (
        best
        and text[best.end : best.end + 1] == "."
        and text[best.end - 1].isupper()
        and best.names[-1].end == best.end
        and is_own_stop(text[best.names[-1].start : best.end], [text[n.start : n.end] for n in best.names[:-1]])
    ):
        last = NameSpan(best.names[-1].start, best.end + 1)  # the full stop of the last initial
        best = best._replace(end=best.end + 1, names=(*best.names[:-1], last))
    return best


def _leads_to_venues(text: str, start: int, blanks: Iterable[int]) -> set[int]:
    """Return where words begin that lead to the names that are blanked, and end what is before them."""
    found = set()
    for at in blanks:
        if text[max(start, at - _LONGEST_END) : at].rstrip(" :").lower().endswith(_LEADS_END):
            lead = _LEADS.search(text, max(start, at - _LONGEST_LEAD), at)
            if lead:
                found.add(lead.start())
    return found


def _without_journal(text: str, run: AuthorRun) -> AuthorRun:
    """Leave out the abbreviated journal behind the last name: "…, Doe, J., J. Tides. 7 (2014)", "J. Doe Nat. Silt."."""
    before, last = run.names[-2:]
    follows = _JOURNAL_GOES_ON if "," in text[before.start : before.end] else _VOLUME_AFTER
    dated = _JOURNAL_DATED.match(text, last.start, last.end) and _YEAR_VOLUME_AFTER.match(text, last.end)
    if dated or (_JOURNAL.match(text, last.start, last.end) and follows.match(text, last.end)):
        names = run.names[:-1]
    else:
        journal = _NAME_JOURNAL.match(text, last.start, last.end)
        if journal is None:
            return run
        names = (*run.names[:-1], NameSpan(last.start, journal.end(1)))
    return run._replace(end=names[-1].end, names=names)


def _may_hold_names(piece: str) -> bool:
    """Whether a piece is worth a closer look: many words without anything that parts names are none."""
    return len(piece) < 48 or "," in piece or _PARTS_NAMES.search(piece) is not None


def _ends_sentence(text: str, at: int, end: int) -> bool:
    """Whether the full stop or colon at `text[at]` ends an author list, rather than an initial or an abbreviation."""
    if text[at] == ":":
        return text[at + 1 : at + 2].isspace() and not _within_bracket(text, at)
    if text[at] == "：" or (text[at] in "。．" and text[at - 1 : at] > "\u2e7f"):
        return True
    if _AT_END.fullmatch(text, at + 1, end):
        return True
    if text[at] != ".":
        return False
    before = text[max(0, at - 4) : at]
    last = before[-1:]
    if last > "\u2e7f":
        return True
    if last.isalpha() and (_YEAR_AFTER.match(text, at + 1, end) or _PLACE_AFTER.match(text, at + 1, end)):
        return True
    if not _AFTER_STOP.match(text, at + 1, end):
        small = _SMALL_WORD.search(text, max(0, at - _LONGEST_LEAD), at)
        return small is not None and not _within_bracket(text, at)
    if last in ")]*† " or (len(before) >= 3 and before[-3:].isalpha()):
        return True
    tail = _SHORT_WORD.search(text[max(0, at - 6) : at])
    return tail is not None and ((tail[1].isupper() and len(tail[1]) > 1) or (len(tail[1]) == 2 and tail[1].istitle()))


def _within_bracket(text: str, at: int) -> bool:
    """Whether a bracket is open at `text[at]` that was opened shortly before: "Jane Doe (Advisor: Rob Roe)"."""
    near = text[max(0, at - _NOTE) : at]
    return near.rfind("(") > near.rfind(")")


def _run_within(text: str, start: int, end: int, expected: bool) -> AuthorRun | None:
    piece = text[start:end]
    found = split_names(piece, expected=expected)
    if not found.names:
        return None
    runs: list[list[NameSpan]] = [[]]
    breaks = sorted(position for position, _ in found.rest)
    at = 0
    for name in found.names:
        while at < len(breaks) and breaks[at] < name.start:
            at += 1
            if runs[-1]:
                runs.append([])
        runs[-1].append(name)
    best = max(runs, key=len)
    first, last = best[0].start, best[-1].end
    for note_start, note_end in found.notes:
        next_to = last <= note_start <= last + 2 and "\n" not in piece[last:note_start]
        if next_to and not _YEAR_NOTE.search(piece, note_start, note_end):
            last = note_end
    score = found.score if not found.rest else split_names(piece[first : best[-1].end]).score
    names = tuple([NameSpan(n.start + start, n.end + start) for n in best] if start else best)
    return AuthorRun(first + start, last + start, names, found.truncated, score)
