"""Citation strings of any style: `cite` makes the record of one, `tag` labels its stretches.

Tokens (`tokens`) get features (`words`, `features`), a conditional random field labels them (`tagger`), the segments
are read into fields (`locator`, `dates`, `people`, `container`, `fields`), and the reading is judged (`confidence`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pubnorm.citation.confidence import confidence
from pubnorm.citation.fields import Parts, publication
from pubnorm.citation.ris import looks_like_ris, read_ris
from pubnorm.citation.tagger import Segment, Tagging, segment
from pubnorm.collector import paused_collector
from pubnorm.model import Publication, Source
from pubnorm.vocabulary import Vocabulary
from pubnorm.vocabulary import vocabulary as shipped

__all__ = ["Segment", "Tagging", "cite", "tag"]

# What the tagger tells apart only in order to read the rest better.
_PUBLIC = {"translator": "other", "isbn": "other", "series": "note"}


@paused_collector()
def cite(string: str, *, vocabulary: Vocabulary | None = None) -> Publication:
    """Return the record of one citation: plain text in any style, or one BibTeX or RIS entry.

    Absent facts are `None` or empty; `spans` tell where each field stands in `source.text`, which is `string`;
    `confidence` is from 0 (no citation, or not understood) to 1. Any string gives a record.

    >>> record = cite("Doe, J., & Roe, A. (2018). Sleep and memory. Journal of Sleep, 12(3), 45-67.")
    >>> record.title, [author.family for author in record.authors], record.year, record.pages
    ('Sleep and memory', ['Doe', 'Roe'], 2018, '45-67')
    """
    stripped = string.lstrip()
    if stripped[:1] == "@" and "{" in stripped:
        from pubnorm.readers.bibtex import read_bibtex  # loads much that a plain citation has no use for

        records, _ = read_bibtex(string)
        if records:
            return records[0]
    if looks_like_ris(stripped):
        return read_ris(string)
    segments, likelihood = segment(string)
    if not segments:
        return Publication(source=Source(layout="citation", text=string))
    return publication(string, segments, vocabulary or shipped(), confidence(string, segments, likelihood))


def tag(text: str, styles: Sequence[tuple[int, int, str]] = ()) -> Tagging:
    """Return the labelled segments of one entry; together they are the text but for blanks.

    `styles` say where there is markup: (start, end, name) with the names "bold", "italic", "underline", "link",
    "quote", "code"; a line break of the entry is a newline in `text`. Labels are author, title, container, editor,
    date, volume, issue, pages, publisher, place, edition, genre, status, note, doi, arxiv, url, link, award,
    citation-number, other.

    >>> [(one.label, one.start, one.end) for one in tag("Jane Doe, Ann Roe. Sleep and memory. Nature, 2018.").segments]
    [('author', 0, 18), ('title', 19, 36), ('container', 37, 44), ('date', 45, 50)]
    """
    segments, likelihood = segment(text, styles)
    cut = Parts(text, segments).segments
    public = tuple(Segment(_PUBLIC.get(one.label, one.label), one.start, one.end, one.score) for one in cut)
    return Tagging(public, confidence(text, segments, likelihood))
