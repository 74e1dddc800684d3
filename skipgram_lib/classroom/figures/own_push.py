"""Chapter 08: each drawn word keeps its own push."""

import numpy as np

from skipgram_lib.classroom.figures.style import OTHER, REFERENCE, canvas, in_house_style


@in_house_style
def own_push(own, drawn, title):
    """The push on every drawn word, beside the total that a forgotten sum would give, and beside a repeated draw.

    Parameters
    ----------
    own : dict of str to float
        Word -> σ(u_k·v_c), each word drawn once.
    drawn : dict of str to (float, float)
        Word -> what N8 says for a single draw, and the right multiplier for this draw.
    title : str
        The finding.
    """
    fig, (left, right) = canvas(2, sharey=True)
    total = sum(own.values())
    _pairs(left, own, list(own.values()), [total] * len(own), ("N8", "N7: the total"))
    _pairs(
        right, drawn, [right for _, right in drawn.values()], [once for once, _ in drawn.values()], ("m σ", "N8: once")
    )
    left.set(title=title, ylabel="multiplier of v_c", xlabel="each drawn once", ylim=(0, total * 1.2))
    right.set(xlabel="tea drawn twice")
    pushes = ", ".join(f"{word} {push:.2f}" for word, push in own.items())
    repeated = ", ".join(
        f"{word} {right:.2f} where a single draw gives {once:.2f}" for word, (once, right) in drawn.items()
    )
    return fig, f"{title}: {pushes}; line N7 would give {total:.2f} to each. With tea drawn twice: {repeated}."


def _pairs(ax, words, right, wrong, labels):
    """Two bars a word: what is right, filled, and what a line says, as an outline."""
    at = np.arange(len(words))
    filled = ax.bar(at - 0.2, right, 0.36, color=OTHER)
    hollow = ax.bar(at + 0.2, wrong, 0.36, color="none", edgecolor=REFERENCE, linestyle="--", linewidth=1.5)
    ax.bar_label(filled, [f"{value:.2f}" for value in right], padding=2)
    ax.bar_label(hollow, [f"{value:.2f}" for value in wrong], padding=2)
    ax.set_xticks(at, list(words))
    ax.grid(axis="x", visible=False)
    widest = int(np.argmax(right))
    for bar, label in zip((filled[widest], hollow[widest]), labels, strict=True):
        ax.annotate(label, (bar.get_x() + bar.get_width() / 2, 0.04), rotation=90, ha="center", va="bottom")
