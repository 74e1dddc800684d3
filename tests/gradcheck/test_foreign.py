"""Functions of other people: what is right is not accused, what is wrong does not pass, whatever f is like."""

import math

import numpy as np
import pytest
from foreign_functions import CASES, R

from skipgram_lib import check_gradient, numerical_gradient
from skipgram_lib.gradcheck import Kind, check_directions

both = pytest.mark.parametrize("check", [check_gradient, check_directions])


@both
@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_right_ones_agree_and_wrong_ones_do_not(check, make):
    f, x, right, wrong = make()
    assert check(f, x, right)
    assert not check(f, x, wrong)


def test_a_relu_at_0_is_a_kink_at_every_scale():
    for size in (1e-9, 1.0, 1e9):
        relu = lambda x, size=size: size * np.maximum(x, 0).sum() + 1e6 * size * x[1]
        assert not check_gradient(relu, [0.0, 1.0], [size / 2, size * (1e6 + 1)])


def test_parts_in_float32_and_float64_are_inconclusive():
    x = R(0).normal(size=4)
    f = lambda x: float((x.astype(np.float32) ** 2).sum()) + sum(math.pow(v, 3) for v in x)
    for check in (check_gradient, check_directions):
        assert check(f, x, 2 * x + 3 * x**2).verdict == "inconclusive"


def test_nothing_could_be_seen_beside_a_giant():
    a, x = np.where(np.arange(1000) == 3, 1e15, 1), R(0).normal(size=1000)
    check = check_directions(lambda x: (a * np.sin(x)).sum(), x, a * np.cos(x))
    assert check.verdict == "inconclusive"
    assert "999 of 1000 entries" in str(check)


def test_a_right_zero_by_directions_needs_a_scale():
    B, y = R(0).normal(size=(2, 32, 8))
    n = lambda Z: (Z - Z.mean(0)) / np.sqrt(((Z - Z.mean(0)) ** 2).mean(0) + 1e-5)
    f = lambda b: ((n(B + b) - y) ** 2).mean()
    assert check_directions(f, np.ones(8), np.zeros(8), scale=1.0)
    assert check_directions(f, np.ones(8), np.zeros(8)).verdict == "inconclusive"


@both
@pytest.mark.parametrize(
    "value", [lambda x: ((x * x).sum(), 2 * x), lambda x: x, lambda x: {"loss": 1.0}, lambda x: None]
)
def test_what_is_no_number_is_refused_without_bad_advice(check, value):
    with pytest.raises(TypeError, match="f must return one real number") as caught:
        check(value, [1.0, 2.0], [2.0, 4.0])
    assert "um the losses" not in str(caught.value)


@both
def test_an_exception_at_x_names_f_and_keeps_its_cause(check):
    def f(x):
        raise RuntimeError("no data")

    with pytest.raises(ValueError, match="f must be defined at x; there it raised RuntimeError: no data") as caught:
        check(f, [1.0], [1.0])
    assert isinstance(caught.value.__cause__, RuntimeError)


@both
def test_a_vectorized_f_meets_nothing_but_batches(check):
    def f(X):
        assert X.ndim == 2
        return (X**2).sum(axis=1)

    assert check(f, [1.0, 2.0], [2.0, 4.0], vectorized=True)


@both
def test_a_batch_with_one_bad_point_is_taken_apart(check):
    def f(X):
        return np.linalg.slogdet(np.linalg.cholesky(X))[1]

    A = np.array([[1.0, 0.0], [0.0, 1e-3]])
    assert check(f, A, np.linalg.inv(A) / 2, vectorized=True).verdict != "disagrees"


def test_every_call_is_counted_and_no_carrier_stays_behind():
    seen = []
    measured = numerical_gradient(lambda x: seen.append(x) or sum(math.sin(v) for v in x), [1.0, 2.0])
    assert len(seen) == measured.evaluations
    assert all(x.dtype == float for x in seen)


@pytest.mark.parametrize("seed", [None, -1, 2**70, np.int64(3)])
def test_any_seed_and_a_0_d_x(seed):
    assert check_directions(lambda x: x**3, 2.0, 12.0, seed=seed)
    assert not check_directions(lambda x: x**3, 2.0, 12.1, seed=seed)


@both
def test_an_inexact_f_is_said_and_may_be_vouched_for(check):
    """A solver that stops once its step is below 1e-5 is off by 1.4e-5: its slope is not the model's."""

    def f(a):
        x = np.ones(2)
        while np.abs(step := (x * x - a) / (2 * x)).max() > 1e-5:
            x = x - step
        return float((x**3).sum())

    a = np.array([2.0, 5.0])
    right = 1.5 * np.sqrt(a)
    off = abs(f(a) - (a**1.5).sum())
    found = check(f, a, right)
    assert found.verdict == "disagrees"
    assert 1e-6 < found.gap < 1e-3
    assert "The relative gap is" in str(found)
    assert "noise=" in str(found)
    assert check(f, a, right, noise=2 * off)
    assert check(f, a, 1.1 * right, noise=2 * off).verdict == "disagrees"
    assert "noise=" not in str(check(f, a, 1.1 * right))
    with pytest.raises(ValueError, match="noise must be above 0"):
        check(f, a, a, noise=-1)


def test_directions_count_every_call_and_ask_an_f_that_ignores_its_argument():
    seen = []
    check = check_directions(lambda x: seen.append(x) or sum(math.sin(v) for v in x), [1.0, 2.0], np.cos([1.0, 2.0]))
    assert check
    assert len(seen) == check.evaluations
    still = check_directions(lambda x: 3.0, [1.0, 2.0], [1.0, 2.0])
    assert (still.verdict, still.mistake.kind, still.located) == ("disagrees", Kind.UNUSED, ())
