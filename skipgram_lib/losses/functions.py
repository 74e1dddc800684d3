"""Sigmoid and softmax, and their logarithms, that keep their digits at every score.

Each accepts real, complex and object arrays: branches look at the real part alone, so that the
complex step and the running error analysis of `gradcheck` run the same lines as everyone else.
"""

import numpy as np

from skipgram_lib.losses.inputs import as_numbers


def sigmoid(x):
    """σ(x) = 1 / (1 + exp(−x)), elementwise.

    Parameters
    ----------
    x : array_like, any shape
        Scores.

    Returns
    -------
    ndarray or scalar, shape of `x`
        Between 0 and 1; σ(−740) is tiny, not 0.

    Raises
    ------
    TypeError
        If `x` does not hold numbers.

    Notes
    -----
    Page 2, lines N1 and A2. The textbook line overflows below −709, so exp only ever sees −|x|.
    """
    x = as_numbers("x", x, finite=False)
    decay = np.exp(_minus_abs(x))
    return np.where(np.real(x) < 0, decay, 1) / (1 + decay)


def log_sigmoid(x):
    """log σ(x) = min(x, 0) − log(1 + exp(−|x|)), elementwise.

    Parameters
    ----------
    x : array_like, any shape
        Scores.

    Returns
    -------
    ndarray or scalar, shape of `x`
        At most 0; for a large negative score it is that score, not −inf.

    Raises
    ------
    TypeError
        If `x` does not hold numbers.

    Notes
    -----
    Page 2, line N1.
    """
    x = as_numbers("x", x, finite=False)
    return np.where(np.real(x) < 0, x, 0) - np.log1p(np.exp(_minus_abs(x)))


def softmax(z):
    """ŷ_w = exp(z_w) / Σ exp(z), over the last axis.

    Parameters
    ----------
    z : array_like, shape (..., V)
        Scores, finite.

    Returns
    -------
    ndarray, shape (..., V)
        Positive where exp can show it; sums to 1.

    Raises
    ------
    ValueError, TypeError
        If `z` is a single number, empty, or not finite.

    Notes
    -----
    Page 1, line S2, which also says why the largest score may be subtracted.
    """
    _, weights, winner, others = relative_to_winner(checked_scores(z))
    weights[winner] = 1
    return (weights / (1 + others)).reshape(np.shape(z))


def log_softmax(z):
    """log ŷ_w = z_w − log Σ exp(z), over the last axis.

    Parameters
    ----------
    z : array_like, shape (..., V)
        Scores, finite.

    Returns
    -------
    ndarray, shape (..., V)
        At most 0; the winner's keeps its digits even where ŷ rounds to 1.

    Raises
    ------
    ValueError, TypeError
        If `z` is a single number, empty, or not finite.

    Notes
    -----
    Page 1, lines S1 and S2.
    """
    gaps, _, _, others = relative_to_winner(checked_scores(z))
    return (gaps - np.log1p(others)).reshape(np.shape(z))


def _minus_abs(x):
    return np.where(np.real(x) < 0, x, -x)  # −|x|, and analytic where x is complex


def checked_scores(z):
    """z as an array of shape (..., V); refused by name if it is not one, or not finite."""
    z = as_numbers("z", z)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ValueError(f"z must have shape (..., V) with V >= 1; got {z.shape}. Pass one score per word.")
    return z


def relative_to_winner(z):
    """Of finite z, row by row: gaps z − max z, exp of them with 0 for the winner, its index, and the others' sum.

    The winner's own exp(0) = 1 stays out of the sum: 1 + 1e-17 would forget the 1e-17.
    """
    z = z.reshape(-1, z.shape[-1])
    winner = np.arange(len(z)), z.real.argmax(axis=1)
    gaps = z - z[winner][:, None]
    weights = np.exp(gaps)
    weights[winner] = 0
    return gaps, weights, winner, weights.sum(axis=1, keepdims=True)
