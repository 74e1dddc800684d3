"""What is asked about negative sampling as 1 + K questions: the slope of log σ, and the loss."""

import numpy as np

from skipgram_lib.classroom.advice import CHAIN, OF_A_LOSS, QUESTION, SIGNS
from skipgram_lib.classroom.feedback import Loss, Slip
from skipgram_lib.classroom.places import places
from skipgram_lib.classroom.plain import lost_draws
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks.judging import near, other_base
from skipgram_lib.gradcheck import Kind
from skipgram_lib.losses import log_sigmoid, naive_softmax, negative_sampling, sigmoid

_no_log = "the log is not differentiated"
_BESIDE = "print x and your answer beside it: which entry belongs to which?"
_s = sigmoid
log_sigmoid_slope = Loss(
    log_sigmoid,
    (
        Slip(Kind.LOG_SLOPE, _no_log, lambda x: _s(x) * _s(-x)),
        Slip(Kind.LOG_SLOPE, _no_log, lambda x: -_s(x) * _s(-x)),
        Slip(Kind.LOG, "only the log is differentiated: the chain rule goes on inside", lambda x: 1 / _s(x)),
        Slip(Kind.FUNCTION, "σ stands where the slope of log σ should", _s, CHAIN),
        Slip(Kind.NOT_DIFFERENTIATED, "log σ stands where its slope should", log_sigmoid),
        Slip(Kind.NOT_DIFFERENTIATED, "log σ stands where its slope should", lambda x: -log_sigmoid(x)),
        Slip(Kind.LOG_SLOPE, "exp(−x) comes out: σ is divided away once too often", lambda x: np.exp(-x)),
        Slip(Kind.LOG, "a log is missing: exp stands where σ should", np.exp),
        Slip(Kind.SIGN, "a sign flip", lambda x: -_s(-x)),
        Slip(Kind.FUNCTION, "1 + σ stands there: a minus is lost", lambda x: 1 + _s(x), SIGNS),
        Slip(Kind.LOG_SLOPE, "a factor of σ too many", lambda x: _s(-x) ** 2),
        *other_base(lambda x: _s(-x)),
        Slip(
            Kind.SUM_KEPT,
            "all entries are added up",
            lambda x: 0 * x + _s(-x).sum(),
            _BESIDE,
        ),
        Slip(Kind.MEAN, "divided by the number of entries", lambda x: _s(-x) / len(x)),
        Slip(Kind.FUNCTION, "brackets: 1 / 1 + exp is 1 + exp", lambda x: 1 / 1 + np.exp(x), "print 1 / 1 + 2"),
    ),
)

_ask = lambda yes, no: lambda v_c, o, U, n: yes(U[o] @ v_c) + no(U[n] @ v_c)
_yes, _no = (lambda x: -log_sigmoid(x)), (lambda x: -log_sigmoid(-x).sum())
_label = "the answer to some of the questions is the wrong way round"
questions = Task(
    {
        f"{where}, {draw}": given
        for draw in ("negatives", "repeated", "collided")
        for where, given in places("v_c", "o", "U", draw).items()
    },
    (),
    near(negative_sampling.loss, QUESTION),
    instead=OF_A_LOSS,
    slips=(
        Slip(
            Kind.SIGN,
            "a sign flip: a loss is above 0",
            _ask(lambda x: log_sigmoid(x), lambda x: log_sigmoid(-x).sum()),
        ),
        Slip(Kind.PART, "nothing came from the true word", _ask(lambda x: 0, _no)),
        Slip(Kind.PART, "nothing came from the draws", _ask(_yes, lambda x: 0)),
        Slip(Kind.AS_TRUE, _label, _ask(_yes, lambda x: -log_sigmoid(x).sum())),
        Slip(Kind.AS_DRAWN, _label, _ask(lambda x: -log_sigmoid(-x), _no)),
        Slip(Kind.AS_TRUE, _label, _ask(lambda x: -log_sigmoid(-x), lambda x: -log_sigmoid(x).sum())),
        Slip(Kind.AS_TRUE, _label, _ask(lambda x: 0, lambda x: -log_sigmoid(x).sum())),
        Slip(Kind.PART_SIGN, "the draws are subtracted", _ask(_yes, lambda x: log_sigmoid(-x).sum())),
        Slip(Kind.PART_SIGN, "the true word is subtracted", _ask(log_sigmoid, _no)),
        Slip(
            Kind.MEAN,
            "the draws are averaged where the loss sums them",
            _ask(_yes, lambda x: -log_sigmoid(-x).mean()),
        ),
        Slip(
            Kind.MEAN,
            "a mean over all questions where the loss has a sum",
            lambda v_c, o, U, n: negative_sampling.loss(v_c, o, U, n) / (1 + len(n)),
        ),
        Slip(
            Kind.REPEATS,
            "a repeated draw is counted once",
            lambda v_c, o, U, n: negative_sampling.loss(v_c, o, U, sorted(set(n))),
        ),
        Slip(Kind.LOG, "a log is missing", _ask(lambda x: -_s(x), lambda x: -_s(-x).sum())),
        Slip(Kind.LOG, "a log is missing", _ask(_s, lambda x: _s(-x).sum())),
        Slip(Kind.LOG, "a log is missing in the draws", _ask(_yes, lambda x: -_s(-x).sum())),
        Slip(Kind.LOG, "a log is missing in the draws", _ask(_yes, lambda x: _s(x).sum())),
        Slip(
            Kind.SUM,
            "the log of a sum stands where the sum of logs should",
            _ask(_yes, lambda x: -np.log(_s(-x).sum())),
        ),
        Slip(
            Kind.SUM,
            "σ of a sum stands where the sum should be outside",
            _ask(_yes, lambda x: -log_sigmoid(-x.sum())),
        ),
        Slip(
            Kind.COLLISION,
            "o was drawn too, and that draw is left out",
            lambda v_c, o, U, n: negative_sampling.loss(v_c, o, U, [k for k in n if k != o]),
        ),
        *other_base(negative_sampling.loss),
        Slip(Kind.FUNCTION, "the softmax is of the other loss", lambda v_c, o, U, n: naive_softmax.loss(v_c, o, U)),
        *lost_draws(negative_sampling.loss),
    ),
)
