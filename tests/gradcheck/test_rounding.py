"""The running error bound covers what rounding does to f, and where f refuses it, noise is not underrated."""

import math

import mpmath
import numpy as np
import pytest
from closed_forms import floats, numbers

from skipgram_lib import naive_softmax, negative_sampling, numerical_gradient
from skipgram_lib.gradcheck.slopes.noise import plateau
from skipgram_lib.gradcheck.slopes.probe import Probe
from skipgram_lib.gradcheck.slopes.rounding import FUNCTION, SLOPES, TINY, Rounded, running_error

precisely = mpmath.workdps(50)
float32 = np.float32
V, d, o, rows = 6, 4, 2, [1, 4, 2, 4]


@pytest.fixture(autouse=True)
def _functions_of_exact_numbers(monkeypatch):
    for name in SLOPES:  # numpy asks the elements of an object array for their own .exp(), .log(), …
        monkeypatch.setattr(mpmath.mpf, name, lambda x, name=name: getattr(mpmath, name)(x), raising=False)


@precisely
def rounding_error(f, x):
    """How far the computed f(x) is from the same code in 50 digits."""
    return float(abs(f(x) - f(numbers(x))))


def points(low=-3.0, high=1.0, count=20, size=6, seed=0):
    rng = np.random.default_rng(seed)
    return rng.choice([-1, 1], (count, size)) * 10 ** rng.uniform(low, high, (count, size))


def logsumexp(x):
    return np.log(np.exp(x - x.max()).sum()) + x.max()


ARITHMETIC = {
    "x + y": np.sum,
    "x - y": lambda x: x[0] - x[1] - x[2] - (x[3] - x[4]),
    "x * y": np.prod,
    "x / y": lambda x: x[0] / x[1] / x[2] - 1 / (x[3] + x[4]),
    "x ** n": lambda x: (x**3).sum() - x[0] ** -2 + (x * x)[1] ** 1.5,
    "dot": lambda x: x @ x[::-1],
    "matrix product": lambda x: (x.reshape(2, 3) @ x.reshape(3, 2)).sum(),
    "mean and variance": lambda x: ((x - x.mean()) ** 2).mean(),
    "cancellation": lambda x: (x + 1e8 - 1e8).sum(),
    "cancellation over cancellation": lambda x: ((x + 1e3 - 1e3) / (x[::-1] + 1e6 - 1e6)).sum(),
    "powers of a cancellation": lambda x: ((x + 1e6 - 1e6) ** 3).sum(),
    "logsumexp": logsumexp,
    "textbook logistic": lambda x: np.log(1 + np.exp(-x)).sum(),
    "log of a small difference": lambda x: np.log(x * x + 1e-3 - x * x).sum(),
}
ROUNDED = {"a square": lambda x: x * x, "a difference": lambda x: (x * x + 1000.1) - 1000}
FUNCTIONS = {
    f"{name} of {what}": lambda x, name=name, inner=inner: getattr(np, name)(inner(x)).sum()
    for name in SLOPES
    for what, inner in ROUNDED.items()
}


@pytest.mark.parametrize("f", [*ARITHMETIC.values(), *FUNCTIONS.values()], ids=[*ARITHMETIC, *FUNCTIONS])
def test_the_bound_covers_the_rounding_and_little_more(f):
    pairs = [(rounding_error(f, x), running_error(f, x)) for x in points()]
    assert [pair for pair in pairs if not pair[0] <= pair[1]] == []
    error, bound = np.transpose(pairs)
    assert np.median(bound) <= 1000 * error.max()  # a bound that forgives everything would be none


@pytest.mark.parametrize("scale", [1e-3, 1, 10])
@pytest.mark.parametrize(("module", "words"), [(naive_softmax, (o,)), (negative_sampling, (o, rows))])
def test_the_bound_covers_the_rounding_of_both_losses(module, words, scale):
    loss = lambda x: module.loss(x[:d], words[0], x[d:].reshape(V, d), *words[1:])
    for x in scale * np.random.default_rng(1).normal(size=(30, d + V * d)):
        assert rounding_error(loss, x) <= running_error(loss, x) <= 1e-13 * (1 + (x * x).sum())


def test_a_dot_product_may_add_in_any_order():
    rng = np.random.default_rng(2)
    for x in rng.normal(size=(20, 40)):
        x[:2], y = [1e4, -1e4], 2.0 ** rng.integers(-3, 4, 40)  # cancel at once, or late: then every sum before rounds
        bound = running_error(lambda x, y=y: x @ y, x / y)
        for order in (rng.permutation(x.size) for _ in range(20)):
            assert rounding_error(lambda x, order=order: sum(x[order]), x) <= bound


@pytest.mark.parametrize("name", SLOPES)
def test_the_functions_of_numpy_lose_no_more_than_assumed(name):
    function, above = getattr(np, name), {"log": 0, "sqrt": 0, "log1p": -1}.get(name, -700)
    x = np.append(points(-15, 2.8, 400, 1), points(-15, 0, 100, 1, seed=1) + (name == "log"))  # log is small near 1
    x = np.where(x > above, x, -x)
    with precisely:
        exact = function(numbers(x))
        for found in (function(x), [function(v) for v in x]):
            assert (floats(abs(found - exact)) <= FUNCTION * floats(abs(exact)) + TINY).all()


@pytest.mark.parametrize("power", [2, 3, -1, 0.5, 1.5, -7.3])
def test_powers_lose_no_more_than_assumed(power):
    for x in np.abs(points(-5, 5, 100, 1).ravel()):
        assert rounding_error(lambda x: x[0] ** power, np.array([x])) <= FUNCTION * x**power + TINY


def test_a_bound_cannot_be_dropped_silently():
    for convert in (float, int, math.exp, lambda x: np.array([x]).astype(float), lambda x: np.float32(x)):
        with pytest.raises(TypeError):
            convert(Rounded(1.0, 0.5))


REFUSING = {  # with the same function of exact numbers
    "math": (lambda x: math.fsum(map(math.exp, x)), lambda x: np.exp(x).sum()),
    "math, cancelling": (lambda x: math.fsum(map(math.exp, x)) + 1e6 - 1e6, lambda x: np.exp(x).sum()),
    "logaddexp": (np.logaddexp.reduce, logsumexp),
    "float32 inside": (lambda x: (x.astype(float32) ** 2).sum(), lambda x: (x * x).sum()),
    "float32 exp": (lambda x: np.log(np.exp(x.astype(float32)).sum()), logsumexp),
    "float32 outside": (lambda x: float32(np.exp(x).sum()), lambda x: np.exp(x).sum()),
}


@pytest.mark.parametrize(("f", "exact"), REFUSING.values(), ids=REFUSING)
def test_where_f_refuses_the_noise_is_measured_and_not_underrated(f, exact):
    rng = np.random.default_rng(3)
    for x in rng.normal(size=(10, 4)):
        assert running_error(f, x) is None
        assert numerical_gradient(f, x).noise == "measured"
        with precisely:
            around = [float(abs(float(f(p)) - exact(numbers(p)))) for p in x * (1 + 1e-3 * rng.normal(size=(20, 4)))]
        assert max(around) <= plateau(Probe(f, x), 0.0)[0] <= 1000 * max(around)


@pytest.mark.parametrize("f", ARITHMETIC.values(), ids=ARITHMETIC)
def test_what_numpy_runs_on_numbers_with_a_bound_is_analysed(f):
    assert numerical_gradient(f, np.abs(points()[0])).noise == "analysed"


def test_an_object_that_holds_a_module_is_analysed_all_the_same():
    class Model:
        module, w = math, np.array([1.0, 2.0])

        def __init__(self):
            self.module = math

        def __call__(self, x):
            return (self.w * x * x).sum()

    assert numerical_gradient(Model(), [1.0, 2.0]).noise == "analysed"
