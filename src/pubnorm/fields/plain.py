"""Which entries are built so plainly that the wording, that is the citation tagger, need not be asked."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.entries.marks import Marked, count_words
from pubnorm.entries.runs import AuthorRun

_GOES_ON = (",", ";", "&", " and")  # ends a line of names that are not all
_SURE_NAMES, _NAMES = 0.8, 0.7  # scores of names beside the title, and of names that fill lines of their own
_STRONG, _MARKED = 2.5, 1.5  # strengths: a title without doubt, and what may be one
_AHEAD = 1.0  # by so much a title is stronger than what else is marked behind it
_LONG = 4  # words that no label or badge has
_NEAR = 2  # words between title and names that stand side by side
_WITH = re.compile(r"\W*with:?\s*", re.IGNORECASE)  # leads the names of all but the page's owner


def is_plain(marked: list[Marked], run: AuthorRun | None, visible: str) -> bool:
    """Return whether the marked title and the names stand side by side, or each on lines of its own.

    `marked` are the stretches that may be the title, the strongest first; others may only overlap with it, or be
    plainly weaker and stand behind both.
    """
    if run is None or not marked or run.score < _NAMES:
        return False
    mark = marked[0]
    last = max(mark.end, run.end)
    for other in marked[1:]:
        beside = other.end <= mark.start or mark.end <= other.start
        weaker = other.start >= last and other.strength <= mark.strength - _AHEAD
        if beside and other.strength >= _MARKED and not weaker:
            return False
    strong, long = mark.strength >= _STRONG, count_words(visible[mark.start : mark.end]) >= _LONG
    if count_words(visible[min(mark.end, run.end) : max(mark.start, run.start)]) <= _NEAR and run.score >= _SURE_NAMES:
        return strong or long
    apart = _fills_lines(visible, mark) and _fills_lines(visible, run)
    return strong and long and apart and not visible[: run.start].rstrip().endswith(_GOES_ON)


def _fills_lines(visible: str, stretch: Marked | AuthorRun) -> bool:
    """Whether no words but "with" stand beside a stretch on its lines."""
    before = visible[visible.rfind("\n", 0, stretch.start) + 1 : stretch.start]
    after = visible[stretch.end :].partition("\n")[0]
    return (count_words(before) == 0 or _WITH.fullmatch(before) is not None) and count_words(after) == 0
