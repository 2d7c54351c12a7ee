"""Known venues anywhere in running text: one walk over its folded words, longest names first."""

from __future__ import annotations

from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.venues.place import Place
from pubnorm.matching.venues.registry import Claim, Registry, registry
from pubnorm.matching.venues.scoring import score
from pubnorm.matching.venues.words import Word, phrase, words
from pubnorm.vocabulary import Vocabulary


class VenueMention(NamedTuple):
    """A known venue in a text: offsets, the venue's key, how it was matched, how sure (0 to 1), and its kind."""

    start: int
    end: int
    key: str
    level: str
    score: float
    kind: str


class Found(NamedTuple):
    """A mention with what a reader needs: its words (from, up to), its offsets, the claim and all that fit as well."""

    first: int
    last: int
    start: int
    end: int
    claim: Claim
    score: float
    rivals: tuple[Claim, ...] = ()


def find_venues(text: str, vocabulary: Vocabulary | None = None) -> list[VenueMention]:
    """Return the known venues that `text` mentions, in order, not overlapping.

    Acronyms must stand as they are written (`ICML`, `NeurIPS`), long names in any case. The score is 1 for an acronym
    as written, 0.95 for a long name, down to 0.4 for a short acronym without year, brackets or sponsor beside it.

    >>> [(m.key, m.level) for m in find_venues("J. Doe. A Title. In Proc. ICML 2024, Vienna.")]
    [('icml', 'exact')]
    """
    known = registry(vocabulary)
    return [
        VenueMention(one.start, one.end, one.claim.key, one.claim.level, one.score, known.known(one.claim.key).kind)
        for one in mentions(text, known)
    ]


def mentions(text: str, known: Registry, *, alone: bool = False) -> list[Found]:
    """Return the mentions among the words of a text; `alone` says that the text is a venue string and nothing else."""
    result: list[Found] = []
    found: tuple[Word, ...] = ()
    folds = phrase(text)
    count, at = len(folds), 0
    lengths = known.lengths
    claims = known.claims
    while at < count:
        step = at + 1
        for length in lengths.get(folds[at], ()):
            last = at + length
            if last > count:
                continue
            name = folds[at] if length == 1 else " ".join(folds[at:last])
            if name not in claims:
                continue
            found = found or words(text)  # where the words stand is asked only here: most texts have no such phrase
            one = _settle(Place(text, found, at, last, known, alone), claims[name])
            if one is not None:
                result.append(one)
                step = last
                break
        at = step
    return result


def _settle(place: Place, held: list[Claim]) -> Found | None:
    """Return the best of the claims on a phrase, or nothing where none holds or several do without a reason for one."""
    scored = [(points, claim) for claim in held if (points := score(place, claim)) > 0]
    if not scored:
        return None
    best = max(points for points, _ in scored)
    fitting = [claim for points, claim in scored if points > best - 0.01]
    surface = place.surface
    chosen = fitting[0] if len(fitting) == 1 or len({claim.key for claim in fitting}) == 1 else None
    if chosen is None:
        chosen = _by_context(place, fitting) or next(
            (claim for claim in fitting if claim.display.lower() == surface.lower() and claim.style == "name"), None
        )
    if chosen is None:
        return None
    start, end = place.found[place.first].start, place.found[place.last - 1].end
    rivals = tuple(claim for claim in held if claim is not chosen) if len(held) > 1 else ()
    if chosen.style != "acronym" and chosen.level == "exact" and "." in place.text[start : end + 1]:
        chosen = chosen._replace(level="abbreviation") if _abbreviates(surface, chosen.display) else chosen
    return Found(place.first, place.last, start, end, chosen, best, rivals)


def _abbreviates(surface: str, display: str) -> bool:
    """Whether some word of a phrase is the beginning of a word of the name, not the word itself."""
    full = set(re.findall(r"[^\W\d_]+", display.lower()))
    cut = set(re.findall(r"[^\W\d_]+", surface.lower())) - full
    return any(word.startswith(short) for short in cut for word in full)


def _by_context(place: Place, fitting: list[Claim]) -> Claim | None:
    """Return the claim that the words around an ambiguous acronym speak for, else the usual one."""
    row = place.known.ambiguous.get(" ".join(word.fold for word in place.found[place.first : place.last]))
    if row is None:
        return None
    around = set(re.findall(r"\w+", place.text.lower()))
    key = next((case["key"] for case in row["when"] if around & set(case["words"])), row["key"])
    return next((claim for claim in fitting if claim.key == key), None)
