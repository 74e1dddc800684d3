"""What is asked about a text: the slope of a batch of pairs, and the best score that knows no word."""

import numpy as np

from skipgram_lib.classroom.feedback import Slip, complaint
from skipgram_lib.classroom.places import PLACES
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks.judging import near, other_base
from skipgram_lib.gradcheck import Kind, check_gradient
from skipgram_lib.losses import naive_softmax, sigmoid, softmax

_y = lambda o, U: np.eye(len(U))[o]
_own = lambda c, o, v, U: (softmax(U @ v[c]) - _y(o, U)) @ U  # X1


def _summed(slope=_own, over=list, overwrite=False):
    """The slope of a batch in v, (V, d): what `slope` makes of each pair, added up in the row of its centre."""

    def slopes(v, U, pairs):
        G = np.zeros_like(v)
        for c, o in over(pairs):
            G[c] = slope(c, o, v, U) + (0 if overwrite else G[c])
        return G

    return slopes


_once, _few = "a pair or a centre that comes twice is counted once", "some pairs are missing"
_READ = "print which pairs your code reads, and how often each"
_BATCH_SLIPS = (
    Slip(Kind.REPEATS, _once, _summed(overwrite=True)),
    Slip(Kind.REPEATS, _once, _summed(over=set)),
    Slip(Kind.MEAN, "a mean where the loss has a sum", lambda v, U, pairs: _summed()(v, U, pairs) / len(pairs)),
    Slip(Kind.MEAN, "a mean where the loss has a sum", lambda v, U, pairs: _summed()(v, U, pairs) / len(v)),
    Slip(Kind.SIGN, "a sign flip", _summed(lambda *pair: -_own(*pair))),
    Slip(Kind.LABEL, "the − y term is missing", _summed(lambda c, o, v, U: softmax(U @ v[c]) @ U)),
    Slip(Kind.TERM, "the ŷ term is missing", _summed(lambda c, o, v, U: -U[o])),
    Slip(Kind.LABEL_TERM, "the label's term has the wrong sign", _summed(lambda *g: _own(*g) + 2 * g[3][g[1]])),
    Slip(Kind.LOG, "a log is missing", _summed(lambda c, o, v, U: (np.exp(U @ v[c]) - _y(o, U)) @ U)),
    Slip(Kind.FUNCTION, "σ is of the other loss", _summed(lambda c, o, v, U: (sigmoid(U @ v[c]) - _y(o, U)) @ U)),
    Slip(Kind.WRONG_WORD, "c and o have changed places", _summed(over=lambda pairs: [(o, c) for c, o in pairs])),
    Slip(Kind.WRONG_WORD, "the row of o gets what belongs to the row of c", lambda v, U, pairs: sum(
        np.outer(_y(o, U), _own(c, o, v, U)) for c, o in pairs)),
    Slip(Kind.WRONG_VECTOR, "ŷ is made with another centre vector", lambda v, U, pairs: _summed(
        lambda c, o, v, U: (softmax(U @ v[pairs[0][0]]) - _y(o, U)) @ U)(v, U, pairs)),
    Slip(
        Kind.WRONG_VECTOR,
        "this is the slope in U",
        lambda v, U, pairs: sum(np.outer(softmax(U @ v[c]) - _y(o, U), v[c]) for c, o in pairs),
    ),
    Slip(Kind.DRAW, _few, _summed(over=lambda pairs: pairs[:1]), _READ),
    Slip(Kind.DRAW, _few, _summed(over=lambda pairs: pairs[-1:]), _READ),
    Slip(Kind.DRAW, _few, _summed(over=lambda pairs: pairs[:-1]), _READ),
    Slip(Kind.DRAW, _few, _summed(over=lambda pairs: pairs[1:]), _READ),
    Slip(Kind.SUM_KEPT, "every row gets the sum of all rows", lambda v, *more: 0 * v + _summed()(v, *more).sum(0)),
)  # fmt: skip


def _judge_batch(claimed, v, U, pairs):
    J = lambda v: sum(naive_softmax.loss(v[..., c, :], o, U) for c, o in pairs)
    return complaint(check_gradient(J, v, claimed, vectorized=True))


def _some(p, more):
    """Pairs of a point: one of them twice, one centre with two outside words, and the last row on both sides."""
    last, (a, b, c, *_) = len(p.U) - 1, p.others
    return [(b, last), (a, p.o), (b, p.o), (a, p.o), (last, b), *[(c, b), (b, last), (p.o, c)][:more]]


_v = lambda n, p: np.random.default_rng(n).normal(size=p.U.shape)
batch_slope = Task(
    {where: (_v(n, p), p.U, _some(p, n)) for n, (where, p) in enumerate(PLACES.items())},
    lambda v, U, pairs: v.shape,
    _judge_batch,
    idle=(),
    slips=_BATCH_SLIPS,
)  # fmt: skip

_cost = lambda z, K: np.logaddexp(0, -z) + K * np.logaddexp(0, z)
_PLOT = "plot the loss of one score against the score, for K = 5: where is its slope 0?"
best_constant = Task(
    {f"With K = {K}": (K,) for K in (2, 5, 20)},
    (),
    near(lambda K: -np.log(K), _PLOT, within=1e-6),  # a minimum, found by search, has half of the digits
    instead=dict.fromkeys(Kind, _PLOT),
    slips=(
            Slip(Kind.SIGN, "a sign flip", np.log),
            Slip(Kind.LOG, "a log is missing: this is a share, not a score", lambda K: 1 / (1 + K)),
            Slip(Kind.LOG, "a log is missing: this is a ratio, not a score", lambda K: 1 / K),
            Slip(Kind.LOG, "a log is missing", lambda K: -K),
            Slip(Kind.FUNCTION, "the log of a share: a score is where σ has that share", lambda K: -np.log(1 + K)),
            Slip(Kind.FUNCTION, "the log of a share: a score is where σ has that share", lambda K: np.log(1 + K)),
            Slip(Kind.FUNCTION, "the log of a share: a score is where σ has that share", lambda K: np.log(K / (1 + K))),
            *other_base(lambda K: -np.log(K)),
            Slip(Kind.NOT_DIFFERENTIATED, "this is the loss there, not the score", lambda K: _cost(-np.log(K), K)),
            Slip(Kind.NOT_DIFFERENTIATED, "this is the loss of the score 0", lambda K: _cost(0, K)),
            Slip(Kind.PART, "the draws are not counted: K questions say no", lambda K: 0 * K),
            Slip(Kind.MEAN, "a mean over the questions where the loss has a sum", lambda K: -np.log(K) / (1 + K)),
    ),
    idle=(),
)  # fmt: skip
