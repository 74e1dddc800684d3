"""What the model guesses."""

from skipgram_lib.classroom.figures.style import OTHER, TRUE, canvas, in_house_style


@in_house_style
def guesses(words, y_hat, o, title):
    """The probability of every outside word, the true one in its colour.

    Parameters
    ----------
    words : sequence of str
    y_hat : ndarray, shape (V,)
    o : int
        Row of the true outside word.
    title : str
        The finding.
    """
    fig, ax = canvas()
    bars = ax.bar(words, y_hat, color=[TRUE if w == o else OTHER for w in range(len(words))])
    ax.bar_label(bars, [f"{p:.2f}" for p in y_hat], padding=2)
    ax.get_xticklabels()[o].set_fontweight("bold")
    ax.grid(axis="x", visible=False)
    ax.set(
        title=title,
        ylabel=r"$\hat{y}_w$, the model's guess",
        xlabel=f"nearby word (true: {words[o]})",
        ylim=(0, y_hat.max() * 1.2),
    )
    listed = ", ".join(f"{word} {p:.2f}" for word, p in zip(words, y_hat, strict=True))
    return fig, f"{title}: {listed}. The true word is {words[o]}."
