r"""pubnorm reads the publication lists of markdown homepages into clean, structured records.

>>> import pubnorm
>>> page = pubnorm.parse("# Publications\n\n- Jane Doe, Li Wei. **A Study of Things**. ACL 2025.\n")
>>> page.publications[0].title
'A Study of Things'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from pubnorm.batch import convert as convert
    from pubnorm.citation import cite as cite
    from pubnorm.errors import PubnormError as PubnormError
    from pubnorm.frames import publications_frame as publications_frame
    from pubnorm.matching.works.dedupe import dedupe as dedupe
    from pubnorm.model import PageRecord as PageRecord
    from pubnorm.model import Publication as Publication
    from pubnorm.model import schema as schema
    from pubnorm.normalizing import normalize as normalize
    from pubnorm.parsing import parse as parse
    from pubnorm.parsing import parse_all as parse_all
    from pubnorm.sources.arxiv import enrich as enrich
    from pubnorm.writers import write as write
    from pubnorm.writers import write_files as write_files

# Each public name and the module it lives in: imported on first use, so that `import pubnorm` costs next to nothing.
_HOME = {
    "PubnormError": "pubnorm.errors",
    "cite": "pubnorm.citation",
    "convert": "pubnorm.batch",
    "dedupe": "pubnorm.matching.works.dedupe",
    "enrich": "pubnorm.sources.arxiv",
    "normalize": "pubnorm.normalizing",
    "parse": "pubnorm.parsing",
    "parse_all": "pubnorm.parsing",
    "publications_frame": "pubnorm.frames",
    "write": "pubnorm.writers",
    "write_files": "pubnorm.writers",
    "PageRecord": "pubnorm.model",
    "Publication": "pubnorm.model",
    "schema": "pubnorm.model",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'pubnorm' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
