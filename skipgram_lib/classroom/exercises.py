"""Feedback on a learner's function: measured against the loss, so there is no answer key to copy and none to leak.

Each `try_…` prints what a tutor would say and returns the points, which is what nbgrader reads as the score.
"""

import numpy as np

from skipgram_lib.classroom.examples import coffee_4d
from skipgram_lib.classroom.feedback import answered, complaint, first, then
from skipgram_lib.derivation import random_point
from skipgram_lib.gradcheck import check_gradient, complex_step
from skipgram_lib.losses import naive_softmax, sigmoid

PLACES = {"With the coffee vectors": coffee_4d()[1]} | {
    f"At random point {i}": random_point(2025, i) for i in (1, 2, 3)
}


def places(*names):
    """Where -> the arguments that a function is called with there: the named attributes of each point."""
    return {where: tuple(_listed(getattr(p, name)) for name in names) for where, p in PLACES.items()}


def pull_and_pushes(v_c, o, U, negatives):
    """What negative sampling does to the outside vectors: the pull on u_o, (d,), and a push for each draw, (K, d)."""
    z = U @ v_c
    return -sigmoid(-z[o]) * v_c, sigmoid(z[negatives])[:, None] * v_c


def near(claimed, value, within, advice):
    """What is wrong with a number, or "": for judges."""
    if abs(claimed - value) <= within:
        return ""
    return f"claimed {claimed:.6g}, and it is {value:.6g}.\n  {then(advice)}"


def still(f, x):
    """What keeps x from being a place where every measured slope of f is 0, or "": for judges."""
    if not np.isfinite(x).all():
        return f"not finite.\n  {then('print what stands inside the log')}"
    check = check_gradient(f, x, np.zeros(x.shape), scale=1e-6)
    up, down = ((sign * check.measured > check.bound).sum() for sign in (1, -1))
    return "" if check else f"of {x.size} slopes {up} are > 0, {down} < 0.\n  {then('set one to 0 on paper')}"


def error_of_step(f, x, h):
    """How far off a central difference of step h typically is, near x: the median at 101 places."""
    x = x + np.linspace(-0.1, 0.1, 101)
    return np.median(np.abs((f(x + h) - f(x - h)) / ((x + h) - (x - h)) - complex_step(lambda x: f(x).sum(), x)))


def try_gradient(function, wrt, points, *, loss=naive_softmax.loss, draw=None):
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
    loss : callable
        Called as loss(v_c, o, U), with the draw as a fourth argument if there is one.
    draw : str, optional
        Which draw of the point: "negatives", "repeated" or "collided".

    Returns
    -------
    int
        `points` if every check agrees, else 0.
    """
    trials = [(where, *_measured(p, wrt, loss, draw)) for where, p in PLACES.items()]
    return _grade(function, trials, points, "Agrees with the coffee vectors and at 3 random points.")


def try_slope(function, f, points):
    """Measure a learner's slope of an elementwise `f`, at four numbers at once; returns the points."""
    x = np.array([-2.0, -0.5, 0.7, 3.0])
    judge = lambda claimed: complaint(check_gradient(lambda x: f(x).sum(), x, claimed))
    where = "t x = -2, -0.5, 0.7 and 3"
    return _grade(function, [(f"A{where}", (x,), x.shape, judge)], points, f"Agrees a{where}.")


def try_answer(function, trials, shape, judge, points):
    """Judge an answer that is no slope: an array to build, a number to find, a loss to write.

    Parameters
    ----------
    function : callable
    trials : dict of str to tuple
        Where -> the arguments that `function` is called with.
    shape : tuple of int, callable, or str
        The shape that the answer must have, or how it follows from the arguments; words for an answer that is no array.
    judge : callable
        `judge(answer, *arguments)` returns what is wrong, and what to do next, or "".
    points : int

    Returns
    -------
    int
    """
    bound = lambda arguments: lambda answer: judge(answer, *arguments)
    return _grade(function, [(where, given, shape, bound(given)) for where, given in trials.items()], points, "Right.")


def try_prediction(function, choices, measured, think, points):
    """Compare a learner's prediction, one of `choices`, with what was `measured`; `think` is said if they differ."""
    listed = ", ".join(map(repr, choices))

    def judge(said):
        if said not in choices:
            return f"return one of {listed}; got {said!r}."
        return "" if said == measured else f"you said {said!r}, and the measurement says otherwise.\n  {then(think)}"

    return _grade(function, [("Your prediction", (), f"one of {listed}", judge)], points, "As measured.")


def _measured(p, wrt, loss, draw):
    """(arguments, shape of the answer, judge) of one slope at the point p."""
    drawn = () if draw is None else (list(getattr(p, draw)),)
    given, o, parts = (p.v_c, p.o, p.U, *drawn), p.o, p.ingredients()
    parts = {name: part for name, part in parts.items() if name != "negatives"} | dict(
        zip(["negatives"], drawn, strict=False)
    )
    if wrt == "z":  # scores are vectors with one entry each, seen from v_c = 1
        x = (p.U @ p.v_c)[:, None]
        given, parts = (x[:, 0], o), parts | {"v_c": np.ones(1), "U": x, "u_o": x[o]}
        f = lambda z: loss(np.ones(1), o, z)
    elif wrt == "v_c":
        f, x = lambda v_c: loss(v_c, *given[1:]), p.v_c
    elif wrt == "U":
        f, x = lambda U: loss(p.v_c, o, U, *drawn), p.U
    else:
        rows = [o] if wrt == "u_o" else list(*drawn)
        f, x = lambda u: loss(p.v_c, o, p.with_rows(rows, u.reshape(len(rows), -1)), *drawn), p.U[rows]
        x = x[0] if wrt == "u_o" else x
    judge = lambda claimed: complaint(check_gradient(f, x, claimed.reshape(x.shape), ingredients=parts))
    return given, x[:, 0].shape if wrt == "z" else x.shape, judge


def _grade(function, trials, points, praise):
    """Print what is to be said, and return the points."""
    complaints = []
    for where, arguments, shape, judge in trials:
        shape = shape(*arguments) if callable(shape) else shape
        said = answered(function, arguments, shape, judge)
        if said.startswith("Not attempted"):
            print(said)
            return 0
        complaints += [f"{where}: {said}"] if said else []
    complaints.sort(key=lambda said: "zero everywhere" in said)  # stable: zero at one place is an accident
    print(first(complaints) if complaints else praise)
    return 0 if complaints else points


def _listed(value):
    return list(value) if isinstance(value, tuple) else value
