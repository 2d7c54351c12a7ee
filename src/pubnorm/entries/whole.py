"""Stretches of a line that are set off and hold a whole citation, not its title alone."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.entries.marks import Marked, count_words
from pubnorm.entries.runs import author_run
from pubnorm.matching.venues import VenueMention

_BRACKETED_YEAR = re.compile(  # "(2023)", "(2023, March 28)"
    r"\((?:19|20)\d\d[a-z]?(?:, [A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:[-–]\d{1,2})?)?\)(?:[.,:]?\s|[.:])"
)
# what follows the names of a citation: "On Tides and Silt. Springer, May 2024"
_SENTENCE_DATED = re.compile(r"[.,:] [^.?!]{12,}[.?!] [^.?!]*\b(?:19|20)\d\d\b.{0,12}$")
_ET_AL = "et al."
_THEN_IN = re.compile(r"[.,]\s+In:?\s+(?=[A-Z\d])")  # behind the names of a line that holds no title
_SURE_NAMES = 0.8  # list-likeness of names
_WORDS_OF_A_TITLE = 3  # between names and a venue, at the least


def is_citation(
    text: str, marked: Marked, others: list[Marked], venues: tuple[VenueMention, ...], *, dated: bool
) -> bool:
    """Whether what is set off is a whole citation: names, a year in brackets, a title, a venue."""
    if marked.end - marked.start < 0.9 * len(text.strip()):
        return False
    year = _BRACKETED_YEAR.search(text, marked.start, marked.end)
    inner = min((other.start for other in others if marked.start < other.start < other.end <= marked.end), default=None)
    stop = min((at for at in (year.start() if year else None, inner) if at is not None), default=None)
    tagged = marked.kind == "tag" and " In" in text
    told = stop or venues or tagged or (dated and marked.kind == "link")
    run = author_run(text, marked.start, stop or marked.end) if told else None
    if run is None or run.score < _SURE_NAMES or run.start > marked.start + 2:
        return False
    near = len(_ET_AL) + 3 if stop and text[:stop].rstrip().endswith(_ET_AL) else 3
    if stop and run.end >= stop - near:
        return True
    if tagged and _THEN_IN.match(text, run.end):
        return True
    places = [venue.start for venue in venues if run.end < venue.start < marked.end and len(run.names) > 1]
    if not places:
        led = marked.kind == "link" and len(run.names) > 1
        return led and _SENTENCE_DATED.match(text, run.end, marked.end) is not None
    return count_words(text[run.end : places[0]]) >= _WORDS_OF_A_TITLE  # "[J. Doe, R. Roe. On Tides …"
