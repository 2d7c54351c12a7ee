"""Runs of names in a text: where an author list begins, where it ends, and what in between is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pubnorm.document import Text
from pubnorm.entries.marks import Marked, count_words
from pubnorm.fields.links import LinkSpan
from pubnorm.fields.venue_words import venue_likeness, venues_in
from pubnorm.matching.names import NameSpan, is_own_stop, name_score, split_names
from pubnorm.matching.venues import VenueMention

_BRACKETED_LIST = re.compile(
    r"[(（](?:((?:(?:joint(?:ly)? |joint work |together )?(?:with|by) )?)"
    r"(?=[^()（）]*(?:[,;，、]|\b(?:and|und|et|e|y)\b))[^()（）]{15,}[)）]"
    r"|((?:(?:joint(?:ly)? |joint work |together )?with |(?:gemeinsam |zusammen )?mit |avec |com |con ))"
    r"(?=[^\W\d_a-z])[^()（）\d]{4,60}[)）])"
)
_BRACKETED_NUMBER = re.compile(r"[(\[（【][^()\[\]（）【】,，;]{0,60}\d\d[^()\[\]（）【】,，;]{0,20}[)\]）】]")
_PAGES = re.compile(r"(?<!\w)S\. ?(?!(?:19|20)\d\d\b)\d+(?:[-–—]\d+)?")  # "S. 9–12" are pages in German, no initial
_LANGUAGE = re.compile(r"[(（](?:[Ii]n|[Ww]ritten in) [A-Z][a-z]{3,12}[)）]")  # "(in Chinese)" before the names
# "[Jane Doe], [Rob Roe]": names whose links are defined elsewhere
_BRACKETED_NAME = re.compile(r"\[([^\W\d_][^\[\]\d,]{3,40})\](?=[*†‡^\s]*(?:[,;&\n]|and\b|$))")
_JOINED = re.compile(r"\b(?:and|und|et|y|e|&)\s+$")  # "Doe, Jane and [Ben Roe, Rob](…)"
_SURE_NAMES, _NAMES, _JOINED_NAMES = 0.7, 0.6, 0.45  # list-likeness of names, of what is linked, and behind an "and"
# "提出基于 ABC 评级的奖励方法": so long a clause in Chinese characters is a title, a place or a sentence
_HAN = re.compile(r"[㐀-鿿]")
_HAN_RUN = re.compile(r"[㐀-鿿]{6}")
_HAN_CLAUSE = re.compile(r"(?:[^，,、;；。.：:！!？?()（）《》\[\]【】|\s]|(?<![㐀-鿿])[ ]|[ ](?![㐀-鿿]))+")
_HAN_FIRST = re.compile(r"\W*([㐀-鿿]{2,4})(?=[^\w]|\d)")
_HAN_LAST = re.compile(r"(?<=[^㐀-鿿])([㐀-鿿]{2,4})\W*$")
_NAME = 0.5
_LONG_CLAUSE = 8  # characters
_NAME_SHAPED = re.compile(r"[A-Z][a-z]+|[A-Z]{1,2}|(?:[A-Z]\.[ -]?)+[A-Z]?\.?")  # initials, too: "Green, R.J."
_WHOLE = 0.95
_DOT = re.compile(r" [·•] ")
_BLANK = "\x1f"  # stands for what is no name, in texts for reading names
_BLANKS = re.compile(f"{_BLANK}+")
_SHORT_WORD = re.compile(r"[a-z]\s([^\W\d_]{1,3})$")
_YEAR_NOTE = re.compile(r"\d\d")
_DIGIT = re.compile(r"\d")  # what is set as code beside names is a badge ("CWSN 2025"), not somebody's name
# `Doe J, Roe RB`: in such lists a single initial with a full stop may end the list, elsewhere it is a middle initial.
_VANCOUVER = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{2,40} (?:[A-Z]\.? ?){1,3},\s?"
    r"[^\W\d_]{2,40}(?: [^\W\d_]{1,40})? (?:[A-Z]\.? ?){1,3}"
    r"(?=\s*(?:[,;*&]|and\b|\(|\.?$)|\.\s+[A-Z]\w*\s(?!and\b|und\b|et\b|y\b|e\b)[a-z])"
)
# What such a list cannot do without, looked for first.
_INITIAL_COMMA = re.compile(r",(?:(?<=[A-Z],)|(?<=[A-Z][. ],)|(?<=[A-Z]\. ,))")
_VANCOUVER_END = re.compile(r"(?<=[a-z] [A-Z])(?<!and [A-Z])\.(?=\s+(?![A-Z]\b)(?:[A-Z“\"\[‘\d]|[a-z]{2,5}[A-Z]))")
_JOURNAL = re.compile(r"(?:[A-Z]\. ?)?(?:[A-Z][a-z]+\. ?)*[A-Z][a-z]+$")
_VOLUME_AFTER = re.compile(r"\.? (?!(?:19|20)\d\d\b)\d{1,4} ?[(,:\x1f]")
# "J. B. Doe Nat. Silt", "J. Doe Chem. Sci": no name goes on with abbreviations
_NAME_JOURNAL = re.compile(r"((?:-?[A-Z]\.[ -]?){1,4}[^\W\d_][^\s.]+) (?!(?:Jr|Sr)\.)(?:[A-Z][a-z]*\. ?)+[A-Z]?[a-z]*$")
# `Doe, J., Roe, R. B.`: likewise where the list begins so.
_INVERTED = re.compile(
    r"\W*(?:[a-zà-ÿ]{1,4}\s){0,2}[^\W\d_][\w’'‐-]+,\s?(?:-?[A-Z]\w?\.[ -]?){1,4}[A-Z]?(?=[,;&*:\s]|$)"
    r"|\W*(?:[^\W\d_][\w’'‐-]+\s){1,2}[^\W\d_][\w’'‐-]+,\s?(?:-?[A-Z]\w?\.[ -]?){1,4}"
    r"(?:,|;|,?\s(?:and|&|und|et|y))\s[^\W\d_][\w’'‐-]+,\s?[A-Z]\."
)
_COMMA_INITIAL = re.compile(r",\s?-?[A-Z]\w?\.")  # what such a list cannot do without, looked for first
_INVERTED_END = re.compile(
    r"[^\W\d_][\w’'‐-]+,\s?(?:-?[A-Z][a-z]?\.[ -]?)*-?[A-Z][a-z]?(\.)(?=\s+[A-Z“\"\[‘\d(][^.\s])"
    r"(?!\s+(?:[A-Z]\.|and|und|et)[\s,]|\s+[^\W\d_][\w’'‐-]+\s*(?:[,;&]|and\b|\())"
)
_YEAR_AFTER = re.compile(r"\s*[(\[]?(?:19|20)\d\d")
# "Doe, J. in Some Journal", "Roe, R. in press"
_PLACE_AFTER = re.compile(
    r"\s+(?:in\s+(?:[A-Z]\w{2}|press\b|prep|submission|re(?:view|vision))|to appear|accepted\b|submitted\b|forthcoming)"
)
_NOTE = 24  # characters of a bracket beside a name, up to its colon
_PARTS_NAMES = re.compile(r"[,;&·・、，；|/–-]|\b(?:and|und|et|y|e|en|with|mit)\b")
_STOP = re.compile(r"[.:。：．]")
_AFTER_STOP = re.compile(r"\s+(?:[A-Z“\"\[‘\d]|[a-z]{1,5}[A-Z])(?![^\s,]{0,12},)")  # "bioRxiv" begins a sentence, too
_QUOTES = '“”„«"'
_QUOTE = re.compile(rf"[{_QUOTES}](?<=[\s,].)(?=\s?[^\W\d_](?:[^\s\"“”»]*\s+){{3}}\S)")  # opens a title, no nickname
_AT_END = re.compile(r"\s*$")


class AuthorRun(NamedTuple):
    """A stretch of names with nothing but separators and marks between them."""

    start: int
    end: int
    names: tuple[NameSpan, ...]
    truncated: bool
    score: float

    def shifted(self, by: int) -> AuthorRun:
        """Return this run in a text that has `by` more characters before it."""
        if not by:
            return self
        names = tuple(NameSpan(name.start + by, name.end + by) for name in self.names)
        return AuthorRun(self.start + by, self.end + by, names, self.truncated, self.score)


def author_run(text: str, start: int = 0, end: int | None = None, *, expected: bool = False) -> AuthorRun | None:
    """Return the best run of names in `text[start:end]`, None where there is none.

    `expected`: something else tells that this is an author list, so that odd names are taken for names, too.
    A sentence that ends, ends the run: `Ghosh D. Mapping Things` is a name and the beginning of a title.
    """
    end = len(text) if end is None else end
    ends = {m.start() for m in _STOP.finditer(text, start, end) if _ends_sentence(text, m.start(), end)}
    if any(map(text.__contains__, _QUOTES)):
        ends |= {m.start() for m in _QUOTE.finditer(text, start, end)}
    if _INITIAL_COMMA.search(text, start, end) and _VANCOUVER.search(text, start, end):
        ends |= {m.start() for m in _VANCOUVER_END.finditer(text, start, end)}
    if _COMMA_INITIAL.search(text, start, end) and _INVERTED.match(text, start, end):
        ends |= {m.start(1) for m in _INVERTED_END.finditer(text, start, end)}
    blanked = text.find(_BLANK, start, end) >= 0
    blanks = {m.start(): m.end() for m in _BLANKS.finditer(text, start, end)} if blanked else {}
    best: AuthorRun | None = None
    at = start
    for stop in [*sorted({*ends, *blanks}), end]:
        run = _run_within(text, at, stop, expected) if stop - at > 1 and _may_hold_names(text[at:stop]) else None
        if run and (best is None or len(run.names) * run.score > len(best.names) * best.score * 1.2):
            best = run
        at = blanks.get(stop, stop + 1)
    if best and len(best.names) > 1:
        best = _without_journal(text, best)
    if (
        best
        and text[best.end : best.end + 1] == "."
        and text[best.end - 1].isupper()
        and best.names[-1].end == best.end
        and is_own_stop(text[best.names[-1].start : best.end], [text[n.start : n.end] for n in best.names[:-1]])
    ):
        last = NameSpan(best.names[-1].start, best.end + 1)  # the full stop of the last initial
        best = best._replace(end=best.end + 1, names=(*best.names[:-1], last))
    return best


def _without_journal(text: str, run: AuthorRun) -> AuthorRun:
    """Leave out the abbreviated journal behind the last name: "…, Doe, J., J. Tides. 7 (2014)", "J. Doe Nat. Silt."."""
    last = run.names[-1]
    if _JOURNAL.match(text, last.start, last.end) and _VOLUME_AFTER.match(text, last.end):
        names = run.names[:-1]
    else:
        journal = _NAME_JOURNAL.match(text, last.start, last.end)
        if journal is None:
            return run
        names = (*run.names[:-1], NameSpan(last.start, journal.end(1)))
    return run._replace(end=names[-1].end, names=names)


def _may_hold_names(piece: str) -> bool:
    """Whether a piece is worth a closer look: many words without anything that parts names are none."""
    return len(piece) < 48 or "," in piece or _PARTS_NAMES.search(piece) is not None


def _ends_sentence(text: str, at: int, end: int) -> bool:
    """Whether the full stop or colon at `text[at]` ends an author list, rather than an initial or an abbreviation."""
    if text[at] == ":":
        return text[at + 1 : at + 2].isspace() and not _within_bracket(text, at)
    if text[at] == "：" or (text[at] in "。．" and text[at - 1 : at] > "\u2e7f"):
        return True
    if _AT_END.fullmatch(text, at + 1, end):
        return True
    if text[at] != ".":
        return False
    before = text[max(0, at - 4) : at]
    last = before[-1:]
    if last > "\u2e7f":
        return True
    if last.isalpha() and (_YEAR_AFTER.match(text, at + 1, end) or _PLACE_AFTER.match(text, at + 1, end)):
        return True
    if not _AFTER_STOP.match(text, at + 1, end):
        return False
    if last in ")]*† " or (len(before) >= 3 and before[-3:].isalpha()):
        return True
    tail = _SHORT_WORD.search(text[max(0, at - 6) : at])
    return tail is not None and ((tail[1].isupper() and len(tail[1]) > 1) or (len(tail[1]) == 2 and tail[1].istitle()))


def _within_bracket(text: str, at: int) -> bool:
    """Whether a bracket is open at `text[at]` that was opened shortly before: "Jane Doe (Advisor: Rob Roe)"."""
    near = text[max(0, at - _NOTE) : at]
    return near.rfind("(") > near.rfind(")")


def _run_within(text: str, start: int, end: int, expected: bool) -> AuthorRun | None:
    piece = text[start:end]
    found = split_names(piece, expected=expected)
    if not found.names:
        return None
    runs: list[list[NameSpan]] = [[]]
    breaks = sorted(position for position, _ in found.rest)
    at = 0
    for name in found.names:
        while at < len(breaks) and breaks[at] < name.start:
            at += 1
            if runs[-1]:
                runs.append([])
        runs[-1].append(name)
    best = max(runs, key=len)
    first, last = best[0].start, best[-1].end
    for note_start, note_end in found.notes:
        if last <= note_start <= last + 2 and not _YEAR_NOTE.search(piece, note_start, note_end):
            last = note_end
    score = found.score if not found.rest else split_names(piece[first : best[-1].end]).score
    names = tuple([NameSpan(n.start + start, n.end + start) for n in best] if start else best)
    return AuthorRun(first + start, last + start, names, found.truncated, score)


def _names_venue(word: str) -> bool:
    """Whether a word by itself is a venue's whole name."""
    return count_words(word) == 1 and any(venue.end - venue.start == len(word) for venue in venues_in(word))


def plain_names(text: Text, links: Iterable[LinkSpan], venues: Iterable[VenueMention], titles: list[Marked]) -> str:
    """Return the visible text for reading names; offsets hold.

    What sticks to no name is blanked: superscripts, link labels, venues, the strongest of the marked `titles`.
    Brackets around lists are opened.
    """
    raised = [(s.start, s.end) for s in text.spans if s.kind == "sup" and s.end - s.start <= 12]
    stretches = [(link.start, link.end) for link in links if link.is_label]
    stretches += [(s.start, s.end) for s in text.of("code") if _DIGIT.search(text.text, s.start, s.end)]
    stretches += [(v.start, v.end) for v in venues if not _NAME_SHAPED.fullmatch(text.text, v.start, v.end)]
    for span in text.spans:
        whole = span.end - span.start >= _WHOLE * len(text.text)  # says nothing of what it holds
        if not whole and (span.kind in ("italic", "underline") or (span.kind == "tag" and span.value)):
            stretches += _told_otherwise(text.text, span.start, span.end)
        elif span.kind == "bold" and _names_venue(text.text[span.start : span.end].strip(" .,")):
            stretches.append((span.start, span.end))  # "…, Feng Li, **Neurocomputing**"
    for mark in titles:
        inner = text.text[mark.start : mark.end]
        if mark.kind == "book":
            stretches.append((mark.start - 1, mark.end + 1))
            break
        joined = _JOINED.search(text.text, max(0, mark.start - 6), mark.start) is not None
        if (
            mark.strength >= 1.5
            and count_words(inner) >= 3
            and split_names(inner).score < (_JOINED_NAMES if joined else _NAMES)
        ):
            stretches.append((mark.start, mark.end))
            break
    bracketed = "(" in text.text or "（" in text.text
    if bracketed or "[" in text.text or "【" in text.text:
        stretches += [m.span() for m in _BRACKETED_NUMBER.finditer(text.text)]
    if " S. " in text.text:
        stretches += [m.span() for m in _PAGES.finditer(text.text)]
    if "(" in text.text and "n " in text.text:
        stretches += [m.span() for m in _LANGUAGE.finditer(text.text)]
    if not text.text.isascii() and _HAN_RUN.search(text.text):
        stretches += _long_clauses(text.text)
    if text.text.count("],") > 1:
        names = list(_BRACKETED_NAME.finditer(text.text))
        if len(names) > 1 and split_names(", ".join(m[1] for m in names)).score > _SURE_NAMES:
            raised += [(at, at + 1) for m in names for at in (m.start(), m.end() - 1)]
    for match in _BRACKETED_LIST.finditer(text.text) if bracketed else ():
        lead = match.end(match.lastindex or 1)
        stretches += [(match.start(), lead), (match.end() - 1, match.end())]
    return _covered(_covered(text.text, raised, " "), stretches, _BLANK)


def _told_otherwise(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what of a styled stretch, between its dots, is no list of names: "with Jane Doe · Tide Workshop 2024"."""
    for dot in [*_DOT.finditer(text, start, end), None]:
        stop = dot.start() if dot else end
        inner = text[start:stop]
        if (count_words(inner) >= 3 or venue_likeness(inner) > 0.4) and split_names(inner).score < _SURE_NAMES:
            yield start, stop
        start = dot.end() if dot else end


def _long_clauses(text: str) -> list[tuple[int, int]]:
    """Where clauses stand that have too many Chinese characters for a name; names at their ends are none of them."""
    found = []
    for match in _HAN_CLAUSE.finditer(text):
        if not _HAN_RUN.search(match[0]) or len(_HAN.findall(match[0])) < _LONG_CLAUSE:
            continue
        start, end = match.span()
        first, last = _HAN_FIRST.match(match[0]), _HAN_LAST.search(match[0])
        if first and name_score(first[1]) > _NAME:
            start += first.end()
        if last and name_score(last[1]) > _NAME:
            end -= len(match[0]) - last.start()
        found.append((start, end))
    return found


def _covered(text: str, stretches: list[tuple[int, int]], blank: str) -> str:
    """Return a text with its `stretches` covered by a blank, of the same length."""
    if not stretches:
        return text
    parts = []
    at = 0
    for start, end in sorted(stretches):
        if end > at:
            begin = max(start, at)
            parts += [text[at:begin], blank * (end - begin)]
            at = end
    parts.append(text[at:])
    return "".join(parts)
