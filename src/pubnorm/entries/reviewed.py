"""Titles of reviews, which name the work that they are of: "Review of Jane Doe, *Slow Tides*"."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import Text
from pubnorm.fields.venue_words import venues_in

_LEAD = re.compile(
    r"\W{0,3}(?:\d{1,3}\W{1,3})?"
    r"(?P<title>(?:Book )?[Rr]eview(?: essay| article)?(?: of |: )|Rezension (?:zu|von):? |Reseña de |Resenha de "
    r"|Recensione (?:di|a) |Compte rendu de )"
)
_SIGNS = ("eview", "ezension", "ese", "ecension", "ompte")
_FAR = 80  # characters before the work's title, in which its authors may stand
# "by Rob Poe", up to a full stop, a comma or a bracket
_BY = re.compile(r",? (?:by|von|de|di|par) (?:(?:[A-Z]\.|[^\W\d_a-z][\w’'-]*|and|&|und|y|et)[ ]?){1,10}(?=[.,;(\n]|$)")
# The work's authors, and nothing that a journal called a review has ("Review of Silt, 21, 3-9, [link](u)")
_BETWEEN = re.compile(
    r"[\"“‘'«]?|the (?:book|article|paper),?:? |[^\W\d_a-z][^\d.;:()\n]{3,60}(?:, |: |['’]s? )[\"“‘'«]?"
)
_STYLES = frozenset({"italic", "underline", "bold", "link"})
_QUOTED = re.compile(r"[“\"‘'«][^“”\"«»\n]{6,200}[”\"’'»]")


def reviewed_title(text: Text) -> tuple[int, int] | None:
    """Return where a review's whole title stands at the begin of a text: up to the work's title and its authors.

    >>> from pubnorm.document import Span
    >>> line = "Review of Slow Tides by Rob Poe. Isis 109 (2018)."
    >>> line[slice(*reviewed_title(Text(line, (Span(10, 20, "italic", ""),))))]
    'Review of Slow Tides by Rob Poe'
    """
    if not any(map(text.text[:24].__contains__, _SIGNS)):
        return None
    lead = _LEAD.match(text.text)
    if lead is None or any(venue.start <= lead.start("title") for venue in venues_in(text.text[: lead.end() + _FAR])):
        return None  # a journal: "Review of Tides"
    limit = lead.end() + _FAR
    styled = [(s.start, s.end) for s in text.spans if s.kind in _STYLES and lead.end() <= s.start <= limit]
    quoted = _QUOTED.search(text.text, lead.end(), limit)
    work = min([*styled, *([quoted.span()] if quoted else ())], default=None)
    if work is None or not _BETWEEN.fullmatch(text.text, lead.end(), work[0]) or " " not in text.text[slice(*work)]:
        return None
    end = work[1]
    by = _BY.match(text.text, end)
    return lead.start("title"), by.end() if by else end
