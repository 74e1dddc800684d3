"""The house style: one size, one colour per role in every chapter, direct labels."""

import matplotlib
from matplotlib.figure import Figure

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
