"""What is asked about negative sampling beside its slopes."""

import numpy as np

from skipgram_lib.classroom.exercises import PLACES, Loss, Task, places
from skipgram_lib.classroom.feedback import QUESTION, Finding, Slip
from skipgram_lib.classroom.tasks.judging import chosen, near
from skipgram_lib.gradcheck import Kind, numerical_gradient
from skipgram_lib.losses import log_sigmoid, naive_softmax, negative_sampling, sigmoid

_p = PLACES["With the coffee vectors"]
_no_log, _lost = "the log is not differentiated", "the slope of the log is missing"
_s = sigmoid
log_sigmoid_slope = Loss(
    log_sigmoid,
    (
        Slip(Kind.LOG_SLOPE, _no_log, lambda x: _s(x) * _s(-x)),
        Slip(Kind.LOG_SLOPE, _no_log, lambda x: -_s(x) * _s(-x)),
        Slip(Kind.LOG, "only the log is differentiated: the chain rule goes on inside", lambda x: 1 / _s(x)),
        Slip(Kind.FUNCTION, "σ stands where the slope of log σ should", _s),
        Slip(Kind.NOT_DIFFERENTIATED, "log σ stands where its slope should", log_sigmoid),
        Slip(Kind.NOT_DIFFERENTIATED, "log σ stands where its slope should", lambda x: -log_sigmoid(x)),
        Slip(Kind.LOG, "a log is missing: exp stands where σ should", lambda x: np.exp(-x)),
        Slip(Kind.LOG, "a log is missing: exp stands where σ should", np.exp),
        Slip(Kind.SIGN, "a sign flip", lambda x: -_s(-x)),
        Slip(Kind.SIGN, "a sign flip: 1 is on the wrong side", lambda x: _s(x) - 1),
        Slip(Kind.FUNCTION, "1 + σ stands there: a minus is lost", lambda x: 1 + _s(x)),
        Slip(Kind.LOG_SLOPE, "a factor of σ too many", lambda x: _s(-x) ** 2),
        Slip(Kind.LOG_SLOPE, "divided once too often", lambda x: _s(-x) / _s(x)),
        Slip(Kind.FUNCTION, "this log has another base", lambda x: _s(-x) / np.log(2)),
        Slip(Kind.FUNCTION, "this log has another base", lambda x: _s(-x) / np.log(10)),
        Slip(Kind.SUM_KEPT, "all entries are added up", lambda x: 0 * x + _s(-x).sum()),
        Slip(Kind.MEAN, "divided by the number of entries", lambda x: _s(-x) / len(x)),
        Slip(Kind.FUNCTION, "brackets: 1 / 1 + exp is 1 + exp", lambda x: 1 / 1 + np.exp(x)),
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
    near(
        negative_sampling.loss,
        QUESTION,
        [
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
            Slip(Kind.FUNCTION, "this log has another base", lambda *given: negative_sampling.loss(*given) / np.log(2)),
            Slip(
                Kind.FUNCTION, "this log has another base", lambda *given: negative_sampling.loss(*given) / np.log(10)
            ),
            Slip(Kind.FUNCTION, "the softmax is of the other loss", lambda v_c, o, U, n: naive_softmax.loss(v_c, o, U)),
        ],
    ),
)

_length = lambda v_c, U, n: np.linalg.norm(U[n], axis=1)
_best = lambda n, sizes: n[int(np.argmax(sizes))]
_push = lambda k, v_c, U: np.linalg.norm(numerical_gradient(lambda v: -log_sigmoid(-(U[k] @ v)), v_c).value)
_factor = "the strength of a push alone: its vector has a length, too"
hardest_push = Task(
    {
        f"{where}, {draw}": given
        for draw in ("negatives", "collided")
        for where, given in places("v_c", "U", draw).items()
    },
    (),
    chosen(
        lambda v_c, U, n: max(n, key=lambda k: _push(k, v_c, U)),
        [
            Slip(Kind.PART, _factor, lambda v_c, U, n: _best(n, U[n] @ v_c)),
            Slip(
                Kind.PART,
                "the length of a vector alone: a push has a strength, too",
                lambda v_c, U, n: _best(n, _length(v_c, U, n)),
            ),
            Slip(
                Kind.MOVED,
                "a place in the list of draws: return the row number that stands there",
                lambda v_c, U, n: int(np.argmax(_s(U[n] @ v_c) * _length(v_c, U, n))),
            ),
            Slip(
                Kind.FUNCTION,
                "the sign inside σ is wrong",
                lambda v_c, U, n: _best(n, _s(-(U[n] @ v_c)) * _length(v_c, U, n)),
            ),
            Slip(
                Kind.SIGN,
                "the weakest push, not the hardest",
                lambda v_c, U, n: _best(n, -_s(U[n] @ v_c) * _length(v_c, U, n)),
            ),
            Slip(
                Kind.WRONG_WORD,
                "of all words, not of the draws",
                lambda v_c, U, n: _best(range(len(U)), _s(U @ v_c) * np.linalg.norm(U, axis=1)),
            ),
            Slip(Kind.WRONG_WORD, "of all words, not of the draws", lambda v_c, U, n: int(np.argmax(U @ v_c))),
            Slip(
                Kind.LOG_SLOPE,
                _no_log,
                lambda v_c, U, n: _best(n, _s(U[n] @ v_c) * _s(-(U[n] @ v_c)) * _length(v_c, U, n)),
            ),
            Slip(
                Kind.FUNCTION,
                "a score stands where σ should",
                lambda v_c, U, n: _best(n, U[n] @ v_c * _length(v_c, U, n)),
            ),
            Slip(Kind.FUNCTION, "a score stands where σ should", lambda v_c, U, n: _best(n, np.abs(U[n] @ v_c))),
        ],
        "print the length of each push, not its factor alone",
    ),
)


def pull_and_pushes(v_c, o, U, negatives):
    """What negative sampling does to the outside vectors: the pull on u_o, (d,), and a push for each draw, (K, d)."""
    z = U @ v_c
    return -sigmoid(-z[o]) * v_c, sigmoid(z[negatives])[:, None] * v_c


def slope_from(collect):
    """The slope in U that a learner's `collect(U, o, negatives, pull, pushes)` makes of right pulls and pushes."""
    return lambda v_c, o, U, negatives: collect(U, o, negatives, *pull_and_pushes(v_c, o, U, negatives))


def _judge_draw(draw):
    if not all(float(k).is_integer() and 0 <= k < len(_p.U) for k in draw):
        return Finding(
            f"row numbers are whole, 0 <= k < V = {len(_p.U)}; got {draw.tolist()}.", todo="choose three rows of U"
        )
    draw = draw.astype(int)
    right = negative_sampling.gradients(_p.v_c, _p.o, _p.U, draw).U
    kept = negative_sampling.gradients(_p.v_c, _p.o, _p.U, np.unique(draw)).U  # what += keeps
    seen = np.delete(np.abs(right - kept) > 1e-9, _p.o, axis=0).any()
    blind = "+= is right for this draw, so the test would pass."
    if not seen and np.abs(right - kept).any():
        blind = "the only row that is off is o's own, and G[o] = pull overwrites it."
    return "" if seen else Finding(blind, todo="which draw would lose an update that no other line touches?")


draw_that_tells = Task({"Your draw": ()}, (3,), _judge_draw)
