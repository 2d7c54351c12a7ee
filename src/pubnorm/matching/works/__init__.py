"""Works: which records are one work, within a page and over many, and the one record that stands for them.

    facts → blocks → pairs → clusters → merged records → people

`compare` decides on two records, `blocking` finds the pairs worth it, `clusters` joins them, `merging` writes the one
record, `persons` gives the people stable keys, `dedupe` runs it all through one SQLite file.
"""

from __future__ import annotations

from pubnorm.matching.works.compare import WorkMatch, same_work
from pubnorm.matching.works.dedupe import Deduper, dedupe
from pubnorm.matching.works.page import mark_duplicates

__all__ = ["Deduper", "WorkMatch", "dedupe", "mark_duplicates", "same_work"]
