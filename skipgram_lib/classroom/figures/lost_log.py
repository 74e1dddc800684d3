"""What a lost log does to learning, and where a slip agrees with the slope."""

import numpy as np

from skipgram_lib.classroom.figures.style import REFERENCE, THIRD, TRUE, canvas, in_house_style, note


@in_house_style
def learning(curves, title):
    """ŷ_o, step by step, for several rules that move v_o.

    Parameters
    ----------
    curves : dict of str to (ndarray, str)
        Label -> (ŷ_o after each step, what happens to it in words, or nothing).
    title : str
        The finding.
    """
    fig, ax = canvas()
    looks = zip((TRUE, THIRD, "black"), ("-", "--", "-."), (-15, 6, 6), strict=True)
    for (label, (y_hat, words)), (colour, dash, above) in zip(curves.items(), looks, strict=True):
        ax.plot(y_hat, color=colour, linestyle=dash)
        note(ax, f"{label} {words}".strip(), (len(y_hat) - 1, y_hat[-1]), (0, above), ha="right")
    ax.set(title=title, xlabel="step", ylabel=r"$\hat{y}_o$, probability of the true word", ylim=(0, 1.12))
    steps = len(next(iter(curves.values()))[0]) - 1
    ends = [f"{label} ends at {y_hat[-1]:.2f}{words and f', {words}'}" for label, (y_hat, words) in curves.items()]
    return fig, f"{title.replace('$', '')}. ŷ_o over {steps} steps: {'; '.join(ends)}."


@in_house_style
def multipliers(score, lines, meetings, title):
    """What stands before v_c in each line, against the score v_o·v_c, and where the lines meet the first one.

    Parameters
    ----------
    score : ndarray
    lines : dict of str to ndarray
        Label -> multiplier at every score; the first one is right.
    meetings : dict of str to float
        What holds there, in words -> the score where two curves cross.
    title : str
    """
    fig, ax = canvas()
    looks = zip((TRUE, THIRD, "black"), ("-", "--", "-."), strict=True)
    for (label, values), (colour, dash) in zip(lines.items(), looks, strict=True):
        ax.plot(score, values, color=colour, linestyle=dash)
        last = np.flatnonzero(np.abs(values) <= 1.9)[-1]
        note(ax, _typeset(label), (score[last], values[last]), (5, -3))
    right = next(iter(lines.values()))
    for (words, at), spot in zip(meetings.items(), ((-3.2, 1.3), (-3.6, -1.3)), strict=True):
        point = at, np.interp(at, score, right)
        ax.plot(*point, "o", markersize=10, markerfacecolor="none", markeredgecolor="black", markeredgewidth=1.5)
        ax.annotate(_typeset(words), point, spot, arrowprops={"arrowstyle": "-", "color": REFERENCE, "shrinkB": 6})
    ax.set(
        title=title,
        xlabel="score $v_o^T v_c$",
        ylabel="multiplier of $v_c$",
        ylim=(-1.5, 2),
        xlim=(score[0], score[-1] + 2.2),
    )
    crossings = "; ".join(f"{words}, at a score of {at:.2f}" for words, at in meetings.items())
    return fig, f"{title}. Against the score: {', '.join(lines)}. {crossings}."


def _typeset(text):
    """The label with ŷ_o as a formula; what the alternative text says stays as it is."""
    return text.replace("ŷ_o", r"$\hat{y}_o$")
