"""The trace that a mistake leaves in the multipliers of v_c."""

import numpy as np

from skipgram_lib.classroom.figures.style import OTHER, REFERENCE, TRUE, canvas, in_house_style, note


@in_house_style
def traces(words, o, mistakes, title):
    """The multiplier of v_c in every row: right as filled bars, wrong ones as outlines, one panel a mistake.

    Parameters
    ----------
    words : sequence of str
        One for each row.
    o : int
        The row of the true word.
    mistakes : dict of str to (ndarray, ndarray)
        What went wrong -> (the right multipliers, the wrong ones), one for each row.
    title : str
        The finding.
    """
    fig, axes = canvas(len(mistakes), sharey=True)
    fig.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    at, colours = np.arange(len(words)), [TRUE if w == o else OTHER for w in range(len(words))]
    said = []
    for ax, (name, (right, wrong)) in zip(axes, mistakes.items(), strict=True):
        ax.barh(at, right, 0.7, color=colours)
        ax.axvline(0, color=REFERENCE, linewidth=0.8)
        ax.set_title(name, fontsize=9, fontweight="normal", pad=4)
        ax.set(xlim=(-1.0, 3.4), xticks=(0, 1, 2))
        ax.grid(axis="y", visible=False)
        off = np.flatnonzero(np.abs(wrong - right) > 0.005)
        ax.barh(off, wrong[off], 0.7, color="none", edgecolor="black", linestyle="--", linewidth=1.3)
        for w in off:  # a label tells what changed, right of the longer bar
            change = f"{right[w]:.2f} → {wrong[w]:.2f}".replace("-", "−")
            note(ax, change, (max(right[w], wrong[w], 0), w), (4, 0), va="center", fontsize=7.5)
        said.append(f"{_one_line(name)}: " + ", ".join(f"{words[w]} {_from_to(right[w], wrong[w])}" for w in off))
    axes[0].set_yticks(at, words)
    axes[0].invert_yaxis()
    fig.supxlabel("multiplier of $v_c$: filled, the right one; dashed, a wrong one", fontsize=9)
    return fig, f"{title}. Multipliers that change, from right to wrong. {'. '.join(said)}."


def _one_line(name):
    return name.replace("\n", " ")


def _from_to(right, wrong):
    return f"{right:.2f} to {wrong:.2f}".replace("-", "−")
