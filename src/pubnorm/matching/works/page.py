"""The works that one page lists more than once."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pubnorm.matching.works.compare import WorkFacts, facts_of, match_facts
from pubnorm.model import Publication


def mark_duplicates(publications: Sequence[Publication]) -> list[Publication]:
    """Return the publications of a page, each naming the keys of its other listings in `duplicates`.

    Nothing is merged, and the order stays. The keys must be there and tell the publications apart.

    >>> from pubnorm.model import Author
    >>> jane = [Author(name="Jane Doe")]
    >>> one = Publication(key="a", title="On Things and Others", authors=jane)
    >>> [p.duplicates for p in mark_duplicates([one, msgspec.structs.replace(one, key="b")])]
    [['b'], ['a']]
    """
    facts = [facts_of(publication) for publication in publications]
    seen: dict[str, list[int]] = {}
    groups: list[set[int]] = [{i} for i in range(len(publications))]
    for i, one in enumerate(facts):
        for key in _page_keys(one):
            for j in seen.setdefault(key, []):
                if groups[i] is not groups[j] and match_facts(one, facts[j]).level in (
                    "identifier",
                    "title-and-authors",
                ):
                    joined = groups[i] | groups[j]
                    for member in joined:
                        groups[member] = joined
            seen[key].append(i)
    return [
        msgspec.structs.replace(publication, duplicates=[publications[j].key for j in sorted(groups[i] - {i})])
        for i, publication in enumerate(publications)
    ]


def _page_keys(one: WorkFacts) -> set[str]:
    keys = {f"b{one.key[:8]}", f"e{one.key[-8:]}"} if one.key else set()
    if one.arxiv:
        keys.add(f"a{one.arxiv}")
    if one.doi:
        keys.add(f"d{one.doi}")
    return keys
