"""How sure a record is: the probability that title, authors, venue, year, identifiers and links are all right.

A logistic model over a few signs (`signs`), its weights in `data/confidence.toml`: fitted on labelled pages by
`training/confidence.py`, and held against them by the accuracy tests.
"""

from __future__ import annotations

import math
from functools import cache

import msgspec

from pubnorm import patterns as re
from pubnorm.entries.marks import count_words
from pubnorm.fields.draft import Draft
from pubnorm.model import Publication
from pubnorm.vocabulary import Vocabulary

_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SIGNED = re.compile(r"^\W*\(?(?:19|20)\d\d|\]$")  # "(2024) On Tides", "On Tides [J]"
_DATED = re.compile(r"(?:19|20)\d\d|\d+(?:st|nd|rd|th)|['’-]\d\d\b")
_NUMBER = re.compile(r"\d")
_KNOWN = 80.0  # a venue matched with so high a score is known


def judge(publication: Publication, draft: Draft, *, owned: bool) -> Publication:
    """Return the publication with its confidence (0 to 1) and doubtful fields; `owned`: the page's owner is known."""
    seen = signs(publication, draft, owned=owned)
    weights = _weights(draft.vocabulary)
    total = weights["bias"]
    for sign, value in seen.items():
        if value:
            total += weights[sign] * value
    uncertain = [
        field
        for field, doubtful in (
            ("title", seen["no_title"] or (seen["unmarked"] and seen["disagreed"])),
            ("authors", seen["no_authors"] or seen["odd_names"] > 0.5),
            ("venue", seen["unknown_venue"] and seen["leftover"] > 0.3),
        )
        if doubtful
    ]
    confidence = 1 / (1 + math.exp(-total)) if publication.title else 0.05
    return msgspec.structs.replace(publication, confidence=round(confidence, 3), uncertain=uncertain)


def contributions(publication: Publication, draft: Draft, *, owned: bool) -> dict[str, float]:
    """Return what each sign adds to the log odds that a record is right; what adds nothing is left out."""
    weighted = _weighted(signs(publication, draft, owned=owned), draft.vocabulary)
    return {sign: share for sign, share in weighted.items() if abs(share) >= 0.005}


def _weighted(seen: dict[str, float], vocabulary: Vocabulary) -> dict[str, float]:
    weights = _weights(vocabulary)
    return {"bias": weights["bias"], **{sign: weights[sign] * value for sign, value in seen.items()}}


def signs(publication: Publication, draft: Draft, *, owned: bool) -> dict[str, float]:
    """Return what speaks for and against a record, each from 0 to 1."""
    title = draft.title
    words = count_words(publication.title or "")
    names = [author.name.split() for author in publication.authors]
    venue = publication.venue
    known = venue is not None and venue.match is not None and venue.match.score >= _KNOWN
    score = draft.authors.score if draft.authors else 0.0
    pieces = [(piece, count_words(piece.text)) for piece in draft.reading.pieces(*draft.reading.entry.core)]
    leftover = sum(count for _, count in pieces)
    fields = [field for field in (title, draft.authors, draft.place) if field is not None and field.end > field.start]
    first, last = min((f.start for f in fields), default=0), max((f.end for f in fields), default=0)
    between = sum(count for piece, count in pieces if first < piece.end and piece.start < last)
    unmarked = title is None or title.kind in ("flat", "tagged", "line")
    tagged = draft.asked  # where no field needed the tagger, its word is not worth its time here either
    return {
        "no_title": float(title is None),
        "unmarked": float(unmarked),
        "unsure_title": 1.0 - (title.sure if title else 0.0),
        "disagreed": float(tagged is not None and not draft.plainly_built and not tagged.backs(title)),
        "odd_title": float(words < 3 or words > 30),
        "signed_title": float(publication.title is not None and _SIGNED.search(publication.title) is not None),
        "no_authors": float(not names),
        "unsure_authors": 1.0 - min(1.0, score),
        "odd_names": float(any(len(name) == 1 or len(name) > 4 for name in names)),
        "worded_names": float(not all(map(_strangers(draft.vocabulary).isdisjoint, names))),
        "one_name": float(len(names) == 1),
        "no_owner": float(not owned),  # nobody is in most lists of names: they may be misread
        "cut_authors": float(publication.authors_truncated),
        "no_venue": float(venue is None),
        "unknown_venue": float(venue is not None and not known),
        "worded_venue": float(venue is not None and not known and venue.kind is not None),  # it says what it is
        "long_venue": float(venue is not None and len(venue.raw) > 80),
        "numbered_venue": float(venue is not None and _NUMBER.search(_DATED.sub("", venue.raw)) is not None),
        "colon_venue": float(venue is not None and ": " in venue.raw),
        "lower_venue": float(venue is not None and venue.raw[:1].islower()),
        "no_year": float(publication.year is None),
        "leftover": min(leftover, 12) / 12,
        "between": min(between, 8) / 8,
        "dated_leftover": float(any(count and _FULL_YEAR.search(piece.text) for piece, count in pieces)),
        "rare_build": draft.rare,
        "many_marks": float(len({(mark.start, mark.end) for mark in draft.marked}) > 2),
        "elsewhere": float(draft.reading.entry.section.kind != "publications"),
        "chapter": float(publication.type in ("chapter", "book", "thesis", "other", "report")),
    }


@cache
def _strangers(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in vocabulary.rows("name_stranger") for word in row["words"])


@cache
def _weights(vocabulary: Vocabulary) -> dict[str, float]:
    return {row["sign"]: row["weight"] for row in vocabulary.rows("confidence")}
