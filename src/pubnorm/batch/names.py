"""Where a page's output lies: at the page's relative path, and never outside the output folder."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import Any

from pubnorm import patterns as re
from pubnorm.batch.tasks import Item
from pubnorm.model import PageRecord
from pubnorm.writers import get_format, write, write_files

FAILURES = "failures.json"
STATE_FOLDER = ".pubnorm"

# What a file system, or another one to which the folder is copied, takes for something else than a letter of a name.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\\/]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)
_LONGEST = 200  # bytes of a name; most file systems take 255, and the extension and a number must find room


def safe_path(name: str) -> str:
    r"""Return a relative path with `/` that leads nowhere but down, whatever `name` says.

    >>> safe_path("team/jane.md"), safe_path("../../etc/passwd"), safe_path("/etc/passwd")
    ('team/jane.md', '_/_/etc/passwd', 'etc/passwd')
    >>> safe_path("C:\\boot.ini"), safe_path("aux.md"), safe_path("")
    ('C__boot.ini', '_aux.md', '_')
    """
    parts = [part for part in name.split("/") if part]
    return "/".join(_safe_part(part) for part in parts) or "_"


def _safe_part(part: str) -> str:
    part = _UNSAFE.sub("_", part)
    if not part.strip().strip(". "):
        return "_"
    if part != part.rstrip(". "):
        part = part.rstrip(". ") + "_"
    if _DEVICE.match(part):
        part = f"_{part}"
    content = _bytes(part)
    if len(content) <= _LONGEST:
        return part
    ending = os.path.splitext(part)[1]
    ending = ending if len(_bytes(ending)) < 20 else ""
    kept = content[: _LONGEST - len(_bytes(ending))].decode("utf-8", "ignore")
    return f"{kept}{ending}"


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")  # a file's name may be no Unicode


class OutputNames:
    """Gives each page its output name: the same in every run over the same pages, no two the same.

    A page's suffix is left off (`about.md` → `about.jsonl`) unless something beside it has the same name but for it.

    >>> names = OutputNames("jsonl")
    >>> [*names.give([Item("page", "a.md", "a.md"), Item("page", "a.bib", "a.bib"), Item("page", "b.md", "b.md")])]
    ['a.md', 'a.bib', 'b']
    """

    def __init__(self, to: str) -> None:
        self._extension = get_format(to).extension
        self._taken = {hash(FAILURES), hash(STATE_FOLDER)}  # hashes are smaller than names

    def give(self, together: Sequence[Item]) -> Iterator[str]:
        """Yield the output names, without the format's extension, of items that were found together.

        What is named does not depend on when it was found: folders are counted among the names, for they may turn out
        to be collections.
        """
        names = [one.name or os.path.basename(os.path.abspath(one.path)) for one in together]
        whole = [one.kind in ("collection", "folder") for one in together]
        stems = [name if keep else os.path.splitext(name)[0] for name, keep in zip(names, whole, strict=True)]
        often = Counter(stems)
        for item, name, stem in zip(together, names, stems, strict=True):
            yield "" if item.kind == "folder" else self._free(name, stem if often[stem] == 1 else name)

    def _free(self, name: str, stem: str) -> str:
        whole = _marked(name)
        candidates = chain([_marked(stem), whole], (f"{whole}-{number}" for number in count(2)))
        found = next(one for one in candidates if hash(one + self._extension) not in self._taken)
        self._taken.add(hash(found + self._extension))
        return found


def _marked(name: str) -> str:
    """Return a safe path; one that had to be changed gets a hash, so that two of them stay two."""
    safe = safe_path(name)
    return safe if safe == name else f"{safe}-{hashlib.sha256(_bytes(name)).hexdigest()[:8]}"


def output_files(
    records: Sequence[PageRecord], to: str, output: str, options: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield (path below the output folder, text) of the files that a page is converted to."""
    found = get_format(to)
    pages: Any = records[0] if len(records) == 1 else list(records)
    if found.folder:
        for path, text in write_files(pages, to, **options):
            yield f"{output}/{safe_path(path)}", text
        return
    yield f"{output}{found.extension}", write(pages, to, **options)
