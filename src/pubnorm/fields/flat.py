"""The title of an entry that sets nothing off: what stands between its authors and what ends a title."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import Span
from pubnorm.entries.marks import count_words
from pubnorm.entries.runs import AuthorRun
from pubnorm.fields.people import FoundAuthors
from pubnorm.fields.phrases import find_status
from pubnorm.fields.reading import Reading, strip_title
from pubnorm.fields.title import TitleSpan, meeting_begins, past_rank
from pubnorm.fields.venue_words import venue_likeness, venues_in
from pubnorm.fields.volumes import imprint
from pubnorm.matching.venues.terms import EDITION, MONTH
from pubnorm.vocabulary import Vocabulary

_DATE = re.compile(
    r"[\s,.;:]*(?:[(\[（]?\s*"
    r"(?:(?:in press|in prep(?:aration\b|\.)?|in re(?:view|vision)|under review"
    r"|forthcoming|to appear|submitted|accepted|n\.d\."
    rf"|(?:{MONTH}\.?\s+(?:\d{{1,2}},?\s+)?)?(?:19|20)\d\d[a-z+]?)"
    r"(?:\s*\((?:19|20)\d\d)?"
    rf"(?:[,/\s–-]+(?:{MONTH}|spring|summer|autumn|fall|winter|[^\s()\[\]]{{2,12}}(?=(?:\s+\d{{1,2}})?\s*\\?[)\]）.]))(?:\s+\d{{1,2}})?)?)"
    r"\s*\\?[)\]）]?)(?=[\s,.;:．，：\\“\"]|$)[\s,.;:．，：\\–-]*",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"""(?=[.。?!．,，;\s\[(（”"])"""  # what every stop begins with: letters are passed over
    r"(?:(?P<sentence>[.。?!](?<![\s(–-][A-Za-z].)(?<!\b(?:vs|Dr|St|No|Mr|Ms).)(?<!\b(?:e\.g|i\.e|U\.S).)(?<!\bet\sal.)"
    r"""(?:["”’]|\s*\[[A-Z]\])?"""
    r"(?!\s+(?:[IVX]{1,4}|Part \w+)[.:]\s)"  # "On Tides. II. The North"
    r"""(?=\s+[^\W\d_a-z]|\s+["“(\[\d]|\s*$|\s+(?:in|arXiv|bioRxiv|medRxiv)\b))"""
    r"|(?P<wide>(?<=[㐀-鿿）)])[。．](?=[^\s\d]))"
    r"|(?P<patent>[,，]\s*(?=(?:中国|国家)?(?:发明专利|实用新型|专利(?:申请)?号|申请号|公开号|授权号)))"
    r"|(?P<code>\s*\[[A-Z](?:/OL)?\](?://)?)|(?P<slashes>\s+//\s+)"
    r"|(?P<with>\s*[(（](?=(?:(?:with|com|con|avec|mit)\s|w/ ?)(?=[^\W\d_a-z])[^()（）]{4,200}[)）]))"
    r"|(?P<within>\s*[(（](?=(?:(?:in )?(?:the )?book|libro|livro|livre|Buch)\s*[:：]))"
    rf"|(?P<edition>[,;.]\s+(?i:(?={EDITION})))"
    r"|(?P<lead>[,.;]\s+[Ii]n:?\s+(?=[^\W\d_a-z\d]))|(?P<line>\n)|(?P<quote>”|\"(?=\W*$|,)))"
)
_PART = re.compile(r"[.?!]\s+(?:[IVX]{1,4}|Part \w{1,5})$")  # "On Tides. II", before ". The North"
# "; The Somewhere Study Group." at the end of an author list
_GROUP = re.compile(
    r"[\s.]*[;,(&]\s*(?:and |& |for |on behalf of )?(?:[Tt]he )?"
    r"[A-Z][\w'’&-]*(?: [\w'’&-]+){0,6} "
    r"(?:Investigators|Consortium|Collaboration|Collaborative|Group|Team|Network|Initiative|Committee|Alliance)"
    r"(?=\s*[.;,()])\)?"
)
_CONTAINER = re.compile(r"(?<=[.,;?!])\s*\bIn(?::|\s+(?:Proc|Advances|The\s+\d)\w*)\s*")
# "A Title (joint with", before the names
_WITH = re.compile(
    r"[\s(（\[,;.–—-]+(?:joint(?:ly)?|(?:joint )?work|together|co-?authored)?\s*\b(?:with:?|w/|co-?authors?:)\s*$",
    re.IGNORECASE,
)
_LEADS_TO_VENUE = re.compile(
    r"[,.;(\[–—?!”\"，；。]\s*(?:(?:in|proc\w*|proceedings of|the|accepted|to appear|submitted)\W*)*"
    r"(?:(?:the|\d+th)\s+)*$",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"[\s,.;]*(?:[”’)\]]|\"(?!\w)|\(?eds?\.?\)?)?", re.IGNORECASE)
_VENUE_ENDS = re.compile(r"[.,;]?\s*(?:[(\d]|$)")
_NEAR = 4  # characters between a full stop and what is set off behind it
_STATUS = 48  # characters in which a status stands
_FAR = 160  # characters of a venue's name with what follows it
_EDITED = re.compile(r"\((?:eds?|hrsg|hgg?|orgs?|dirs?|coords?)\.?\)", re.IGNORECASE)
_SIGN = re.compile(r"[\d.,;|(\[\n/]")  # what stands in a list of names, or in a venue with its date
# *Quercus robur*
_SPECIES = re.compile(r"[A-Z](?:[a-z]+|\.) [a-z]{2,}(?:us|um|is|a|ae|i|ens|ans|oides|ensis)(?: [a-z]+)?")
_WORDS_OF_A_HALF, _LIKE_A_VENUE = 3, 0.3
_NUMBER = re.compile(r"[\s,.]*\(?\d")  # a year or a volume behind a venue
_STYLES = frozenset({"italic", "underline", "bold", "tag", "code"})
_BEFORE_WORDS = (" of", " for", " and", " with", " by", " from", " between", " to", " a", " an")  # no venue follows
_LEADS = "\"“‘'«„"


def choose_between(
    reading: Reading, found: FoundAuthors | None, run: AuthorRun | None, vocabulary: Vocabulary
) -> TitleSpan | None:
    """Return the title of a citation without markup on it: before its authors, or after them and the date."""
    text = reading.visible
    start, end = reading.entry.core
    if found is None:
        begin = start
    else:
        lead = text[start : found.start]
        if count_words(lead) >= 3:
            led = _WITH.search(lead)
            begin, end = start, start + led.start() if led else found.start
        else:
            begin = found.end
            group = _GROUP.match(text, begin, end)
            if group:
                begin = group.end()
                reading.claim("authors", found.end, begin)
            close = _CLOSE.match(text, begin, end)
            begin = close.end() if close else begin
            date = _DATE.match(text, begin, end)
            if date and date.end() < end:
                reading.claim("date", begin, date.end())
                begin = date.end()
    begin = past_rank(reading, begin, end)
    while begin < end and (reading.owners[begin] is not None or not (text[begin].isalnum() or text[begin] in _LEADS)):
        begin += 1
    aside = reading.taken.find(1, begin, end)
    published = _imprint_begins(text, begin, aside if aside >= 0 else end, vocabulary)
    stop, sure = (published, 0.85) if published else _stop(reading, begin, end, vocabulary)
    left, right = strip_title(text, begin, stop)
    if count_words(text[left:right]) < 1:
        return None
    return TitleSpan(left, right, "flat", min(1.0, sure + (0.15 if found and found.score > 0.8 else 0.0)))


def before_names(title: TitleSpan, visible: str, run: AuthorRun) -> TitleSpan:
    """Return an unmarked title that reaches into the names behind it without them: "On Tides. With R" of "R. Roe".

    >>> text = "On Slow Tides. With R. Roe. Waves 3."
    >>> text[: before_names(TitleSpan(0, 21, "tagged", 1.0), text, AuthorRun(20, 26, (), False, 0.9)).end]
    'On Slow Tides'
    """
    if title.kind not in ("tagged", "flat") or not title.start < run.start < title.end < run.end:
        return title
    led = _WITH.search(visible, title.start, run.start)
    return title._replace(end=led.start()) if led and count_words(visible[title.start : led.start()]) else title


def _imprint_begins(text: str, begin: int, end: int, vocabulary: Vocabulary) -> int | None:
    """Where the town and publisher of a book begin, and so its title ends: "On Tides. A History. Berlin: Doe"."""
    at = text.rfind(": ", begin, end)
    stop = text.rfind(". ", begin, at) if at > 0 else -1
    if stop < 0 or _CONTAINER.search(text, begin, stop) or _EDITED.search(text, begin, stop):
        return None
    last = text.find(". ", at, end)
    return stop if imprint(text[stop + 2 : last if last > 0 else end], vocabulary) else None


def _stop(reading: Reading, begin: int, end: int, vocabulary: Vocabulary) -> tuple[int, float]:
    """Where the title ends, and how sure that is: at the first sentence end, change of style, or lead of a venue."""
    text = reading.visible
    stops = [end]
    sure: set[int] = set()
    venue_follows = -1
    meeting = meeting_begins(text, begin, end)
    if meeting is not None:
        sure.add(meeting)
        stops.append(meeting)
    taken = reading.taken.find(1, begin, end)
    if taken >= 0:
        stops.append(taken)
    for match in _STOP.finditer(text, begin, end):
        if count_words(text[begin : match.start()]) < 1 or _PART.search(text, begin, match.start()):
            continue
        if match["quote"] == "”" and "“" in text[begin + 1 : match.start()]:
            continue  # a word in quotation marks within the title
        inside = _CONTAINER.search(text, match.start(), end)
        if (
            match["sentence"]
            and inside
            and (inside[0].rstrip().endswith(":") or not venues_in(text[match.end() : inside.start()]))
        ):
            sure.add(inside.start())
            stops.append(inside.start())  # "A Title. Its Second Part. In: Some Volume"
            break
        question = match["sentence"] and match["sentence"][0] in "?!"
        if question and _is_second_half(text[match.end() : end]):
            continue
        stops.append(match.start() + 1 if question else match.start())
        behind = text[match.end() : end]
        if match["sentence"] and (_names_venue(behind) or _tells_status(behind, vocabulary)):
            venue_follows = stops[-1]
        break
    for span in reading.text.spans:
        if (
            span.kind in _STYLES
            and begin + 8 < span.start < end
            and _sets_off(text, span.start, span.end)
            and not _goes_on(reading, span, end)
        ):
            stops.append(span.start)
            sure.add(span.start)
            break
    for venue in venues_in(text[begin:end]):
        at = begin + venue.start
        before = text[max(begin, at - 24) : at]
        lead = _LEADS_TO_VENUE.search(before) if at > begin + 8 else None
        if lead:
            stops.append(at - (len(before) - lead.start()))
            break
    first = min(stops)
    near = any(first <= one <= first + _NEAR for one in sure)
    return first, 0.95 if first == venue_follows else 0.85 if near else 0.55


def _names_venue(text: str) -> bool:
    """Whether a text begins with the whole name of a known venue: a number, a bracket or its end follows."""
    lead = text[:_FAR].lstrip()
    first = next(iter(venues_in(lead)), None)
    return first is not None and first.start == 0 and _VENUE_ENDS.match(lead, first.end) is not None


def _tells_status(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins with how far a work has come: "Accepted for publication in …"."""
    lead = text[:_STATUS].lstrip()
    status = find_status(lead, vocabulary)
    return status is not None and status.start == 0


def _is_second_half(rest: str) -> bool:
    """Whether all that follows a question is the second half of the title: "Who Pays? The Debate on Tides."."""
    words = rest.strip(" .\n")
    plain = not _SIGN.search(words) and count_words(words) >= _WORDS_OF_A_HALF
    return plain and not venues_in(words) and venue_likeness(words) < _LIKE_A_VENUE


def _goes_on(reading: Reading, span: Span, end: int) -> bool:
    """Whether a word of a title is set off as the venue behind its sentence is: "Silt in *Crabus*. *Waves* 3"."""
    text = reading.visible
    if venues_in(text[span.start : span.end]) or not text[: span.start].endswith(" in "):
        return False
    later = (other for other in reading.text.spans if other.kind in _STYLES and span.end < other.start < end)
    behind = next((other for other in later if text[: other.start].rstrip().endswith(".")), None)
    if behind is None:
        return False
    return bool(venues_in(text[behind.start : behind.end])) or _NUMBER.match(text, behind.end) is not None


def _sets_off(text: str, start: int, end: int) -> bool:
    """Whether a styled stretch is a venue rather than a foreign word or a species within the title."""
    inner = text[start:end]
    before = text[max(0, start - 12) : start].rstrip()
    if before.endswith(_BEFORE_WORDS):
        return False
    if venues_in(inner) or venue_likeness(inner) > 0.4:
        return True
    if before.endswith((" in", ",")) and _SPECIES.fullmatch(inner):
        return False
    return before.endswith((".", ",", "?", "in", "In", "!", "”", '"')) and inner[:1].isupper()
