"""Line X8: from a table of counts and expected negatives, where training must end, and a descent that gets there.

`counts` has shape (C, W), all positive: how often outside word w stood near centre word c. Scores z = v Uᵀ have
that shape too. Levy & Goldberg, Neural Word Embedding as Implicit Matrix Factorization, 2014.
"""

import numpy as np

from skipgram_lib.door import ABOVE_ZERO, FUNCTION, door, whole
from skipgram_lib.losses import log_sigmoid, sigmoid, softmax
from skipgram_lib.losses.inputs import as_numbers

STEPS, STILL = 20_000, 1e-12  # a slope below STILL nats per unit ends the descent
FASTEST = 300.0  # rate, where the loss looks flat


@door(power=ABOVE_ZERO)
def frequencies(counts, power=0.75):
    """p(c, w), shape (C, W), p(w|c), same shape, and the noise p_n(w), shape (W,): unigram counts to a power."""
    counts = as_numbers("counts", counts, finite=False)
    if counts.ndim != 2 or not counts.size or not (counts > 0).all() or not np.isfinite(counts).all():
        raise ValueError(
            f"counts must be a (C, W) table of positive numbers; got shape {counts.shape}, smallest "
            f"{counts.min(initial=np.inf)}. A pair that was never seen has no finite score: add a little to all."
        )
    noise = counts.sum(axis=0) ** power
    return counts / counts.sum(), counts / counts.sum(axis=1, keepdims=True), noise / noise.sum()


def naive_softmax_slopes(counts):
    """∂J/∂z of the expected loss, as a function of the scores: p(c) (ŷ − p(w|c))."""
    p, _, _ = frequencies(counts)
    return lambda z: p.sum(axis=1, keepdims=True) * softmax(z) - p


@door(K=ABOVE_ZERO)
def negative_sampling_loss(counts, K):
    """The expected loss with K expected negatives, as a function of the scores, in nats."""
    p, _, p_n = frequencies(counts)
    drawn = K * p.sum(axis=1, keepdims=True) * p_n
    return lambda z: -(p * log_sigmoid(z)).sum() - (drawn * log_sigmoid(-z)).sum()


@door(K=ABOVE_ZERO)
def negative_sampling_slopes(counts, K, power=0.75):
    """∂J/∂z of the expected loss with K expected negatives: p(c, w) (σ(z) − 1) + K p(c) p_n(w) σ(z)."""
    p, _, p_n = frequencies(counts, power)
    return lambda z: K * p.sum(axis=1, keepdims=True) * p_n * sigmoid(z) - p * sigmoid(-z)


@door(slopes=FUNCTION)
def vector_slopes(slopes, v, U):
    """∂J/∂v and ∂J/∂U from ∂J/∂z: z = v Uᵀ passes them on."""
    v, U = as_numbers("v", v), as_numbers("U", U)
    if v.ndim != 2 or U.shape[1:] != v.shape[1:]:
        raise ValueError(f"v and U must have shapes (C, d) and (W, d); got {v.shape} and {U.shape}. Vectors are rows.")
    delta = np.asarray(slopes(v @ U.T))
    if delta.shape != (len(v), len(U)) or not np.isfinite(delta).all():
        raise ValueError(f"slopes must return finite numbers, shape {len(v), len(U)}; got shape {delta.shape}, or NaN.")
    return delta @ U, delta.T @ v


@door(slopes=FUNCTION, C=whole(1), W=whole(1), d=whole(1), seed=whole(0))
def descend(slopes, C, W, d, seed=0):
    """Full-batch gradient descent until it stands still.

    Parameters
    ----------
    slopes : callable
        Maps scores (C, W) to ∂J/∂z, the same shape.
    C, W, d : int
        Centre words, outside words, and the length of a vector.
    seed : int
        Of the vectors to start from.

    Returns
    -------
    v, U : ndarray, shapes (C, d) and (W, d)

    Raises
    ------
    ArithmeticError
        If a slope is still above 1e-12 after 20,000 steps.

    Notes
    -----
    The rate is read off the last step, as Barzilai and Borwein do (1988). With s that step and y the change of the
    gradient along it, y·y / s·y is a curvature, and the next rate is one over it.
    """
    x = np.random.default_rng(seed).normal(size=(C + W, d)) / 2
    gradient = lambda x: np.vstack(vector_slopes(slopes, x[:C], x[C:]))
    g, rate = gradient(x), 1.0
    for _ in range(STEPS):
        if np.abs(g).max() < STILL:
            return x[:C], x[C:]
        s = -rate * g
        x = x + s
        y, g = gradient(x) - g, gradient(x)
        rate = min(abs((s * y).sum()) / (y * y).sum(), FASTEST)
    raise ArithmeticError(f"slopes must fall below {STILL}; {np.abs(g).max():.1e} is left. Try another seed.")
