"""The slopes of f at x: by central differences that know their own error, and by the complex step."""

import warnings
from dataclasses import dataclass
from functools import partial

import numpy as np

from skipgram_lib.gradcheck.slopes.ladder import DOUBTS, SETTLED, Rung
from skipgram_lib.gradcheck.slopes.noise import Noise
from skipgram_lib.gradcheck.slopes.probe import CHUNK, Probe, as_point, number, objection, place
from skipgram_lib.gradcheck.slopes.search import search
from skipgram_lib.gradcheck.workers import in_order

BLOCK = 1024  # entries measured together, and the piece of work for one worker


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


def numerical_gradient(f, x, *, vectorized=False, executor=None, progress=False):
    """Measure the gradient of f at x by central differences that know their own error.

    Parameters
    ----------
    f : callable
        Takes an array of x's shape and returns a float. It is handed copies, never `x` itself.
    x : array_like, any shape
        Where to measure.
    vectorized : bool
        f maps shape (n, *x.shape) to (n,): many steps are taken in one call.
    executor : concurrent.futures.Executor, optional
        Measures blocks of entries side by side; f must then be picklable for processes.
    progress : bool
        Show a bar (needs tqdm). Ctrl-C keeps what was measured so far; the rest has an infinite bound.

    Returns
    -------
    Measured
        `value` and `bound`, both of x's shape, in units of f per unit of x, and `evaluations`. The same whatever the
        executor.

    Raises
    ------
    ValueError, TypeError
        If `x` is not finite and real, or f does not return one real number.
    """
    x = as_point(x)
    shown = x.copy()
    fx, changed = number(f(shown)), not np.array_equal(shown, x)
    noise = Noise(f, x, fx)
    best, evaluations, interrupted = Rung.unknown(x.size), 1, False
    if np.isfinite(fx) and not changed:
        work = partial(search, f, x, fx, noise, vectorized)
        blocks = np.split(np.arange(x.size), range(BLOCK, x.size, BLOCK))
        results = in_order(work, blocks, executor, progress)
        try:
            for block, (rung, spent, wrote) in zip(blocks, results, strict=True):
                for table, new in zip(best, rung, strict=True):
                    table[block] = new
                evaluations, changed = evaluations + spent, changed or wrote
        except KeyboardInterrupt:
            interrupted = True
    again = Probe(f, x, fx, vectorized).values(np.zeros(2, int), x.flat[[0, 0]])  # together, if that is how f was used
    against = objection(fx, changed, np.ptp([fx, *again]) <= noise.of_repeats)  # NaN is another value, too
    value, bound, trouble = _settled(best, x.shape)
    if against is not None:
        bound = np.full(x.shape, np.inf)
    if interrupted:
        trouble = "interrupted: entries with an infinite bound were not measured"
    return Measured(value, bound, evaluations + 2, noise.kind, against or trouble)


def complex_step(f, x, *, vectorized=False):
    """Measure the gradient of f at x as Im f(x + ih)/h: one evaluation an entry, and no subtraction.

    Parameters
    ----------
    f : callable
        Takes a complex array of x's shape; must be analytic in each entry (no abs, no comparison of complex numbers).
    x : array_like, any shape
        Where to measure.
    vectorized : bool
        f maps shape (n, *x.shape) to (n,): many steps are taken in one call.

    Returns
    -------
    ndarray of x's shape, or None
        Right to a few ulps where f is analytic; None where f refuses complex numbers or drops their imaginary part.

    Notes
    -----
    Squire & Trapp 1998. It cannot tell when f is not analytic, so it never judges alone: it is the second witness.
    """
    x = as_point(x)
    h = 2.0**-40 * np.where(x == 0, np.abs(x).max() or 1.0, np.abs(x)).ravel()  # its square is beyond float64
    chunk = max(1, CHUNK // (2 * x.nbytes)) if vectorized else 1
    points = np.repeat(x[None].astype(complex), min(chunk, x.size), axis=0)  # one buffer for all
    flat, slopes = points.reshape(len(points), -1), np.empty(x.size)
    for entries in np.split(np.arange(x.size), range(chunk, x.size, chunk)):
        rows = np.arange(entries.size)
        flat.imag[rows, entries] = h[entries]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", np.exceptions.ComplexWarning)  # a dropped imaginary part is a refusal
                y = np.asarray(f(points[: rows.size] if vectorized else points[0]))
        except Exception:  # whatever f raises of its own is its refusal
            return None
        if y.dtype.kind != "c" or y.shape != entries.shape[: int(vectorized)]:
            return None
        slopes[entries] = y.imag / h[entries]
        flat.imag[rows, entries] = 0
    return slopes.reshape(x.shape) if (points == x).all() else None  # f wrote into its argument


def _settled(best, shape):
    """Values, bounds and the doubt: trouble makes a bound infinite, and the first troubled entry is named."""
    troubled = best.trouble != SETTLED
    value, bound = np.where(troubled, 0.0, best.value), np.where(troubled, np.inf, best.bound)
    doubt = None
    if troubled.any():
        first = int(np.argmax(troubled))
        doubt = f"at entry {place(np.unravel_index(first, shape))}: {DOUBTS[int(best.trouble[first])]}"
    return value.reshape(shape), bound.reshape(shape), doubt
