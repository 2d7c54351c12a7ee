"""Personal names: found in author lists, parsed into parts, compared."""

from __future__ import annotations

from pubnorm.matching.names.authors import as_author
from pubnorm.matching.names.matching import PersonLevel, PersonMatch, same_person
from pubnorm.matching.names.parsing import NameParts, parse_name
from pubnorm.matching.names.splitting import NameList, NameSpan, name_score, split_names
from pubnorm.matching.names.stops import is_own_stop

__all__ = [
    "NameList",
    "NameParts",
    "NameSpan",
    "PersonLevel",
    "PersonMatch",
    "as_author",
    "is_own_stop",
    "name_score",
    "parse_name",
    "same_person",
    "split_names",
]
