"""One person's spellings over a page: the same `person`, each other's `alternatives`, given names in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from pubnorm.matching.names import parse_name
from pubnorm.matching.people import expand_name, unify_names
from pubnorm.matching.works.persons import slug
from pubnorm.model import Author, Publication


def unify_people(works: Sequence[Publication], owner: str | None = None) -> list[Publication]:
    """Return the works of one page with what its other works tell of each author; `name` stays as displayed.

    `person` is a key that all spellings of one person share, `alternatives` has the other spellings on the page
    (the `owner`'s among them), and given names that are initials are filled from the one full name that fits. What a
    record says already stays. A page is taken to mean one person by one name; over pages `dedupe` needs evidence.

    >>> from pubnorm.matching.names import as_author
    >>> works = [Publication(authors=[as_author(name)]) for name in ("Zhao, W.", "Wei Zhao", "Wen Zhou")]
    >>> [(a.name, a.person, a.given, a.alternatives) for work in unify_people(works) for a in work.authors][:2]
    [('Zhao, W.', 'zhao-wei', 'Wei', ['Wei Zhao']), ('Wei Zhao', 'zhao-wei', 'Wei', ['Zhao, W.'])]
    """
    lists = [[one.name for one in people] for work in works for people in (work.authors, work.editors) if people]
    fullest = unify_names([*lists, *([[owner]] if owner else [])])
    spellings: dict[str, list[str]] = defaultdict(list)
    for name, full in fullest.items():
        spellings[full].append(name)
    keys = _keys(list(spellings))

    def told(author: Author) -> Author:
        full = fullest[author.name]
        others = [form for form in spellings[full] if form not in (author.name, *author.alternatives)]
        return replace(
            author,
            person=author.person or keys[full],
            given=_given(author, full),
            alternatives=[*author.alternatives, *others],
        )

    return [
        replace(work, authors=[told(one) for one in work.authors], editors=[told(one) for one in work.editors])
        for work in works
    ]


def _given(author: Author, full: str) -> str | None:
    """Return the given names in full, where the record has only the initials that it displays."""
    expanded = expand_name(author.name, [full])
    if expanded is None or author.given != parse_name(author.name).given:
        return author.given
    return parse_name(expanded).given


def _keys(names: Sequence[str]) -> dict[str, str]:
    """Return a key for each person, with a number where several have one name in this form."""
    keys: dict[str, str] = {}
    worn: dict[str, int] = defaultdict(int)
    for name in sorted(names):
        worn[slug(name)] += 1
        keys[name] = slug(name) if worn[slug(name)] == 1 else f"{slug(name)}-{worn[slug(name)]}"
    return keys
