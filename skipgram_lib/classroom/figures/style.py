"""The house style: one size, one colour per role in every chapter, direct labels."""

import logging

import matplotlib

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # where it builds its cache, stderr stays empty

from matplotlib.figure import Figure  # noqa: E402

CENTRE, TRUE, OTHER, THIRD, REFERENCE = "#0072B2", "#D55E00", "#CC79A7", "#009E73", "#6E6E6E"
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.8,
    "axes.axisbelow": True,
    "lines.linewidth": 2,
}
in_house_style = matplotlib.rc_context(STYLE)


def canvas(columns=1, **axes):
    """A figure of 6 × 3.5 inches and its axes."""
    fig = Figure(figsize=(6, 3.5), layout="constrained")
    return fig, fig.subplots(1, columns, **axes)


def note(ax, text, at, offset, **how):
    """A label beside what it names, offset in points."""
    ax.annotate(text, at, offset, textcoords="offset points", **how)


def arrows(ax, names, start, end, colours, head, edge="black"):
    """One arrow a row from start (square with this edge) to end (dot), its signed length at the right under `head`."""
    span = max(*start, *end) - min(*start, *end)
    right = max(*start, *end) + 0.1 * span
    ax.annotate(head, (right, -0.65), va="center")
    for row, (a, b, colour) in enumerate(zip(start, end, colours, strict=True)):
        how = {"arrowstyle": "-|>", "color": colour, "linewidth": 2, "shrinkA": 4, "shrinkB": 3}
        ax.annotate("", (b, row), (a, row), arrowprops=how)
        ax.plot(a, row, "s", markersize=7, markerfacecolor="white", markeredgecolor=edge, zorder=3)
        ax.plot(b, row, "o", markersize=7, color=colour, zorder=3)
        ax.annotate(f"{b - a:+.2f}".replace("-", "−"), (right, row), va="center")
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5, -1)
    ax.set_xticks([tick for tick in ax.get_xticks() if tick < right - 0.05 * span])
    ax.set_xlim(min(*start, *end) - 0.06 * span, right + 0.17 * span)
    ax.axvline(0, color="black", linewidth=0.8, zorder=0)
    ax.grid(visible=False, axis="y")
    ax.tick_params(axis="y", length=0)
