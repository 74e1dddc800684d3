"""A mini-batch's summed gradient, measured along random directions: cheap however large v and U are."""

import numpy as np

from skipgram_lib.gradcheck import check_gradient
from skipgram_lib.losses import naive_softmax, negative_sampling
from skipgram_lib.training.batch import LOSSES, batch_gradients

DIRECTIONS = 3  # for v, and as many for U


def check_batch(v, U, c, o, negatives=None, seed=0):
    """Check the gradient that training uses against the summed losses of `skipgram_lib.losses`.

    Parameters
    ----------
    v, U : array_like, shape (V, d)
        Centre and outside vectors.
    c, o : array_like of int, shape (B,)
        Centre and outside words, one entry a pair.
    negatives : array_like of int, shape (B, K), optional
        The draw of each pair, for negative sampling; without it the loss is the naive softmax.
    seed : int
        Of the directions.

    Returns
    -------
    GradientCheck
        Its entry [0, j] is a slope along a random direction of v, [1, j] along one of U. A mistake in any entry
        of the gradient turns up in them all.

    Notes
    -----
    Line X6 of the ledger: the loss is summed pair by pair, by code that knows nothing of batches.
    """
    point, draw = np.array([v, U], float), [np.asarray(rows) for rows in (c, o, negatives) if rows is not None]
    name = "naive_softmax" if negatives is None else "negative_sampling"
    claimed = np.array(batch_gradients(LOSSES[name](*point, *draw), len(point[1])))
    e = np.random.default_rng(seed).normal(size=(2, DIRECTIONS, point[0].size))
    slopes = (e @ claimed.reshape(2, -1, 1))[..., 0]  # gradient · direction

    def f(t):
        t = np.asarray(t, float)  # numbers that carry a bound stop here: a million of them would take minutes
        return summed_loss(*(point + (t[:, None, :] @ e).reshape(point.shape)), *draw)

    return check_gradient(f, np.zeros(slopes.shape), slopes, name=f"{name}, {len(draw[0])} pairs")


def summed_loss(v, U, c, o, negatives=None):
    """The loss of a mini-batch by the library's losses for one pair, one after the other."""
    if negatives is None:
        return sum(naive_softmax.loss(v[i], j, U) for i, j in zip(c, o, strict=True))
    return sum(negative_sampling.loss(v[i], j, U, rows) for i, j, rows in zip(c, o, negatives, strict=True))
