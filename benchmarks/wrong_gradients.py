"""Mistakes as a learner makes them, in every block of a gradient that they change."""

import numpy as np
from problems import BATCH, sigmoid


def wrong_gradients(p):
    """Every wrong gradient of a problem: kind -> block -> array."""
    slopes = {kind: p.blocks(wrong) for kind, wrong in {**in_slopes(p), **in_one_loss(p)}.items()}
    return slopes | in_words(p) | ({} if p.softmax else in_draws(p)) | in_arrays(p)


def in_slopes(p):
    """Wrong slopes of the scores, in either loss."""
    return {
        "− y missing": p.q,
        "+ y for − y": p.q + p.y,
        "− y twice": p.q - 2 * p.y,
        "sign flip and − y missing": -p.q,
        "1 subtracted in every row": p.q - 1,
    }


def in_one_loss(p):
    """Wrong slopes of the scores, in one of the losses."""
    z, y, q, right = p.z, p.y, p.q, p.q - p.y
    if p.softmax:
        return {
            "ŷ missing": -1.0 * y,
            "y one-hot at another word": q - (p.words == p.w),
            "exp(u_o·v_c) for ŷ_o (S8)": np.where(y, np.exp(z) - 1, q),
            "exp without normalisation": np.exp(z) - y,
            "−ŷ_o for ŷ_o − 1 (S10)": np.where(y, -q, q),
            "ŷ(1 − ŷ) for ŷ − y": q * (1 - q),
            "log ŷ for ŷ": np.log(q) - y,
            "scores for ŷ": z - y,
            "σ for the softmax": sigmoid(z) - y,
            "1 for ŷ_k, k ≠ o": np.where(y, right, 1),
        }
    return {
        "positive part missing": np.where(y, 0, q),
        "negative part missing": np.where(y, right, 0),
        "positive part's sign flipped": np.where(y, 1 - q, q),
        "negative part's sign flipped": np.where(y, right, -q),
        "σ′ for 1 − σ, true word": np.where(y, -q * (1 - q), q),
        "σ′ for σ, negatives": np.where(y, right, q * (1 - q)),
        "σ′ in both parts": np.where(y, -1, 1) * q * (1 - q),
        "σ(x) for σ(−x), true word": np.where(y, -q, q),
        "σ(x) for σ(−x), negatives": np.where(y, right, sigmoid(-z)),
        "σ(x) for σ(−x), both parts": np.where(y, -q, sigmoid(-z)),
        "exp for σ": np.where(y, -np.exp(-z), np.exp(z)),
        "exp for σ, true word": np.where(y, -np.exp(-z), q),
        "exp for σ, negatives": np.where(y, right, np.exp(z)),
        "log σ for its slope, negatives": np.where(y, right, -np.log(sigmoid(-z))),
        "negatives averaged": np.where(y, right, q / p.K),
        "every draw brings the sum (N7)": np.where(y, right, q[~y].sum()),
    }


def in_words(p):
    """The right slopes on the wrong vectors, or without one word."""
    right, y, words, own = p.q - p.y, p.y[:, None], p.words, p.U[p.words]
    in_v_c = lambda on_U: {"v_c": p.blocks(right, on_U=on_U)["v_c"]}
    in_U = lambda on_v_c: {block: wrong for block, wrong in p.blocks(right, on_v_c=on_v_c).items() if block != "v_c"}
    some = lambda kept: p.blocks(right[kept], words[kept])
    return {
        "u_o for v_c": in_U(p.U[p.o]),
        "u_w for v_c": in_U(own),
        "v_c for u_w": in_v_c(np.where(y, p.v_c, p.v_c)),
        "v_c for u_k": in_v_c(np.where(y, own, p.v_c)),
        "v_c for u_o": in_v_c(np.where(y, p.v_c, own)),
        "row of o missing": some(words != p.o),
        "row of another word missing": some(words != p.k),
    }


def in_draws(p):
    """Draws that are lost, added up or taken for another word's."""
    right, y, words, once = p.q - p.y, p.y, p.words, np.unique(p.negatives)
    some = lambda kept: p.blocks(right[kept], words[kept]) if p.o in p.negatives else {}
    at_w, G, H, S = np.where(y, p.w, words), *np.zeros((3, *p.U.shape))
    G[p.o] += right[0] * p.v_c
    G[p.negatives] += right[1:, None] * p.v_c
    H[words] += right[:, None] * p.v_c
    S[once] = p.q[1:].sum() * p.v_c
    S[p.o] += right[0] * p.v_c
    last = np.arange(p.K + 1) < p.K
    return {
        "another word for the true one": p.blocks(sigmoid(p.U[at_w] @ p.v_c) - y, at_w),
        "true word's slope at another word": p.blocks(right, at_w),
        "repeats lost: G[negatives] +=": p.cut(G),
        "repeats lost: G[[o, *negatives]] +=": p.cut(H),
        "repeats lost: each word once": {"v_c": right[0] * p.U[p.o] + sigmoid(p.U[once] @ p.v_c) @ p.U[once]},
        "every drawn row holds the sum (N7)": p.cut(S),
        "last draw missing": p.blocks(right[last], words[last]),
        "o drawn too: its draws ignored": some(y | (words != p.o)),
        "o drawn too: the true word ignored": some(~y),
    }


def in_arrays(p):
    """The right arrays, spoiled afterwards, or computed in single precision."""
    V, tables, rng = len(p.U), p.tables, lambda: np.random.default_rng(p.number)
    i, j = rng().permutation(len(p.rows["rows"]))[[0, -1]]

    def exchange(G):
        G, at = G.copy(), p.rows["rows"] if len(G) == V else np.arange(V)
        G[at[[i, j]]] = G[at[[j, i]]]
        return G

    in_row = lambda G: np.arange(len(G))[:, None] == i
    several = lambda slopes: {block: wrong for block, wrong in p.blocks(slopes).items() if block in ("v_c", *tables)}
    kinds = {
        "sign flip": p.changed(lambda G: -G),
        "factor 2": p.changed(lambda G: 2 * G),
        "factor 1/2": p.changed(lambda G: G / 2),
        "factor V": p.changed(lambda G: V * G),
        "factor 1/V": p.changed(lambda G: G / V),
        "factor 1/batch": p.changed(lambda G: G / BATCH),
        "factor 0.37": p.changed(lambda G: 0.37 * G),
        "zero": p.changed(lambda G: 0 * G),
        "NaN": p.changed(lambda G: np.where(G.max() == G, np.nan, G)),
        "rows or entries shifted by one": p.changed(lambda G: np.roll(G, 1, axis=0)),
        "rows or entries shifted back": p.changed(lambda G: np.roll(G, -1, axis=0)),
        "rows or entries reversed": p.changed(lambda G: G[::-1]),
        "rows or entries permuted": p.changed(lambda G: G[rng().permutation(len(G))]),
        "two rows swapped": p.changed(exchange, *tables),
        "every row holds the sum": p.changed(lambda G: G.sum(axis=0) + 0 * G, "v_c", "rows"),
        "every row holds the mean": p.changed(lambda G: G.mean(axis=0) + 0 * G, "v_c", "rows"),
        "last column missing": p.changed(lambda G: G * (np.arange(G.shape[1]) < G.shape[1] - 1), *tables),
        "float32 inside": single(p),
        "float32 claimed": p.changed(np.float32),
        "shape (d,) for (V, d)": p.changed(lambda G: G[0], *tables),
        "shape (1, d)": p.changed(lambda G: np.atleast_2d(G)[:1], "v_c", *tables),
        "shape (V, 1)": p.changed(lambda G: G[:, :1], *tables),
        "f draws inside": p.right,
        "f changes its argument": p.right,
        "one entry wrong": p.changed(lambda G: spoiled(G, 1, rng())),
        "two entries wrong": p.changed(lambda G: spoiled(G, 2, rng())),
        "a row of random numbers": p.changed(lambda G: np.where(in_row(G), rng().normal(size=G.shape), G), *tables),
        "noise everywhere": p.changed(lambda G: G + 10 ** rng().uniform(-6, 1) * rng().normal(size=G.shape)),
        "random slopes of the scores": several(rng().normal(size=len(p.words))),  # in one row: one more factor
        "scores halved": several(p.probability(p.z / 2) - p.y),
    }
    kinds["transposed, V = d" if len(p.v_c) == V else "transposed, V ≠ d"] = p.changed(np.transpose, "U")
    if not p.softmax:
        kinds |= {"factor K": p.changed(lambda G: p.K * G), "factor 1/K": p.changed(lambda G: G / p.K)}
    return kinds


def single(p):
    """The blocks by way of float32."""
    v_c, U = p.v_c.astype(np.float32), p.U.astype(np.float32)
    delta, G = p.probability(U[p.words] @ v_c) - p.y.astype(np.float32), np.zeros_like(U)
    np.add.at(G, p.words, delta[:, None] * v_c)
    return {block: wrong.astype(float) for block, wrong in {"v_c": U[p.words].T @ delta, **p.cut(G)}.items()}


def spoiled(G, entries, rng):
    """Some entries replaced by random numbers."""
    G, where = G.copy(), rng.permutation(G.size)[:entries]
    G.flat[where] = rng.normal(size=where.size)
    return G


def draws_inside(f):
    rng = np.random.default_rng(0)
    return lambda x: f(x) + 1e-3 * rng.normal()


def changes_its_argument(f):
    def g(x):
        value = f(x)
        x *= 1.01
        return value

    return g


BAD_LOSSES = {"f draws inside": draws_inside, "f changes its argument": changes_its_argument}
