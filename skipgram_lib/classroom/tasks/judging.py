"""Judges of answers that are numbers, or one of a few choices."""

import numpy as np

from skipgram_lib.classroom.advice import BASE
from skipgram_lib.classroom.feedback import Finding, Slip, slack, then, told
from skipgram_lib.gradcheck import Kind, named

WITHIN = 1e-9  # relative: far above the rounding of any of these numbers, far below any mistake


def near(truth, advice, slips=(), instead=None):
    """A judge of a number that must equal `truth(*arguments)`.

    Parameters
    ----------
    truth : callable
    advice : str
        What to do next about a number that no slip gives.
    slips : sequence of Slip
    instead : dict of Kind to str, optional
        What to do about a kind, where that is another thing than about a slope.

    Returns
    -------
    callable
    """

    def judge(claimed, *given):
        value = float(truth(*given))
        room = WITHIN * max(1.0, abs(value)) + slack(claimed)
        if abs(claimed - value) <= room:
            return ""
        if not np.isfinite(claimed):
            return Finding("not finite.", named(Kind.NOT_FINITE, "not finite"))
        shown = next(pair for digits in range(6, 18) if (pair := _digits(claimed, value, digits))[0] != pair[1])
        return told(f"claimed {shown[0]}, and it is {shown[1]}.", claimed, slips, given, room, advice, instead)

    return judge


def chosen(right, slips, advice):
    """A judge of a choice, as a row number: right if it is `right(*arguments)`."""

    def judge(claimed, *given):
        if claimed == right(*given):
            return ""
        found = told(f"got {claimed:g}.", claimed, slips, given, 0, advice, dict.fromkeys(Kind, advice))
        return found if found.kind != Kind.ZERO else Finding(found.seen, todo=advice)  # row 0 is a row

    return judge


def other_base(f):
    """The slips that a log to the base 2 or 10 makes of `f`."""
    wrong = lambda base: lambda *given: f(*given) / np.log(base)
    return [Slip(Kind.FUNCTION, "this log has another base", wrong(base), BASE) for base in (2, 10)]


def whole(number):
    """What keeps an answer from being a whole number, or ""."""
    return "" if float(number).is_integer() else f"got {number:g}.\n  {then('return a whole number')}"


def _digits(claimed, value, digits):
    return f"{claimed:.{digits}g}", f"{value:.{digits}g}"
