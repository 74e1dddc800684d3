"""Kinds of functions that are networks, or layers of one."""

import numpy as np
from foreign_formulas import KINDS, f32, kind


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
