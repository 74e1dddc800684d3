"""Each kind of mistake is named in its own words, and a gradient that is wrong in no known way gets no name."""

import numpy as np
import pytest
from gradient_blocks import (
    BLOCKS,
    KNOWN,
    SUMMED,
    U,
    V,
    all_pushes,
    delta,
    diagnosis,
    negatives,
    o,
    pulls,
    rows,
    slopes,
    v_c,
    y,
    y_hat,
    z,
)

from skipgram_lib import check_gradient, naive_softmax
from skipgram_lib.gradcheck import Kind


@pytest.mark.parametrize(("f", "x", "right"), BLOCKS.values(), ids=BLOCKS)
def test_a_right_gradient_has_no_mistake_to_name(f, x, right):
    check = check_gradient(f, x, right, ingredients=KNOWN)
    assert (check.verdict, check.diagnosis) == ("agrees", None)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(
    ("factor", "sentence"),
    [
        (-1, "-1 × the measured gradient: a sign flip"),
        (2, "2 × the measured gradient: counted twice"),
        (1 / 2, "1/2 × the measured gradient: a factor 2 is lost"),
        (-2, "-2 × the measured gradient: a sign flip, and counted twice"),
        (1 / 4, "the measured gradient divided by K: a mean where the loss has a sum"),
        (6, "V × the measured gradient: a sum where the loss has a mean"),
        (0.9, "0.9 × the measured gradient: a constant factor"),
        (0, "claimed is zero everywhere: nothing was computed"),
        (np.nan, "claimed is not finite: look for a log of 0 or a division by 0"),
    ],
)
def test_the_whole_gradient_times_a_factor(block, factor, sentence):
    assert diagnosis(block, factor * BLOCKS[block][2]) == sentence


u_o_only = np.where(y == 1, np.exp(z) - 1, y_hat)
MISTAKES = [
    ("softmax U", np.outer(y_hat, v_c), "o v_c", "row 2 is off by exactly +1 · v_c: the − y term is missing"),
    ("softmax U", np.outer(y_hat, v_c), "v_c", "row 2 is off by exactly +1 · v_c"),
    ("softmax U", np.outer(y_hat, v_c), "", None),
    ("softmax v_c", U.T @ y_hat, "o v_c U", "off by exactly +1 · U[2]: the − y term is missing"),
    ("softmax v_c", U.T @ (y_hat + y), "U", "off by exactly +2 · U[2]"),
    ("softmax U", rows(slopes, w2=0), "o", "row 2 is missing: nothing was computed for the true outside word"),
    ("softmax U", rows(slopes, w0=0, w3=0), "o", "rows 0, 3 are missing: nothing was computed there"),
    ("softmax U", rows(slopes, w3=-slopes[3]), "", "row 3 is -1 × the measured one"),
    ("softmax U", rows(slopes, w3=slopes[1]), "", "row 3 is what belongs to row 1"),
    ("softmax U", rows(slopes, w3=slopes[1], w1=slopes[3]), "", "rows 1, 3 hold what belongs to 3, 1"),
    ("softmax U", np.roll(slopes, 1, axis=0), "", "rows are shifted by one"),
    ("softmax U", np.roll(slopes, -1, axis=0), "", "rows are shifted by one, backwards"),
    ("softmax v_c", np.roll(U.T @ delta, 1), "", "entries are shifted by one"),
    ("softmax U", 0 * slopes + slopes.sum(axis=0), "", "every row holds " + SUMMED.format("rows")),
    ("softmax U", np.outer(u_o_only, v_c), KNOWN, "a log is missing: exp(u_o·v_c) stands where ŷ_o should"),
    ("softmax v_c", U.T @ u_o_only, KNOWN, "a log is missing: exp(u_o·v_c) stands where ŷ_o should"),
    (
        "sampling U",
        rows(pulls, w4=pulls[4] / 2),
        KNOWN,
        "word 4 was drawn 2 times and counted once: U[negatives] += … keeps one update, np.add.at keeps all",
    ),
    (
        "sampling U",
        rows(pulls, **{f"w{k}": all_pushes * v_c for k in negatives}),
        KNOWN,
        "every drawn row holds " + SUMMED.format("negatives"),
    ),
]


@pytest.mark.parametrize(("block", "claimed", "names", "sentence"), MISTAKES)
def test_a_mistake_in_its_own_words(block, claimed, names, sentence):
    names = names.split() if isinstance(names, str) else names
    assert diagnosis(block, claimed, names) == sentence


def test_a_square_gradient_transposed():
    M = np.random.default_rng(0).normal(size=(3, 3))
    check = check_gradient(lambda x: (M * np.sin(x)).sum(), M, (M * np.cos(M)).T)
    assert check.diagnosis == "transposed: rows are words, columns are the entries of a vector"


def test_the_log_of_one_word_alone():
    f = lambda u: naive_softmax.loss(v_c, o, np.vstack([U[:o], u, U[o + 1 :]]))
    check = check_gradient(f, U[o], (np.exp(z[o]) - 1) * v_c, ingredients=KNOWN)
    assert check.diagnosis == "a log is missing: exp(u_o·v_c) stands where ŷ_o should"


@pytest.mark.parametrize(("f", "x", "right"), BLOCKS.values(), ids=BLOCKS)
def test_a_random_mistake_gets_no_name(f, x, right):
    rng, second = np.random.default_rng(1), np.indices(right.shape)[0] == 1
    for trial in range(50):
        where = (True, second, rng.permutation(right.size).reshape(right.shape) < 2)[trial % 3]
        claimed = right + where * rng.normal(size=right.shape) * 10 ** rng.uniform(-6, 1)
        check = check_gradient(f, x, claimed, ingredients=KNOWN, vectorized=True)
        assert (check.verdict, check.diagnosis) == ("disagrees", None)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(
    "parts",
    [
        {"U": U.T},
        {"U": 3},
        {"v_c": v_c[:2]},
        {"o": V},
        {"o": [1, 2]},
        {"negatives": []},
        {"negatives": 0.5 * y},
        {"negatives": [V]},
    ],
)
def test_ingredients_that_do_not_fit_are_left_alone(block, parts):
    f, x, right = BLOCKS[block]
    assert check_gradient(f, x, -right, ingredients=KNOWN | parts).diagnosis.endswith("a sign flip")
    assert check_gradient(f, x, right + 1, ingredients=KNOWN | parts).diagnosis is None
    assert check_gradient(f, x, right, ingredients=KNOWN | parts)


def test_scores_that_overflow_exp_do_no_harm():
    big = 40 * U
    check = check_gradient(lambda x: naive_softmax.loss(x, o, big), v_c, 3 * U[0], ingredients=KNOWN | {"U": big})
    assert (check.verdict, check.diagnosis) == ("disagrees", None)


def test_weights_that_are_no_ones_mistake_get_no_name():
    rng = np.random.default_rng(2)
    for _ in range(25):
        a = rng.normal(size=V)
        for block in BLOCKS:
            claimed = np.outer(a, v_c) if block.endswith("U") else U.T @ a
            assert check_gradient(*BLOCKS[block][:2], claimed, ingredients=KNOWN, vectorized=True).diagnosis is None


@pytest.mark.parametrize("sure", [20.0, 25.0])
def test_digits_that_a_subtraction_lost_are_named_and_no_other_small_error(sure):
    rng = np.random.default_rng(0)
    v_c, U, o = rng.normal(size=4), 0.3 * rng.normal(size=(6, 4)), 1
    U[o] += sure * v_c / (v_c @ v_c)
    y_hat = np.exp(U @ v_c) / np.exp(U @ v_c).sum()
    f, parts, lost = lambda U: naive_softmax.loss(v_c, o, U), {"v_c": v_c, "U": U, "o": o}, "the others were lost"
    naive = check_gradient(f, U, np.outer(y_hat - np.eye(6)[o], v_c), ingredients=parts)
    assert naive.verdict == "disagrees"
    assert lost in naive.diagnosis
    right = naive_softmax.gradients(v_c, o, U).U
    assert check_gradient(f, U, right, ingredients=parts)
    wrong = check_gradient(f, U, right * (1 + 0.1 * (right == right.min())), ingredients=parts)
    assert wrong.verdict == "disagrees"
    assert lost not in (wrong.diagnosis or "")


@pytest.mark.parametrize("unit", [1.602e-19, 1e-12])
def test_another_unit_is_a_factor_though_it_is_below_every_bound(unit):
    x = np.array([0.3, 1.0, 2.0])
    share = np.exp(x) / np.exp(x).sum() - [0, 0, 1]
    for f, right in ((lambda x: np.sum(np.sin(x)), np.cos(x)), (lambda x: np.log(np.exp(x).sum()) - x[2], share)):
        found = check_gradient(f, x, right * unit)
        assert (found.mistake.kind, found.mistake.sentence.split()[0]) == (Kind.FACTOR, f"{unit:g}")
        assert "claimed 0," not in str(found)
