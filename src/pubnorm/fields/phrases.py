"""Distinctions and status phrases, found by the vocabulary's patterns."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.document import Text
from pubnorm.matching.caseless import Caseless
from pubnorm.vocabulary import Vocabulary

# A report's number: of its house, sort and year or series. "ABC-TR-2023-01", "ABC-XY-DR-165-v1"; no "ABC-XYZ-2019"
REPORT_NUMBER = re.compile(r"[A-Z]{2,}\d*(?:-[A-Z]{2,})+-(?:(?:19|20)\d\d-\d{2,4}|\d{3}|\d{5,6})(?:-?v\d+)?(?![\w-])")
_LONG_WORD = re.compile(r"[^\W\d_]{4}")
_LABEL = re.compile(r"([^\W\d_][^:：\n]{1,24}?)\s*[:：]")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_LINE = 200  # characters
_STYLES = frozenset({"bold", "italic", "underline", "tag", "code"})
_BEFORE_AWARD = re.compile(r"\W*(?:(?:nominated for|winner of|finalist for|received|the)\W+)*", re.IGNORECASE)
_GIVEN = re.compile(r"\W*$|\s*(?:[,(:–—-]|\b(?:at|of|from|by|in)\b)")
_BOUND = r"(?<![^\W_])(?:{})(?![^\W_])"


class Phrase(NamedTuple):
    """A phrase found in a text, and what it stands for."""

    start: int
    end: int
    meaning: str


@cache
def _awards(vocabulary: Vocabulary) -> tuple[Caseless, Caseless]:
    """Patterns for distinctions that count anywhere, and for those that count only where they stand by themselves."""
    anywhere: list[str] = []
    alone: list[str] = []
    for row in vocabulary.rows("award"):
        (alone if row.get("alone") else anywhere).extend(row["patterns"])
    return Caseless(_BOUND.format("|".join(anywhere))), Caseless(_BOUND.format("|".join(alone)))


@cache
def _status(vocabulary: Vocabulary) -> tuple[Caseless, list[tuple[str, Caseless]]]:
    """Whether any phrase tells a status, and the patterns of each."""
    patterns = [(row["status"], rf"(?<![^\W_])(?:{'|'.join(row['patterns'])})") for row in vocabulary.rows("status")]
    return Caseless("|".join(pattern for _, pattern in patterns)), [(status, Caseless(p)) for status, p in patterns]


_BEFORE = re.compile(
    r"(?:^|[\n(\[（【,.;|:–—/·&!]|\d{2}|[\"'’]\d\d|[A-Z]{2}|\*|🏆|🎉|🔥|✨|🌟|⭐|\w{3}|\bas(?: an?)?)\s*$"
)
_AFTER = re.compile(
    r"^\s*(?:$|[\n)\]）】,.;|:!/·&–—(\[]|🏆|🎉|🔥|✨|🌟|⭐|paper|presentation|top|at\b|\d)", re.IGNORECASE
)


def find_awards(text: str, vocabulary: Vocabulary, start: int = 0, end: int | None = None) -> list[Phrase]:
    """Return the distinctions shown in `text[start:end]`, as displayed.

    >>> from pubnorm.vocabulary import vocabulary
    >>> [p.meaning for p in find_awards("ICML 2024 (Oral), Best Paper Award", vocabulary())]
    ['Oral', 'Best Paper Award']
    """
    end = len(text) if end is None else end
    anywhere, alone = _awards(vocabulary)
    found = [Phrase(m.start(), m.end(), m[0]) for m in anywhere.finditer(text, start, end)]
    for match in alone.finditer(text, start, end):
        free = not any(p.start < match.end() and p.end > match.start() for p in found)
        if (
            free
            and _BEFORE.search(text[max(start, match.start() - 6) : match.start()])
            and _AFTER.match(text[match.end() : min(end, match.end() + 14)])
        ):
            found.append(Phrase(match.start(), match.end(), match[0]))
    return sorted(found)


@lru_cache(maxsize=4096)
def is_award(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text is a distinction and hardly anything else."""
    return sum(p.end - p.start for p in find_awards(text, vocabulary)) > 0.6 * len(text.strip())


def displayed_awards(text: str, core_end: int, vocabulary: Vocabulary) -> list[Phrase]:
    r"""Return the distinctions of an entry's text: those of its core, and whole lines of what describes it.

    >>> from pubnorm.vocabulary import vocabulary
    >>> text = "On Tides. ACL 2024.\nBest Paper Award\nWe list all best papers on tides, and one more."
    >>> [award.meaning for award in displayed_awards(text, 19, vocabulary())]
    ['Best Paper Award']
    """
    found = find_awards(text, vocabulary, 0, core_end)
    if core_end >= len(text) or not any(kind.found(text, core_end) for kind in _awards(vocabulary)):
        return found
    start = core_end
    for line in text[core_end:].split("\n"):
        if is_award(line, vocabulary) or leads_with_award(line, vocabulary):
            found += find_awards(text, vocabulary, start, start + len(line))
        start += len(line) + 1
    return found


def set_off_awards(text: Text, core_end: int, vocabulary: Vocabulary) -> list[Phrase]:
    """Return the distinctions of an entry's text; none begins before the stretch that is set off and names it.

    >>> from pubnorm.document import Span
    >>> from pubnorm.vocabulary import vocabulary
    >>> text = Text("On Tides. ACL, 2024 Best Paper Award", (Span(20, 36, "bold"),))
    >>> [award.meaning for award in set_off_awards(text, 36, vocabulary())]
    ['Best Paper Award']
    """
    found = displayed_awards(text.text, core_end, vocabulary)
    return [_from_markup(award, text, vocabulary) for award in found]


def _from_markup(award: Phrase, text: Text, vocabulary: Vocabulary) -> Phrase:
    for span in text.spans:
        if span.kind in _STYLES and award.start < span.start < award.end <= span.end:
            shown = text.text[span.start : award.end]
            return Phrase(span.start, award.end, shown) if is_award(shown, vocabulary) else award
    return award


def leads_with_award(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a short line begins with a distinction, and goes on with who gave it.

    >>> from pubnorm.vocabulary import vocabulary
    >>> leads_with_award("Nominated for Best Paper Award, Tide Conference (2025)", vocabulary())
    True
    >>> leads_with_award("We list all best papers on tides", vocabulary())
    False
    """
    if len(text) > _LONGEST_LINE:
        return False
    award = next(iter(find_awards(text, vocabulary)), None)
    before = _BEFORE_AWARD.match(text)
    leads = award is not None and before is not None and award.start <= before.end()
    return leads and award is not None and _GIVEN.match(text, award.end) is not None


def find_status(text: str, vocabulary: Vocabulary) -> Phrase | None:
    """Return the phrase that tells a work's status, None where there is none.

    >>> from pubnorm.vocabulary import vocabulary
    >>> find_status("In submission to ICLR 2025", vocabulary()).meaning
    'under-review'
    """
    some, each = _status(vocabulary)
    for status, pattern in each if some.found(text) else ():
        match = pattern.search(text)
        if match:
            return Phrase(match.start(), match.end(), status)
    return None


@cache
def _no_venues(vocabulary: Vocabulary) -> dict[str, str]:
    return {word: row["status"] for row in vocabulary.rows("no_venue") for word in row["words"]}


@cache
def _remark_labels(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for row in vocabulary.rows("remark_label") for word in row["words"])


@cache
def _remark_leads(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(word for row in vocabulary.rows("remark_lead") for word in row["words"])


def is_no_venue(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text stands where a venue would and is none ("Unpublished, 2017", "2019, with", "Advisor: …").

    >>> from pubnorm.vocabulary import vocabulary
    >>> is_no_venue("Unpublished -- 2017", vocabulary()), is_no_venue("Nature, 2017", vocabulary())
    (True, False)
    """
    if "-" in text and REPORT_NUMBER.search(text) and not _LONG_WORD.search(REPORT_NUMBER.sub("", text)):
        return True
    label = _LABEL.match(text) if ":" in text or "：" in text else None
    if label and _folded(label[1]) in _remark_labels(vocabulary):
        return True
    folded = _folded(text)
    return folded in _no_venues(vocabulary) or folded.startswith(_remark_leads(vocabulary))


def tells_index(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text is the name of an index of journals alone: "SSCI"."""
    return _no_venues(vocabulary).get(_folded(text)) == ""


def unpublished(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text says that a work is a preprint, a draft or the like."""
    return _no_venues(vocabulary).get(_folded(text)) == "preprint"


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
