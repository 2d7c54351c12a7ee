"""What a title that nothing marks runs on into: a patent's number, words that lead a venue ("Submitted to")."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.fields.phrases import find_status
from pubnorm.fields.title import TitleSpan
from pubnorm.matching.venues.terms import EDITION
from pubnorm.vocabulary import Vocabulary

_LEAST_TITLE = 4  # characters, as many as a name in Chinese may have
_NUMBER = r"(?:CN|US|EP|WO|JP|KR|DE|TW|FR|GB|IN|ZL|PCT)[\s/-]?(?=[A-Z]*\d)[\d,./A-Z]{5,18}(?:\s[A-Z]\d?)?"
# "On Tides (ZL202110000000.6)", "On Tides, CN202011000000.6 (granted)", "一种潮汐方法 ZL202110000000.6"
_PATENT_NUMBER = re.compile(
    rf"\s*[(（\[]\s*(?:[A-Z][a-z]+ )?(?:[Pp]atent )?(?:[Nn]o\.? ?)?{_NUMBER}\s*[)）\]]\W*$"
    rf"|(?:[,，;；:：.]\s*|(?<=\w)\s+(?=[A-Z]{{2}}\d{{8}})){_NUMBER}\W*(?:[(（][^()（）]{{2,60}}[)）]\W*)?$"
)
_LONGEST_NUMBER = 100  # characters, with what is said of it in brackets
_DIGIT = re.compile(r"\d[\d,]{3}")
_LEADING = re.compile(r"[,.;]\s+([A-Za-z][a-z]+(?: [a-z]+){0,4} (?:to|by|in|for|at))\s*$")
_LONGEST_LEAD = 45
_EDITION = re.compile(rf"[.,;]\s*\(?(?:{EDITION}|\d{{1,2}}(?:ª|a)?\.?\s?ed)\)?[.\s]*$", re.IGNORECASE)


def without_tail(title: TitleSpan, visible: str, vocabulary: Vocabulary) -> TitleSpan:
    """Leave out what ends a title and is a patent's number or an edition, or leads the venue that follows.

    >>> from pubnorm.vocabulary import vocabulary
    >>> for text in ("On Slow Tides (ZL202110000000.6)", "On Slow Tides. 2. ed"):
    ...     text[: without_tail(TitleSpan(0, len(text), "flat", 1.0), text, vocabulary()).end]
    'On Slow Tides'
    'On Slow Tides'
    """
    if visible[title.end - 3 : title.end].rstrip().endswith(("to", "by", "in", "for", "at")):
        lead = _LEADING.search(visible, max(title.start, title.end - _LONGEST_LEAD), title.end)
        status = find_status(lead[1], vocabulary) if lead else None
        if lead and status and status.start == 0 and lead.start() > title.start + _LEAST_TITLE:
            return title._replace(end=lead.start())
    at = max(title.start + _LEAST_TITLE, title.end - _LONGEST_NUMBER)
    edition = _EDITION.search(visible, at, title.end) if visible.find("ed", at, title.end) > 0 else None
    if edition and title.kind in ("flat", "tagged"):
        return title._replace(end=edition.start())
    number = _PATENT_NUMBER.search(visible, at, title.end) if _DIGIT.search(visible, at, title.end) else None
    return title._replace(end=number.start()) if number else title
