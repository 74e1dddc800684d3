"""A slope taken from vectors that a step had already updated: in turn, where it should be from the same old values.

A step of size η moves U by −η a_w v_c, row by row, and v_c by −η Σ_w a_w u_w. The size is nobody's ingredient, so it
is fitted: one number, in an array of at least two.
"""

import numpy as np

from skipgram_lib.gradcheck.diagnosis.mistake import Kind, named
from skipgram_lib.gradcheck.diagnosis.mistakes import block, models

STEPS = (2.0**-24, 4.0)  # the least and the largest η that is believed


def updated(claimed, measured, bound, parts):
    """The right slope, with U or v_c as they are after a step."""
    for terms, _, v_c, U, _ in models(measured, parts):
        right = sum(terms.values())
        lay, proper = block(right, measured, bound, v_c, U)
        if lay is None or measured.size < 2 or (measured.ndim == 1 and len(v_c) < 2):
            continue
        step, moved = (np.outer(right, v_c), "U") if proper is U else (np.broadcast_to(right @ U, U.shape), "v_c")
        change = lay(right, step)  # of the slope, for η = 1, with a minus
        eta = -float(((claimed - measured) * change).sum() / (change * change).sum())
        if STEPS[0] < eta < STEPS[1]:
            sentence = f"{moved} was already updated, by a step of {eta:.3g}: both slopes are taken from the old values"
            why = f"{moved} was already updated when this slope was taken"
            yield named(Kind.UPDATED, sentence, why), measured - eta * change, bound
