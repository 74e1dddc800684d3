"""Checks of a chapter's own arrays, tied to the ledger so that neither can drift from the other."""

import numpy as np

from skipgram_lib.derivation import check_side, judge
from skipgram_lib.derivation.exact import SIDE
from skipgram_lib.derivation.lines import line_of
from skipgram_lib.derivation.verify import A_POINT
from skipgram_lib.door import door, maybe, whole
from skipgram_lib.gradcheck import UNIT, with_bounds

ROOM = 64 * UNIT  # of the largest entry: two ways to write one formula differ by no more


@door(p=A_POINT, side=maybe(SIDE), part=maybe(whole(0)))
def check_line(id, claimed, p, side=None, part=None):
    """Measure the chapter's array for a line, after making sure that it is what the ledger says.

    Parameters
    ----------
    id : str
        The line, for example "S8".
    claimed : array_like
        The line's formula, computed by the chapter at the point `p`. For a definition: its value.
    p : Point
    side : str, optional
        "printed" or "corrected"; left out, the printed one, where the line was printed at all.
    part : int, optional
        For a line of several results, such as X7: which of them `claimed` is; the ledger's own stand for the others.

    Returns
    -------
    GradientCheck, or str for a definition
        The verdict, measured against the loss.

    Raises
    ------
    AssertionError
        If `claimed` is not the ledger's side of this line: then the chapter tells another formula than the ledger.
    """
    line = line_of(id)
    if line.facts:
        left, _, x = line.facts(p)[0]
        theirs, room = with_bounds(left, x)
        _assert_same(id, claimed, theirs, 2 * room)
        verdict = judge(line, [p]).as_printed
        return f"{id} {verdict}: {len(line.facts(p))} facts, each inside the rounding of its two sides."
    side = side or ("printed" if line.printed else "corrected")
    if not getattr(line, side):
        raise ValueError(f"side must be one that {id} has; got {side!r}. Only a slip or a misprint has both.")
    theirs = getattr(line, side)(p)
    if part is not None:
        if part >= len(theirs):
            raise ValueError(f"part must be below {len(theirs)}, the results of {id}; got {part}. Count from 0.")
        claimed = np.array([claimed if i == part else other for i, other in enumerate(theirs)])
    size = np.abs(theirs).max() if line.scale is None else np.max(line.scale(p))  # zero by theorem: of its parts
    _assert_same(id, claimed, theirs, ROOM * size)
    return check_side(line, p, side, claimed)


def _assert_same(id, claimed, theirs, room):
    claimed = np.asarray(claimed)
    if (
        claimed.shape != np.shape(theirs)
        or claimed.dtype.kind not in "biuf"
        or not (np.abs(claimed - theirs) <= room).all()
    ):
        raise AssertionError(
            f"claimed must be {id} as the ledger computes it, shape {np.shape(theirs)}; got other numbers, or shape "
            f"{claimed.shape}. Chapter and ledger tell one formula, so change the one that is wrong."
        )
