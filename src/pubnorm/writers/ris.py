"""RIS: a tag, two blanks, a dash, a blank, the value; `TY` first, `ER` last (Zotero, Mendeley, EndNote)."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.model import Publication
from pubnorm.writers.options import Options
from pubnorm.writers.terms import abstract, address, container, identifier_urls, sort_name, status_note, type_words


def write(works: list[Publication], options: Options) -> str:
    r"""Return the works as RIS records.

    >>> write([Publication(key="doe25", type="book", title="Tides", year=2025)], Options())
    'TY  - BOOK\nID  - doe25\nTI  - Tides\nPY  - 2025\nER  - \n\n'
    """
    return "".join(_record(work, options) for work in works)


def _record(work: Publication, options: Options) -> str:
    kind = type_words(work)["ris"]
    venue = container(work, options)
    pages = re.split(r"\s*[-–—]+\s*", work.pages or "", maxsplit=1)
    year = str(work.year) if work.year else None
    urls = dict.fromkeys([address(work), *(link.url for link in work.links), *identifier_urls(work).values()])
    lines: list[tuple[str, str | None]] = [
        ("TY", kind),
        ("ID", work.key),
        *(("AU", sort_name(author)) for author in work.authors),
        *(("ED", sort_name(editor)) for editor in work.editors),
        ("TI", work.title),
        ("T2", venue if work.type not in ("thesis", "report") else None),
        ("JA", work.venue.acronym if work.venue and venue and work.type == "article" else None),
        ("PY", year),
        ("DA", f"{year}/{work.month:02}//" if year and work.month else None),
        ("VL", work.volume),
        ("IS", work.issue),
        ("SP", pages[0]),
        ("EP", pages[1] if len(pages) > 1 else None),
        ("ET", work.edition),
        ("PB", venue if work.type in ("thesis", "report") and venue else work.publisher),
        ("CY", work.place),
        ("M3", work.genre),
        ("DO", work.identifiers.doi),
        ("AN", f"arXiv:{work.identifiers.arxiv}" if work.identifiers.arxiv else None),
        *(("UR", url) for url in urls),
        ("AB", abstract(work)),
        ("N1", status_note(work, options)),
        *(("N1", award) for award in work.awards),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {_flat(value)}\n" for tag, value in lines if value or tag == "ER") + "\n"


def _flat(value: str | None) -> str:
    return " ".join((value or "").split())
