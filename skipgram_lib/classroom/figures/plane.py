"""The running picture: the plane of all vectors, and on it the steps that the slopes ask for."""

import numpy as np
from matplotlib.tri import Triangulation

from skipgram_lib import naive_softmax, negative_sampling
from skipgram_lib.classroom.figures.style import CENTRE, OTHER, REFERENCE, TRUE, canvas, in_house_style, note

SMALLEST_DOT, LARGEST_DOT = 15, 500  # points², for a share of 0 and of 1
NAMED = 0.08  # a longer step of a row gets its length beside it, one of v_c is drawn at its tip, too
ROOM = 0.3  # around all that is drawn, for the labels, in units of a vector


@in_house_style
def plane(words, v_c, U, o, title, *, negatives=None, centre=True, rows=(), level=None):
    """The plane with v_c, the rows of U as dots sized by their share, and steps of rate 1 against the slopes.

    Parameters
    ----------
    words : sequence of str
    v_c : ndarray, shape (2,)
    U : ndarray, shape (V, 2)
    o : int
        Row of the true outside word.
    title : str
        The finding; symbols between $ signs.
    negatives : sequence of int, optional
        Given, it is the loss of page 2: a share is σ(u_w·v_c), the rows drawn are ringed, all others grey.
        Left out, it is the softmax of page 1: a share is ŷ_w.
    centre : bool
        Whether to draw the step of v_c: at its tip and, on page 1, from the cross at Uᵀŷ to the row o,
        with the hull of all rows dashed, which the cross never leaves.
    rows : sequence of int
        The rows whose step is drawn.
    level : int, optional
        A row whose score is the same all along a dashed line through v_c.

    Returns
    -------
    (Figure, str)
        The figure and its words, computed from the same numbers.
    """
    fig, ax = canvas()
    shares, slopes = _shares_and_slopes(v_c, U, o, negatives)
    colours = _colours(len(U), o, negatives)
    edges = hull(U) if negatives is None and centre else []
    told = [f"v_c at {_at(v_c)}", _dots(ax, words, U, o, shares, colours, negatives, edges)]
    _arrow(ax, (0, 0), v_c, CENTRE)
    note(ax, "$v_c$", v_c, (5, 3))
    if edges:
        told.append(_hull(ax, words[o], U, o, edges))
    if centre:
        told.append(_step_of_centre(ax, v_c, -slopes.v_c, U, words[o], shares if negatives is None else None))
    if level is not None:
        told.append(_level(ax, words[level], v_c, U[level], v_c - slopes.v_c))
    if len(rows):
        told.append(_steps_of_rows(ax, words, U, -slopes.U, rows, colours))
    ax.set(title=title, xlabel="entry 0 of a vector", ylabel="entry 1 of a vector")
    ax.set_aspect("equal", adjustable="datalim")
    low, high = ax.dataLim.get_points()
    ax.plot(*np.transpose([low - ROOM, high + ROOM]), alpha=0)  # equal axes shrink a margin, and never data
    return fig, f"{title.replace('$', '')}. The plane of vectors: {'; '.join(told)}."


def _shares_and_slopes(v_c, U, o, negatives):
    """What the model gives every word, shape (V,), and the slopes of its loss."""
    if negatives is None:
        weights = np.exp(U @ v_c)
        return weights / weights.sum(), naive_softmax.gradients(v_c, o, U)
    return 1 / (1 + np.exp(-U @ v_c)), negative_sampling.gradients(v_c, o, U, negatives)


def _colours(V, o, negatives):
    """A colour is a role: the true word, a word that the loss pushes, a word that it does not ask about."""
    asked = range(V) if negatives is None else negatives
    return [TRUE if w == o else OTHER if w in asked else REFERENCE for w in range(V)]


def _dots(ax, words, U, o, shares, colours, negatives, edges):
    for w, (word, row, share, colour) in enumerate(zip(words, U, shares, colours, strict=True)):
        size = _size(share) if colour != REFERENCE else SMALLEST_DOT
        look = {"s": size, "marker": "o"} if w != o else {"s": size * np.pi / 4, "marker": "D"}  # of the same area
        ax.scatter(*row, **look, color=colour, alpha=0.75, linewidth=0, zorder=3)
        if negatives is not None and w in negatives:
            size += 90
            ax.scatter(*row, s=size, facecolor="none", edgecolor=colour, linewidth=1.5, zorder=3)
        away = 4 + size**0.5 * (0.63 if w == o else 0.5)  # a diamond's tip reaches further than a disc
        side = ("bottom", away) if _name_above(w, U, edges) else ("top", -away)
        note(ax, word, row, (0, side[1]), ha="center", va=side[0], zorder=5)
    share = "ŷ" if negatives is None else "σ of its score"
    listed = ", ".join(f"{word} {_at(row)} {p:.2f}" for word, row, p in zip(words, U, shares, strict=True))
    drawn = "" if negatives is None else f"; drawn and ringed: {', '.join(words[k] for k in negatives)}"
    return f"rows of U, each with {share}: {listed}; the true word is {words[o]}{drawn}"


def _name_above(w, U, edges):
    """Above the upper dots, below the lower ones; of a row inside a drawn hull, away from its nearer side."""
    if not edges or any(w in edge for edge in edges):
        return U[w][1] > 0
    ends = [sorted(map(tuple, U[list(edge)])) for edge in edges]
    over = [np.interp(U[w][0], *zip(*pair, strict=True)) for pair in ends if pair[0][0] <= U[w][0] <= pair[1][0]]
    return U[w][1] < np.mean([min(over), max(over)])


def _size(share):
    return SMALLEST_DOT + (LARGEST_DOT - SMALLEST_DOT) * share


def hull(U):
    """The edges of the hull of all rows, as pairs of row numbers."""
    mesh = Triangulation(*U.T)
    sides = zip(mesh.triangles, mesh.neighbors, strict=True)
    return [
        (int(triangle[corner]), int(triangle[(corner + 1) % 3]))
        for triangle, neighbours in sides
        for corner in np.flatnonzero(neighbours < 0)  # an edge with no neighbour is an edge of the hull
    ]


def _hull(ax, word, U, o, edges):
    """Dash the hull of all rows, name it, and say whether the row o is one of its corners."""
    for edge in edges:
        ax.plot(*U[list(edge)].T, color=REFERENCE, linestyle="--", linewidth=1, zorder=1)
    leftmost = min((U[list(edge)].mean(axis=0) for edge in edges), key=lambda middle: middle[0])
    note(ax, "hull of\nall rows", leftmost, (-6, 0), ha="right", va="center", color=REFERENCE)
    return f"{word} {side_of(edges, o)} the dashed hull of all rows"


def side_of(edges, o):
    """Whether the row o is a corner of the hull, in words."""
    return "is a corner of" if any(o in edge for edge in edges) else "lies inside"


def _step_of_centre(ax, v_c, step, U, word, y_hat):
    told, seen = f"the step of v_c is {_at(step)}", np.hypot(*step) > NAMED
    if seen:
        _arrow(ax, v_c, v_c + step, CENTRE, width=1.2)
    if y_hat is None:
        return told
    expected = U.T @ y_hat
    ax.plot(*expected, "x", color="black", markersize=9, markeredgewidth=2.5, zorder=4)
    aside = {"offset": (-7, -6), "ha": "right", "va": "top"}  # where neither the arrow nor the hull runs
    if np.hypot(*step) < 0.3:  # near the true word, above its dot
        aside = {"offset": (8, 4 + _size(y_hat.max()) ** 0.5 / 2)}
    note(ax, "$U^T\\hat{y}$", expected, **aside, zorder=5)
    _arrow(ax, expected, expected + step, CENTRE)
    again = " and again at the tip of v_c" if seen else ""
    return f"a cross at Uᵀŷ = {_at(expected)}; {told}, drawn from the cross to {word}{again}"


def _level(ax, word, v_c, row, after):
    """Dash the line through v_c on which the word's score stays, and say on which side of it the step ends."""
    along = np.array([row[1], -row[0]]) / np.hypot(*row)
    ends = v_c + np.outer((-0.3, 1.1), along * np.sign(along @ (after - v_c)))  # longer where the step leads
    ax.plot(*ends.T, color=REFERENCE, linestyle="--", linewidth=1.2)
    note(ax, f"{word} scores\n{row @ v_c:.2f} here".replace("-", "−"), ends[1], (6, 6), va="center", color=REFERENCE)
    higher = "higher" if row @ after > row @ v_c else "no higher"
    return f"a dashed line where the score of {word} is {row @ v_c:.2f}, and where the step ends it is {higher}"


def _steps_of_rows(ax, words, U, steps, rows, colours):
    for w in rows:
        _arrow(ax, U[w], U[w] + steps[w], colours[w])
        if (length := np.hypot(*steps[w])) > NAMED:
            across = np.array([-steps[w][1], steps[w][0]]) / length  # the name of a dot stands on the other side
            side = -np.sign(U[w][1] * across[1]) * 10 * across
            note(ax, f"{length:.2f}", U[w] + 0.7 * steps[w], side, ha="center", va="center")
    return "steps of rows: " + ", ".join(f"{words[w]} {_at(steps[w])}" for w in rows)


def _arrow(ax, tail, tip, colour, width=2):
    head = min(12, 40 * np.hypot(*np.subtract(tip, tail)))  # a short arrow gets a small head
    look = {"arrowstyle": "-|>", "color": colour, "linewidth": width, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", tip, tail, arrowprops={**look, "mutation_scale": head}, zorder=4)
    ax.plot(*np.transpose([tail, tip]), alpha=0)  # an annotation alone would not widen the axes


def _at(vector):
    """(0.52, 0.07): two digits, and never −0.00."""
    return "(" + ", ".join(f"{round(float(x), 2) + 0.0:.2f}".replace("-", "−") for x in vector) + ")"
