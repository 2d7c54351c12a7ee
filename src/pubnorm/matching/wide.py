"""Whether a text has characters of East Asia: the patterns that name those take long to compile, and most need none."""

from __future__ import annotations

# The first of the scripts from the CJK radicals on: no character before it is one of theirs.
_FIRST = "\u2e80"


def is_wide(text: str) -> bool:
    """Tell whether any character of `text` may be East Asian.

    >>> is_wide("Gouëzel"), is_wide("Wang 王"), is_wide("")
    (False, True, False)
    """
    return not text.isascii() and max(text) >= _FIRST
