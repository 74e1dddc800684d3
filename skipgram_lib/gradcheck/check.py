"""A claimed gradient judged against a measured one, inside a bound on everything that rounding can do."""

from dataclasses import replace

import numpy as np

from skipgram_lib.gradcheck.claimed import as_claimed
from skipgram_lib.gradcheck.diagnosis import blind_spots, diagnose
from skipgram_lib.gradcheck.slopes.differences import numerical_gradient
from skipgram_lib.gradcheck.slopes.probe import as_point
from skipgram_lib.gradcheck.verdict import GradientCheck


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
