"""Functions of other people: what is right is not accused, what is wrong does not pass, whatever f is like."""

import math

import numpy as np
import pytest

from skipgram_lib import check_gradient, numerical_gradient
from skipgram_lib.gradcheck import Kind, check_directions

both = pytest.mark.parametrize("check", [check_gradient, check_directions])
R = np.random.default_rng
CASES = {}


def case(make):
    CASES[make.__name__] = make
    return make


@case
def far_from_zero():
    r = R(0)
    P, q, a = 5e5 + r.normal(size=(20, 2)), 5e5 + r.normal(size=(1, 2)), r.normal(size=20)

    def f(q):
        x, y = (float(v) for v in q[0])
        return (
            3 * (x + y)
            - 3e6
            + sum(w * math.exp(-((x - u) ** 2 + (y - v) ** 2) / 2) for w, (u, v) in zip(a, P, strict=True))
        )

    bump = ((a * np.exp(-((q - P) ** 2).sum(1) / 2))[:, None] * (P - q)).sum(0)[None]
    return f, q, 3 + bump, 3 + 0 * bump


@case
def fast_sine():
    t = R(1).uniform(1, 10, 5)
    return (lambda t: sum(math.sin(1e4 * v) for v in t)), t, 1e4 * np.cos(1e4 * t), 0 * t


@case
def lookup_table():
    g = np.linspace(0, 1, 1000)
    t, q = np.sin(5 * g), R(0).uniform(0.05, 0.95, 20)
    j = np.searchsorted(g, q)
    right = (t[j] - t[j - 1]) / (g[j] - g[j - 1])
    return (lambda q: np.interp(q, g, t).sum()), q, right, right * (1 + 0.01 * (np.arange(20) == 3))


@case
def float32_inside():
    A, w = R(0).normal(size=(100, 20)).astype(np.float32), R(1).normal(size=20)
    right = 2 * A.T.astype(float) @ (A.astype(float) @ w) / 100
    return (lambda w: float(((A @ w.astype(np.float32)) ** 2).mean())), w, right, 1.1 * right


@case
def small_l1():
    r = R(0)
    A, w = r.normal(size=(1000, 30)), r.normal(size=30)
    y = A @ r.normal(size=30)
    smooth = 2 * A.T @ (A @ w - y)
    return (lambda w: ((A @ w - y) ** 2).sum() + 1e-3 * np.abs(w).sum()), w, smooth + 1e-3 * np.sign(w), smooth


@case
def zero_start():
    r = R(0)
    X, y = r.normal(size=(50_000, 3)), r.choice([-1, 1], 50_000)
    right = -X.T @ (y / 2) / len(y)
    return (lambda w: np.log1p(np.exp(-y * (X @ w))).mean()), np.zeros(3), right, right + 1e-6


@case
def narrow_peak():
    right = np.array([-0.5 * math.exp(-0.125)])
    return (lambda x: np.exp(-((x[0] - 1000) ** 2) / 2)), np.array([1000.5]), right, right * 1.001


@case
def small_scale():
    s = 3.4e-10
    right = np.array([-24 / s, 2])
    return (lambda x: 4 * ((s / x[0]) ** 12 - (s / x[0]) ** 6) + x[1] ** 2), np.array([s, 1.0]), right, 1.001 * right


@case
def own_exception():
    def f(x):
        if not (x > 0).all():
            raise RuntimeError("variance must not be negative")
        return float(np.log(x).sum())

    right = np.array([1 / 0.003, 1])
    return f, np.array([0.003, 1.0]), right, right * [1.001, 1]


@case
def caching_model():
    class Model:
        x = None

        def __call__(self, x):
            if self.x is None or not np.array_equal(self.x, x):
                self.x, self.out = x, float((x**3).sum())
            return self.out

    return Model(), np.array([1.0, 2]), np.array([3.0, 12]), np.array([3.0, 12.001])


@case
def a_solver_whose_analysis_would_never_end():
    r = R(0)
    A, b = r.normal(size=(20, 20)), r.normal(size=20)
    A = A @ A.T + 20 * np.eye(20)

    def f(b):
        x, s = 0 * b, b - 0 * b
        p, rs = s, s @ s
        while True:
            Ap = A @ p
            al = rs / (p @ Ap)
            x, s = x + al * p, s - al * Ap
            new = s @ s
            if new < 1e-20:
                return 0.5 * b @ x
            p, rs = s + new / rs * p, new

    right = np.linalg.solve(A, b)
    return f, b, right, right * (1 + 1e-4)


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
