"""The document's closed forms, exactly: its textbook lines in 400 digits, and the digits that float64 may lose."""

from functools import cache

import mpmath
import numpy as np

EPS, TINY = np.finfo(float).eps, np.finfo(float).tiny  # TINY is the smallest normal number

exactly = mpmath.workdps(400)  # 1 + exp(−745) needs 324 digits
exp = cache(exactly(mpmath.exp))
floats = np.vectorize(float, otypes=[float])
numbers = np.vectorize(mpmath.mpf, otypes=[object])
log = np.vectorize(exactly(mpmath.log), otypes=[object])
sigmoid = np.vectorize(exactly(lambda x: 1 / (1 + exp(-mpmath.mpf(x)))), otypes=[object])


@exactly
def softmax(z):
    exp_z = np.array([exp(mpmath.mpf(z_w)) for z_w in z])
    return exp_z / exp_z.sum()


@exactly
def of_naive_softmax(v_c, U, o):
    """J, the rows of U that take part, and δ = ŷ − y of each."""
    z = numbers(U) @ numbers(v_c)
    return -log(softmax(z))[o], np.arange(len(U)), softmax(z) - np.eye(len(U), dtype=int)[o]


@exactly
def of_negative_sampling(v_c, U, o, negatives):
    """J, the rows of U that are drawn, and δ = ŷ − y of every draw."""
    z, rows = numbers(U) @ numbers(v_c), np.array([o, *negatives])
    J = -log(sigmoid(z[o])) - sum(log(sigmoid(-z[k])) for k in negatives)
    return J, rows, np.array([sigmoid(z[o]) - 1, *(sigmoid(z[k]) for k in negatives)])


OF = {"naive_softmax": of_naive_softmax, "negative_sampling": of_negative_sampling}  # one for each loss in LOSSES


@exactly
def spread(delta, rows, v_c, U):
    """From the δ of every draw: Σ δ u, and δ v_cᵀ added to the rows of U that were drawn."""
    return U[rows].T @ delta, ((np.arange(len(U))[:, None] == rows) @ delta)[:, None] * v_c


def lost(v_c, U, rows, dots=True):
    """The part of ŷ, 1 − ŷ, σ and of any sum of them that rounding may take; `dots=False` for exact scores.

    n products and n sums lose at most n eps Σ|u||v| (Higham, section 3.1), and z − max z one eps of a score more.
    An error e in the scores is at most a relative 2e in ŷ. Sums of V and 1 + K terms, and 4 for exp, log1p and /.
    """
    in_scores = (len(v_c) + 1) * (abs(U) @ abs(v_c)).max() if dots else 0
    return EPS * (2 * in_scores + len(U) + len(rows) + 4)
