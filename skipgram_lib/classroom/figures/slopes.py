"""Chapter 01: what a secant sees, how far it errs, and how a convex function brackets its own slope."""

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, REFERENCE, THIRD, canvas, in_house_style, note


@in_house_style
def secants(f, x, h, slopes, title):
    """A curve, its tangent at x, and the secants from one side and from both.

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
    places = np.linspace(x - 1.3 * h, x + 1.9 * h, 200)
    ax.plot(places, f(places), color="black")
    lines = {
        "tangent": (x, f(x), 1.3, REFERENCE, "--", (4, -3)),
        "one side": (x, f(x), 1.5, THIRD, "-.", (4, -10)),
        "both sides": (x - h, f(x - h), 2.75, CENTRE, "-", (4, 2)),
    }
    for (name, (start, height, reach, colour, dash, offset)), slope in zip(lines.items(), slopes, strict=True):
        first = -1.3 if name == "tangent" else 0
        ends = np.array([first, reach]) * h
        ax.plot(start + ends, height + slope * ends, color=colour, linestyle=dash)
        note(ax, f"{name}: slope {slope:.2f}", (start + ends[1], height + slope * ends[1]), offset)
    for place, words in ((x - h, "x − h"), (x, "x"), (x + h, "x + h")):
        ax.plot(place, f(place), "o", color="black")
        note(ax, words, (place, f(place)), (4, -13))
    ax.set(title=title, xlabel="x, a positive number", ylabel="log x", xlim=(places[0], x + 2.9 * h))
    said = ", ".join(f"{name} {slope:.2f}" for name, slope in zip(lines, slopes, strict=True))
    return fig, f"{title}. log x at x = {x:.2f} with h = {h:g}; slopes: {said}."


@in_house_style
def valley(h, panels, truncation, noise, best, gap, constant, title):
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
    gap : float
        Between the slope and its negative, for the first function.
    constant : float
        What many a checker compares with.
    title : str
        The finding.
    """
    fig, axes = canvas(len(panels), sharex=True, sharey=True)
    fig.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    step, floor = best
    ends = []
    for ax, (name, (error, scale)) in zip(axes, panels.items(), strict=True):
        for part, words, at, offset in ((truncation, "h²M/6", 2**-7, (-8, 4)), (noise, "ε_f/h", 2**-36, (6, 3))):
            shown = part > floor / 30
            ax.plot(h[shown], scale * part[shown], color=REFERENCE, linestyle="--", linewidth=1.3)
            ha = "right" if offset[0] < 0 else "left"
            note(ax, words, (at, scale * part[np.argmin(np.abs(h - at))]), offset, ha=ha)
        ax.plot(h, error, "o", color=CENTRE, markersize=3)
        ax.plot(step, scale * floor, "o", markersize=9, markerfacecolor="none", markeredgecolor="black", zorder=3)
        note(ax, "chosen step", (step, scale * floor), (7, -13))
        ax.axhline(constant, color="black", linewidth=1.3)
        ax.axhline(scale * gap, color=THIRD, linestyle="-.", linewidth=1.5)
        note(ax, f"constant {constant:.0e}", (h.min(), constant), (0, 3))
        note(ax, "gap of a flipped sign", (h.min(), scale * gap), (0, -11))
        ax.set_title(name, fontsize=9, fontweight="normal", pad=4)
        ax.set(xscale="log", yscale="log", xlabel="step h, in units of x")
        seen = "above" if scale * gap > constant else "below"
        ends.append(f"{name}: floor about {scale * floor:.0e}, the gap of a flipped sign lies {seen} {constant:.0e}")
    axes[0].set(ylabel="error of the slope", ylim=(1e-20, 1e1))
    rise = np.polyfit(np.log(h[h > 100 * step]), np.log(panels[next(iter(panels))][0][h > 100 * step]), 1)[0]
    inside = all((error <= 2 * scale * (truncation + noise)).all() for error, scale in panels.values())
    said = f"right of the valley it grows like h to the power {rise:.0f}; chosen step about {step:.0e}"
    fits = "all points lie" if inside else "some points do not lie"
    return fig, f"{title}. Error against step, both logarithmic: {said}; {fits} under the predictions. {'; '.join(ends)}."


@in_house_style
def bracket(f, x, h, slopes, title):
    """A convex curve between its backward and its forward secant.

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
    places = np.linspace(x - 1.5 * h, x + 1.5 * h, 200)
    ax.plot(places, f(places), color="black")
    looks = {
        "backward": (THIRD, "-.", (-1.4, 1.2)),
        "true": (REFERENCE, "--", (-1.4, 1.2)),
        "forward": (CENTRE, "-", (-1.4, 1.2)),
    }
    for (name, (colour, dash, ends)), slope in zip(looks.items(), slopes, strict=True):
        ends = np.array(ends) * h
        ax.plot(x + ends, f(x) + slope * ends, color=colour, linestyle=dash)
        note(ax, f"{name} {slope:.2f}", (x + ends[1], f(x) + slope * ends[1]), (5, -4))
    for place, words in ((x - h, "x − h"), (x, "x"), (x + h, "x + h")):
        ax.plot(place, f(place), "o", color="black")
        note(ax, words, (place, f(place)), (3, 7))
    ax.set(title=title, xlabel="x, a score", ylabel="−log σ(x), nats", xlim=(places[0], x + 2 * h))
    said = ", ".join(f"{name} {slope:.2f}" for name, slope in zip(looks, slopes, strict=True))
    return fig, f"{title}. −log σ(x) at x = {x:g} with h = {h:g}; slopes: {said}."
