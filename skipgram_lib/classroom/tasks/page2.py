"""What is asked about the vectors of page 2: the hardest push, rows that are collected, a draw that tells."""

import numpy as np

from skipgram_lib.classroom.feedback import Finding, Slip
from skipgram_lib.classroom.places import PLACES, places
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks.judging import chosen
from skipgram_lib.derivation import random_point
from skipgram_lib.gradcheck import Kind, numerical_gradient
from skipgram_lib.losses import log_sigmoid, negative_sampling, sigmoid

_p = PLACES["With the coffee vectors"]
_no_log = "the log is not differentiated"
_s = sigmoid
_length = lambda v_c, U, n: np.linalg.norm(U[n], axis=1)
_best = lambda n, sizes: n[int(np.argmax(sizes))]
_push = lambda k, v_c, U: np.linalg.norm(numerical_gradient(lambda v: -log_sigmoid(-(U[k] @ v)), v_c).value)
_hardest = lambda strength: lambda v_c, U, n: _best(n, strength(U[n] @ v_c) * _length(v_c, U, n))
_cost = lambda z: -log_sigmoid(-z)
_factor = "the strength of a push alone: its vector has a length, too"
_FACTOR = "write one draw's slope in v_c down: which number stands before its vector, and how long is the product?"
_LENGTH = "print the length of each push, not its factor alone"


def _telling(trial):
    """A point with larger scores: what stands for σ, or for a length, has another winner at some of these."""
    p = random_point(7, trial, 9 + trial % 3, 4 + trial % 2, 5 + trial % 2)
    return (-1) ** trial * 2 * p.v_c, p.U, list(p.negatives)


hardest_push = Task(
    {
        f"{where}, {draw}": given
        for draw in ("negatives", "repeated", "collided")
        for where, given in places("v_c", "U", draw).items()
    }
    | {f"At a point with larger scores, {trial}": _telling(trial) for trial in (3, 7, 11, 14, 22, 32)},
    (),
    chosen(lambda v_c, U, n: max(n, key=lambda k: _push(k, v_c, U)), _LENGTH),
    instead=dict.fromkeys(Kind, _FACTOR)
    | {
        Kind.PART: _LENGTH,
        Kind.WRONG_WORD: "print the rows of negatives beside what you return",
        Kind.MOVED: "print negatives beside what you return: is it one of them?",
    },
    slips=(
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
        Slip(Kind.FUNCTION, "the sign inside σ is wrong", _hardest(lambda z: _s(-z))),
        Slip(Kind.SIGN, "the weakest push, not the hardest", _hardest(lambda z: -_s(z))),
        Slip(
            Kind.WRONG_WORD,
            "of all words, not of the draws",
            lambda v_c, U, n: _best(range(len(U)), _s(U @ v_c) * np.linalg.norm(U, axis=1)),
        ),
        Slip(Kind.WRONG_WORD, "the highest score of all words, not of the draws", lambda v_c, U, n: np.argmax(U @ v_c)),
        Slip(Kind.LOG_SLOPE, _no_log, _hardest(lambda z: _s(z) * _s(-z))),
        Slip(Kind.FUNCTION, "a score stands where σ should", _hardest(lambda z: z)),
        Slip(Kind.FUNCTION, "the size of a score stands for the push", lambda v_c, U, n: _best(n, np.abs(U[n] @ v_c))),
        Slip(Kind.LOG, "exp stands where σ should", _hardest(np.exp)),
        Slip(Kind.NOT_DIFFERENTIATED, "the loss of each draw stands where its slope should", _hardest(_cost)),
        Slip(
            Kind.FUNCTION,
            "entries are added up where the length of a vector should stand",
            lambda v_c, U, n: _best(n, _s(U[n] @ v_c) * np.abs(U[n]).sum(1)),
        ),
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
