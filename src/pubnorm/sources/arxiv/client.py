"""arXiv's query API as a source: ids in batches, titles by their telling words.

Manual: info.arxiv.org/help/api/user-manual.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from pubnorm import patterns as re
from pubnorm.errors import ArxivError
from pubnorm.sources.arxiv.feed import Feed
from pubnorm.sources.arxiv.http import Doubt, Patience, PoliteHttp, cache_folder
from pubnorm.sources.arxiv.limit import INTERVAL
from pubnorm.sources.arxiv.source import Answers
from pubnorm.sources.arxiv.titles import fold, title_words
from pubnorm.sources.arxiv.work import ArxivWork

URL = "https://export.arxiv.org/api/query"
CONTACT = "https://github.com/pubnorm/pubnorm"
BATCH = 100  # ids in one request: a GET fails near 640 of them
_SLICE = 50
_WORDS = 8


class ArxivApi:
    """arXiv's query API at `url`, answers kept in the folder `cache` for a day, asked as its terms of use want.

    `contact` stands in the User-Agent: an address by which arXiv can reach whoever runs this. `interval` is in seconds
    and may be under three only for a loopback address; where an answer fails, the first wait is somewhat longer, and
    each further one double (see `Patience`). With `offline` only kept answers are given.

    >>> ArxivApi(interval=1)
    Traceback (most recent call last):
    pubnorm.errors.UsageError: arXiv allows one request in 3 s; only a loopback address may have less between
    """

    def __init__(
        self,
        url: str = URL,
        *,
        cache: str | Path | None = None,
        contact: str = CONTACT,
        interval: float = INTERVAL,
        patience: Patience | None = None,
        offline: bool = False,
    ) -> None:
        patience = patience or Patience(backoff=max(0.05, interval * 5 / 3))
        folder = cache_folder() if cache is None else Path(cache)
        self._http = PoliteHttp(url, folder, contact=contact, interval=interval, patience=patience, offline=offline)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and the cache."""
        self._http.close()

    def by_ids(self, ids: Sequence[str]) -> Answers:
        """Return the papers of canonical ids; a request for every hundred."""
        works: dict[str, ArxivWork] = {}
        failures: dict[str, str] = {}
        wanted = list(dict.fromkeys(ids))
        for start in range(0, len(wanted), BATCH):
            for answer in self._batch(wanted[start : start + BATCH]):
                works |= answer.works
                failures |= answer.failures
        return Answers(works, failures)

    def by_doi(self, doi: str) -> list[ArxivWork]:
        """Return nothing: the API has no field for DOIs. `by_title` finds the paper, and its DOI then agrees."""
        return []

    def by_title(self, title: str, families: Sequence[str]) -> Iterator[list[ArxivWork]]:
        """Yield papers that may have `title`, in rounds: one request each, the next only if it is asked for."""
        for query in _title_queries(title, families):
            feed = self._http.get(
                {"search_query": query, "start": "0", "max_results": str(_SLICE)},
                lambda feed: _cut_short(feed, _SLICE),
            )
            if feed.refusal:
                raise ArxivError(f"arXiv refuses the query {query!r}: {feed.refusal}")
            yield feed.works

    def _batch(self, ids: list[str]) -> Iterator[Answers]:
        """Ask for ids at once; where arXiv refuses them all for one, halve until the one is found."""
        try:
            feed = self._http.get(
                {"id_list": ",".join(ids), "start": "0", "max_results": str(len(ids))},
                lambda feed: _cut_short(feed, len(ids)) or _all_absent(feed, ids),
            )
        except ArxivError as error:
            yield Answers({}, dict.fromkeys(ids, str(error)))
            return
        if not feed.refusal:
            yield Answers({work.id: work for work in feed.works if work.id in ids}, {})
        elif len(ids) == 1:
            yield Answers({}, {ids[0]: f"arXiv refuses the id: {feed.refusal}"})
        else:
            half = len(ids) // 2
            yield from self._batch(ids[:half])
            yield from self._batch(ids[half:])


def _cut_short(feed: Feed, asked: int) -> Doubt | None:
    """An answer with fewer entries than it says there are: arXiv gives these with status 200 when it is busy."""
    due = min(feed.total or 0, asked)
    return Doubt(f"the answer has {len(feed.works)} of {due} entries", certain=True) if len(feed.works) < due else None


def _all_absent(feed: Feed, ids: Sequence[str]) -> Doubt | None:
    return None if feed.works else Doubt(f"the answer has none of {len(ids)} ids", certain=False)


def _title_queries(title: str, families: Sequence[str]) -> Iterator[str]:
    """Yield queries, the closest first.

    Words only: arXiv takes a hyphen for NOT and a colon for a field, and a whole title as a phrase often finds nothing.
    One misspelt word empties the first query; of the two halves in the second, one then still is sound.

    >>> list(_title_queries("Multi-View Learning: A Survey of $K$-Means", ["Doe"]))
    ['ti:multi AND ti:view AND ti:learning AND ti:survey AND ti:means', \
'((ti:learning AND ti:multi AND ti:view) OR (ti:survey AND ti:means)) AND au:doe']
    """
    words = _searchable(title)
    longest = sorted(words, key=len, reverse=True)[:_WORDS]
    if words:
        yield " AND ".join(f"ti:{word}" for word in words if word in longest)
    # The last word of a family name is enough, and never one of its particles.
    names = [folded[-1] for name in families if (folded := fold(name).split())]
    author = next((name for name in names if name.isascii()), None)
    if len(longest) > 1 and author:
        halves = [" AND ".join(f"ti:{word}" for word in half[:3]) for half in (longest[::2], longest[1::2])]
        yield f"(({halves[0]}) OR ({halves[1]})) AND au:{author}"


def _searchable(title: str) -> list[str]:
    """Return the words of a title that arXiv's search can be asked for: no formulas, genitives, stop words."""
    plain = re.sub(r"\$[^$]*\$", " ", title)
    words = fold(re.sub(r"['’]s\b", "", plain)).split()
    return [
        word for word in dict.fromkeys(words) if word.isascii() and word not in title_words("stop") and len(word) > 1
    ]
