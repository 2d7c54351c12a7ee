"""People behind names: one person's spellings on a page, the owner among authors, mentions judged by context."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pubnorm.matching.names.fold import fold
from pubnorm.matching.names.frequencies import evidence
from pubnorm.matching.names.keys import NameKey, name_key, variants
from pubnorm.matching.names.matching import NONE, PersonMatch, match_keys, same_person
from pubnorm.matching.names.order import PINYIN
from pubnorm.matching.names.words import words
from pubnorm.model import Owner

# Two titles are one work's from here on (0 to 100); the context is only read where people are compared.
_SAME_TITLE = 92.0
# A given name with this much evidence (natural-log units) is worn by many people.
_COMMON_GIVEN = 6.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: all authors of the work in order, its own place among them, the work's title and year."""

    name: str
    authors: tuple[str, ...] = ()
    position: int = 0
    title: str | None = None
    year: int | None = None


def match_mentions(a: Mention, b: Mention) -> PersonMatch:
    """Return whether two mentions are one person, by their names and their context.

    Within one work the authors are told apart by the best pairing of the two lists; over different works a shared
    co-author is needed, or a name that few people wear. Otherwise the answer is `none`: "Wei Wang" is many people.

    >>> jane = Mention("J. Doe", ("J. Doe", "R. Roe"), 0, "On Things", 2024)
    >>> match_mentions(jane, Mention("Jane Doe", ("Jane Doe", "Rob Roe"), 0, "On things", 2024)).level
    'initials'
    >>> match_mentions(Mention("Wei Wang", title="On A"), Mention("Wei Wang", title="Of B")).level
    'none'
    """
    match = same_person(a.name, b.name)
    if _is_same_work(a, b):
        return _within_one_work(a, b, match)
    if match is NONE or match.level == "none":
        return NONE
    if _shared_coauthors(a, b):
        return match
    full = match.level in ("identical", "accents", "order-swapped")
    return match if full and is_rare(a.name) and _is_near(a, b) else NONE


def is_rare(name: str) -> bool:
    """Tell whether a full name is worn by so few people that it alone can be told again.

    >>> is_rare("Bartholomäus Quernheim"), is_rare("Wei Wang"), is_rare("J. Quernheim")
    (True, False, False)
    """
    return is_rare_key(name_key(name))


def is_rare_key(key: NameKey) -> bool:
    """Do what `is_rare` does, for a name whose key is known."""
    if not key.given or len(key.given[0]) < 2:
        return False
    if PINYIN.fullmatch("".join(key.given)) and key.family in words("pinyin_surname") | words("korean_surname"):
        return False
    given, family = evidence(key.given[0])[0], evidence(key.family)[1]
    return min(given, family) < _COMMON_GIVEN and given + family < 2 * _COMMON_GIVEN


def _is_near(a: Mention, b: Mention) -> bool:
    return a.year is None or b.year is None or abs(a.year - b.year) <= 15


def _is_same_work(a: Mention, b: Mention) -> bool:
    if not a.title or not b.title:
        return False
    from rapidfuzz import fuzz  # slow to import, and most pages do without

    return fuzz.ratio(fold(a.title), fold(b.title)) >= _SAME_TITLE and _digits(a.title) == _digits(b.title)


def _digits(title: str) -> list[str]:
    return [char for char in title if char.isdigit()]


def _within_one_work(a: Mention, b: Mention, match: PersonMatch) -> PersonMatch:
    """Judge two authors of one work: whoever fits another author of the other list better is another person."""
    if not a.authors or not b.authors:
        return match
    paired = len(a.authors) == len(b.authors)
    if match.level == "none":
        # A slip that the names alone cannot tell from another person ("Xiaomin", "Xiaoming") at the same place of
        # two lists that agree elsewhere.
        from rapidfuzz import fuzz

        alike = fuzz.ratio(name_key(a.name).whole, name_key(b.name).whole) >= 80
        return PersonMatch("typo", 70.0) if paired and a.position == b.position and alike else NONE
    if paired and a.position != b.position and match.score < 100:
        here = same_person(a.name, b.authors[a.position]).score, same_person(a.authors[b.position], b.name).score
        if max(here) >= match.score:
            return NONE
    better = max(
        [same_person(a.name, other).score for i, other in enumerate(b.authors) if i != b.position]
        + [same_person(other, b.name).score for i, other in enumerate(a.authors) if i != a.position],
        default=0.0,
    )
    if better > match.score or (better == match.score and a.position != b.position):
        return NONE
    return match


def _shared_coauthors(a: Mention, b: Mention) -> int:
    ours = [name for i, name in enumerate(a.authors) if i != a.position]
    families = {name_key(name).family for name in ours}
    theirs = [name for i, name in enumerate(b.authors) if i != b.position and name_key(name).family in families]
    return sum(any(same_person(name, other).level != "none" for other in ours) for name in theirs)


def owner_index(owner: str, authors: Sequence[str]) -> int | None:
    """Return which of `authors` is `owner`, None where nobody is or several could be.

    >>> owner_index("Zhuoshi Pan", ["Huang, Y.", "Pan, Z."])
    1
    """
    scores = [same_person(owner, author).score for author in authors]
    best = max(scores, default=0.0)
    return scores.index(best) if best > 0 and scores.count(best) == 1 else None


@dataclass(frozen=True, slots=True)
class PageOwner:
    """Whose page it is, and the names that they have on it: another one where it has lists in two scripts."""

    owner: Owner
    names: tuple[str, ...]

    def among(self, authors: Sequence[str]) -> int | None:
        """Return which of `authors` is the owner, None where nobody is or several could be.

        >>> PageOwner(Owner(name="韩伟", evidence="bold"), ("韩伟", "Wei Han")).among(["Doe, J.", "Han, W."])
        1
        """
        found = (owner_index(name, authors) for name in self.names)
        return next((at for at in found if at is not None), None)


def expand_name(name: str, context: Iterable[str]) -> str | None:
    """Return the one full name in `context` that an abbreviated `name` fits; None where none or several do.

    >>> expand_name("Zhao, W.", ["Wei Zhao", "Jane Doe"]), expand_name("Zhao, W.", ["Wei Zhao", "Wen Zhao"])
    ('Wei Zhao', None)
    """
    key = name_key(name)
    if not _is_abbreviated(key):
        return None
    fitting = [other for other in dict.fromkeys(context) if not _is_abbreviated(name_key(other))]
    fitting = [
        other for other in fitting if match_keys(key, name_key(other)).level in ("initials", "identical", "accents")
    ]
    groups = unify_names([[other] for other in fitting])
    return max(fitting, key=len) if len(set(groups.values())) == 1 else None


def _is_abbreviated(key: NameKey) -> bool:
    return bool(key.given) and all(len(token) == 1 for token in key.given)


def unify_names(author_lists: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return for every displayed name of a page the fullest spelling of the same person.

    Two names of one author list are two people. A name that fits several people stays on its own.

    >>> unify_names([["H Vicky Zhao", "Zhuoshi Pan"], ["Pan, Z.", "H. Vicky Zhao"]])["Pan, Z."]
    'Zhuoshi Pan'
    """
    counts: Counter[str] = Counter()
    apart: dict[str, set[str]] = defaultdict(set)
    for names in author_lists:
        counts.update(names)
        for name in names:
            apart[name].update(other for other in names if other != name)
    people: list[list[str]] = []
    index: dict[str, set[int]] = defaultdict(set)
    # The fullest first: each person is founded by the spelling that says most.
    for name in sorted(counts, key=lambda name: (-_fullness(name), -counts[name], name)):
        near = sorted({number for key in _index_keys(name) for number in index[key]})
        number = _closest(name, [n for n in near if _fits(name, people[n], apart)], people)
        if number is None:
            number = len(people)
            people.append([])
        people[number].append(name)
        for key in _index_keys(name):
            index[key].add(number)
    return {name: person[0] for person in people for name in person}


def _closest(name: str, fitting: list[int], people: list[list[str]]) -> int | None:
    """Return the person whose spellings are closest to `name`; a tie leaves it open."""
    scored = sorted((-max(same_person(name, other).score for other in people[n]), n) for n in fitting)
    if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][1]


def _index_keys(name: str) -> set[str]:
    """Return under what a person is looked up: any two names that can match share one of these."""
    key = name_key(name)
    found = {key.family, key.family[:4], key.family[-4:], "".join(key.given), *key.family_tokens, *key.forms}
    return (found | {key.spelled_out, *variants("romanisation").get(key.family, ())}) - {""}


def _fits(name: str, person: list[str], apart: dict[str, set[str]]) -> bool:
    if apart[name].intersection(person):
        return False
    levels = [same_person(name, other).level for other in person]
    return levels[0] != "none" and "none" not in levels


def _fullness(name: str) -> int:
    key = name_key(name)
    return sum(len(token) if len(token) > 1 else 1 for token in key.given) + (10 if not _is_abbreviated(key) else 0)
