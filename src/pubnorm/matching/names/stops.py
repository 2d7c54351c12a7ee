"""The full stop at the end of a list of names: an initial's own, or the sentence's."""

from __future__ import annotations

from collections.abc import Sequence


def is_own_stop(last: str, others: Sequence[str]) -> bool:
    """Tell whether the full stop at the end of a list's `last` name belongs to its initials, as in the `others`.

    >>> is_own_stop("Doe, J.", ["Roe, R."]), is_own_stop("Ghosh D.", ["Beck AF"]), is_own_stop("Ghosh D.", ["Beck A."])
    (True, False, True)
    """
    initials = last.rstrip(".").rsplit(None, 1)[-1]
    bare = "," not in last and initials.isalpha() and initials.isupper()
    if not bare or any(other.endswith(".") for other in others):
        return True
    return len(initials) == 1 and not any(_ends_bare(other) for other in others)


def _ends_bare(name: str) -> bool:
    token = name.rsplit(None, 1)[-1]
    return " " in name and len(token) <= 3 and token.isalpha() and token.isupper()
