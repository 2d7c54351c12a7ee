"""The citation tagger costs more than all else of a page: it is asked only where its word may count."""

from __future__ import annotations

import pytest

from pubnorm import parse
from pubnorm.fields.reading import Reading
from pubnorm.fields.tagged import Tagged, read_tagged

CERTAIN = {
    "marked title beside its names, known venue": "Ann Roe, Jo Doe. **On Slow Tides and Sand**. ACL 2025.",
    "a meeting's ordinal and days are no volume": (
        "Ann Roe, Jo Doe. **On Slow Tides and Sand**. "
        "In 41st Conference on Uncertainty in Artificial Intelligence (UAI), July 21-25, 2025."
    ),
    "a number in the title is no volume": "ACL 2025 <br> **On 7 Slow Tides and Sand** <br> Ann Roe, Jo Doe",
    "what is left is but a status": "**On Slow Tides and Sand** <br> Ann Roe, Jo Doe <br> Preprint, 2025",
    "a preprint's number fills the venue": "**On Slow Tides and Sand** <br> Ann Roe, Jo Doe <br> arXiv:2505.90001",
    "names led by a word": "**On Slow Tides and Sand** <br> with Ann Roe, Jo Doe <br> ACL, 2025",
    "a known venue right behind the title's sentence": (
        "Roe, A., & Doe, J. (2023). On slow tides and sand. Nature Communications, 14, 4410."
    ),
    "a weaker mark behind title and names": "**On Slow Tides and Sand** <br> Ann Roe, Jo Doe <br> *ACL 2025 Papers*",
}
UNCERTAIN = {
    "nothing is marked": "Ann Roe, Jo Doe On Slow Tides and Sand ACL 2025.",
    "a venue that nobody knows": "Ann Roe, Jo Doe. **On Slow Tides and Sand**. Sandbank Letters of Ostby, 2025.",
    "a volume that the venue's reader does not see": (
        "**On Slow Tides and Sand** <br> Ann Roe, Jo Doe <br> Nature (2025) no 12 of 3"
    ),
    "another mark as strong": "[On Slow Tides and Sand](a.pdf) <br> Ann Roe, Jo Doe <br> [The Sand of Ostby](b.pdf)",
}


def asks(entry: str, monkeypatch: pytest.MonkeyPatch) -> int:
    asked = []

    def read(reading: Reading) -> Tagged:
        asked.append(reading)
        return read_tagged(reading)

    monkeypatch.setattr("pubnorm.fields.draft.read_tagged", read)
    assert len(parse(f"# Papers\n\n- {entry}\n").publications) == 1
    return len(asked)


@pytest.mark.parametrize("entry", CERTAIN.values(), ids=CERTAIN)
def test_it_is_not_asked_for_what_is_certain(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asks(entry, monkeypatch) == 0


@pytest.mark.parametrize("entry", UNCERTAIN.values(), ids=UNCERTAIN)
def test_it_is_asked_once_for_what_is_not(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asks(entry, monkeypatch) == 1
