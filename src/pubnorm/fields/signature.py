"""The sign of a page's owner in its author lists: initials alone, or a line ("Jane Doe, RR and Ann Poe")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pubnorm import patterns as re
from pubnorm.entries.runs import AuthorRun, author_run
from pubnorm.fields.draft import Draft
from pubnorm.matching.names import NameSpan

_SIGN = r"((?:[A-Z]\.?[ -]?){1,2}[A-Z]\b\.?|_{2,})"
_AND = r"(?:and|&|und|y|et|e)"
_BEHIND_NAMES = re.compile(rf"(?:\s*[,;]\s*(?:{_AND}\s+)?|\s+{_AND}\s+){_SIGN}(?=\s*(?:[,;.(]|\n|$)|\s+{_AND}\s)")
_BEFORE_NAMES = re.compile(rf"(?:^|[\n)\]])\s*{_SIGN}(?:\s*[,;]\s*(?:{_AND}\s+)?|\s+{_AND}\s+)$")
_INITIALS = re.compile(_SIGN)
_PARTS = frozenset(",; ")
_SHORTEST = 4  # characters that part two names with a sign between them
_LONGEST = 24  # characters before names: "(In press) J.-P., "
_BETWEEN = re.compile(rf"[\s*†‡]*(?:[,;]\s*(?:{_AND}\s+)?|{_AND}\s+)")
_LEAST, _LEAST_SHARE = 3, 0.4  # works that somebody signs, and of those that name people


def sign_lists(drafts: Sequence[Draft]) -> None:
    """Take the sign of a page's owner for a name in the author lists of its works, and for the list where it is alone.

    It is one where several works have the same beside names: what stands there once may be anything.
    """
    runs = [(draft.plain, draft.run) for draft in drafts if draft.run]
    counts = Counter(sign for plain, run in runs for sign in set(_beside(plain, run)))
    if not counts:
        return
    # Of "Ann Poe, RR" the letters may be initials of that name; not where other names have them, too.
    inner = {found for plain, run in runs for found in _within(plain, run)}
    sign = max(counts, key=lambda one: counts[one] + sum(found[1] == one for found in inner))
    signed = counts[sign] + sum(found[1] == sign for found in inner)
    if signed < max(_LEAST, _LEAST_SHARE * len(runs)):
        return
    alone = re.compile(rf"(?<![\w.,-]){re.escape(sign)}(?![\w-])")
    for draft in drafts:
        start, end = draft.reading.entry.core
        for match in alone.finditer(draft.plain, start, end) if sign in draft.plain else ():
            run = _signed(draft.plain, *match.span(), start, end)
            if run and draft.reading.free(run.start, run.end):
                draft.run, draft.signed = run, True
                break


def _beside(plain: str, run: AuthorRun) -> Iterator[str]:
    """Yield what may sign a list right before or behind its names, or between them."""
    before = _BEFORE_NAMES.search(plain, max(0, run.start - _LONGEST), run.start) if run.start else None
    if before:
        yield before[1]
    for name, following in zip(run.names, (*run.names[1:], None), strict=True):
        stop = len(plain) if following is None else following.start
        if stop - name.end > _SHORTEST and plain[name.end] in _PARTS:
            behind = _BEHIND_NAMES.match(plain, name.end)
            if behind and behind.end() <= stop:
                yield behind[1]


def _within(plain: str, run: AuthorRun) -> Iterator[tuple[str, str]]:
    """Yield the names of several words that end in initials, parted: "Ann Poe, RR" may be two people."""
    for name in run.names:
        before, comma, sign = plain[name.start : name.end].rpartition(", ")
        if comma and " " in before and _INITIALS.fullmatch(sign):
            yield before, sign


def _signed(plain: str, begin: int, stop: int, start: int, end: int) -> AuthorRun | None:
    """Return the names of the line around the sign at `plain[begin:stop]`, None where it stands among other words."""
    first = max(start, plain.rfind("\n", start, begin) + 1)
    line = plain.find("\n", stop, end)
    last = line if line >= 0 else end
    left = author_run(plain, first, begin) if begin - first > 2 else None
    if left and not _BETWEEN.fullmatch(plain, left.end, begin):
        left = None
    parts = _BETWEEN.match(plain, stop, last)
    right = author_run(plain, parts.end(), last) if parts else None
    if right and parts and right.start > parts.end():
        right = None
    if left is None and plain[first:begin].strip(" \x1f-*•") and plain[begin - 2 : begin] not in (") ", "] "):
        return None
    names = (*(left.names if left else ()), NameSpan(begin, stop), *(right.names if right else ()))
    truncated = bool(right and right.truncated)
    return AuthorRun(names[0].start, right.end if right else stop, names, truncated, 1.0)
