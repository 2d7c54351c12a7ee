"""Volume, issue, pages and year out of a venue string."""

from __future__ import annotations

from dataclasses import dataclass

from pubnorm import patterns as re
from pubnorm.matching.venues.terms import EDITION, MONTH

_DASH = r"\s*[-–—−‐‑~～]+\s*"
_PAGE = r"(?:[A-Z]{1,2}|[a-z]{1,5})?\d+(?:[.:]\d+|[. ]e\d+)?"
_TO = rf"(?:{_DASH}|\s+(?:à|to)\s+)"  # between pages that are called so
_PAGES = re.compile(
    rf"[,;:(]?\s*(?<![&\w])(?:pp|p(?=\.)|pages?|(?-i:pgs?(?![a-z]))|p[áa]gs?|Seiten?|S(?=\.)|页码?"
    r"|(?<!\d )(?:С|C)(?=\.)|сс|стр)\s?[.:]?\s*"
    rf"(?P<pages>{_PAGE}(?:{_TO}{_PAGE})?)\)?|[,，]?\s*第?\s*(?P<ye>\d+(?:{_DASH}\d+)?)\s*[页頁쪽]",
    re.I,
)
_VOLUME = re.compile(
    r"[,;(]?\s*(?:\b(?:vol(?:ume?)?s?|v(?=\.\s?\d+(?!\.?\d))|Bd|Band|tome|Т(?=\.)|том|årg(?:ang)?|Jg(?=\.)|Jahrg(?:ang)?)\s?[.:]?\s*"
    r"(?P<volume>[A-Z]?\d+(?:/\d+|(?-i:-[A-Z]{1,3}\b))?|[IVXLC]+)\b"
    r"(?:\.?\s*\((?P<issue>\d{1,3}(?:[-–/]\d{1,3})?)\))?|[,，]?\s*[第제]?\s*(?P<juan>\d+)\s*[卷巻권])\)?",
    re.I,
)
_ISSUE = re.compile(
    r"(?:\s(?P<volume>(?!(?:19|20)\d\d\b)\d{1,4}))?[,;(]?\s*(?:\b(?:no|nos|nr|num(?:ber)?|n[uú]m|n\.?\s?[º°ᵒ]|n(?=\.\s?[A-Z]?\d)|issue|(?-i:[Ii]ss)|Heft"
    r"|вып)\s?[.:]?\s*"
    rf"(?P<issue>[A-Z]?\d+(?:[-–/]\d+)?(?:_suppl(?:ement)?(?:_?\d+)?)?|suppl(?:ement)?_\d+)\b(?::\s*(?P<pages>{_PAGE}(?:{_DASH}{_PAGE})?)(?=[\s,.;)]|$))?|№\s*(?P<nomer>\d+(?:[-–/]\d+)?)|[,，]?\s*[第제]?\s*(?P<qi>\d+)\s*[期号號호])\)?",
    re.I,
)
_AFTER_YEAR = r"(?<=[12][09]\d\d)[,，]\s?"  # 2018,46(3):53–88
_COMPACT = re.compile(
    rf"(?:[,;:.]?\s+|(?<=[a-z.]),|(?<=[a-z]{{3}})\.|{_AFTER_YEAR})(?P<volume>[A-Z]?\d{{1,4}}(?:-[A-Z]{{1,2}})?)(?:,\s*(?=\(\d))?"
    rf"\s*(?:\(\s*(?P<issue>[\w./–-]{{1,12}}(?: Suppl\.? ?\d*)?)\s*\))"
    rf"(?:\s*[,:;，：]?\s*(?:pp?(?![a-z]{{2}})\.?\s*)?(?P<pages>(?!(?:19|20)\d\d(?!{_DASH}\d)(?:\W|$)){_PAGE}(?:{_DASH}{_PAGE})?))?(?=[\s,.;)]|$)"
)
_COLON = re.compile(
    rf"(?:[,;.]?\s+|(?<=[a-z]{{3}})\.|{_AFTER_YEAR})(?P<volume>\d{{3}}[-–]\d{{3}}(?=,\s*\d+{_DASH}\d)|(?!(?:19|20)\d\d\b)\d{{1,4}}|[A-Z]?\d{{2,3}}-[A-Z]{{1,2}})\s*(?:[:：,]\s*(?:pp?(?![a-z]{{2}})\.?\s*)?(?P<pages>{_PAGE}(?:{_DASH}{_PAGE})?)"
    rf"|\s(?P<range>{_PAGE}{_DASH}{_PAGE}))(?=[\s,.;)]|$)"
)
# 2023 Mar 31;11(2):1066391, 2008 May-Jun;22(3), Mar 31;11(2), as the Vancouver style has it; 43.11: 4226-4237, as MLA's
_VANCOUVER = re.compile(
    r"[.,]?\s*(?:(?:19|20)\d\d(?:[ -][A-Z][a-z]{2,8}\.?(?:-[A-Z][a-z]{2,8}\.?)?(?:[ -]\d{1,2})?)?"
    r"|\s[A-Z][a-z]{2} \d{1,2});\s*(?P<volume>\d{1,4})"
    rf"(?:\((?P<issue>[^()]{{1,12}})\))?(?::\s*(?P<pages>{_PAGE}(?:{_DASH}{_PAGE})?))?"
)
# 管理世界, 2022 (1): 77-89; 《管理世界》2022(1), as Chinese journals without volumes have it
_ISSUE_OF_YEAR = re.compile(
    r"(?<=[㐀-鿿)）》])\s*(?:(?<=》)|[,，.])\s*(?:19|20)\d\d[,，]?\s?[(（](?P<issue>\d{1,2})[)）]"
    rf"(?:\s*[:：,，]\s*(?P<pages>{_PAGE}(?:{_DASH}{_PAGE})?))?"
)
_MLA = re.compile(rf"\s(?P<volume>\d{{1,4}})\.(?P<issue>\d{{1,5}})\s*:\s*(?P<pages>{_PAGE}(?:{_DASH}{_PAGE})?)")
_COMMAS = re.compile(  # 16, 9, 2223–2230
    rf"[,.]?\s+(?P<volume>(?!(?:19|20)\d\d\b)\d{{1,4}}),\s*(?P<issue>\d{{1,3}}),\s*(?P<pages>{_PAGE}{_DASH}{_PAGE})(?=[\s,.;)]|$)"
)
# 36.10, pp. 1347–1356, as biblatex writes; 9, p. e11742; 103, Article 103521
_BEFORE_PAGES = re.compile(
    r"\s(?P<volume>\d{1,4})\.(?P<issue>\d{1,5})(?=(?:,\s*(?:19|20)\d\d)?,\s*pp?\.\s*\w)"
    r"|(?<=[a-z]|J)(?<!art)(?<!hapter)(?<!ession)(?<!ssue)(?<!aper)(?<!ection)(?<!umber)(?<!olume)(?<!rticle)(?<![Vv]ol)(?<![Nn]o)\s"
    r"(?P<juan>(?!(?:19|20)\d\d\b)\d{1,4})(?=(?:,\s*(?:19|20)\d\d)?,\s*(?:pp?\.|[Aa]rt(?:icle\b|\.))\s*\w)"
)
_VOLUME_ISSUE = re.compile(
    rf"[,;.]?\s+(?P<volume>\d{{1,4}}):(?P<issue>\d{{1,2}})\s*(?:,\s*(?:pp?\.?\s*)?|\s)"
    rf"(?P<pages>{_PAGE}{_DASH}{_PAGE}|(?!(?:19|20)\d\d\b)[A-Z]?\d{{3,8}}(?=[\s,.;)]|$))"
)
_PAGES_ALONE = re.compile(rf"\d{{2,}}{_DASH}\d{{2,}}|\d{{4,}}")  # so many numbers no volume has
_RANGE = re.compile(rf"[,;:：]\s*(?P<pages>{_PAGE}{_DASH}{_PAGE})(?=[\s,.;)]|$)")
# 76 (2016) 87, as physicists write; 76.3 (2016), 87; D95 (2017) no.4, 043002; 50 (2023) 3, 030501; 16, 9 (2022): 1024;
# Vol. 212, No. 4 (2024), 325-336, as mathematicians do
_YEAR_BETWEEN = re.compile(
    r"(?:[,;]?\s+(?:[Vv]ol(?:ume)?\b\.?\s?)?|(?<=\s[A-Z]))(?P<volume>\d{1,4})"
    r"(?:(?:,\s*(?:(?:[Nn](?:o|r|umber)|[Ii]ss(?:ue)?)\b\.?\s?)?|\.)(?P<issue>\d{1,3}))?"
    r"\s*\((?:19|20)\d\d\)(?(issue)[,:\s]*|[,\s]*)"
    rf"(?:(?:no\.?\s?(?P<nomer>\d{{1,3}})[,\s]\s*|(?P<qi>\d{{1,2}}),\s)(?=\w*\d)(?!(?:19|20)\d\d\b))?"
    rf"(?P<pages>{_PAGE}(?:{_DASH}{_PAGE})?)(?=[\s,.;)]|$)"
)
_VOLUME_ALONE = re.compile(r"[,.]\s+(?P<volume>\d{1,4})\s*(?=[,.]|$)")
_DECIMAL = re.compile(r" (?<=[a-z] )(?P<volume>\d{1,4})\.(?P<issue>[1-9]\d{0,2})(?=[\s.,]*$)")  # 36.10 at the end
_ARTICLE = re.compile(
    r"(?:,\s*|:\s*(?=e|[a-z]{4}\d)|[;\s]\s*(?=[a-z]{4}\d{3}))(?P<pages>[A-Z]?\d{5,8}|e\d{3,8}|e20\d\d[A-Z]{2}\d{6}|[a-z]{4}\d{3})\s*(?=[,.;)]|$)"
)
_ARTICLE_NUMBER = re.compile(
    r"[,;(]?\s*\bart(?:icle|\.)?\s?(?:(?:no|num(?:ber)?|nr|id)\b)?\s?[.:#]*\s*(?P<pages>[A-Z]?\d+)\b\)?", re.I
)
ARTICLE_DIGITS = 5  # that no issue has
_DAY = r"(?<!\d)\d{1,2}(?:st|nd|rd|th|\.)?(?!\d)"
_DAYS = rf"{_DAY}(?:{_DASH}{_DAY})?"
# Days and editions: "Feb 25-27, 2025" names no pages, "2. Auflage" no volume.
NO_LOCATOR = re.compile(
    rf"(?=[jfmasond\d])(?:\b{MONTH},?\s*{_DAYS}(?:{_DASH}{MONTH}\s*{_DAY})?"
    rf"|(?<!\):)(?<!\): )(?<!\d[-–—])(?!(?<=\d: )\d+[-–—]\d+\. ){_DAYS}\s*(?:of\s)?{MONTH}"
    r"|(?<!\d)\d{1,2}\.\d{1,2}\.(?:19|20)\d\d"
    rf"|(?<!\d){EDITION})",
    re.I,
)
_ISSN = re.compile(r"[,;.(]?\s*\bISSN:?\s*\d{4}-\d{3}[\dX]\)?", re.I)
# "12 pages", "(29 pp.)": how long, not where.
_LENGTH = re.compile(r"(?:[,.;]\s*|\s)\(?(?<![\d–-])\d{1,3}\s?(?:pages\b|pp\b(?!\.?\s?\d)\.?)\)?")
_RAPID = re.compile(r"(?<=\d)\(R\)")  # 161119(R), as Physical Review numbers rapid communications
_BRACKETED_YEAR = re.compile(r"\s*\(\s*(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}\s*\)")
_YEAR = re.compile(
    r"((?:19|20)\d\d)(?<![\d:/]\d{4})(?<![\W\d_]\.\d{4})(?<!\d[-–]\d{4})"
    r"(?![\d/:]|\.(?!(?:0[1-9]|1[0-2])(?!\d))\d|[A-Z]{1,4}\d)"
)
_BEFORE_COLON = re.compile(r"(?:19|20)\d\d$")  # "2022: 2014-2019": the year, and pages
_VOLUME_OF_YEAR = re.compile(r"\d\d\d\d\(\d{1,2}\)")  # "2018(1), 6421607": the volume goes by its year
_TWO_DIGITS = re.compile(r"\d\d(?!\w)")
_DASHED = re.compile(r"\d\s*[-–—~]")
_NUMBERS = re.compile(r"\b(\d+)\s*[-–—~]+\s*(\d+)\b")
_LOCATED = re.compile(r"(?:[\d)）]\s?[:：]|\bpp?\.|\bpp|\bpages?)\s?$", re.I)  # "35(8): 2024-2028", "pp. 1969-1974"
_SHORT_YEAR = re.compile(
    r"(?<=[A-Za-z&+])\s?(?:['’‘´`′]|-)\s?(\d\d)(?![\w.])|(?<=[A-Z]{3})(\d\d)(?![\w.])|(?<![\w])['’‘′]\s?(\d\d)(?!\w)"
    r"|(?<=[A-Za-z])\s(\d\d)(?=\))"
)
_DIGIT = re.compile(r"\d")
_WORDED = (
    _VANCOUVER,
    _ISSUE_OF_YEAR,
    _MLA,
    _BEFORE_PAGES,
    _PAGES,
    _VOLUME,
    _ARTICLE_NUMBER,
    _ISSUE,
)  # these say themselves what they are
# What finds of these in ASCII text cannot do without, in small letters.
_WORDS = re.compile(
    r"p\.|pp|page|pg|pag|seite|s\.|vol|v\.|bd|band|jg|jahrg|tome|art|n(?:os?|r)\s?[.:]?\s*[a-z]?\d|n\.|num|iss|heft|[;:]"
)
# "vol. x, no. x, pp. xx-xx": what is not known yet. A volume may be the tenth, "vol. X".
_NOT_YET = re.compile(r"[,;]?\s*\b(?:vol|no|pp?)\.\s?(?:x{1,4}|\?{1,4})(?:\s?[-–]{1,2}\s?(?:x{1,4}|\?{1,4}))?(?![\w.])")
_ALL_NOT_YET = re.compile(_NOT_YET.pattern, re.I)
_UNKNOWN = re.compile(r"\. ?[xX?]")
_PAGES_NOT_YET = re.compile(r"\bpp?\.\s?X{1,4}\s?[-–]{1,2}\s?X{1,4}(?!\w)")
_PATTERNS = (*_WORDED, _COMPACT, _COMMAS, _VOLUME_ISSUE, _COLON, _RANGE, _ARTICLE, _VOLUME_ALONE, _DECIMAL)
_GROUPS = {"juan": "volume", "qi": "issue", "nomer": "issue", "ye": "pages", "range": "pages"}


@dataclass(frozen=True, slots=True)
class Locators:
    """What was found, and the text that is left."""

    text: str
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


def take_locators(text: str) -> Locators:
    """Take volume, issue and pages out of a venue string.

    >>> take_locators("Proceedings of the VLDB Endowment, 15(10), 2148-2160")
    Locators(text='Proceedings of the VLDB Endowment', volume='15', issue='10', pages='2148-2160')
    """
    held: dict[str, str] = {}
    if _UNKNOWN.search(text):
        text = (_ALL_NOT_YET if _PAGES_NOT_YET.search(text) else _NOT_YET).sub("", text)
    if not _DIGIT.search(text) or re.search(r"\bpatent\b|专利", text, re.I):
        return Locators(text)  # a patent's numbers are its own
    text = _ISSN.sub("", text)
    if "pp" in text or "pages" in text:
        text = _LENGTH.sub("", text)
    if "(R)" in text:
        text = _RAPID.sub("", text)
    between = _YEAR_BETWEEN.search(text)
    if between:
        held |= {_GROUPS.get(name, name): value for name, value in between.groupdict().items() if value}
        text = f"{text[: between.start()]} {text[between.end() :]}"
    rest = _BRACKETED_YEAR.sub("", text) if re.search(r"\d", _BRACKETED_YEAR.sub("", text)) else text
    seen = NO_LOCATOR.sub(lambda match: "|" * len(match[0]), rest)  # always as long as `rest`
    for pattern in _PATTERNS if not rest.isascii() or _WORDS.search(rest.lower()) else _PATTERNS[len(_WORDED) :]:
        searched = rest if pattern in _WORDED and pattern is not _BEFORE_PAGES else seen
        match = next((one for one in pattern.finditer(searched) if not _is_year(one, held)), None)
        if match is None:
            continue
        fresh = {_GROUPS.get(name, name): value for name, value in match.groupdict().items() if value}
        if pattern is _COMPACT and "pages" not in fresh and _PAGES_ALONE.fullmatch(fresh.get("issue", "")):
            fresh["pages"] = fresh.pop("issue")  # "773 (1075-1088)", "24, (6318)"
        if pattern is _COLON and "pages" in held and "pages" in fresh:
            fresh["issue"] = fresh.pop("pages")  # "40, 4, Article 12"
        if pattern is _VOLUME_ALONE and held.get("volume") and not ("issue" in held and "pages" in held):
            fresh = {"issue" if "pages" in held else "pages": fresh["volume"]}  # "Volume 63, 2, 961–975", "12, 5467"
        if pattern is _ARTICLE_NUMBER and "pages" in held:
            fresh = {}
        if any(name in held for name in fresh):
            continue
        held |= fresh
        rest = rest[: match.start()] + " " + rest[match.end() :]
        seen = seen[: match.start()] + " " + seen[match.end() :]
    if not held:
        return Locators(text)
    if (
        "volume" in held
        and "pages" not in held
        and len(held.get("issue", "")) >= ARTICLE_DIGITS
        and held["issue"].isalnum()
    ):
        held["pages"] = held.pop("issue")  # "vol. 12, no. 102240" numbers articles
    return Locators(rest.strip(" ,;:"), held.get("volume"), held.get("issue"), held.get("pages"))


def _is_year(match: re.Match[str], held: dict[str, str]) -> bool:
    values = match.groupdict()
    volume, pages = values.get("volume") or "", values.get("pages") or ""
    if match.re in (_COMPACT, _VOLUME_ALONE) and re.fullmatch(r"(?:19|20)\d\d", volume):
        return not (pages and _VOLUME_OF_YEAR.search(match[0]))
    if match.re is _COLON and re.fullmatch(r"(?:19|20)\d\d", pages):
        return True  # ", 12, 2021" says no page
    return bool(
        match.re is _RANGE
        and "volume" not in held
        and re.fullmatch(rf"(?:19|20)\d\d{_DASH}(?:(?:19|20)\d\d|\d\d)", pages)
        and not (match[0][0] == ":" and _BEFORE_COLON.search(match.string[: match.start()]))
    )


def find_year(text: str) -> int | None:
    """Return the year a venue string names: the last four-digit one, else a short one (`AAAI-24`, `ACL'25`).

    >>> find_year("AAAI-24"), find_year("ACL'25"), find_year("MICCAI 2016-2017"), find_year("16th CIAA")
    (2024, 2025, 2017, None)
    """
    if not _DIGIT.search(text):
        return None
    if _DASHED.search(text):
        alone = _NUMBERS.sub(" ", text)  # "163 (2014), 1965--2002": a year that stands alone goes before a range
        text = alone if _YEAR.search(alone) else _NUMBERS.sub(_later_year, text)
    years = [int(year) for year in _YEAR.findall(text) if 1900 <= int(year) <= 2035]
    if years:
        return years[-1]
    match = _SHORT_YEAR.search(text) if _TWO_DIGITS.search(text) else None
    if match is None:
        return None
    short = int(match[1] or match[2] or match[3] or match[4])
    return 2000 + short if short <= 35 else 1900 + short if short >= 60 else None


def _later_year(match: re.Match[str]) -> str:
    """Of a range, keep the later year; a range of pages says nothing of years."""
    one, other = int(match[1]), int(match[2])
    if _LOCATED.search(match.string[: match.start()]):
        return " "
    return f" {other}" if 1900 <= one <= other <= min(one + 6, 2035) else " "
