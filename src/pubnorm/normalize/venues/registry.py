"""The venues pubnorm knows, indexed by the folded words of every name they go by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pubnorm.model import MatchLevel, VenueKind
from pubnorm.normalize.venues.words import Word, fold, words
from pubnorm.vocabulary import Vocabulary, vocabulary

Style = Literal["acronym", "name", "headed"]


@dataclass(frozen=True, slots=True)
class Known:
    """A venue of the registry."""

    key: str
    name: str
    acronym: str | None
    kind: VenueKind
    type: str | None
    sponsors: frozenset[str]
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """That a folded phrase names a venue: `headed` ones only with the event word (`heads`) that stood before them."""

    venue: Known
    level: MatchLevel
    style: Style
    display: str
    heads: frozenset[str] = frozenset()
    weak: bool = False


class Registry:
    """Folded phrases to claims; `lengths` holds, for a first word, how many words its phrases can have, longest first."""

    def __init__(self, table: Vocabulary) -> None:
        self.venues: dict[str, Known] = {}
        self.claims: dict[str, list[Claim]] = {}
        self.lengths: dict[str, list[int]] = {}
        self.frills = _folded(table, "venue_frill")
        self.sponsors = _folded(table, "venue_sponsor")
        self.heads = {fold(word): str(row["class"]) for row in table.rows("venue_head") for word in row["words"]}
        for row in table.rows("venue"):
            if row["key"] not in self.venues:  # a user's row stands before ours and takes its place
                self._add(row)
        for first in self.lengths.values():
            first.sort(reverse=True)
        self.ambiguous: dict[str, dict[str, Any]] = {
            " ".join(word.fold for word in words(row["alias"])): row for row in table.rows("venue_ambiguity")
        }

    def _add(self, row: dict[str, Any]) -> None:
        name, acronym = row["name"], row.get("acronym")
        kind: VenueKind = row.get("kind", "conference")
        folds = [word.fold for word in words(name)]
        publisher = re.findall(r"[A-Za-z]+", row.get("publisher", ""))
        sponsors = frozenset(fold(word) for word in publisher) | {word for word in folds if word in self.sponsors}
        venue = Known(row["key"], name, acronym, kind, row.get("type"), sponsors, row)
        self.venues[venue.key] = venue
        weak = bool(row.get("weak", False))
        self._name(venue, name, "exact", weak)
        if acronym:
            self._acronym(venue, acronym, "exact", weak)
        for short in row.get("short", ()):
            self._acronym(venue, short, "alias", weak)
        for alias in row.get("alias", ()):
            self._name(venue, alias, "alias", weak)
        for former in row.get("former", ()):
            add = self._acronym if looks_acronym(former) else self._name
            add(venue, former, "former-name", weak)
        if "iso4" in row:
            self._name(venue, row["iso4"], "abbreviation", weak)

    def _acronym(self, venue: Known, text: str, level: MatchLevel, weak: bool) -> None:
        weak = weak or len(text) < 4
        folds = [word.fold for word in words(text)]
        self._claim(folds, Claim(venue, level, "acronym", text, weak=weak))
        if "-" in text and len(folds) > 1:
            joined = text.replace("-", "")
            self._claim([word.fold for word in words(joined)], Claim(venue, level, "acronym", joined, weak=weak))
        if text == venue.acronym and re.fullmatch(r"T[A-Z]{2,}", text):  # T-PAMI, IEEE TPAMI
            self._claim(["t", text[1:].lower()], Claim(venue, "alias", "acronym", f"T-{text[1:]}", weak=weak))

    def _name(self, venue: Known, text: str, level: MatchLevel, weak: bool) -> None:
        found = words(text)
        core, heads = self.core(found)
        if heads or len(core) < len(found):
            self._claim(core, Claim(venue, level, "headed" if heads else "name", text, heads, weak))
        if heads or len(core) == len(found) or len(core) < 2:
            self._claim([word.fold for word in found], Claim(venue, level, "name", text, frozenset(), weak))

    def core(self, found: list[Word]) -> tuple[list[str], frozenset[str]]:
        """Return the words of an event's name that tell it from others, and the event word that stood before them.

        "IEEE International Conference on Computer Vision" gives `["comput", "vis"]` and `{"conference"}`; a name
        that ends in its event word ("Design Automation Conference") keeps it, and gives no head.
        """
        folds = [word.fold for word in found]
        at = 0
        heads: set[str] = set()
        while at < len(folds) - 1 and (
            folds[at] in self.frills or folds[at] in self.sponsors or folds[at] in self.heads
        ):
            if folds[at] in self.heads:
                heads.add(self.heads[folds[at]])
            at += 1
        return folds[at:], frozenset(heads)

    def _claim(self, folds: list[str], claim: Claim) -> None:
        if not folds:
            return
        key = " ".join(folds)
        claims = self.claims.setdefault(key, [])
        if any(other.venue is claim.venue and other.style == claim.style for other in claims):
            return
        claims.append(claim)
        lengths = self.lengths.setdefault(folds[0], [])
        if len(folds) not in lengths:
            lengths.append(len(folds))


def looks_acronym(text: str) -> bool:
    """Whether a short name is written like an acronym: `NIPS`, `EPIA`, `EuroSys`, not `Machine Learning`."""
    return all(sum(sign.isupper() for sign in word) > 1 or word.isdigit() for word in re.split(r"[\s-]+", text))


def _folded(table: Vocabulary, name: str) -> frozenset[str]:
    return frozenset(fold(word) for row in table.rows(name) for word in row["words"])


@lru_cache(maxsize=8)
def registry(table: Vocabulary | None = None) -> Registry:
    """Return the index of a vocabulary's venues, built once for each vocabulary."""
    return Registry(table or vocabulary())
