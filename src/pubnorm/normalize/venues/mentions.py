"""Known venues anywhere in running text: one walk over its folded words, longest names first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pubnorm.normalize.venues.registry import Claim, Known, Registry, registry
from pubnorm.normalize.venues.words import Word, words
from pubnorm.vocabulary import Vocabulary

_YEAR = re.compile(r"(?:19|20)?\d\d")
_AFTER = frozenset(
    "workshop track paper main find demo poster oral spotlight tutorial challenge companion short long".split()
)


@dataclass(frozen=True, slots=True)
class VenueMention:
    """A known venue in a text: offsets, the venue's key, how it was matched, how sure (0 to 1), and its kind."""

    start: int
    end: int
    key: str
    level: str
    score: float
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with what the reader needs: word indexes, the claim, and the venue."""

    first: int
    last: int  # exclusive
    start: int
    end: int
    claim: Claim
    score: float

    @property
    def venue(self) -> Known:
        return self.claim.venue


def find_venues(text: str, vocabulary: Vocabulary | None = None) -> list[VenueMention]:
    """Return the known venues that `text` mentions, in order, not overlapping.

    Acronyms must stand as they are written (`ICML`, `NeurIPS`), long names in any case.

    >>> [(m.key, m.level) for m in find_venues("J. Doe. A Title. In Proc. ICML 2024, Vienna.")]
    [('icml', 'exact')]
    """
    known = registry(vocabulary)
    return [
        VenueMention(one.start, one.end, one.venue.key, one.claim.level, one.score, one.venue.kind)
        for one in mentions(text, words(text), known)
    ]


def mentions(text: str, found: list[Word], known: Registry, *, alone: bool = False) -> list[Found]:
    """Return the mentions among the words of a text; `alone` says that the text is a venue string and nothing else."""
    result: list[Found] = []
    at = 0
    count = len(found)
    lengths = known.lengths
    claims = known.claims
    while at < count:
        best: Found | None = None
        for length in lengths.get(found[at].fold, ()):
            last = at + length
            if last > count:
                continue
            key = found[at].fold if length == 1 else " ".join([word.fold for word in found[at:last]])
            held = claims.get(key)
            if held is None:
                continue
            scored = [(_score(text, found, at, last, claim, known, alone), claim) for claim in held]
            score, claim = max(scored, key=lambda pair: pair[0])
            if score > 0:
                best = Found(at, last, found[at].start, found[last - 1].end, claim, score)
                break
        if best:
            result.append(best)
            at = best.last
        else:
            at += 1
    return result


def _score(text: str, found: list[Word], first: int, last: int, claim: Claim, known: Registry, alone: bool) -> float:
    """How surely this phrase, here, is that venue; 0 where it is not."""
    if claim.style == "acronym":
        return _acronym_score(text, found, first, last, claim, known, alone)
    if not _ends(found, last, known):
        return 0.0
    heads, clear = _before(found, first, known)
    length = last - first
    if claim.style == "headed":
        if heads:
            fits = bool(heads & claim.heads) or (length > 3 and "workshop" not in heads)
            return 0.95 if fits and clear and _same_sponsor(found, first, claim, known) else 0.0
        return 0.7 if length > 2 and clear and _bounded(found, last) else 0.0
    if heads and length < 3 and claim.venue.kind == "journal":
        return 0.0  # "Conference on Machine Learning" is not the journal of that name
    if claim.weak or length < 3:
        bounded = (found[first].parted or clear) and _bounded(found, last)
        if not bounded:
            return 0.0
        return 0.6 if length == 1 or claim.weak else 0.8
    return 0.95 if clear else 0.0


def _acronym_score(
    text: str, found: list[Word], first: int, last: int, claim: Claim, known: Registry, alone: bool
) -> float:
    surface = text[found[first].start : found[last - 1].end]
    exact = surface == claim.display
    shouted = surface.isupper() and claim.display.upper() == surface
    loose = not exact and not shouted
    if loose and _plain(surface) == _plain(claim.display) and (surface[:1].isupper() and not surface[1:].islower()):
        loose = False  # T-PAMI, ASPDAC, Neurips: the same letters, written like an acronym
    weak = claim.weak or (loose and len(surface) < 5 and not alone)
    if loose and not alone and (weak or not _distinctive(claim.display)):
        return 0.0
    dated = last < len(found) and not found[last].parted and bool(_YEAR.fullmatch(found[last].fold))
    dated = dated or (
        last < len(found)
        and text[found[last - 1].end : found[last].start].strip() in ("'", "’", "‘", "-", "(", ",")
        and bool(_YEAR.fullmatch(found[last].fold))
    )
    sponsored = first > 0 and not found[first].parted and found[first - 1].fold in known.sponsors
    bracketed = text[: found[first].start].rstrip().endswith("(")
    bounded = found[first].parted and _bounded(found, last)
    if not (dated or sponsored or bracketed or bounded):
        clear = _before(found, first, known)[1] and (_ends(found, last, known))
        if not clear or weak:
            return 0.0
    if weak and not alone and not (dated or sponsored or bracketed):
        return 0.4
    return 0.9 if loose else 1.0


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _distinctive(display: str) -> bool:
    return len(display) > 4 and not display.isupper()


def _before(found: list[Word], first: int, known: Registry) -> tuple[set[str], bool]:
    """The event words left of a phrase, and whether nothing else of a name stands there."""
    heads: set[str] = set()
    at = first
    while at > 0 and not found[at].parted:
        fold = found[at - 1].fold
        if fold in known.heads:
            heads.add(known.heads[fold])
        elif not (fold in known.frills or fold in known.sponsors or _ordinal(fold) or fold in _LEAD):
            return heads, False
        at -= 1
    return heads, True


_LEAD = frozenset(
    "main find in at accept accepted appear submitt submitted under track paper held present published j of special issue st nd rd th".split()
)


def _ordinal(fold: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:st|nd|rd|th)?|[ivxl]+", fold)) or fold in _ORDINALS


_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty thirtieth thirty fortieth forty fiftieth fifty "
    "sixtieth sixty seventieth seventy".split()
)


def _ends(found: list[Word], last: int, known: Registry) -> bool:
    """Whether a name can end here: punctuation, a number, an event word or a track word follows."""
    if last == len(found) or found[last].parted:
        return True
    fold = found[last].fold
    return fold[0].isdigit() or fold in known.heads or fold in _AFTER


def _bounded(found: list[Word], last: int) -> bool:
    return last == len(found) or found[last].parted or found[last].fold[0].isdigit()


def _same_sponsor(found: list[Word], first: int, claim: Claim, known: Registry) -> bool:
    """Short names need the right sponsor: the IEEE's conference on X is not the ACM's."""
    if len(claim.display.split()) > 7 or not claim.venue.sponsors:
        return True
    shown = {word.fold for word in found[max(0, first - 6) : first]} & {"ieee", "acm", "siam", "ifip", "usenix", "eai"}
    own = claim.venue.sponsors & {"ieee", "acm", "siam", "ifip", "usenix", "eai"}
    return not shown or not own or bool(shown & own)
