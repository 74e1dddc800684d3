"""The pages' own losses, with slips that are answers to another question, which no diagnosis of a gradient can know."""

import numpy as np

from skipgram_lib.classroom.advice import INSIDE, READ
from skipgram_lib.classroom.feedback import Loss, Slip
from skipgram_lib.gradcheck import Kind
from skipgram_lib.losses import log_sigmoid, naive_softmax, negative_sampling, sigmoid

_g, _g2, _s = naive_softmax.gradients, negative_sampling.gradients, sigmoid
_MEAN = "ask which rows pull harder than others, and which number says so"
_PAGE1 = {
    "v_c": (
        Slip(Kind.WRONG_VECTOR, "this is the slope in v_o", lambda v_c, o, U: _g(v_c, o, U).U[o]),
        Slip(
            Kind.PART,
            "only the true word's row takes part",
            lambda v_c, o, U: (_g(v_c, o, U).U[o] @ v_c) / (v_c @ v_c) * U[o],
        ),
        Slip(Kind.FUNCTION, "a plain mean of the rows: all weigh alike", lambda v_c, o, U: U.mean(0) - U[o], _MEAN),
    ),
    "u_o": (Slip(Kind.WRONG_VECTOR, "this is the slope in v_c", lambda v_c, o, U: _g(v_c, o, U).v_c),),
}


def _subtracted(v_c, o, U, negatives):
    """The pushes subtracted, each of several on one row or only the last."""
    pull = -1 / (1 + np.exp(U[o] @ v_c)) * v_c
    return np.eye(len(U))[:, [o]] * pull, np.outer(1 / (1 + np.exp(-(U @ v_c))), v_c)


def _all(v_c, o, U, negatives):
    pull, push = _subtracted(v_c, o, U, negatives)
    return pull - np.bincount(negatives, minlength=len(U))[:, None] * push


def _last(v_c, o, U, negatives):
    pull, push = _subtracted(v_c, o, U, negatives)
    return pull - (np.bincount(negatives, minlength=len(U)) > 0)[:, None] * push


def lost_draws(of):
    """The slips of a loop over the draws that starts or ends one too far inside; `of(v_c, o, U, negatives)`."""
    return (
        Slip(Kind.DRAW, "the first draw is left out", lambda v_c, o, U, n: of(v_c, o, U, n[1:]), READ),
        Slip(Kind.DRAW, "the last draw is left out", lambda v_c, o, U, n: of(v_c, o, U, n[:-1]), READ),
        Slip(
            Kind.DRAW,
            "only the first draw counts: a return inside the loop?",
            lambda v_c, o, U, n: of(v_c, o, U, n[:1]),
            INSIDE,
        ),
    )


_PAGE2 = {
    "v_c": lost_draws(lambda *given: _g2(*given).v_c),
    "U": (
        *lost_draws(lambda *given: _g2(*given).U),
        Slip(Kind.PART_SIGN, "the pushes have the wrong sign", _all),
        Slip(Kind.PART_SIGN, "the pushes have the wrong sign, and a repeat is counted once", _last),
    ),
}


def page1(wrt):
    """Page 1's loss, for its slope in `wrt`."""
    return Loss(naive_softmax.loss, _PAGE1.get(wrt, ()))


def page2(wrt):
    """Page 2's loss, for its slope in `wrt`."""
    return Loss(negative_sampling.loss, _PAGE2.get(wrt, ()))


def _merged(v_c, o, U, n):
    return np.outer(_s(U[n] @ v_c) * np.bincount(n)[n], v_c)


_of_v_c = lambda v_c, o, U, n: _s(U[n] @ v_c)[:, None] * U[n]
_rows = lambda factor: lambda v_c, o, U, n: np.outer(factor(U[n] @ v_c), v_c)
EACH_DRAW = Loss(  # page 2's, seen from the draws: a row for each, whatever repeats
    negative_sampling.loss,
    (
        Slip(Kind.TWICE, "repeats are added up, where each draw has a row of its own", _merged, READ),
        Slip(Kind.AS_TRUE, "the draws are pulled, as if they were true", _rows(lambda x: -_s(-x))),
        Slip(Kind.FUNCTION, "the sign inside σ is wrong", _rows(lambda x: _s(-x))),
        Slip(Kind.LOG_SLOPE, "the log is not differentiated", _rows(lambda x: _s(x) * _s(-x))),
        Slip(Kind.LOG, "a log is missing: exp stands where σ should", _rows(np.exp)),
        Slip(Kind.WRONG_VECTOR, "this is the slope in v_c, draw by draw", _of_v_c),
    ),
)
_times = lambda factor: lambda v_c, o, U: factor(U[o] @ v_c) * v_c
FIRST_QUESTION = Loss(  # page 2's question about the true word alone
    lambda v_c, o, U: -log_sigmoid(U[..., o, :] @ v_c),
    (
        Slip(Kind.LOG_SLOPE, "the log is not differentiated", _times(lambda x: -_s(x) * _s(-x))),
        Slip(Kind.LOG_SLOPE, "the log is not differentiated", _times(lambda x: _s(x) * _s(-x))),
        Slip(Kind.LOG, "a log is missing: exp stands where σ should", _times(lambda x: -np.exp(-x))),
        Slip(Kind.LOG, "only the log is differentiated: the chain rule goes on inside", _times(lambda x: -1 / _s(x))),
        Slip(Kind.LABEL, "the − y term is missing", _times(_s)),
        Slip(Kind.LABEL_TERM, "the label's term has the wrong sign", _times(lambda x: 1 + _s(x))),
        Slip(Kind.TERM, "the σ term is missing", _times(lambda x: -1)),
        Slip(Kind.FUNCTION, "the sign inside σ is wrong", _times(lambda x: -_s(x))),
        Slip(Kind.NOT_DIFFERENTIATED, "log σ stands where its slope should", _times(log_sigmoid)),
        Slip(Kind.WRONG_VECTOR, "this is the slope in v_c", lambda v_c, o, U: -_s(-(U[o] @ v_c)) * U[o]),
        Slip(Kind.WRONG_WORD, "σ is of another word's score", lambda v_c, o, U: -_s(-(U[o - 1] @ v_c)) * v_c),
        Slip(Kind.FUNCTION, "the softmax is of the other loss", lambda v_c, o, U: _g(v_c, o, U).U[o]),
        Slip(Kind.MEAN, "divided by the number of entries", lambda v_c, o, U: -_s(-(U[o] @ v_c)) * v_c / len(v_c)),
    ),
)
