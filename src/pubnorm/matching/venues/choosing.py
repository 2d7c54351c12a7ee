"""Of the venues a string mentions, the one where the work appeared."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.matching.venues.imprint import take_imprint
from pubnorm.matching.venues.mentions import Found
from pubnorm.matching.venues.registry import Registry
from pubnorm.matching.venues.unknown import sort_of
from pubnorm.matching.venues.words import Word, phrase
from pubnorm.vocabulary import Vocabulary

_RANK = {"conference": 3, "journal": 3, "workshop": 3, "other": 2, "preprint-server": 2, "patent-office": 2}
_FINDINGS = re.compile(r"\bfindings of (?:the )?$", re.I)
_HOSTED = r"\s*@\s*|\W(?:in conju\w+ with|co-?located (?:with|at)|collocated with|affiliated with)\s"
_HOST = re.compile(_HOSTED, re.I)
_HOST_ANYWHERE = re.compile(rf"{_HOSTED}|\W(?:at|held (?:at|with)|part of|hosted (?:at|by))\s", re.I)


def choose(raw: str, found: tuple[Word, ...], hits: list[Found], known: Registry) -> Found | None:
    """Return the mention that tells where the work appeared, or nothing where the words speak against all.

    Events and journals go before series and publishers, sure before unsure, long before short, first before later; an
    acronym whose spelled-out name is another one's is none.
    """
    hits = [
        one for one in hits if not (_contradicted(one, raw, found, hits, known) or _goes_on(one, raw, found, known))
    ]
    if not hits:
        return None
    best = max(hits, key=lambda one: _worth(one, raw, known))
    if best.claim.style == "acronym" and _FINDINGS.search(raw, 0, best.start):
        best = next((one for one in hits if raw[best.end : one.start].strip() == ":"), best)  # "of the ACL: EMNLP 2020"
    # A name that several go by is settled by the acronym beside it.
    rivals = {claim.key for claim in best.rivals}
    settled = next((one for one in hits if one.claim.style == "acronym" and one.claim.key in rivals), None)
    return settled or best


def _worth(one: Found, raw: str, known: Registry) -> tuple[int, bool, bool, int, float, int]:
    rank = _RANK.get(known.known(one.claim.key).kind, 1)
    before = raw[: one.start]
    beside = before.count("(") > before.count(")")
    return rank, one.score >= 0.9, not beside, one.last - one.first, one.score, -one.start


def host(raw: str, hits: list[Found], *, anywhere: bool) -> tuple[int, Found] | None:
    """Return where a workshop's own name ends and the event that hosts it: `NLP4DH Workshop @ NAACL 2025`.

    A mere "at" is a sign of a host only where it is known that there is one (`anywhere`).
    """
    for sign in (_HOST_ANYWHERE if anywhere else _HOST).finditer(raw):
        hosting = next((one for one in hits if one.start >= sign.end() and one.start - sign.end() < 40), None)
        if hosting is not None:
            return sign.start(), hosting
    return None


def event_before(raw: str, series: Found, known: Registry, table: Vocabulary | None = None) -> str | None:
    """Return the event named before the series that its volume is in, nothing where `series` is none or none is named.

    >>> from pubnorm.matching.venues import read_venue
    >>> read_venue("Proc. of the Slow Tides Workshop (STW 2024), CEUR Workshop Proceedings, vol. 37").venue.name
    'Proc. of the Slow Tides Workshop (STW 2024)'
    """
    if known.known(series.claim.key).kind != "book-series":
        return None
    before = raw[: series.start].rstrip(" ,.;:")
    sort = sort_of(before, table) if before else None
    if sort is None or sort.type not in ("conference", "workshop"):
        return None
    return take_imprint(before, table).text


def is_guest(one: Found, chosen: Found, known: Registry) -> bool:
    """Whether a mention is of a workshop that stands before the event chosen: "… Morphology (SIGMORPHON) at NAACL"."""
    return one.end <= chosen.start and known.known(one.claim.key).kind == "workshop"


def is_event(one: Found, known: Registry) -> bool:
    """Whether a mention is of a conference or a workshop."""
    return known.known(one.claim.key).kind in ("workshop", "conference")


def _contradicted(one: Found, raw: str, found: tuple[Word, ...], hits: list[Found], known: Registry) -> bool:
    """Whether an acronym, or a journal's name, stands beside words that name another venue, or another sort of one."""
    taken = {at for other in hits for at in range(other.first, other.last)}
    journal = known.known(one.claim.key).kind == "journal"
    if one.claim.style != "acronym":
        if not journal:
            return False
        short = one.last - one.first < 4
        return _is_meeting_on(one, raw, found, known) or (
            short and any(word.fold in known.heads for at, word in enumerate(found) if at not in taken)
        )
    if is_event(one, known) and _is_journal_of(one, found):
        return True
    names: frozenset[str] | None = None
    for first, last in _segments(found):
        folds = [found[at].fold for at in range(first, last) if at not in taken]
        heads = {known.heads.get(fold, "journal") for fold in folds if fold in known.heads or fold in _JOURNAL_HEADS}
        beside = journal and raw[found[last - 1].end : one.start].strip() in ("(", "（")
        if not heads or (heads == {"workshop"} and not beside):
            continue
        if beside and "journal" not in heads:
            return True  # "Tide Technology Workshop (TT 2024)"
        content = [fold for fold in folds if _tells(fold, known)]
        if len(content) < 2:
            continue
        names = names or _name_words(known, one.claim.key)
        if sum(fold in names for fold in content) * 2 <= len(content):
            return True
    return False


def _is_meeting_on(one: Found, raw: str, found: tuple[Word, ...], known: Registry) -> bool:
    """Whether a name is what a meeting is about: "Conference on Tides and Silt" is no journal of that name."""
    before = found[one.first - 1] if one.first else None
    return before is not None and before.fold in known.heads and raw[before.end : one.start].strip() in ("on", "of")


def _is_journal_of(one: Found, found: tuple[Word, ...]) -> bool:
    """Whether the word behind an acronym calls it a journal, and no track of one: "TIDE Journal 2023"."""
    behind = found[one.last : one.last + 2]
    called = bool(behind) and behind[0].fold in _JOURNAL_HEADS and not behind[0].parted
    return called and (len(behind) < 2 or behind[1].parted or behind[1].fold.isdigit())


def _goes_on(one: Found, raw: str, found: tuple[Word, ...], known: Registry) -> bool:
    """Whether a name is longer than a venue's, as the acronym beside it tells, which has letters for the rest of it.

    "International Conference on Artificial Intelligence, Tides and Silt (AITS)" is not the one on artificial
    intelligence.
    """
    if one.claim.style == "acronym":
        return False
    if _listed(raw[one.end :], known) and len(known.core(phrase(one.claim.display))[0]) < 4:
        return known.known(one.claim.key).kind in ("conference", "workshop")
    beside = _BESIDE.search(raw, one.end)
    if beside is None or any(claim.key == one.claim.key for claim in known.claims.get(" ".join(phrase(beside[1])), ())):
        return False
    letters = [sign.lower() for sign in beside[1] if sign.isupper()]
    last = next((at for at, word in enumerate(found) if word.start >= beside.start()), len(found))
    behind = [word.fold for word in found[one.last : last]]
    if len(letters) < 4 or not behind or any(fold in known.heads for fold in behind):
        return False
    initials = [word.fold[0] for word in found[:last]]
    return _in_order(letters, initials) and not _in_order(letters, initials[: one.last])


# "Communications, Control, and Computing": what follows is more of a list, not a place.
_LISTED = re.compile(r",\s(?:[^\W\d_][\w'-]*(?:\s[\w'-]+){0,4},\s){0,4}(?:and|&)\s+[^\W\d_]")


def _listed(behind: str, known: Registry) -> bool:
    match = _LISTED.match(behind)
    return match is not None and not any(fold in known.heads for fold in phrase(match[0]))


_BESIDE = re.compile(r"[(（]\s*([A-Z][\w&+-]{2,11}?)(?:[\s'’‘-]*(?:19|20)?\d\d)?\s*[)）]")


def _in_order(letters: list[str], initials: list[str]) -> bool:
    """Whether letters are found among the initials of words, in order."""
    rest = iter(initials)
    return all(letter in rest for letter in letters)


_JOURNAL_HEADS = frozenset(["j", "trans", "lett", "rev", "ann", "bull", "mag"])


def _tells(fold: str, known: Registry) -> bool:
    return not (
        fold in known.frills
        or fold in known.sponsors
        or fold in known.heads
        or fold in known.ordinals
        or fold[0].isdigit()
        or len(fold) < 2
    )


def _segments(found: tuple[Word, ...]) -> list[tuple[int, int]]:
    cuts = [at for at, word in enumerate(found) if word.parted]
    return list(zip(cuts, [*cuts[1:], len(found)], strict=True))


def _name_words(known: Registry, key: str) -> frozenset[str]:
    row = known.rows[key]
    names = [row["name"], *row.get("alias", ()), *row.get("former", ()), row.get("iso4", "")]
    return frozenset(fold for name in names for fold in phrase(name))
