"""A claimed gradient judged against a measured one, inside a bound on everything that rounding can do."""

from dataclasses import replace

import numpy as np

from skipgram_lib.door import TEXT, Wanted, door, maybe
from skipgram_lib.gradcheck.arguments import above_zero, as_point, finite
from skipgram_lib.gradcheck.claimed import DRAWS, as_claimed, draws
from skipgram_lib.gradcheck.diagnosis import UNUSED, Kind, blind_spots, diagnose, named, unread
from skipgram_lib.gradcheck.slopes.differences import numerical_gradient
from skipgram_lib.gradcheck.verdict import GradientCheck
from skipgram_lib.gradcheck.workers import HOW

PARTS = Wanted(
    dict,
    "a dict of finite arrays, with a name for each",
    'For example {"v_c": v_c}.',
    lambda parts: all(type(name) is str and finite(part) for name, part in parts.items()),
)


@door(name=TEXT, ingredients=maybe(PARTS), **HOW)
@np.errstate(all="ignore")
def check_gradient(
    f,
    x,
    claimed,
    name="gradient",
    *,
    ingredients=None,
    scale=None,
    noise=None,
    vectorized=False,
    executor=None,
    progress=False,
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
    noise : float, optional
        An absolute accuracy of f that you vouch for, where f is less exact than its digits: a solver's tolerance.
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
    random = draws(claimed, x)
    claimed, slack, note = as_claimed(claimed, x)
    scale = above_zero("scale", scale)
    slopes = numerical_gradient(f, x, noise=noise, vectorized=vectorized, executor=executor, progress=progress)
    bound = slopes.bound + slack
    if slopes.noise != "analysed":
        note += f"; noise of f {slopes.noise}"
    largest = float(np.fmax.reduce(np.abs([claimed, slopes.value]), axis=None))
    found = name, claimed, slopes.value, bound, scale or largest, slopes.evaluations, note
    check = GradientCheck(*found, slopes.doubt and named(Kind.NO_SLOPE, slopes.doubt))
    parts = {key: np.asarray(part) for key, part in (ingredients or {}).items()}
    if random and check.mistake is None:
        return replace(check, bound=np.full(x.shape, np.inf), mistake=named(Kind.RANDOM, DRAWS))
    if check.mistake is not None:
        return check
    if check.verdict == "disagrees":
        mistake = diagnose(claimed, slopes.value, bound, parts) if slopes.moved else UNUSED
        return replace(check, mistake=mistake, unread=unread(parts))
    if largest == 0 and scale is None:
        nothing = "the gradient is zero, claimed and measured alike: this point shows nothing"
        return replace(check, mistake=named(Kind.NO_SLOPE, nothing))
    return replace(check, blind_spots=blind_spots(slopes.value, bound, parts))
