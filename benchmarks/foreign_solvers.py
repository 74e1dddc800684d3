"""Kinds of functions that factorise, solve, look up, simulate, remember or refuse."""

import numpy as np
from foreign_formulas import f32, kind
from foreign_networks import relu
from scipy.interpolate import CubicSpline


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
