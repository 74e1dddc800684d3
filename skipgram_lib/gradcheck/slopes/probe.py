"""f as the checker calls it: one entry of x moved at a time, every call counted, x kept safe from f."""

import numpy as np

CHUNK = 3 * 2**19  # bytes of perturbed copies in one call of a vectorized f


def as_point(x):
    """`x` as a float64 array of its own; refused by name if it holds anything but finite real numbers."""
    try:
        array = np.asarray(x)
    except ValueError:
        raise ValueError("x must be rectangular; got rows of different lengths. Pad or cut them.") from None
    if array.dtype.kind not in "biuf" or np.ma.isMaskedArray(x):
        raise TypeError(f"x must hold real numbers; got dtype {array.dtype}. Convert it to a plain float array.")
    if array.size == 0:
        raise ValueError(f"x must have at least one entry; got shape {array.shape}. Pass the point to check at.")
    if not np.isfinite(array).all():
        where = np.unravel_index(np.argmin(np.isfinite(array)), array.shape)
        raise ValueError(f"x must be finite; x{place(where)} is {array[where]}. A slope needs a point to stand on.")
    return array.astype(np.float64)


def place(index):
    """An index as numpy is asked for it: [1, 2]."""
    return str([int(i) for i in index])


def objection(fx, changed, repeats):
    """Why no slope of f can be measured at all, in words, or None: f at x, did f write, does it repeat itself?"""
    if changed:
        return "f changed its argument: let it work on a copy"
    if not np.isfinite(fx):
        return f"f is {fx} at x itself: there is no slope to measure"
    return None if repeats else "f returned two different values at one point: it samples inside; freeze the draw"


class Probe:
    """f along single entries of x. Works on a buffer of its own; `changed` tells whether f ever wrote into it."""

    def __init__(self, f, x, fx, vectorized=False):
        self.f, self.x, self.fx, self.vectorized = f, x, fx, vectorized
        self.evaluations = 0
        self.buffer = x.copy()

    def values(self, entries, places):
        """f with the flat entry `entries[j]` of x set to `places[..., j]`; shape of `places`."""
        entries = np.add(entries, np.zeros(places.shape, int)).ravel()
        evaluate = self._batched if self.vectorized else self._looped
        self.evaluations += entries.size
        with np.errstate(all="ignore"):  # a step may leave the domain of f; its NaN is dealt with, not shouted
            return evaluate(entries, places.ravel()).reshape(places.shape)

    @property
    def changed(self):
        return not np.array_equal(self.buffer, self.x)

    def _looped(self, entries, places):
        values = np.empty(places.size)
        for j, (i, at) in enumerate(zip(entries.tolist(), places.tolist(), strict=True)):
            self.buffer.flat[i] = at
            values[j] = _number_or_nan(self.f, self.buffer)
            self.buffer.flat[i] = self.x.flat[i]
        return values

    def _batched(self, entries, places):
        chunk = max(1, CHUNK // self.x.nbytes)
        if chunk == 1:  # copies this large gain nothing from a common call
            return self._looped(entries, places)
        points = np.repeat(self.x[None], min(chunk, places.size), axis=0)
        flat, values = points.reshape(len(points), -1), np.empty(places.size)
        for start in range(0, places.size, chunk):
            part = slice(start, start + chunk)
            rows = np.arange(places[part].size)
            flat[rows, entries[part]] = places[part]
            values[part] = _numbers(self.f(points[: rows.size]), rows.size)
            flat[rows, entries[part]] = self.x.ravel()[entries[part]]
        return values


def number(y):
    """f's value as a float; refused if it is anything but one real number."""
    array = np.asarray(y)
    if array.shape != () or array.dtype.kind not in "biuf":
        raise TypeError(
            f"f must return one real number; got {type(y).__name__} of shape {array.shape}, dtype {array.dtype}.\n"
            "Sum the losses, or take the one you mean."
        )
    return float(array)


def _number_or_nan(f, point):
    try:
        return number(f(point))
    except (ArithmeticError, ValueError):  # outside the domain of f, as math.log would say it
        return np.nan


def _numbers(y, n):
    array = np.asarray(y)
    if array.shape != (n,) or array.dtype.kind not in "biuf":
        raise TypeError(
            f"f with vectorized=True must map shape (n, *x.shape) to (n,); got {array.shape} for n = {n}.\n"
            "Let f work on the last axes, or leave vectorized out."
        )
    return array
