"""What shows that a bare newline only wraps its line: it stands within a name, a venue, or what is set off."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from pubnorm import patterns as re
from pubnorm.document import SOFT, Span
from pubnorm.entries.classes import hint
from pubnorm.fields.venue_words import venues_in
from pubnorm.vocabulary import Vocabulary

# "…, Rob Roe, Paula Poe, Jane" before "Mary Doe, …": a list of names goes on in the middle of one
_HALF_NAME = re.compile(
    r"(?:[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}, ){3}(?:and )?(?:[^\W\d_a-z][\w'’-]*|[A-Z]\.)$"
)
# "Jane Doe, R. J." before "Roe, …", "Jane Doe, Rob Roe, Paula" before "Poe, Max Moe, …", "…, Jo de" before "Roe, …"
_INITIALS_LAST = re.compile(r"(?:^|, |\band )(?:[A-Z]\.[ -]?)+$")
_GIVEN_LAST = re.compile(r"(?:[^\W\d_][\w.'’-]* [^\W\d_][\w.'’-]*, ){2}(?:and )?[^\W\d_a-z][^\W\d_A-Z]+$")
_REST_AND_MORE = re.compile(
    r"[^\W\d_a-z][\w'’-]+, (?:and )?[^\W\d_a-z][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}(?:[,.]| and\b)"
)
_PARTICLE_LAST = re.compile(
    r"(?:, |\band )(?:[^\W\d_a-z][\w.'’-]* ){1,3}(?:d[aeiou]s?|del|della|van|von|ten|ter|la|le)$"
)
# "Published in SIAM" before "Journal on Tides": what leads the name of a venue, and cannot end a line of its own.
_LEADS_ON = re.compile(r"(?:\b(?:on|of|for|the|and|in|IEEE|ACM|SIAM|AAAI|USENIX|ASME|SPIE|IFIP|ISCA|AMS|EPJ)|&)$")
_REST_OF_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*\.?(?: [^\W\d_a-z][\w.'’-]*){0,2}(?:[,.]|\s*$| and\b)")
_REACH = 60  # characters before and behind a newline that a venue's name may have
_LAST_WORD = 8  # characters in which a short word that ends a line stands, with the one before it
_BEFORE_BREAK = 2  # spaces at the least in the part of it that stands before the newline
_ON_LINES = frozenset({"bold", "link", "italic", "tag"})  # styles of whole lines
_SIGNS = 3  # characters at a line's ends that its style may leave out
_REST = 10  # characters of a text outside an element that holds all of it
_WRAPPED = 4  # newlines at the most in an element that is one field


class Styles:
    """What is set off in a text: where a newline stands within it, and what it covers; each is looked at once."""

    def __init__(self, whole: str, spans: tuple[Span, ...], vocabulary: Vocabulary | None) -> None:
        self.within: set[int] = set()  # newlines that no line ends at
        for span in spans:
            if span.kind != "tag" or _is_field(whole, span, vocabulary):
                at = whole.find(SOFT, span.start + 1, span.end)
                while at >= 0 and at not in self.within:
                    self.within.add(at)
                    at = whole.find(SOFT, at + 1, span.end)
        styled = sorted([(span.start, span.end) for span in spans if span.kind in _ON_LINES])
        self._starts = [start for start, _ in styled]
        self._reach = [*accumulate([end for _, end in styled], max)]  # the furthest end so far

    def covers(self, start: int, end: int) -> bool:
        """Whether one style covers all from `start` to `end`, but for a sign or two."""
        before = bisect_right(self._starts, start + _SIGNS)
        return before > 0 and self._reach[before - 1] >= end - _SIGNS


def breaks_within(left: str, right: str) -> bool:
    """Whether a line, before the next one, ends within a name of a list or a venue's name."""
    leads_on = " " in left and _LEADS_ON.search(left[-_LAST_WORD:]) is not None
    return _breaks_name(left, right) or leads_on or _breaks_venue(left, right)


def halves_name(left: str, right: str) -> bool:
    """Whether a long list of names ends in the middle of one, which the next line begins with the rest of."""
    return left.count(", ") > 2 and _HALF_NAME.search(left) is not None and _REST_OF_NAME.match(right) is not None


def _breaks_name(left: str, right: str) -> bool:
    """Whether a line ends within a name of a list, and the next one begins with its rest."""
    if not _REST_OF_NAME.match(right):
        return False
    last = left[left.rfind(" ") + 1 :]  # looked at first
    if "." in last and _INITIALS_LAST.search(left):
        return True
    given = left.count(", ") > 1 and _GIVEN_LAST.search(left) is not None and _REST_AND_MORE.match(right) is not None
    return given or (len(last) < _LAST_WORD and last.islower() and _PARTICLE_LAST.search(left) is not None)


def _breaks_venue(left: str, right: str) -> bool:
    """Whether a line ends within the name of a known venue: "… Transactions on Tidal" / "Engineering, 2024"."""
    if not (left[-1:].isalnum() and right[:1].isupper()):
        return False
    tail = left[-_REACH:]
    between = len(tail)
    for venue in venues_in(f"{tail} {right[:_REACH]}"):
        if venue.start < between < venue.end:
            return tail[venue.start :].count(" ") >= _BEFORE_BREAK
    return False


def _is_field(whole: str, span: Span, vocabulary: Vocabulary | None) -> bool:
    """Whether an element is one field: its class says so, or it has one and is but a few lines of a text."""
    if not span.value or span.end - span.start >= len(whole) - _REST:
        return False
    named = vocabulary is not None and hint(span.value, vocabulary) in ("title", "authors", "venue")
    return named or whole.count(SOFT, span.start, span.end) <= _WRAPPED
