"""What kind of mistake a wrong gradient is: named only if repairing it gives the measured one."""

import numpy as np

from skipgram_lib.gradcheck.mistakes import mistakes


def diagnose(claimed, measured, bound, parts):
    """One sentence that names the mistake, or None.

    Each kind of mistake is made on the measured gradient; it is named if that gives the claimed one, inside the bound.

    Parameters
    ----------
    claimed, measured, bound : ndarray of one shape
    parts : dict of str to ndarray
        Vectors, matrices and indices that a mistake may be made of; `v_c`, `U`, `o` and `negatives` are understood.

    Returns
    -------
    str or None
    """
    if not np.isfinite(claimed).all():
        return "claimed is not finite: look for a log of 0 or a division by 0"
    if not claimed.any():
        return "claimed is zero everywhere: nothing was computed"
    for kinds in (_whole, _rearranged, _shifted_by_a_vector, mistakes, _rows, _precision, _constant):
        for sentence, wrong, room in kinds(claimed, measured, bound, parts):
            if (np.abs(claimed - wrong) <= room).all():
                return sentence
    return None


def _whole(claimed, measured, bound, parts):
    """The whole array times a factor."""
    K, V = len(parts.get("negatives", ())), len(parts.get("U", ()))
    factors = [
        (-1, "-1 × the measured gradient: a sign flip"),
        (2, "2 × the measured gradient: counted twice"),
        (0.5, "1/2 × the measured gradient: a factor 2 is lost"),
        (-2, "-2 × the measured gradient: a sign flip, and counted twice"),
    ]
    for letter, n in (("K", K), ("V", V)):
        if n > 2:
            factors.append((1 / n, f"the measured gradient divided by {letter}: a mean where the loss has a sum"))
            factors.append((n, f"{letter} × the measured gradient: a sum where the loss has a mean"))
    for factor, sentence in factors:
        yield sentence, factor * measured, bound * max(1, abs(factor))


def _rearranged(claimed, measured, bound, parts):
    """The right rows, or entries, in the wrong place."""
    room = np.full_like(bound, bound.max())
    if measured.ndim == 2 and measured.shape[0] == measured.shape[1]:
        yield "transposed: rows are words, columns are the entries of a vector", measured.T, room
    if measured.ndim:
        what = "rows" if measured.ndim == 2 else "entries"
        yield f"{what} are shifted by one", np.roll(measured, 1, axis=0), room
        yield f"{what} are shifted by one, backwards", np.roll(measured, -1, axis=0), room
        yield f"{what} are in reverse order", measured[::-1], room
        order = [int(np.abs(measured - row).reshape(len(measured), -1).max(axis=1).argmin()) for row in claimed]
        moved = [i for i, j in enumerate(order) if i != j]
        if moved and sorted(order) == list(range(len(measured))):
            yield (
                f"{what} {_listed(moved)} hold what belongs to {_listed([order[i] for i in moved])}",
                measured[order],
                room,
            )
    if measured.ndim == 2 and len(measured) > 1:
        total, room = measured.sum(axis=0), bound.sum(axis=0) + bound
        yield "every row holds the sum over all rows: the sum should have disappeared", total + 0 * measured, room
        yield "every row holds the mean over all rows", total / len(measured) + 0 * measured, room


def _shifted_by_a_vector(claimed, measured, bound, parts):
    """The same small multiple of one ingredient too much in every wrong row."""
    rows = np.atleast_2d(claimed - measured)
    off = np.flatnonzero((np.abs(rows) > np.atleast_2d(bound)).any(axis=1))
    vectors = {name: v for name, v in parts.items() if v.shape == rows.shape[1:] and v.dtype.kind == "f" and v.any()}
    if parts.get("U", rows[0]).shape[1:] == rows.shape[1:]:
        vectors |= {f"U[{w}]": u for w, u in enumerate(parts["U"])}
    place = f"{_these('row', off)} " if claimed.ndim == 2 else ""
    wrong_rows = np.isin(np.arange(len(rows)), off)[:, None]
    for name, v in vectors.items():
        for c in (1, -1, 2, -2):
            sentence = f"{place}off by exactly {c:+d} · {name}" + _reason(name, c, off, claimed, parts)
            yield sentence, measured + (c * v * wrong_rows).reshape(claimed.shape), bound


def _reason(name, c, off, claimed, parts):
    """Why a gradient could be off by just this much, where the ingredients tell."""
    o = int(parts.get("o", -1))
    in_U = claimed.ndim == 2 and name == "v_c" and off.tolist() == [o]
    in_v_c = claimed.ndim == 1 and name in ("u_o", f"U[{o}]")
    return ": the − y term is missing" if c == 1 and (in_U or in_v_c) else ""


def _rows(claimed, measured, bound, parts):
    """Some rows missing, or multiplied, or holding what belongs to another; the rest is right."""
    if measured.ndim != 2:
        return
    off = np.flatnonzero((np.abs(claimed - measured) > bound).any(axis=1))
    wrong, o = measured.copy(), parts.get("o", -1)
    wrong[off] = 0
    whom = "for the true outside word" if off.tolist() == [o] else "there"
    yield f"{_these('row', off)} missing: nothing was computed {whom}", wrong, bound
    for factor, what in ((-1, "-1"), (2, "2"), (0.5, "1/2")):
        wrong[off] = factor * measured[off]
        yield f"{_these('row', off)} {what} × the measured one", wrong, bound * max(1, abs(factor))
    for j, row in enumerate(measured):
        wrong[off] = row
        yield f"{_these('row', off)} what belongs to row {j}", wrong, bound + bound[j]


def _constant(claimed, measured, bound, parts):
    """Some factor that has no name."""
    if measured.size > 1 and measured.any():
        factor = float((claimed * measured).sum() / (measured * measured).sum())
        yield f"{factor:.4g} × the measured gradient: a constant factor", factor * measured, bound * max(1, abs(factor))


def _precision(claimed, measured, bound, parts):
    """Right, but every digit beyond float32 was lost on the way."""
    single = claimed.astype(np.float32).astype(np.float64)
    if (single == claimed).all():
        room = bound + 2.0**-20 * np.abs(measured).max()
        yield "right to float32 only: some of it was computed in single precision", measured, room


def _listed(rows):
    return ", ".join(str(int(row)) for row in rows)


def _these(noun, rows):
    return f"{noun} {_listed(rows)} is" if len(rows) == 1 else f"{noun}s {_listed(rows)} are"
