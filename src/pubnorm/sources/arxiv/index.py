"""The offline index as a source: look-ups by id, DOI and title in one file, without a network."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from rapidfuzz import fuzz

from pubnorm.sources.arxiv.index_file import connect, family_word, hashes_of, match_any, number_of, unpack
from pubnorm.sources.arxiv.source import Answers
from pubnorm.sources.arxiv.titles import fold, main_part
from pubnorm.sources.arxiv.work import ArxivWork

_MOST_EXACT = 60  # papers under one exact title that are looked at: "Discussion" has hundreds
_RARE = 8_000  # papers that hold a word of the title and are counted one by one
_COMMON = 150_000  # papers that the words of a title without rare words may lead through
_SCORED = 150  # of these, the papers whose titles are compared
_GIVEN = 12  # and of these, what is given back


class ArxivIndex:
    """The index in the file `path`, made by `pubnorm arxiv index`; raises `IndexFileError` where it is none.

    One look-up by id, DOI or exact title reads a few pages of the file; a title that stands there in no such form is
    sought by its rarest words (and its authors), and what they lead to is compared.
    """

    def __init__(self, path: str | Path) -> None:
        self._connection = connect(Path(path))
        (self._papers,) = self._connection.execute("SELECT count(*) FROM paper").fetchone()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def by_ids(self, ids: Sequence[str]) -> Answers:
        """Return the papers of canonical ids."""
        return Answers({work.id: work for work in self._works(number_of(one) for one in dict.fromkeys(ids))}, {})

    def by_doi(self, doi: str) -> list[ArxivWork]:
        """Return the papers that name a DOI."""
        rows = self._connection.execute("SELECT number FROM doi WHERE doi = ?", (doi.lower(),))
        return list(self._works(number for (number,) in rows.fetchall()))

    def by_title(self, title: str, families: Sequence[str]) -> Iterator[list[ArxivWork]]:
        """Yield the papers of exactly this title (folded, whole or before the subtitle), then those that are alike."""
        exact = [work for one in sorted(hashes_of(title)) for work in self._under(one)]
        yield exact
        # A title that hundreds of papers have says nothing without its authors, whom the second round knows.
        yield self._alike(title, families)

    def _under(self, title_hash: int) -> Iterator[ArxivWork]:
        query = "SELECT number FROM title_key WHERE hash = ? LIMIT ?"
        return self._works(
            number for (number,) in self._connection.execute(query, (title_hash, _MOST_EXACT)).fetchall()
        )

    def _works(self, numbers: Iterable[int]) -> Iterator[ArxivWork]:
        for number in numbers:
            row = self._connection.execute("SELECT facts, abstract FROM paper WHERE number = ?", (number,)).fetchone()
            if row:
                yield unpack(number, *row)

    def _alike(self, title: str, families: Sequence[str]) -> list[ArxivWork]:
        weights = self._weights(title, families)
        best = [number for number, _ in weights.most_common(_SCORED)]
        folded = fold(title)
        folded_main = fold(main) if (main := main_part(title)) else None
        scored = [(_likeness(folded, folded_main, work.title), work.id, work) for work in self._works(best)]
        scored.sort(key=lambda one: one[:2], reverse=True)
        return [work for _, _, work in scored[:_GIVEN]]

    def _weights(self, title: str, families: Sequence[str]) -> Counter[int]:
        """Return papers by the words they share with the title and authors, a word counting more the rarer it is."""
        words = self._frequencies(fold(title).split())
        authors = self._frequencies(filter(None, map(family_word, families)))
        weights: Counter[int] = Counter()
        rare = _within(words, _RARE)
        for word, papers in rare:
            self._count(f'"{word}"', self._weight(papers), weights)
        leading, led = _within(words, _COMMON) or words[:1], _within(authors, _COMMON)
        if leading and led:
            query = f"({match_any(word for word, _ in leading)}) AND ({match_any(word for word, _ in led)})"
            self._count(query, self._weight(led[0][1]), weights)
        if len(words) > 1 and sum(papers for _, papers in rare) < _RARE // 4:
            pairs = [(one, two) for place, two in enumerate(words[:4]) for one in words[:place]]
            for (one, _), (two, papers) in pairs:
                self._count(f'"{one}" AND "{two}"', self._weight(papers), weights)
        return weights

    def _count(self, query: str, weight: float, weights: Counter[int]) -> None:
        rows = self._connection.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (query, _RARE))
        for (number,) in rows:
            weights[number] += weight  # type: ignore[assignment]

    def _frequencies(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """Return the words that the index knows and in how many papers each stands, the rarest first."""
        query = "SELECT papers FROM frequency WHERE word = ?"
        rows = ((word, self._connection.execute(query, (word,)).fetchone()) for word in dict.fromkeys(words))
        return sorted(((word, row[0]) for word, row in rows if row), key=lambda one: one[1])

    def _weight(self, papers: int) -> float:
        return math.log(1 + self._papers / papers)


def _within(words: list[tuple[str, int]], budget: int) -> list[tuple[str, int]]:
    """Return the rarest words that together stand in at most `budget` papers."""
    kept = []
    for word, papers in words:
        budget -= papers
        if budget < 0:
            break
        kept.append((word, papers))
    return kept


def _likeness(page: str, page_main: str | None, title: str) -> float:
    """Score a paper's title, or its part before the subtitle, against a page's, likewise."""
    scores = [fuzz.ratio(page, fold(title))]
    if main := main_part(title):
        scores.append(fuzz.ratio(page, fold(main)) - 1)
    if page_main:
        scores.append(fuzz.ratio(page_main, fold(title)) - 1)
    return max(scores)
