"""Judges of answers that are numbers, or one of a few choices."""

import numpy as np

from skipgram_lib.classroom.advice import BASE, NEARLY
from skipgram_lib.classroom.feedback import NEAR, Finding, Slip, slack, then
from skipgram_lib.gradcheck import Kind, named

WITHIN = 1e-9  # relative: far above the rounding of any of these numbers, far below any mistake


def near(truth, advice, within=WITHIN, it="it"):
    """A judge of a number that must equal `truth(*arguments)`.

    Parameters
    ----------
    truth : callable
    advice : str
        What to do next about a number that no slip gives.
    within : float
        How far off it may be, relative to the truth or to 1.
    it : str
        What is asked for, in words that take the arguments by their places.

    Returns
    -------
    callable
    """

    def judge(claimed, *given):
        value = float(truth(*given))
        if abs(claimed - value) <= within * max(1.0, abs(value)) + slack(claimed):
            return ""
        if not np.isfinite(claimed):
            return not_finite()
        shown = apart(claimed, value)
        nearly = it == "it" and abs(claimed - value) <= NEAR * max(1.0, abs(value))
        zero = None if claimed else named(Kind.ZERO, "zero everywhere")
        seen = f"claimed {shown[0]}, and {it.format(*given)} is {shown[1]}."
        return Finding(seen, zero, plain=NEARLY if nearly else advice)

    return judge


def not_finite():
    """The finding about nan, and about what is too large for a number."""
    return Finding(
        "not finite.", named(Kind.NOT_FINITE, "not finite", "a number too large for exp, 0 / 0, or a log of 0 or below")
    )


def chosen(right, advice):
    """A judge of a choice, as a row number: right if it is `right(*arguments)`."""
    return lambda claimed, *given: "" if claimed == right(*given) else Finding(f"got {claimed:g}.", todo=advice)


def other_base(f):
    """The slips that a log to the base 2 or 10 makes of `f`."""
    wrong = lambda base: lambda *given: f(*given) / np.log(base)
    return [Slip(Kind.FUNCTION, "this log has another base", wrong(base), BASE) for base in (2, 10)]


def whole(number):
    """What keeps an answer from being a whole number, or ""."""
    return "" if float(number).is_integer() else f"got {number:g}.\n  {then('return a whole number')}"


def apart(one, other, least=6):
    """Two numbers with as many digits as tell them apart."""
    pairs = [(f"{one:.{digits}g}", f"{other:.{digits}g}") for digits in range(least, 18)]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])
