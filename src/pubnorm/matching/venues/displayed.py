"""The acronym that a venue string itself displays."""

from __future__ import annotations

from functools import lru_cache

from pubnorm import patterns as re
from pubnorm.matching.venues.words import is_function_word
from pubnorm.vocabulary import Vocabulary, vocabulary

_YEAR = r"(?:[\s'’‘′-]*(?:19|20)?\d\d)?"
_BRACKETED = re.compile(
    rf"[(（]\s*([A-Z][\w&+:.-]*(?:(?<=\w)/[A-Z][\w&+-]*| [A-Z][\w&+-]*(?: [A-Z][\w&+-]*)?)??){_YEAR}\s*[)）]"
)
_MIXED = re.compile(rf"[(（]\s*([a-z]{{1,2}}[A-Z][\w&+-]*){_YEAR}\s*[)）]")
_DATED = re.compile(r"\b([A-Z][\w&+]*?(?:[-/][A-Z][\w&+]*)*?)(?:[\s'’‘′-]*(?<!\d)(?:(?:19|20)\d\d|\d\d))(?!\w)")
_BEHIND_DASH = re.compile(r"\s[-–—]\s([A-Z][\w&+]*[A-Z]{2}[\w&+]{0,8})(?=$|,\s)")  # "Conference on Tides – ABC, Rome"
_BEFORE_EVENT = re.compile(r"^(?:the )?([A-Z][\w&+-]{2,11}) (?:conference|congress|symposium|journal)$", re.IGNORECASE)
# "IEEE COTI: Proc. Int. Conf. …", "COTI2008-The 8th …"
_LEADS = re.compile(rf"^(?:[A-Z]{{3,6}} )?([A-Z][\w&+-]{{1,11}}?){_YEAR}(?::|\s[-–—]+|\s?[-–—]+(?=[Tt]he\s))\s+(?=\S)")
# "Proceedings of the COTI"
_PROCEEDINGS = re.compile(
    r"^(?:in )?(?:the )?proc(?:eedings?\b|\.) (?:of |in )?(?:the )?(?:\d{1,2}(?:st|nd|rd|th) )?([A-Z][\w&+-]{2,11})$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?<=[^\W\d_]),? ([A-Z][\w&+-]*[A-Z][\w&+-]*)$")  # "Revista de Mareas, RDM"
_AHEAD = (_BRACKETED, _MIXED, _DATED, _BEHIND_DASH, _BEFORE_EVENT, _LEADS, _PROCEEDINGS, _BEHIND)
_ALONE = re.compile(r"(?:([A-Z]{3,6}) )?([A-Z][\w&+/-]{1,11})")  # with its sponsor before it, or without
_GLUED_YEAR = re.compile(r"(?<=[^\W\d_]{2})-?(?:19|20)\d\d$")  # "ABC2013", "EnT-2020"
_NUMBERED = re.compile(r"(?<=[^\W\d_])[-']?(\d{1,3})$")  # "ASA183" of the 183rd meeting
_INTERNATIONAL = re.compile(
    r"international journal (?:of|on|for|in) (?:the )?([^:(（\[,;]+(?:,[^:(（\[;]+)?)", re.IGNORECASE
)
_NAME_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u2e80-\ud7ff]")
_EVENT = re.compile(r"\b(?:conf|symp|workshop|congress|meeting|proc|intl?\b|international|forum|summit)", re.IGNORECASE)
_LEAST_INITIALS, _MOST_INITIALS = 4, 7
_LEAST_BEHIND = 3  # letters of an acronym that nothing but its letters tells


def displayed_acronym(text: str) -> str | None:
    """Return the acronym a venue string displays, in brackets, before its year, or before or behind the name.

    >>> displayed_acronym("Conf. on Truth and Trust Online (TTO)"), displayed_acronym("SBP-BRiMS 2016")
    ('TTO', 'SBP-BRiMS')
    >>> displayed_acronym("Conference on Tides – COTI"), displayed_acronym("COTI conference")
    ('COTI', 'COTI')
    >>> displayed_acronym("IEEE COTI"), displayed_acronym("IEEE Software")
    ('COTI', None)
    >>> displayed_acronym("IEEE COTI: Proc. Conference on Tides"), displayed_acronym("Proceedings of the CoTi")
    ('COTI', 'CoTi')
    >>> displayed_acronym("The 183rd Meeting of the Silt Society (SiSo183)"), displayed_acronym("TIDE/SILT 2023")
    ('SiSo', 'TIDE/SILT')
    >>> displayed_acronym("Revista de Mareas, RDM"), displayed_acronym("Journal of Tides (Chinese Version)")
    ('RDM', None)
    """
    shouted, houses = is_shouted(text), _sponsors(vocabulary(), True)
    for pattern in _AHEAD:
        for match in pattern.finditer(text):
            word = _plain(match[1], text)
            if pattern not in (_BRACKETED, _MIXED) and (shouted or word in houses):
                continue  # "J COMPUT NONLIN DYN 2023": the last word of a name is none
            if pattern is _LEADS and not _EVENT.search(text, match.end()):
                continue
            if pattern is _BEHIND and not _stands_for(word, text[: match.start()]):
                continue
            if _is_acronym(word) and word not in _places(vocabulary()):
                return word
    alone = _ALONE.fullmatch(text.strip(" .,"))
    if alone is None or alone[2] in houses or (alone[1] is not None and alone[1] not in _sponsors(vocabulary(), False)):
        return None
    return alone[2] if _is_acronym(alone[2]) else None


def workshop_acronym(text: str) -> str | None:
    """Return the acronym of a workshop's own name: a displayed one, or the short name before the word.

    >>> workshop_acronym("DistShift Workshop "), workshop_acronym("Workshop on Cheese ")
    ('DistShift', None)
    """
    named = re.match(r"(?:the )?([A-Z][\w+-]*)(?: (?:19|20)\d\d)?(?: workshop|\s*$)", text, re.I)
    return displayed_acronym(text) or (named[1] if named and _is_acronym(named[1]) else None)


def usual_acronym(name: str) -> str | None:
    """Return the initials of a name that journals of such names go by: international ones, of more than one thing.

    >>> usual_acronym("International Journal of Tides and Silt"), usual_acronym("International Journal of Tides")
    ('IJTS', None)
    """
    led = _INTERNATIONAL.match(name)
    words = [word for word in _NAME_WORD.findall(led[1]) if not is_function_word(word)] if led else []
    initials = "IJ" + "".join(word[0].upper() for word in words)
    return initials if _LEAST_INITIALS <= len(initials) <= _MOST_INITIALS and initials.isascii() else None


def abbreviates(acronym: str, name: str) -> bool:
    """Whether an acronym's letters are those of a name, in order.

    >>> abbreviates("JoTS", "Journal of Tides and Silt"), abbreviates("ZIS", "Journal of Tides and Silt")
    (True, False)
    """
    letters = iter(name.lower())
    return all(sign in letters for sign in acronym.lower() if sign.isalpha())


def is_shouted(text: str) -> bool:
    """Whether a text of several words is all in capitals, so that these tell nothing.

    >>> is_shouted("J COMPUT NONLIN DYN"), is_shouted("ACM MM")
    (True, False)
    """
    return text.isupper() and len(_NAME_WORD.findall(text)) > 2


def _plain(shown: str, text: str) -> str:
    """Return an acronym without its year, the number of the meeting and the societies before a slash."""
    word = _GLUED_YEAR.sub("", shown.rstrip(":.-/"))
    number = _NUMBERED.search(word)
    if number and re.search(rf"(?<!\d){number[1]}(?:st|nd|rd|th|[.º回届屆]|\s?-?[eè]me)", text):
        word = word[: number.start()]
    joint = word.split("/")
    if len(joint) > 1:
        societies = _sponsors(vocabulary(), False)
        word = "/".join(part for part in joint if part not in societies)
    return word


def _stands_for(word: str, name: str) -> bool:
    """Whether an acronym is made of the initials of the words before it: "World Tide News WTN"."""
    letters = [sign for sign in word if sign.isalpha()]
    initials = "".join(part[0] for part in _NAME_WORD.findall(name))
    if len(letters) < _LEAST_BEHIND or not word.isupper():
        return False
    capitals = "".join(sign for sign in initials if sign.isupper())
    return "".join(letters) in (initials.upper(), capitals)


@lru_cache(maxsize=8)
def _places(table: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in table.rows("venue_place") for word in row["words"] if word.isupper())


@lru_cache(maxsize=8)
def _sponsors(table: Vocabulary, publishing: bool) -> frozenset[str]:
    """The societies that hold events, or but those that publish so much that no event goes by their name alone."""
    rows = (row for row in table.rows("venue_sponsor") if row.get("publishes") or not publishing)
    return frozenset(word for row in rows for word in row["words"])


def _is_acronym(word: str) -> bool:
    """Whether a word, or each of several, has two capitals: not "Chinese Version", nor what is in wide signs."""
    capitals = min(sum(sign.isupper() for sign in part) for part in word.split(" "))
    return capitals > 1 and len(word) < 24 and not _WIDE.search(word)
