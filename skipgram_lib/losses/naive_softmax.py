"""Page 1: the softmax cross-entropy of skip-gram, J = −log ŷ_o, and its two gradients."""

import numpy as np

from skipgram_lib.losses.functions import relative_to_winner, softmax
from skipgram_lib.losses.inputs import Gradients, checked_pairs, checked_vectors, checked_word, finite_scores, scores
from skipgram_lib.losses.record import Batch


def loss(v_c, o, U):
    """Naive-softmax loss of one (centre, outside) pair, J = −log ŷ_o.

    Parameters
    ----------
    v_c : array_like, shape (..., d)
        Centre word vector.
    o : int
        True outside word, 0 <= o < V.
    U : array_like, shape (..., V, d)
        Outside word vectors, one per row.

    Returns
    -------
    float, or ndarray of the broadcast leading shape
        In nats; 0 or more.

    Raises
    ------
    ValueError, TypeError
        If a shape, an index or a value does not fit; the message names the argument.

    Notes
    -----
    Page 1, lines S1, S2 and S6; derived in notebook 02.
    """
    v_c, U = checked_vectors(v_c, U, batch=True)
    o = checked_word(o, U.shape[-2])
    z = scores(U, v_c)
    gaps, _, _, others = relative_to_winner(z)
    return (np.log1p(others[:, 0]) - gaps[:, o]).reshape(z.shape[:-1])[()]  # −log ŷ_o = log Σ exp(z_w) − z_o


def gradients(v_c, o, U):
    """Gradients of the naive-softmax loss for one (centre, outside) pair.

    Parameters
    ----------
    v_c : array_like, shape (d,)
        Centre word vector.
    o : int
        True outside word, 0 <= o < V.
    U : array_like, shape (V, d)
        Outside word vectors, one per row.

    Returns
    -------
    Gradients
        `v_c`, shape (d,), and `U`, shape (V, d), in nats per unit.

    Raises
    ------
    ValueError, TypeError
        If a shape, an index or a value does not fit; the message names the argument.

    Notes
    -----
    Lines X1 and X2 of the ledger; derived in notebooks 03 and 05.
    """
    v_c, U = checked_vectors(v_c, U, batch=False)
    o = checked_word(o, U.shape[-2])
    delta = softmax(scores(U, v_c))  # ŷ
    delta[o] = 0
    delta[o] = -delta.sum()  # ŷ − y: ŷ_o − 1 is minus the others' sum, and keeps its digits when ŷ_o is near 1
    return Gradients(U.T @ delta, np.outer(delta, v_c))  # Uᵀ(ŷ − y), (ŷ − y) v_cᵀ


def batch(v, U, c, o):
    """The loss summed over pairs, and its gradient: every row of U takes part.

    Parameters
    ----------
    v, U : ndarray, shape (V, d)
        Centre and outside vectors: v[c] is the page's v_c, U[o] its v_o.
    c, o : ndarray of int, shape (B,)
        Centre and outside words, one entry a pair.

    Returns
    -------
    Batch

    Raises
    ------
    ValueError, TypeError
        If a shape, an index or a score does not fit; the message names the argument.

    Notes
    -----
    Line X6 of the ledger: a sum of losses has the sum of their gradients.
    """
    v, U, c, o = checked_pairs(v, U, c, o)
    v_c, pairs = v[c], np.arange(len(c))
    gaps, delta, winner, others = relative_to_winner(finite_scores(v_c @ U.T, v=v, U=U))  # (B, V)
    J = (np.log1p(others[:, 0]) - gaps[pairs, o]).sum()  # −log ŷ_o
    delta[winner] = 1
    delta /= 1 + others  # ŷ
    wrong = others / (1 + others)  # 1 − ŷ of the winner, with its digits where ŷ is near 1
    delta[pairs, o] = np.where(winner[1] == o, -wrong[:, 0], delta[pairs, o] - 1)  # ŷ − y
    v_parts, U_parts = delta @ U, np.inner(delta.T, v_c.T)  # X1 for each pair; X2, delta.T @ v_c, summed over them
    return Batch(J, c, v_parts, np.arange(len(U)), U_parts)
