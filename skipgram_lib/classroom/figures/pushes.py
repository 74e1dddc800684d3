"""Chapter 05: what one step downhill does to every outside word."""

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, OTHER, TRUE, canvas, in_house_style, note


@in_house_style
def steps_in_the_plane(words, v_c, U, delta, o, title):
    """The plane with every row of U and its step −(ŷ_w − y_w) v_c; beside it the multipliers ŷ − y.

    Parameters
    ----------
    words : sequence of str
    v_c : ndarray, shape (2,)
    U : ndarray, shape (V, 2)
    delta : ndarray, shape (V,)
        ŷ − y.
    o : int
    title : str
        The finding.
    """
    fig, (plane, bars) = canvas(2, width_ratios=[3, 2])
    fig.suptitle(title, x=0.02, ha="left", fontsize=11, fontweight="bold")
    colours = [TRUE if w == o else OTHER for w in range(len(words))]
    _arrow(plane, (0, 0), v_c, CENTRE)
    note(plane, "v_c of coffee", v_c, (0, 5), ha="center")
    for word, row, step, colour in zip(words, U, -np.outer(delta, v_c), colours, strict=True):
        _arrow(plane, row, row + step, colour)
        plane.plot(*row, "o", color=colour, markersize=4)
        note(plane, word, row, (4, -11))
    plane.set(xlabel="entry 0 of the vector", ylabel="entry 1 of the vector", xlim=(-1.3, 1.9), ylim=(-1.4, 1.8))
    plane.set_aspect("equal")
    bars.barh(words, delta, color=colours)
    bars.axvline(0, color="black", linewidth=0.8)
    for w, value in enumerate(delta):
        note(bars, _signed(value), (max(value, 0), w), (4, 0), va="center")
    bars.invert_yaxis()
    bars.set(xlabel="ŷ − y, multiplier of v_c", xlim=(-1, 0.9))
    listed = ", ".join(f"{word} {_signed(value)}" for word, value in zip(words, delta, strict=True))
    pushed = np.delete(delta, o).sum()
    return fig, (
        f"{title}. Steps downhill in the plane: {words[o]} moves along v_c, all other words against it. "
        f"Bars of ŷ − y: {listed}; the others together {_signed(pushed)}, and all of them together "
        f"{abs(delta.sum()):.2f}."
    )


@in_house_style
def outer_product(words, delta, v_c, title):
    """(ŷ − y) v_cᵀ as a heat map, each row under its ŷ_w − y_w, each column under its entry of v_c.

    Parameters
    ----------
    words : sequence of str
    delta : ndarray, shape (V,)
    v_c : ndarray, shape (d,)
    title : str
        The finding.
    """
    fig, ax = canvas()
    slopes = np.outer(delta, v_c)
    limit = 1.5 * np.abs(slopes).max()  # so that black numbers stay readable on the strongest colour
    ax.imshow(slopes, cmap="RdBu_r", vmin=-limit, vmax=limit, aspect="auto")
    for (w, i), slope in np.ndenumerate(slopes):
        ax.text(i, w, _signed(slope), ha="center", va="center")
    ax.set_xticks(range(len(v_c)), [f"{_signed(entry)}" for entry in v_c])
    ax.set_yticks(range(len(words)), [f"{w}  {_signed(m)}" for w, m in zip(words, delta, strict=True)])
    ax.grid(False)
    ax.set(
        title=title, xlabel="entry of v_c    (in the cells: ∂J/∂U, nats per unit)", ylabel="outside word and its ŷ − y"
    )
    signs = ", ".join(word for word, m in zip(words, delta, strict=True) if m < 0)
    strongest = words[int(np.argmax(np.abs(delta)))]
    return fig, (
        f"{title}. Heat map of ∂J/∂U, {len(words)} words by {len(v_c)} entries, from {_signed(slopes.min())} to "
        f"{_signed(slopes.max())}. Signs opposite to v_c: {signs} alone; strongest row: {strongest}."
    )


def _arrow(ax, tail, tip, colour):
    head = min(10, 40 * np.hypot(*np.subtract(tip, tail)))  # a short arrow gets a small head
    look = {"arrowstyle": "-|>", "color": colour, "linewidth": 2, "shrinkA": 0, "shrinkB": 0, "mutation_scale": head}
    ax.annotate("", tip, tail, arrowprops=look)


def _signed(value):
    """Two digits with their sign, and plain 0.00 for what rounds to it."""
    return f"{value:+.2f}".replace("-", "−") if abs(value) >= 0.005 else "0.00"
