"""What a secant sees, how far it errs, and how a convex function brackets its own slope."""

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, REFERENCE, THIRD, canvas, in_house_style, note


@in_house_style
def secants(f, x, h, slopes, title):
    """log x with its tangent at x, and the secants from one side and from both.

    Parameters
    ----------
    f : callable
    x, h : float
    slopes : tuple of three floats
        Of the tangent, of the secant to x + h, of the secant from x − h to x + h.
    title : str
        The finding.
    """
    fig, ax = canvas()
    _curve(ax, f, "x", x, h, ((5, -13), (-4, 9), (5, -13)))
    note(ax, "log x", (x + 1.5 * h, f(x + 1.5 * h)), (4, -10))
    tangent, one_side, both_sides = slopes
    _line(ax, x, f(x), (-1.3 * h, 1.95 * h), tangent, REFERENCE, "--")
    _line(ax, x, f(x), (0, 1.95 * h), one_side, THIRD, "-.")
    _line(ax, x - h, f(x - h), (0, 2.95 * h), both_sides, CENTRE, "-")
    note(ax, f"tangent {tangent:.2f}", (x + 1.95 * h, f(x) + 1.95 * h * tangent), (4, 3))
    note(ax, f"one side {one_side:.2f}", (x + 1.95 * h, f(x) + 1.95 * h * one_side), (4, -9))
    note(ax, f"both sides {both_sides:.2f}", (x + 1.95 * h, f(x - h) + 2.95 * h * both_sides), (4, -5))
    ax.set(title=title, xlabel="x, a positive number", ylabel="log x", xlim=(x - 1.5 * h, x + 2.8 * h))
    return fig, (
        f"{title}. log x at x = {x:.2f} with h = {h:g}; slopes: tangent {tangent:.2f}, "
        f"secant from one side {one_side:.2f}, from both sides {both_sides:.2f}."
    )


@in_house_style
def valley(h, panels, truncation, noise, best, title):
    """Error of a central difference against its step, for one function at several scales.

    Parameters
    ----------
    h : ndarray
        The steps.
    panels : dict of str to (ndarray, float)
        What was measured -> (its error at every step, how many times the first function it is).
    truncation, noise : ndarray
        The two predicted parts of the error, for the first function.
    best : tuple of two floats
        The chosen step, and the error predicted there.
    title : str
        The finding.
    """
    fig, axes = canvas(len(panels), sharex=True, sharey=True)
    fig.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    for ax, (name, (error, scale)) in zip(axes, panels.items(), strict=True):
        _predicted(ax, h, scale * truncation, scale * noise, (best[0], scale * best[1]))
        ax.plot(h, error, "o", color=CENTRE, markersize=3)
        ax.set_title(name, fontsize=9, fontweight="normal", pad=4)
        ax.set(xscale="log", yscale="log", xlabel="step h")
    axes[0].set(ylabel="error of the slope, in its units", ylim=(1e-22, 1e1))
    return fig, f"{title}. {_valley_in_words(h, panels, truncation, noise, best)}"


@in_house_style
def bracket(f, x, h, slopes, title):
    """−log σ(s) between its backward and its forward secant.

    Parameters
    ----------
    f : callable
    x, h : float
    slopes : tuple of three floats
        Backward, true, forward.
    title : str
        The finding.
    """
    fig, ax = canvas()
    _curve(ax, f, "s", x, h, ((3, 7),) * 3)
    note(ax, "−log σ(s)", (x - 1.4 * h, f(x - 1.4 * h)), (8, 2))
    looks = {"backward": (THIRD, "-."), "true slope": (REFERENCE, "--"), "forward": (CENTRE, "-")}
    said = []
    for (name, (colour, dash)), slope in zip(looks.items(), slopes, strict=True):
        end = _line(ax, x, f(x), (-1.4 * h, 1.5 * h), slope, colour, dash)
        said.append(f"{name} {slope:.2f}".replace("-", "−"))
        note(ax, said[-1], end, (5, -4))
    ax.set(title=title, xlabel="s, a score", ylabel="−log σ(s), nats", xlim=(x - 1.5 * h, x + 2.5 * h))
    ax.margins(y=0.1)
    return fig, f"{title}. −log σ(s) at s = {x:g} with h = {h:g}; {', '.join(said)}."


def _curve(ax, f, letter, x, h, offsets):
    """f around x, with its three points named."""
    places = np.linspace(x - 1.5 * h, x + 1.5 * h, 200)
    ax.plot(places, f(places), color="black")
    points = {f"{letter} − h": x - h, letter: x, f"{letter} + h": x + h}
    for (words, place), offset in zip(points.items(), offsets, strict=True):
        ax.plot(place, f(place), "o", color="black", zorder=3)
        note(ax, words, (place, f(place)), offset)


def _line(ax, x, y, run, slope, colour, dash):
    """A straight line through (x, y); returns its right end."""
    run = np.array(run)
    ax.plot(x + run, y + slope * run, color=colour, linestyle=dash)
    return x + run[1], y + slope * run[1]


def _predicted(ax, h, truncation, noise, best):
    """The two predicted parts, dashed, and a circle around the chosen step."""
    for part, words, at, offset in (
        (truncation, "$h^2 M/6$", 1e-3, (7, -9)),
        (noise, r"$\varepsilon_f/h$", 1e-9, (3, 3)),
    ):
        shown = part > best[1] / 4
        ax.plot(h[shown], part[shown], color=REFERENCE, linestyle="--", linewidth=1.3)
        note(ax, words, (at, part[np.argmin(np.abs(np.log(h / at)))]), offset)
    ax.plot(*best, "o", markersize=9, markerfacecolor="none", markeredgecolor="black", zorder=3)
    note(ax, "chosen step,\nlowest bound", best, (4, -27))


def _valley_in_words(h, panels, truncation, noise, best):
    wide = h > 100 * best[0]
    rise = np.polyfit(np.log(h[wide]), np.log(next(iter(panels.values()))[0][wide]), 1)[0]
    inside = all((error <= scale * (truncation + noise)).all() for error, scale in panels.values())
    floors = "; ".join(f"{name}: lowest bound about {_decimal(scale * best[1])}" for name, (_, scale) in panels.items())
    return (
        f"Error against step from {_decimal(h.min())} to {_decimal(h.max())}: above the chosen step of about "
        f"{_decimal(best[0])} it grows like h to the power {rise:.0f}; {'no' if inside else 'some'} error "
        f"exceeds the bound, the sum of the two dashed lines. {floors}."
    )


def _decimal(value):
    """A power of ten to one digit, as one writes it: 2e-5, and 1."""
    return f"{value:.0e}".replace("e-0", "e-").replace("e+00", "")
