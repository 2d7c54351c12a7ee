"""The venues pubnorm knows, indexed by the folded words of every name they go by."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from pubnorm import patterns as re
from pubnorm.compiled import Compiled, Unread, packed
from pubnorm.errors import DataFileError
from pubnorm.matching.venues import words
from pubnorm.matching.venues.words import fold, phrase
from pubnorm.model import MatchLevel, VenueKind
from pubnorm.vocabulary import Vocabulary, sources, vocabulary

Style = Literal["acronym", "name", "headed"]
_EVENTS = ("conference", "workshop")
_GREAT = frozenset(["ieee", "acm", "siam", "ifip", "usenix", "eai", "aaai"])
_LEAST_HOST = 3  # letters of a conference's acronym to which its workshops add a "W"
_NO_HEADS: frozenset[str] = frozenset()


class Known(NamedTuple):
    """A venue of the registry; `sponsors` are the great societies in its full name."""

    key: str
    name: str
    acronym: str | None
    kind: VenueKind
    type: str | None
    sponsors: frozenset[str]
    row: dict[str, Any]


class Claim(NamedTuple):
    """That a folded phrase names a venue: `headed` ones only with the event word (`heads`) that stood before them."""

    key: str
    level: MatchLevel
    style: Style
    display: str
    heads: frozenset[str] = _NO_HEADS
    weak: bool = False


class Index(msgspec.Struct, array_like=True):
    """What `Registry` makes of a table's venues, to be read as it is needed."""

    claims: dict[str, msgspec.Raw]
    rows: dict[str, msgspec.Raw]
    lengths: dict[str, tuple[int, ...]]


class Registry:
    """Folded phrases to claims; `lengths` has, for a first word, how many words its phrases can have, longest first.

    `index` is what has been made of the table's venues before.
    """

    def __init__(self, table: Vocabulary, index: Index | None = None) -> None:
        self.claims: dict[str, list[Claim]] = {}
        self.rows: dict[str, dict[str, Any]] = {}
        self.frills = _folded(table, "venue_frill", "words")
        self.sponsors = _folded(table, "venue_sponsor", "words")
        self.before = _folded(table, "venue_beside", "before")
        self.after = _folded(table, "venue_beside", "after")
        self.longer = frozenset(word for row in table.rows("venue_beside") for word in row.get("longer", ()))
        self.endings = frozenset(word for row in table.rows("venue_beside") for word in row["after"])
        self.ordinals = _folded(table, "venue_ordinal", "words")
        self.heads = {fold(word): str(row["class"]) for row in table.rows("venue_head") for word in row["words"]}
        self._strip = self.frills | self.sponsors | self.heads.keys()
        if index is None:
            self._add_all(table)
            self.lengths = self._lengths()
        else:
            self.claims, self.rows = Unread(index.claims, list[Claim]), Unread(index.rows, dict[str, Any])
            self.lengths = index.lengths
        self.ambiguous: dict[str, dict[str, Any]] = {}
        for row in table.rows("venue_ambiguity"):
            alias = row["alias"]
            self.ambiguous[" ".join(phrase(alias))] = row
            if alias[0] == "T":
                self.ambiguous[f"t {alias[1:].lower()}"] = row
        self._known: dict[str, Known] = {}

    def known(self, key: str) -> Known:
        """Return the venue of a key."""
        known = self._known.get(key)
        if known is None:
            row = self.rows[key]
            sponsors = frozenset(fold(word) for word in re.findall(r"\w+", row["name"])) & _GREAT
            known = Known(
                key, row["name"], row.get("acronym"), row.get("kind", "conference"), row.get("type"), sponsors, row
            )
            self._known[key] = known
        return known

    def named(self, name: str) -> Known | None:
        """Return the venue of exactly that name, where there is one and only one."""
        keys = {claim.key for claim in self.claims.get(" ".join(phrase(name)), ()) if claim.style == "name"}
        return self.known(keys.pop()) if len(keys) == 1 else None

    def index(self) -> Index:
        """Return what takes long to make."""
        return Index(packed(self.claims), packed(self.rows), self.lengths)

    def _lengths(self) -> dict[str, tuple[int, ...]]:
        lengths: dict[str, set[int]] = {}
        for text in self.claims:
            first, _, rest = text.partition(" ")
            lengths.setdefault(first, set()).add(rest.count(" ") + 2 if rest else 1)
        return {first: tuple(sorted(counts, reverse=True)) for first, counts in lengths.items()}

    def _add_all(self, table: Vocabulary) -> None:
        for row in table.rows("venue"):
            if not (row.get("key") and row.get("name")):
                raise DataFileError(f"[[venue]] {row}: every row needs a key and a name")
            self.rows.setdefault(row["key"], row)  # a user's row stands before ours and takes its place
        for row in self.rows.values():
            self._add(row)
        self._add_workshops()

    def _add(self, row: dict[str, Any]) -> None:
        key = row["key"]
        event = row.get("kind", "conference") in _EVENTS
        weak = bool(row.get("weak", False))
        self._name(key, row["name"], "exact", weak, event)
        acronym = row.get("acronym")
        if acronym and not row.get("quiet", False):  # a quiet acronym is shown, but too common to be read by itself
            self._acronym(key, acronym, "exact", weak)
            if acronym[0] == "T" and acronym.isalpha() and acronym.isupper() and len(acronym) > 2:
                self._claim(["t", acronym[1:].lower()], Claim(key, "alias", "acronym", f"T-{acronym[1:]}"))
        elif acronym and (society := row["name"].split()[0]).isupper() and fold(society) in self.sponsors:
            self._acronym(key, f"{society} {acronym}", "alias", weak)  # "IEEE TR"
        for short in (*row.get("short", ()), *row.get("kept", ())):
            self._acronym(key, short, "alias", weak)
        for alias in row.get("alias", ()):
            self._name(key, alias, "alias", weak, event)
        for former in row.get("former", ()):
            if looks_acronym(former):
                self._acronym(key, former, "former-name", weak)
            else:
                self._name(key, former, "former-name", weak, event)
        if "iso4" in row:
            self._name(key, row["iso4"], "abbreviation", weak, event)

    def _add_workshops(self) -> None:
        """Claim what workshops of a conference go by, "ICMLW" and "ICML-W", where that is no other venue's acronym."""
        for text, held in list(self.claims.items()):
            for claim in held:
                if claim.style != "acronym" or claim.level != "exact" or len(claim.display) < _LEAST_HOST:
                    continue
                if self.rows[claim.key].get("kind", "conference") == "conference":
                    for folds, shown in ((f"{text}w", f"{claim.display}W"), (f"{text} w", f"{claim.display}-W")):
                        if folds not in self.claims:
                            self.claims[folds] = [claim._replace(level="alias", display=shown)]

    def _acronym(self, key: str, text: str, level: MatchLevel, weak: bool) -> None:
        weak = weak or len(text) < 3
        folds = phrase(text)
        self._claim(folds, Claim(key, level, "acronym", text, _NO_HEADS, weak))
        small = phrase(text.lower())
        if small != folds:  # "mnras" loses its last letter, as a plural does
            self._claim(small, Claim(key, level, "acronym", text, _NO_HEADS, weak))
        if "-" in text and len(folds) > 1:
            joined = text.replace("-", "")
            self._claim(phrase(joined), Claim(key, level, "acronym", joined, _NO_HEADS, weak))

    def _name(self, key: str, text: str, level: MatchLevel, weak: bool, event: bool) -> None:
        folds = phrase(text)
        self._claim(folds, Claim(key, level, "name", text, _NO_HEADS, weak))
        if event:
            core, heads = self.core(folds)
            if heads:
                self._claim(core, Claim(key, level, "headed", text, heads, weak))
            elif 2 < len(core) < len(folds):
                self._claim(core, Claim(key, level, "name", text, _NO_HEADS, weak))
        elif folds[0] in self.sponsors and "trans" in folds[1:3]:  # Transactions on X without its society
            at = folds.index("trans")
            self._claim(folds[at:], Claim(key, level, "name", text, _NO_HEADS, weak))
            self._claim([*folds[:at], "t", *folds[at + 1 :]], Claim(key, "abbreviation", "name", text, _NO_HEADS, weak))

    def core(self, folds: list[str]) -> tuple[list[str], frozenset[str]]:
        """Return the words of an event's name that tell it from others, and the event words that stood before them.

        `int conf comput vis` gives `comput vis` and `conference`; a name that ends in its event word (`design autom
        conf`) keeps it, and gives no head.
        """
        at = 0
        heads: set[str] = set()
        while at < len(folds) - 1 and folds[at] in self._strip:
            if folds[at] in self.heads:
                heads.add(self.heads[folds[at]])
            at += 1
        return folds[at:], frozenset(heads) if heads else _NO_HEADS

    def _claim(self, folds: list[str], claim: Claim) -> None:
        text = " ".join(folds)
        claims = self.claims.get(text)
        if claims is None:
            self.claims[text] = [claim]
        elif not any(
            other.key == claim.key and other.style == claim.style and (len(folds) > 2 or other.display == claim.display)
            for other in claims
        ):
            claims.append(claim)


def looks_acronym(text: str) -> bool:
    """Whether a short name is written like an acronym: `NIPS`, `EPIA`, `EuroSys`, not `Machine Learning`."""
    return all(sum(sign.isupper() for sign in word) > 1 or word.isdigit() for word in re.split(r"[\s/-]+", text))


def _folded(table: Vocabulary, name: str, field: str) -> frozenset[str]:
    return frozenset(fold(word) for row in table.rows(name) for word in row[field])


@lru_cache(maxsize=8)
def registry(table: Vocabulary | None = None) -> Registry:
    """Return the index of a vocabulary's venues, built once for each vocabulary."""
    if table is None:
        return registry(vocabulary())
    return Registry(table, INDEX.read() if table is vocabulary() else None)


def index_sources() -> list[Path]:
    """Return the paths of all that the index of pubnorm's own venues is made from."""
    return [*sources(), Path(__file__), Path(words.__file__)]


INDEX: Compiled[Index] = Compiled("venues", Index, index_sources, lambda: Registry(vocabulary()).index())
