"""Powers of one number around a clock with a prime number of hours."""

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, REFERENCE, canvas, in_house_style


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
        aspect="equal", xlim=(-2.6, 2.6), ylim=(-1.6, 1.6), title=f"{len(powers)} steps, and the powers of {g} return"
    )
    ax.axis("off")
    alt = f"A clock of {p} hours. The powers of {g} visit {', '.join(map(str, powers))} and return to 1."
    return fig, alt
