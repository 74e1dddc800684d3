"""Chapter 03: what turns the centre vector."""

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, REFERENCE, THIRD, TRUE, arrows, canvas, in_house_style, note


@in_house_style
def descent(curves, guess, title):
    """J, step by step, for two ways to move v_c.

    Parameters
    ----------
    curves : dict of str to (ndarray, str)
        Label -> (J after each step, what it does in words).
    guess : float
        J of a model that gives every word the same.
    title : str
    """
    fig, ax = canvas()
    looks = zip((CENTRE, "black"), ("-", "--"), (8, -4), strict=True)
    for (label, (loss, words)), (colour, dash, above) in zip(curves.items(), looks, strict=True):
        ax.plot(loss, color=colour, linestyle=dash)
        note(ax, f"{label} {words}", (len(loss) - 1, loss[-1]), (-10 if above < 0 else 0, above), ha="right")
    ax.axhline(guess, color=REFERENCE, linestyle="--", linewidth=1)
    note(ax, "all words alike: log V", (0, guess), (0, 4))
    ax.set(title=title, xlabel="step", ylabel="J, in nats", ylim=(0, None))
    told = "; ".join(f"{label} from {loss[0]:.2f} to {loss[-1]:.2f}" for label, (loss, _) in curves.items())
    return fig, f"{title}. J in nats over {len(loss) - 1} steps: {told}; all words alike would cost {guess:.2f}."


@in_house_style
def expected_minus_true(true, expected, title):
    """From the true outside vector to the expected one, entry by entry: the arrow is the slope of J in v_c.

    Parameters
    ----------
    true, expected : ndarray, shape (d,)
    title : str
    """
    fig, ax = canvas()
    names = [f"entry {i}" for i in range(len(true))]
    arrows(ax, names, true, expected, [CENTRE] * len(true), "slope", edge=TRUE)
    note(ax, "v_o", (true[0], 0), (0, 9), ha="center")
    note(ax, "expected", (expected[0], 0), (0, 9), ha="center")
    ax.set(title=title, xlabel="value of the entry: true vector (square), expected vector (dot)")
    told = ", ".join(f"{a:.2f} to {b:.2f}" for a, b in zip(true, expected, strict=True))
    return fig, f"{title}. Arrows, entry by entry, from the true vector to the expected one: {told}."


@in_house_style
def bowl(t, loss, slopes, title):
    """J along a line through v_c, its tangent at 0, and the secants one step to either side.

    Parameters
    ----------
    t, loss : ndarray
        The curve; t contains −2, 0 and 2.
    slopes : dict of str to float
        "backward", "true" and "forward" slope at t = 0, the secants with a step of 2.
    title : str
    """
    fig, ax = canvas()
    ax.plot(t, loss, color=CENTRE)
    here = np.interp(0, t, loss)
    ends = np.array([-2.6, 2.6])
    ax.plot(ends, here + slopes["true"] * ends, color=REFERENCE, linestyle="--")
    for name, side in (("backward", -2), ("forward", 2)):
        ax.plot([side, 0], [here + side * slopes[name], here], "o-", color=THIRD, linewidth=1.5)
        note(ax, f"{name} {slopes[name]:.2f}".replace("-", "−"), (side, here + side * slopes[name]), (8, 5))
    ax.plot(0, here, "o", color="black", zorder=3)
    true = f"true slope {slopes['true']:.2f}".replace("-", "−")
    note(ax, true, (ends[1], here + slopes["true"] * ends[1]), (6, -3))
    ax.set(title=title, xlabel="t: how far v_c has moved along the step downhill", ylabel="J, in nats")
    told = ", ".join(f"{name} {slope:.2f}" for name, slope in slopes.items())
    return fig, f"{title}. J along a line through v_c, curved upwards everywhere; slopes at 0: {told}."
