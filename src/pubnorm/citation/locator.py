"""Volume, issue and pages out of what the tagger found to be such: `45(3)`, `Bd. 12, H. 4`, `2018;45(3)`, `pp. 1-9`."""

from __future__ import annotations

from pubnorm import patterns as re

_YEAR_FIRST = re.compile(r"^\W*((?:1[5-9]|20)\d\d)\s*[;,:]\s*(?=\S)")
_VOLUME_WORD = re.compile(
    r"\b(?:vol(?:ume)?s?|v|bd|band|tomo?|t|jg|jahrg|jrg|årg|deel)\b\.?\s*(?P<volume>[A-Z]?\d+(?:\s?[–-]\s?\d+)?|[IVXLCDM]+\b)|"
    r"[第제]?\s*(?P<cjk>\d+)\s*[卷巻권]|(?P<jahrgang>\d+)\.?\s*(?:Jg|Jahrg)",
    re.IGNORECASE,
)
_NUMBER = r"[\w./–-]*\d[\w./–-]*(?:\s?(?:&|and|et|und)\s?\d+)?"
_ISSUE_WORD = re.compile(
    r"(?:\b(?:nos?|nr|n|num|number|iss|issue|heft|h|fasc|n[uú]mero)\b\.?|[nN]\s?[°ºo]\.?|№)\s*"
    rf"(?P<issue>{_NUMBER})|[第제]?\s*(?P<cjk>\d+(?:[-–/]\d+)?)\s*[期号號호]|[第제]\s*(?P<alone>\d+)(?!\s*[\d卷巻권页頁쪽])",
    re.IGNORECASE,
)
_WORDED = re.compile(r"[^\W\d_]|№")  # what words for volume and issue cannot do without
_BRACKET = re.compile(r"[(（]\s*(?P<issue>[^()（）]*\d[^()（）]*|Suppl[^()]*)[)）]")
_FIRST = re.compile(r"(?<!\w)(?P<volume>[A-Z]?\d+(?:[–-]\d+)?|[IVX]|[IVXLCDM]{2,})(?!\w)")
_AFTER = re.compile(r"^\s*[/:,.-]\s*(?P<issue>\d+[\w–/-]*)(?!\w)")
_DASHES = re.compile(r"\s*[‐‑‒–—−-]+\s*")
_RANGE = re.compile(r"(?P<first>[A-Za-z]{0,3}\d+(?:[.:]\d+)?)\s*[‐‑‒–—−-]+\s*(?P<last>[A-Za-z]{0,3}\d+(?:[.:]\d+)?)")
_SPELLED_RANGE = re.compile(r"\d+ (?:à|al|a|bis|to) \d+")  # "p. 371 à 380"
_PAGE = re.compile(r"[A-Za-z]{0,4}\d+(?:[.:]\d+)?|\b[ivxl]+\b")
_PAGE_WORD = re.compile(
    r"\b(?:pages?|pp?|pgs?|seiten?|s|p[áa]gs?|p[áa]ginas?|blz|art(?:icle)?|id|no)\b\.?", re.IGNORECASE
)

Cut = tuple[str, int, int]


def read_pages(text: str) -> str | None:
    """Return the page or the range of pages as displayed, a dash between two.

    >>> read_pages("pp. 1761 – 1800)."), read_pages("S. 12"), read_pages("e1010436")
    ('1761–1800', '12', 'e1010436')
    >>> read_pages("p. 371 à 380")
    '371 à 380'
    """
    match = _RANGE.search(text)
    if match:
        dash = "-" if "-" in match[0] else "–"
        return f"{match['first']}{dash}{match['last']}"
    match = _SPELLED_RANGE.search(text) if " " in text else None
    match = match or _PAGE.search(_PAGE_WORD.sub(" ", text))
    return match[0] if match else None


def read_volume(text: str) -> tuple[str | None, str | None]:
    """Return volume and issue.

    >>> read_volume("Vol. 39, No. 9,"), read_volume("1994;2(4):"), read_volume("16. Jg. H.2. ,")
    (('39', '9'), ('2', '4'), ('16', '2'))
    """
    cuts = {label: text[start:end] for label, start, end in cut_volume(text)}
    return cuts.get("=volume"), cuts.get("=issue")


def cut_volume(text: str, *, paged: bool = True) -> list[Cut]:
    """Return where year, volume and issue stand in a locator: stretches by label, the bare values with `=` before.

    `paged` says that the pages stand elsewhere; where they do not, a second number after a comma is the page.

    >>> [(label, "1994; 2(4):"[start:end]) for label, start, end in cut_volume("1994; 2(4):")]
    [('date', '1994;'), ('volume', '2'), ('=volume', '2'), ('issue', '(4):'), ('=issue', '4')]
    """
    cuts: list[Cut] = []
    start = 0
    year = _YEAR_FIRST.match(text)
    if year:
        cuts.append(("date", 0, len(text[: year.end()].rstrip())))
        start = year.end()
    volume, issue = _find(text, start)
    if volume and issue and issue[2] > volume[1]:
        cuts += [("volume", start, _end(text, issue[0])), ("=volume", *volume[:2])]
        page = not paged and text[volume[1] : issue[1]].strip() == ","
        cuts += [("pages", issue[1], len(text))] if page else [("issue", issue[0], len(text)), ("=issue", *issue[1:])]
    elif volume and issue:
        cuts += [("issue", start, _end(text, volume[0])), ("=issue", issue[1], issue[2])]
        cuts += [("volume", volume[0], len(text)), ("=volume", *volume[:2])]
    elif issue:
        cuts += [("issue", start, len(text)), ("=issue", issue[1], issue[2])]
    elif start < len(text):
        cuts.append(("volume", start, len(text)))
        if volume:
            cuts.append(("=volume", *volume[:2]))
    return cuts


def _end(text: str, end: int) -> int:
    return len(text[:end].rstrip())


def _find(text: str, start: int) -> tuple[tuple[int, int] | None, tuple[int, int, int] | None]:
    """Find the volume (start, end) and the issue (start with its word, start, end)."""
    issue: tuple[int, int, int] | None = None
    worded = _WORDED.search(text, start) is not None
    match = _ISSUE_WORD.search(text, start) if worded else None
    if match is None and ("(" in text or "（" in text):
        match = _BRACKET.search(text, start)
        if match and _VOLUME_WORD.search(match[0]):
            match = None
    if match:
        name = next(name for name, value in match.groupdict().items() if value)
        issue = (match.start(), match.start(name), len(text[: match.end(name)].rstrip(" .,-–")))
    named = _VOLUME_WORD.search(text, start) if worded else None
    if named:
        name = next(name for name, value in named.groupdict().items() if value)
        return named.span(name), issue
    masked = text if issue is None else text[: issue[0]] + " " * (issue[2] - issue[0]) + text[issue[2] :]
    first = _FIRST.search(masked, start)
    if first is None and issue and text[issue[0]] in "(（":
        # The only number there is: a bracket around it does not make it an issue.
        return (issue[1], issue[2]), None
    if first is None:
        return None, issue
    if issue is None and (after := _AFTER.match(text[first.end() :])):
        at = first.end() + after.start("issue")
        issue = (first.end(), at, first.end() + after.end("issue"))
    return first.span("volume"), issue
