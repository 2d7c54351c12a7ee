"""Authors: the run of names, each with its marks, notes, other forms and page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pubnorm.document import Span
from pubnorm.entries.classes import hint
from pubnorm.entries.runs import AuthorRun, author_run
from pubnorm.fields.beside import inner_marks, marks_before, read_beside, with_lead
from pubnorm.fields.legend import MARKS, role_of
from pubnorm.fields.reading import Reading
from pubnorm.fields.tagged import Tagged
from pubnorm.fields.title import TitleSpan
from pubnorm.fields.volumes import follows_seat
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.names import NameSpan, name_score
from pubnorm.vocabulary import Vocabulary

_MARK = re.compile("[" + re.escape("".join(sorted(set(MARKS) - set("&=+#^@")))) + "]")  # what is no part of a name
_SIGN = re.compile(r"(?<=\w)[+=#^@]+(?=,)")  # what is none inside a name: "Doe+, J."
_ELLIPSIS = re.compile(r"[\s,;&]*(?:and\s+)?(?:\.\.\.|…|et al)")
_EMPHASIS = frozenset({"bold", "underline", "italic", "tag", "code"})
_BETWEEN = re.compile(r"(?:(?!,|，|、|;|；|・|·|&|\band\b|\bund\b|\bet\b|\n)[^()（）\d])+")
_GOES_ON = re.compile(r"\W*(?:,|;|&|\band)\s*\n")
_CJK = re.compile(r"[぀-ヿ㐀-鿿]")
_EXPECTED, _BRACKETED = 4.0, 2.0  # names' worth of the citation tagger's word, and of "(with …)"
_CUT_SHORT = (
    r"\bet\.? al\b|\betc\b|\band (?:\d+ )?(?:others|more)\b|…|\.\.\.|等(?!\w)"
    r"|\bu\.\s?a\.|\by otros\b|\bet coll\b|\be outros\b"
)
_TRUNCATED = re.compile(_CUT_SHORT, re.IGNORECASE)
_IS_CUT = Caseless(_CUT_SHORT)
_BEFORE_CUT = re.compile(r"^(?:[^\w(（…]|and\b)*")  # marks and separators before "et al."
_INCLUDING = re.compile(
    r"[\s.,]*[\[(（]incl(?:uding|\.)?\s[^\[\]()（）]{2,80}[\])）]", re.IGNORECASE
)  # "et al. [including Doe, J.]"
_CONTINUES = re.compile(r"(?:[,;&]|\band|\bund|\be|\by|\bet)\s*$")
_EDITED = Caseless(r"\b(?:edited|ed\.|eds\.|hrsg\.|herausgegeben)\s+(?:by|von)\s*$|\beditors?:?\s*$")
_EDITORS_AFTER = Caseless(r"^[\s,]*\(?\s*(?:[eé]ds?\b|hrsg|hgg?\b|editors?\b|coords?\b|dirs?\b)\.?\s*\)?")
_IMPLIED = Caseless(
    r"(?:^|[\s(,.])(?:(?:joint(?: work)?|together|jointly|co-?authored)\s+)?with:?\s*$"
    r"|(?:^|[\s(,.])(?:(?:em|en) )?(?:co-?autor[ií]a|colabora[cç][aãi][oó]n?|collaboration) (?:com|con|avec):?\s*$"
    r"|(?:^|[(])(?:com|con|avec|(?:gemeinsam |zusammen )?mit):?\s*$"
)
_WITH = re.compile(r"[(（](?:[\w-]+ ){0,3}(?i:with|mit|avec|com|con)\s+(?=[^\W\d_a-z])([^()（）]{4,200})[)）]")
_LEAD = re.compile(r"\b(?:authors?|by|von|par|por|作者)\s*[:：]?\s*$", re.IGNORECASE)


class FoundAuthor(NamedTuple):
    """One author as found: where the name stands, as displayed, its marks, roles named beside it, and its page."""

    start: int
    end: int
    name: str
    marks: tuple[str, ...]
    roles: tuple[str, ...]
    emphasised: bool
    url: str | None


class FoundAuthors(NamedTuple):
    """An entry's author list."""

    authors: tuple[FoundAuthor, ...]
    start: int
    end: int
    truncated: bool
    implied: bool
    score: float


def find_authors(
    reading: Reading,
    title: TitleSpan | None,
    plain: str,
    known: AuthorRun | None,
    tagged: Tagged | None,
    vocabulary: Vocabulary,
) -> FoundAuthors | None:
    """Return the author list of an entry: the longest run of names outside its title and its link labels.

    `plain` is the entry's text for reading names (`plain_names`), `known` a run that is surely the list; what the
    citation tagger calls authors is preferred, what it calls editors is not.
    """
    if known and reading.free(known.start, known.end) and not _goes_on(reading, plain, known.end):
        return read_authors(reading, with_lead(reading, known, plain), plain, vocabulary)
    expected = _declared(reading, vocabulary) or (tagged.authors if tagged else None)
    editors = tagged.editors if tagged else None
    best: tuple[float, AuthorRun] | None = None
    beside = [match.span(1) for match in _WITH.finditer(reading.visible, *reading.entry.core)]
    stretches = [*_segments(reading, plain), *(one for one in beside if reading.free(*one))]
    if expected and any(expected[0] < one[0] < expected[1] for one in beside):
        expected = None  # "Tides, Waves and Silt (with Rob Doe)"
    if expected and reading.free(*expected) and not _breaks(plain, *expected):
        stretches.append(expected)
    for start, end in stretches:
        run = author_run(plain, start, end, expected=(start, end) == expected)
        if run is None or (len(run.names) == 1 and follows_seat(plain[start : run.start], vocabulary)):
            continue
        near = 0.0 if title is None else min(abs(run.start - title.end), abs(title.start - run.end)) / 2000
        led = 0.5 if _LEAD.search(plain[max(0, run.start - 12) : run.start]) else 0.0
        led += _BRACKETED if (start, end) in beside else 0.0
        edited = 3.0 if _are_editors(plain, title, run.start, run.names[-1].end) else 0.0
        score = min(len(run.names), 8) * run.score + led - near - edited
        if expected:
            score += _EXPECTED * _shared((run.start, run.end), expected)
        if editors:
            score -= _EXPECTED * _shared((run.start, run.end), editors)
        if best is None or score > best[0]:
            best = (score, run)
    if expected and reading.mostly_free(*expected):
        run = _believed(reading, *expected)
        missed = best is None or (not _shared((best[1].start, best[1].end), expected) and best[1].score < 0.7)
        more = (
            best is not None
            and run is not None
            and _CJK.search(reading.visible, *expected)
            and len(run.names) > len(best[1].names)
        )
        if run is not None and (missed or more):
            best = (run.score, run)
    if best is None or best[1].score < 0.25:
        return None
    return read_authors(reading, with_lead(reading, best[1], plain) if title else best[1], plain, vocabulary)


def _goes_on(reading: Reading, plain: str, end: int) -> bool:
    """Whether a list of names that ends its line goes on in the next."""
    at = plain.find("\n", end, end + 4)
    return _GOES_ON.match(plain, end) is not None or (at >= 0 and _are_linked(reading, at))


def _are_linked(reading: Reading, at: int) -> bool:
    """Whether the line break at `at` parts two linked people, between whom a comma was forgotten."""
    spans = [span for span in reading.text.spans if span.kind == "link"]
    left = any(at - 2 <= span.end <= at and _is_name(reading.visible[span.start : span.end]) for span in spans)
    return left and any(
        at < span.start <= at + 2 and _is_name(reading.visible[span.start : span.end]) for span in spans
    )


def _declared(reading: Reading, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Return the stretch that an element's class declares to be the authors."""
    start, end = reading.entry.core
    for span in reading.text.spans:
        within = span.kind == "tag" and start <= span.start and span.end <= end
        if within and span.value and hint(span.value, vocabulary) == "authors":
            return span.start, span.end
    return None


def _believed(reading: Reading, start: int, end: int) -> AuthorRun | None:
    """Take the citation tagger's word for names that look like nobody's: each short piece between separators is one."""
    names = []
    for match in _BETWEEN.finditer(reading.visible, start, end):
        piece = match[0].strip(" .")
        if not piece:
            continue
        if len(piece.split()) > 5 or len(piece) > 40 or not (piece[0].isupper() or ord(piece[0]) > 0x2E7F):
            return None
        at = match.start() + match[0].index(piece)
        names.append(NameSpan(at, at + len(piece)))
    return AuthorRun(names[0].start, names[-1].end, tuple(names), False, 0.5) if 0 < len(names) < 40 else None


def _breaks(plain: str, start: int, end: int) -> bool:
    """Whether a stretch holds a line break after which the names do not go on."""
    return "\n" in plain[start:end] and any(
        char == "\n" and not _CONTINUES.search(plain[start:at]) for at, char in enumerate(plain[start:end], start)
    )


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / max(1, other[1] - other[0])


def _segments(reading: Reading, plain: str) -> list[tuple[int, int]]:
    """Unclaimed stretches of the core; a line break parts them unless the line before plainly goes on."""
    found = []
    for begin, stop in reading.free_stretches(*reading.entry.core):
        at = plain.find("\n", begin + 1, stop)
        while at >= 0:
            if not _CONTINUES.search(plain[max(begin, at - 8) : at]) and not _are_linked(reading, at):
                found.append((begin, at))
                begin = at + 1
            at = plain.find("\n", max(at, begin) + 1, stop)
        found.append((begin, stop))
    return [(begin, stop) for begin, stop in found if stop - begin >= 2]


def read_authors(reading: Reading, run: AuthorRun, plain: str, vocabulary: Vocabulary) -> FoundAuthors:
    """Return the authors of a run of names, with what stands beside each name."""
    text = reading.text
    limit = min(reading.entry.core[1], run.end + 60)
    stops = [name.start for name in run.names[1:]] + [limit]
    authors = []
    # Styles and links are looked for once for all names: an entry may have hundreds of both.
    first, last = run.names[0].start - 1, max(limit, run.end, run.names[-1].end)
    near = [span for span in text.spans if span.start <= last and span.end >= first]
    raised = [span for span in near if span.kind == "sup"]
    styled = [span for span in near if span.kind in _EMPHASIS]
    linked = [span for span in near if span.kind == "link"]
    lead = marks_before(text, run.names[0].start, max(0, run.start - 4))
    tail = run.end
    for name, stop in zip(run.names, stops, strict=True):
        marks, notes, end, following = read_beside(text.text, raised, name.end, stop, last=stop == limit)
        start, stop_name = _trim_name(text.text, name.start, name.end)
        own = inner_marks(text.text, raised, start, stop_name)
        told = [role_of(note, vocabulary) for note in notes] if notes else []
        roles = tuple(dict.fromkeys(_own_roles(notes, told)))
        shown = _displayed(text.text, raised, start, stop_name)
        other = next((note for note, role in zip(notes, told, strict=True) if not role and _is_name(note)), None)
        if other and other not in shown:
            shown = f"{shown} ({other})"
        authors.append(
            FoundAuthor(
                start, stop_name, shown, tuple(dict.fromkeys((*lead, *own, *marks))), roles,
                _emphasised(styled, start, stop_name), _page(linked, start, stop_name),
            )
        )  # fmt: skip
        tail = max(tail, end if stop == limit else name.end)
        lead = following
    after = plain[run.names[-1].end : run.names[-1].end + 40].split("\n")[0]
    within = plain[run.start : run.names[-1].end]
    cut = _TRUNCATED.match(_BEFORE_CUT.sub("", after)) if _IS_CUT.found(after) else None
    if cut or _ELLIPSIS.match(after):
        found = _TRUNCATED.search(after)
        tail = max(tail, run.names[-1].end + (found.end() if found else 0))
    truncated = cut is not None or _IS_CUT.found(within)
    including = _INCLUDING.match(text.text, tail) if truncated else None
    tail = including.end() if including else tail
    implied = _IMPLIED.search(text.text, max(0, run.start - 24), run.start)
    start = implied.start() if implied else run.start  # "(with" goes with the names, or it would be left to the venue
    return FoundAuthors(tuple(authors), start, tail, truncated, implied is not None, run.score)


def _own_roles(notes: list[str], told: list[str | None]) -> Iterator[str]:
    """Yield the roles that notes beside a name give to its bearer; "(Advisor: Rob Roe)" gives none."""
    for note, role in zip(notes, told, strict=True):
        if role and ":" not in note:
            yield role


def edited(plain: str, found: FoundAuthors, title: TitleSpan | None) -> bool:
    """Whether a run of names are the editors: "edited by A and B", "A and B (Eds.)"."""
    return _are_editors(plain, title, found.start, found.authors[-1].end) or _EDITORS_AFTER.found(
        plain[found.end : found.end + 16]
    )


def _are_editors(plain: str, title: TitleSpan | None, start: int, end: int) -> bool:
    """Whether names are said to be the editors of the volume that follows a title."""
    if _EDITED.found(plain[max(0, start - 20) : start]):
        return True
    return title is not None and start >= title.end and _EDITORS_AFTER.found(plain[end : end + 16])


def _is_name(note: str) -> bool:
    """Whether a bracket beside a name is another form of it, rather than a ranking or the like."""
    return not any(char.isdigit() for char in note) and name_score(note) > 0.6


def _trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in MARKS or text[start] in " \n,;"):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1] in " \n,;"):
        end -= 1
    return start, end


def _displayed(visible: str, raised: list[Span], start: int, end: int) -> str:
    """The name without the superscripts and marks inside it."""
    kept = visible[start:end]
    drop = [s for s in raised if s.start < end and s.end > start]
    if drop:
        kept = "".join(c for i, c in enumerate(kept, start) if not any(s.start <= i < s.end for s in drop))
    return " ".join((_MARK.sub("", kept) if _MARK.search(kept) else _SIGN.sub("", kept)).split())


def _emphasised(styled: list[Span], start: int, end: int) -> bool:
    """Whether most of a name is bold, underlined or the like, and the style is the name's own."""
    for span in styled:
        overlap = min(span.end, end) - max(span.start, start)
        if overlap >= 0.5 * (end - start) and span.end - span.start <= (end - start) + 8:
            return True
    return False


def _page(linked: list[Span], start: int, end: int) -> str | None:
    for span in linked:
        if span.start < end and span.end > start and span.end - span.start <= (end - start) + 8:
            return span.value or None
    return None
