"""What pictures of words say: the badges that a service draws, read from their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from pubnorm import patterns as re
from pubnorm.document import Image
from pubnorm.fields.reading import Piece, Reading

_DRAWN = re.compile(r"shields\.io/badge/([^?]+)")
_STATIC = re.compile(r"shields\.io/static/v1/?\?")

_EVENT = re.compile(r"(?=[^ ]*[A-Z].*[A-Z])[A-Z][\w&/-]{1,15}(?: [A-Z]\w*)? '?(?:(?:19|20)\d\d|\d\d)")


def names_event(words: str) -> bool:
    """Return whether a badge's words are an acronym and a year.

    >>> names_event("ABC 2025"), names_event("Paper PDF")
    (True, False)
    """
    return _EVENT.fullmatch(words) is not None


def badge_text(image: Image) -> str | None:
    """Return what a badge picture says, None where it is no badge.

    >>> badge_text(Image(0, "https://img.shields.io/badge/ICCV-2025-8A2BE2?style=flat", "Static Badge"))
    'ICCV 2025'
    >>> badge_text(Image(0, "https://img.shields.io/static/v1?label=ICCV&message=2025&color=grey", ""))
    'ICCV 2025'
    """
    if _STATIC.search(image.source):
        said = parse_qs(urlsplit(image.source.replace("&amp;", "&")).query)
        return " ".join(word.strip() for field in ("label", "message") for word in said.get(field, [])) or None
    match = _DRAWN.search(image.source)
    if match is None:
        return None
    words = unquote(match[1]).replace("--", "\x00").replace("__", "\x01").split("-")[:-1] or [unquote(match[1])]
    return " ".join(words).replace("_", " ").replace("\x00", "-").replace("\x01", "_").strip()


def badges(reading: Reading) -> list[Piece]:
    """Return what an entry's badge pictures say but those that are links, each where the picture stands."""
    return [piece for piece, linked in _drawn(reading) if not linked]


def linked_badges(reading: Reading) -> list[Piece]:
    """Return what an entry's badge pictures say that are links, where that is an event: they lead to its page."""
    return [piece for piece, linked in _drawn(reading) if linked and names_event(piece.text)]


def drawn_dois(reading: Reading) -> str:
    """Return what an entry's badge pictures say that show a DOI."""
    return "\n".join(piece.text for piece, _ in _drawn(reading) if "10." in piece.text)


def _drawn(reading: Reading) -> Iterator[tuple[Piece, bool]]:
    """Yield what each badge picture says, and whether it is a link."""
    linked = [(span.start, span.end) for span in reading.text.of("link")] if reading.text.images else []
    for image in reading.text.images:
        words = badge_text(image)
        if words:
            yield Piece(image.at, image.at, words), any(start <= image.at <= end for start, end in linked)
