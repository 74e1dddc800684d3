"""Mistakes that any gradient can have, in whole arrays, in rows and in entries, whatever they mean.

Each function makes its mistakes on the measured gradient, and yields for each a sentence, the array that it gives, and
how far the claimed one may be from that.
"""

import numpy as np

from skipgram_lib.gradcheck.slopes.rounding import UNIT

SMALL = 2.0**-16  # of the ingredients: a gradient as small as this is a difference of numbers that are nearly equal
FACTORS = {
    -1: "-1 × the measured gradient: a sign flip",
    2: "2 × the measured gradient: counted twice",
    0.5: "1/2 × the measured gradient: a factor 2 is lost",
    -2: "-2 × the measured gradient: a sign flip, and counted twice",
}


def whole(claimed, measured, bound, parts):
    """The whole array times a factor: a usual one, or a size that the ingredients have."""
    sizes = {name: int(n) for name, n in parts.items() if n.ndim == 0 and n.dtype.kind in "iu" and name != "o"}
    lists = {"V": parts.get("U"), "K": parts.get("negatives")}
    sizes |= {name: len(table) for name, table in lists.items() if table is not None and table.ndim}
    factors = dict(FACTORS)
    for name, n in sizes.items():
        if n > 2:
            factors[1 / n] = f"the measured gradient divided by {name}: a mean where the loss has a sum"
            factors[n] = f"{name} × the measured gradient: a sum where the loss has a mean"
    for factor, sentence in factors.items():
        yield sentence, factor * measured, bound * max(1, abs(factor))


def constant(claimed, measured, bound, parts):
    """The whole array times a factor that has no name."""
    if measured.size > 1 and measured.any():
        factor = float((claimed * measured).sum() / (measured * measured).sum())
        yield f"{factor:.4g} × the measured gradient: a constant factor", factor * measured, bound * max(1, abs(factor))


def rearranged(claimed, measured, bound, parts):
    """The right rows, or entries, all of them in the wrong place, or added up."""
    if measured.ndim == 0 or len(measured) == 1:
        return
    one, many = _row_or_entry(measured)
    turns = {
        f"{many} are shifted by one": lambda table: np.roll(table, 1, axis=0),
        f"{many} are shifted by one, backwards": lambda table: np.roll(table, -1, axis=0),
        f"{many} are in reverse order": lambda table: table[::-1],
    }
    turns = turns if len(measured) > 2 else {}
    if measured.ndim == 2 and measured.shape == measured.T.shape:
        turns |= {"transposed: rows are words, columns are the entries of a vector": np.transpose}
    for sentence, turn in turns.items():
        yield sentence, turn(measured), bound + turn(bound)
    total, room = measured.sum(axis=0) + 0 * measured, bound.sum(axis=0) + bound
    yield f"every {one} holds the sum over all {many}: the sum should have disappeared", total, room
    yield f"every {one} holds the mean over all {many}", total / len(measured), room


def moved(claimed, measured, bound, parts):
    """The right rows, or entries, some of them in each other's place."""
    if measured.ndim == 0:
        return
    off = _off(claimed, measured, bound)
    theirs, ours = (table.reshape(len(bound), -1)[off] for table in (claimed, measured))
    direction = np.sin(1 + np.arange(ours.shape[1]))  # no special one, so different rows differ along it
    source = np.empty_like(off)
    source[np.argsort(theirs @ direction)] = off[np.argsort(ours @ direction)]
    sentence = f"{_row_or_entry(measured)[1]} {_listed(off)} hold what belongs to {_listed(source)}"
    yield sentence, _put(measured, off, measured[source]), bound + _put(bound, off, bound[source])


def off_by_a_vector(claimed, measured, bound, parts):
    """The same small multiple of one ingredient too much in every row that is off."""
    if claimed.ndim not in (1, 2):
        return
    theirs, ours, room = (np.atleast_2d(table) for table in (claimed, measured, bound))
    off = _off(theirs, ours, room)
    first = (theirs - ours)[off[0]]
    vectors = parts | ({f"U[{w}]": u for w, u in enumerate(np.atleast_1d(parts["U"]))} if "U" in parts else {})
    row = f"{_these('row', off)} " if claimed.ndim == 2 else ""
    for name, v in vectors.items():
        for c in (1, -1, 2, -2) if v.shape == first.shape and v.dtype.kind == "f" else ():
            if (np.abs(first - c * v) <= room[off[0]]).all():
                label = row and name == "v_c" and c == 1 and "U" not in parts and _is_o(off, parts)
                why = ": the − y term is missing" if label else ""  # with U, `mistakes` knows better
                wrong = _put(ours, off, ours[off] + c * v).reshape(claimed.shape)
                yield f"{row}off by exactly {c:+d} · {name}{why}", wrong, bound


def lines(claimed, measured, bound, parts):
    """Some rows, columns or entries missing, or multiplied, or holding what belongs to another; the rest is right."""
    for axis, noun in enumerate({1: ["entry"], 2: ["row", "column"]}.get(measured.ndim, [])):
        theirs, ours, room = (np.moveaxis(table, axis, 0) for table in (claimed, measured, bound))
        off = _off(theirs, ours, room)
        of_o = noun == "row" and ours.shape[:1] == parts.get("U", ours).shape[:1] and _is_o(off, parts)
        held = {f"missing: nothing was computed {'for the true outside word' if of_o else 'there'}": (0 * ours[off], 0)}
        held |= {f"{c} × the measured one": (n * ours[off], room[off]) for c, n in (("-1", -1), ("2", 2), ("1/2", 0.5))}
        j = int(np.abs(ours - theirs[off[0]]).reshape(len(ours), -1).max(axis=1).argmin())
        held[f"what belongs to {noun} {j}"] = (ours[j], room[j])
        for what, (content, more) in held.items():
            wrong, spare = _put(ours, off, content), _put(room, off, room[off] + more)
            yield f"{_these(noun, off)} {what}", np.moveaxis(wrong, 0, axis), np.moveaxis(spare, 0, axis)


def cancelled(claimed, measured, bound, parts):
    """Nothing but rounding."""
    yield "claimed is zero but for its rounding: its terms cancel", 0 * measured, bound


def single_precision(claimed, measured, bound, parts):
    """Right, but every digit beyond float32 was lost on the way."""
    if (claimed.astype(np.float32) == claimed).all():
        room = bound + 2.0**-20 * np.abs(measured).max()
        yield "right to float32 only: some of it was computed in single precision", measured, room


def digits_lost(claimed, measured, bound, parts):
    """Right, but for what subtracting numbers as large as the ingredients leaves of so small a result."""
    largest = max(
        (float(np.abs(part).max(initial=0)) for part in parts.values() if part.dtype.kind == "f"), default=0.0
    )
    lost = 16 * UNIT * largest
    if 16 * lost < np.abs(measured).max() < SMALL * largest:
        why = "its first digits are right, the others were lost: nearly equal numbers were subtracted, as 1 from ŷ_o"
        yield why, measured, bound + lost


def _off(claimed, measured, bound):
    return np.flatnonzero((np.abs(claimed - measured) > bound).reshape(len(bound), -1).any(axis=1))


def _is_o(rows, parts):
    return "o" in parts and rows.tolist() == [parts["o"].tolist()]


def _put(table, rows, content):
    table = table.copy()
    table[rows] = content
    return table


def _row_or_entry(table):
    return ("row", "rows") if table.ndim > 1 else ("entry", "entries")


def _listed(rows):
    return ", ".join(str(int(row)) for row in rows)


def _these(noun, rows):
    many = {"entry": "entries"}.get(noun, f"{noun}s")
    return f"{noun} {_listed(rows)} is" if len(rows) == 1 else f"{many} {_listed(rows)} are"
