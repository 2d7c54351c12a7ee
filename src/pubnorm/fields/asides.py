"""What is set aside before the fields are read: labels of links, identifiers, and where something can be had."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pubnorm import patterns as re
from pubnorm.document import Span
from pubnorm.entries.classes import hint
from pubnorm.entries.marks import count_words
from pubnorm.entries.runs import AuthorRun, author_run
from pubnorm.fields.links import LinkSpan, link_kinds
from pubnorm.fields.phrases import find_awards, tells_index
from pubnorm.fields.reading import Reading, strip_title
from pubnorm.fields.title import TitleSpan
from pubnorm.fields.venue_words import venues_in
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.venues import rank_brackets, rank_pieces
from pubnorm.vocabulary import Vocabulary

_PREPRINT_WORDS = re.compile(r"\b(?:arxiv|preprint|e-?print|available|at|on|in|see|also|cs|math|stat)\b", re.IGNORECASE)
_IDENTIFIER = re.compile(
    r"(?=[dhapei\d])(?:(?:doi\s*[:：]?\s*)?(?:https?://\S{1,80}?)?\b10\.\d{4,9}/\S+|\bdoi\s*:"
    r"|\b(?:arxiv|hep-\w+|PMID|PMCID|eprint)\s*(?:preprint)?\s*[:：#]\s*[\w./-]+"
    r"|\bIS[SB]N(?:-1[03])?\s*[:：]?\s*[\dXx][\dXx -]{6,17}[\dXx]|\bPMC\d+|\barXiv:\S+"
    r"|(?<=\bSSRN )\d{6,8}\b)",
    re.IGNORECASE,
)
_ISBN = re.compile(r"[\s.,;]*[(\[]?ISBN(?:-1[03])?\s*[:：]?\s*[\dXx][\dXx -]{8,17}[\dXx][)\]]?")
# What an identifier cannot do without: looked for first, for the pattern itself is slow.
_IDENTIFIER_HINTS = ("10.", "doi", "arxiv", "hep-", "pmid", "pmc", "eprint", "isbn", "issn", "ssrn")
_PICTURES_LAST = re.compile(r"[\s\U0001F000-\U0001FAFF☀-➿\uFE0F]+$")
_HINT = "vailable"
_SENTENCE = re.compile(
    r"(?<=[.?!”\"’*\w)\]])(?:[.;] +|(?<=[.?!]) +|\n|, +(?=[Pp]re-?print available))"
    r"(?P<what>(?:(?:[A-Z]|(?<=, )p)[^.;\n]{0,80}? )??(?:is |are )?)[Aa]vailable "
    r"(?P<where>(?:[\w-]+ ){0,3}?(?:at|on|from|via|through|under|upon|in|here)\b(?:[^.;\n]|\.(?=\w))*)"
)
_VERSION = re.compile(r"\b(?:paper|article|chapter|pre-?print|version|manuscript|text|pdf)\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:data(?:set)?s?|codes?|materials?|scripts?|software|appendix|supplement\w*|slides|videos?)\b", re.IGNORECASE
)

_CHAPTER_SIGNS = ("hapter", "Ch.", "Chap.", "apítulo", "apitel", "apitre")
_CALLED_CHAPTER = re.compile(  # "Book chapter in: Tides", "(invited book chapter)"
    r"\(?(?:[Ii]nvited )?[Bb]ook [Cc]hapter(?!s)(?=[\s:,.)]|$)(?:[\s:,]+(?=\S)|\))?"
)
_ENDS_BEFORE = ".,;:?!)]\n"
_NUMBER_OF_CHAPTER = re.compile(  # "Tides of the North, Ch. 4. Springer"
    r"[,.;]\s+(?:Ch\.|Chap\.|[Cc]hapter|[Cc]apítulo|Cap\.|Kapitel|Kap\.|[Cc]hapitre)\s?\d{1,3}(?=\s*(?:[.,;)](?!\d)|pp|$))"
)
_LED_NOWHERE = frozenset({"paper", "code", "bibtex"})  # kinds of labels that tell nothing without a link
_LAST_BRACKET = re.compile(r"\s*[(\[]([^()\[\]\n]{2,24})[)\]]\W*$")
_LAST_WORDS = re.compile(r"[.)\s]\s*([A-Z]{2}[A-Za-z&/ ,-]{0,24})[\s.]*$")
_INDEX = 48  # characters of an index's name at the end, with what stands around it
_VOLUME = re.compile(r"[\s,.;:]*(?:vol|no|v)\.? ?\d", re.IGNORECASE)
_DIGIT, _YEAR = re.compile(r"\d"), re.compile(r"(?:19|20)\d\d")
_TOPIC = 4  # words
_TITLES = 24  # characters of academic titles before the first supervisor, at most
_PLACE_BESIDE = re.compile(r"\s*\([^()\n]*\)")
_AND_ANOTHER = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b)\s*")


def availability(visible: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `visible[start:end]` that tell where something can be had.

    The name of the server where the work itself can be read is left out: it may be all that is shown of a venue.

    >>> text = "On Tides. Waves, 3. Data and code are available on the OSF."
    >>> [text[first:last] for first, last in availability(text, 0, len(text))]
    ['Data and code are available on the OSF']
    """
    if visible.find(_HINT, start, end) < 0:
        return
    for match in _SENTENCE.finditer(visible, start, end):
        first, last = match.start("what"), match.end()
        what, where = match["what"], match["where"]
        things = _THING.search(what) is not None and _VERSION.search(what) is None
        named = [] if things else venues_in(where)
        servers = [venue for venue in named if venue.kind == "preprint-server"]
        if len(servers) < len(named) or venues_in(what):
            continue
        if servers:
            at = match.start("where") + servers[0].start
            yield first, at
        else:
            yield first, last


def set_links_aside(reading: Reading, links: list[LinkSpan], vocabulary: Vocabulary) -> None:
    """Claim link labels and the brackets and bars around them; also labels at the end that lead nowhere: "(doi)"."""
    visible = reading.visible
    end = reading.entry.core[1]
    while (last := _LAST_BRACKET.search(visible, max(0, end - 32), end)) and reading.free(*last.span()):
        if link_kinds(vocabulary).of_label(last[1]) not in _LED_NOWHERE or not last[1].isalpha():
            break
        end = last.start()
        reading.claim("links", end, last.end())
    labels = [(link.start, link.end) for link in links if link.is_label]
    labels += [(span.start, span.end) for span in reading.text.of("link") if _opens_box(span, visible, vocabulary)]
    rows = [(at, at + len(part.plain)) for at, part in reading.entry.parts if part.role == "links"]
    rowed = [(link.start, link.end) for link in links if any(at <= link.start and link.end <= to for at, to in rows)]
    labels += [(start, end) for start, end in rowed if _names_nothing(visible[start:end], vocabulary)]
    for start, end in labels:
        while start > 0 and visible[start - 1] in " \t" and start > 1 and visible[start - 2] in "[(|{":
            start -= 1
        while (
            start > 0
            and end < len(visible)
            and (visible[start - 1], visible[end]) in (("[", "]"), ("(", ")"), ("{", "}"), ("|", "|"))
        ):
            start, end = start - 1, end + 1
        reading.claim("links", start, end)


def _names_nothing(label: str, vocabulary: Vocabulary) -> bool:
    """Whether a link in a row of links is but a label: no venue, no year, no distinction."""
    return not (_YEAR.search(label) or venues_in(label) or find_awards(label, vocabulary))


def _opens_box(span: Span, visible: str, vocabulary: Vocabulary) -> bool:
    """Whether a link leads nowhere, for a script shows what its label says: `<a href="#">BIB</a>`."""
    nowhere = span.value.strip() == "#" or span.value.startswith("javascript:")
    return nowhere and link_kinds(vocabulary).of_label(visible[span.start : span.end]) is not None


def set_identifiers_aside(reading: Reading) -> None:
    """Claim the identifiers that are shown, with what leads them, where they are no part of another field."""
    start, end = reading.entry.core
    folded = reading.visible[start:end].casefold()
    if not any(map(folded.__contains__, _IDENTIFIER_HINTS)):
        return
    for at in _IDENTIFIER.finditer(reading.visible, start, end):
        linked = {*reading.owners[at.start() : at.end()]} == {None, "links"}  # "DOI: [10.1234/5](…)"
        if (linked or reading.free(at.start(), at.end())) and not _names_venue(reading, at):
            reading.claim("identifiers", at.start(), at.end())


def set_ranks_aside(reading: Reading, vocabulary: Vocabulary) -> None:
    """Claim what tells how a venue ranks: in brackets, at the end where no volume or page follows, an index's name."""
    text = reading.visible
    start, end = reading.entry.core
    ranks = [span for span in rank_brackets(text, vocabulary) if not _VOLUME.match(text, span[1])]
    ranks += [span for span in rank_pieces(text, vocabulary) if not _DIGIT.search(text, span[1], end)]
    for first, last in ranks:
        reading.claim("rank", first, last)
    index = _LAST_WORDS.search(text, max(start, end - _INDEX), end)
    if index and tells_index(index[1], vocabulary):
        reading.claim("rank", index.start(1), index.end(1))


def set_topics_aside(reading: Reading, vocabulary: Vocabulary) -> None:
    """Claim the few words of an element whose class says that they tell of the work: `<b class="pub-tag">ML</b>`."""
    start, end = reading.entry.core
    for span in reading.text.spans:
        if span.kind == "tag" and span.value and start <= span.start and span.end <= end:
            few = count_words(reading.visible[span.start : span.end]) <= _TOPIC
            if few and hint(span.value, vocabulary) == "notes":
                reading.claim("topic", span.start, span.end)


def set_chapters_aside(reading: Reading) -> None:
    """Claim what calls a work a chapter, and the chapter's number: neither is the volume's name nor a volume."""
    start, end = reading.entry.core
    if not any(sign in reading.visible for sign in _CHAPTER_SIGNS):
        return
    for called in _CALLED_CHAPTER.finditer(reading.visible, start, end):
        before = reading.visible[start : called.start()].rstrip(' "”’»')
        if not before or before[-1] in _ENDS_BEFORE or called[0].startswith("("):
            reading.claim("chapter", *called.span())
    for number in _NUMBER_OF_CHAPTER.finditer(reading.visible, start, end):
        reading.claim("chapter", *number.span())


def set_books_aside(reading: Reading) -> None:
    """Claim the number of a book, with the bracket around it and what parts it from the title before it."""
    start, end = reading.entry.core
    if reading.visible.find("ISBN", start, end) >= 0:
        for number in _ISBN.finditer(reading.visible, start, end):
            reading.claim("identifiers", *number.span())


def set_availability_aside(reading: Reading) -> None:
    """Claim the sentences that tell where something can be had."""
    for first, last in availability(reading.visible, *reading.entry.core):
        reading.claim("availability", first, last)


def set_supervisors_aside(reading: Reading, run: AuthorRun | None, vocabulary: Vocabulary) -> None:
    """Claim those who supervised a work, who are no authors of it; a note within its list of names, `run`, is left."""
    visible = reading.visible
    start, end = reading.entry.core
    for lead in _supervision(vocabulary).finditer(visible, start, end):
        if run and run.start < lead.start() < run.end:
            continue
        bracketed = visible[lead.start() - 1 : lead.start()] == "("
        stop = visible.find(")" if bracketed else "\n", lead.end(), end)
        last = _supervisors_end(visible, lead.end(), stop if stop >= 0 else end)
        if last:
            reading.claim("supervisors", lead.start() - bracketed, stop + 1 if bracketed and stop >= 0 else last)


@cache
def _supervision(vocabulary: Vocabulary) -> Caseless:
    leads = sorted((lead for row in vocabulary.rows("supervision") for lead in row["leads"]), key=len, reverse=True)
    return Caseless(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, leads))})")


def _supervisors_end(visible: str, at: int, stop: int) -> int | None:
    """Return where the names end that begin at `at`, each with its place in brackets; None where none begin there."""
    last = None
    while at < stop:
        bracket = visible.find("(", at, stop)
        run = author_run(visible, at, bracket if bracket >= 0 else stop, expected=True)
        if run is None or run.start - at > _TITLES:
            break
        beside = _PLACE_BESIDE.match(visible, run.end, stop)
        last = beside.end() if beside else run.end
        another = _AND_ANOTHER.match(visible, last, stop) if beside else None
        at = another.end() if another else stop
    return last


def _names_venue(reading: Reading, identifier: re.Match[str]) -> bool:
    """Whether an arXiv id is all that is shown of a venue: no other words stand before it in its sentence."""
    if not identifier[0].lower().startswith("arxiv"):
        return False
    start = reading.entry.core[0]
    at = identifier.start()
    while at > start and reading.owners[at - 1] is None and reading.visible[at - 1] not in "\n[":
        at -= 1
    return count_words(_PREPRINT_WORDS.sub(" ", reading.visible[at : identifier.start()])) == 0


def _trailing(reading: Reading, title: TitleSpan) -> list[tuple[int, int]]:
    """Return the labels of links and the ranks behind which a title shows nothing more."""
    found: list[tuple[int, int]] = []
    end = title.end
    held = (*reading.labels.get("links", ()), *reading.labels.get("rank", ()))
    for first, last in sorted(held, reverse=True):
        if title.start < first < end and not count_words(reading.visible[last:end]):
            found.append((first, last))
            end = first
    return found


def between_asides(reading: Reading, title: TitleSpan) -> TitleSpan:
    """Return a title that begins with or runs on into what has been set aside, without it."""
    behind = max((stop for first, stop in reading.labels.get("topic", ()) if first <= title.start < stop), default=None)
    if behind is not None and behind < title.end:
        begin, end = strip_title(reading.visible, behind, title.end)
        return between_asides(reading, title._replace(start=begin, end=end))
    aside = [*reading.labels.get("availability", ()), *reading.labels.get("supervisors", ())]
    aside += [*reading.labels.get("identifiers", ()), *reading.labels.get("chapter", ())]
    aside += _trailing(reading, title)
    first = min((start for start, _ in aside if start > title.start), default=title.end)
    if first >= title.end:
        return title
    shown = _PICTURES_LAST.sub("", reading.visible[title.start : first])
    start, end = strip_title(reading.visible, title.start, title.start + len(shown))
    return title._replace(start=start, end=end)
