"""Every measured slope lies within its bound, and where none can be measured the bound is infinite and says why."""

import math

import numpy as np
import pytest
import scipy.special
from closed_forms import exactly, floats, numbers

from skipgram_lib import complex_step, naive_softmax, negative_sampling, numerical_gradient

V, d = 6, 4
WORDS = [(naive_softmax, (2,)), (negative_sampling, (2, [1, 4, 2, 4]))]
both = pytest.mark.parametrize(("module", "words"), WORDS, ids=["softmax", "sampling"])

rng = np.random.default_rng(0)
v_c, U, c = rng.normal(size=d), rng.normal(size=(V, d)), rng.normal(size=5)
A = rng.integers(-9, 10, size=(8, 5)).astype(float)
fitted = A @ c + 1e-8 * rng.normal(size=8)  # c is within 1e-8 of the least squares minimum
signs = np.array([1.0, -1, 1, -1, 1])


def blocks(module, words):
    """Each block of the loss as (f, x, the gradient of `module`)."""
    gradients = module.gradients(v_c, words[0], U, *words[1:])
    yield lambda x: module.loss(x, words[0], U, *words[1:]), v_c, gradients.v_c
    yield lambda x: module.loss(v_c, words[0], x, *words[1:]), U, gradients.U


@exactly
def least_squares_slope(x):
    return floats(2 * A.T.astype(int) @ (A.astype(int) @ numbers(x) - numbers(fitted)))


below = 1 - 2.0**-53 * np.arange(1, 11, 2)  # a step up leaves for [1, 2), where the last bit is lost
widths = 2.0 ** -np.arange(7, 12)
bumps = lambda x: (x + (x - 1) * np.exp(-(((x - 1) / widths) ** 2))).sum()
rough = lambda x: (x + widths**-2 * x * abs(x) ** 1.5).sum()
certain = lambda x: naive_softmax.loss(x, 2, U), lambda x: naive_softmax.gradients(x, 2, U).v_c

SMOOTH = {  # f, its slope, where, and how large a relative bound would still be of use
    "logistic": (lambda x: np.log1p(np.exp(-x)).sum(), lambda x: -1 / (1 + np.exp(x)), 3 * c, 1e-9),
    "least squares near the minimum": (lambda x: ((A @ x - fitted) ** 2).sum(), least_squares_slope, c, 1e-3),
    "linear at 0": (lambda x: x @ c, lambda x: c, 0 * c, 1e-12),
    "sines at 0": (lambda x: c @ np.sin(x), lambda x: c, 0 * c, 1e-9),
    "log at 1e-4": (lambda x: np.log(x).sum(), lambda x: 1 / x, 1e-4 * abs(c), 1e-9),
    "log at 1e-160": (lambda x: np.log(x).sum(), lambda x: 1 / x, 1e-160 * abs(c), 1e-6),
    "log at 1e-9 … 1e9": (lambda x: np.log(x).sum(), lambda x: 1 / x, 10.0 ** (4.5 * signs.cumsum() - 2), 1e-6),
    "cube at 1e4": (lambda x: (x**3).sum(), lambda x: 3 * x**2, 1e4 * c, 1e-9),
    "quadratic at 1e15": (lambda x: (x * x).sum(), lambda x: 2 * x, 1e15 * c, 1e-9),
    "sines of 1e4": (lambda x: np.sin(1e4 * x).sum(), lambda x: 1e4 * np.cos(1e4 * x), signs, 1e-6),
    "softmax of 1e-3": (
        lambda x: np.log(np.exp(U @ x).sum()),
        lambda x: scipy.special.softmax(U @ x) @ U,
        1e-3 * v_c,
        1e-9,
    ),
    "no kink: |x|³": (lambda x: (abs(x) ** 3).sum(), lambda x: 0 * x, 0 * c, 1e-3),
    "a kink 1e-4 away": (lambda x: np.maximum(x, 1).sum(), lambda x: 0.0 + (x > 1), 1 + 1e-4 * signs, 1e-9),
    "bumps 2⁻⁷ to 2⁻¹¹ wide": (bumps, lambda x: 2 + 0 * x, 0 * c + 1, 1e-6),
    "twice differentiable": (rough, lambda x: 1 + 0 * x, 0 * c, 1e-3),
    "valley where steps round": (lambda x: (np.sin(100 * (x - below)) ** 2).sum(), lambda x: 0 * x, below, 1e-6),
    "a nearly certain softmax": (*certain, 6 * U[2], 1e-6),
    "float32 inside": (lambda x: float((x.astype(np.float32) ** 2).sum()), lambda x: 2 * x, c, 1e-2),
    "math": (lambda x: math.fsum(map(math.exp, x)), np.exp, c, 1e-6),
    "math.log near its edge": (lambda x: sum(map(math.log, x)), lambda x: 1 / x, 1e-4 * abs(c), 1e-6),
}


@pytest.mark.parametrize(("f", "slope", "x", "useful"), SMOOTH.values(), ids=SMOOTH)
@pytest.mark.parametrize("factor", [1.0, 2.0**-300, 2.0**20])
def test_the_bound_covers_the_true_slope(f, slope, x, useful, factor):
    measured, truth = numerical_gradient(lambda x: factor * f(x), x), factor * slope(x)
    assert measured.doubt is None
    assert (np.abs(measured.value - truth) <= measured.bound).all()
    assert measured.bound.max() <= useful * (np.abs(truth).max() or factor)


@pytest.mark.parametrize("turns", [64, 2**20, 2**40, 10 * 64, 10 * 2**20, 3 * 2**20 / 7])
@pytest.mark.parametrize("x", [0.0, 0.75, 1.0])
def test_a_sine_that_fits_the_steps_hides_no_slope(turns, x):
    speed = 2 * np.pi * turns
    measured, truth = numerical_gradient(lambda x: np.sin(speed * x[0]), [x]), speed * np.cos(speed * x)
    assert abs(measured.value[0] - truth) <= measured.bound[0] + 1e-9 * abs(truth)


REFUSED = {  # f, where, and what the doubt must say; NaN and kinks at entry 0 alone
    "|x| at 0": (lambda x: abs(x[0]), [0.0], "kink"),
    "relu at 0": (lambda x: np.maximum(x, 0).sum(), [0.0, 3.0], "kink"),
    "a small kink": (lambda x: 1e-9 * abs(x[0]) + x[0] ** 2, [0.0], "kink"),
    "a kink beside a large entry": (lambda x: abs(x[0]) + 1e6 * x[1], [0.0, 1e3], "kink"),
    "a step": (lambda x: float(x[0] >= 1), [1.0], "do not settle"),
    "sqrt at 0": (lambda x: np.sqrt(x[0]), [0.0], "do not settle"),
    "NaN at x": (lambda x: x.sum() * np.nan, [1.0, 2.0], "f is nan at x itself"),
    "noise 1e-3": (lambda x: (x * x).sum() + 1e-3 * rng.normal(), [1.0, 2.0], "it samples inside"),
    "noise 1e-9": (lambda x: (x * x).sum() + 1e-9 * rng.normal(), [1.0, 2.0], "it samples inside"),
    "edits": (lambda x: (np.multiply(x, 2, out=x) ** 2).sum(), [1.0, 2.0], "f changed its argument"),
}


@pytest.mark.parametrize(("f", "x", "why"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_slope_gets_an_infinite_bound_and_a_reason(f, x, why):
    x = np.array(x)
    before = x.copy()
    measured = numerical_gradient(f, x)
    assert why in measured.doubt
    assert measured.bound[0] == np.inf
    np.testing.assert_array_equal(x, before)


def test_a_value_that_turns_into_nan_is_a_different_value():
    calls = []
    numerical_gradient(lambda x: calls.append(x) or x.sum(), [1.0])
    last = len(calls)
    calls.clear()
    late = numerical_gradient(lambda x: calls.append(x) or (x.sum() if len(calls) < last else np.nan), [1.0])
    assert "two different values" in late.doubt
    assert late.bound == np.inf


def test_a_kink_or_a_step_spoils_its_own_entry_alone():
    measured = numerical_gradient(lambda x: abs(x[0]) + x[1] ** 2 + float(x[2] > 1), [0.0, 3, 1])
    assert np.isinf(measured.bound).tolist() == [True, False, True]
    assert measured.value[1] == pytest.approx(6)


@pytest.mark.parametrize("f", [lambda x: 3.0, lambda x: 7, lambda x: np.float32(2)])
def test_a_constant_has_slope_0_within_its_rounding(f):
    measured = numerical_gradient(f, [1.0, 0.0, -2e5])
    assert measured.doubt is None
    assert not measured.value.any()
    assert (measured.bound < 1e-5).all()


@both
def test_both_losses_and_many_steps_in_one_call(module, words):
    for f, x, gradient in blocks(module, words):
        loop, batch = numerical_gradient(f, x), numerical_gradient(f, x, vectorized=True)
        assert (np.abs(loop.value - gradient) <= loop.bound).all()
        np.testing.assert_array_equal(batch.value, loop.value)
        np.testing.assert_array_equal(batch.bound, loop.bound)
        assert (batch.evaluations, batch.noise, batch.doubt) == (loop.evaluations, "analysed", None)


@both
def test_the_complex_step_is_a_second_witness(module, words):
    for f, x, gradient in blocks(module, words):
        np.testing.assert_allclose(complex_step(f, x), gradient, rtol=0, atol=8e-16 * abs(gradient).max())


@pytest.mark.parametrize("f", [lambda x: np.real(x).sum(), lambda x: np.logaddexp.reduce(x), lambda x: abs(x).sum()])
def test_the_complex_step_is_silent_where_f_refuses_or_drops_the_imaginary_part(f):
    assert complex_step(f, [1.0, 2.0]) is None


def test_the_complex_step_is_silent_where_f_writes_into_its_argument():
    def greedy(x):
        x[..., 0] += 1
        return (x * x).sum(axis=-1)

    assert complex_step(greedy, [1.0, 2.0]) is None
    assert complex_step(greedy, [1.0, 2.0], vectorized=True) is None


@both
def test_three_ladders_are_enough_for_the_losses(module, words):
    for f, x, gradient in blocks(module, words):
        in_ladders = numerical_gradient(f, x).evaluations - 3  # and f at x, three times
        assert 11 * gradient.size <= in_ladders <= 33 * gradient.size
