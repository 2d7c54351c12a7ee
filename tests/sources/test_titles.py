"""Titles folded and compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.sources.arxiv.tex import to_unicode
from pubnorm.sources.arxiv.titles import compare, fold, key, title_words
from pubnorm.vocabulary import vocabulary

SAME = [
    ("Deep Learning for X", "deep learning for x."),
    ("Multi-view Things", "Multiview things"),
    ("Koll\\'ar's theorem", "Kollár’s Theorem"),
    ("On $\\alpha$-stable laws", "On α-stable laws"),
    ("$L^2$ bounds", "L2 bounds"),
    ("A 16$\\times$16 grid", "A 16×16 grid"),
    ("Learning & Planning of Robots", "Learning  Planning of Robots"),
    ("Straße und Weg", "Strasse und Weg"),
    ("Fast Gradeint Methods for Everyone", "Fast Gradient Methods for Everyone"),
    ("On the AActivity of Glue", "On the Activity of Glue"),
    ("Weaving oof large baskets", "Weaving of large baskets"),
    ("GraphNet", "GraphNet: Learning on Meshes with Little Memory"),
    ("GraphNet: Learning on Meshes", "GraphNet"),
    ("On Annomaly Hunting at Night", "On Anomaly Hunting at Night"),
    ("The Disstribution of Feeders", "The Distribution of Feeders"),
    ("Tides of the sea. Part IV", "Tides of the Sea. Part IV: Numerical Results on a Sphere"),
    ("Sorting by touch", "Sorting by Touch - A Survey of Everything"),
]
DIFFERENT = [
    ("An Image is Worth 16x16 Words", "An Image is Worth 32x32 Words"),
    ("On Tides, Part I", "On Tides, Part II"),
    ("On Tides, Part III", "On Tides, Part IV"),
    ("Tides of the sea and the lakes. Part I", "Tides of the Sea and the Lakes. Part II: Moons"),
    ("Supervised weaving of baskets", "Unsupervised weaving of baskets"),
    ("Semisupervised weaving of baskets", "Unsupervised weaving of baskets"),
    ("Linear growth of lattices at night", "Nonlinear growth of lattices at night"),
    ("Algebras of type A and their duals", "Algebras of type D and their duals"),
    ("YOLOv3 on small devices", "YOLOv4 on small devices"),
    ("GraphNet: Learning on Meshes", "GraphNet: Forgetting on Grids"),
    ("A study in 2D", "A study in 3D"),
    ("", ""),
    ("Tides", "Something else"),
]
TEX = {
    r"Koll\'ar": "Kollár", r"{\O}bro": "Øbro", r"\v{C}ech": "Čech", r'G\"{o}del': "Gödel", r'G{\"o}del': "Gödel",
    r"\L{}ojasiewicz": "Łojasiewicz", r"\L ojasiewicz": "Łojasiewicz", r"Erd\H os": "Erdős", r"\c{c}a": "ça",
    r"na\"{\i}ve": "naïve", r"na\"\i ve": "naïve", r"Stra{\ss}e": "Straße", r"\aa b": "åb", r"\'{\i}": "í",
    r"$\'a$ and \'a": r"$\'a$ and á", r"\omega and \beta": r"\omega and \beta", "plain": "plain",
}  # fmt: skip


@pytest.mark.parametrize(("one", "two"), SAME)
def test_one_title_in_two_writings(one: str, two: str) -> None:
    assert compare(one, two).same
    assert compare(two, one).same


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_two_titles(one: str, two: str) -> None:
    assert not compare(one, two).same
    assert not compare(two, one).same


@pytest.mark.parametrize(("tex", "expected"), TEX.items())
def test_tex_letters(tex: str, expected: str) -> None:
    assert to_unicode(tex) == expected


@given(st.text())
def test_folding_twice_is_folding_once(title: str) -> None:
    assert fold(fold(title)) == fold(title)
    assert key(title) == fold(title).replace(" ", "")


@given(st.text(min_size=1), st.text(min_size=1))
def test_comparing_never_fails_and_scores_are_within_bounds(one: str, two: str) -> None:
    likeness = compare(one, two)
    assert 0 <= likeness.score <= 100
    assert compare(one, one).same == bool(key(one))


def test_every_word_list_holds_its_examples() -> None:
    for row in vocabulary().rows("title-words"):
        assert set(row["examples"]) <= title_words(row["role"])
