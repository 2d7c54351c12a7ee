"""Paragraphs of one line that are whole works, though they name no author: a sole author's page lists them so."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import DATED, NUMBERING
from pubnorm.entries.lines import Line
from pubnorm.entries.marks import count_words
from pubnorm.entries.sections import Section
from pubnorm.entries.traits import YEAR, is_untitled

_TITLE_ENDS = (".", ",", "?", "!", "”", '"', "(", ";", "—", "–", "|")
_LEAST, _MOST = 3, 25  # words of a title
_SURE_NAME = 0.9  # list-likeness
_WORDS_OF_A_WORK = 6  # with its author and its venue
_SET_OFF = 2.5  # strength of what sets off a title
_LONGEST = 45  # words of a citation without authors; more are prose
SPOKEN = re.compile(  # in lower case
    r"\b(?:i(?![-\u0307])|i['’]m|my|he|his|she|her|am|is|are|was|were|has|have|received|obtained|joined"
    r"|supervised|currently|interested|worked|working|advised"
    r"|we|our|ich|bin|ist|mein|meine[nmrs]?|je|suis|mes|soy|sou|meu|meus|minha|minhas)\b"
)
_NAMED = re.compile(r"(?<=[.?!] )(?:[A-Z][\w&’'/-]*,? ){1,5}\(?$")  # what nobody knows as a venue: "WAVES 2025"
_SENTENCE = re.compile(r"[^\W\d_]{3}\. [A-Z]")
_WORDS_BEHIND = 3  # of a remark behind the links to a paper, at the most
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_BARE_TYPES = frozenset({"thesis", "preprint", "report", "patent"})  # sections that often list but titles


def lists_drafts(section: Section) -> bool:
    """Whether below this heading works may be shown by their titles alone."""
    return section.type in _BARE_TYPES or section.status is not None


def cites(line: Line) -> bool:
    """Whether a line shows a title and where or when it appeared."""
    traits = line.traits
    named = traits.authors is not None and len(traits.authors.names) > 1
    if traits.role not in ("title", "venue", "text") or named or traits.words > _LONGEST:
        return False
    if not (traits.venues or traits.year):
        return False
    if _is_signed(line):
        return True
    text = line.text.text
    dated = DATED.match(text)
    if dated:
        return traits.words > _LEAST  # "2019b: On Tides. …": the year leads the title
    if traits.marked and traits.marked.strength >= 1.5:
        return traits.words > count_words(text[traits.marked.start : traits.marked.end])
    year = YEAR.search(text)
    places = [venue.start for venue in traits.venues] + ([year.start()] if year else [])
    places += [span.start for span in line.text.spans if span.kind == "italic" and span.start]
    before = _NAMED.sub("", text[: min(places)]).rstrip() if places else ""
    return count_words(before) >= _LEAST and before.endswith(_TITLE_ENDS)


def _is_signed(line: Line) -> bool:
    """Whether a line shows one name, for sure, a known venue and a year: "On the Tides - J. Doe - *ICML*, 2014"."""
    run = line.traits.authors
    named = run is not None and run.score >= _SURE_NAME
    return named and bool(line.traits.venues) and line.traits.year and line.traits.words >= _WORDS_OF_A_WORK


def is_headline(line: Line) -> bool:
    """Whether a line is written as titles are in English: most of its longer words begin with a capital."""
    text = line.text.text.strip()
    long = _LONG_WORD.findall(text)
    capitals = sum(word[0].isupper() for word in long)
    return _LEAST <= line.traits.words <= _MOST and capitals >= max(2, 0.6 * len(long)) and text[-1] not in ".:;,"


def is_bare_title(line: Line, section: Section) -> bool:
    """Whether a line below a heading that tells a status may be but a title: "Why harbours fill with silt"."""
    text = line.text.text.strip()
    named = line.traits.role not in ("text", "title", "venue") or bool(line.traits.venues) or line.traits.year
    if section.status is None or named or not text[:1].isupper():
        return False
    plain = text[-1] not in ".:;," and _SENTENCE.search(text) is None
    return plain and _LEAST < line.traits.words <= _MOST and SPOKEN.search(text.lower()) is None


def _shows_paper(line: Line) -> bool:
    """Whether a line is but a title and links, the first of which leads to the paper: "On Slow Tides, [paper](u)"."""
    labels = [link for link in line.traits.links if link.is_label]
    if line.traits.role != "text" or not labels or labels[0].kind != "paper":
        return False
    text = line.text.text
    title = text[: labels[0].start].strip()
    behind = count_words(text[labels[-1].end :])
    whole = _LEAST <= count_words(title) <= _MOST and title[:1].isupper() and behind <= _WORDS_BEHIND
    return whole and _SENTENCE.search(title) is None and SPOKEN.search(text.lower()) is None


def is_alone(lines: list[Line], number: int, section: Section) -> bool:
    """Whether the line numbered `number` is a paragraph of its own that is a whole work."""
    line = lines[number]
    ends = number + 1 == len(lines) or lines[number + 1].begins
    if not line.begins or not line.block.gap or not ends or section.kind != "publications":
        return False
    if cites(line) or is_bare_title(line, section) or _shows_paper(line):
        return True
    return line.traits.role == "text" and lists_drafts(section) and is_headline(line)


def may_be_title(lines: list[Line], number: int) -> bool:
    """Whether an unmarked line is a title: names, a venue or both stand in the lines of the same paragraph below it."""
    line = lines[number]
    if line.traits.words < 2:
        return False
    below = [other for other in lines[number + 1 : number + 4] if other.block is line.block]
    if below and is_untitled(below[0].text, below[0].traits):
        return True
    return any(other.traits.role in ("authors", "venue") for other in below)


def speaks(line: Line) -> bool:
    """Whether a plain paragraph, not numbered, speaks of a person or of the list."""
    text = line.text.text
    plain = line.begins and line.block.gap and line.traits.marked is None and NUMBERING.match(text) is None
    return plain and SPOKEN.search(text) is not None


def are_titles(works: list[list[Line]]) -> bool:
    """Whether paragraphs of one element are titles, all set off in one way, of works that name nobody."""
    first = [lines[0] for lines in works]
    marks = {
        line.traits.marked.kind for line in first if line.traits.marked and line.traits.marked.strength >= _SET_OFF
    }
    named = any(line.traits.role in ("authors", "full") for lines in works for line in lines)
    parted = all(line.begins and line.block.gap and line.traits.marked for line in first)
    return len(works) > 1 and len(marks) == 1 and parted and not named
