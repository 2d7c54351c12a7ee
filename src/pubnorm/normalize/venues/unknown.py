"""Venues that the registry does not know: their displayed acronym, kind, and whether a text looks like one at all."""

from __future__ import annotations

import re

from pubnorm.model import Track, Type, VenueKind

_BRACKETED = re.compile(r"\(\s*([A-Z][\w&+:.-]*(?: [A-Z][\w&+-]*){0,2}?)(?:[\s'’‘-]*(?:19|20)?\d\d)?\s*\)")
_DATED = re.compile(r"\b([A-Z][\w&+]*(?:-[A-Z][\w&+]*)*?)(?:[\s'’‘-]*(?:(?:19|20)\d\d|\d\d))(?!\w)")
_CONFERENCE = re.compile(
    r"\b(?:conf(?:erence|\.)|symp(?:osium|\.)|congress|workshop|meeting|colloqui\w+|proc(?:eedings|\.)|forum|convention|summit|"
    r"tagung|kongress|congreso|congrès|conferencia|conférence|atti del|simposio)",
    re.I,
)
_JOURNAL = re.compile(
    r"\b(?:journal|j\.|transactions|trans\.|letters|lett\.|review|rev\.|annals|ann\.|bulletin|bull\.|magazine|quarterly|"
    r"acta|archiv\w*|zeitschrift|revista|revue|rivista|annales|jahrbuch|studies|advances|frontiers|gazette|cuadernos|"
    r"chronicle|reports|research|science|sciences)\b|学报|杂志|期刊|研究|科学|学会誌|論文誌",
    re.I,
)
_UNIVERSITY = re.compile(
    r"\b(?:universit\w+|université|universidad|politecnico|institute of technology|college|school)\b|大学", re.I
)
_BOOK = re.compile(r"\b(?:press|verlag|publish\w+|springer|wiley|routledge|elsevier|editorial)\b|出版社", re.I)
_SPONSORS = frozenset(["IEEE", "ACM", "USENIX", "SIAM", "AAAI", "IFIP", "CCF", "SPIE", "AIAA", "ASME", "IET"])


def displayed_acronym(text: str) -> str | None:
    """Return the acronym a venue string displays, in brackets or before its year.

    >>> displayed_acronym("Conf. on Truth and Trust Online (TTO)"), displayed_acronym("SBP-BRiMS 2016")
    ('TTO', 'SBP-BRiMS')
    """
    for match in _BRACKETED.finditer(text):
        word = match[1].rstrip(":.-")
        if _is_acronym(word):
            return word
    for match in _DATED.finditer(text):
        if _is_acronym(match[1]) and match[1] not in _SPONSORS:
            return match[1]
    stripped = text.strip(" .,")
    return stripped if re.fullmatch(r"[A-Z][\w&+-]{1,11}", stripped) and _is_acronym(stripped) else None


def _is_acronym(word: str) -> bool:
    return sum(sign.isupper() for sign in word) > 1 and len(word) < 24


def kind_of(text: str) -> VenueKind | None:
    """Return the kind of an unknown venue, by the words of its name."""
    if re.search(r"\bworkshop\b", text, re.I):
        return "workshop"
    if _CONFERENCE.search(text):
        return "conference"
    if _JOURNAL.search(text):
        return "journal"
    if _BOOK.search(text):
        return "publisher"
    return "institution" if _UNIVERSITY.search(text) else None


def type_of(text: str, track: Track | None) -> Type | None:
    """Return the type of record that an unknown venue implies."""
    kind = kind_of(text)
    if kind == "workshop" or track == "workshop":
        return "workshop"
    if kind is None:
        return "conference" if displayed_acronym(text) else None
    types: dict[str, Type] = {
        "conference": "conference", "journal": "article", "publisher": "book", "institution": "thesis",
    }  # fmt: skip
    return types[kind]


def venue_score(text: str) -> float:
    """Return from 0 to 1 how much a text looks like the name of a venue, known or not.

    >>> venue_score("International Workshop on Cheese") > 0.8, venue_score("We like cheese") < 0.2
    (True, True)
    """
    if not text.strip() or len(text) > 400:
        return 0.0
    if _CONFERENCE.search(text):
        return 0.9
    if _JOURNAL.search(text):
        return 0.7
    if _UNIVERSITY.search(text) or _BOOK.search(text):
        return 0.6
    return 0.5 if displayed_acronym(text) else 0.1
