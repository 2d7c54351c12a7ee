"""What cites nothing gets little confidence, and citations get enough."""

from __future__ import annotations

import random

from training.citation.prose import prose

from pubnorm.citation import cite

# Of other kinds than the sentences that the model saw in training.
OTHER_PROSE = """
The harbour was empty when the last ferry left, and the gulls had the pier to themselves.
Whisk the yolks with the sugar until pale, then fold in the flour a spoon at a time.
Returns the index of the first match, or minus one if there is none.
Our office hours are Tuesday and Thursday from two to four; please knock.
She has been teaching at the village school since her brother moved to Canada.
No part of this software may be used to build weapons, and no warranty is given.
It was not until the third attempt that the engine started, coughing black smoke.
Vaccination campaigns reached most of the northern districts before the rains came.
If you would like to join the group, send your CV and a short note about your interests.
The committee shall meet at least twice a year and report to the members.
""".strip().splitlines()


def test_prose_of_our_own_is_hardly_a_citation() -> None:
    rng = random.Random(20)
    low = sum(cite(prose(rng)).confidence < 0.3 for _ in range(300))
    assert low >= 291


def test_prose_of_other_kinds_is_hardly_a_citation() -> None:
    assert [line for line in OTHER_PROSE if cite(line).confidence >= 0.3] == []
