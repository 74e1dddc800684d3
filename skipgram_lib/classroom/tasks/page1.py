"""What is asked about the softmax loss beside its slopes."""

import numpy as np

from skipgram_lib.classroom.advice import OF_A_LOSS
from skipgram_lib.classroom.feedback import Finding, Slip, slack
from skipgram_lib.classroom.places import PLACES, places
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks.judging import apart, near, not_finite, other_base
from skipgram_lib.derivation import Point, all_lines, check_side
from skipgram_lib.gradcheck import Kind, numerical_gradient
from skipgram_lib.losses import naive_softmax, softmax

_p = PLACES["With the coffee vectors"]
_J = lambda z, o: naive_softmax.loss(np.ones(1), int(o), z[:, None])
_shift = {f"With {add} added to every coffee score": (_p.U @ _p.v_c + add, _p.o) for add in (0, 1000, -1000)}
_next = lambda z, o: (o + 1) % len(z)
_lost = "a log is missing"
_OTHERS = "the share of all other words stands where the true word's should"
_APART = "compute log Σ exp(z) and z_o apart, print both, and ask which of them you changed"
LOSS_SLIPS = (  # of the loss as a function of the scores
    Slip(Kind.SIGN, "a sign flip: a loss is above 0", lambda z, o: -_J(z, o)),
    Slip(Kind.LOG, _lost, lambda z, o: np.exp(-_J(z, o))),
    Slip(Kind.LOG, _lost, lambda z, o: -np.exp(-_J(z, o))),
    Slip(Kind.LOG, _lost, lambda z, o: 1 - np.exp(-_J(z, o))),
    Slip(Kind.LOG, _lost, lambda z, o: np.exp(z - z.max()).sum() - (z[o] - z.max())),
    Slip(Kind.LOG, _lost, lambda z, o: np.exp(z - z.max()).sum() - z[o]),
    Slip(
        Kind.SUM_KEPT,
        "all words are added up: the sum should have disappeared",
        lambda z, o: np.sum([_J(z, w) for w in range(len(z))]),
    ),
    Slip(
        Kind.MEAN,
        "a mean over all words: this loss is of one",
        lambda z, o: np.mean([_J(z, w) for w in range(len(z))]),
    ),
    Slip(Kind.MEAN, "a mean where the loss has a sum", lambda z, o: _J(z, o) - np.log(len(z))),
    Slip(Kind.MEAN, "divided by the number of words", lambda z, o: _J(z, o) / len(z)),
    Slip(Kind.WRONG_WORD, "another word stands where o should", lambda z, o: _J(z, _next(z, o))),
    Slip(Kind.WRONG_WORD, "another word stands where o should", lambda z, o: _J(z, (o - 1) % len(z))),
    Slip(
        Kind.WRONG_WORD,
        "the winner's score stands where o's should, or o's has been lost",
        lambda z, o: _J(z, z.argmax()),
    ),
    *other_base(_J),
    Slip(Kind.FUNCTION, "σ is of the other loss", lambda z, o: np.logaddexp(0, -z[o])),
    Slip(Kind.FUNCTION, "the softmax is missing", lambda z, o: -z[o]),
    Slip(Kind.PART, "the scores were shifted in one of two places", lambda z, o: _J(z, o) - z.max(), _APART),
    Slip(Kind.PART, "the scores were shifted in one of two places", lambda z, o: _J(z, o) + z.max(), _APART),
    Slip(Kind.PART, "a term is missing", lambda z, o: np.log(np.exp(z - z.max()).sum()) + z.max()),
    Slip(
        Kind.FUNCTION,
        _OTHERS,
        lambda z, o: -np.log1p(-np.exp(-_J(z, o))),
    ),
    Slip(Kind.LOG, _lost, lambda z, o: np.exp(z).sum() - z[o]),
    Slip(Kind.PART, "the largest score stands where the log of the sum should", lambda z, o: z.max() - z[o]),
)
FAR = [0.0, 1000.0, 2000.0, 5000.0, 300.0]
loss_from_scores = Task(
    _shift
    | {where: (p.U @ p.v_c, p.o) for where, p in list(PLACES.items())[1:]}
    | {"With scores up to 5000": (np.array(FAR), 3), "With a rival 712 above o": (np.array([0.0, 712.0, 1, 2]), 0)}
    | {"With o 1000 below the top": (np.array([1000.0, 0.0]), 1)},
    (),
    near(_J, _APART),
    instead=OF_A_LOSS,
    slips=LOSS_SLIPS,
)

_SUM = "print the sum of all weights at your U: by which factor must all of them change?"
_many = lambda U: np.random.default_rng(5).normal(size=(U.shape[1], 20))  # twenty centre vectors, as columns


def _judge_twin(other, U):
    if not np.isfinite(other).all():
        return not_finite()
    if np.array_equal(other, U):
        return Finding("it is the same U.", todo="ask what may be added to all rows at once")
    if np.abs(other - U).max() < 1e-6:
        return Finding("it is another U by less than 1e-6, too little to tell.", todo="change it by more")
    gap = np.abs(softmax((other @ _many(U)).T) - softmax((U @ _many(U)).T)).max()
    if gap < max(1e-9, slack(other)):
        return ""
    apart = np.ptp(other - U, axis=0).max() > 1e-9
    why = "not every row is moved by the same vector" if apart else "rounding spoils it: move less"
    return Finding(f"ŷ differs for some centre vectors: {why}.", todo="print the change of each score, row by row")


same_predictions = Task(places("U"), lambda U: U.shape, _judge_twin)


def _judge_hidden(found, v_c, o, U):
    if np.array_equal(found, U):
        return Finding("this is U as it was.", todo=_SUM)
    if not np.isfinite(found).all():
        return not_finite()
    log = np.logaddexp.reduce(found @ v_c)  # of the sum of all weights, which may be too large for a number
    if abs(log) > 1:
        return Finding(f"the log of the sum of all weights is {log:.4g}: far from where S8 is right.", todo=_SUM)
    if check_side(all_lines()["S8"], Point(v_c, found, o), "printed") or abs(log) <= slack(found):
        return ""
    weights, _ = apart(np.exp(log), 1.0, 4)
    return Finding(f"S8 is measured as wrong there; the sum of all weights is {weights}.", todo=_SUM)


S8_hidden = Task(places("v_c", "o", "U"), lambda v_c, o, U: U.shape, _judge_hidden, idle=None)


def step_along_S3():
    """(choices, what is measured, what to think of) of a step against S3, in the right shape but with its sign."""
    p = _p
    before, after = (naive_softmax.loss(v, p.o, p.U) for v in (p.v_c, p.v_c - 0.1 * p.U.T @ (p.y - p.y_hat)))
    return ["rises", "falls"], "falls" if after < before else "rises", "which way does S3 itself point, up or down?"


def sum_of_rows():
    """(choices, what is measured, what to think of) of the sum of all rows of the slope in U."""
    p = _p
    total = numerical_gradient(lambda U: naive_softmax.loss(p.v_c, p.o, U), p.U).value.sum(axis=0)
    sums = {"v_c": p.v_c, "0": 0 * p.v_c, "-v_c": -p.v_c}
    measured = min(sums, key=lambda name: np.abs(total - sums[name]).max())
    return list(sums), measured, "add up the factors of all rows"
