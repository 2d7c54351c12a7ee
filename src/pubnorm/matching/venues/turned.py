"""Names as catalogues print them: their first words behind a comma, or a publishing house before them."""

from __future__ import annotations

from functools import cache

from pubnorm import patterns as re
from pubnorm.vocabulary import Vocabulary, vocabulary

_MOST = 300  # characters of a name
_KINDS = r"(?:transactions|trans\.?|journal|proceedings|conf(?:erence|\.)?|symp(?:osium|\.)?|workshop|congress)"
_BEHIND = re.compile(rf"(?P<name>\S.{{3,}}?), (?P<lead>(?:[\w/&'.-]+ ){{0,6}}{_KINDS} (?:on|of|for|in))", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r",?\s+(?:19|20)\d\d$")


def turned(name: str) -> str:
    """Return a name with the words behind its comma where they are read, the name itself where it is in order.

    >>> turned("Image Processing, IEEE Transactions on, 2014")
    'IEEE Transactions on Image Processing, 2014'
    >>> turned("Tides and Silt (TAS), 2016 International Conference on")
    '2016 International Conference on Tides and Silt (TAS)'
    >>> turned("Tides, Silt and Sand")
    'Tides, Silt and Sand'
    """
    if ", " not in name or len(name) > _MOST:
        return name
    year = _YEAR_BEHIND.search(name)
    end = year.start() if year else len(name)
    match = _BEHIND.fullmatch(name[:end].rstrip(" .,"))
    return f"{match['lead']} {match['name']}{name[end:]}" if match else name


def without_house(name: str, table: Vocabulary | None = None) -> str | None:
    """Return a name without the publishing house that stands before it, or nothing where none does.

    >>> without_house("Elsevier Computer Networks"), without_house("Computer Networks")
    ('Computer Networks', None)
    """
    match = _house(table or vocabulary()).match(name)
    return name[match.end() :] if match else None


# "(data) Tides", "Tides (Open Access)"
_ASIDE = re.compile(r"^[(（\[][^()\[\]]{1,60}[)）\]][\s,.:]*(?=\w)|\s*[(（][^()]{1,80}[)）]\W*$")


def without_aside(name: str) -> str | None:
    """Return a name without the bracket before or behind it, or nothing where none is.

    >>> without_aside("Computer Networks (Open Access)"), without_aside("(data) Computer Networks")
    ('Computer Networks', 'Computer Networks')
    """
    pared = _ASIDE.sub("", name, count=1)
    return pared if pared and pared != name else None


@cache
def _house(table: Vocabulary) -> re.Pattern[str]:
    words = {word for row in table.rows("venue_house") for word in row["words"]}
    houses = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?:{houses})(?:['’]s)?:? (?=[^\W\d_a-z])")
