"""Yes/no questions, the sigmoid and its slope, the pull and the pushes on v_c."""

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, OTHER, REFERENCE, THIRD, TRUE, canvas, in_house_style, note

LAID = {"angles": "xy", "scale_units": "xy", "scale": 1}  # an arrow is as long as its numbers say


@in_house_style
def questions(words, yes, should, price, title):
    """Each question's answer, where it should be, and what the gap costs.

    Parameters
    ----------
    words : sequence of str
    yes, should : ndarray
        The probability of yes, and the right answer, 1 or 0.
    price : ndarray
        What each word adds to J, in nats.
    title : str
        The finding.
    """
    fig, ax = canvas()
    at = np.arange(len(words))
    ax.bar(at, yes, 0.5, color=[TRUE if right else OTHER for right in should])
    for i in at:
        ax.plot([i - 0.25, i + 0.45], [should[i]] * 2, color=REFERENCE, linestyle="--")
        ax.annotate("", (i + 0.38, should[i]), (i + 0.38, yes[i]), arrowprops={"arrowstyle": "->", "shrinkA": 0})
        note(ax, f"costs {price[i]:.2f}", (i, yes[i]), (0, 4), ha="center")
    names = [f"{word}\nshould say {'yes' if right else 'no'}" for word, right in zip(words, should, strict=True)]
    ax.set(
        title=title,
        ylabel=r"$\sigma(u_w \cdot v_c)$, probability of yes",
        ylim=(-0.05, 1.08),
        xlim=(-0.5, len(words) - 0.3),
    )
    ax.set_xticks(at, names)
    ax.grid(visible=False, axis="x")
    rows = zip(words, yes, should, price, strict=True)
    bars = "; ".join(f"{w} {q:.2f}, should be {t:.0f}, costs {cost:.2f} nats" for w, q, t, cost in rows)
    return fig, f"{title}. Probability of yes: {bars}."


@in_house_style
def sigmoid_and_slope(x, sigma, slope, title):
    """σ and σ′ against x."""
    fig, ax = canvas()
    ax.plot(x, sigma, color=THIRD)
    ax.plot(x, slope, color="black", linestyle="--")
    steepest = np.argmax(slope)
    ax.plot(x[steepest], slope[steepest], "o", color="black")
    note(ax, "σ(x)", (x[-1], sigma[-1]), (5, -3))
    note(ax, "its slope, σ(x)(1 − σ(x))", (x[steepest], slope[steepest]), (0, -40), ha="center")
    note(ax, f"at most {slope[steepest]:.2f}", (x[steepest], slope[steepest]), (12, 5))
    ax.set(title=title, xlabel="x", ylabel="σ, a probability, and its slope per unit", xlim=(x[0], x[-1] + 1.2))
    ends = f"σ runs from {sigma[0]:.2f} at {x[0]:.0f} to {sigma[-1]:.2f} at {x[-1]:.0f}"
    peak = f"the slope is {slope[steepest]:.2f} at {x[steepest]:.0f}"
    return fig, f"{title}. {ends}; {peak} and {slope[0]:.2f} and {slope[-1]:.2f} at the ends."


@in_house_style
def price_and_slope(x, price, slope, answers, title):
    """−log σ(x) and its slope, with each question of one pair at its own x.

    Parameters
    ----------
    x, price, slope : ndarray
    answers : dict of str to (float, bool)
        Word -> (its x, is it the true word?).
    title : str
    """
    fig, ax = canvas()
    ax.plot(x, price, color=THIRD)
    ax.plot(x, slope, color="black", linestyle="--")
    for height in (-1, 0):
        ax.axhline(height, color=REFERENCE, linestyle=":", linewidth=1)
    spots = np.array([spot for spot, _ in answers.values()])
    for word, (spot, true) in answers.items():
        above, below = np.interp(spot, x, price), np.interp(spot, x, slope)
        ax.plot([spot, spot], [above, below], "o-", color=TRUE if true else OTHER, markersize=7, linewidth=1)
        crowded = ((spots > spot) & (spots < spot + 0.8)).any()  # its neighbour's name needs the room above
        note(ax, word, *(((spot, below), (4, -14)) if crowded else ((spot, above), (4, 6))))
    third = len(x) // 7
    note(ax, "−log σ(x)", (x[third], price[third]), (8, 0))
    note(ax, "its slope, −σ(−x)", (x[third], slope[third]), (-12, 8), ha="center")
    ax.set(
        title=title,
        xlabel=r"$x$: $u_o \cdot v_c$ for yes, $-u_k \cdot v_c$ for no",
        ylabel="nats, and nats per unit of x",
        xlim=(x[0], x[-1]),
    )
    found = "; ".join(
        f"{word} at {spot:.2f}: price {np.interp(spot, x, price):.2f}, slope {np.interp(spot, x, slope):.2f}"
        for word, (spot, _) in answers.items()
    )
    return fig, f"{title}. −log σ(x) falls from {price[0]:.1f} to {price[-1]:.1f}. {found}."


@in_house_style
def step_of_centre(moves, names, title):
    """The pushes and the pull as arrows laid end to end, and their sum, the step of v_c.

    Parameters
    ----------
    moves : dict of str to ((float, float), str)
        What the arrow says -> (the two numbers of the arrow, its role: "true", "negative").
    names : (str, str)
        What the two axes are.
    title : str
    """
    fig, ax = canvas()
    colours, tail, places = {"true": TRUE, "negative": OTHER}, np.zeros(2), [np.zeros(2)]
    for text, (arrow, role) in moves.items():
        ax.quiver(*tail, *arrow, width=0.007, color=colours[role], zorder=3, **LAID)
        side = 1 if arrow[1] > 0 else -1  # words stand right of an arrow that goes up, left of one that goes down
        middle, tail = tail + np.array(arrow) / 2, tail + arrow
        note(
            ax,
            text,
            middle,
            (8 * side, -5 if arrow[0] > 0 else 5),
            ha="left" if side > 0 else "right",
            va="center",
        )
        places.append(tail)
    ax.quiver(0, 0, *tail, width=0.012, color=CENTRE, zorder=2, **LAID)
    note(ax, "the step of $v_c$", 0.6 * tail, (10, 0), va="center")
    ax.plot(0, 0, "o", color="black", zorder=4)
    total = tuple(tail)
    ax.set(title=title, xlabel=names[0], ylabel=names[1])
    ax.update_datalim(places)
    ax.margins(0.35, 0.15)  # room for the words
    ax.autoscale_view()
    ax.set_aspect("equal", adjustable="datalim")
    said = "; ".join(f"{text} ({arrow[0]:.2f}, {arrow[1]:.2f})" for text, (arrow, _) in moves.items())
    return fig, f"{title}. Arrows along {names[0]} and {names[1]}: {said}; their sum ({total[0]:.2f}, {total[1]:.2f})."
