"""The people of an author list: each name as displayed, with its marks, notes, other forms and page."""

from __future__ import annotations

from typing import NamedTuple

from pubnorm import patterns as re
from pubnorm.document import Span
from pubnorm.entries.blanks import names_workplace
from pubnorm.entries.runs import AuthorRun
from pubnorm.fields.beside import doubled, inner_marks, marks_before, read_beside
from pubnorm.fields.legend import MARKS, role_of
from pubnorm.fields.phrases import tells_index
from pubnorm.fields.reading import Reading
from pubnorm.matching.caseless import Caseless
from pubnorm.matching.names import name_score
from pubnorm.vocabulary import Vocabulary

_MARK = re.compile("[" + re.escape("".join(sorted(set(MARKS) - set("&=+#^@")))) + "]")  # what is no part of a name
_BESIDE = re.compile(rf"[{re.escape(MARKS)}(\[（【]")  # what stands beside a name and tells something of it
_SIGN = re.compile(r"(?<=\w)[+=#^@]+(?=,)")  # what is none inside a name: "Doe+, J."
_BROKEN_WORD, _HYPHEN = re.compile(r"(?<=[^\W\d_])- (?=[a-zß-ÿ])"), re.compile(r"(?<=[^\W\d_])- (?=[^\W\d_])")
_ELLIPSIS = re.compile(r"[\s,;&]*(?:and\s+)?(?:\.\.\.|…|et al)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EMPHASIS = frozenset({"bold", "underline", "italic", "tag", "code"})
_CUT_SHORT = (
    r"\bet(?:\.| |\. )al\b|\betc\b|(?:\band|&) (?:\d+ )?(?:others|more)\b|…|\.\.\.|等(?!\w)"
    r"|\b\d+ (?:others|(?:additional|other|more) (?:co-?)?authors)\b"
    r"|\bu\.\s?a\.|\by otros\b|\bet coll\b|\be outros\b"
)
_TRUNCATED = re.compile(_CUT_SHORT, re.IGNORECASE)
_IS_CUT = Caseless(_CUT_SHORT)
_BEFORE_CUT = re.compile(r"^(?:(?!& (?:others|more)\b)[^\w(（…]|and\b)*")  # marks and separators before "et al."
_INCLUDING = re.compile(
    r"[\s.,]*[\[(（]incl(?:ud(?:ing|es)|\.)?\s[^\[\]()（）]{2,80}[\])）]", re.IGNORECASE
)  # "et al. [including Doe, J.]"
_IMPLIED = Caseless(
    r"(?:^|[\s(,.\[])(?:(?:joint(?: work)?|together|jointly|co-?authored)\s+)?(?:with:?|w/)\s*$"
    r"|(?:^|[\s(,.\[])co-?authors?:\s*$"
    r"|(?:^|[\s(,.])(?:(?:em|en) )?(?:co-?autor[ií]a|colabora[cç][aãi][oó]n?|collaboration) (?:com|con|avec):?\s*$"
    r"|(?:^|[(])(?:com|con|avec|(?:gemeinsam |zusammen )?mit):?\s*$"
    r"|(?:^|[\s，,。.（(])(?:与|與)\s*$"
)
_JOINTLY = re.compile(r"\s*(?:共同)?合[作著写寫]")  # "与张三合作"


class FoundAuthor(NamedTuple):
    """One author as found: where the name stands, as displayed, its marks, roles named beside it, and its page."""

    start: int
    end: int
    name: str
    marks: tuple[str, ...]
    roles: tuple[str, ...]
    emphasised: bool
    url: str | None


class FoundAuthors(NamedTuple):
    """An entry's author list."""

    authors: tuple[FoundAuthor, ...]
    start: int
    end: int
    truncated: bool
    implied: bool
    score: float


def read_authors(reading: Reading, run: AuthorRun, plain: str, vocabulary: Vocabulary) -> FoundAuthors:
    """Return the authors of a run of names, with what stands beside each name."""
    text = reading.text
    line = text.text.find("\n", run.end)
    limit = min(reading.entry.core[1], run.end + 60, line if line >= 0 else len(text.text))
    stops = [name.start for name in run.names[1:]] + [limit]
    authors: list[FoundAuthor] = []
    # Styles and links are looked for once for all names: an entry may have hundreds of both.
    first, last = run.names[0].start - 1, max(limit, run.end, run.names[-1].end)
    near = [span for span in text.spans if span.start <= last and span.end >= first]
    raised = [span for span in near if span.kind == "sup"]
    styled = [span for span in near if span.kind in _EMPHASIS]
    linked = [span for span in near if span.kind == "link"]
    lead = marks_before(text, run.names[0].start, max(0, run.start - 4))
    tail = run.end
    plain_list = not raised and _BESIDE.search(text.text, run.names[0].start, run.names[-1].end) is None
    for name, stop in zip(run.names, stops, strict=True):
        start, stop_name = _trim_name(text.text, name.start, name.end)
        if not authors and len(run.names) > 1:
            start += _glued(text.text[start:stop_name], vocabulary)
        emphasised = bool(styled) and _emphasised(styled, start, stop_name)
        page = _page(linked, start, stop_name) if linked else None
        if plain_list and stop != limit:
            shown = _unbroken(text.text[start:stop_name])
            marked = tuple(dict.fromkeys(lead)) if lead else ()
            authors.append(FoundAuthor(start, stop_name, shown, marked, (), emphasised, page))
            tail, lead = max(tail, name.end), []
            continue
        marks, notes, end, following = read_beside(text.text, raised, name.end, stop, last=stop == limit)
        own = inner_marks(text.text, raised, start, stop_name)
        shown, roles = _noted(_displayed(text.text, raised, start, stop_name), notes, vocabulary)
        marked = tuple(dict.fromkeys((*lead, *own, *doubled(marks))))
        authors.append(FoundAuthor(start, stop_name, shown, marked, roles, emphasised, page))
        tail = max(tail, end if stop == limit else name.end)
        lead = following
    authors[-1] = _explains(authors)
    after = plain[run.names[-1].end : run.names[-1].end + 40].split("\n")[0]
    within = plain[run.start : run.names[-1].end]
    cut = _TRUNCATED.match(_BEFORE_CUT.sub("", after)) if _IS_CUT.found(after) else None
    if cut or _ELLIPSIS.match(after):
        found = _TRUNCATED.search(after)
        tail = max(tail, run.names[-1].end + (found.end() if found else 0))
    truncated = cut is not None or _IS_CUT.found(within)
    including = _INCLUDING.match(text.text, tail) if truncated else None
    tail = including.end() if including else tail
    implied = _IMPLIED.search(text.text, max(0, run.start - 24), run.start)
    jointly = _JOINTLY.match(text.text, tail) if implied else None
    tail = jointly.end() if jointly else tail
    start = implied.start() if implied else run.start  # "(with" goes with the names, or it would be left to the venue
    return FoundAuthors(tuple(authors), start, tail, truncated, implied is not None, run.score)


def _explains(authors: list[FoundAuthor]) -> FoundAuthor:
    """Return the last author without the role that explains others' marks: "A. Doe*, B. Roe*, C. Poe (equal …)"."""
    last = authors[-1]
    if "equal-contribution" in last.roles and not last.marks and any(author.marks for author in authors):
        return last._replace(roles=tuple(role for role in last.roles if role != "equal-contribution"))
    return last


def _noted(shown: str, notes: list[str], vocabulary: Vocabulary) -> tuple[str, tuple[str, ...]]:
    """Return a name with the other form of it that a note gives, and the roles; "(Advisor: Rob Roe)" gives none."""
    if not notes:
        return shown, ()
    told = [(note, role_of(note, vocabulary)) for note in notes]
    other = next((note for note, role in told if not role and is_name(note) and not names_workplace(note)), None)
    if other and other not in shown:
        shown = f"{shown} ({other})"
    return shown, tuple(dict.fromkeys(role for note, role in told if role and ":" not in note))


def is_name(note: str) -> bool:
    """Whether a bracket beside a name is another form of it, rather than a ranking or the like."""
    return not any(char.isdigit() for char in note) and name_score(note) > 0.6


def _glued(name: str, vocabulary: Vocabulary) -> int:
    """Return how long the index or the meeting is that stands before the first name: "SCI Jane Doe", "CWSN 2020 …"."""
    first, _, rest = name.partition(" ")
    if not first.isupper() or " " not in rest:
        return 0
    year, _, behind = rest.partition(" ")
    if _YEAR.fullmatch(year) and " " in behind:
        return len(name) - len(behind)
    return len(name) - len(rest) if tells_index(first, vocabulary) else 0


def _trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in MARKS or text[start] in " \n,;"):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1] in " \n,;"):
        end -= 1
    return start, end


def _displayed(visible: str, raised: list[Span], start: int, end: int) -> str:
    """The name without the superscripts and marks inside it."""
    kept = visible[start:end]
    drop = [s for s in raised if s.start < end and s.end > start]
    if drop:
        kept = "".join(c for i, c in enumerate(kept, start) if not any(s.start <= i < s.end for s in drop))
    if _MARK.search(kept):
        kept = _MARK.sub("", kept)
    elif "," in kept:
        kept = _SIGN.sub("", kept)
    return _unbroken(kept)


def _unbroken(name: str) -> str:
    """A name on one line; the hyphen at a line's end goes where small letters follow: "Mar-" / "low"."""
    shown = " ".join(name.split())
    return _HYPHEN.sub("-", _BROKEN_WORD.sub("", shown)) if "- " in shown else shown


def _emphasised(styled: list[Span], start: int, end: int) -> bool:
    """Whether most of a name is bold, underlined or the like, and the style is the name's own."""
    for span in styled:
        if span.end < start or end < span.start:
            continue
        overlap = min(span.end, end) - max(span.start, start)
        if overlap >= 0.5 * (end - start) and span.end - span.start <= (end - start) + 8:
            return True
    return False


def _page(linked: list[Span], start: int, end: int) -> str | None:
    for span in linked:
        if span.start < end and span.end > start and span.end - span.start <= (end - start) + 8:
            return span.value or None
    return None
