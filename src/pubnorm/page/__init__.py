"""Bytes → Page: the visible body of a page, line by line.

The stages, in order: `decode` (bytes → text), `garble` (garbled text repaired), `clean` (odd characters) and
`front_matter`, the four of them in `prepare`; then `mask` (what is hidden is blanked, `includes` are followed). Line
numbers hold throughout: unless an include was followed, `Page.lines` has as many lines as the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pubnorm.model import PageWarning
from pubnorm.page.language import language
from pubnorm.page.liquid import restore
from pubnorm.page.mask import mask
from pubnorm.page.prepare import prepare
from pubnorm.page.values import from_plain

__all__ = ["Page", "read_page"]

Include = Callable[[str, bool], tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class Page:
    """The visible body of a page.

    `lines` are repaired and cleaned, with all that is hidden blanked. `origins[i]` is the file and line (from 1) that
    `lines[i]` came from; `None` where all came from `path`, in order. `code` are the first and last lines (from 1,
    counted in `lines`, the fences among them) of fenced code. `liquid` maps placeholders in URLs to the Liquid that
    stands there on the page: see `url`.
    """

    path: str | None
    encoding: str
    repaired: bool
    lines: tuple[str, ...]
    origins: tuple[tuple[str | None, int], ...] | None = None
    front_matter: dict[str, Any] = field(default_factory=dict)
    language: str | None = None
    warnings: tuple[PageWarning, ...] = ()
    code: tuple[tuple[int, int], ...] = ()
    liquid: dict[str, str] = field(default_factory=dict)

    def url(self, text: str) -> str:
        """Return a URL found in `lines` as it stands on the page, its Liquid put back.

        >>> page = read_page("[pdf]({{ '/x.pdf' | relative_url }})")
        >>> page.url(page.lines[0])
        "[pdf]({{ '/x.pdf' | relative_url }})"
        """
        return restore(text, self.liquid)

    def origin(self, line: int) -> tuple[str | None, int]:
        """Return the file and the line in it from which the line numbered `line` (from 1) of this page came."""
        return (self.path, line) if self.origins is None else self.origins[line - 1]


def read_page(source: bytes | str, path: str | None = None, *, include: Include | None = None) -> Page:
    r"""Read a page; any bytes give one, never an exception.

    `include` is asked for included files by name and by whether the name is relative to the page (`include_relative`);
    it returns the file's path and text, or `None` where there is none. Without it nothing is followed.

    >>> page = read_page(b"---\ntitle: Papers\n---\nVisible<!-- hidden\nhidden --> text\n")
    >>> page.lines
    ('', '', '', 'Visible', ' text', '')
    >>> page.front_matter
    {'title': 'Papers'}
    """
    prepared = prepare(source)
    matter = prepared.tree or (from_plain(prepared.values) if "{" in prepared.body else None)
    masked = mask(prepared.body, path, include, matter)
    values = {**masked.values, **prepared.values} if masked.values else prepared.values
    return Page(
        path=path,
        encoding=prepared.encoding,
        repaired=prepared.repaired,
        lines=tuple(masked.lines),
        origins=None if masked.origins is None else tuple(masked.origins),
        front_matter=values,
        language=language(prepared.body, values, path),
        warnings=(*prepared.warnings, *masked.warnings),
        code=tuple(masked.code),
        liquid=masked.liquid,
    )
