"""arXiv as a source of facts: `enrich` with `ArxivApi` (online) or `ArxivIndex` (offline).

Names are imported on first use: the page reader needs only `ids`, and must not pay for HTTP and SQLite.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pubnorm.sources.arxiv.client import ArxivApi as ArxivApi
    from pubnorm.sources.arxiv.enrichment import enrich as enrich
    from pubnorm.sources.arxiv.ids import find_arxiv_id as find_arxiv_id
    from pubnorm.sources.arxiv.index import ArxivIndex as ArxivIndex
    from pubnorm.sources.arxiv.index_build import build_index as build_index

_HOME = {
    "ArxivApi": "client",
    "ArxivIndex": "index",
    "build_index": "index_build",
    "enrich": "enrichment",
    "find_arxiv_id": "ids",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
