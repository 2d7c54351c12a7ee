"""The offline index as a source: look-ups by id, DOI and title in one file, without a network."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from types import TracebackType
from typing import Self

from rapidfuzz import fuzz

from pubnorm.sources.arxiv.index_file import connect, family_word, hashes_of, match_any, number_of, unpack, unpack_title
from pubnorm.sources.arxiv.source import Answers
from pubnorm.sources.arxiv.titles import fold, main_parts
from pubnorm.sources.arxiv.work import ArxivWork

_MOST_EXACT = 60  # papers under one exact title that are looked at: "Discussion" has hundreds
_RARE = 4_000  # papers that hold rare words of the title and are counted one by one
_ENOUGH_RARE = 3  # so many rare words need no pairs of common ones beside them
_PAIRED = 4  # words of which pairs are looked up
_COMMON = 60_000  # papers that the words of a title, or its authors, may lead through together
_SCORED = 80  # of these, the papers whose titles are compared
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
        yield [work for one in sorted(hashes_of(title)) for work in self._under(one)]
        words = self._frequencies(fold(title).split())
        weights = self._by_rare_words(words)
        yield self._alike(title, weights)
        if self._add_common(words, self._frequencies(filter(None, map(family_word, families))), weights):
            yield self._alike(title, weights)

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

    def _alike(self, title: str, weights: Counter[int]) -> list[ArxivWork]:
        """Compare the titles of the papers with the greatest weights, and return the most alike."""
        folded = fold(title)
        folded_parts = [fold(part) for part in main_parts(title)]
        scored = [
            (_likeness(folded, folded_parts, unpack_title(facts)), number)
            for number, _ in weights.most_common(_SCORED)
            for (facts,) in self._connection.execute("SELECT facts FROM paper WHERE number = ?", (number,))
        ]
        return list(self._works(number for _, number in sorted(scored, reverse=True)[:_GIVEN]))

    def _by_rare_words(self, words: list[tuple[str, int]]) -> Counter[int]:
        """Weigh papers by the rare words that they share with a title, a word counting more the rarer it is."""
        weights: Counter[int] = Counter()
        for word, papers in _within(words, _RARE):
            self._count(f'"{word}"', self._weight(papers), weights)
        return weights

    def _add_common(self, words: list[tuple[str, int]], authors: list[tuple[str, int]], weights: Counter[int]) -> bool:
        """Weigh papers also by words and authors that only together lead to few papers; say if there were any."""
        before = weights.total()
        leading, led = _within(words, _COMMON) or words[:1], _within(authors, _COMMON)
        if leading and led:
            query = f"({match_any(word for word, _ in leading)}) AND ({match_any(word for word, _ in led)})"
            self._count(query, self._weight(led[0][1]), weights)
        if len(authors) > 1:
            self._count(_match_all(authors[:3]), self._weight(authors[0][1]), weights)
        if len(_within(words, _RARE)) < _ENOUGH_RARE:
            for pair in combinations(words[:_PAIRED], 2):
                self._count(_match_all(pair), self._weight(pair[1][1]), weights)
        return weights.total() > before

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


def _match_all(words: Iterable[tuple[str, int]]) -> str:
    return " AND ".join(f'"{word}"' for word, _ in words)


def _likeness(page: str, page_parts: list[str], title: str) -> float:
    """Score a paper's title, or a part of it before the subtitle, against a page's, likewise."""
    folded = fold(title)
    scores = [fuzz.ratio(page, fold(part)) for part in main_parts(title)]
    scores += [fuzz.ratio(part, folded) for part in page_parts]
    return max([fuzz.ratio(page, folded), *(score - 1 for score in scores)])
