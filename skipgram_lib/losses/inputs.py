"""The checked door through which v_c, o, U and negatives come in, and the pair that goes out."""

import operator
from typing import NamedTuple

import numpy as np


class Gradients(NamedTuple):
    """The slopes of one loss, each with the shape of its variable: `v_c` (d,) and `U` (V, d)."""

    v_c: np.ndarray
    U: np.ndarray


def as_numbers(name, x, finite=True):
    """`x` as an array of float64 or its own wider kind; refused by name if it holds anything else."""
    if isinstance(x, np.ma.MaskedArray):
        raise TypeError(f"{name} must be a plain array; got a masked one. Fill it: {name}.filled(...).")
    try:
        array = np.asarray(x)
    except ValueError:
        raise ValueError(f"{name} must be rectangular; got rows of different lengths. Pad or cut them.") from None
    if array.dtype.kind not in "biufcO":
        raise TypeError(f"{name} must hold numbers; got dtype {array.dtype}. Convert it to float first.")
    if array.dtype.kind == "O" and array.size and not any(hasattr(entry, "log1p") for entry in array.flat):
        raise TypeError(f"{name} must hold numbers; got objects without exp and log1p. Convert it to float first.")
    if array.dtype != np.float64:
        array = array.astype(np.result_type(array.dtype, np.float64), copy=False)
    if finite:
        refuse_nonfinite(name, array)
    return array


def checked_vectors(v_c, U, batch):
    """v_c as (d,) and U as (V, d); with `batch`, leading axes that broadcast may stand before both."""
    v_c, U = as_numbers("v_c", v_c), as_numbers("U", U, finite=False)  # U is looked through by `scores`
    if v_c.ndim < 1 or v_c.shape[-1] < 1 or (v_c.ndim > 1 and not batch):
        raise ValueError(f"v_c must have shape (d,) with d >= 1; got {v_c.shape}. Pass one centre vector.")
    if U.ndim < 2 or U.shape[-1] != v_c.shape[-1] or (U.ndim > 2 and not batch):
        raise ValueError(
            f"U must have shape (V, d) with d = {v_c.shape[-1]}, the length of v_c; got {U.shape}.\n"
            "Outside vectors are rows: pass U.T if yours are columns."
        )
    try:
        _ = v_c.ndim == 1 or np.broadcast_shapes(v_c.shape[:-1], U.shape[:-2])
    except ValueError:
        raise ValueError(
            f"The leading axes of v_c and U must broadcast; got {v_c.shape[:-1]} and {U.shape[:-2]}.\n"
            "Give both the same leading shape, or one of them none."
        ) from None
    return v_c, U


def checked_word(o, V):
    """The row number of the true outside word, 0 <= o < V."""
    required = f"o must be one int with 0 <= o < V = {V}"
    try:
        if isinstance(o, (bool, np.bool_, np.ma.MaskedArray)):
            raise TypeError
        row = operator.index(o)
    except TypeError:
        raise TypeError(f"{required}; got {o!r}. Pass the word's row number in U.") from None
    if not 0 <= row < V:
        raise ValueError(f"{required}; got {row}. Rows are counted from 0, and none from the end.")
    return row


def checked_negatives(negatives, V):
    """The row numbers of the negative samples, shape (K,); repeats and the true word are allowed."""
    return _row_numbers("negatives", negatives, "(K,)", V, lambda shape: len(shape) == 1)


def checked_pairs(v, U, c, o, *negatives):
    """v and U as (V, d), c and o as (B,), and the draw as (B, K): row numbers that both matrices have."""
    v, U = as_numbers("v", v, finite=False), as_numbers("U", U, finite=False)  # looked through where a score is not
    if v.ndim != 2:
        raise ValueError(f"v must have shape (V, d), one centre vector per row; got {v.shape}. Pass the whole matrix.")
    if U.shape != v.shape:
        raise ValueError(f"U must have shape {v.shape}, that of v; got {U.shape}. Outside vectors are rows.")
    c = _row_numbers("c", c, "(B,)", len(v), lambda shape: len(shape) == 1)
    o = _row_numbers("o", o, f"(B,) = {c.shape}, that of c", len(v), lambda shape: shape == c.shape)
    draw = f"(B, K) with B = {len(c)}, a row for each pair"
    fits = lambda shape: len(shape) == 2 and shape[0] == len(c)
    return v, U, c, o, *(_row_numbers("negatives", drawn, draw, len(v), fits) for drawn in negatives)


def _row_numbers(name, rows, shape, V, fits):
    """`rows` as row numbers of a matrix with V rows; refused by name and place if they are none, or their shape."""
    required = f"{name} must have shape {shape}, ints with 0 <= row < V = {V}"
    if isinstance(rows, np.ma.MaskedArray):
        raise TypeError(f"{required}; got a masked array. Pass the rows that count: {name}.compressed().")
    try:
        rows = np.asarray(rows)
    except ValueError:
        raise ValueError(f"{required}; got rows of different lengths. Pass an array of row numbers.") from None
    if not fits(rows.shape):
        raise ValueError(f"{required}; got shape {rows.shape}. Pass row numbers.")
    if rows.size and rows.dtype.kind not in "iu":
        raise TypeError(f"{required}; got dtype {rows.dtype}. Pass row numbers, not a mask or vectors.")
    if rows.size and (rows.min() < 0 or rows.max() >= V):
        where = np.unravel_index(np.argmax((rows < 0) | (rows >= V)), rows.shape)
        said = f"{name}{[int(i) for i in where]} is {rows[where]}"
        raise ValueError(f"{required}; {said}. Rows are counted from 0, and none from the end.")
    return rows.astype(np.intp, copy=False)


def scores(U, v_c):
    """z = U v_c, one score per row of U; refused where U is not finite, or a product too large for a float."""
    with np.errstate(over="ignore", invalid="ignore"):
        z = U @ v_c if v_c.ndim == 1 else (U @ v_c[..., None])[..., 0]
    if not v_c.all():  # NaN or infinity in U shows in z, unless a 0 in v_c made BLAS skip it
        refuse_nonfinite("U", U)
    return finite_scores(z, v_c=v_c, U=U)


def finite_scores(z, **vectors):
    """z; refused where it is not finite, by the name of the vectors that are not, or as a product beyond a float."""
    if not _finite(z).all():
        for name, array in vectors.items():
            refuse_nonfinite(name, array)
        names = " and ".join(sorted(vectors))
        raise ValueError(f"{names} must have finite scores; a product is beyond 1.8e308. Scale the vectors down.")
    return z


def _finite(array):
    return np.isfinite(array) if array.dtype.kind != "O" else abs(array) < np.inf  # not so for NaN either


def refuse_nonfinite(name, array):
    """Refuse NaN and infinity by name and place."""
    try:
        finite = np.asarray(_finite(array))  # of one bare object, < is a bool
    except TypeError:
        raise TypeError(f"{name} must hold numbers; got an object array with something else in it.") from None
    if not finite.all():
        where = np.unravel_index(np.argmin(finite), array.shape)
        place = [int(i) for i in where]
        raise ValueError(
            f"{name} must be finite; {name}{place or ''} is {array[where]}. Find where it came from before you go on."
        )
