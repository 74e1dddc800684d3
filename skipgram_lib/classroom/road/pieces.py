"""The pieces of a small word2vec, right: what the road lends where a learner's own is missing or wrong."""

import numpy as np

from skipgram_lib import losses, training
from skipgram_lib.losses import naive_softmax, negative_sampling, sigmoid


def softmax(z):
    """ŷ, shape (V,), of the scores z."""
    return losses.softmax(z)


def softmax_loss(v_c, o, U):
    """Page 1's loss of one pair, a number."""
    return naive_softmax.loss(v_c, o, U)


def softmax_slope_v_c(v_c, o, U):
    """Its slope in v_c, shape (d,)."""
    return naive_softmax.gradients(v_c, o, U).v_c


def softmax_slope_U(v_c, o, U):
    """Its slope in U, shape (V, d)."""
    return naive_softmax.gradients(v_c, o, U).U


def sampling_loss(v_c, o, U, negatives):
    """Page 2's loss of one pair, a number."""
    return negative_sampling.loss(v_c, o, U, negatives)


def sampling_slope_v_c(v_c, o, U, negatives):
    """Its slope in v_c, shape (d,)."""
    rows = [o, *negatives]
    delta = sigmoid(U[rows] @ v_c)
    delta[0] = -sigmoid(-(U[o] @ v_c))
    return delta @ U[rows]  # N4


def sampling_pull(v_c, o, U):
    """Its slope in u_o from the first question alone, shape (d,)."""
    return -sigmoid(-(U[o] @ v_c)) * v_c  # X3


def sampling_pushes(v_c, U, negatives):
    """Its slopes in the drawn rows, one for each draw, shape (K, d)."""
    return np.outer(sigmoid(U[negatives] @ v_c), v_c)  # N8


def collect(U, o, negatives, pull, pushes):
    """The slope in U, shape (V, d), from the pull on u_o and the push of each draw."""
    G = np.zeros_like(U)
    np.add.at(G, negatives, pushes)  # X4
    G[o] += pull  # X5
    return G


def pairs(sentence, reach):
    """Every (centre, outside) pair of a sentence of row numbers, at most `reach` places apart: a list."""
    tokens = np.array(sentence, int)
    c, o = training.window_pairs(tokens, np.zeros(len(tokens), int), np.full(len(tokens), reach))
    return list(zip(c.tolist(), o.tolist(), strict=True))


def draws(counts, K, rng):
    """K row numbers, drawn with `rng` in proportion to counts ** 0.75."""
    p_n = counts**0.75
    return rng.choice(len(counts), size=K, p=p_n / p_n.sum())


def step(v, U, c, o, negatives, rate):
    """One step against page 2's slopes of the pair (c, o), in place."""
    slope_v, pull = sampling_slope_v_c(v[c], o, U, negatives), sampling_pull(v[c], o, U)
    slope_U = collect(U, o, negatives, pull, sampling_pushes(v[c], U, negatives))
    v[c] -= rate * slope_v
    U -= rate * slope_U


def loop(pairs, counts, d, K, rate, rng):
    """One step for each of the pairs, in their order, with K draws each: v and U, each (V, d)."""
    v, U = rng.normal(0, 0.1, (len(counts), d)), np.zeros((len(counts), d))
    for c, o in pairs:
        step(v, U, c, o, draws(counts, K, rng), rate)
    return v, U
