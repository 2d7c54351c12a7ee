"""The tagger's decoders held against all label sequences there are, and against CRFsuite, which trains its models."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubnorm.citation.decoded import Decoded
from pubnorm.citation.decoder import Decoder
from pubnorm.citation.features import Extractor, spoken_words
from pubnorm.citation.lexicon import venue_words
from pubnorm.citation.sums import Names
from pubnorm.citation.tagger import MODEL
from pubnorm.citation.tokens import tokenize
from pubnorm.citation.weights import STEP, Rows, Weights, read_weights, write_weights
from pubnorm.citation.words import kinds
from pubnorm.matching.names.frequencies import frequencies
from pubnorm.matching.venues.journals import journal_lines
from pubnorm.matching.venues.registry import registry

if TYPE_CHECKING:
    from pubnorm.citation.native_features import NativeTagger

TEXTS = (
    "Doe, J., & Roe, A. (2018). Sleep and memory. Journal of Sleep, 12(3), 45-67. https://example.org/a",
    "[1] J. Doe, „Schlaf und Gedächtnis“, in: Proc. Conf. Sleep (SLEEP'19), S. 3–9, 2019.",
    "張三, 李四. 睡眠[J]. 記憶, 2001, 3(2): 1-9",
    "Doe",
)

Decode = Callable[[Sequence[bytes]], Decoded]
NATIVE = pytest.mark.skipif(find_spec("pubnorm.citation.native_features") is None, reason="built without a C compiler")


def _native(weights: Weights) -> Decode:
    from pubnorm.citation.native_decoder import NativeDecoder

    return NativeDecoder(weights).decode


def _numpy(weights: Weights) -> Decode:
    return Decoder(weights).decode


both = pytest.mark.parametrize("decoder", [_numpy, pytest.param(_native, marks=NATIVE)])


def _weights(top: float) -> st.SearchStrategy[int]:
    return st.floats(-top, top).map(lambda weight: round(weight * STEP))


@st.composite
def _problems(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]]]:
    """Transitions and the scores of a short sequence, for a few labels."""
    labels = draw(st.integers(1, 4))
    row = st.lists(_weights(draw(st.sampled_from((0.5, 6.0, 200.0)))), min_size=labels, max_size=labels)
    between = st.lists(_weights(12.0), min_size=labels, max_size=labels)
    return (
        draw(st.lists(between, min_size=labels, max_size=labels)),
        draw(st.lists(row, min_size=1, max_size=5)),
    )


def _score(transitions: list[list[int]], rows: list[list[int]], labels: tuple[int, ...]) -> float:
    steps = sum(row[label] for row, label in zip(rows, labels, strict=True))
    return (steps + sum(transitions[a][b] for a, b in itertools.pairwise(labels))) / STEP


def _decoded(decoder: Callable[[Weights], Decode], transitions: list[list[int]], rows: list[list[int]]) -> Decoded:
    """Decode tokens of one feature each, which weighs what its row says."""
    size = len(transitions)
    labels = [str(number) for number in range(size)]
    features = {str(at): {label: step / STEP for label, step in enumerate(row)} for at, row in enumerate(rows)}
    between = {(a, b): transitions[a][b] / STEP for a in range(size) for b in range(size)}
    weights = read_weights(write_weights(labels, features, between))
    return decoder(weights)([weights.features[str(at)] for at in range(len(rows))])


@both
@given(problem=_problems())
@settings(deadline=None)
def test_the_best_labels_of_all(
    decoder: Callable[[Weights], Decode], problem: tuple[list[list[int]], list[list[int]]]
) -> None:
    transitions, rows = problem
    decoded = _decoded(decoder, transitions, rows)
    scores = {
        labels: _score(transitions, rows, labels)
        for labels in itertools.product(range(len(transitions)), repeat=len(rows))
    }
    best = max(scores.values())
    parts = {labels: math.exp(score - best) for labels, score in scores.items()}
    whole = sum(parts.values())
    assert scores[tuple(decoded.labels)] == pytest.approx(best, abs=1e-4)
    assert math.exp(decoded.log_probability) == pytest.approx(1 / whole, abs=1e-4)
    for place, (label, share) in enumerate(zip(decoded.labels, decoded.marginals, strict=True)):
        expected = sum(part for labels, part in parts.items() if labels[place] == label) / whole
        assert share == pytest.approx(expected, abs=1e-4)


@both
def test_long_and_extreme_sequences_keep_within_the_range_of_a_float(decoder: Callable[[Weights], Decode]) -> None:
    draw = random.Random(5)
    transitions = [[round(draw.uniform(-12, 12) * STEP) for _ in range(6)] for _ in range(6)]
    rows = [[round(draw.choice((1, 1, 90)) * draw.uniform(-5, 5) * STEP) for _ in range(6)] for _ in range(2000)]
    decoded = _decoded(decoder, transitions, rows)
    reached = [score / STEP for score in rows[0]]
    for row in rows[1:]:
        reached = [max(reached[a] + transitions[a][b] / STEP for a in range(6)) + row[b] / STEP for b in range(6)]
    assert _score(transitions, rows, tuple(decoded.labels)) == pytest.approx(max(reached), abs=0.01)
    assert decoded.log_probability <= 0
    assert all(0 <= share <= 1.0001 for share in decoded.marginals)


@both
def test_a_sum_past_its_range_is_no_error(decoder: Callable[[Weights], Decode]) -> None:
    weights = read_weights(write_weights(["a", "b"], {"x": {0: 2000.0, 1: 2000.0}}, {}))
    assert len(decoder(weights)([weights.features["x"] * 50]).labels) == 1


@both
def test_a_token_without_features_is_labelled_by_its_neighbours(decoder: Callable[[Weights], Decode]) -> None:
    weights = read_weights(write_weights(["a", "b"], {"x": {1: 2.0}}, {(1, 1): 1.0}))
    decode = decoder(weights)
    assert decode([weights.features["x"], b""]).labels == [1, 1]
    assert decode([b""]).labels == [0]


def test_the_shipped_model_weighs_the_features_it_was_trained_on() -> None:
    weights = read_weights(MODEL.read_bytes())
    names = Extractor(Names())
    rows: Extractor[bytes] = Extractor(weights.features, spoken_words(weights.features))
    for text in TEXTS:
        styles = [(0, 7, "bold"), (10, 20, "italic")]
        for line in (text, text.replace(". ", ".\n")):
            tokens = tokenize(line)
            expected = [
                sorted(weights.features[name] for name in row if name in weights.features)
                for row in names.features(line, tokens, styles)
            ]
            found = rows.features(line, tokens, styles)
            assert [sorted(row[at : at + 4] for at in range(0, len(row), 4)) for row in found] == expected


@cache
def _shipped() -> tuple[NativeTagger, Decoder, Extractor[bytes]]:
    from pubnorm.citation.native_features import NativeTagger

    weights = read_weights(MODEL.read_bytes())
    extractor: Extractor[bytes] = Extractor(weights.features, spoken_words(weights.features))
    return NativeTagger(weights), Decoder(weights), extractor


def _same(text: str, styles: Sequence[tuple[int, int, str]] = ()) -> None:
    tagger, decoder, extractor = _shipped()
    tokens = tokenize(text)
    if tokens:
        found = tagger.decode(text, tokens, styles)
        expected = decoder.decode(extractor.features(text, tokens, styles))
        assert found.labels == expected.labels
        assert found.log_probability == pytest.approx(expected.log_probability, abs=1e-9)
        assert found.marginals == pytest.approx(expected.marginals, abs=1e-9)


@NATIVE
def test_the_compiled_loop_reads_words_of_all_kinds_alike() -> None:
    draw = random.Random(11)
    known = list(kinds())
    for table in (frequencies().tokens, venue_words()):
        known += draw.sample(sorted(table), 600)
    forms = (str.lower, str.capitalize, str.upper, str.title, lambda word: f"{word}qs", lambda word: word[:3].upper())
    words = [form(word) for word in known for form in forms] + ["XIV", "xiv", "mcm", "Z", "q", "Systems", "GPS", "1999"]
    marked = [draw.choice(("{}", "{}", "{},", "{}.", "({})", "“{}”", "{}: ")).format(word) for word in words]
    draw.shuffle(marked)
    for at in range(0, len(marked), 15):
        _same(" ".join(marked[at : at + 15]))


@NATIVE
def test_the_compiled_loop_finds_the_same_names_of_venues() -> None:
    draw = random.Random(12)
    lines = [line.split("\t") for line in draw.sample(journal_lines().decode().splitlines(), 400)]
    names = [line[at] for line in lines for at in (0, 1)] + [
        name.title() for name in draw.sample([*registry().claims], 300)
    ]
    for name in (*names, "Zeitschrift für Schlafforschung", "睡眠研究学报"):
        words = name.split()
        _same(f"Doe, J. {name}, 12(3), 45-67. {' '.join(words[:-1])} of {words[-1]} {name}.")


@NATIVE
@given(
    text=st.sampled_from(TEXTS) | st.text("ab(“”)[]'\"., 2018:;\n&", min_size=1, max_size=80),
    styles=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(("bold", "link"))), max_size=3),
)
@settings(deadline=None)
def test_the_compiled_loop_does_what_features_and_decoder_do(text: str, styles: list[tuple[int, int, str]]) -> None:
    _same(text, styles)


@both
def test_crfsuite_finds_the_same(decoder: Callable[[Weights], Decode], tmp_path: Path) -> None:
    pycrfsuite = pytest.importorskip("pycrfsuite")
    from training.citation.compile import compiled

    draw = random.Random(3)

    def drawn() -> list[list[str]]:
        return [[f"f{draw.randrange(20)}" for _ in range(3)] for _ in range(draw.randrange(1, 30))]

    trainer = pycrfsuite.Trainer(verbose=False)
    for _ in range(60):
        rows = drawn()
        trainer.append(rows, ["abcde"[(int(row[0][1:]) + draw.randrange(3)) % 5] for row in rows])
    trainer.train(str(tmp_path / "model.crfsuite"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "model.crfsuite"))
    weights = read_weights(compiled(tmp_path / "model.crfsuite"))
    decode = decoder(weights)
    for _ in range(100):
        rows = drawn()
        decoded = decode([b"".join(weights.features.get(name, b"") for name in row) for row in rows])
        tagger.set(rows)
        labels = [weights.labels[number] for number in decoded.labels]
        assert labels == tagger.tag()
        assert math.exp(decoded.log_probability) == pytest.approx(tagger.probability(labels), abs=1e-4)
        expected = [tagger.marginal(label, place) for place, label in enumerate(labels)]
        assert decoded.marginals == pytest.approx(expected, abs=1e-4)


def test_a_written_model_is_read_back() -> None:
    weights = read_weights(write_weights(["a", "b"], {"x": {0: 1.5, 1: -2.0}, "ü|": {1: 0.25}}, {(1, 0): 3.0}))
    assert weights.labels == ("a", "b")
    assert weights.features == Rows(["x", "ü|"])
    assert weights.table().tolist() == [[0, 0], [3 * STEP // 2, -2 * STEP], [0, STEP // 4]]
    assert weights.transitions == ((0, 0), (3 * STEP, 0))
