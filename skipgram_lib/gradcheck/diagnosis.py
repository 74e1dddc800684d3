"""What kind of mistake a wrong gradient is: named only if repairing it gives the measured one."""

import numpy as np


def diagnose(claimed, measured, bound, ingredients):
    """One sentence that names the mistake, or None.

    Parameters
    ----------
    claimed, measured, bound : ndarray of one shape
    ingredients : dict of str to array_like
        Vectors, matrices and indices that a mistake may be made of; `v_c`, `U`, `o` and `negatives` are understood.

    Returns
    -------
    str or None
    """
    if not np.isfinite(claimed).all():
        return "claimed is not finite: look for a log of 0 or a division by 0"
    if not claimed.any():
        return "claimed is zero everywhere: nothing was computed"
    parts = {name: np.asarray(part) for name, part in ingredients.items()}
    for explain in (_multiple, _rearranged, _summed, _rows, _multiplier):
        sentence = explain(claimed, measured, bound, parts)
        if sentence:
            return sentence
    return None


def _multiple(claimed, measured, bound, parts):
    """Is claimed = c · measured, for a c that mistakes are made of?"""
    factors = {
        -1: "-1 × the measured gradient: a sign flip",
        2: "2 × the measured gradient: counted twice",
        0.5: "1/2 × the measured gradient: a factor 2 is lost",
        -2: "-2 × the measured gradient: a sign flip, and counted twice",
    }
    for letter, n in (("K", len(parts.get("negatives", ()))), ("V", len(parts.get("U", ())))):
        if n > 2:
            factors[1 / n] = f"the measured gradient divided by {letter}: a mean where the loss has a sum"
            factors[n] = f"{letter} × the measured gradient: a sum where the loss has a mean"
    return _first(factors, lambda c: _equal(claimed, c * measured, bound * max(1, abs(c))))


def _rearranged(claimed, measured, bound, parts):
    """Is claimed the measured one with its rows moved?"""
    orders = {"rows are shifted by one": np.roll(measured, 1, axis=0)}
    orders["rows are shifted by one, backwards"] = np.roll(measured, -1, axis=0)
    if measured.ndim == 2 and measured.shape[0] == measured.shape[1]:
        orders["transposed: rows are words, columns are the entries of a vector"] = measured.T
    room = bound.max()
    return _first({text: text for text in orders}, lambda text: _equal(claimed, orders[text], room))


def _rows(claimed, measured, bound, parts):
    """Is every wrong row off by the same simple multiple of one ingredient?"""
    wrong = claimed - measured
    off = np.flatnonzero((np.abs(wrong) > bound).reshape(len(claimed), -1).any(axis=1)) if claimed.ndim == 2 else []
    vectors = {name: v for name, v in parts.items() if v.ndim == 1 and v.dtype.kind == "f"}
    if "U" in parts and parts["U"].ndim == 2:
        vectors |= {f"U[{w}]": u for w, u in enumerate(parts["U"])}
    rows, place = (wrong[off], _listed(off)) if claimed.ndim == 2 else (wrong[None], "")
    room = bound[off] if claimed.ndim == 2 else bound[None]
    if claimed.ndim == 2 and not claimed[off].any():
        return f"{place}missing: nothing was computed there"
    for name, v in vectors.items():
        for c in (1, -1, 2, -2):
            if v.shape == wrong.shape[-1:] and v.any() and _equal(rows, c * v, room):
                return f"{place}off by exactly {c:+d} · {name}" + _reason(name, c, off, parts)
    return None


def _reason(name, c, off, parts):
    """Why a gradient could be off by just this much, where the ingredients tell."""
    o = parts.get("o")
    if o is None or c != 1:
        return ""
    minus_y = (name == "v_c" and list(off) == [int(o)]) or (name in ("u_o", f"U[{int(o)}]") and len(off) == 0)
    return ": the − y term is missing" if minus_y else ""


def _summed(claimed, measured, bound, parts):
    """Does every row hold the sum of all rows?"""
    if claimed.ndim == 2 and len(claimed) > 1 and _equal(claimed, measured.sum(axis=0), bound.sum(axis=0) + bound):
        return "every row holds the sum over all rows: the sum should have disappeared"
    return None


def _multiplier(claimed, measured, bound, parts):
    """Is claimed a · v_c where b · v_c is right, for an a and a b that a slip of the pen explains?"""
    if claimed.ndim != 1 or not {"v_c", "U"} <= parts.keys() or claimed.shape != parts["v_c"].shape:
        return None
    v_c, z = parts["v_c"], parts["U"] @ parts["v_c"]
    p, push = np.exp(z) / np.exp(z).sum(), 1 / (1 + np.exp(-z))
    slips = {}
    if "o" in parts:
        o = int(parts["o"])
        slips["a log is missing: exp(u_o·v_c) stands where ŷ_o should"] = (np.exp(z[o]) - 1, [p[o] - 1])
        slips["a term is missing: −ŷ_o stands where ŷ_o − 1 should"] = (-p[o], [p[o] - 1])
    if "negatives" in parts:
        own = push[parts["negatives"]]
        slips["it holds the sum over all negatives: the sum should have disappeared"] = (own.sum(), own)
    return _first(
        {text: text for text in slips},
        lambda text: (
            _equal(claimed, slips[text][0] * v_c, bound)
            and any(_equal(measured, b * v_c, bound) for b in slips[text][1])
        ),
    )


def _first(sentences, fits):
    return next((sentence for key, sentence in sentences.items() if fits(key)), None)


def _equal(a, b, room):
    return bool((np.abs(a - b) <= room).all())


def _listed(off):
    names = ", ".join(str(int(row)) for row in off)
    return f"row {names} is " if len(off) == 1 else f"rows {names} are "
