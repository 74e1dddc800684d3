"""A right gradient that lost its last digits on the way: nothing is changed but the room."""

import numpy as np

from skipgram_lib.gradcheck.diagnosis.mistake import Kind, named
from skipgram_lib.gradcheck.slopes.rounding import UNIT

SHORT = 16  # binary digits that any number may happen to have
SMALL = 2.0**-16  # of the ingredients: a gradient as small as this is a difference of numbers that are nearly equal


def single_precision(claimed, measured, bound, parts):
    """Right, but every digit beyond float32 was lost on the way."""
    short = (np.frexp(claimed)[0] * 2.0**SHORT % 1 == 0) | (claimed % 1 == 0)  # ones, halves, whole numbers: no sign
    if not short.all() and (claimed.astype(np.float32) == claimed).all():
        room = bound + 2.0**-20 * np.abs(measured).max()
        yield named(Kind.SINGLE, "right to float32 only: some of it was computed in single precision"), measured, room


def digits_lost(claimed, measured, bound, parts):
    """Right, but for what subtracting numbers as large as the ingredients leaves of so small a result."""
    largest = max(
        (float(np.abs(part).max(initial=0)) for part in parts.values() if part.dtype.kind == "f"), default=0.0
    )
    lost = 16 * UNIT * largest
    if 16 * lost < np.abs(measured).max() < SMALL * largest:
        why = "its first digits are right, the others were lost: nearly equal numbers were subtracted, as 1 from ŷ_o"
        yield named(Kind.DIGITS, why), measured, bound + lost


KINDS = (single_precision, digits_lost)
