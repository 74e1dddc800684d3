"""What would fool a ladder is taken back by a second look, and what only looks like it is not."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from skipgram_lib import check_gradient, numerical_gradient
from skipgram_lib.gradcheck import check_directions
from skipgram_lib.gradcheck.slopes.ladder import climb

both = pytest.mark.parametrize("check", [check_gradient, check_directions])
half = lambda x: np.asarray(x).astype(np.float16).astype(float)
at = np.array([0.3, -1.2, 2.0, 0.7, -0.4])

SATURATED = {  # f stands still where it is as large as its last bit: its slope does not show
    "logistic": (lambda x: float(-np.log(1 / (1 + np.exp(-x[0])))), [37.0], [-math.exp(-37)]),
    "1 − tanh": (lambda x: 1 - math.tanh(x[0]), [20.0], [-1 / math.cosh(20) ** 2]),
    "σ in float32": (lambda x: float(np.float32(1) / (1 + np.exp(-np.float32(x[0])))), [17.0], [4.14e-8]),
    "erfc": (lambda x: 1 - math.erf(x[0]), [7.0], [-2 / math.sqrt(math.pi) * math.exp(-49)]),
}


@both
@pytest.mark.parametrize(("f", "x", "right"), SATURATED.values(), ids=SATURATED)
def test_a_saturated_loss_accuses_nobody(check, f, x, right):
    assert check(f, x, right).verdict != "disagrees"
    assert check(f, x, [1.0]).verdict == "disagrees"


STAIRS = {  # part of f moves in jumps that lie farther apart than the steps; its slope, and that of the rest alone
    "half and double": (lambda x: float(half(np.sin(half(x))).sum() + 0.01 * x @ x), np.cos(at) + 0.02 * at, 0.02 * at),
    "to three digits": (lambda x: float(np.round(np.sin(x), 3).sum() + x @ x), np.cos(at) + 2 * at, 2 * at),
}


@both
@pytest.mark.parametrize(("f", "right", "rest"), STAIRS.values(), ids=STAIRS)
def test_jumps_between_the_steps_are_seen(check, f, right, rest):
    for claimed in (right, rest):
        found = check(f, at, claimed)
        assert (found.verdict, "jumps" in str(found)) == ("inconclusive", True)


CANCELLING = {  # near 0 the inner function stands still, and 1/x² does not
    "(1 − cos x)/x²": (lambda x: (1 - np.cos(x[0])) / x[0] ** 2, 1e-6, -1e-6 / 12),
    "log(1 + x)/x": (lambda x: np.log(1 + x[0]) / x[0], 1e-5, -0.5),
    "x(√(x² + 1) − x)": (lambda x: (np.sqrt(x[0] ** 2 + 1) - x[0]) * x[0], 1e7, 0.0),
}


@both
@pytest.mark.parametrize(("f", "x", "right"), CANCELLING.values(), ids=CANCELLING)
def test_cancelled_digits_do_not_count_as_slope(check, f, x, right):
    measured = float(numerical_gradient(f, [x]).value[0])
    assert abs(measured - right) > 1e-9  # the ladder alone is fooled
    assert check(f, [x], [right]).verdict == "inconclusive"
    assert check(f, [x], [measured]).verdict == "inconclusive"


@both
def test_a_lone_step_far_off_spoils_nothing(check):
    f = lambda x: math.sin(x[0]) + float(x[0] > 1.2)
    assert check(f, [1.0], [math.cos(1)])
    assert check(f, [1.0], [1.001 * math.cos(1)]).verdict == "disagrees"
    assert not check(lambda x: math.sin(x[0]) + float(x[0] > 1.00001), [1.0], [math.cos(1)])


@both
@pytest.mark.parametrize("offset", [1e8, 1e10, 1e12])
def test_waves_far_shorter_than_x_accuse_nobody(check, offset):
    for seed in range(12):
        x = offset + np.random.default_rng(seed).uniform(1, 9)
        assert check(lambda x: math.sin(x[0] - offset), [x], [math.cos(x - offset)]).verdict != "disagrees"
        if offset <= 1e10:  # farther off, float64 lies too wide apart to tell much
            assert check(lambda x: math.sin(x[0] - offset), [x], [math.cos(x - offset)])


@both
def test_a_wiggle_that_all_steps_pass_over_is_not_passed(check):
    """Its slope at x is 10 more; wider ones are seen by the ladder, and a few ulps wide by nobody."""
    x = np.array([0.4, -1.1])
    for width in (1e-8, 1e-7):
        f = lambda x, width=width: float(np.sin(x).sum() + 10 * (x[0] - 0.4) * math.exp(-(((x[0] - 0.4) / width) ** 2)))
        assert "finer steps" in str(check(f, x, np.cos(x)))
        assert not check(f, x, np.cos(x) + np.array([9, 0]))


@both
def test_an_amplitude_is_no_noise(check):
    f = lambda t: math.sin(2 * math.pi * t[0] / 1e-3)  # seconds since 1970, a wave of a millisecond
    assert check(f, [1.7e9 + 0.3], [2e3 * math.pi]).verdict != "disagrees"


ZERO = {"sin": math.sin, "arctan": math.atan, "erf": math.erf, "cubic": lambda v: float(v) + v**3}


@both
@pytest.mark.parametrize("f", ZERO.values(), ids=ZERO)
def test_at_zero_with_f_zero_there_a_slope_is_measured(check, f):
    slope = 2 / math.sqrt(math.pi) if f is math.erf else 1.0
    g = lambda x: sum(f(v) for v in x)
    assert check(g, np.zeros(3), slope * np.ones(3))
    assert check(g, np.zeros(3), slope * np.array([1, 1.001, 1])).verdict == "disagrees"


@both
@pytest.mark.parametrize("size", [1e-18, 1.6e-19, 1e-24])
def test_numbers_in_si_units(check, size):
    x, h = np.array([size, 2 * size]), size / 3
    for f, right in (
        (lambda x: math.cos(x[0] / h) + math.cos(x[1] / h), -np.sin(x / h) / h),
        (lambda x: 9e9 * x[0] * x[1], 9e9 * x[::-1]),
    ):
        assert check(f, x, right).verdict != "disagrees"
        assert check(f, x, 1.001 * right).verdict != "agrees"
    assert check_gradient(lambda x: 9e9 * x[0] * x[1], x, 9e9 * x[::-1])


@both
def test_an_f_that_tries_again_is_not_analysed_for_ever(check):
    def f(x):
        jitter = 1e-12
        while True:
            try:
                return float(np.linalg.slogdet(np.linalg.cholesky(np.diag(x) + jitter * np.eye(len(x))))[1])
            except Exception:
                jitter *= 10

    assert check(f, [1.0, 2.0], [0.5, 0.25])


@both
def test_numpy_may_be_told_to_raise(check):
    with np.errstate(all="raise"):
        assert check(lambda x: 1e-300 * (x**2).sum(), [1.0, 2.0], [2e-300, 4e-300])
        assert check(lambda x: 0.0 * x.sum(), [1.0], [0.0]).verdict == "inconclusive"
        for claimed in ([1e-310, 4e-300], [0.0, np.nan], [1e308, -1e308]):
            assert check(lambda x: 1e-300 * (x**2).sum(), [1.0, 2.0], claimed).verdict == "disagrees"


@both
def test_a_tensor_that_records_its_operations_is_detached(check):
    class Tensor:
        def __init__(self, value):
            self.value = value

        def detach(self):
            return self.value

        def __array__(self, *_, **__):
            raise RuntimeError("detach it first")

    assert check(lambda x: Tensor((x**2).sum()), Tensor(at), Tensor(2 * at))


def test_luck_at_one_level_does_not_narrow_a_bound():
    """T falls by at most 16 a level: here R changes by 1e-3, again, and then, by luck, not at all."""
    slopes = iter(np.cumsum([0, 1e-3, 1e-3, 0]))  # R_1 … R_4, as 4 D_k − D_{k−1} = 3 R_k wants it
    D = [1.0]
    for R in slopes:
        D.append((3 * (1 + R) + D[-1]) / 4)
    f = dict(zip(2.0 ** -np.arange(5.0), D, strict=True))
    values = lambda _, places: np.array([[t * f.get(abs(t), D[-1])] for t in places.ravel()])
    lines = SimpleNamespace(origin=np.zeros(1), probe=SimpleNamespace(fx=0.0), values=values)
    assert climb(lines, np.array([0]), np.ones(1), 1e-12).bound[0] >= 1e-3 / 16
