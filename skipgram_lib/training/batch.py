"""Line X6 for a mini-batch: the gradient of its summed loss put together, and checked before it is followed."""

import numpy as np

from skipgram_lib.door import a, door, whole
from skipgram_lib.gradcheck import check_directions
from skipgram_lib.losses import LOSSES, Batch
from skipgram_lib.losses.inputs import Gradients, checked_pairs
from skipgram_lib.training.recipe import LOSS


def add_parts(matrix, rows, parts):
    """matrix[rows[i]] += parts[i] for every i, in place, so that a row which comes twice gets both."""
    entries = rows[:, None] * matrix.shape[1] + np.arange(matrix.shape[1])
    np.add.at(matrix.reshape(-1), entries.ravel(), parts.ravel())  # entry by entry: 5 times as fast as row by row


@door(found=a(Batch, "The batch of a loss makes one."), V=whole(1))
def batch_gradients(found, V):
    """The gradient of a batch as whole matrices.

    Parameters
    ----------
    found : Batch
        What the `batch` of a loss returned.
    V : int
        Words in the vocabulary.

    Returns
    -------
    Gradients
        For `v` and for `U`, both (V, d), in nats per unit.
    """
    last = max(rows.max(initial=0) for rows in (found.v_rows, found.U_rows))
    if last >= V:
        raise ValueError(f"V must be above {last}, the last row of the batch; got {V}. Count the whole vocabulary.")
    matrices = Gradients(*np.zeros((2, V, found.v_parts.shape[1])))
    add_parts(matrices.v_c, found.v_rows, found.v_parts)
    add_parts(matrices.U, found.U_rows, found.U_parts)
    return matrices


@door(loss=LOSS)
def summed_loss(loss, v, U, c, o, *negatives):
    """The loss of a mini-batch by the library's loss for one pair, `LOSSES[loss]`, one pair after the other."""
    v, U, *draw = checked_pairs(v, U, c, o, *negatives)
    return sum(LOSSES[loss].loss(v[i], j, U, *drawn) for i, j, *drawn in zip(*draw, strict=True))


@door(loss=LOSS)
def check_batch(loss, v, U, *draw, seed=0):
    """Check the gradient that training uses, along random directions, against the summed losses of single pairs.

    Parameters
    ----------
    loss : str
        A name in `LOSSES`.
    v, U : array_like, shape (V, d)
        Centre and outside vectors.
    *draw : array_like of int
        c and o, shape (B,), one entry a pair; and the draw of each pair, shape (B, K), if the loss draws.
    seed : int
        Of the directions.

    Returns
    -------
    DirectionCheck
        Of both matrices, stacked: entry [0, ...] belongs to v, [1, ...] to U.

    Notes
    -----
    Line X6 of the ledger: what is measured knows nothing of batches.
    """
    claimed = np.array(batch_gradients(LOSSES[loss].batch(v, U, *draw), len(v)))
    f = lambda x: summed_loss(loss, *x, *draw)
    return check_directions(f, np.array([v, U], float), claimed, name=f"{loss}, {len(draw[0])} pairs", seed=seed)
