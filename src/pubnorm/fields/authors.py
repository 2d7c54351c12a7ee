"""Authors: which run of names is the author list."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.entries.blanks import BLANK
from pubnorm.entries.classes import hint
from pubnorm.entries.marks import count_words
from pubnorm.entries.runs import EDITORS_LEAD, WITH, AuthorRun, author_run
from pubnorm.fields.beside import with_lead
from pubnorm.fields.draft import EDITORS
from pubnorm.fields.people import FoundAuthors, is_name, read_authors
from pubnorm.fields.reading import Reading
from pubnorm.fields.tagged import Tagged
from pubnorm.fields.title import TitleSpan
from pubnorm.fields.volumes import editors_begin, follows_seat, names_thesis
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.names import NameSpan
from pubnorm.matching.names.words import words
from pubnorm.vocabulary import Vocabulary

_BETWEEN = re.compile(r"(?:(?!,|，|、|;|；|・|·|&|\band\b|\bund\b|\bet\b|\n)[^()（）\d])+")
_GOES_ON = re.compile(r"\W*(?:,|;|&|\band)\s*\n")
_LONGEST_CJK = 7  # characters of a name in such a script
_CJK = re.compile(r"[぀-ヿ㐀-鿿]")
# "田中一郎，山田花子，「", up to a quoted title: whoever is meant, they are names
_NAMES_LEAD = re.compile(r"\s*(?:[㐀-鿿々ヶ぀-ヿ]{1,5}[\s・]?[㐀-鿿々ヶ぀-ヿ]{1,5}\s*[，、,]\s*)+(?=[「『“\"])")
_OTHERS = ("等", "等人")  # "and others", behind the last name
_EXPECTED, _BRACKETED = 4.0, 2.0  # names' worth of the citation tagger's word, and of "(with …)"
_CONTINUES = re.compile(r"(?:[,;&]|\band|\bund|\be|\by|\bet)\s*$")
_VOLUME = re.compile(r"\s*[,.]?\s*(?:[Vv](?:ol)?\.? ?|Bd\. ?|[Nn][ºo°]\.? ?)\d")
_EDITED = Caseless(
    r"(?:\b(?:edited by|eds?\.(?: by)?|h(?:gg?|rsg)\.(?: v(?:on|\.))?|herausgegeben von|a cura di|editors?:?)"
    r"|\(eds?\.?\))\s*$"
)
_EDITORS_AFTER = Caseless(r"^[\s,]*\(?\s*(?:[eé]ds?\b|hrsg|hgg?\b|editors?\b|coords?\b|dirs?\b)\.?\s*\)?")
_EDITORS_DATED = re.compile(r"[\s,.]*[(（](?:[eé]ds?|hrsg|hgg?|editors?)\b\.?,? ?((?:19|20)\d\d)[)）]", re.IGNORECASE)
_CITED_YEAR = re.compile(r"(?:,? et al\.?)?,? (?:19|20)\d\d[a-z]?(?:[;,)）\x1f]|$)")
_WORDS_BEFORE_CITED = 4
_OPENED = f"(（{BLANK}"
_LEAD = re.compile(r"\b(?:authors?|by|von|par|por|作者)\s*[:：]?\s*$", re.IGNORECASE)


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
    expected = _declared(reading, vocabulary) or _before_quote(reading, title)
    expected = expected or (tagged.authors if tagged else None)
    editors = tagged.editors if tagged else None
    best: tuple[float, AuthorRun] | None = None
    beside = [match.span(1) for match in WITH.finditer(reading.visible, *reading.entry.core)]
    stretches = [*_segments(reading, plain), *(one for one in beside if reading.free(*one))]
    if expected and any(expected[0] < one[0] < expected[1] for one in beside):
        expected = None  # "Tides, Waves and Silt (with Rob Doe)"
    if expected and reading.free(*expected) and not _breaks(plain, *expected):
        stretches.append(expected)
    for start, end in stretches:
        run = author_run(plain, start, end, expected=(start, end) == expected)
        if run is None or (len(run.names) == 1 and _is_nobody(plain, start, run, vocabulary)):
            continue
        if _is_cited(plain, title.end if title and title.end < run.start else start, run):
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
        run = _believed(reading, plain, *expected)
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


def _is_nobody(plain: str, start: int, run: AuthorRun, vocabulary: Vocabulary) -> bool:
    """Whether what looks like a name is none: of a publisher ("Berlin: Doe"), a thesis, a journal ("Silt, v. 3")."""
    name = plain[run.start : run.end]
    return (
        (name.isupper() and name.isalpha() and plain.startswith(":", run.end))  # "TIDE: How to Measure Silt"
        or follows_seat(plain[start : run.start], vocabulary)
        or names_thesis(name)
        or bool(_VOLUME.match(plain, run.end))
    )


def _is_cited(plain: str, start: int, run: AuthorRun) -> bool:
    """Whether prose that begins at `start` cites another work by its author: "by what we know (Doe et al., 2020)"."""
    if (
        len(run.names) > 1
        or run.start <= start
        or plain[run.start - 1] not in _OPENED
        or not _CITED_YEAR.match(plain, run.end)
    ):
        return False
    return count_words(plain[start : run.start]) >= _WORDS_BEFORE_CITED


def _goes_on(reading: Reading, plain: str, end: int) -> bool:
    """Whether a list of names that ends its line goes on in the next."""
    at = plain.find("\n", end, end + 4)
    parted = plain.find("\n", end) >= 0 and _GOES_ON.match(plain, end) is not None
    return parted or (at >= 0 and _are_linked(reading, at))


def _are_linked(reading: Reading, at: int) -> bool:
    """Whether the line break at `at` parts two linked people, between whom a comma was forgotten."""
    spans = [span for span in reading.text.spans if span.kind == "link"]
    left = any(at - 2 <= span.end <= at and is_name(reading.visible[span.start : span.end]) for span in spans)
    return left and any(at < span.start <= at + 2 and is_name(reading.visible[span.start : span.end]) for span in spans)


def _declared(reading: Reading, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Return the stretch that an element's class declares to be the authors."""
    start, end = reading.entry.core
    for span in reading.text.spans:
        within = span.kind == "tag" and start <= span.start and span.end <= end
        if within and span.value and hint(span.value, vocabulary) == "authors":
            return span.start, span.end
    return None


def _before_quote(reading: Reading, title: TitleSpan | None) -> tuple[int, int] | None:
    """Return the East Asian names that lead to a title in quotation marks, up to its first."""
    if title is None or title.kind not in ("quote", "book"):
        return None
    lead = _NAMES_LEAD.match(reading.visible, reading.entry.core[0], title.start)
    return lead.span() if lead and lead.end() >= title.start - 1 else None


def _believed(reading: Reading, plain: str, start: int, end: int) -> AuthorRun | None:
    """Take the citation tagger's word for names that look like nobody's: each short piece between separators is one.

    It is not taken where what is blanked in `plain` is among them, such as the year and the number of a journal.
    """
    if any(span.start < end and start < span.end for span in reading.text.of("code")):
        return None  # a badge: "`IEEE - WAVES 2024` A Title"
    names = []
    for match in _BETWEEN.finditer(reading.visible, start, end):
        piece = match[0].strip(" .")
        if not piece or piece in _OTHERS:
            continue
        odd = len(piece.split()) > 5 or len(piece) > 40 or len(_CJK.findall(piece)) > _LONGEST_CJK
        odd = odd or BLANK in plain[match.start() : match.end()]
        if odd or names_thesis(piece) or _is_told(piece) or not (piece[0].isupper() or ord(piece[0]) > 0x2E7F):
            return None
        at = match.start() + match[0].index(piece)
        names.append(NameSpan(at, at + len(piece)))
    return AuthorRun(names[0].start, names[-1].end, tuple(names), False, 0.5) if 0 < len(names) < 40 else None


def _is_told(piece: str) -> bool:
    """Whether a piece is a word that no name has, or a degree: "发明专利", "M.Sc."."""
    folded = piece.casefold()
    return any(form in words(kind) for form in (folded, f"{folded}.") for kind in ("not_name", "degree"))


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


def edited(plain: str, found: FoundAuthors, title: TitleSpan | None) -> bool:
    """Whether a run of names are the editors: "edited by A and B", "A and B (Eds.)"."""
    return _are_editors(plain, title, found.start, found.authors[-1].end) or _EDITORS_AFTER.found(
        plain[found.end : found.end + 16]
    )


def shows_editors(visible: str, stretch: tuple[int, int] | None) -> bool:
    """Whether a word says that names are of editors, or a word for their volume leads them."""
    if stretch is None:
        return False
    return EDITORS.found(visible) or editors_begin(visible, stretch[0]) > stretch[0]


def claim_editors(reading: Reading, found: FoundAuthors) -> None:
    """Set the editors of a volume aside, and the year that may stand with the word for them: "A, B (eds., 2025)"."""
    reading.claim("editors", found.start, found.end)
    if dated := _EDITORS_DATED.match(reading.visible, found.end):
        reading.claim("editors", dated.start(), dated.start(1))
        reading.claim("date", dated.start(1), dated.end())


def _are_editors(plain: str, title: TitleSpan | None, start: int, end: int) -> bool:
    """Whether names are said to be the editors of the volume that follows a title."""
    if EDITORS_LEAD.match(plain, start) or _EDITED.found(plain[max(0, start - 20) : start]):
        return True
    return title is not None and start >= title.end and _EDITORS_AFTER.found(plain[end : end + 16])
