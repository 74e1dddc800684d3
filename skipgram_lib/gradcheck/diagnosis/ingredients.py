"""Which ingredients a diagnosis could not use, and why: a name it does not know, a shape that does not fit."""

import numpy as np

KNOWN = ("v_c", "U", "u_o", "v_o", "o", "y", "y_hat", "negatives")


def unread(parts):
    """What is to be said of each ingredient that was not understood.

    Parameters
    ----------
    parts : dict of str to ndarray

    Returns
    -------
    tuple of str
    """
    v_c, U = (parts.get(name, np.empty(0)) for name in ("v_c", "U"))
    V = len(U) if U.ndim == 2 else 0
    said = [_of_table(U, v_c)] if "U" in parts else []
    if "v_c" in parts and v_c.ndim != 1:
        said.append(f"v_c has shape {v_c.shape}, a centre vector (d,)")
    if "o" in parts and not _rows(parts["o"], 0, V):
        said.append("o is no row number of U")
    if parts.get("negatives", np.empty(0)).size and not _rows(parts["negatives"], 1, V):
        said.append("negatives is no list of row numbers of U")
    skipgram = {"v_c", "U", "o"} <= parts.keys()
    strange = [name for name, part in parts.items() if name not in KNOWN and not (skipgram and part.ndim == 0)]
    if strange:
        said.append(f"{', '.join(strange)}, which {'is' if len(strange) == 1 else 'are'} not {', '.join(KNOWN)}")
    return tuple(filter(None, said))


def _of_table(U, v_c):
    if U.ndim == 2 and v_c.shape in (U.shape[1:], (0,)):
        return ""
    hint = ": words are its rows, so pass U.T" if U.ndim == 2 and v_c.shape == U.shape[:1] else ", not (V, d)"
    return f"U has shape {U.shape}{hint}"


def _rows(numbers, ndim, V):
    return numbers.ndim == ndim and numbers.dtype.kind in "iu" and 0 <= numbers.min() <= numbers.max() < (V or np.inf)
