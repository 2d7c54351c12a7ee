"""Known venues anywhere in running text: one walk over its folded words, longest names first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pubnorm.normalize.venues.registry import Claim, Registry, registry
from pubnorm.normalize.venues.words import Word, words
from pubnorm.vocabulary import Vocabulary

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|ère|e|º|°)?|[ivxl]+")
_NUMBER = re.compile(r"\d.*|[ivxl]{2,}")
_GREAT = frozenset(["ieee", "acm", "siam", "ifip", "usenix", "eai"])


@dataclass(frozen=True, slots=True)
class VenueMention:
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
        step = at + 1
        for length in lengths.get(found[at].fold, ()):
            last = at + length
            if last > count:
                continue
            held = claims.get(found[at].fold if length == 1 else " ".join([word.fold for word in found[at:last]]))
            if held is None:
                continue
            one = _settle(_Place(text, found, at, last, known, alone), held)
            if one is not None:
                result.append(one)
                step = last
                break
        at = step
    return result


class _Place(NamedTuple):
    """A phrase of a text, and all that stands around it."""

    text: str
    found: list[Word]
    first: int
    last: int
    known: Registry
    alone: bool

    @property
    def surface(self) -> str:
        return self.text[self.found[self.first].start : self.found[self.last - 1].end]

    @property
    def bounded(self) -> bool:
        """Whether punctuation, a number or the text's end follows."""
        following = self.found[self.last] if self.last < len(self.found) else None
        return following is None or following.parted or bool(_NUMBER.fullmatch(following.fold))

    @property
    def ends(self) -> bool:
        """Whether a name can end here: bounded, or an event word or a track word follows."""
        return self.bounded or self.found[self.last].fold in self.known.after

    def before(self) -> tuple[set[str], bool]:
        """The event words left of the phrase, and whether nothing else of a name stands there."""
        heads: set[str] = set()
        known = self.known
        at = self.first
        while at > 0 and not (self.found[at].parted and at != self.first) and not self.found[at].parted:
            fold = self.found[at - 1].fold
            if fold in known.heads:
                heads.add(known.heads[fold])
            elif not (
                fold in known.frills
                or fold in known.sponsors
                or fold in known.before
                or fold in known.ordinals
                or _ORDINAL.fullmatch(fold)
            ):
                return heads, False
            at -= 1
        return heads, True


def _settle(place: _Place, held: list[Claim]) -> Found | None:
    """Return the best of the claims on a phrase, or nothing where none holds or several do without a reason for one."""
    scored = [(score, claim) for claim in held if (score := _score(place, claim)) > 0]
    if not scored:
        return None
    best = max(score for score, _ in scored)
    fitting = [claim for score, claim in scored if score > best - 0.01]
    surface = place.surface
    chosen = fitting[0] if len({claim.key for claim in fitting}) == 1 else None
    if chosen is None:
        chosen = _by_context(place, fitting) or next(
            (claim for claim in fitting if claim.display.lower() == surface.lower() and claim.style == "name"), None
        )
    if chosen is None:
        return None
    start, end = place.found[place.first].start, place.found[place.last - 1].end
    rivals = tuple(claim for claim in held if claim is not chosen)
    return Found(place.first, place.last, start, end, chosen, best, rivals)


def _by_context(place: _Place, fitting: list[Claim]) -> Claim | None:
    """Return the claim that the words around an ambiguous acronym speak for, else the usual one."""
    row = place.known.ambiguous.get(" ".join(word.fold for word in place.found[place.first : place.last]))
    if row is None:
        return None
    around = set(re.findall(r"\w+", place.text.lower()))
    key = next((case["key"] for case in row["when"] if around & set(case["words"])), row["key"])
    return next((claim for claim in fitting if claim.key == key), None)


def _score(place: _Place, claim: Claim) -> float:
    """How surely this phrase, here, is that venue; 0 where it is not."""
    if claim.style == "acronym":
        return _acronym_score(place, claim)
    if not place.ends:
        return 0.0
    heads, clear = place.before()
    length = place.last - place.first
    if claim.style == "headed":
        if heads:
            fits = bool(heads & claim.heads) or (length > 3 and "workshop" not in heads)
            return 0.95 if fits and clear and _same_sponsor(place, claim) else 0.0
        return 0.7 if length > 2 and clear and place.bounded else 0.0
    if length == 1 and place.surface.lower() != claim.display.lower():
        return 0.0  # of one word, "Cell" is not "Cells", nor "Natural" "Nature"
    if not clear or (heads and length < 3):
        return 0.0  # "Conference on Machine Learning" is not the journal of that name
    if claim.weak or length < 3:
        if not place.bounded or (length == 1 and not (place.surface[0].isupper() or place.alone)):
            return 0.0
        return 0.6 if length == 1 or claim.weak else 0.8
    return 0.95


def _acronym_score(place: _Place, claim: Claim) -> float:
    surface = place.surface
    written = surface in (claim.display, claim.display.upper())
    if not written:
        if _plain(surface) != _plain(claim.display):
            return 0.0
        # The same letters in another case: T-PAMI and Neurips anywhere, Iclr and kdd where the text is but a venue.
        several = any(sign.isupper() for sign in surface[1:])
        close = surface[:1].isupper() and (several or (_mixed(claim.display) and len(surface) > 4))
        if not close and not (place.alone and place.bounded and len(surface) > 2):
            return 0.0
    weak = claim.weak or (not place.alone and len(claim.display) < 4)
    dated, sponsored, bracketed = _dated(place), _sponsored(place), _bracketed(place)
    if not (dated or sponsored or bracketed):
        clear = place.before()[1] and place.ends
        bounded = place.found[place.first].parted and place.bounded
        if not clear or (weak and not bounded and not (place.alone and _leads(place))):
            return 0.0
        if weak and not place.alone:
            return 0.4
    elif not (dated or bracketed or place.ends):
        return 0.0  # what runs on is more of another name: ACM SIGMOD Record
    return 1.0 if written else 0.9


def _leads(place: _Place) -> bool:
    """Whether what follows is a track of this event, and not an event of which it is the sponsor."""
    following = place.found[place.last : place.last + 2]
    return len(following) < 2 or following[0].fold not in place.known.heads or following[1].parted


def _dated(place: _Place) -> bool:
    """Whether a year follows at once: `SC 2010`, `SC'10`, `SC-10`, but not `SC 10`."""
    if place.last == len(place.found):
        return False
    following = place.found[place.last]
    gap = place.text[place.found[place.last - 1].end : following.start].strip()
    if re.fullmatch(r"(?:19|20)\d\d", following.fold):
        return gap in ("", "'", "’", "‘", "-", ",", "(", "`", "´", "–", ", ")
    return bool(re.fullmatch(r"\d\d", following.fold)) and gap in ("'", "’", "‘", "-", "`", "´", "–", "")


def _sponsored(place: _Place) -> bool:
    first = place.found[place.first]
    return place.first > 0 and not first.parted and place.found[place.first - 1].fold in place.known.sponsors


def _bracketed(place: _Place) -> bool:
    return place.text[: place.found[place.first].start].rstrip().endswith(("(", "（", "["))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _mixed(display: str) -> bool:
    """Whether an acronym is written in both cases and long enough to be known in any: `NeurIPS`, `arXiv`."""
    return len(display) > 4 and not display.isupper()


def _same_sponsor(place: _Place, claim: Claim) -> bool:
    """Short names need the right sponsor: the IEEE's conference on X is not the ACM's."""
    own = place.known.known(claim.key).sponsors & _GREAT
    if not own or place.last - place.first > 2:
        return True
    shown = {word.fold for word in place.found[max(0, place.first - 6) : place.first]} & _GREAT
    return not shown or bool(shown & own)
