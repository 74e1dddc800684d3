"""A clock with a prime number of hours: the powers of one number, and how often a wrong line passes by accident."""

from skipgram_lib.classroom.figures.style import CENTRE, REFERENCE, TRUE, canvas, in_house_style, note


@in_house_style
def clock(p, g):
    """The powers of g on a clock of p hours, one after the other, until they begin again.

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
    q = len(powers)
    twice = [*powers, *powers, 1]
    fig, ax = canvas()
    ax.plot(range(q, 2 * q + 1), twice[q:], "o--", color=REFERENCE, linewidth=1, markersize=4)
    ax.plot(range(q + 1), twice[: q + 1], "o-", color=CENTRE, linewidth=1.2, markersize=6)
    for n, hour in enumerate(twice[: q + 1]):
        offset, side = _where_no_line_runs(hour, twice[max(n - 1, 0)], twice[n + 1])
        note(ax, hour, (n, hour), offset, ha=side, fontweight="bold" if hour == 1 else "normal")
    title = f"After {q} steps the powers of {g} are back at 1, and begin again"
    ax.set(title=title, xlabel=f"n, how many times 1 was multiplied by {g}", ylabel=f"hour, {g}$^n$ on {p} hours")
    ax.set(xticks=[0, 5, q, q + 5, 2 * q], ylim=(-1, p), yticks=range(0, p, 5))
    return fig, f"{title}. On a clock of {p} hours: {', '.join(map(str, twice[: q + 1]))}, then the same again."


def _where_no_line_runs(hour, before, after):
    """(offset in points, alignment) of a name: below a low point, above a high one, else beside a slope."""
    if hour <= min(before, after):
        return (0, -13), "center"
    if hour >= max(before, after):
        return (0, 6), "center"
    return ((-4, 3), "right") if before < after else ((4, 3), "left")


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
    ax.minorticks_off()
    listed = ", ".join(f"{100 * share:.1f} % of {p}" for p, share in zip(hours, shares, strict=True))
    alt = f"Draws that pass, for clocks of more and more hours: {listed}. They follow the dashed line, {ways} / p."
    return fig, alt
