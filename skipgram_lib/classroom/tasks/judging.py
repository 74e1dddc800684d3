"""Judges of answers that are numbers, or one of a few choices."""

import numpy as np

from skipgram_lib.classroom.feedback import Finding, slack, slip_of, then
from skipgram_lib.gradcheck import Kind, named

WITHIN = 1e-9  # relative: far above the rounding of any of these numbers, far below any mistake


def near(truth, advice, slips=()):
    """A judge of a number that must equal `truth(*arguments)`.

    Parameters
    ----------
    truth : callable
    advice : str
        What to do next about a number that no slip gives.
    slips : sequence of Slip

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
        mistake = slip_of(claimed, slips, given, room)
        return Finding(f"claimed {shown[0]}, and it is {shown[1]}.", mistake, "" if mistake else advice)

    return judge


def chosen(right, slips, advice):
    """A judge of a choice, as a row number: right if it is `right(*arguments)`."""

    def judge(claimed, *given):
        if claimed == right(*given):
            return ""
        mistake = slip_of(claimed, slips, given, 0)
        return Finding(f"got {claimed:g}.", mistake, "" if mistake else advice)

    return judge


def whole(number):
    """What keeps an answer from being a whole number, or ""."""
    return "" if float(number).is_integer() else f"got {number:g}.\n  {then('return a whole number')}"


def _digits(claimed, value, digits):
    return f"{claimed:.{digits}g}", f"{value:.{digits}g}"
