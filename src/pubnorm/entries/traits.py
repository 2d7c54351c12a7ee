"""What a visual line of a page looks like: a title, an author list, a venue, mere links, or a whole citation."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pubnorm import patterns as re
from pubnorm.citation.dates import read_month
from pubnorm.document import NUMBERING, Text
from pubnorm.entries.blanks import plain_names
from pubnorm.entries.marks import Marked, count_words, marked_titles
from pubnorm.entries.notes import is_note, leads_legend, tells_distinction, without_legend
from pubnorm.entries.outlets import is_all_journal, is_all_meeting, is_located, without_venues
from pubnorm.entries.parting import before_labels, is_titled_beside, leads_to_paper
from pubnorm.entries.runs import AuthorRun, author_run
from pubnorm.entries.whole import is_citation
from pubnorm.fields.links import LinkKinds, LinkSpan, find_links
from pubnorm.fields.venue_words import venue_likeness, venues_in
from pubnorm.matching.venues import VenueMention
from pubnorm.vocabulary import Vocabulary

Role = Literal["full", "title", "authors", "venue", "links", "text", "note", "empty"]

# Written so that every match begins with a digit: only there it is tried. A letter may follow in brackets: "(2019b)".
YEAR = re.compile(
    r"\d(?:(?:(?<=1)9[5-9]|(?<=2)0[0-4])\d(?<![\w./-]\d{4})(?!(?!年|년|[a-f](?:[)\]:]|$))\w|/|-\d{4}|\.\d{3})|(?<=['’‘]\d)\d(?!\w))"
)
# How far a work has come, where the year of a citation stands: "Doe, J. (under review). On Tides",
_FAR = r"(?:(?:in|under) re(?:view|vision)|in prep(?:aration)?|in press|submitted|forthcoming|to appear|accepted)"
_FAR_AFTER = re.compile(rf"[\s,.]*[(\[]?{_FAR}", re.IGNORECASE)
_FAR_BEHIND = re.compile(rf"[.,;(\[]\s+{_FAR}[.)\]\s]*$", re.IGNORECASE)  # or at its end: "On Tides. Submitted."
_IN_VOLUME = re.compile(
    r"\W*In(?::\s|\s+(?=[A-Z])(?!Press|Prep|Print|Defen[cs]e|Search|Situ|Vitro|Vivo|Silico))(?=.{20})"
)
_LOCATOR = re.compile(
    r"\b\d{1,4}(?: ?\(\d{1,3}\))? ?[,:] {0,2}(?:pp?\. ?)?\d{1,6} ?[-–—]{1,2} ?\d+\b"
)  # "29, 369-377", "3(1): 2-9"
_WORDS_OF_A_WORK = 8  # beside a long list of its authors, at the least
# "畑中智之, 建部修見": nothing but short words between commas, as names are listed
_HAN_NAMES = re.compile(r"[㐀-鿿々ヶ]{2,5}(?:\s?[,，、]\s?[㐀-鿿々ヶ]{2,5})+(?:\s?[,，、])?(?:\s?等)?")
_HAN = re.compile(r"[぀-ヿ㐀-鿿]")
_WORDS_OF_A_PLACE = 12  # of a line that names a venue and where in it a work stands
_WORDS_OF_A_LABEL = 8  # of all labels in a row of links that are none of the usual ones
_WORDS_OF_A_POINTER = 5  # of a link that leads to more works, at the most
_WORDS_OF_A_TITLE = 3  # between names and a venue, at the least
_LONGEST_NOTE = 300  # characters; a longer line is prose anyway
# "D. Doe, et al. (Tide Collaboration). (submitted)": what stands in brackets behind a list that was cut
_CUT_LIST = re.compile(r"(?<=\bet al)\.?,?(?:\s*\([^()]*\)[.,]?)+\s*$")
_NAMES_LEAD = re.compile(  # in lower case
    r"\b(?:joint(?:ly)?|work|together|with|by|and|und|authors?|et al|others|including|co-authors?"
    r"|co-?autor[ií]a|com|con|avec|mit|zusammen|gemeinsam)\b|\bw/"
)


class Traits(NamedTuple):
    """What was seen on a line; offsets into its text."""

    role: Role
    words: int
    marked: Marked | None
    authors: AuthorRun | None
    venues: tuple[VenueMention, ...]
    links: tuple[LinkSpan, ...]
    year: bool
    plain: str = ""  # the text for reading names
    titles: tuple[Marked, ...] = ()  # all that may be titles, the strongest first
    label: str | None = None  # the field that the line's own label names ("Title:")

    @property
    def strong(self) -> bool:
        """Whether this line alone is certainly a listed work: names beside a title."""
        return self.role == "full"


def has_year(text: str) -> bool:
    """Return whether a text shows a year."""
    may = "20" in text or "19" in text or "'" in text or not text.isascii()  # looked for first
    return may and YEAR.search(text) is not None


def read_traits(text: Text, kinds: LinkKinds, vocabulary: Vocabulary, never: frozenset[str] = frozenset()) -> Traits:
    """Return what the visual line `text` looks like; `never` are words set off on its page that are no titles."""
    links = find_links(text, kinds)
    visible = text.text
    year = has_year(visible)
    bare = _without(visible, [(link.start, link.end) for link in links if link.is_label])
    words = count_words(bare)
    nothing = words == 0 and len(bare.strip(" |[](){},.;:/·•-–—&\\\n\x0b")) <= 2
    if nothing or (0 < words <= _WORDS_OF_A_LABEL and _is_row_of_links(visible, links)):
        blank = plain_names(text, links, (), [])
        return Traits("links" if links else "empty", 0, None, None, (), tuple(links), year, blank)
    venues = venues_in(visible) or before_labels(visible, links)
    titles = without_venues(visible, marked_titles(text, links, vocabulary, never), venues)
    titles = [mark for mark in titles if not is_citation(visible, mark, titles, venues, dated=year)]
    located = next((mark for mark in titles if is_located(visible, mark)), None) if titles else None
    titles = [mark for mark in titles if mark is not located]
    journal = bool(titles) and any(is_all_journal(visible, bare, mark) for mark in titles)
    if journal:
        titles = []
    plain = plain_names(text, links, venues, titles)
    run = author_run(plain, expected=not bare.isascii() and _HAN_NAMES.fullmatch(bare.strip()) is not None)
    titles = [m for m in titles if not _is_names(m, run)]
    if _IN_VOLUME.match(visible):
        titles = []
    marked = titles[0] if titles else None
    told = without_legend(bare, vocabulary)
    role: Role = "venue" if journal else _role(visible, told, words, marked, run, venues, year)
    if role in ("venue", "text") and year and run is None and leads_to_paper(visible, links, venues):
        role = "full"
    if located and run and role == "full" and not titles and not count_words(visible[run.end : located.start]):
        role = "authors"  # of the title above: "A Roe; *Tidal Waves*, 2020, 3, 1-9"
    if role == "text" and year and is_all_meeting(text, words):
        role = "venue"
    if role == "authors" and run is not None:
        titles = [m for m in titles if _apart(m, run)]
        marked = titles[0] if titles else None
    may_be_note = role in ("title", "text", "venue") and len(bare) < _LONGEST_NOTE
    tells = may_be_note and (is_note(bare, vocabulary) or tells_distinction(bare, vocabulary))
    placed = role == "venue" and year and _leads_with_venue(visible, venues)
    if tells and not placed and not _sets_off_title(visible, marked, links, vocabulary):
        role = "note"
    return Traits(role, words, marked, run, venues, tuple(links), year, plain, tuple(titles))


def is_untitled(line: Text, traits: Traits) -> bool:
    """Whether a line that looks like a citation has no title: "Jane Doe, Rob Roe. Water Research, 2023"."""
    run = traits.authors
    if traits.role != "full" or traits.marked is not None or run is None:
        return False
    outside = sorted([(run.start, run.end), *((venue.start, venue.end) for venue in traits.venues)])
    at = words = 0
    for start, end in [*outside, (len(line.text), 0)]:
        words += count_words(line.text[at:start])
        at = max(at, end)
    return words < _WORDS_OF_A_TITLE


def _sets_off_title(visible: str, marked: Marked | None, links: list[LinkSpan], vocabulary: Vocabulary) -> bool:
    """Whether what is set off is surely a title: no link to somebody's page, no "[my profile at Scholar](u)"."""
    if marked is None or marked.strength < 2.5 or any(link.kind == "profile" for link in links):
        return False
    named = visible[marked.start : marked.end]
    if leads_legend(named, vocabulary) and is_note(named, vocabulary):
        return False  # "**Bold authors indicate …**"
    return count_words(named) > _WORDS_OF_A_POINTER or not is_note(named, vocabulary)


def _leads_with_venue(visible: str, venues: tuple[VenueMention, ...]) -> bool:
    """Whether a known venue begins a line, or one word leads it: "In ICML 2024, corresponding author"."""
    return bool(venues) and count_words(visible[: venues[0].start]) <= 1


def _is_row_of_links(visible: str, links: list[LinkSpan]) -> bool:
    """Whether a line holds links alone, the first of which has a label: "arXiv · Publisher · As a highlight"."""
    if len(links) < 2 or not links[0].is_label:
        return False
    return count_words(_without(visible, [(link.start, link.end) for link in links])) == 0


def _role(
    visible: str, bare: str, words: int, marked: Marked | None, run: AuthorRun | None,
    venues: tuple[VenueMention, ...], year: bool,
) -> Role:  # fmt: skip
    letters = max(1, len(bare.strip()))
    names = len(run.names) if run else 0
    if year and words <= 2 and read_month(bare) is not None:
        return "venue"  # "May 12, 2025"
    apart = marked is not None and run is not None and _apart(marked, run)
    listed = run is not None and not apart and (names >= 2 or run.score >= 0.6)
    long = year and run is not None and names > 8 and _words_outside(visible, bare, run) >= _WORDS_OF_A_WORK
    if listed and run and run.end - run.start > 0.6 * letters and not long:
        return "authors"
    in_volume = _IN_VOLUME.match(visible) is not None
    if apart and in_volume:
        return "venue"
    if apart and run and marked and names >= 1 and marked.strength >= 1.5 and (names >= 2 or run.score >= 0.5):
        return "full"
    outside = _words_outside(visible, bare, run) if run else 0
    if listed and outside <= 1:
        return "authors"
    if in_volume:
        return "venue"
    if (
        run
        and names >= 1
        and run.score >= 0.4
        and (outside >= 4 or (outside >= 2 and year and run.score >= 0.9))
        and (year or venues or _width(bare) > 90 or _tells_how_far(visible, run))
        and (names >= 2 or run.start < 8)
    ):
        return "full"
    if run and ("(" in visible or "[" in visible) and is_titled_beside(visible, run, venues):
        return "full"
    if marked and marked.strength >= 1.5 and (marked.end - marked.start) / letters > 0.4:
        return "title"
    leads = marked and marked.strength >= 2.5 and marked.start <= 2 + _number_end(visible)
    if leads and marked and (_is_sentence(visible, marked) or (marked.kind == "quote" and year)):
        # "**A Title of Several Words** (2022). *The Long Name of Some Journal*, 3", "“Sand,” *Waves* 144 (2018)"
        return "title"
    venue_like = sum(v.end - v.start for v in venues) / letters
    if (venues and (venue_like > 0.3 or words <= 12)) or (words <= 16 and venue_likeness(visible) > 0.5):
        return "venue"
    if (year and words <= 3) or (words <= _WORDS_OF_A_PLACE and _LOCATOR.search(visible)):
        return "venue"
    if marked and marked.strength >= 1.5:
        return "title"
    return "text"


def _number_end(visible: str) -> int:
    number = NUMBERING.match(visible)
    return number.end() if number else 0


def _tells_how_far(visible: str, run: AuthorRun) -> bool:
    return _FAR_AFTER.match(visible, run.end) is not None or _FAR_BEHIND.search(visible, run.end) is not None


def _width(bare: str) -> int:
    """How long a line is in letters of Latin: a Chinese or Japanese character says as much as three."""
    return len(bare.strip()) + (0 if bare.isascii() or "。" in bare else 2 * len(_HAN.findall(bare)))


def _is_sentence(visible: str, marked: Marked) -> bool:
    return count_words(visible[marked.start : marked.end]) >= _WORDS_OF_A_WORK


def _words_outside(visible: str, bare: str, run: AuthorRun) -> int:
    """How many words of a line are neither names nor what leads them."""
    named = sum([count_words(visible[name.start : name.end]) for name in run.names])
    listed = _CUT_LIST.sub("", bare) if "et al" in bare else bare
    return count_words(_NAMES_LEAD.sub(" ", listed.lower())) - named


def _apart(marked: Marked, run: AuthorRun) -> bool:
    return marked.end <= run.start or marked.start >= run.end or len(run.names) == 0


def _is_names(marked: Marked, run: AuthorRun | None) -> bool:
    if run is None:
        return False
    overlap = min(marked.end, run.end) - max(marked.start, run.start)
    return overlap > 0.6 * (marked.end - marked.start)


def _without(text: str, stretches: list[tuple[int, int]]) -> str:
    if not stretches:
        return text
    parts = []
    at = 0
    for start, end in sorted(stretches):
        if start >= at:
            parts.append(text[at:start])
            at = end
    parts.append(text[at:])
    return "".join(parts)
