"""Functions of other people: each makes f, x, the right gradient and a wrong one."""

import math

import numpy as np

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
