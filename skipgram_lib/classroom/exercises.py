"""Feedback on a learner's function: measured against the loss, so no answer key decides, and none must be kept.

Each `try_…` prints what a tutor would say and returns the score, which is what nbgrader reads.
"""

from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from skipgram_lib.classroom import plain
from skipgram_lib.classroom.examples import coffee
from skipgram_lib.classroom.feedback import Loss, answered, complaint, first, then
from skipgram_lib.classroom.score import Score
from skipgram_lib.classroom.watch import borrowed, unused
from skipgram_lib.derivation import random_point
from skipgram_lib.gradcheck import check_gradient, printable

LAST = next(i for i in count(3) if (p := random_point(2025, i)).o == len(p.U) - 1)  # o is the last row there
PLACES = {"With the coffee vectors": coffee()[1]} | {
    f"At random point {n}": random_point(2025, i) for n, i in enumerate((1, 2, LAST), start=1)
}
EVERYWHERE = "with the coffee vectors and at 3 random points"


@dataclass(frozen=True)
class Task:
    """An answer that is no slope of a loss: an array to build, a number to find, a loss to write.

    Attributes
    ----------
    trials : dict of str to tuple
        Where -> the arguments that the function is called with.
    shape : callable, tuple of int, or str
        The shape that the answer must have, if it depends on the arguments a function of them; or words for an answer
        that is no array.
    judge : callable
        `judge(answer, *arguments)` returns what is wrong, a `Finding` or a sentence, or "".
    idle : tuple of int, or None
        Which arguments a right answer may leave unused; None for all of them.
    slow : bool
        Whether a function takes seconds: then the first place where it is wrong is the last that is tried.
    """

    trials: dict
    shape: object
    judge: object
    idle: tuple | None = None
    slow: bool = False


def places(*names):
    """Where -> the arguments that a function is called with there: the named attributes of each point."""
    listed = lambda value: list(value) if isinstance(value, tuple) else value
    return {where: tuple(listed(getattr(p, name)) for name in names) for where, p in PLACES.items()}


def try_gradient(function, wrt, points, *, loss=None, draw=None):
    """Measure a learner's gradient with the coffee vectors and at random points.

    Parameters
    ----------
    function : callable
        Called as `function(v_c, o, U)`, with the rows that were drawn as a fourth argument if there is a draw; for
        `wrt="z"` as `function(z, o)`.
    wrt : str
        Which slope it claims: "v_c", "U", "u_o", "u_k" (a row for each word of the draw) or "z" (the scores).
    points : int
        What a right answer is worth.
    loss : Loss, optional
        Its value is called as loss(v_c, o, U), with the draw if there is one; v_c and U may carry leading axes. Left
        out: page 1's, or page 2's if there is a draw.
    draw : str, or tuple of str, optional
        Which draw of the point, "negatives", "repeated" or "collided", or several that must all be right.

    Returns
    -------
    Score
        `points` if every check agrees, else 0.
    """
    loss = loss or (plain.page1(wrt) if draw is None else plain.page2(wrt))
    draws = draw if isinstance(draw, tuple) else (draw,)
    trials = [(where, *_measured(p, wrt, loss, one)) for one in draws for where, p in PLACES.items()]
    idle = (1,) if wrt == "u_k" else ()
    return _grade(function, trials, points, f"Agrees {EVERYWHERE}", idle=idle, derive=loss.derive)


def try_draws(function, wrt, points, draws):
    """As `try_gradient`, one draw after the other, each for its share of the points; the first that fails ends it."""
    earned = Score(0, points)
    for draw in draws:
        score = try_gradient(function, wrt, points // len(draws), draw=draw)
        earned = Score(earned + score, points, score.kind)
        if not score:
            break
    return earned


def try_slope(function, f, points):
    """Measure a learner's slope of an elementwise `f`, or `Loss`, at four numbers at once; returns the score."""
    f, slips = (f.value, f.slips) if isinstance(f, Loss) else (f, ())
    x = np.array([-2.0, -0.5, 0.7, 3.0])
    judge = lambda claimed, x: complaint(check_gradient(lambda x: f(x).sum(), x, claimed), slips, (x,))
    where = "t x = -2, -0.5, 0.7 and 3"
    return _grade(function, [(f"A{where}", (x,), x.shape, judge)], points, f"Agrees a{where}", derive=True)


def try_answer(function, task, points):
    """Judge an answer that is no slope, as its `Task` says; returns the score."""
    shape = task.shape if callable(task.shape) else lambda *arguments: task.shape
    trials = [(where, given, shape(*given), task.judge) for where, given in task.trials.items()]
    return _grade(function, trials, points, "Right", idle=task.idle, slow=task.slow)


def try_prediction(function, choices, measured, think, points):
    """Compare a learner's prediction, one of `choices`, with what was `measured`; `think` is said if they differ."""
    listed = ", ".join(map(repr, choices))

    def judge(said):
        if said not in choices:
            return f"return one of {listed}; got {said!r}."
        return "" if said == measured else f"you said {said!r}, and the measurement says otherwise.\n  {then(think)}"

    return _grade(function, [("Your prediction", (), f"one of {listed}", judge)], points, "As measured")


def _measured(p, wrt, loss, draw):
    """(arguments, shape of the answer, judge) of one slope at the point p."""
    drawn, o = () if draw is None else (list(getattr(p, draw)),), p.o
    given, parts = (p.v_c, o, p.U, *drawn), p.ingredients() | {"negatives": drawn[0] if drawn else []}
    if wrt == "z":  # the scores of vectors with one entry each, seen from v_c = 1
        x = p.U @ p.v_c
        given, parts = (x, o), {"v_c": np.ones(1), "U": x[:, None], "o": o}
        f = lambda z: loss.value(np.ones(1), o, z[..., None])
    elif wrt == "v_c":
        f, x = lambda v_c: loss.value(v_c, *given[1:]), p.v_c
    elif wrt == "U":
        f, x = lambda U: loss.value(p.v_c, o, U, *drawn), p.U
    elif wrt == "u_o":
        f, x = lambda u: loss.value(p.v_c, o, p.with_rows([o], u[..., None, :]), *drawn), p.U[o]
    else:
        f, x = lambda u: loss.value(p.v_c, o, p.with_rows(*drawn, u), *drawn), p.U[drawn[0]]
    check = lambda claimed: check_gradient(f, x, claimed, ingredients=parts, vectorized=True)
    return given, x.shape, lambda claimed, *given: complaint(check(claimed), loss.slips, given)


def _grade(function, trials, points, praise, idle=None, derive=False, slow=False):
    """Print what is to be said, and return the score. `idle`: arguments that may be unused; None for all."""
    findings, dtypes, names = [], set(), set()
    for where, arguments, shape, judge in trials:
        found, dtype = answered(borrowed(function, names), arguments, shape, judge)
        if dtype is NotImplemented:
            print(found)
            return Score(0, points, "not attempted")
        dtypes.add(dtype)
        findings += [replace(found, seen=f"{where}: {found.seen}")] if found else []
        if slow and findings:
            break
    if not findings:
        print(praise + (", to the precision of float32." if np.dtype(np.float32) in dtypes else "."))
        if derive and names:
            print(f"Noted: your function calls the library's {', '.join(sorted(names))}; here you are asked to derive.")
        return Score(points, points)
    found = first(findings)
    print(printable(str(found)))
    never = unused(function, trials[-2][1], trials[-1][1], idle) if idle is not None and len(trials) > 1 else []
    if never:
        print(f"  The answer stays the same when {' or '.join(never)} changes: does your function use it?")
    return Score(0, points, found.kind)
