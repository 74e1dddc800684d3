"""What is asked about measuring itself: a difference, a step, and what a check or a tolerance cannot see."""

from dataclasses import replace
from numbers import Real
from textwrap import shorten

import numpy as np

from skipgram_lib.classroom.feedback import Finding, Slip, complaint
from skipgram_lib.classroom.places import PLACES, places
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks.judging import near, whole
from skipgram_lib.gradcheck import Kind, check_gradient, complex_step
from skipgram_lib.losses import naive_softmax, sigmoid

BOTH = "make one mistake, and the same in both functions"
CHANGE = "start from naive_softmax.loss, and put one mistake in"
_p = PLACES["With the coffee vectors"]
_bent = lambda x: x * x * np.sin(x)  # steps this wide tell a difference from a slope known by heart
_MIDDLE = (
    "do you call f at two places, with x in the middle, as far off as the h that you are given, "
    "and divide by their distance?"
)
_ASKED = "the central difference with the step h = {2}"
_RISE = "try f(x) = x on paper: what are the two values, and by how much does the second lie above the first?"
_WHERE = "print the two places where you call f, and how far each lies from x"
_wide = lambda times: lambda f, x, h: (f(x + times * h) - f(x - times * h)) / (2 * times * h)
_one_sided = "one side only, so the bend of the curve stays"
central_difference = Task(
    {"For log at 2": (np.log, 2.0, 0.3), "For exp at -1": (np.exp, -1.0, 0.15), "For x² sin x": (_bent, 0.7, 0.3)},
    (),
    near(lambda f, x, h: (f(x + h) - f(x - h)) / ((x + h) - (x - h)), _MIDDLE, it=_ASKED),
    instead=dict.fromkeys(Kind, _MIDDLE) | dict.fromkeys((Kind.SIGN, Kind.SUM), _RISE),
    slips=(
        Slip(Kind.PART, _one_sided, lambda f, x, h: (f(x + h) - f(x)) / h),
        Slip(Kind.PART, _one_sided, lambda f, x, h: (f(x) - f(x - h)) / h),
        Slip(
            Kind.TWICE,
            "counted twice: how far apart are the two places?",
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
        ),
        Slip(Kind.HALF, "too small by a factor: how far apart?", lambda f, x, h: (f(x + h) - f(x - h)) / (4 * h)),
        Slip(Kind.HALF, "too small by a factor: how far apart?", lambda f, x, h: (f(x + h) - f(x)) / (2 * h)),
        Slip(Kind.SIGN, "a sign flip", lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h)),
        Slip(Kind.SUM, "the two values are added up", lambda f, x, h: (f(x + h) + f(x - h)) / (2 * h)),
        Slip(Kind.MISSING, "nothing is divided by the distance", lambda f, x, h: f(x + h) - f(x - h)),
        Slip(Kind.FUNCTION, "divided by x, not by the distance", lambda f, x, h: (f(x + h) - f(x - h)) / (2 * x)),
        Slip(
            Kind.FUNCTION,
            "the brackets: only one term is divided, or multiplied by h",
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
        ),
        Slip(
            Kind.FUNCTION,
            "this is the bend of f, not its slope",
            lambda f, x, h: (f(x + h) - 2 * f(x) + f(x - h)) / h**2,
        ),
        Slip(Kind.HALF, "the two places lie nearer to x than h", _wide(0.5), _WHERE),
        Slip(Kind.TWICE, "the two places lie farther from x than h", _wide(2), _WHERE),
    ),
)


def error_of_step(f, x, h):
    """How far off a central difference of step h typically is, near x: the median at 101 places."""
    x = x + np.linspace(-0.1, 0.1, 101)
    return np.median(np.abs((f(x + h) - f(x - h)) / ((x + h) - (x - h)) - complex_step(lambda x: f(x).sum(), x)))


def _judge_step(k):
    if not -1000 < k < 0:
        size = "is 0 for a computer" if k < 0 else "is not below 1"
        return Finding(
            f"2**k with k = {k:,.12g} {size}.", todo="return the exponent k of a small step 2**k, not the step"
        )
    error = lambda k: error_of_step(sigmoid, 0.7, 2.0 ** float(k))
    best = min(range(-50, 0), key=error)
    far = "the step is too short: rounding costs most.", "the step is too long: the bend costs most."
    return whole(k) or ("" if error(k) < 4 * error(best) else far[int(k > best)])


best_step = Task({"Your power": ()}, (), _judge_step)


def _unfit(wrong_loss, *given):
    """Why a learner's own loss cannot be measured, a `Finding` or ""."""
    try:
        value = wrong_loss(*given)
    except NotImplementedError:
        return Finding("wrong_loss is not attempted yet.", todo="write the loss first: one number")
    except Exception as problem:
        why = shorten(f"{type(problem).__name__}: {problem}", 120, placeholder=" …")
        return Finding(f"wrong_loss stopped with {why}.", todo="call it with v_c, o, U by hand")
    if np.shape(value) or not isinstance(value, (Real, np.ndarray)):
        kind = "nothing" if value is None else type(value).__name__
        return Finding(f"wrong_loss returned {kind}, where a loss is one number.", todo="look at its return")
    return "" if np.isfinite(value) else Finding("wrong_loss is not finite.", todo="print what goes into exp and log")


def _blind(wrong_loss, v_c, o, U):
    """Does a loss stay the same whatever U is?"""
    return all(np.array_equal(wrong_loss(v_c, o, other), wrong_loss(v_c, o, U)) for other in (U + 1, -2 * U, U**2))


def wrong_pair(wrong_loss):
    """The slope of a learner's own wrong loss: it must belong to that, and not to J."""
    J = naive_softmax.loss

    def judge(g, v_c, o, U):
        if unfit := _unfit(wrong_loss, v_c, o, U):
            return unfit
        if check_gradient(lambda v: J(v, o, U), v_c, g):
            return Finding("this is the slope of J itself: nothing is wrong with it.", todo=BOTH)
        own = check_gradient(lambda v: wrong_loss(v, o, U), v_c, g)
        if not g.any() and not own.measured.any():
            return Finding("your loss does not change with v_c, so there is nothing to check.", todo=CHANGE)
        if own.of_f or own.verdict == "inconclusive":
            why = own.mistake.why if own.mistake else "its slopes are too small to be told from its rounding"
            return Finding(f"your loss cannot be checked: {why}.".replace(": f ", ": it "), todo=CHANGE)
        if _blind(wrong_loss, v_c, o, U):
            return Finding("your loss never reads U, so it is no softmax loss with one mistake.", todo=CHANGE)
        found = complaint(own)
        return replace(found, seen=f"your slope is not that of your loss: {found.seen}", todo=BOTH) if found else ""

    return Task(places("v_c", "o", "U"), lambda v_c, o, U: v_c.shape, judge)


def _judge_factor(c):
    g = naive_softmax.gradients(_p.v_c, _p.o, _p.U).v_c
    if not c > 0:
        return Finding(f"c must be above 0; got {c:g}.", todo="which c makes a gradient small, and keeps its sign?")
    if not np.allclose(-c * g, c * g):
        return Finding("np.allclose sees the sign at this c: it must accept.", todo="print c times the gradient")
    seen = check_gradient(lambda v: c * naive_softmax.loss(v, _p.o, _p.U), _p.v_c, -c * g).verdict == "disagrees"
    return "" if seen else Finding("check_gradient does not see the sign, either.", todo="try a larger c")


allclose_forgives = Task({"Your c": ()}, (), _judge_factor)
