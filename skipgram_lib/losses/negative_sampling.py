"""Page 2: the negative-sampling loss of skip-gram, 1 + K yes/no questions, and its gradients."""

import numpy as np

from skipgram_lib.losses.functions import log_sigmoid, sigmoid
from skipgram_lib.losses.inputs import (
    Gradients,
    checked_negatives,
    checked_pairs,
    checked_vectors,
    checked_word,
    finite_scores,
    refuse_nonfinite,
    scores,
)
from skipgram_lib.losses.record import Batch


def loss(v_c, o, U, negatives):
    """Negative-sampling loss of one pair, J = −log σ(u_o·v_c) − Σ_k log σ(−u_k·v_c).

    Parameters
    ----------
    v_c : array_like, shape (..., d)
        Centre word vector.
    o : int
        True outside word, 0 <= o < V.
    U : array_like, shape (..., V, d)
        Outside word vectors, one per row.
    negatives : array_like of int, shape (K,)
        Rows drawn as negatives. A word drawn m times counts m times, and o may be among them.

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
    Page 2, line N1; derived in notebook 06. Nothing is sampled here: the draw is an argument.
    """
    v_c, U, rows = _checked(v_c, o, U, negatives, batch=True)
    z = scores(U[..., rows, :], v_c)  # u_o·v_c, then u_k·v_c for every draw
    return 0.0 - log_sigmoid(z[..., 0]) - log_sigmoid(-z[..., 1:]).sum(axis=-1)


def gradients(v_c, o, U, negatives):
    """Gradients of the negative-sampling loss for one (centre, outside) pair.

    Parameters
    ----------
    v_c : array_like, shape (d,)
        Centre word vector.
    o : int
        True outside word, 0 <= o < V.
    U : array_like, shape (V, d)
        Outside word vectors, one per row.
    negatives : array_like of int, shape (K,)
        Rows drawn as negatives. A word drawn m times counts m times, and o may be among them.

    Returns
    -------
    Gradients
        `v_c`, shape (d,), and `U`, shape (V, d), in nats per unit; rows that were not drawn are 0.

    Raises
    ------
    ValueError, TypeError
        If a shape, an index or a value does not fit; the message names the argument.

    Notes
    -----
    Lines N4, N8 and X3 to X5 of the ledger; derived in notebooks 07 and 08.
    """
    v_c, U, rows = _checked(v_c, o, U, negatives, batch=False)
    z = scores(U[rows], v_c)
    delta = sigmoid(z)  # σ(u_k·v_c) = −(σ(−u_k·v_c) − 1) for every draw
    delta[0] = -sigmoid(-z[0])  # σ(u_o·v_c) − 1, with its digits
    grad_U = np.zeros(U.shape, np.result_type(delta, v_c))
    np.add.at(grad_U, rows, np.outer(delta, v_c))  # repeated rows add up
    return Gradients(U[rows].T @ delta, grad_U)


def batch(v, U, c, o, negatives):
    """The loss summed over pairs, and its gradient: drawn rows alone take part.

    Parameters
    ----------
    v, U : ndarray, shape (V, d)
        Centre and outside vectors: v[c] is the page's v_c, U[o] its u_o.
    c, o : ndarray of int, shape (B,)
        Centre and outside words, one entry a pair.
    negatives : ndarray of int, shape (B, K)
        A draw for each pair.

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
    v, U, c, o, negatives = checked_pairs(v, U, c, o, negatives)
    rows = np.concatenate([o[:, None], negatives], axis=1)  # (B, 1 + K)
    sign = np.where(np.arange(rows.shape[1]) == 0, -1.0, 1.0)  # J = −Σ log σ(−sign · z)
    v_c, u = v[c], U.take(rows, axis=0)  # (B, d), (B, 1 + K, d)
    z = sign * finite_scores((u @ v_c[:, :, None])[:, :, 0], v=v, U=U)
    delta = sign * sigmoid(z)  # −σ(−u_o·v_c) = σ(u_o·v_c) − 1 for the true word, σ(u_k·v_c) for the others
    v_parts = (delta[:, None, :] @ u)[:, 0]  # N4
    U_parts = delta[:, :, None] * v_c[:, None, :]  # X3, N8; rows that repeat add up later: X4, X5
    return Batch(-log_sigmoid(-z).sum(), c, v_parts, rows.ravel(), U_parts.reshape(-1, v.shape[1]))


def _checked(v_c, o, U, negatives, batch):
    v_c, U = checked_vectors(v_c, U, batch)
    refuse_nonfinite("U", U)  # in rows that were not drawn, too
    V = U.shape[-2]
    return v_c, U, np.concatenate([[checked_word(o, V)], checked_negatives(negatives, V)])
