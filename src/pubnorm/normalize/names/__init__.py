"""Personal names: found in author lists, parsed into parts, compared."""

from __future__ import annotations

from pubnorm.normalize.names.parsing import NameParts, parse_name
from pubnorm.normalize.names.splitting import NameList, NameSpan, name_score, split_names

__all__ = ["NameList", "NameParts", "NameSpan", "name_score", "parse_name", "split_names"]
