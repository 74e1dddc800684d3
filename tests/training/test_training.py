"""Training follows the checked gradients, repeats itself bit by bit, and ends where theory says."""

import signal
from importlib import import_module

import numpy as np
import pytest

from skipgram_lib import check_gradient, negative_sampling, training
from skipgram_lib.losses import LOSSES
from skipgram_lib.training import Recipe, check_batch, corpus_of, table, train
from skipgram_lib.training.batch import add_parts, batch_gradients
from skipgram_lib.training.pairs import draw_negatives, epoch_pairs, minibatches, thinned, window_pairs
from skipgram_lib.training.train import first_pairs

V, d, B, K = 6, 3, 7, 4
both = pytest.mark.parametrize("name", LOSSES)  # every loss that is registered


def a_batch(name, seed=0, size=B):
    """Random vectors and pairs among few words: every row repeats, and true words are drawn as negatives."""
    rng = np.random.default_rng(seed)
    v, U = rng.normal(size=(2, V, d))
    draw = [*rng.integers(0, V, (2, size)), rng.integers(0, V, (size, K))]
    return v, U, draw if LOSSES[name].draws else draw[:2]


def prose(sentences=400, seed=0):
    """Sentences of two kinds of words that never meet, and one that meets them all."""
    rng = np.random.default_rng(seed)
    kinds = (["cat", "dog", "horse", "cow", "sheep"], ["red", "green", "blue", "black", "white"])
    rows = [["the", *rng.choice(kinds[i % 2], 4)] for i in range(sentences)]
    return [[str(word) for word in row] for row in rows]


# The gradient of a batch


@both
def test_one_pair_has_the_librarys_gradient(name):
    for seed in range(20):
        v, U, draw = a_batch(name, seed, size=1)
        found, (c, o, *negatives) = LOSSES[name].batch(v, U, *draw), (rows[0] for rows in draw)
        expected = LOSSES[name].gradients(v[c], o, U, *negatives)
        whole = batch_gradients(found, V)
        assert found.loss == pytest.approx(LOSSES[name].loss(v[c], o, U, *negatives), rel=1e-15)
        np.testing.assert_allclose(whole.U, expected.U, rtol=4e-15, atol=1e-16)
        np.testing.assert_allclose(whole.v_c[c], expected.v_c, rtol=4e-15, atol=1e-15)
        assert not np.delete(whole.v_c, c, axis=0).any()


@both
def test_a_batch_has_the_sum_of_its_pairs(name):
    v, U, draw = a_batch(name)
    found, expected, J = LOSSES[name].batch(v, U, *draw), np.zeros((2, V, d)), 0.0
    for c, o, *negatives in zip(*draw, strict=True):
        pair = LOSSES[name].gradients(v[c], o, U, *negatives)
        expected[0, c] += pair.v_c
        expected[1] += pair.U
        J += LOSSES[name].loss(v[c], o, U, *negatives)
    assert found.loss == pytest.approx(J, rel=1e-14)
    np.testing.assert_allclose(batch_gradients(found, V), expected, rtol=1e-13, atol=1e-14)


@both
def test_x6_by_differences_through_the_whole_sum(name):
    v, U, draw = a_batch(name)
    claimed = np.array(batch_gradients(LOSSES[name].batch(v, U, *draw), V))
    check = check_gradient(lambda x: training.summed_loss(name, *x, *draw), np.array([v, U]), claimed)
    assert check.verdict == "agrees", str(check)
    assert check_batch(name, v, U, *draw)


@both
@pytest.mark.parametrize("entry", [("v_parts", (3, 1)), ("U_parts", (2, 0))])
def test_the_check_of_a_batch_sees_one_wrong_entry(name, entry, monkeypatch):
    def wrong(*arguments):
        found = right.batch(*arguments)
        getattr(found, entry[0])[entry[1]] *= 1 + 1e-6
        return found

    right = LOSSES[name]
    monkeypatch.setitem(LOSSES, name, right._replace(batch=wrong))
    v, U, draw = a_batch(name)
    assert check_batch(name, v, U, *draw).verdict == "disagrees"
    with pytest.raises(AssertionError, match="disagrees"):
        train(corpus_of(prose(), 1), Recipe(loss=name))


@both
def test_a_saturated_pair_keeps_its_digits(name):
    v, U = np.array([[1.0], [0.0]]), np.array([[40.0], [0.0]])  # 1 − ŷ_o = 4e-18
    negatives = [np.empty((1, 0), int)] if LOSSES[name].draws else []
    found = LOSSES[name].batch(v, U, np.array([0]), np.array([0]), *negatives)
    alone = LOSSES[name].gradients(v[0], 0, U, *(rows[0] for rows in negatives))
    assert batch_gradients(found, 2).U[0, 0] == pytest.approx(alone.U[0, 0], rel=1e-14, abs=0)


def test_add_parts_adds_a_row_that_repeats_and_leaves_the_others():
    matrix = np.zeros((4, 2))
    add_parts(matrix, np.array([2, 0, 2]), np.array([[1.0, 2], [3, 4], [10, 20]]))
    assert matrix.tolist() == [[3, 4], [0, 0], [11, 22], [0, 0]]


# Text, vocabulary, pairs and draws


def test_words_counts_and_rows():
    corpus = corpus_of("B a b. C b a!\n\nA __init__ 3 --- x2 2 x2", min_count=2)
    assert corpus.words == ("a", "b", "x2")
    assert corpus.counts.tolist() == [3, 3, 2]
    assert corpus.tokens.tolist() == [1, 0, 1, 1, 0, 0, 2, 2]
    assert corpus.sentence.tolist() == [0, 0, 0, 1, 1, 2, 2, 2]
    assert training.sentences("__init__ _ 3 4x") == [["__init__", "x"]]


def test_the_reference_is_long_and_the_same_twice():
    text = training.reference_text()
    words = [word for sentence in training.sentences(text) for word in sentence]
    assert len(words) > 150_000
    assert {"list", "array", "exception", "__init__", "float64"} <= set(words)
    topics = import_module("pydoc_data.topics").topics.values()
    assert text.count(">>>") == sum(section.count(">>>") for section in set(topics))  # none of numpy's examples
    assert text == training.reference_text()


def test_window_pairs_by_hand():
    tokens, sentence = np.array([5, 6, 7, 8, 9]), np.array([0, 0, 0, 0, 1])
    c, o = window_pairs(tokens, sentence, np.array([1, 2, 1, 0, 3]))
    assert list(zip(c.tolist(), o.tolist(), strict=True)) == [(5, 6), (6, 5), (6, 7), (6, 8), (7, 6), (7, 8)]
    assert [len(part) for part in window_pairs(tokens[:0], sentence[:0], tokens[:0])] == [0, 0]


def test_frequent_words_are_thinned_as_stated():
    corpus = corpus_of([["often"] * 9_000 + ["rare"] * 1_000], 1)
    tokens, sentence = thinned(corpus, 0.1, np.random.default_rng(0))
    stayed = np.bincount(tokens)
    assert stayed[1] == 1_000
    assert abs(stayed[0] - 4_000) < 236  # 9,000 (1/3 + 1/9), five deviations
    assert len(sentence) == len(tokens)


def test_negatives_follow_the_counts_to_the_power():
    corpus = corpus_of([["a"] * 16 + ["b"]], 1)
    np.testing.assert_allclose(corpus.noise(0.75), [8 / 9, 1 / 9])
    drawn = draw_negatives(corpus.noise(0.75), (90_000, 3), np.random.default_rng(0))
    assert drawn.shape == (90_000, 3)
    assert (abs(drawn.sum(axis=0) - 10_000) < 500).all()  # five deviations
    assert (abs((drawn[:, 0] * drawn[:, 1]).sum() - 90_000 / 81)) < 170  # draws of a pair know nothing of each other


def test_mini_batches_hold_each_pair_once():
    recipe, c = Recipe(batch=1_000, K=2), np.arange(70_123)
    found = list(minibatches(c, -c, np.full(4, 0.25), recipe, np.random.default_rng(0)))
    assert np.array_equal(np.concatenate([draw[0] for draw in found]), c)
    assert np.array_equal(np.concatenate([draw[1] for draw in found]), -c)
    assert {draw[2].shape for draw in found} == {(1_000, 2), (123, 2)}


def test_an_epochs_pairs_stand_within_the_window():
    corpus = corpus_of([[f"w{i:03}" for i in range(200)]], 1)
    c, o = epoch_pairs(corpus, Recipe(window=3, subsample=1e9), np.random.default_rng(0))
    apart = np.bincount(abs(c - o))
    assert len(apart) == 4
    assert apart[1] == 398
    assert abs(apart[2] - 264) < 50  # two windows of three reach that far, and one of three reaches 3
    assert abs(apart[3] - 131) < 50
    c, o = epoch_pairs(corpus, Recipe(window=3, subsample=1e9, shuffle=1), np.random.default_rng(0))
    assert (np.diff(o) >= 0).all()
    assert all(set(c[o == k] - k) in ({-1, 1}, {-2, -1, 1, 2}, {*range(-3, 4)} - {0}) for k in range(3, 197))


def test_pairs_are_shuffled_within_stretches_of_the_text():
    corpus = corpus_of([[f"w{i:03}" for i in range(200)]], 1)
    pairs = {}
    for shuffle in (1, 100, 10_000):
        recipe = Recipe(window=3, subsample=1e9, shuffle=shuffle)
        pairs[shuffle] = np.stack(epoch_pairs(corpus, recipe, np.random.default_rng(0)), axis=1).tolist()
    for i in range(0, len(pairs[1]), 100):
        there, here = pairs[1][i : i + 100], pairs[100][i : i + 100]
        assert sorted(here) == sorted(there)
    assert pairs[100][:100] != pairs[1][:100]
    assert sorted(pairs[10_000][:100]) != sorted(pairs[1][:100])
    assert sorted(pairs[10_000]) == sorted(pairs[1])


@pytest.mark.parametrize(("text", "told"), [("", "it holds 0, of 0"), ("one one one", "it holds 1, of 1")])
def test_a_text_without_two_words_is_refused(text, told):
    with pytest.raises(ValueError, match=rf"text must hold at least 2 different words .* {told}"):
        corpus_of(text, min_count=1)


def test_other_unfit_texts_are_refused(tmp_path):
    (tmp_path / "latin").write_bytes("café".encode("latin-1"))
    with pytest.raises(ValueError, match=r"path must be a UTF-8 text file; .*latin is not, from byte 3 on"):
        training.read_text(tmp_path / "latin")
    (tmp_path / "utf8").write_text("\ufeffcafé", encoding="utf-8")
    assert training.read_text(tmp_path / "utf8") == "café"
    with pytest.raises(TypeError, match="text must be a str; got bytes"):
        training.sentences(b"bytes")
    with pytest.raises(ValueError, match="corpus must hold two words in one sentence"):
        train(corpus_of("One. Two. One. Two.", 1))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"loss": "hinge"}, f"loss must be one of {', '.join(map(repr, LOSSES))}; got 'hinge'"),
        ({"d": 0}, "d must be an int of 1 or more; got 0"),
        ({"epochs": 2.5}, "epochs must be an int of 1 or more; got 2.5"),
        ({"shuffle": True}, "shuffle must be an int of 1 or more; got True"),
        ({"rate": float("nan")}, "rate must be a number above 0; got nan"),
        ({"rate": -1}, "rate must be a number above 0; got -1"),
    ],
)
def test_unfit_recipes_are_refused(wrong, told):
    with pytest.raises((TypeError, ValueError), match=told):
        Recipe(**wrong)


# The run


@both
def test_the_loss_falls_and_kinds_of_words_part(name):
    rate = 0.1 if name == "negative_sampling" else 0.05
    found = train(corpus_of(prose(), 1), Recipe(loss=name, d=8, rate=rate, batch=16, subsample=1.0, epochs=6))
    assert (np.diff(found.losses) < 0).all()
    assert found.losses[-1] < 0.95 * found.losses[0]
    assert set(found.nearest("cat", 4)) == {"dog", "horse", "cow", "sheep"}
    assert set(found.nearest("red", 4)) == {"green", "blue", "black", "white"}


@both
def test_a_run_repeats_itself_bit_by_bit(name):
    corpus, recipe = corpus_of(prose(100), 1), Recipe(loss=name, epochs=2)
    one, two = (train(corpus, recipe, check=check) for check in (True, False))
    assert one.v.tobytes() == two.v.tobytes()
    assert one.U.tobytes() == two.U.tobytes()
    other = train(corpus, Recipe(loss=name, epochs=2, seed=1), check=False)
    assert not np.array_equal(one.v, other.v)


@both
def test_steps_go_against_the_gradient_at_a_rate_that_falls_to_0(name):
    corpus, recipe = corpus_of([["a", "b", "c"]], 1), Recipe(loss=name, d=3, batch=1, epochs=2, window=1, subsample=9)
    rng = np.random.default_rng(0)
    x = np.array([rng.uniform(-0.5, 0.5, (3, 3)) / 3, np.zeros((3, 3))])
    for step in range(8):  # four pairs an epoch
        if step % 4 == 0:
            draws = minibatches(*epoch_pairs(corpus, recipe, rng), corpus.noise(), recipe, rng)
        slope = batch_gradients(LOSSES[name].batch(*x, *next(draws)), 3)
        x = x - 0.05 * (1 - step / 8) * np.array(slope)
    found = train(corpus, recipe)
    np.testing.assert_allclose([found.v, found.U], x, rtol=1e-12)


def test_neighbours_are_told_by_angle_not_by_length():
    v = np.array([[1.0, 0], [0.5, 0.1], [30, 30], [-1, 0], [1, 0]])
    found = training.Vectors(("a", "near", "long", "away", "same"), v, v, np.array([]), Recipe(d=2))
    assert found.nearest("a") == ["same", "near", "long", "away"]
    assert found.nearest("a", 1) == ["same"]


@both
@pytest.mark.parametrize("rate", [0.3, 30.0, 1e300])
def test_a_rate_that_diverges_is_named(name, rate):
    with pytest.raises(training.DivergedError, match=r"rate must be small enough .* with rate = .* in epoch"):
        train(corpus_of(prose(), 1), Recipe(loss=name, rate=rate, subsample=1.0), check=False)


def interrupting(step, at, key):
    """`_step`, with Ctrl-C pressed in call number `at`, or never."""
    calls = []

    def stepped(*arguments):
        calls.append(arguments)
        if len(calls) == at:
            key()
        return step(*arguments)

    return stepped, calls


def test_ctrl_c_returns_the_vectors_so_far(monkeypatch):
    module = import_module("skipgram_lib.training.train")
    corpus, recipe, step = corpus_of(prose(100), 1), Recipe(epochs=4, batch=32), module._step
    counted, calls = interrupting(step, None, None)
    monkeypatch.setattr(module, "_step", counted)
    whole = train(corpus, recipe)
    stopped, _ = interrupting(step, len(calls) // 2, lambda: signal.raise_signal(signal.SIGINT))
    monkeypatch.setattr(module, "_step", stopped)
    found = train(corpus, recipe)
    assert whole.finished
    assert not found.finished
    assert len(found.losses) < 4
    assert found.losses.tolist() == whole.losses[: len(found.losses)].tolist()
    assert "interrupted in epoch" in repr(found)


def test_the_first_pairs_are_neighbours_in_both_roles():
    c, o, negatives = first_pairs(corpus_of([["a", "b", "c", "d", "a"]], 1), Recipe())
    there = [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2), (3, 0), (0, 3)]
    assert list(zip(c.tolist(), o.tolist(), strict=True)) == there
    assert negatives.shape == (8, 5)


# A table of counts


COUNTS = np.random.default_rng(0).integers(5, 100, (2, 3))


def expected_loss(counts, K, v, U):
    """The expected loss by the library's loss alone: one draw adds loss(o, [k]) − loss(o, []), whatever o is."""
    p, p_n = table.frequencies(counts)
    J = lambda c, o, draw: negative_sampling.loss(v[c], o, U, draw)
    drawn = lambda c: sum(K * p_n[k] * (J(c, 0, [k]) - J(c, 0, [])) for k in range(len(p_n)))
    return sum(p[c, w] * (J(c, w, []) + drawn(c)) for c, w in np.ndindex(p.shape))


def test_the_expected_loss_of_a_table_is_that_of_its_pairs():
    v, U = np.split(np.random.default_rng(1).normal(size=(5, 2)), [2])
    J = table.negative_sampling_loss(COUNTS, 3)(v @ U.T)
    np.testing.assert_allclose(J, expected_loss(COUNTS, 3, v, U), rtol=1e-14)


def test_tables_without_a_closed_form_are_refused():
    for counts in ([[1, 0], [2, 3]], [1, 2], [[]], [[1, np.inf]], [[np.nan, 1]]):
        with pytest.raises(ValueError, match=r"counts must be a \(C, W\) table of positive numbers"):
            table.frequencies(counts)
