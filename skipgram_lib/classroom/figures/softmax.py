"""Chapters 02 and 03: from scores to a loss, and what turns the centre vector."""

import numpy as np

from skipgram_lib.classroom.figures.style import (
    CENTRE,
    OTHER,
    REFERENCE,
    THIRD,
    TRUE,
    canvas,
    in_house_style,
    note,
)


@in_house_style
def shares(words, o, stages, title):
    """Scores, weights and probabilities of the same words, side by side.

    Parameters
    ----------
    words : sequence of str
    o : int
        The true outside word.
    stages : dict of str to ndarray
        Axis label -> one value a word.
    title : str
        The finding.
    """
    fig, axes = canvas(len(stages), sharey=True)
    for ax, (label, values) in zip(axes, stages.items(), strict=True):
        ax.barh(words, values, color=[TRUE if w == o else OTHER for w in range(len(words))])
        for w, value in enumerate(values):
            ends = {"ha": "left"} if value >= 0 else {"ha": "right"}
            note(ax, f"{value:.2f}".replace("-", "−"), (value, w), (3 if value >= 0 else -3, 0), va="center", **ends)
        ax.axvline(0, color="black", linewidth=0.8)
        ax.set_xlabel(label)
        ax.set_xlim(min(0, 2.3 * values.min()), 1.45 * values.max())
        ax.tick_params(axis="y", length=0)
        ax.grid(visible=False, axis="y")
    axes[0].invert_yaxis()
    fig.suptitle(title, x=0.02, ha="left", fontsize=11, fontweight="bold")
    told = "; ".join(f"{label} from {values.min():.2f} to {values.max():.2f}" for label, values in stages.items())
    return fig, f"{title}. Bars for {', '.join(words)}: {told}."


@in_house_style
def surprise(y_hat, loss, points, title):
    """J against the probability of the true word, with a few points on the curve.

    Parameters
    ----------
    y_hat, loss : ndarray
        The curve.
    points : dict of str to (float, float)
        Label -> where it lies on the curve.
    title : str
    """
    fig, ax = canvas()
    ax.plot(y_hat, loss, color=TRUE)
    for label, (at, value) in points.items():
        ax.plot(at, value, "o", color="black", markersize=5)
        note(ax, label, (at, value), (7, 5) if at < 0.8 else (4, 14), ha="left" if at < 0.8 else "right")
    ax.set(
        title=title, xlabel="ŷ_o, probability of the true word", ylabel="J, in nats", xlim=(0, 1.02), ylim=(-0.15, 5)
    )
    told = "; ".join(f"{label}: {value:.2f} nats at ŷ_o = {at:.2f}" for label, (at, value) in points.items())
    return fig, f"{title}. J falls from {loss.max():.1f} nats to {loss.min() + 0.0:.1f} as ŷ_o grows. {told}."


@in_house_style
def wishes(score, curves, best, title):
    """J against the score of one word that is not the true one, for two kinds of labels.

    Parameters
    ----------
    score : ndarray
    curves : dict of str to ndarray
        Label -> J at every score: first the one-hot labels, then the soft ones.
    best : (float, str)
        The score where the last curve is lowest, and what holds there, in words.
    title : str
    """
    fig, ax = canvas()
    looks = zip((TRUE, "black"), ("-", "--"), (-11, 10), strict=True)
    for (label, values), (colour, dash, above) in zip(curves.items(), looks, strict=True):
        ax.plot(score, values, color=colour, linestyle=dash)
        note(ax, label, (score[8], values[8]), (0, above), va="center")
    at, words = best
    low = np.interp(at, score, values)
    ax.plot(at, low, "o", markersize=10, markerfacecolor="none", markeredgecolor="black", markeredgewidth=1.5)
    ax.annotate(words, (at, low), (at - 0.2, low + 1.0), arrowprops={"arrowstyle": "-", "color": REFERENCE})
    top = max(values.max() for values in curves.values())
    ax.set(title=title, xlabel="score of drink", ylabel="J, in nats", ylim=(0.5, top + 0.2))
    told = "; ".join(
        f"{label} lowest at the {'left edge' if np.argmin(values) == 0 else f'score {at:.1f}, {words}'}"
        for label, values in curves.items()
    )
    return fig, f"{title}. J against the score of drink from {score[0]:g} to {score[-1]:g}: {told}."


def _arrows(ax, names, start, end, colours, head, edge="black"):
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


@in_house_style
def prediction_minus_label(words, o, y, y_hat, title):
    """From every word's label y to its probability ŷ: the arrow is the slope of J in its score.

    Parameters
    ----------
    words : sequence of str
    o : int
    y, y_hat : ndarray, shape (V,)
    title : str
    """
    fig, ax = canvas()
    _arrows(ax, words, y, y_hat, [TRUE if w == o else OTHER for w in range(len(words))], "ŷ − y")
    note(ax, "label y_o", (y[o], o), (0, 9), ha="center")
    note(ax, "ŷ_o", (y_hat[o], o), (0, 9), ha="center")
    ax.set(title=title, xlabel="probability: label y (square), prediction ŷ (dot)")
    told = ", ".join(f"{word} {slope:+.2f}" for word, slope in zip(words, y_hat - y, strict=True))
    return fig, f"{title}. Arrows from label to probability: {told}."


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
    _arrows(ax, names, true, expected, [CENTRE] * len(true), "slope", edge=TRUE)
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
