"""The second witness: the complex step, one evaluation a slope, and no subtraction."""

import warnings

import numpy as np

from skipgram_lib.door import FLAG, FUNCTION, door
from skipgram_lib.gradcheck.arguments import as_point, sizes
from skipgram_lib.gradcheck.slopes.probe import CHUNK


@door(f=FUNCTION, vectorized=FLAG)
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
    h = 2.0**-40 * sizes(x).ravel()  # its square is beyond float64
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
        if y.dtype.kind != "c" or y.shape != entries.shape[: int(vectorized)] or not np.isfinite(y).all():
            return None
        slopes[entries] = y.imag / h[entries]
        flat.imag[rows, entries] = 0
    return slopes.reshape(x.shape) if (points == x).all() else None  # f wrote into its argument
