"""Works: which records are one work, within a page and over many, and the one record that stands for them.

    facts → blocks → pairs → clusters → merged records → people

`compare` decides on two records, `blocking` finds the pairs worth it, `clusters` joins them, `merging` writes the one
record, `persons` gives the people stable keys, `dedupe` runs it all through one SQLite file. Of these a page needs only
`compare`, so that the others are imported by name.
"""

from __future__ import annotations

from pubnorm.matching.works.compare import WorkMatch, same_work
from pubnorm.matching.works.page import mark_duplicates

__all__ = ["WorkMatch", "mark_duplicates", "same_work"]
