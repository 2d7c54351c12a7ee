"""What parts a title from what follows it on its line: those whom it was written with, and labels of links."""

from __future__ import annotations

from collections.abc import Sequence

from pubnorm import patterns as re
from pubnorm.entries.marks import count_words
from pubnorm.entries.runs import WITH, AuthorRun
from pubnorm.fields.links import LinkSpan
from pubnorm.fields.venue_words import venue_likeness, venues_in
from pubnorm.matching.venues import VenueMention

_YEAR = re.compile(r"(?:19|20)\d\d")
_LIKE_A_VENUE = 0.4
_WORDS_OF_A_TITLE = 3  # at the least


def before_labels(visible: str, links: Sequence[LinkSpan]) -> tuple[VenueMention, ...]:
    """Return the known venues of a line as if no link had a label: "*Neurocomputing* [slides], 3"."""
    masked = visible
    for link in links:
        if link.is_label:
            begin = len(masked[: link.start].rstrip(" "))
            masked = f"{masked[:begin]}{'|' * (link.end - begin)}{masked[link.end :]}"
    return venues_in(masked.rstrip(" .,;|([{")) if masked != visible else ()


def is_titled_beside(visible: str, run: AuthorRun, venues: Sequence[VenueMention]) -> bool:
    """Whether a title leads to brackets with those whom it was written with: "On Tides (with Jane Doe), *Waves* 3"."""
    beside = WITH.search(visible)
    if beside is None or not beside.start() < run.start < beside.end():
        return False
    title = visible[: beside.start()]
    known = any(venue.start < beside.start() for venue in venues)
    return title[:1].isupper() and count_words(title) >= _WORDS_OF_A_TITLE and not known and not _YEAR.search(title)


def leads_to_paper(visible: str, links: Sequence[LinkSpan], venues: Sequence[VenueMention]) -> bool:
    """Whether a link to the paper parts a title from its venue: "On Slow Tides, [paper](u), *Waves*, 2020"."""
    link = next((link for link in links if link.is_label), None)
    if link is None or link.kind != "paper" or not venues or venues[0].start < link.end:
        return False
    title = visible[: link.start]
    return title[:1].isupper() and count_words(title) >= _WORDS_OF_A_TITLE and venue_likeness(title) < _LIKE_A_VENUE
