"""One step, judged by what it changed: that, divided by −rate, must be the slopes of the loss."""

import numpy as np

from skipgram_lib.classroom.feedback import Finding, Slip, complaint
from skipgram_lib.classroom.road import pieces
from skipgram_lib.gradcheck import Kind, check_gradient, named
from skipgram_lib.losses import naive_softmax, negative_sampling


def moved_by(step):
    """What a learner's step changed, divided by −rate: a claimed slope in v and U, shape (2, V, d)."""

    def slope(v, U, c, o, negatives, rate):
        moved = v.copy(), U.copy()
        step(*moved, c, o, list(negatives), rate)
        return (np.array([v, U]) - moved) / rate

    return slope


def judge_step(claimed, v, U, c, o, negatives, rate):
    """The change of a step, against the loss."""
    if not claimed.any():
        todo = "v = v - … makes a new array, and the old one stays: write into the rows of the old one"
        return Finding("neither v nor U has changed.", named(Kind.ZERO, "nothing changed in place"), todo)
    f = lambda x: negative_sampling.loss(x[..., 0, c, :], o, x[..., 1, :, :], negatives)
    return complaint(check_gradient(f, np.array([v, U]), claimed, vectorized=True))


def _slopes(v, U, c, o, negatives, *_, loss=negative_sampling):
    """The slopes in v and U of one pair, shape (2, V, d)."""
    found = loss.gradients(v[c], o, U, negatives) if loss is negative_sampling else loss.gradients(v[c], o, U)
    G = np.zeros((2, *U.shape))
    G[0, c], G[1] = found.v_c, found.U
    return G


def _times(a, b):
    return lambda *given: _slopes(*given) * np.array([a, b])[:, None, None]


def _one_by_one(first):
    """The slopes of a step that moves v, 0, or U, 1, before it takes the other's slope."""

    def slopes(v, U, c, o, negatives, rate):
        old = _slopes(v, U, c, o, negatives)
        new = _slopes(v - rate * old[0] * (first == 0), U - rate * old[1] * (first == 1), c, o, negatives)
        return np.array([old[0], new[1]] if first == 0 else [new[0], old[1]])

    return slopes


def _with(v=lambda g, given: g, U=lambda g, given: g):
    """Right slopes, but for what `v` and `U` make of theirs and of the step's arguments."""

    def slopes(*given):
        g = _slopes(*given)
        return np.array([v(g[0], given) + 0 * g[0], U(g[1], given) + 0 * g[1]])

    return slopes


_once = lambda v, U, c, o, negatives, rate: _slopes(v, U, c, o, sorted(set(negatives)))
_pull = lambda v, U, c, o, negatives, rate: np.eye(len(U))[:, [o]] * pieces.sampling_pull(v[c], o, U)
_last, _wrong_row = "a repeated draw is counted once", "a row of v has moved that is not the centre word's"
INSTEAD = {Kind.PART: "print v and U before and after one step, for two rates, and compare"}
SLIPS = (
    Slip(Kind.SIGN, "the step goes uphill", _times(-1, -1)),
    Slip(Kind.PART, "v has not changed", _times(0, 1)),
    Slip(Kind.PART, "U has not changed", _times(1, 0)),
    Slip(Kind.PART_SIGN, "one of the two goes uphill", _times(-1, 1)),
    Slip(Kind.PART_SIGN, "one of the two goes uphill", _times(1, -1)),
    Slip(Kind.UPDATED, "U's slope was taken after v had moved", _one_by_one(0)),
    Slip(Kind.UPDATED, "v's slope was taken after U had moved", _one_by_one(1)),
    Slip(Kind.REPEATS, _last, _once),
    Slip(Kind.REPEATS, _last, _with(U=lambda g, given: _once(*given)[1])),
    Slip(Kind.PART, "the rate is not used", lambda *given: _slopes(*given) / given[5]),
    Slip(Kind.PART, "the rate is used twice", lambda *given: _slopes(*given) * given[5]),
    Slip(Kind.WRONG_WORD, "c and o have changed places", lambda v, U, c, o, *n: _slopes(v, U, o, c, *n)),
    Slip(Kind.WRONG_WORD, _wrong_row, _with(lambda g, given: np.eye(len(g))[:, [given[3]]] * g[given[2]])),
    Slip(Kind.WRONG_WORD, _wrong_row, _with(lambda g, given: g[given[2]])),
    Slip(Kind.PART, "the drawn rows have not moved", _with(U=lambda g, given: _pull(*given))),
    Slip(Kind.PART, "the true word's row has not been pulled", _with(U=lambda g, given: g - _pull(*given))),
    Slip(
        Kind.PART,
        "a slope stands where the vector was: subtract it",
        _with(lambda g, given: np.eye(len(g))[:, [given[2]]] * (given[0] / given[5] - g), lambda g, a: a[1] / a[5] - g),
    ),
    Slip(Kind.MEAN, "a mean over the words where each has a slope of its own", _with(U=lambda g, given: g.mean(0))),
    Slip(Kind.MEAN, "divided by the number of draws", lambda *given: _slopes(*given) / len(given[4])),
    Slip(Kind.FUNCTION, "the slopes are of page 1's loss", lambda *given: _slopes(*given, loss=naive_softmax)),
)
