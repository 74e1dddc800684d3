"""What kind of mistake a wrong gradient is: named only if making it on the measured one gives the claimed one."""

from dataclasses import replace

import numpy as np

from skipgram_lib.gradcheck.diagnosis import patterns, precision
from skipgram_lib.gradcheck.diagnosis.mistake import Kind, named
from skipgram_lib.gradcheck.diagnosis.mistakes import mistakes
from skipgram_lib.gradcheck.diagnosis.updated import updated


def diagnose(claimed, measured, bound, parts):
    """The mistake, or None.

    Each kind of mistake is made on the measured gradient. It is named if it changes that by more than the room it is
    given, and gives the claimed one inside that room.

    Parameters
    ----------
    claimed, measured, bound : ndarray of one shape
    parts : dict of str to ndarray
        Vectors, matrices, indices and sizes that a mistake may be made of; see `mistakes`.

    Returns
    -------
    Mistake or None
    """
    if not np.isfinite(claimed).all():
        return named(Kind.NOT_FINITE, "claimed is not finite: look for a log of 0 or a division by 0", "not finite")
    if not claimed.any():
        return named(Kind.ZERO, "claimed is zero everywhere: nothing was computed", "zero everywhere")

    def found(*kinds, changed=True):
        made = (mistake for kind in kinds for mistake in kind(claimed, measured, bound, parts))
        fits = lambda wrong, room: (np.abs(claimed - wrong) <= room).all()
        other = lambda wrong, room: not changed or (np.abs(wrong - measured) > room).any()
        return next((mistake for mistake, *given in made if fits(*given) and other(*given)), None)

    with np.errstate(all="ignore"):  # where a log is missing, exp may overflow
        if mistake := found(patterns.whole):
            return mistake
        if mistake := found(patterns.tiny):
            return found(mistakes) or mistake
        if mistake := found(patterns.rearranged):
            return mistake
        off, mistake = found(patterns.off_by_a_vector), found(mistakes)
        if off and mistake:
            return replace(mistake, where=off.where, sentence=f"{off.sentence}: {mistake.sentence}")
        mistake = mistake or off or found(patterns.cancelled, patterns.moved, patterns.lines)
        return mistake or found(*precision.KINDS, changed=False) or found(patterns.constant, updated)
