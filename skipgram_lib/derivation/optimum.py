"""Where the losses let training end, line X8: both expected losses over a table of counts, at scores in closed form.

Levy & Goldberg, Neural Word Embedding as Implicit Matrix Factorization, 2014.
"""

import numpy as np

from skipgram_lib.losses import naive_softmax, negative_sampling

C, W, K = 2, 3, 5  # centre words, outside words, negatives for each pair: all different, and so is d


def frequencies(p):
    """p(c), p(w|c) and the noise p_n(w), from a table of C × W positive counts."""
    counts = np.exp(p.U[:C, :W])
    noise = counts.sum(axis=0) ** 0.75
    return counts.sum(axis=1) / counts.sum(), counts / counts.sum(axis=1, keepdims=True), noise / noise.sum()


def expected_losses(p):
    """Both expected losses, as a function of all vectors: x[i] holds C centre vectors above W outside vectors.

    One draw adds loss(o, [k]) − loss(o, []) to the loss, whatever o is; so K expected draws add K Σ_k p_n(k) of that.
    """
    p_c, p_w, p_n = frequencies(p)

    def f(x):
        v_c, U = x[..., :C, :], x[..., C:, :]
        softmax = sum(
            naive_softmax.loss(v_c[..., 0, :, :], w, U[..., 0, None, :, :]) @ (p_c * p_w[:, w]) for w in range(W)
        )
        loss = lambda o, draw: negative_sampling.loss(v_c[..., 1, :, :], o, U[..., 1, None, :, :], draw)
        true = sum(loss(w, []) @ (p_c * p_w[:, w]) for w in range(W))
        drawn = sum((loss(0, [k]) - loss(0, [])) @ (p_c * K * p_n[k]) for k in range(W))
        return softmax + true + drawn

    return f, vectors(p)


def vectors(p):
    """Vectors whose scores are log p(w|c) + a_c, and log(p(w|c) / p_n(w)) − log K, with some a_c."""
    _, p_w, p_n = frequencies(p)
    U, a_c = p.U[:W], np.arange(1, C + 1)[:, None]
    scores = np.log(p_w) + a_c, np.log(p_w / p_n) - np.log(K)
    return np.array([np.vstack([z @ np.linalg.pinv(U).T, U]) for z in scores])


def scale(p):
    """What the rarest pair alone contributes: a slope of that size would not be zero."""
    p_c, p_w, _ = frequencies(p)
    return float((p_c[:, None] * p_w).min() * np.abs(p.U[:W]).max())
