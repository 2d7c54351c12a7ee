"""Works that are numbered by hand: "13. On Tides", and below it "14. On Silt"."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import NUMBERING
from pubnorm.entries.lines import Line

_DIGITS = re.compile(r"\d+")
_LEAD = 6  # characters, within which a number begins


def is_numbered(line: Line) -> bool:
    """Return whether a paragraph is one of a numbered list, written by hand: "22. Some Title"."""
    return line.begins and line.traits.words >= 3 and NUMBERING.match(line.text.text) is not None


def counts_on(first: Line, line: Line) -> bool:
    """Return whether a line has the number next to that of the work whose `first` line is given.

    The line stands in the same paragraph, or begins another, as the work does.
    """
    if line.traits.words < 2 or not (line.block is first.block or (line.begins and line.block.gap and first.begins)):
        return False
    number, before = _number(line.text.text), _number(first.text.text)
    return number is not None and before is not None and abs(number - before) == 1


def _number(text: str) -> int | None:
    """Return the number that leads a line.

    >>> _number("13. On Tides"), _number("[2] On Silt"), _number("1840 in the Port")
    (13, 2, None)
    """
    match = NUMBERING.match(text) if any(map(str.isdigit, text[:_LEAD])) else None
    digits = _DIGITS.search(match[0]) if match else None
    return int(digits[0]) if digits else None
