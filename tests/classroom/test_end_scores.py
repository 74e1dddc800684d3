"""What the scores at which training ends are judged by is the expected loss of the pairs of a table."""

import numpy as np

from skipgram_lib.classroom.tasks.training import expected_loss
from skipgram_lib.losses import negative_sampling

COUNTS, K = np.random.default_rng(0).integers(5, 100, (2, 3)), 3


def of_its_pairs(v, U):
    """The expected loss by the library's loss alone: one draw adds loss(o, [k]) − loss(o, []), whatever o is."""
    p, noise = COUNTS / COUNTS.sum(), COUNTS.sum(axis=0) ** 0.75
    J = lambda c, o, draw: negative_sampling.loss(v[c], o, U, draw)
    drawn = lambda c: sum(K * noise[k] / noise.sum() * (J(c, 0, [k]) - J(c, 0, [])) for k in range(len(noise)))
    return sum(p[c, w] * (J(c, w, []) + drawn(c)) for c, w in np.ndindex(p.shape))


def test_the_expected_loss_of_a_table_is_that_of_its_pairs():
    v, U = np.split(np.random.default_rng(1).normal(size=(5, 2)), [2])
    np.testing.assert_allclose(expected_loss(COUNTS, K)(v @ U.T), of_its_pairs(v, U), rtol=1e-14)
