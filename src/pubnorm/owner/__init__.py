"""Whose page it is, by evidence: emphasis in author lists, what the page or its site says, who wrote everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pubnorm.document import Text
from pubnorm.fields.draft import Draft
from pubnorm.matching.people import PageOwner
from pubnorm.model import Owner, Publication
from pubnorm.owner.emphasis import by_emphasis
from pubnorm.owner.forms import alike, forms, fullness, is_short_for, is_sign_of, is_spelled_out
from pubnorm.owner.presence import NameList, by_presence
from pubnorm.owner.said import said_names

__all__ = ["find_owner"]

_LEAST_IMPLIED = 0.8  # of the author lists, that leave the owner out, for a name that none of them shows


def find_owner(
    drafts: Sequence[Draft],
    cited: Sequence[Publication],
    texts: Iterable[Text],
    front_matter: dict[str, Any],
    site: tuple[str, str] | None,
) -> PageOwner | None:
    """Return the owner of a page with the evidence, None where there is none.

    `cited` are the works of the page's BibTeX, `texts` is what else it says, `site` a (name, evidence) of the site's
    configuration.
    """
    found = [draft.authors for draft in drafts if draft.authors]
    said = list(said_names(texts, front_matter, site))
    shown = by_emphasis([people for people in found if not people.implied])  # "with **A**" sets off a co-author
    if shown:
        for name, _ in said:  # what people call themselves on their page
            its = _fitting(name, shown.names)
            if its and (fullness(its[0]) > fullness(shown.names[0]) or is_spelled_out(its[0])):
                return _owner((*its, *shown.names), shown.evidence)
        return _owner(shown.names, shown.evidence)
    lists = [
        NameList(tuple(one.name for one in work.authors), work.authors_truncated) for work in cited if work.authors
    ]
    written = dict.fromkeys(
        [one.name for people in found for one in people.authors] + [name for one in lists for name in one.names]
    )
    for name, evidence in said:
        its = _fitting(name, written) if written else forms(name)
        if its:
            return _owner(its, evidence)
    # "with A and B" leaves the owner out
    lists += [
        NameList(tuple(one.name for one in people.authors), people.truncated) for people in found if not people.implied
    ]
    present = by_presence(lists)
    if present:  # a line to be filled in ("____") signs lists, but names nobody
        return _owner(present.names, present.evidence) if any(map(str.isalpha, present.names[0])) else None
    implied = sum(people.implied for people in found)
    if said and not cited and implied >= _LEAST_IMPLIED * len(found):
        return _owner(forms(said[0][0]), said[0][1])
    return None


def _fitting(name: str, written: Iterable[str]) -> tuple[str, ...]:
    """Return a name's forms, those first that are alike a written one, and the initials written for it; or none."""
    its = forms(name)
    signs = [other for other in written if any(is_sign_of(other, one) for one in its)]
    fitting = [one for one in its if any(alike(one, other) or is_short_for(other, one) for other in written)]
    return tuple(dict.fromkeys((*fitting, *its, *signs))) if fitting or signs else ()


def _owner(names: Iterable[str], evidence: str) -> PageOwner:
    """Return an owner by their names, each without emoji around it or another form in brackets."""
    spellings = tuple(dict.fromkeys(forms(name)[0] for name in names))
    return PageOwner(Owner(name=spellings[0], evidence=evidence), spellings)
