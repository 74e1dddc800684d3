"""Kinds of functions that are a formula or a few lines of numpy."""

import math

import numpy as np
import scipy.special as sp
from scipy.fft import rfft

KINDS = {}  # name: (make, smooth)
f32 = np.float32


def kind(make=None, *, smooth=True):
    """A kind of function: make(rng) gives f, x and its right gradient, or None for the complex step of f."""
    if make is None:
        return lambda make: kind(make, smooth=smooth)
    KINDS[make.__name__.replace("_", " ")] = make, smooth
    return make


def simple(name, f, slope, size=1.0, low=0.0, smooth=True, n=6):
    """A kind whose x is normal, or low + |normal|, times a size."""

    def make(rng):
        x = rng.normal(size=n)
        x = size * (low + np.abs(x) if low else x)
        return f, x, None if slope is None else slope(x)

    KINDS[name] = make, smooth


plain = lambda f: lambda x: sum(f(float(v)) for v in x)  # math refuses carriers and complex numbers
single = lambda f: lambda x: float(f(x.astype(f32)))

simple("cubes", lambda x: (x**3).sum(), lambda x: 3 * x**2)
simple("Rosenbrock", lambda x: (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum(), None)
simple("log-sum-exp", lambda x: np.log(np.exp(x).sum()), None)
simple("hinge", lambda x: np.maximum(1 - x, 0).sum(), lambda x: -1.0 * (x < 1), smooth=False)
simple("L1", lambda x: np.abs(x).sum() + (x * x).sum(), lambda x: np.sign(x) + 2 * x, smooth=False)
simple(
    "Huber",
    lambda x: np.where(np.abs(x) < 1, x * x / 2, np.abs(x) - 0.5).sum(),
    lambda x: np.clip(x, -1, 1),
    smooth=False,
)
simple("pinball", lambda x: np.maximum(0.3 * x, -0.7 * x).sum(), lambda x: np.where(x > 0, 0.3, -0.7), smooth=False)
simple("maximum", lambda x: x.max() + (x * x).sum(), lambda x: 2 * x + (x == x.max()), smooth=False)
simple("math.sin of 1e4 x", plain(lambda v: math.sin(1e4 * v)), lambda x: 1e4 * np.cos(1e4 * x))
simple("math.sin of 1e6 x", plain(lambda v: math.sin(1e6 * v)), lambda x: 1e6 * np.cos(1e6 * x))
simple("math.exp", plain(math.exp), np.exp)
simple("math.log", plain(math.log), lambda x: 1 / x, low=0.2)
simple("math.log at 1e-160", plain(math.log), lambda x: 1 / x, size=1e-160, low=0.2)
simple("log at 1e-12", lambda x: np.log(x).sum(), lambda x: 1 / x, size=1e-12, low=0.2)
simple("SI: (x / 1e-10)²", lambda x: ((x / 1e-10) ** 2).sum(), lambda x: 2e20 * x, size=1e-10)
simple("astronomic 1e25 / x", lambda x: (1e25 / x).sum(), lambda x: -1e25 / x**2, size=1e13, low=0.5)
simple("offset 1e4", lambda x: (x**3).sum() + 1e4, lambda x: 3 * x**2)
simple("plateau", lambda x: np.tanh(x + 4).sum(), None)
simple("peaks", lambda x: np.exp(-(((x - 1e3) / 0.5) ** 2)).sum(), None, size=1e3, low=1e9, n=1)
simple("narrow peak", lambda x: np.exp(-((x - 1000) ** 2) / 2).sum(), None, n=2)
KINDS["narrow peak"] = (
    lambda rng: (lambda x: np.exp(-((x - 1000) ** 2) / 2).sum(), 1000 + rng.normal(size=2), None),
    True,
)
KINDS["peaks"] = (
    lambda rng: (lambda x: (1 / (1 + (1e3 * (x - 3)) ** 2)).sum(), 3 + 1e-3 * rng.normal(size=3), None),
    True,
)
simple("gammaln", lambda x: sp.gammaln(x).sum(), sp.digamma, low=0.3)
simple("erf", lambda x: sp.erf(x).sum(), lambda x: 2 / np.sqrt(np.pi) * np.exp(-x * x))
simple("Bessel j0", lambda x: sp.j0(x).sum(), lambda x: -sp.j1(x))
simple("log ndtr", lambda x: sp.log_ndtr(x).sum(), lambda x: np.exp(-x * x / 2 - sp.log_ndtr(x)) / np.sqrt(2 * np.pi))
simple("Voigt", lambda x: np.real(sp.wofz(x + 0.5j)).sum(), lambda x: np.real(-2 * (x + 0.5j) * sp.wofz(x + 0.5j)))
simple("xlogy", lambda x: sp.xlogy(x, x).sum(), lambda x: np.log(x) + 1, low=0.2)
simple("logsumexp of scipy", sp.logsumexp, sp.softmax)
simple("logaddexp", np.logaddexp.reduce, sp.softmax)
F = rfft(np.eye(6))  # rows are its own transforms
simple(
    "power spectrum",
    lambda x: (np.abs(rfft(x)) ** 4).sum(),
    lambda x: 4 * np.real(F.conj() @ (np.abs(x @ F) ** 2 * (x @ F))),
)
simple("float32 squares", single(lambda x: (x * x).sum()), lambda x: 2 * x, smooth=False)
simple("float32 exp", single(lambda x: np.exp(x).sum()), np.exp, smooth=False)
simple("rounded to 6 digits", lambda x: round(float((x**3).sum()), 6), lambda x: 3 * x**2, smooth=False)
simple(
    "float32 and float64",
    lambda x: single(lambda x: (x * x).sum())(x) + (x**3).sum(),
    lambda x: 2 * x + 3 * x**2,
    smooth=False,
)
simple("heat, 50 steps", lambda u: (_heat(u) ** 2).sum(), None, n=8)
simple("logistic map, 8 steps", lambda x: _map(x).sum(), None, size=0.1)
simple("RK4 of a pendulum", lambda x: _pendulum(x), None, n=2)
simple("Simpson quadrature", lambda x: _simpson(x), None, n=3)
simple("RNN of 50", lambda x: _rnn(x), None, n=5)
simple("polynomial by Horner", lambda x: np.polyval([1.0, -2, 3, -4], x).sum(), None)
simple("norm", lambda x: np.sqrt((x * x).sum()), None)
simple("cosine similarity", lambda x: (x[:3] * x[3:]).sum() / np.sqrt((x[:3] ** 2).sum() * (x[3:] ** 2).sum()), None)
simple("geometric mean", lambda x: np.exp(np.log(x).mean()), None, low=0.2)
simple("Student t", lambda x: np.log1p(x * x / 3).sum(), None)
simple("Poisson", lambda x: (np.exp(x) - 3 * x).sum(), None)
simple("beta likelihood", lambda x: sp.betaln(x, 2.0).sum(), lambda x: sp.digamma(x) - sp.digamma(x + 2), low=0.3)
simple("swish", lambda x: (x / (1 + np.exp(-x))).sum(), None)
simple("softplus", lambda x: np.logaddexp(0, x).sum(), sp.expit)
simple("median", np.median, lambda x: 1.0 * (x == np.median(x)), n=5, smooth=False)
simple("variance", np.var, lambda x: 2 * (x - x.mean()) / x.size)
simple("kept in a dict", lambda x: {"loss": (x**3).sum()}["loss"], lambda x: 3 * x**2)
simple(
    "masked mean", lambda x: np.ma.array(x**2, mask=[0, 0, 1, 0, 0, 0]).mean(), lambda x: 2 * x / 5 * [1, 1, 0, 1, 1, 1]
)


def _heat(u):
    for _ in range(50):
        u = u + 0.2 * (np.roll(u, 1) - 2 * u + np.roll(u, -1))
    return u


def _map(x):
    for _ in range(8):
        x = 3.6 * x * (1 - x)
    return x


def _pendulum(s, h=0.1):
    slope = lambda s: np.stack([s[1], -np.sin(s[0])])
    for _ in range(10):
        a = slope(s)
        b = slope(s + h / 2 * a)
        c = slope(s + h / 2 * b)
        s = s + h / 6 * (a + 2 * b + 2 * c + slope(s + h * c))
    return (s * s).sum()


def _simpson(x):
    t = np.linspace(0, 1, 21)
    w = np.array([1, *[4, 2] * 9, 4, 1]) / 60
    return (w * np.exp(-x[0] * t) * np.cos(x[1] * t + x[2])).sum()


def _rnn(x):
    W = np.random.default_rng(5).normal(size=(5, 5)) / 3
    h = 0 * x
    for _ in range(50):
        h = np.tanh(W @ h + x)
    return (h * h).sum()
