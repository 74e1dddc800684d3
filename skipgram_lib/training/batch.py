"""Line X6 for a mini-batch: each loss summed over its pairs, beside its gradient, all pairs at once.

`v` and `U` have shape (V, d): v[c] is the page's v_c, and U[o] its u_o. `c` and `o` have shape (B,), one entry a pair.
"""

from typing import NamedTuple

import numpy as np

from skipgram_lib.losses import log_sigmoid, sigmoid
from skipgram_lib.losses.functions import checked_scores, relative_to_winner
from skipgram_lib.losses.inputs import Gradients


class Batch(NamedTuple):
    """A summed loss in nats, and its gradient in parts: part i belongs to row i of `rows`, and a row may come twice."""

    loss: float
    v_rows: np.ndarray
    v_parts: np.ndarray
    U_rows: np.ndarray
    U_parts: np.ndarray


def naive_softmax_batch(v, U, c, o):
    """Σ −log ŷ_o over the pairs, and its gradient: every row of U takes part."""
    v_c, pairs = v[c], np.arange(len(c))
    gaps, delta, winner, others = relative_to_winner(checked_scores(v_c @ U.T))  # (B, V)
    J = (np.log1p(others[:, 0]) - gaps[pairs, o]).sum()  # −log ŷ_o
    delta[winner] = 1
    delta /= 1 + others  # ŷ
    wrong = others / (1 + others)  # 1 − ŷ of the winner, with its digits where ŷ is near 1
    delta[pairs, o] = np.where(winner[1] == o, -wrong[:, 0], delta[pairs, o] - 1)  # ŷ − y
    v_parts, U_parts = delta @ U, np.inner(delta.T, v_c.T)  # X1 for each pair; X2, delta.T @ v_c, summed over them
    return Batch(J, c, v_parts, np.arange(len(U)), U_parts)


def negative_sampling_batch(v, U, c, o, negatives):
    """Σ (−log σ(u_o·v_c) − Σ_k log σ(−u_k·v_c)) over the pairs, and its gradient: drawn rows alone take part.

    `negatives` has shape (B, K), a draw for each pair.
    """
    rows = np.concatenate([o[:, None], negatives], axis=1, dtype=np.intp, casting="same_kind")  # (B, 1 + K)
    sign = np.where(np.arange(rows.shape[1]) == 0, -1.0, 1.0)  # J = −Σ log σ(−sign · z)
    v_c, u = v[c], U.take(rows, axis=0)  # (B, d), (B, 1 + K, d)
    z = sign * (u @ v_c[:, :, None])[:, :, 0]
    delta = sign * sigmoid(z)  # −σ(−u_o·v_c) = σ(u_o·v_c) − 1 for the true word, σ(u_k·v_c) for the others
    v_parts = (delta[:, None, :] @ u)[:, 0]  # N4
    U_parts = delta[:, :, None] * v_c[:, None, :]  # X3, N8; rows that repeat add up later: X4, X5
    return Batch(-log_sigmoid(-z).sum(), c, v_parts, rows.ravel(), U_parts.reshape(-1, v.shape[1]))


def add_parts(matrix, rows, parts):
    """matrix[rows[i]] += parts[i] for every i, in place, so that a row which comes twice gets both."""
    entries = rows[:, None] * matrix.shape[1] + np.arange(matrix.shape[1])
    np.add.at(matrix.reshape(-1), entries.ravel(), parts.ravel())  # entry by entry: 5 times as fast as row by row


def batch_gradients(found, V):
    """The gradient of a batch as whole matrices.

    Parameters
    ----------
    found : Batch
        What `naive_softmax_batch` or `negative_sampling_batch` returned.
    V : int
        Words in the vocabulary.

    Returns
    -------
    Gradients
        For `v` and for `U`, both (V, d), in nats per unit.
    """
    whole = Gradients(*np.zeros((2, V, found.v_parts.shape[1])))
    add_parts(whole.v_c, found.v_rows, found.v_parts)
    add_parts(whole.U, found.U_rows, found.U_parts)
    return whole


LOSSES = {"naive_softmax": naive_softmax_batch, "negative_sampling": negative_sampling_batch}
