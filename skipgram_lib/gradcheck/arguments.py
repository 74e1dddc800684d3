"""What a caller hands over, as the checker takes it: refused by name, in one sentence, if it does not fit."""

import numpy as np


def as_point(x):
    """`x` as a float64 array of its own; refused by name if it holds anything but finite real numbers."""
    try:
        array = plain(x)
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


def above_zero(name, size):
    """A size that the caller gives, or None; refused by name if it is none."""
    if size is not None and not (isinstance(size, (int, float, np.number)) and 0 < size < np.inf):
        told = {"scale": "the size that would count as non-zero", "noise": "how far one value of f may be off"}
        raise ValueError(f"{name} must be above 0; got {size!r}. Give {told[name]}.")
    return size


def finite(part):
    """Rectangular, with no NaN and no infinity among its floats; of what holds none, nothing is asked."""
    try:
        array = np.asarray(part)
    except ValueError:
        return False
    return array.dtype.kind != "f" or bool(np.isfinite(array).all())


def plain(array):
    """As numpy takes it: a tensor that records its operations must be detached from them first."""
    return np.asarray(array.detach() if hasattr(array, "detach") else array)


def place(index):
    """An index as numpy is asked for it: [1, 2]."""
    return str([int(i) for i in index])


def sizes(x):
    """|x_i|, what a step is a part of; where it is 0, the largest of them, or 1."""
    size = np.abs(x)
    return np.where(size == 0, size.max() or 1.0, size)
