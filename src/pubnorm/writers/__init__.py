"""Publications to the formats that other tools read: one table, `FORMATS`, in the order help shows them.

A format writes one text (`write`) or a folder of files (`write_files`); each lives in a module of its own, imported
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from pubnorm.errors import UsageError

if TYPE_CHECKING:
    from pubnorm.writers.works import Records


class Format(NamedTuple):
    """A format: where its writer is, its file's extension, whether it is a folder of files, and a line for help.

    Writers of `raw` formats take the records as they are; the others take works with owner, order and keys settled.
    """

    module: str
    function: str
    extension: str
    line: str
    folder: bool = False
    raw: bool = False


FORMATS: dict[str, Format] = {
    "json": Format("plain_values", "write_json", ".json", "the record, whole", raw=True),
    "jsonl": Format("plain_values", "write_jsonl", ".jsonl", "the record, one publication a line", raw=True),
    "yaml": Format("plain_values", "write_yaml", ".yaml", "the record as YAML", raw=True),
    "bibtex": Format("bibtex", "write", ".bib", "BibTeX and biblatex"),
    "al-folio": Format("al_folio", "write", ".bib", "al-folio's _bibliography/papers.bib"),
    "csl-json": Format("csl_json", "write", ".json", "CSL-JSON for pandoc, Zotero, citation.js"),
    "ris": Format("ris", "write", ".ris", "RIS for Zotero, Mendeley, EndNote"),
    "csv": Format("table", "write", ".csv", "a table, one row a work"),
    "schema-org": Format("schema_org", "write", ".jsonld", "schema.org JSON-LD for search engines"),
    "acad-homepage": Format("acad_homepage", "write", ".md", "paper boxes of the acad-homepage template"),
    "academicpages": Format("academicpages", "files", "", "a folder _publications/ for academicpages", folder=True),
    "hugo-blox": Format("hugo_blox", "files", "", "a folder content/publication/ for Hugo Blox", folder=True),
    "markdown": Format("markdown", "write", ".md", "a markdown list, in a citation style if asked"),
}


def get_format(name: str) -> Format:
    """Return a format by its name (`_` is as good as `-`); raises `UsageError` with the names there are.

    >>> get_format("csl_json").extension
    '.json'
    """
    found = FORMATS.get(name.replace("_", "-").casefold())
    if found is None:
        raise UsageError(f"no format {name!r}; the formats are {', '.join(FORMATS)}")
    return found


def write(records: Records, format: str, **options: Any) -> str:
    """Return records (a page, a publication, or many of either) as the text of a format.

    The options are those of `pubnorm.writers.options.Options`. Raises `UsageError` for an unknown format or option, and
    for a format that is a folder of files where there is more than one of them: see `write_files`.

    >>> from pubnorm.model import Publication
    >>> write([Publication(title="Tides", year=2025)], "ris").splitlines()[:2]
    ['TY  - GEN', 'ID  - anon2025tides']
    """
    found = get_format(format)
    if found.folder:
        texts = [text for _, text in write_files(records, format, **options)]
        if len(texts) != 1:
            raise UsageError(f"{format} is a folder of files, one a work: convert to a folder, or use write_files")
        return texts[0]
    text: str = _writer(found)(*_input(found, records, options))
    return text


def write_files(records: Records, format: str, **options: Any) -> Iterator[tuple[str, str]]:
    """Yield (relative path with `/`, text) of each file of a format; one named `publications` where it is no folder.

    The paths never lead out of the folder, whatever the records' keys say, and no two are the same.

    >>> from pubnorm.model import Publication
    >>> [path for path, _ in write_files([Publication(key="../a", title="Tides")], "hugo-blox")]
    ['content/publication/anontides/index.md']
    """
    found = get_format(format)
    if not found.folder:
        yield f"publications{found.extension}", write(records, format, **options)
        return
    taken: set[str] = set()
    for path, text in _writer(found)(*_input(found, records, options)):
        yield _unique(path, taken), text


def _writer(found: Format) -> Any:
    return getattr(import_module(f"pubnorm.writers.{found.module}"), found.function)


def _input(found: Format, records: Records, options: dict[str, Any]) -> tuple[Any, Any]:
    from pubnorm.writers.options import read_options
    from pubnorm.writers.works import read_works

    read = read_options(options)
    return (records if found.raw else read_works(records, read)), read


def _unique(path: str, taken: set[str]) -> str:
    """Two keys may be one as file names (`a:b`, `a/b`): the later gets a number."""
    stem, dot, ending = path.rpartition("/index.") if "/index." in path else path.rpartition(".")
    number, found = 2, path
    while found in taken:
        found = f"{stem}-{number}{dot}{ending}"
        number += 1
    taken.add(found)
    return found
