"""Does the checker keep its word on functions that are not ours?

python benchmarks/foreign.py        prints Markdown; exits 1 if a target is missed

Every kind of function is tried at five seeds, in both checkers: the right gradient, one entry wrong by 1e-3 of the
largest, and one wrong by 1e-6 where the resolution says that it would show. Right gradients are closed forms, or the
complex step of the function itself (error of an ulp or so) where it is analytic.
"""

import math
import sys
import time
from collections import Counter

import numpy as np
import scipy.special as sp
from scipy.fft import rfft
from scipy.interpolate import CubicSpline

from skipgram_lib import check_gradient
from skipgram_lib.gradcheck import check_directions, complex_step

SEEDS, UNDECIDED, SHARP = 5, 0.03, 0.9
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


def network(name, act, slope, smooth, single_precision=False):
    """Two layers on 16 points, as a function of the first layer's weights."""

    def make(rng):
        X, W, v, y = rng.normal(size=(16, 4)), rng.normal(size=(4, 5)) / 2, rng.normal(size=5), rng.normal(size=16)
        kind_ = f32 if single_precision else float
        X32, v32, y32 = (part.astype(kind_) for part in (X, v, y))

        def f(W):
            W = W.astype(f32) if single_precision else W
            out = ((act(X32 @ W) @ v32 - y32) ** 2).mean()
            return float(out) if single_precision else out

        z = X @ W
        return f, W, X.T @ ((2 * (act(z) @ v - y) / 16)[:, None] * v * slope(z))

    KINDS[name] = make, smooth


relu, step = lambda z: np.maximum(z, 0), lambda z: 1.0 * (z > 0)
network("tanh network", np.tanh, lambda z: 1 - np.tanh(z) ** 2, True)
network("relu network", relu, step, False)
network("leaky relu network", lambda z: np.maximum(z, 0.1 * z), lambda z: np.where(z > 0, 1, 0.1), False)
network("tanh network in float32", np.tanh, lambda z: 1 - np.tanh(z) ** 2, False, True)
network("relu network in float32", relu, step, False, True)


@kind
def batch_norm(rng):
    y = rng.normal(size=(16, 3))
    n = lambda Z: (Z - Z.mean(0)) / np.sqrt(((Z - Z.mean(0)) ** 2).mean(0) + 1e-5)
    return lambda Z: ((n(Z) - y) ** 2).mean(), rng.normal(size=(16, 3)), None


@kind
def layer_norm(rng):
    y = rng.normal(size=(4, 6))
    n = lambda Z: (
        (Z - Z.mean(1, keepdims=True)) / np.sqrt(((Z - Z.mean(1, keepdims=True)) ** 2).mean(1, keepdims=True) + 1e-5)
    )
    return lambda Z: ((n(Z) - y) ** 2).mean(), rng.normal(size=(4, 6)), None


@kind
def attention_with_a_mask(rng):
    K, V, mask = rng.normal(size=(5, 4)), rng.normal(size=(5, 4)), np.triu(np.full((5, 5), -np.inf), 1)

    def f(Q):
        s = Q @ K.T / 2 + mask
        e = np.exp(s)
        return ((e / e.sum(1, keepdims=True)) @ V).sum()

    Q = rng.normal(size=(5, 4))
    a = np.exp(Q @ K.T / 2 + mask)
    a /= a.sum(1, keepdims=True)
    g = np.broadcast_to(V.sum(1), (5, 5))
    return f, Q, (a * (g - (a * g).sum(1, keepdims=True))) @ K / 2


@kind
def LSTM(rng):
    W, X = rng.normal(size=(8, 4)) / 2, rng.normal(size=(6, 2))
    s = lambda z: 1 / (1 + np.exp(-z))

    def f(W):
        h, c = np.zeros(2), np.zeros(2)
        for x in X:
            i, g, o, k = (W @ np.concatenate([x, h])).reshape(4, 2)
            c = s(k) * c + s(i) * np.tanh(g)
            h = s(o) * np.tanh(c)
        return (h * h).sum()

    return f, W, None


@kind
def convolution(rng):
    signal, y = rng.normal(size=20), rng.normal(size=16)
    windows = np.lib.stride_tricks.sliding_window_view(signal, 5)
    return lambda k: ((np.tanh(windows @ k) - y) ** 2).sum(), rng.normal(size=5), None


def spd(rng, n=4):
    """A positive definite matrix."""
    A = rng.normal(size=(n, n))
    return A @ A.T + n * np.eye(n)


@kind
def log_determinant(rng):
    A = spd(rng)
    return lambda A: np.linalg.slogdet(A)[1], A, np.linalg.inv(A).T


@kind
def solve(rng):
    A, b = spd(rng), rng.normal(size=4)
    return lambda b: b @ np.linalg.solve(A, b), b, 2 * np.linalg.solve(A, b)


@kind
def cholesky_likelihood(rng):
    A, b = spd(rng), rng.normal(size=4)

    def f(d):
        L = np.linalg.cholesky(A + np.diag(d))
        z = np.linalg.solve(L, b)
        return z @ z / 2 + np.log(np.diag(L)).sum()

    inverse = np.linalg.inv(A)
    return f, np.zeros(4), np.diag(inverse) / 2 - (inverse @ b) ** 2 / 2


@kind
def largest_eigenvalue(rng):
    A = spd(rng)
    v = np.linalg.eigh(A)[1][:, -1]
    return lambda A: np.linalg.eigvalsh((A + A.T) / 2)[-1], A, np.outer(v, v)


@kind
def nuclear_norm(rng):
    A = rng.normal(size=(4, 3))
    u, _, vt = np.linalg.svd(A, full_matrices=False)
    return lambda A: np.linalg.svd(A, compute_uv=False).sum(), A, u @ vt


@kind(smooth=False)
def lookup_table(rng):
    g = np.linspace(0, 1, 1000)
    t, q = np.sin(5 * g), rng.uniform(0.05, 0.95, 8)
    j = np.searchsorted(g, q)
    return lambda q: np.interp(q, g, t).sum(), q, (t[j] - t[j - 1]) / (g[j] - g[j - 1])


@kind
def cubic_spline(rng):
    spline, q = CubicSpline(np.linspace(0, 1, 20), rng.normal(size=20)), rng.uniform(0.05, 0.95, 5)
    return lambda q: spline(q).sum(), q, spline(q, 1)


@kind
def Monte_Carlo_with_a_fixed_seed(rng):
    def f(m):
        draws = np.random.default_rng(7).normal(size=(200, m.size))
        return np.exp(0.1 * (m + draws)).mean()

    return f, rng.normal(size=4), None


@kind
def Newton_to_the_end(rng):
    def f(a):
        x = np.ones(a.shape)
        for _ in range(12):
            x = (x + a / x) / 2
        return (x**3).sum()

    a = rng.uniform(1, 5, 3)
    return f, a, 1.5 * np.sqrt(a)


@kind
def Lennard_Jones(rng):
    x = np.array([[0, 0, 0], [1.1, 0, 0], [0, 1.2, 0], [0, 0, 1.15]]) + 0.05 * rng.normal(size=(4, 3))
    i, j = np.triu_indices(4, 1)

    def f(x):
        r2 = ((x[i] - x[j]) ** 2).sum(1)
        return 4 * (r2**-6 - r2**-3).sum()

    return f, x, None


@kind
def Lennard_Jones_in_SI_units(rng):
    s = 3.4e-10
    r = s * rng.uniform(1, 1.5, 2)
    return lambda x: 4 * ((s / x) ** 12 - (s / x) ** 6).sum(), r, 4 * (6 * (s / r) ** 6 - 12 * (s / r) ** 12) / r


@kind(smooth=False)
def relu_network_in_float32_at_0(rng):
    X, y = rng.normal(size=(50, 6)), rng.normal(size=50)
    b = 0.5 + rng.uniform(size=50)
    f = lambda w: float((relu(X.astype(f32) @ w.astype(f32) + b.astype(f32) - y.astype(f32)) ** 2).mean())
    z = b - y
    return f, np.zeros(6), X.T @ (2 * relu(z)) / 50


@kind
def logistic_regression_at_0(rng):
    X, y = rng.normal(size=(500, 6)), rng.choice([-1, 1], 500)
    return lambda w: np.log1p(np.exp(-y * (X @ w))).mean(), np.zeros(6), -X.T @ (y / 2) / 500


@kind
def f_with_a_memory(rng):
    class Model:
        seen = None

        def __call__(self, x):
            if self.seen is None or not np.array_equal(self.seen, x):
                self.seen, self.out = x, float((x**3).sum())
            return self.out

    x = rng.normal(size=4)
    return Model(), x, 3 * x**2


@kind
def raises_off_its_domain(rng):
    def f(x):
        if not (x > 0).all():
            raise RuntimeError("variance must not be negative")
        return float(np.log(x).sum())

    x = rng.uniform(1e-3, 1, 3)
    return f, x, 1 / x


def relative_resolution(check, largest):
    """What would show, relative to the largest entry."""
    return check.resolution / largest


def judge(name, make, smooth):
    """Per checker: verdicts on right and wrong gradients, whether 1e-6 is resolved, and what went wrong."""
    found = Counter()
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        f, x, right = make(rng)
        right = np.asarray(complex_step(f, x) if right is None else right, float)
        largest = np.abs(right).max()
        for checker in (check_gradient, check_directions):
            found += outcome(checker, f, x, right, largest, rng, smooth)
    return found


def outcome(checker, f, x, right, largest, rng, smooth):
    """What one checker says of the right gradient, and of two wrong ones."""
    found, index = Counter(tried=1), rng.integers(right.size)
    try:
        check = checker(f, x, right)
        found["accused"] += check.verdict == "disagrees"
        sharp = relative_resolution(check, largest)
        found["undecided"] += not check or sharp > 1e-3
        found["resolves 1e-6"] += sharp <= 1e-6
        for size in (1e-3, 1e-6) if smooth else (0.1,):
            wrong = right.copy()
            wrong.flat[index] += size * largest
            if sharp <= size or size == 0.1:
                passed = checker(f, x, wrong).verdict == "agrees" and sharp <= size
                found["wrong passed"] += passed
    except Exception as error:
        found["exception"] += 1
        print(f"    {checker.__name__}: {type(error).__name__}: {error}", file=sys.stderr)
    return found


COLUMNS = ("tried", "accused", "wrong passed", "exception", "undecided", "resolves 1e-6")


def main():
    """Print the table; false if every target is met."""
    print(f"| kind | {' | '.join(COLUMNS)} | seconds |\n|---{'|--:' * (len(COLUMNS) + 1)}|")
    total, smooth_ones = Counter(), Counter()
    for name, (make, smooth) in KINDS.items():
        start = time.perf_counter()
        found = judge(name, make, smooth)
        total += found
        smooth_ones += found if smooth else Counter()
        cells = " | ".join(str(found[column]) for column in COLUMNS)
        print(f"| {name} | {cells} | {time.perf_counter() - start:.1f} |", flush=True)
    print(f"| all {len(KINDS)} | {' | '.join(str(total[column]) for column in COLUMNS)} | |")
    share = {column: smooth_ones[column] / smooth_ones["tried"] for column in COLUMNS}
    targets = {
        "60 kinds": len(KINDS) >= 60,
        "no right gradient accused": not total["accused"],
        "no wrong one passed": not total["wrong passed"],
        "no exception": not total["exception"],
        f"at most {UNDECIDED:.0%} of smooth ones undecided": share["undecided"] <= UNDECIDED,
        f"{SHARP:.0%} of smooth ones resolve 1e-6": share["resolves 1e-6"] >= SHARP,
    }
    print(f"\nSmooth: {share['undecided']:.1%} undecided, {share['resolves 1e-6']:.1%} resolve 1e-6.")
    missed = [target for target, met in targets.items() if not met]
    print("\nMissed: " + "; ".join(missed) if missed else "\nEvery target is met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
