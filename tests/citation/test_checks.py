"""What the whole of a citation allows, held against labels that a tagger might give."""

from __future__ import annotations

import pytest

from pubnorm.citation.checks import repair
from pubnorm.citation.tagger import Segment


def labelled(text: str, *pieces: tuple[str, str]) -> list[Segment]:
    """Label the pieces of `text`, which follow one another in it."""
    segments, at = [], 0
    for label, piece in pieces:
        start = text.index(piece, at)
        at = start + len(piece)
        segments.append(Segment(label, start, at, 0.5))
    return segments


@pytest.mark.parametrize(
    ("text", "pieces", "repaired"),
    [
        pytest.param(
            "Doe, J. “The Small Ferries of Winter.” Harbour Talk, 1999.",
            [("author", "Doe, J."), ("title", "“The Small Ferries of Winter.” Harbour Talk,"), ("date", "1999.")],
            [("author", "Doe, J."), ("title", "“The Small Ferries of Winter.”"),
             ("container", "Harbour Talk,"), ("date", "1999.")],
            id="what follows the quotes is the container",
        ),
        pytest.param(
            "“The Small Ferries of Winter,” Annals of Harbour Studies 12",
            [("title", "“The Small Ferries of Winter,” Annals of"), ("container", "Harbour Studies"), ("volume", "12")],
            [("title", "“The Small Ferries of Winter,”"), ("container", "Annals of Harbour Studies"), ("volume", "12")],
            id="or the beginning of the one that was found",
        ),
        pytest.param(
            "Doe, J. Ferry Horn. US Patent 4,105,917, 1977.",
            [("author", "Doe, J."), ("title", "Ferry Horn."), ("container", "US Patent 4,105,917,"), ("date", "1977.")],
            [("author", "Doe, J."), ("title", "Ferry Horn."), ("genre", "US Patent 4,105,917,"), ("date", "1977.")],
            id="a patent's number is no container",
        ),
        pytest.param(
            "Doe, J. The Harbour. Ann Roe (trans.). Ferry Press, 1999.",
            [("author", "Doe, J."), ("title", "The Harbour."), ("container", "Ann Roe (trans.)."),
             ("publisher", "Ferry Press,"), ("date", "1999.")],
            [("author", "Doe, J."), ("title", "The Harbour."), ("translator", "Ann Roe (trans.)."),
             ("publisher", "Ferry Press,"), ("date", "1999.")],
            id="nor is who translated it",
        ),
        pytest.param(
            "Doe, J. Limits of sets. Trans. Amer. Math. Soc. 12 (1999)",
            [("author", "Doe, J."), ("title", "Limits of sets."), ("container", "Trans. Amer. Math. Soc."),
             ("volume", "12"), ("date", "(1999)")],
            [("author", "Doe, J."), ("title", "Limits of sets."), ("container", "Trans. Amer. Math. Soc."),
             ("volume", "12"), ("date", "(1999)")],
            id="but transactions are",
        ),
        pytest.param(
            "Doe, J. Small ferries. White paper prepared for the Harbour Fund, Seattle, 2011.",
            [("author", "Doe, J."), ("title", "Small ferries."),
             ("container", "White paper prepared for the Harbour Fund,"), ("place", "Seattle,"), ("date", "2011.")],
            [("author", "Doe, J."), ("title", "Small ferries."),
             ("note", "White paper prepared for the Harbour Fund,"), ("place", "Seattle,"), ("date", "2011.")],
            id="nor whom a draft was for",
        ),
        pytest.param(
            "“Small ferries”, Jan. 1973",
            [("title", "“Small ferries”,"), ("container", "Jan."), ("date", "1973")],
            [("title", "“Small ferries”,"), ("date", "Jan."), ("date", "1973")],
            id="nor a month",
        ),
        pytest.param(
            "“Small ferries” and the People of the Harbour, 1999.",
            [("title", "“Small ferries” and the People of the Harbour,"), ("date", "1999.")],
            [("title", "“Small ferries” and the People of the Harbour,"), ("date", "1999.")],
            id="unless few words are quoted and the title goes on",
        ),
        pytest.param(
            "Doe J. Small ferries of winter // Harbour Talk (Port). 1999.",
            [("author", "Doe J."), ("title", "Small ferries of winter // Harbour Talk"), ("container", "(Port)."),
             ("date", "1999.")],
            [("author", "Doe J."), ("title", "Small ferries of winter //"), ("container", "Harbour Talk (Port)."),
             ("date", "1999.")],
            id="two slashes end a title",
        ),
        pytest.param(
            "Doe, J. Ferries (U.S. Harbour Board). 1999.",
            [("author", "Doe, J."), ("title", "Ferries (U.S."), ("publisher", "Harbour Board)."), ("date", "1999.")],
            [("author", "Doe, J."), ("title", "Ferries"), ("publisher", "(U.S. Harbour Board)."), ("date", "1999.")],
            id="a bracket belongs to one segment as a whole",
        ),
        pytest.param(
            "慢速潮汐\n潮汐学报(Journal of Tides), 2022",
            [("title", "慢速潮汐"), ("author", "潮汐学报"), ("container", "(Journal of Tides),"), ("date", "2022")],
            [("title", "慢速潮汐"), ("container", "潮汐学报(Journal of Tides),"), ("date", "2022")],
            id="a journal that says it is one is no author",
        ),
        pytest.param(
            "TD21: Slow Tides of the North, Nature, 2019.",
            [("citation-number", "TD21:"), ("title", "Slow Tides of the North,"), ("container", "Nature,")],
            [("title", "TD21: Slow Tides of the North,"), ("container", "Nature,")],
            id="what names the subject is no number",
        ),
        pytest.param(
            "[TD21] Slow Tides of the North, Nature, 2019.",
            [("citation-number", "[TD21]"), ("title", "Slow Tides of the North,"), ("container", "Nature,")],
            [("citation-number", "[TD21]"), ("title", "Slow Tides of the North,"), ("container", "Nature,")],
            id="but in brackets it is",
        ),
    ],
)  # fmt: skip
def test_repaired(text: str, pieces: list[tuple[str, str]], repaired: list[tuple[str, str]]) -> None:
    found = repair(text, labelled(text, *pieces))
    assert [(one.label, text[one.start : one.end]) for one in found] == repaired
