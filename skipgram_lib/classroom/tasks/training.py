"""What is asked about training: the slope of a window, and the scores at which it must end."""

import numpy as np

from skipgram_lib.classroom.feedback import Finding, Slip, complaint
from skipgram_lib.classroom.places import places
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks.judging import not_finite, other_base
from skipgram_lib.gradcheck import Kind, check_gradient
from skipgram_lib.losses import log_sigmoid, naive_softmax, sigmoid, softmax

_y = lambda w, U: np.bincount(w, minlength=len(U))
_window = lambda of: lambda v_c, w, U: of(softmax(U @ v_c), _y(w, U), len(w)) @ U
_all = _window(lambda q, y, C: C * q - y)
_READ = "print which words of the window your code reads, and how often each"
_once, _mean = "a word that stands there twice is counted once", "a mean where the loss has a sum"
_WINDOW_SLIPS = (
    Slip(
        Kind.PART,
        "one ŷ for the whole window: each of its words has a softmax of its own",
        _window(lambda q, y, C: q - y),
    ),
    Slip(Kind.MEAN, _mean, _window(lambda q, y, C: q - y / C)),
    Slip(Kind.LABEL, "the − y term is missing", _window(lambda q, y, C: C * q)),
    Slip(Kind.LABEL, "the − y term is missing", _window(lambda q, y, C: q)),
    Slip(Kind.TERM, "the ŷ term is missing", _window(lambda q, y, C: -y)),
    Slip(Kind.SIGN, "a sign flip", _window(lambda q, y, C: y - C * q)),
    Slip(Kind.LABEL_TERM, "the label's term has the wrong sign", _window(lambda q, y, C: C * q + y)),
    Slip(Kind.REPEATS, _once, _window(lambda q, y, C: C * q - (y > 0))),
    Slip(Kind.REPEATS, _once, _window(lambda q, y, C: (y > 0).sum() * q - (y > 0))),
    Slip(Kind.REPEATS, _once, _window(lambda q, y, C: q - (y > 0))),
    Slip(
        Kind.DRAW,
        "some words of the window are missing",
        lambda v_c, w, U: naive_softmax.gradients(v_c, w[0], U).v_c,
        _READ,
    ),
    Slip(
        Kind.DRAW,
        "some words of the window are missing",
        lambda v_c, w, U: naive_softmax.gradients(v_c, w[-1], U).v_c,
        _READ,
    ),
    Slip(Kind.DRAW, "the first word of the window is left out", lambda v_c, w, U: _all(v_c, w[1:], U), _READ),
    Slip(Kind.DRAW, "the last word of the window is left out", lambda v_c, w, U: _all(v_c, w[:-1], U), _READ),
    Slip(
        Kind.SUM,
        "ŷ is taken as often as there are words in all, not in the window",
        _window(lambda q, y, C: len(q) * q - y),
    ),
    Slip(Kind.LOG, "a log is missing", lambda v_c, w, U: (len(w) * np.exp(U @ v_c) - _y(w, U)) @ U),
    Slip(Kind.FUNCTION, "σ is of the other loss", lambda v_c, w, U: (len(w) * sigmoid(U @ v_c) - _y(w, U)) @ U),
)


def _judge_window(claimed, v_c, window, U):
    J = lambda v_c: sum(naive_softmax.loss(v_c, o, U) for o in window)
    return complaint(check_gradient(J, v_c, claimed, ingredients={"C": len(window)}))


window_slope = Task(
    places("v_c", "window", "U"), lambda v_c, window, U: v_c.shape, _judge_window, idle=(), slips=_WINDOW_SLIPS
)


def _scores(p=lambda n: n / n.sum(1, keepdims=True), power=0.75, sign=-1, log=np.log, of=lambda n: n.sum(0)):
    def scores(counts, K):
        noise = of(counts) ** power
        return log(p(counts) / (noise / noise.sum())) + sign * np.log(K)

    return scores


_END_SLIPS = (
    Slip(Kind.FUNCTION, "the power ¾ is missing", _scores(power=1)),
    Slip(Kind.PART, "nothing came from K", _scores(sign=0)),
    Slip(Kind.PART_SIGN, "K has the wrong sign", _scores(sign=1)),
    Slip(Kind.LOG, "a log is missing", lambda n, K: np.exp(_scores()(n, K))),
    Slip(Kind.LOG, "a log is missing: K stands there, not its log", lambda n, K: _scores(sign=0)(n, K) - K),
    Slip(Kind.SIGN, "a sign flip: the fraction is upside down", lambda n, K: -_scores()(n, K)),
    Slip(
        Kind.MEAN, "a share of the whole table stands where a share of a row should", _scores(p=lambda n: n / n.sum())
    ),
    Slip(Kind.SUM, "counts stand where shares should", _scores(p=lambda n: n)),
    Slip(
        Kind.SUM,
        "counts stand where shares should",
        lambda n, K: _scores(sign=0)(n, K) - np.log(n.sum(0) ** 0.75) - np.log(K),
    ),
    Slip(Kind.TRANSPOSED, "each column is divided by its sum, not each row", _scores(p=lambda n: n / n.sum(0))),
    *other_base(_scores()),
    Slip(
        Kind.PART,
        "nothing came from how often a word is drawn",
        lambda n, K: np.log(n / n.sum(1, keepdims=True)) - np.log(K),
    ),
    Slip(
        Kind.FUNCTION,
        "the power is taken of the shares after dividing: they no longer sum to 1",
        lambda n, K: np.log(n / n.sum(1, keepdims=True) / (n.sum(0) / n.sum()) ** 0.75) - np.log(K),
    ),
)


_PAPER = "write the slope of one score with its two parts, and set it to 0 on paper"


def expected_loss(counts, K):
    """Of a table of counts, (C, W), the expected loss with K expected negatives, as a function of the scores: X8."""
    p, noise = counts / counts.sum(), counts.sum(axis=0) ** 0.75
    drawn = K * p.sum(axis=1, keepdims=True) * (noise / noise.sum())
    return lambda z: -(p * log_sigmoid(z)).sum() - (drawn * log_sigmoid(-z)).sum()


def _judge_end(z, counts, K):
    if not np.isfinite(z).all():
        return not_finite()
    check = check_gradient(expected_loss(counts, K), z, np.zeros(z.shape), scale=1e-6)
    if check or (np.abs(check.measured) <= 8 * np.finfo(z.dtype).eps).all():  # slopes in the scores, of size 1
        return ""
    up, down = ((sign * check.measured > check.bound).sum() for sign in (1, -1))
    return Finding(f"of {z.size} slopes {up} are > 0, {down} < 0.", plain=_PAPER)


_tables = {  # K -> counts, (C, W), of several sizes
    5: [[8, 1, 3], [2, 6, 40]],
    2: [[8, 1, 3], [2, 6, 40]],
    3: [[4, 9, 1, 7], [12, 2, 5, 30], [1, 20, 3, 6], [2, 5, 11, 3], [7, 3, 2, 2]],
    4: [[30, 2], [5, 9], [4, 6]],
}
end_scores = Task(
    {f"With K = {K}": (np.array(counts, float), K) for K, counts in _tables.items()},
    lambda counts, K: counts.shape,
    _judge_end,
    idle=(),
    slips=_END_SLIPS,
    instead=dict.fromkeys(Kind, _PAPER),
    must="It must return an array of the shape of counts, (C, W).",
)
