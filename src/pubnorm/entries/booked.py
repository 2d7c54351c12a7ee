"""What title marks of East Asian script tell: 《…》 and 「…」 hold the title of a work, or where it appeared."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.document import NUMBERING
from pubnorm.matching.names import name_score

# The first is the title, the next where it appeared; "《红楼梦》人物" goes on, and is but a word of one.
_BOOK_MARKED = re.compile(
    r"(?<![㐀-鿿]{4}[．。])"  # "…慢潮研究．《海洋学报》" is where it appeared
    r"(?:(?<=[，：）])[「《]|[「《](?=[^「」《》]{4,200}[」》](?:[『「《\W]|$)))([^「」《》]{4,200})[」》]"
)
_MARKS = ("「", "《")
_LOCATOR = r"\s*[,，.．。]?\s*(?:第?\d+[卷期]|\(?(?:19|20)\d\d\s*(?:年|\W{1,2}(?:第\s*)?\d))"
_LEAD = r"(?:载于?|刊[于載载]|原载|见|发表[于在]|收录?[于入])"
_APPEARED = re.compile(rf"(?P<lead>{_LEAD}[:：]?\s*)?《[^《》]{{2,60}}》(?P<locator>{_LOCATOR})?")
_BEHIND = re.compile(r"[\s\d年月日第卷期号版辑页至pP.:：,，、()（）–—~-]*")  # year, volume and pages
_AUTHOR = re.compile(r"\s*([㐀-鿿]{2,4})\s*(?:[(（][^()（）]{1,12}[)）])?\s*(?:等\s*)?([,，、;；\s]|[:：.．。])\s*")
_LIST_ENDS = ":：.．。"
_NAME = 0.5
_HAN = re.compile(r"[㐀-鿿]")
_LEAST = 6  # Chinese characters of a title that has no marks
_SIGNS = ' ,，.．。;；:：、"“”'


def booked_title(text: str) -> tuple[int, int] | None:
    """Return where the title stands that such marks show: within them, or without any before those of its journal.

    >>> text = "李四：慢潮行为的规制与完善，《海洋研究》2024年第3期"
    >>> text[slice(*booked_title(text))]
    '慢潮行为的规制与完善'
    """
    if not any(map(text.__contains__, _MARKS)):
        return None
    place = _APPEARED.search(text)
    if place and (place["lead"] or place["locator"]) and "\n" not in text[: place.start()]:
        start, end = _bare_title(text, place.start())
        if len(_HAN.findall(text, start, end)) >= _LEAST:
            return start, end
    booked = _BOOK_MARKED.search(text)
    return booked.span(1) if booked else None


def places(text: str, title_end: int) -> list[tuple[int, int]]:
    """Return where the journals stand that title marks name behind a title, each with its year, volume and pages.

    >>> text = "慢潮行为的规制，《海洋研究》2024年第3期，北海"
    >>> [text[start:end] for start, end in places(text, 7)]
    ['《海洋研究》2024年第3期，']
    """
    found = _APPEARED.finditer(text, title_end)
    return [(match.start(), _BEHIND.match(text, match.end()).end()) for match in found]  # type: ignore[union-attr]


def _bare_title(text: str, end: int) -> tuple[int, int]:
    """Return what stands before `end` behind a number and names, without the signs around it."""
    number = NUMBERING.match(text)
    start = number.end() if number and number.end() < end else 0
    while author := _AUTHOR.match(text, start, end):
        if name_score(author[1]) <= _NAME:
            break
        start = author.end()
        if author[2] in _LIST_ENDS:
            break
    while start < end and text[start] in _SIGNS:
        start += 1
    while end > start and text[end - 1] in _SIGNS:
        end -= 1
    return start, end
