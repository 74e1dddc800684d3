"""Mistakes that any gradient can have, in whole arrays, in rows and in entries, whatever they mean.

Each function makes its mistakes on the measured gradient, and yields for each a `Mistake`, the array that it gives, and
how far the claimed one may be from that: each entry's own bound, times the factor that the entry was multiplied by.
"""

import math

import numpy as np

from skipgram_lib.gradcheck.diagnosis.mistake import Kind, Mistake, named, placed

HAIR = 1e-6  # of a gradient: what changes it by less has no name
FACTORS = {
    -1: (Kind.SIGN, "-1 × the measured gradient: a sign flip", "a sign flip"),
    2: (Kind.TWICE, "2 × the measured gradient: counted twice", "counted twice"),
    0.5: (Kind.HALF, "1/2 × the measured gradient: a factor 2 is lost", "a factor is lost"),
    -2: (Kind.SIGN, "-2 × the measured gradient: a sign flip, and counted twice", "a sign flip, and counted twice"),
}
LABEL, GONE = "the − y term is missing", "the sum should have disappeared"


def whole(claimed, measured, bound, parts):
    """The whole array times a factor: a usual one, or a size that the ingredients have."""
    sizes = {name: int(n) for name, n in parts.items() if n.ndim == 0 and n.dtype.kind in "iu" and name != "o"}
    lists = {"V": parts.get("U"), "K": parts.get("negatives")}
    sizes |= {name: len(table) for name, table in lists.items() if table is not None and table.ndim}
    factors = dict(FACTORS)
    for name, n in sizes.items():
        if n > 2:
            mean, sum_ = "a mean where the loss has a sum", "a sum where the loss has a mean"
            factors[1 / n] = Kind.MEAN, f"the measured gradient divided by {name}: {mean}", mean
            factors[n] = Kind.SUM, f"{name} × the measured gradient: {sum_}", sum_
    for factor, words in factors.items():
        yield named(*words), factor * measured, bound * max(1, abs(factor))


def constant(claimed, measured, bound, parts):
    """The whole array times a factor that has no name."""
    if (np.abs(claimed - measured) > bound).sum() > 1 and measured.any():
        factor = float((claimed * measured).sum() / (measured * measured).sum())
        if HAIR < abs(factor - 1) < np.inf:
            digits = max(4, 2 - math.floor(math.log10(abs(factor - 1))))  # as many as tell it from 1
            sentence = f"{factor:.{digits}g} × the measured gradient: a constant factor"
            room = bound * (abs(factor) if abs(factor) < HAIR else max(1, abs(factor)))  # all is below the bound there
            yield named(Kind.FACTOR, sentence, "a constant factor"), factor * measured, room


def tiny(claimed, measured, bound, parts):
    """The whole array in a far larger unit: below every bound, and still a multiple entry by entry."""
    if np.abs(claimed).max() < HAIR * np.abs(measured).max():
        yield from constant(claimed, measured, bound, parts)


def rearranged(claimed, measured, bound, parts):
    """The right rows, or entries, all of them in the wrong place, or added up."""
    if measured.ndim == 0 or len(measured) == 1:
        return
    one, many = _row_or_entry(measured)
    turns = [
        (Kind.SHIFTED, f"{many} are shifted by one", lambda table: np.roll(table, 1, axis=0)),
        (Kind.SHIFTED, f"{many} are shifted by one, backwards", lambda table: np.roll(table, -1, axis=0)),
        (Kind.REVERSED, f"{many} are in reverse order", lambda table: table[::-1]),
    ]
    turns = turns if len(measured) > 2 else []
    if measured.ndim == 2 and measured.shape == measured.T.shape:
        turned = "transposed: rows are words, columns are the entries of a vector"
        turns.append((Kind.TRANSPOSED, turned, np.transpose))
    for kind, sentence, turn in turns:
        yield named(kind, sentence), turn(measured), bound + turn(bound)
    total = measured.sum(axis=0) + 0 * measured
    yield named(Kind.SUM_KEPT, f"every {one} holds the sum over all {many}: {GONE}"), total, 2 * bound
    yield named(Kind.MEAN, f"every {one} holds the mean over all {many}"), total / len(measured), bound


def moved(claimed, measured, bound, parts):
    """The right rows, or entries, some of them in each other's place."""
    if measured.ndim == 0:
        return
    off = _off(claimed, measured, bound)
    theirs, ours = (table.reshape(len(bound), -1)[off] for table in (claimed, measured))
    direction = np.sin(1 + np.arange(ours.shape[1]))  # no special one, so different rows differ along it
    source = np.empty_like(off)
    source[np.argsort(theirs @ direction)] = off[np.argsort(ours @ direction)]
    if (source == off).any() or not _apart(measured, off, source):
        return
    where = (_row_or_entry(measured)[0], *off.tolist())
    sentence = f"{placed(where)} hold what belongs to {_listed(source)}"
    yield (
        Mistake(Kind.MOVED, where, sentence, "right rows in each other's place"),
        _put(measured, off, measured[source]),
        bound + _put(bound, off, bound[source]),
    )


def off_by_a_vector(claimed, measured, bound, parts):
    """The same small multiple of one ingredient too much in every row that is off."""
    if claimed.ndim not in (1, 2):
        return
    theirs, ours, room = (np.atleast_2d(table) for table in (claimed, measured, bound))
    off = _off(theirs, ours, room)
    first = (theirs - ours)[off[0]]
    vectors = parts | ({f"U[{w}]": u for w, u in enumerate(np.atleast_1d(parts["U"]))} if "U" in parts else {})
    where = ("row", *off.tolist()) if claimed.ndim == 2 else ()
    row = f"{_are(where)} " if where else ""
    for name, v in vectors.items():
        for c in (1, -1, 2, -2) if v.shape == first.shape and v.dtype.kind == "f" else ():
            if (np.abs(first - c * v) <= room[off[0]]).all():
                label = where and name == "v_c" and c == 1 and "U" not in parts and _is_o(off, parts)
                wrong = _put(ours, off, ours[off] + c * v).reshape(claimed.shape)
                sentence = f"{row}off by exactly {c:+d} · {name}"
                if label:  # with U, `mistakes` knows better
                    yield Mistake(Kind.LABEL, where, f"{sentence}: {LABEL}", LABEL), wrong, bound
                yield Mistake(Kind.OFF_BY_VECTOR, where, sentence, "off by a multiple of one vector"), wrong, bound


def lines(claimed, measured, bound, parts):
    """Some rows, columns or entries missing, or multiplied, or holding what belongs to another; the rest is right."""
    for axis, noun in enumerate({1: ["entry"], 2: ["row", "column"]}.get(measured.ndim, [])):
        theirs, ours, room = (np.moveaxis(table, axis, 0) for table in (claimed, measured, bound))
        off = _off(theirs, ours, room)
        of_o = noun == "row" and ours.shape[:1] == parts.get("U", ours).shape[:1] and _is_o(off, parts)
        for kind, what, why, content, room_there in _held(theirs, ours, room, off, noun, of_o):
            where, wrong, spare = (noun, *off.tolist()), _put(ours, off, content), _put(room, off, room_there)
            mistake = Mistake(kind, where, f"{_are(where)} {what}", why)
            yield mistake, np.moveaxis(wrong, 0, axis), np.moveaxis(spare, 0, axis)


def _held(theirs, ours, room, off, noun, of_o):
    """(kind, what the lines that are off hold, why, that, how far it may be off)."""
    missing = f"missing: nothing was computed {'for the true outside word' if of_o else 'there'}"
    j = int(np.abs(ours - theirs[off[0]]).reshape(len(ours), -1).max(axis=1).argmin())
    yield Kind.MISSING, missing, missing, 0 * ours[off], room[off]
    yield Kind.SIGN, "-1 × the measured one", "a sign flip there", -ours[off], room[off]
    yield Kind.TWICE, "2 × the measured one", "counted twice there", 2 * ours[off], 2 * room[off]
    yield Kind.HALF, "1/2 × the measured one", "a factor is lost there", ours[off] / 2, room[off]
    if _apart(ours, off, j):
        why = f"{'an' if noun == 'entry' else 'a'} {noun} in the wrong place"
        yield Kind.MOVED, f"what belongs to {noun} {j}", why, ours[j], room[off] + room[j]


def cancelled(claimed, measured, bound, parts):
    """Nothing but rounding."""
    yield named(Kind.CANCELLED, "claimed is zero but for its rounding: its terms cancel"), 0 * measured, bound


def _off(claimed, measured, bound):
    return np.flatnonzero((np.abs(claimed - measured) > bound).reshape(len(bound), -1).any(axis=1))


def _is_o(rows, parts):
    return "o" in parts and rows.tolist() == [parts["o"].tolist()]


def _apart(measured, off, source):
    """Where two places hold the same, but for a hair, nothing tells that one was taken for the other."""
    return np.abs(measured[source] - measured[off]).max() > HAIR * np.abs(measured).max()


def _put(table, rows, content):
    table = table.copy()
    table[rows] = content
    return table


def _row_or_entry(table):
    return ("row", "rows") if table.ndim > 1 else ("entry", "entries")


def _listed(rows):
    return ", ".join(str(int(row)) for row in rows)


def _are(where):
    return f"{placed(where)} {'is' if len(where) == 2 else 'are'}"
