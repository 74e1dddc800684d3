"""Where a walk of v_c comes to rest: at a row inside the hull, and at no corner of it."""

import numpy as np

from skipgram_lib.classroom.figures.plane import hull, side_of
from skipgram_lib.classroom.figures.style import OTHER, REFERENCE, TRUE, canvas, in_house_style, note

LOOKS = (("-", "D"), ("--", "s"))  # a dash and a mark for each true word


@in_house_style
def rest(words, U, steps, walked, title):
    """The hull of the rows, and beside it how far v_c is from its start when each of two words is the true one.

    Parameters
    ----------
    words : sequence of str
    U : ndarray, shape (V, 2)
    steps : sequence of int
    walked : dict of str to sequence of float
        True word -> distance of v_c from its start after so many steps.
    title : str
        The finding.

    Returns
    -------
    (Figure, str)
        The figure and its words.
    """
    fig, (left, right) = canvas(2, width_ratios=(1.3, 1))
    fig.suptitle(title, x=0.02, ha="left", fontsize=11, fontweight="bold")
    edges, told = hull(U), []
    for edge in edges:
        left.plot(*U[list(edge)].T, color=REFERENCE, linestyle="--", linewidth=1)
    for word, row in zip(words, U, strict=True):
        if word not in walked:
            left.plot(*row, "o", color=OTHER, markersize=4)
            outwards = np.sign(row - U.mean(axis=0)) * (9, 10)
            note(left, word, row, outwards, ha="center", va="center", color=REFERENCE)
    for (word, far), (dash, mark) in zip(walked.items(), LOOKS, strict=True):
        side, row = side_of(edges, words.index(word)), U[words.index(word)]
        left.plot(*row, mark, color=TRUE, markersize=7)
        where, right_by, ha = ("a corner", 0, "center") if "corner" in side else ("inside", 5, "right")  # off the hull
        below = -18 if row[1] == U[:, 1].min() else 8
        note(left, f"{word}, {where}", row, (right_by, below), ha=ha, fontweight="bold")
        right.plot(steps, far, color=TRUE, linestyle=dash, marker=mark, markersize=5)
        note(right, word, (steps[-1], far[-1]), (8, -3))
        distances = ", ".join(f"{distance:.1f}" for distance in far)
        told.append(f"{word} {side} the hull, and v_c is {distances} from its start")
    left.set(xlabel="entry 0 of a row", ylabel="entry 1 of a row", aspect="equal")
    left.margins(0.3, 0.25)
    right.set(xscale="log", xlabel="steps", ylabel="how far $v_c$ is from its start", xlim=(0.8, 9 * steps[-1]))
    right.set_xticks(np.array(steps)[np.array(steps) <= 1000], [f"{n:,}" for n in steps if n <= 1000])
    right.minorticks_off()
    return fig, f"{title.replace('$', '')}. After {', '.join(f'{n:,}' for n in steps)} steps: {'; '.join(told)}."
