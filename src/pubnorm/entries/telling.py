"""Groups that tell of somebody or of the page, and list no work: sentences that lead somewhere, contacts, news."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.entries.alone import SPOKEN, is_headline
from pubnorm.entries.group import Group
from pubnorm.entries.lines import Line
from pubnorm.entries.marks import count_words
from pubnorm.matching.venues.terms import MONTH

# What stands before a stretch that a sentence goes on with: "… can be found in [Technical Reports](u)"
_RUNS_ON = re.compile(r"[^\W\d_]{2,}\s+[“\"'‘]*$")
# What ends a title that a sentence follows: "On Silt. Presented as a poster at the [Tide Days](u)"
_CLAUSE = re.compile(r"[.:;!?–—-]\s")
_LEADING_WORDS = 4  # of the sentence, before what is set off in it
_POINTING_WORDS = 5
_SEVERAL = 2  # names
_FEW_WORDS = 3  # where no heading names publications
_NAMED = frozenset({"quote", "book", "italic"})  # what sets off a title in a sentence, too: 'The thesis was called "…"'
_HAN, _HAN_LEADS = re.compile(r"[぀-ヿ㐀-鿿]"), re.compile(r"[^A-Za-z]{0,9}?[぀-ヿ㐀-鿿]")
_LONG_HAN = 32  # characters of a sentence; shorter is a title with a full stop
_NUMBER = re.compile(r"\d{6}")  # of a patent
_MAIL = re.compile(r"[\w.+-]@[\w-]+\.\w|\[ ?(?:at|@) ?\]|\(at\)")
# "2023.05, …", "[2025-03-06] …", "6th May 2025: …", "Jan 12, 2024 – …"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NEWS = re.compile(
    r"\W{0,4}(?:(?:19|20)\d\d[-./年]\s?(?:0?[1-9]|1[0-2])(?!\d)"
    rf"|(?:{_DAY}\.? )?{MONTH} (?:{_DAY},? )?(?:19|20)\d\d\b)",
    re.IGNORECASE,
)

# What a text cites others by: "Doe et al., 2018", "Roe & Poe (2020)"
_KEY = re.compile(r"\W*[^\W\d_][\w’'-]+(?: et al\.?|(?: (?:and|&) [^\W\d_][\w’'-]+)),? [(\[]?(?:19|20)\d\d[a-z]?\W*")
# Who somebody is: "Jane Doe (PhD, 2019–2023), now at …", "M.S. in Statistics", "Research Scientist, 2019–present"
_STUDIES = re.compile(
    r"\((?:Ph\.?D\.?|M\.?Sc?\.?|Master|Bachelor|B\.?Sc?\.?|MPhil|Postdoc)\b[^()]{0,40}\)"
    r"|\b(?:now|currently) (?:at|with) [A-Z]"
    r"|\b(?:Ph\.?D|M\.?S|M\.?Sc|M\.?A|B\.?S|B\.?Sc|B\.?A)\.?(?: degree)? in [A-Z]|\b(?:19|20)\d\d\s?[-–—]\s?present\b"
    r"|\b(?:PhD|[Mm]aster(?:['’]?s)?|[Uu]ndergraduate|[Dd]octoral|[Bb]achelor) (?:student|intern)s?\b"
)
_SPAN_OF_MONTHS = re.compile(  # when somebody worked or studied somewhere: "2013.08 - 2014.07"
    r"\b(?:19|20)\d\d[./]\d{1,2}\s*[-–—~]+\s*(?:(?:19|20)\d\d[./]\d{1,2}\b|(?i:now|present|today)\b|至今)"
)


def tells(group: Group) -> bool:
    """Return whether a group is running text: it shows nothing of a work but, it may be, where a sentence leads."""
    known = group.section.kind == "publications"
    marked = [line for line in group.core if line.traits.marked]
    named = group.authored if known else group.names >= _SEVERAL
    if marked and not named and all(_goes_on(line, known) for line in marked):
        return True
    if _is_han_prose(group, may_cite=known or group.names >= _SEVERAL) or _points(group) or _is_key(group):
        return True
    return not known and (
        _is_news(group)
        or lasts(group)
        or any(
            _is_contact(line) or _STUDIES.search(line.text.text) for line in (*group.core, *group.badge, *group.notes)
        )
    )


def lasts(group: Group) -> bool:
    """Return whether a group shows from which month to which something lasted, as a position or a project does."""
    return any(_SPAN_OF_MONTHS.search(line.text.text) for line in group.core)


def _points(group: Group) -> bool:
    """Whether a group is a paragraph that is but a link of a few words, in small letters: "View the full list"."""
    if len(group.core) != 1 or group.holder is not None or group.badge or group.notes or group.authored or group.placed:
        return False
    line = group.core[0]
    marked = line.traits.marked
    text = line.text.text
    if marked is None or marked.kind != "link" or count_words(text[: marked.start] + " " + text[marked.end :]):
        return False
    return line.traits.words <= _POINTING_WORDS and not is_headline(line)


def _is_key(group: Group) -> bool:
    """Whether all that a group shows is what a text cites somebody else's work by, without a title."""
    return len(group.core) == 1 and _KEY.fullmatch(group.core[0].text.text) is not None


def _goes_on(line: Line, known: bool) -> bool:
    """Whether what a line sets off is a part of its sentence: its words run on up to it, in small letters."""
    marked = line.traits.marked
    if marked is None or (known and marked.kind in _NAMED):
        return False
    before = line.text.text[: marked.start]
    last = _RUNS_ON.search(before)
    if last is None or not last[0][0].islower() or count_words(before) < (_LEADING_WORDS if known else _FEW_WORDS):
        return False
    return not known or _CLAUSE.search(before) is None or SPOKEN.search(before.lower()) is not None


def _is_han_prose(group: Group, *, may_cite: bool) -> bool:
    """Whether a group is of long sentences in Chinese or Japanese; those that `may_cite` show no year, no venue."""
    if not any("。" in line.text.text for line in group.core):
        return False
    text = " ".join(line.text.text for line in group.core).strip()
    stops = text.count("。")
    if not (stops > 1 or text.endswith("。")) or _HAN_LEADS.match(text) is None:
        return False
    if len(_HAN.findall(text)) < _LONG_HAN:
        return False
    placed = may_cite and any(line.traits.year or line.traits.venues for line in group.core)
    return not placed and _NUMBER.search(text) is None


def _is_news(group: Group) -> bool:
    """Whether a group begins with a day or a month, as what happened then does."""
    return bool(group.core) and _NEWS.match(group.core[0].text.text) is not None


def _is_contact(line: Line) -> bool:
    """Whether a line shows a mail address, plain or disguised."""
    text = line.text.text
    return ("@" in text or "(at)" in text or "[at]" in text) and _MAIL.search(text) is not None
