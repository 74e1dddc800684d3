"""What kind of mistake a wrong gradient is: named only if making it on the measured one gives the claimed one."""

import numpy as np

from skipgram_lib.gradcheck.diagnosis import patterns
from skipgram_lib.gradcheck.diagnosis.mistakes import mistakes

BY_ITSELF = (patterns.whole, patterns.rearranged)
ROUNDED = (patterns.single_precision, patterns.digits_lost)
OTHERWISE = (patterns.cancelled, patterns.moved, patterns.lines, *ROUNDED, patterns.constant)


def diagnose(claimed, measured, bound, parts):
    """One sentence that names the mistake, or None.

    Each kind of mistake is made on the measured gradient; it is named if that gives the claimed one, inside the bound.

    Parameters
    ----------
    claimed, measured, bound : ndarray of one shape
    parts : dict of str to ndarray
        Vectors, matrices, indices and sizes that a mistake may be made of; see `mistakes`.

    Returns
    -------
    str or None
    """
    if not np.isfinite(claimed).all():
        return "claimed is not finite: look for a log of 0 or a division by 0"
    if not claimed.any():
        return "claimed is zero everywhere: nothing was computed"

    def named(*kinds):
        made = (mistake for kind in kinds for mistake in kind(claimed, measured, bound, parts))
        return next((sentence for sentence, wrong, room in made if (np.abs(claimed - wrong) <= room).all()), None)

    with np.errstate(all="ignore"):  # where a log is missing, exp may overflow
        if found := named(*BY_ITSELF):
            return found
        where, why = named(patterns.off_by_a_vector), named(mistakes)
        return ": ".join(filter(None, (where, why))) or named(*OTHERWISE)
