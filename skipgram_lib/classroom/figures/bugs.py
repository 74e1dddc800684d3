"""Chapter 09: the trace that a mistake leaves, and which rules see it."""

import numpy as np

from skipgram_lib.classroom.figures.style import OTHER, REFERENCE, THIRD, TRUE, canvas, in_house_style


@in_house_style
def traces(words, o, mistakes, title):
    """The multiplier of v_c in every row: right as filled bars, wrong as outlines, one panel a mistake.

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
        ax.barh(at, wrong, 0.7, color="none", edgecolor="black", linestyle="--", linewidth=1.3)
        ax.axvline(0, color=REFERENCE, linewidth=0.8)
        ax.set_title(name, fontsize=9, fontweight="normal", pad=4)
        ax.set(xlim=(-1.05, 1.75), xticks=(-1, 0, 1))
        ax.grid(axis="y", visible=False)
        off = np.flatnonzero(np.abs(wrong - right) > 0.005)
        said.append(f"{_one_line(name)}: " + ", ".join(f"{words[w]} {_from_to(right[w], wrong[w])}" for w in off))
    axes[0].set_yticks(at, words)
    axes[0].invert_yaxis()
    fig.supxlabel("multiplier of v_c: filled, the right one; dashed, the wrong one", fontsize=9)
    return fig, f"{title}. Multipliers that change, from right to wrong. {'. '.join(said)}."


@in_house_style
def caught_by_rule(caught, tried, title):
    """How many wrong gradients each rule sees, one panel a size of the loss.

    Parameters
    ----------
    caught : dict of str to dict of str to int
        Size of the loss -> rule -> how many it sees. The last rule is the one that has no tolerance.
    tried : int
    title : str
        The finding.
    """
    fig, axes = canvas(len(caught), sharey=True)
    fig.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    for ax, (size, counts) in zip(axes, caught.items(), strict=True):
        shares = [100 * count / tried for count in counts.values()]
        fills = ["none"] * (len(counts) - 1) + [THIRD]
        bars = ax.barh(np.arange(len(counts)), shares, 0.6, color=fills, edgecolor="black", linewidth=1.3)
        for bar in bars:
            bar.set_visible(bar.get_width() > 0)  # an outline of nothing would be a line
        ax.bar_label(bars, [f"{count} of {tried}" for count in counts.values()], padding=3)
        ax.set_title(size, fontsize=9, fontweight="normal", pad=4)
        ax.set(xlim=(0, 150), xticks=(0, 50, 100))
        ax.grid(axis="y", visible=False)
    axes[0].set_yticks(np.arange(len(counts)), list(counts))
    axes[0].invert_yaxis()
    fig.supxlabel("share of the wrong gradients that is caught, %", fontsize=9)
    said = "; ".join(
        f"{size}: " + ", ".join(f"{rule} sees {count}" for rule, count in counts.items())
        for size, counts in caught.items()
    )
    return fig, f"{title}. Caught, of {tried} wrong gradients. {said}."


def _one_line(name):
    return name.replace("\n", " ")


def _from_to(right, wrong):
    return f"{right:.2f} to {wrong:.2f}".replace("-", "−")
