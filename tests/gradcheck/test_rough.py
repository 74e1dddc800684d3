"""Functions that have one derivative and no second, or a memory: the bound grows with what is still to come."""

import math
import warnings
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from functools import partial

import numpy as np
import pytest

from skipgram_lib import check_directions, check_gradient, numerical_gradient

both = pytest.mark.parametrize("check", [check_gradient, check_directions], ids=lambda check: check.__name__)


@both
@pytest.mark.parametrize("power", [1.25, 1.5, 1.75, 1.852])
def test_pressure_lost_in_a_pipe_at_rest(check, power):
    """The slopes settle as h ** (power − 1): the last change is far less than all that are still to come."""
    for seed in range(6):
        x, c = np.random.default_rng(seed).uniform(0.5, 2, (2, 3))
        x[0] = 0
        f = lambda x, c=c: (c * x * np.abs(x) ** (power - 1) + np.sin(x)).sum()
        right = c * power * np.abs(x) ** (power - 1) + np.cos(x)
        assert check(f, x, right).verdict == "agrees"
        measured = check_gradient(f, x, right)
        assert (np.abs(measured.measured - right) <= measured.bound).all()


def test_one_wrong_entry_is_located_alone_on_a_knot():
    f = lambda x: np.where(np.abs(x) < 1, x * x / 2, np.abs(x) - 0.5).sum()  # Huber, with its knots at x
    for x in ([1.0, -1.0, 1.0, 1.0], [1.0, 0.5, -1.0, 2.0]):
        right = np.clip(x, -1, 1)
        right[2] *= 1.001
        assert check_directions(f, x, right).located == ((2,),)


@both
def test_a_thin_plate_has_no_kink_at_its_centre(check):
    f = lambda x: sum(v * v * math.log(abs(v)) if v else 0.0 for v in x)
    assert "kink" not in str(check(f, [0.0, 1.5], [0.0, 3 * math.log(1.5) + 1.5]))


@both
def test_beside_a_pole_nothing_jumps(check):
    for seed in range(6):
        x = np.random.default_rng(seed).uniform(1.3, 1.5, 4)
        assert "jumps" not in str(check(lambda x: sum(map(math.tan, x)), x, 1 / np.cos(x) ** 2))


def test_no_complex_number_stays_behind_in_f():
    start = [np.ones(3)]

    def root(x):  # Newton, from where the last call ended
        for _ in range(60):
            start[0] = (start[0] + x / start[0]) / 2
        return start[0].sum()

    x = np.array([2.0, 3.0, 5.0])
    assert check_directions(root, x, 0.5 / np.sqrt(x))
    assert start[0].dtype == float
    assert check_directions(root, x, 0.5 / np.sqrt(x))


def test_whole_numbers_are_no_sign_of_single_precision():
    A, y, x = np.array([[1000, 1], [2000, 3], [1500, 2]]), np.array([1000, 2500, 1200]), np.array([1.0, 2.0])
    claimed = 2 * A.T @ (A @ x - y) + [0, 1]
    check = check_gradient(lambda x: ((A @ x - y) ** 2).sum(), x, claimed)
    assert (check.verdict, check.mistake) == ("disagrees", None)


@pytest.mark.parametrize("seed", [0, 2, 4])
def test_steps_of_a_rounded_x_are_no_plateau_of_noise(seed):
    x = np.random.default_rng(seed).normal(size=4)
    assert check_gradient(lambda x: np.sin(np.round(x, 2)).sum(), x, np.cos(x) * [1.1, 1, 1, 1]).verdict != "agrees"


@pytest.mark.parametrize("small", [1e-9, 1e-7])
def test_an_entry_far_smaller_than_all_others_has_steps_of_its_own_from_the_start(small):
    x = np.array([1.0, 2.0, -1.5, 1.5 * small])
    f = lambda x: np.sin(x[:3]).sum() + (x[3] / small) ** 2
    right = np.array([*np.cos(x[:3]), 3 / small])
    assert check_gradient(f, x, right)
    assert not check_gradient(f, x, right * [1.001, 1, 1, 1])


@both
@pytest.mark.parametrize("eps", [1e-6, 1e-8, 1e-10])
def test_a_rounded_corner_is_no_kink(check, eps):
    f = lambda x: np.sqrt(np.diff(x) ** 2 + eps).sum()  # total variation of a picture that is flat here
    slope = 0.5 / np.sqrt(0.25 + eps)
    assert check(f, np.array([0.2, 0.2, 0.7]), np.array([0.0, -slope, slope]))
    assert check(f, np.array([0.2, 0.2, 0.7]), np.array([0.01, -slope, slope])).verdict == "disagrees"


@pytest.mark.parametrize("noise", [-8.0, -6.0, -5.0])
def test_rounding_that_grows_away_from_x_is_no_jump(noise):
    X, t = np.linspace(0, 1, 12), np.array([-1.0, -1.0, noise])
    y, gaps = np.sin(6 * X), (X[:, None] - X) ** 2

    def likelihood(t):
        K = np.exp(t[0] - gaps / np.exp(2 * t[1]) / 2) + np.exp(t[2]) * np.eye(12)
        return y @ np.linalg.solve(K, y) / 2 + np.linalg.slogdet(K)[1] / 2

    assert check_gradient(likelihood, t, numerical_gradient(likelihood, t).value)


@pytest.mark.parametrize("small", [1e-80, 1e-100, 1e-300])
def test_an_entry_that_is_almost_nothing_is_measured_beside_others(small):
    f, x = lambda x: np.sum(np.tanh(x)), np.array([0.5, small])
    assert check_gradient(f, x, 1 / np.cosh(x) ** 2)
    assert check_gradient(f, x, [1 / np.cosh(0.5) ** 2, 1.001]).verdict == "disagrees"


@both
def test_where_x_has_no_axis_f_is_handed_arrays(check):
    def f(x):
        assert isinstance(x, np.ndarray)
        return float(np.sin(x))

    assert check(f, np.array(1.3), np.cos(1.3))


@both
@pytest.mark.parametrize("number", [Fraction, Decimal])
def test_a_fraction_is_a_real_number(check, number):
    f = lambda x: number(float(x[0])) ** 2
    assert check(f, np.array([1.5]), np.array([3.0]))
    assert check(f, np.array([1.5]), np.array([3.01])).verdict == "disagrees"


@both
@pytest.mark.parametrize("hold", [partial, lambda f: partial(partial, f)(), lambda f: Held([{"f": f}])])
def test_no_carrier_stays_behind_in_what_an_object_holds(check, hold):
    seen, x = [], np.ones(3)

    def f(x):
        seen.append(np.sum(np.tanh(x)))
        return seen[-1]

    assert check(hold(f), x, 1 / np.cosh(x) ** 2)
    assert {type(value) for value in seen} <= {np.float64, np.complex128}


def test_what_holds_a_module_is_analysed_all_the_same():
    held = Held(math)  # a module cannot be copied
    f = lambda x: held.parts.pi * (x * x).sum()
    assert numerical_gradient(f, np.ones(3)).noise == "analysed"


class Held:
    """An object that holds a function in a list of its own."""

    def __init__(self, parts):
        self.parts = parts

    def __call__(self, x):
        return self.parts[0]["f"](x)


def test_a_thread_does_not_warn():
    x, claimed = np.ones(5), np.array([np.inf, 1, 1, 1, -np.inf])
    with warnings.catch_warnings(), ThreadPoolExecutor(2) as threads:
        warnings.simplefilter("error")
        assert not check_directions(lambda x: np.sum(np.tanh(x)), x, claimed, executor=threads)
