"""A clock with a prime number of hours: the powers of one number, and how often a wrong line passes by accident."""

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, REFERENCE, TRUE, canvas, in_house_style, note


@in_house_style
def clock(p, g):
    """The hours of p, and the way that the powers of g take through them.

    Parameters
    ----------
    p : int
        A prime number of hours.
    g : int
        1 < g < p.
    """
    powers = [1]
    while (hour := powers[-1] * g % p) != 1:
        powers.append(hour)
    at = lambda hour: np.array([np.sin(2 * np.pi * hour / p), np.cos(2 * np.pi * hour / p)])
    fig, ax = canvas()
    for n, hour in enumerate(powers):
        end, how = powers[(n + 1) % len(powers)], {"arrowstyle": "-|>", "color": CENTRE, "linewidth": 1, "shrinkB": 7}
        ax.annotate("", at(end), at(hour), arrowprops=how | {"shrinkA": 7})
        ax.annotate(f"${g}^{{{n}}}$", 1.42 * at(hour), ha="center", va="center", color="black")
    for hour in range(p):
        visited = hour in powers
        ax.plot(*at(hour), "o", markersize=11, color=CENTRE if visited else "white", markeredgecolor=REFERENCE)
        ax.annotate(hour, 1.2 * at(hour), ha="center", va="center", fontweight="bold" if visited else "normal")
    ax.set(
        aspect="equal",
        xlim=(-2.6, 2.6),
        ylim=(-1.6, 1.6),
        title=f"The powers of {g} visit {len(powers)} of the {p - 1} hours besides 0, and return",
    )
    ax.axis("off")
    alt = f"A clock of {p} hours. The powers of {g} visit {', '.join(map(str, powers))} and return to 1."
    return fig, alt


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
    ax.set(xlabel="hours of the clock, p", ylabel="share of draws that pass", title="More hours, fewer accidents")
    ax.set_xticks(hours, map(str, hours))
    ax.minorticks_off()
    listed = ", ".join(f"{100 * share:.1f} % of {p}" for p, share in zip(hours, shares, strict=True))
    alt = f"Draws that pass, for clocks of more and more hours: {listed}. They follow the dashed line, {ways} / p."
    return fig, alt
