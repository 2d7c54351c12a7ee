"""A displayed name as an author of the record."""

from __future__ import annotations

from collections.abc import Sequence

from pubnorm.matching.names.parsing import parse_name
from pubnorm.model import Author, Role


def as_author(
    shown: str,
    *,
    name: str | None = None,
    marks: str | None = None,
    roles: Sequence[Role] = (),
    is_owner: bool = False,
    url: str | None = None,
) -> Author:
    """Return the author whose name is displayed as `shown`, with the name's parts and its other forms.

    `name` is the form to keep as displayed where `shown` also holds another one in brackets.

    >>> author = as_author("van der Berg, J.", marks="*")
    >>> author.given, author.particle, author.family, author.marks
    ('J.', 'van der', 'Berg', '*')
    """
    parts = parse_name(shown)
    return Author(
        name=name or shown, given=parts.given, particle=parts.particle, family=parts.family, suffix=parts.suffix,
        alternatives=list(parts.alternatives), marks=marks or None, roles=list(roles), is_owner=is_owner, url=url,
    )  # fmt: skip
