"""Line X8: the expected loss of a table of counts, as a function of the scores.

`counts` has shape (C, W), all positive: how often outside word w stood near centre word c. Scores z = v Uᵀ have
that shape too. Levy & Goldberg, Neural Word Embedding as Implicit Matrix Factorization, 2014.
"""

import numpy as np

from skipgram_lib.door import ABOVE_ZERO, door
from skipgram_lib.losses import log_sigmoid
from skipgram_lib.losses.inputs import as_numbers

POWER = 0.75  # of the unigram counts: the noise


def frequencies(counts):
    """p(c, w), shape (C, W), and the noise p_n(w), shape (W,)."""
    counts = as_numbers("counts", counts, finite=False)
    if counts.ndim != 2 or not counts.size or not (counts > 0).all() or not np.isfinite(counts).all():
        raise ValueError(
            f"counts must be a (C, W) table of positive numbers; got shape {counts.shape}, smallest "
            f"{counts.min(initial=np.inf)}. A pair that was never seen has no finite score: add a little to all."
        )
    noise = counts.sum(axis=0) ** POWER
    return counts / counts.sum(), noise / noise.sum()


@door(K=ABOVE_ZERO)
def negative_sampling_loss(counts, K):
    """The expected loss with K expected negatives, as a function of the scores, in nats."""
    p, p_n = frequencies(counts)
    drawn = K * p.sum(axis=1, keepdims=True) * p_n
    return lambda z: -(p * log_sigmoid(z)).sum() - (drawn * log_sigmoid(-z)).sum()
