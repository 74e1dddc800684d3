"""A claimed gradient judged against a measured one, inside a bound on everything that rounding can do."""

from dataclasses import replace

import numpy as np

from skipgram_lib.gradcheck.diagnosis import blind_spots, diagnose
from skipgram_lib.gradcheck.differences import numerical_gradient
from skipgram_lib.gradcheck.probe import as_point
from skipgram_lib.gradcheck.rounding import with_bounds
from skipgram_lib.gradcheck.verdict import GradientCheck

CLAIMED_ULPS = 16  # of half an ulp of the largest claimed entry: what its own arithmetic may have lost


def check_gradient(
    f, x, claimed, name="gradient", *, ingredients=None, scale=None, vectorized=False, executor=None, progress=False
):
    """Check a claimed gradient of f at x against measured slopes that know their own error.

    Parameters
    ----------
    f : callable
        Takes an array of x's shape and returns a float. It is handed copies, never `x` itself.
    x : array_like, any shape
        Where to check.
    claimed : array_like of x's shape, or callable
        The gradient, or a function of x that returns it and whose own rounding is then analysed.
    name : str
        How the gradient is called in the report.
    ingredients : dict of str to array_like, optional
        What a diagnosis may use to name a mistake, for example `{"v_c": v_c, "U": U, "o": o}`.
    scale : float, optional
        For a gradient that is zero by theorem: the size from which on it would count as non-zero.
    vectorized : bool
        f maps shape (n, *x.shape) to (n,): many steps are taken in one call.
    executor, progress
        As for `numerical_gradient`.

    Returns
    -------
    GradientCheck
        True in a condition for "agrees" alone.

    Raises
    ------
    ValueError, TypeError
        If `x`, `claimed` or `scale` does not fit; the message names the argument.
    """
    x = as_point(x)
    claimed, slack, note = as_claimed(claimed, x)
    if scale is not None and not (isinstance(scale, (int, float, np.number)) and 0 < scale < np.inf):
        raise ValueError(f"scale must be above 0; got {scale}. Give the size that would count as non-zero.")
    slopes = numerical_gradient(f, x, vectorized=vectorized, executor=executor, progress=progress)
    bound = slopes.bound + slack
    if slopes.noise == "measured":
        note += "; noise of f measured"
    largest = float(np.fmax.reduce(np.abs([claimed, slopes.value]), axis=None))
    found = name, claimed, slopes.value, bound, scale or largest, slopes.evaluations, note
    check = GradientCheck(*found, slopes.doubt)
    parts = {key: np.asarray(part) for key, part in (ingredients or {}).items()}
    if check.diagnosis is not None:
        return check
    if check.verdict == "disagrees":
        return replace(check, diagnosis=diagnose(claimed, slopes.value, bound, parts))
    if largest == 0 and scale is None:
        return replace(check, diagnosis="the gradient is zero, claimed and measured alike: this point shows nothing")
    return replace(check, blind_spots=blind_spots(slopes.value, bound, parts))


def as_claimed(claimed, x):
    """The claimed array, what its own rounding may hide, and a note if that is much."""
    slack = None
    if callable(claimed):
        analysed = with_bounds(claimed, x)
        slack = None if analysed is None else analysed[1]
        claimed = claimed(x.copy())
    try:
        array = np.asarray(claimed)
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
