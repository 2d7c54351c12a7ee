"""What a work's DOI and addresses tell of its type: each publishing house has a scheme of its own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, cast

from pubnorm import patterns as re
from pubnorm.matching.caseless import Caseless
from pubnorm.model import Type
from pubnorm.vocabulary import Vocabulary


class _Scheme(NamedTuple):
    type: Type
    registrants: frozenset[str]
    dois: re.Pattern[str]
    addresses: Caseless


def told_type(doi: str | None, urls: Iterable[str], vocabulary: Vocabulary) -> Type | None:
    """Return the type that a work's DOI tells, else its addresses; a part of a volume is a `chapter`.

    >>> from pubnorm.vocabulary import vocabulary
    >>> told_type("10.3390/tides12010001", [], vocabulary()), told_type("10.1007/978-3-030-00001-1_1", [], vocabulary())
    ('article', 'chapter')
    >>> told_type(None, ["https://www.sciencedirect.com/science/article/pii/S0000000000000001"], vocabulary())
    'article'
    """
    schemes = _schemes(vocabulary)
    if doi:
        registrant = doi.partition("/")[0]
        for scheme in schemes:
            if scheme.dois.match(doi) or registrant in scheme.registrants:
                return scheme.type
    return next((scheme.type for url in urls for scheme in schemes if scheme.addresses.found(url)), None)


@cache
def _schemes(vocabulary: Vocabulary) -> list[_Scheme]:
    return [
        _Scheme(
            cast(Type, row["type"]), frozenset(row.get("registrants", ())),
            re.compile("|".join(row["dois"]), re.IGNORECASE), Caseless("|".join(row["addresses"])),
        )
        for row in vocabulary.rows("address_type")
    ]  # fmt: skip
