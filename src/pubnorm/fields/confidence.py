"""How sure a record is: a probability that its main fields are all right, and which of them are doubtful."""

from __future__ import annotations

import msgspec

from pubnorm.fields.drafts import Draft
from pubnorm.model import Publication


def judge(publication: Publication, draft: Draft) -> Publication:
    """Return the publication with its confidence and its doubtful fields."""
    uncertain = []
    if draft.title is None or draft.title.sure < 0.5:
        uncertain.append("title")
    if draft.authors is None or draft.authors.score < 0.6:
        uncertain.append("authors")
    if draft.place is None or draft.place.score < 2.0:
        uncertain.append("venue")
    confidence = 0.95 * 0.7 ** len(uncertain)
    return msgspec.structs.replace(publication, confidence=round(confidence, 3), uncertain=uncertain)
