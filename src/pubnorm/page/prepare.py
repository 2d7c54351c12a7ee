"""Bytes → text ready to be masked: decoded, repaired, cleaned, front matter split off."""

from __future__ import annotations

from typing import Any, NamedTuple

from pubnorm.model import PageWarning
from pubnorm.page.admonitions import open_admonitions
from pubnorm.page.clean import clean
from pubnorm.page.decode import decode
from pubnorm.page.front_matter import split
from pubnorm.page.garble import Repaired, repair
from pubnorm.page.typeset import without_typesetting
from pubnorm.page.values import Node


class Prepared(NamedTuple):
    """A file's text with its front matter blank, what the front matter says, and what had to be mended.

    `tree` is the front matter with its lines, where lists in it may be shown.
    """

    body: str
    values: dict[str, Any]
    encoding: str
    repaired: bool
    warnings: tuple[PageWarning, ...]
    tree: Node | None = None


def prepare(source: bytes | str) -> Prepared:
    r"""Return a file's text, ready to be masked.

    >>> prepare(b"---\ntitle: Papers\n---\nVictor R\xe2\x88\x9a\xc2\xbahle\n").body
    '\n\n\nVictor Rühle\n'
    """
    decoded = decode(source)
    repaired = repair(decoded.text)
    matter = split(without_typesetting(clean(repaired.text)))
    warnings = (*_of_text(decoded.lost_on, repaired), *matter.warnings)
    body = open_admonitions(matter.body)
    return Prepared(body, matter.values, decoded.encoding, bool(repaired.pieces), warnings, matter.tree)


def _of_text(lost_on: int | None, repaired: Repaired) -> list[PageWarning]:
    warnings = []
    if lost_on is not None:
        message = "some bytes stand for no character; they are shown as U+FFFD"
        warnings.append(PageWarning(code="undecodable-bytes", message=message, lines=(lost_on, lost_on)))
    if repaired.pieces:
        count = len(repaired.pieces)
        names = " and ".join(sorted({name for _, _, name in repaired.pieces}))
        message = f"text that had been read as {names} instead of UTF-8 was repaired ({count} piece{'s' * (count > 1)})"
        lines = (repaired.pieces[0][0], repaired.pieces[-1][0])
        warnings.append(PageWarning(code="repaired-text", message=message, lines=lines))
    return warnings
