"""The claimed gradient as an array, and what its own rounding may hide."""

import numpy as np

from skipgram_lib.gradcheck.arguments import plain
from skipgram_lib.gradcheck.slopes.rounding import with_bounds

CLAIMED_ULPS = 16  # of half an ulp of the largest claimed entry: what its own arithmetic may have lost

DRAWS = "claimed returned two different values at one point: it draws inside; freeze the draw"
LAST_BITS = 2.0**-40  # of the largest entry: what threads that add in any order may change


def draws(claimed, x):
    """Does a callable `claimed` return two different arrays at one point?"""
    if not callable(claimed):
        return False
    one, two = (plain(claimed(x.copy())) for _ in range(2))
    if one.shape != two.shape or one.dtype.kind not in "biuf":
        return one.shape != two.shape
    return not np.allclose(one, two, rtol=0, atol=LAST_BITS * np.abs(one).max(initial=0), equal_nan=True)


def as_claimed(claimed, x):
    """The claimed array, what its own rounding may hide, and a note if that is much."""
    slack = None
    if callable(claimed):
        analysed = with_bounds(claimed, x)
        slack = None if analysed is None else analysed[1]
        claimed = claimed(x.copy())
    try:
        array = plain(claimed)
    except ValueError:
        raise ValueError(
            "claimed must be rectangular, of x's shape; got parts of different shapes. Pass one block."
        ) from None
    if array.dtype.kind not in "biuf" or np.ma.isMaskedArray(claimed):
        raise TypeError(f"claimed must hold real numbers; got dtype {array.dtype}. Pass a plain float array.")
    if array.shape != x.shape:
        hint = "Pass claimed.T." if array.T.shape == x.shape else "A gradient has the shape of its variable."
        raise ValueError(f"claimed must have shape {x.shape}, the shape of x; got {array.shape}. {hint}")
    half_ulp = np.finfo(array.dtype).eps / 2 if array.dtype.kind == "f" else 0.0
    largest = np.abs(array[np.isfinite(array)]).max(initial=0)
    note = f".\n  Small errors hide, because claimed is {array.dtype}" if half_ulp > 2.0**-53 else ""
    if slack is None or note:
        slack = CLAIMED_ULPS * float(half_ulp) * float(largest)
    return array.astype(np.float64), slack, note
