"""The slopes of f at x: by central differences that know their own error, and by the complex step."""

from dataclasses import dataclass

import numpy as np

from skipgram_lib.gradcheck.ladder import DOUBTS, SETTLED, Rung, climb
from skipgram_lib.gradcheck.probe import Probe, as_point, place
from skipgram_lib.gradcheck.rounding import Noise

STRIDE = 2.0**6  # how far a ladder moves that stands at the wrong scale
ROUNDS = 40  # of moving, at most
FINEST = 2.0**-40  # of |x_i|: a ladder that starts below this has no bits left to step with


@dataclass(frozen=True)
class Measured:
    """A measured gradient: |value − true slope| <= bound, entry by entry.

    `noise` says whether the rounding of f was "analysed" or "measured"; `doubt`, if not None, says in words why
    a bound is infinite.
    """

    value: np.ndarray
    bound: np.ndarray
    evaluations: int
    noise: str
    doubt: str | None


def numerical_gradient(f, x, *, vectorized=False):
    """Measure the gradient of f at x by central differences that know their own error.

    Parameters
    ----------
    f : callable
        Takes an array of x's shape and returns a float. It is handed copies, never `x` itself.
    x : array_like, any shape
        Where to measure.
    vectorized : bool
        f maps shape (n, *x.shape) to (n,): many steps are taken in one call.

    Returns
    -------
    Measured
        `value` and `bound`, both of x's shape, in units of f per unit of x, and `evaluations`.

    Raises
    ------
    ValueError, TypeError
        If `x` is not finite and real, or f does not return one real number.
    """
    x = as_point(x)
    probe = Probe(f, x, vectorized)
    noise = Noise(f, x, probe.fx)
    value, bound, doubt = _search(probe, noise)
    probe.settle(noise.of_repeats)
    if probe.doubt:
        bound = np.full(x.size, np.inf)
    return Measured(value.reshape(x.shape), bound.reshape(x.shape), probe.evaluations, noise.kind, probe.doubt or doubt)


def complex_step(f, x):
    """Measure the gradient of f at x as Im f(x + ih)/h: one evaluation an entry, and no subtraction.

    Parameters
    ----------
    f : callable
        Takes a complex array of x's shape; must be analytic in each entry (no abs, no comparison of complex numbers).
    x : array_like, any shape
        Where to measure.

    Returns
    -------
    ndarray of x's shape, or None
        Right to a few ulps where f is analytic; None where f refuses complex numbers or drops their imaginary part.

    Notes
    -----
    Squire & Trapp 1998. It cannot tell when f is not analytic, so it never judges alone: it is the second witness.
    """
    x = as_point(x)
    h = 2.0**-100 * (np.abs(x).max() or 1.0)
    slopes = np.empty(x.size)
    for i in range(x.size):
        point = x.astype(complex)
        point.flat[i] += 1j * h
        try:
            y = np.asarray(f(point))
        except (TypeError, ValueError):
            return None
        if y.dtype.kind != "c":
            return None
        slopes[i] = float(y.imag) / h
    return slopes.reshape(x.shape)


def _search(probe, noise):
    """Move each entry's ladder until neither noise nor truncation leads; value, bound, and the doubt, if any."""
    x = probe.x.ravel()
    h, heading = _first_steps(x), np.zeros(x.size)
    widest = 2.0 ** np.floor(np.log2(max(1.0, np.abs(x).max())))  # beyond, f may be another function
    value, unknown = np.zeros(x.size), np.full(x.size, np.inf)
    best = Rung(value, unknown, value.copy(), np.full(x.size, SETTLED))
    active = np.arange(0 if probe.doubt else x.size)
    for _ in range(ROUNDS):
        if active.size == 0:
            break
        rung = climb(probe, active, h[active], noise.near(active, h[active]))
        better = rung.bound < best.bound[active] / 2
        take = (heading[active] <= 0) | better & (rung.trouble == SETTLED)  # going finer, the finer one is right
        for table, new in zip(best, rung, strict=True):
            table[active[take]] = new[take]
        onward = (rung.move != 0) & (rung.move * heading[active] >= 0) & take
        onward &= np.where(rung.move > 0, h[active] < widest, h[active] > FINEST * np.abs(x[active]))
        active = active[onward]
        heading[active] = rung.move[onward]
        h[active] = np.minimum(h[active] * STRIDE ** heading[active], np.maximum(h[active], widest))
    return _verdict(best, probe.x.shape)


def _first_steps(x):
    size = np.where(x == 0, np.abs(x).max() or 1.0, np.abs(x))
    return 2.0**-3 * 2.0 ** np.round(np.log2(size))


def _verdict(best, shape):
    """Trouble makes a bound infinite, and the first troubled entry is named."""
    troubled = best.trouble != SETTLED
    if not troubled.any():
        return best.value, best.bound, None
    first = int(np.argmax(troubled))
    doubt = f"at entry {place(np.unravel_index(first, shape))}: {DOUBTS[int(best.trouble[first])]}"
    return np.where(troubled, 0.0, best.value), np.where(troubled, np.inf, best.bound), doubt
