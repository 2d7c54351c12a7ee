"""A phrase where it stands in a text, and what around it tells whether a venue's name begins and ends there."""

from __future__ import annotations

from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.matching.venues.registry import Registry
from pubnorm.matching.venues.words import Word, is_stem

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|ère|e|º|°)?|[ivxl]+")
NUMBER = re.compile(r"\d.*|[ivxl]{2,}")
_LEADS_IN = re.compile(r"\s(?:in|at|to|on|for|with|of)\s")
_JOINED = re.compile(r"\w,?\s+(?:and|&|und|et|y)\s+$", re.I)
_AND = re.compile(r"\s+(?:and|&)\s+")
_INITIALS = 3  # letters at the most
_WORDS_BEFORE = 32  # of a name, at the most
_NEAR = 64  # characters before a phrase that tell what it is


class Place(NamedTuple):
    """A phrase of a text (words `first` up to `last`), and all that stands around it; `alone` as for `mentions`."""

    text: str
    found: tuple[Word, ...]
    first: int
    last: int
    known: Registry
    alone: bool

    @property
    def surface(self) -> str:
        """The phrase as written."""
        return self.text[self.found[self.first].start : self.found[self.last - 1].end]

    @property
    def split(self) -> bool:
        """Whether punctuation stands inside the phrase."""
        return any(word.parted for word in self.found[self.first + 1 : self.last])

    @property
    def titled(self) -> bool:
        """Whether the phrase begins and ends with a capitalized word, as most names do."""
        first, last = self.found[self.first], self.found[self.last - 1]
        return not (self.text[first.start].islower() or self.text[last.start].islower())

    @property
    def bounded(self) -> bool:
        """Whether punctuation, a number or the text's end follows."""
        following = self.found[self.last] if self.last < len(self.found) else None
        return following is None or following.parted or bool(NUMBER.fullmatch(following.fold))

    @property
    def extended(self) -> bool:
        """Whether a journal's name goes on: "International" before it, "Systems" or a subtitle after it."""
        if self.first > 0 and not self.found[self.first].parted and self.found[self.first - 1].fold == "int":
            return True
        if self.last == len(self.found):
            return False
        following = self.found[self.last]
        if not following.parted and self.text[following.start : following.end].lower() in self.known.longer:
            return True
        gap = self.text[self.found[self.last - 1].end : following.start]
        return self.alone and gap[:1] == ":" and not self.found[self.last].fold[0].isdigit()

    @property
    def closed(self) -> bool:
        """Whether the text, a bracket, a full stop or a number ends the phrase: not "Patterns, Predictions, …"."""
        following = self.found[self.last] if self.last < len(self.found) else None
        if following is None or NUMBER.fullmatch(following.fold):
            return True
        gap = self.text[self.found[self.last - 1].end : following.start].lstrip("*_\"'”’》」 ")
        return gap[:1] in set("([.|·;\n<（") or (
            gap[:1] == "," and (following.fold in self.known.before or following.fold in self.known.frills)
        )

    @property
    def ends(self) -> bool:
        """Whether a name can end here: bounded, or an event word, a track word or an acronym as written follows."""
        if self.bounded:
            return True
        following = self.found[self.last]
        shown = self.text[following.start : following.end]
        if following.fold in self.known.after and _is_whole(shown.lower(), self.known):
            gap = self.text[self.found[self.last - 1].end : following.start]
            return following.fold == "workshop" or not _AND.fullmatch(gap)  # no "Intelligence and Extended Reality"
        claims = self.known.claims.get(following.fold, ())
        if self.alone and sum(map(str.isupper, shown)) > 1 and self._workshop(self.last + 1):
            return True  # ICML TidesML Workshop
        return self.alone and any(claim.style == "acronym" and claim.display == shown for claim in claims)

    @property
    def opens(self) -> bool:
        """Whether a name can begin here: punctuation goes before, or a preposition after a small word."""
        return self.found[self.first].parted or self._led(self.first)

    @property
    def near(self) -> str:
        """What stands right before the phrase."""
        start = self.found[self.first].start
        return self.text[max(0, start - _NEAR) : start]

    @property
    def coordinated(self) -> bool:
        """Whether "and" joins the phrase to what goes before: "Circuits, Systems, and Signal Processing"."""
        return bool(_JOINED.search(self.near))

    def _workshop(self, at: int) -> bool:
        return at < len(self.found) and self.found[at].fold == "workshop" and not self.found[at].parted

    def _led(self, at: int) -> bool:
        """Whether a preposition that begins no name stands before a word: "appear in Biometrika", not "Topics in …"."""
        if at == 0:
            return True
        before = self.found[at - 1]
        gap = self.text[before.end : self.found[at].start]
        return len(gap) > 3 and self.text[before.start].islower() and bool(_LEADS_IN.search(gap))

    def _is_initial(self, at: int) -> bool:
        """Whether the word is initials with a full stop, as end a list of names: "Roe P. arXiv preprint"."""
        word = self.found[at]
        return self.text[word.start : word.end].isupper() and self.text[word.end : word.end + 2] == ". "

    def before(self) -> tuple[set[str], bool]:
        """The event words left of the phrase, and whether nothing else of a name stands there."""
        heads: set[str] = set()
        known = self.known
        at = self.first
        while at > max(0, self.first - _WORDS_BEFORE) and not self.found[at].parted and not self._led(at):
            fold = self.found[at - 1].fold
            if len(fold) <= _INITIALS and self._is_initial(at - 1):
                return heads, True
            if fold in known.heads:
                heads.add(known.heads[fold])
            elif not (
                fold in known.frills
                or fold in known.sponsors
                or fold in known.before
                or fold in known.ordinals
                or _ORDINAL.fullmatch(fold)
            ):
                return heads, False
            at -= 1
        return heads, True


def _is_whole(word: str, known: Registry) -> bool:
    """Whether a word is one of those that may follow a name, and not only of their stem: no "Techniques"."""
    return word in known.endings or word.rstrip("s") in known.endings or is_stem(word)
