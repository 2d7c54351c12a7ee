"""What a pattern's finds cannot do without: plain strings, one of which is in all that it finds.

To look for thirty strings takes a fraction of the time of a search for thirty alternatives, and most texts have none.
"""

from __future__ import annotations

from pubnorm import patterns as re

# The parts of a pattern: a group's beginning, an alternative, a class or escape, a quantifier, anything else.
_PART = re.compile(
    r"(?P<open>\((?!\?)|\(\?(?:P<\w+>|[a-zA-Z-]*:|[=!>]|<[=!]))|(?P<odd>\(\?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<quantifier>(?:[*+?]|\{\d*,?\d*\})[?+]?)|\\(?P<escaped>[^\w\s])"
    r"|(?P<vague>\[\^?\]?(?:\\.|[^\]\\])*\]|\\(?:x..|u.{4}|U.{8}|N\{[^}]*\}|\d+|.)|[.^$])"
    r"|(?P<sign>[^\\\[(){|.^$*+?]+(?![*+?{])|.)",
    re.DOTALL,
)
_ASSERTIONS = ("(?=", "(?!", "(?<=", "(?<!")
_OPTIONAL = ("*", "?", "{0", "{,")

Signs = frozenset[str]


class _Alternatives:
    """One group's alternatives as they are read: of each, the strings that it holds for certain."""

    def __init__(self, opened: str = "") -> None:
        self.opened = opened
        self.best: list[Signs] = []  # of the alternatives read so far
        self.held: list[Signs] = []  # by the alternative being read: one of each set
        self.run = ""

    def cut(self) -> None:
        """End the run of plain signs."""
        if self.run:
            self.held.append(frozenset({self.run}))
        self.run = ""

    def alternative(self) -> None:
        """End an alternative."""
        self.cut()
        self.best.append(max(self.held, key=_telling, default=frozenset()))
        self.held = []

    def signs(self) -> Signs:
        """End the group and return its signs, none where an alternative has none."""
        self.alternative()
        if self.opened in _ASSERTIONS or not all(self.best):
            return frozenset()
        return frozenset().union(*self.best)


def _telling(signs: Signs) -> tuple[int, float, bool]:
    """How rarely a text holds one of these: by the shortest, then by how long they are, then letters last."""
    return min(map(len, signs)), sum(map(len, signs)) / len(signs), not any(map(str.isalnum, signs))


def signs_of(pattern: str) -> Signs:
    r"""Return strings of which one is in all that `pattern` finds, where case matters; none where that is not sure.

    >>> sorted(signs_of(r"\bPh\.?D\W+thesis|(?:tech|technical) report|memos?"))
    [' report', 'memo', 'thesis']
    >>> sorted(signs_of(r"memo|[A-Z]+"))
    []
    """
    around: list[_Alternatives] = []
    here = _Alternatives()
    last: Signs | None = None  # what a quantifier applies to, if that is a group
    for part in _PART.finditer(pattern):
        kind, text = part.lastgroup, part[0]
        if kind == "odd":
            return frozenset()  # what is not told here
        if kind in ("sign", "escaped"):
            here.run += part["escaped"] or text
        elif kind == "quantifier":
            _quantify(here, last, text)
        else:
            here.cut()
        if kind == "open":
            around.append(here)
            here = _Alternatives(text)
        elif kind == "or":
            here.alternative()
        last = None
        if kind == "close":
            last = here.signs()
            here = around.pop()
            if last:
                here.held.append(last)
    found = here.signs()
    return frozenset(sign for sign in found if not any(other in sign for other in found if other != sign))


def _quantify(here: _Alternatives, group: Signs | None, quantifier: str) -> None:
    """Forget what may be left out; what may come again ends a run."""
    optional = quantifier.startswith(_OPTIONAL)
    if optional and group:
        here.held.pop()
    elif group is None and here.run:
        here.run = here.run[:-1] if optional else here.run
    here.cut()
