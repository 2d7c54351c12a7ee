"""Publisher and place at the end of a venue string: "…, Vienna, Austria", "…, Springer, 2020"."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.compiled import Compiled
from pubnorm.matching.venues.terms import HELD, MONTH
from pubnorm.matching.venues.words import is_abbreviation
from pubnorm.vocabulary import Vocabulary, sources, vocabulary

_CITY = re.compile(r"[^\W\d_a-z][^\W\d_]*[a-z][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}")
_DATE = re.compile(rf"(?:{HELD})?[\s\d–—-]*(?:(?:19|20)\d\d)?[\s.]*", re.I)
# Also the comma of "Conference on Tides,Turku,June 2-4,2016", not those of "1,000" and of "17,3"
_SIGN = re.compile(r"([,.]\s+|,(?=[A-Z][a-z]|(?:19|20)\d\d\b))")
_YEAR_BEHIND = re.compile(r" ?\((?:19|20)\d\d\)$")  # "Tides, Springer (2019)"
_DATE_BEHIND = re.compile(rf"\s{HELD}\s(?:19|20)\d\d$", re.I)  # "Tides, Turku, Finland 2-4 June 2016"
_BRACKET_LAST = re.compile(r"[\w.]( \((?!(?:19|20)\d\d\))[^()]{3,60}\))$")  # "Tides, Turku, June 2016. (long paper)"
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")  # "D.C."
_MONTH = re.compile(MONTH, re.I)
_WORDS_OF_HOUSE = 5
_BETWEEN = re.compile(r"\s?[/–]\s?")
# "Tides, Berlin/Boston 2012", and the series of a book behind that: "(Harbour Studies 124)"
_PRINTED = re.compile(rf"(?P<towns>{_CITY.pattern}(?:{_BETWEEN.pattern}{_CITY.pattern})*) (?:19|20)\d\d")
_SERIES = re.compile(r"(?<=\d\d\d\d) \([^()]*[^\W\d_]{3}[^()]*[ ,](?!(?:19|20)\d\d\))\d{1,4}\)$")
_TOWN = re.compile(
    rf"{_CITY.pattern}(?:\s?[-–/]\s?(?:(?P<region>[A-Z]{{2}})|(?P<land>[^\W\d_][^()\d]+))|\s?\((?P<within>[^()\d]+)\))"
)


class Imprint(NamedTuple):
    """A venue string without its imprint, and what that said."""

    text: str
    publisher: str | None
    place: str | None


def take_imprint(text: str, table: Vocabulary | None = None) -> Imprint:
    """Take publisher and place from the end of a venue string; what comes first always stays.

    >>> take_imprint("EMNLP-IJCNLP 2019, Hong Kong, China")
    Imprint(text='EMNLP-IJCNLP 2019', publisher=None, place='Hong Kong, China')
    >>> take_imprint("Proc. of ICML, PMLR, 2020")
    Imprint(text='Proc. of ICML, 2020', publisher='PMLR', place=None)
    >>> take_imprint("7th Tide Congress,Boston, MA,June 2-4,2016")
    Imprint(text='7th Tide Congress', publisher=None, place='Boston, MA')
    >>> take_imprint("Kleine Geschichte der Häfen, Berlin/Boston 2012 (Schriften zur Küste 124)")
    Imprint(text='Kleine Geschichte der Häfen', publisher=None, place='Berlin/Boston')
    """
    if "," not in text and ". " not in text:
        return Imprint(text, None, None)
    publishers, places, leads, ends = _tables(table or vocabulary())
    if text[-1] == ")":
        text = _SERIES.sub("", text)
    last = _BRACKET_LAST.search(text)
    parts = _parts(text[: last.start(1)] if last else text, places)
    printed = _PRINTED.fullmatch(parts[-1].strip(" .")) if len(parts) > 2 else None
    city = printed is not None and any(town.lower() in places for town in _BETWEEN.split(printed["towns"]))
    publisher: str | None = None
    place: list[str] = []
    if printed is not None and city:
        place, parts = [printed["towns"]], parts[:-2]
    kept: list[str] = []  # a year, and the sign before it
    while len(parts) > 2:
        part = _YEAR_BEHIND.sub("", parts[-1].strip(" ."))
        part = part if part.lower() in places else _undated(part, places)
        seat, _, house = part.partition(": ")
        named = house or part
        known = named.lower() in publishers or part.lower() in publishers
        if not publisher and (known or _is_house(named, leads, ends)):
            publisher = named
            place = [seat] if house else place
        elif part.lower() in places and len(place) < 3 and not city:
            place.insert(0, part)
        elif not city and ((place and _CITY.fullmatch(part)) or _is_town(part, places)):
            place.insert(0, part)
            city = True
        elif _DATE.fullmatch(part) and not (kept and part.isdigit()):
            kept = parts[-2:] if part.isdigit() else []  # of a date with a month nothing is the venue's
        else:
            break
        parts = parts[:-2]
    place = [f"{name}." if _INITIALS.fullmatch(name) else name for name in place]
    return Imprint("".join(parts + kept) + (last[1] if last else ""), publisher, ", ".join(place) or None)


def _is_house(part: str, leads: frozenset[str], ends: frozenset[str]) -> bool:
    """Whether a part is a name that a publisher's word leads or ends: "Edizioni Marea", "Harbour University Press"."""
    words = part.split()
    if not 2 <= len(words) <= _WORDS_OF_HOUSE or not all(word[0].isupper() or word == "&" for word in words[1:-1]):
        return False
    led = words[0].lower() in leads and words[-1][0].isupper()
    return led or (words[-1].lower() in ends and words[0][0].isupper())


def _is_town(part: str, places: frozenset[str]) -> bool:
    """Whether a part is a town with its country or region: "Nantes (France)", "Brasília-DF"."""
    town = _TOWN.fullmatch(part)
    return town is not None and (bool(town["region"]) or (town["land"] or town["within"]).strip().lower() in places)


def _undated(part: str, places: frozenset[str]) -> str:
    """Return a part without the date behind it, where a country or region goes before."""
    date = _DATE_BEHIND.search(part)
    return part[: date.start()] if date and part[: date.start()].lower() in places else part


def _parts(text: str, places: frozenset[str]) -> list[str]:
    """The text cut at commas, glued or not, and at full stops that end no abbreviation, with the signs between."""
    parts = _SIGN.split(text)
    at = 1
    while at < len(parts):
        last = re.search(r"[^\W\d_]+$", parts[at - 1])
        if parts[at][0] == "." and last and _is_shortened(last[0], places):
            parts[at - 1 : at + 2] = ["".join(parts[at - 1 : at + 2])]
        else:
            at += 2
    return parts


def _is_shortened(word: str, places: frozenset[str]) -> bool:
    """Whether a full stop behind a word ends no sentence: "Conf. on", "Sept. 30", but "Turku, USA. June 2016"."""
    return (is_abbreviation(word) or _MONTH.fullmatch(f"{word}.") is not None) and word.lower() not in places


# Publishers, places, words that lead a publisher's name, and words that end one
_Tables = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]


@lru_cache(maxsize=8)
def _tables(table: Vocabulary) -> _Tables:
    return IMPRINTS.read() if table is vocabulary() else _made(table)


def _made(table: Vocabulary) -> _Tables:
    rows = [row for row in table.rows("venue") if row.get("kind") == "publisher"]
    houses = {name.lower() for row in rows for name in (row["name"], *row.get("alias", ()))}
    houses |= {word.lower() for row in table.rows("venue_imprint") for word in row["words"]}
    places = {word.lower() for row in table.rows("venue_place") for word in row["words"]}
    leads, ends = ({word for row in table.rows("venue_press") for word in row[side]} for side in ("leads", "ends"))
    return frozenset(houses), frozenset(places), frozenset(leads), frozenset(ends)


IMPRINTS: Compiled[_Tables] = Compiled(
    "imprints", _Tables, lambda: [*sources(), Path(__file__)], lambda: _made(vocabulary())
)
