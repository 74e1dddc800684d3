"""A clock with a prime number of hours: the powers of one number, and how often a wrong line passes by accident."""

import itertools

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, REFERENCE, TRUE, canvas, in_house_style, note


@in_house_style
def clock(p, g):
    """The powers of g on a ring of p hours: one arrow for each multiplication, until 1 is back.

    Parameters
    ----------
    p : int
        A prime number of hours.
    g : int
        1 < g < p.
    """
    powers = [1]
    while powers[-1] != 1 or len(powers) == 1:
        powers.append(powers[-1] * g % p)
    q = len(powers) - 1
    fig, ax = canvas()
    turn = 2 * np.pi * np.arange(p) / p
    ring = np.column_stack([np.sin(turn), np.cos(turn)])  # 0 on top, and clockwise
    for before, after in itertools.pairwise(powers):
        how = {"arrowstyle": "-|>", "color": CENTRE, "linewidth": 1.2, "shrinkA": 4, "shrinkB": 5}
        ax.annotate("", ring[after], ring[before], arrowprops=how)
    for hour, at in enumerate(ring):
        met = hour in powers
        colour = CENTRE if met else REFERENCE
        ax.plot(*at, "o", color=colour, markerfacecolor=colour if met else "white", markersize=6)
        weight = "bold" if hour == 1 else "normal"
        ax.annotate(hour, 1.13 * at, ha="center", va="center", color="black" if met else REFERENCE, fontweight=weight)
    title = f"After {q} steps the powers of {g} are back at 1"
    ax.set(title=title, aspect="equal", xlim=(-2, 2), ylim=(-1.2, 1.2))
    ax.axis("off")
    note(ax, f"each arrow\nmultiplies by {g}", (-2, -1.1), (0, 0))
    return fig, f"{title}. On a clock of {p} hours: {', '.join(map(str, powers))}."


@in_house_style
def accidents(hours, shares, ways):
    """How often a wrong line passes by accident, for clocks of more and more hours.

    Parameters
    ----------
    hours : list of int
        Of each clock.
    shares : list of float
        Of the draws that passed, above 0.
    ways : int
        In how many hours of the clock it can happen.
    """
    fig, ax = canvas()
    ax.loglog(hours, shares, "o", color=TRUE, markersize=8)
    ax.loglog(hours, [ways / p for p in hours], "--", color=REFERENCE)
    note(ax, "measured", (hours[0], shares[0]), (14, 0), va="center")
    note(ax, f"{ways} / p", (hours[1], ways / hours[1]), (40, -14))
    ax.set(
        xlabel="hours of the clock, p",
        ylabel="share of draws that pass",
        title="Twice the hours, about half the accidents",
    )
    ax.set_xticks(hours, map(str, hours))
    ax.set_yticks((0.005, 0.01, 0.02, 0.05, 0.1), ("0.5 %", "1 %", "2 %", "5 %", "10 %"))
    ax.minorticks_off()
    listed = ", ".join(f"{100 * share:.1f} % of {p}" for p, share in zip(hours, shares, strict=True))
    alt = f"Draws that pass, for clocks of more and more hours: {listed}. They follow the dashed line, {ways} / p."
    return fig, alt
