"""What f returned, as the numbers that it was asked for."""

from decimal import Decimal
from numbers import Real

import numpy as np

from skipgram_lib.gradcheck.arguments import plain


class WrongShapeError(TypeError):
    """f returned something else than the numbers it was asked for."""


def number(y):
    """f's value as a float; refused if it is anything but one real number."""
    if isinstance(y, (Real, Decimal)):
        return float(y)
    array, kind = _real(y)
    if array.shape != () or kind:
        raise WrongShapeError(
            f"f must return one real number; got {kind or f'shape {array.shape}'}.\n"
            "Let f return the loss alone: of several values, the one whose gradient is claimed."
        )
    return float(array)


def batch(y, n):
    """f's values at n points as floats; refused if they are anything but n real numbers."""
    array, kind = _real(y)
    if array.shape != (n,) or kind:
        raise WrongShapeError(
            "f with vectorized=True must map shape (n, *x.shape) to (n,), real numbers; "
            f"got {kind or array.shape} for n = {n}.\nLet f work on the last axes, or leave vectorized out."
        )
    return array.astype(float)


def _real(y):
    """What f returned as an array, NaN where it is masked, and what it is, in words, if it holds no real numbers."""
    try:
        array = plain(y)
    except ValueError:
        return np.empty(0), "rows of different lengths"
    if array.dtype.kind not in "biuf":
        return array, f"{type(y).__name__} of shape {array.shape}, dtype {array.dtype}"
    return np.where(np.ma.getmaskarray(y), np.nan, array) if np.ma.is_masked(y) else array, None
