"""How surely a phrase, where it stands in a text, is the venue that claims it."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.matching.venues.place import NUMBER, Place
from pubnorm.matching.venues.registry import Claim
from pubnorm.matching.venues.words import letters, phrase, without_article

_PUNCTUATED = re.compile(r"[,:;()/]")
_LAST_ARTICLE = re.compile(r"(?:^|\s)(?:the|de|der|die|das|le|la)$", re.I)
_LED_IN = re.compile(r"(?:^|[.?!\n]\s*)[Ii]n:$")  # "In: Waves 9, p. 3"
_GREAT = frozenset(["ieee", "acm", "siam", "ifip", "usenix", "eai"])
_STATE = re.compile(r"[^\W\d_]/$")  # Joinville/SC
_SECTION = re.compile(r"\s\d+\.\d")  # IFIP WG 11.9


def score(place: Place, claim: Claim) -> float:
    """How surely this phrase, here, is that venue; 0 where it is not."""
    if claim.style == "acronym":
        return _acronym_score(place, claim)
    length = place.last - place.first
    if claim.style == "name" and length == 1 and place.surface.lower() != without_article(claim.display):
        return 0.0  # of one word, "Cell" is not "Cells", nor "Natural" "Nature"
    if not place.ends:
        return 0.0
    heads, clear = place.before()
    if claim.style == "headed":
        if heads:
            fits = bool(heads & claim.heads) or (length > 3 and "workshop" not in heads)
            return 0.95 if fits and clear and _same_sponsor(place, claim) else 0.0
        return 0.65 if length > 2 and clear and place.bounded and place.titled else 0.0
    if not clear or (heads and length < 3):
        return 0.0  # "Conference on Machine Learning" is not the journal of that name
    if place.known.rows[claim.key].get("kind") == "journal" and place.extended:
        return 0.0
    if length < 4 and place.split and not _PUNCTUATED.search(claim.display):
        return 0.0  # "Past, Present, and Future" is not Past & Present
    if length < 4 and not place.alone and not place.titled and not _small(place, claim):
        return 0.0
    if length < 3:
        if place.coordinated:
            return 0.0
        if not place.bounded or (length == 1 and not _single(place, claim)):
            return 0.0
        return 0.6 if length == 1 else 0.8
    return 0.95


def _small(place: Place, claim: Claim) -> bool:
    """Whether a name that begins with a small letter stands as it is written: "eTides", "npj Silt"."""
    first = claim.display.partition(" ")[0]
    return first[0].islower() and place.surface.startswith(first) and (first != claim.display or not first.islower())


def _single(place: Place, claim: Claim) -> bool:
    """Whether a name of one word (`Nature`) stands as a name: first of all or after a full stop, or before a number."""
    if not place.surface[0].isupper() and not place.alone and not _small(place, claim):
        return False
    before = place.near.rstrip(" *_\"'“‘(《「")
    before = _LED_IN.sub("", _LAST_ARTICLE.sub("", before).rstrip())
    if not before or before.endswith((".", "?", "!", "\n", "|", "·", "”", "]", ">")):
        return place.closed
    if place.opens and not place.found[place.first].parted:
        return True
    following = place.found[place.last : place.last + 1]
    if before.endswith(":") or not place.found[place.first].parted:
        return False
    return bool(following) and bool(NUMBER.fullmatch(following[0].fold))


def _acronym_score(place: Place, claim: Claim) -> float:
    surface = place.surface
    written = surface in (claim.display, claim.display.upper())
    if not written:
        shown, own = letters(surface), letters(claim.display)
        if shown.lower() != own.lower():
            return 0.0
        written = shown == own  # Onward! and T-PAMI without their signs
    if not written:
        # The same letters in another case: T-PAMI and Neurips anywhere, Iclr and kdd where the text is but a venue.
        several = any(sign.isupper() for sign in surface[1:])
        close = surface[:1].isupper() and (several or (_mixed(claim.display) and not claim.weak and len(surface) > 4))
        if not close and not (place.alone and place.opens and place.closed and not claim.weak and len(surface) > 2):
            return 0.0
        if not several and not (place.closed and place.before()[1]):
            return 0.0  # "Foundation Models, 2023" is not MoDELS
    following = place.found[place.last].fold if place.last < len(place.found) else ""
    if following in place.known.heads and place.known.rows[claim.key].get("kind") == "journal":
        return 0.0  # no journal has a conference
    weak = claim.weak or (not place.alone and len(claim.display) < 4)
    if weak and _SECTION.match(place.text, place.found[place.last - 1].end):
        return 0.0  # a group of an organisation
    dated, sponsored, bracketed = _dated(place), _sponsored(place), _bracketed(place)
    if not (dated or sponsored or bracketed):
        clear = place.before()[1] and place.ends
        bounded = place.opens and place.bounded
        if len(surface) == 2 and _STATE.search(place.near):
            return 0.0
        if not clear or (weak and not bounded and not (place.alone and _leads(place))):
            return 0.7 if place.opens and written and not claim.weak and len(surface) > 4 else 0.0
        if not place.alone and (weak or _titles(place)):
            return 0.4
    elif not (dated or bracketed or place.ends):
        return 0.0  # what runs on is more of another name: ACM SIGMOD Record
    elif bracketed and _coined(place):
        return 0.0
    return 1.0 if written else 0.9


def _titles(place: Place) -> bool:
    """Whether the acronym begins a title, as systems' names do: `SODA: Out-of-Distribution Detection`."""
    end = place.found[place.last - 1].end
    return place.text[end : end + 1] == ":" and not place.text[: place.found[place.first].start].strip()


def _coined(place: Place) -> bool:
    """Whether the words before a bracket are what the acronym in it stands for: `Neyman-Pearson Criterion (NPC)`."""
    shown = letters(place.surface).lower()
    before = place.found[max(0, place.first - len(shown)) : place.first]
    if "".join(word.fold[0] for word in before) != shown:
        return False
    row = place.known.rows[place.known.claims[" ".join(w.fold for w in place.found[place.first : place.last])][0].key]
    names = {fold for name in (row["name"], *row.get("alias", ())) for fold in phrase(name)}
    return not {word.fold for word in before} - place.known.heads.keys() <= names


def _leads(place: Place) -> bool:
    """Whether what follows is a track of this event, and not an event of which it is the sponsor."""
    following = place.found[place.last : place.last + 2]
    return len(following) < 2 or following[0].fold not in place.known.heads or following[1].parted


def _dated(place: Place) -> bool:
    """Whether a year follows at once: `SC 2010`, `SC'10`, `SC-10`, but not `SC 10`."""
    if place.last == len(place.found):
        return False
    following = place.found[place.last]
    gap = place.text[place.found[place.last - 1].end : following.start].strip()
    if not following.fold[:1].isdigit():
        return False
    if re.fullmatch(r"(?:19|20)\d\d", following.fold):
        return gap in ("", "'", "’", "‘", "′", "-", ",", "(", "`", "´", "–", ", ")
    return bool(re.fullmatch(r"\d\d", following.fold)) and gap in ("'", "’", "‘", "′", "-", "`", "´", "–", "")


def _sponsored(place: Place) -> bool:
    first = place.found[place.first]
    return place.first > 0 and not first.parted and place.found[place.first - 1].fold in place.known.sponsors


def _bracketed(place: Place) -> bool:
    return place.near.rstrip().endswith(("(", "（", "["))


def _mixed(display: str) -> bool:
    """Whether an acronym is written in both cases and long enough to be known in any: `NeurIPS`, `arXiv`."""
    return len(display) > 4 and not display.isupper()


def _same_sponsor(place: Place, claim: Claim) -> bool:
    """Short names need the right sponsor: the IEEE's conference on X is not the ACM's."""
    own = place.known.known(claim.key).sponsors & _GREAT
    if not own or place.last - place.first > 2:
        return True
    shown = {word.fold for word in place.found[max(0, place.first - 6) : place.first]} & _GREAT
    return not shown or bool(shown & own)
