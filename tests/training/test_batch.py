"""The gradient of a batch is the sum of its pairs', whatever repeats, and a wrong one is noticed."""

import numpy as np
import pytest
from toy_text import prose

from skipgram_lib import check_gradient, training
from skipgram_lib.losses import LOSSES
from skipgram_lib.training import Recipe, check_batch, corpus_of, train
from skipgram_lib.training.batch import add_parts, batch_gradients

V, d, B, K = 6, 3, 7, 4
both = pytest.mark.parametrize("name", LOSSES)  # every loss that is registered


def a_batch(name, seed=0, size=B):
    """Random vectors and pairs among few words: every row repeats, and true words are drawn as negatives."""
    rng = np.random.default_rng(seed)
    v, U = rng.normal(size=(2, V, d))
    draw = [*rng.integers(0, V, (2, size)), rng.integers(0, V, (size, K))]
    return v, U, draw if LOSSES[name].draws else draw[:2]


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
@pytest.mark.parametrize(
    "rows",
    [np.ma.array([0, 1], mask=[0, 1]), [[0], [1, 2]], [0, 99], [0.0, 1.0]],
    ids=("masked", "ragged", "beyond", "floats"),
)
def test_rows_that_are_none_are_refused_as_those_of_one_pair_are(name, rows):
    v, U, (_, *draw) = a_batch(name)
    with pytest.raises((TypeError, ValueError), match=r"^c must have shape \(B,\), ints with 0 <= row < V = "):
        LOSSES[name].batch(v, U, rows, *draw)


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
