"""What lines of some roles are together: several works, a shelf of them, or all that is told of one."""

from __future__ import annotations

from pubnorm.document import Text
from pubnorm.entries.traits import Role, Traits

_MOST_UNNAMED = 5  # lines below the title of a work whose authors are not shown
_SURE_NAMES = 0.8  # list-likeness


def leads_on(roles: list[Role]) -> bool:
    """Whether lines of these roles are all that a page tells of a work without naming anybody: its venue, its links."""
    return "venue" in roles[:3] and "links" in roles and len(roles) <= _MOST_UNNAMED


def is_shelf(roles: list[Role]) -> bool:
    """Whether a card holds several works: its own may have a volume below its authors that looks like a citation."""
    named = roles.index("authors") if "authors" in roles else len(roles)
    return "full" in roles[:named] or roles.count("full") > 1 or roles.count("title") > 1


def is_list(roles: list[Role]) -> bool:
    """Whether lines of these roles are several works."""
    return "full" in roles or roles.count("authors") > 1 or roles.count("title") > 1


def is_names(lines: list[tuple[Text, Traits]]) -> bool:
    """Whether all that is shown is one line of names, for sure."""
    runs = [traits.authors for _, traits in lines if traits.role == "authors"]
    return len(runs) == len(lines) == 1 and runs[0] is not None and runs[0].score >= _SURE_NAMES
