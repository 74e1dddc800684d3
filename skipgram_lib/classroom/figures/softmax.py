"""From scores to a loss."""

import numpy as np

from skipgram_lib.classroom.figures.style import (
    OTHER,
    REFERENCE,
    TRUE,
    arrows,
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
        title=title,
        xlabel=r"$\hat{y}_o$, probability of the true word",
        ylabel="J, in nats",
        xlim=(0, 1.02),
        ylim=(-0.15, 5),
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
    arrows(ax, words, y, y_hat, [TRUE if w == o else OTHER for w in range(len(words))], "ŷ − y")
    note(ax, "label $y_o$", (y[o], o), (0, 9), ha="center")
    note(ax, r"$\hat{y}_o$", (y_hat[o], o), (0, 9), ha="center")
    ax.set(title=title, xlabel="probability: label y (square), prediction ŷ (dot)")
    told = ", ".join(f"{word} {slope:+.2f}" for word, slope in zip(words, y_hat - y, strict=True))
    return fig, f"{title}. Arrows from label to probability: {told}."
