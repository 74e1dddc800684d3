"""What a pair costs, which words come near, and where training must end."""

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, OTHER, REFERENCE, THIRD, TRUE, canvas, in_house_style, note

LOSSES = ((CENTRE, "o", (0.42, 0.16)), (OTHER, "D", (0.42, 0.06)))  # colour, mark, place of the label: off the diagonal
BROKEN = 3  # nats: what costs more is named at the edge
OFF_SCALE = {"arrowstyle": "->", "color": REFERENCE}


@in_house_style
def neighbours(lists, expected, title):
    """The nearest words of a few, one column each, the nearest on top; expected ones stand out.

    Parameters
    ----------
    lists : dict of str to list of str
        Word -> its nearest words. What else is in them differs from text to text, so it is drawn and not said.
    expected : dict of str to list of str
        Word -> those that are looked for.
    title : str
        The finding.
    """
    fig, ax = canvas()
    n = len(next(iter(lists.values())))
    for column, (word, near) in enumerate(lists.items()):
        ax.text(column, -1.1, word, ha="center", va="center", fontweight="bold", fontsize=10)
        for row, other in enumerate(near):
            if other in expected[word]:
                box = {"boxstyle": "round,pad=0.25", "facecolor": "none", "edgecolor": TRUE, "linewidth": 1.5}
                ax.text(column, row, other, ha="center", va="center", bbox=box)
            else:
                ax.text(column, row, other, ha="center", va="center", color="#444444")
    ax.axhline(-0.55, color="black", linewidth=0.8)
    ax.set(title=title, xlim=(-0.5, len(lists) - 0.5), ylim=(n - 0.4, -1.6), xticks=[])
    ax.set(yticks=(0, n - 1), ylabel="rank of the neighbour", yticklabels=(1, n))
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    found = "; ".join(
        f"{word}: {', '.join(other for other in expected[word] if other in near) or 'none of those expected'}"
        for word, near in lists.items()
    )
    return fig, f"{title}. Among the {n} nearest of each word: {found}."


@in_house_style
def ends(runs, title):
    """The scores where training ended, against the closed form, one panel a length d.

    Parameters
    ----------
    runs : dict of str to dict of str to (ndarray, ndarray)
        What d is -> loss -> (closed form, scores reached), of one shape.
    title : str
        The finding.
    """
    fig, axes = canvas(len(runs), sharex=True, sharey=True)
    fig.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    every = np.concatenate([np.ravel(pair) for losses in runs.values() for pair in losses.values()])
    low, high = every.min() - 0.3, every.max() + 0.3
    said = []
    for ax, (name, losses) in zip(axes, runs.items(), strict=True):
        ax.plot((low, high), (low, high), "--", color=REFERENCE, linewidth=1.2)
        for (loss, (theory, reached)), (colour, mark, _) in zip(losses.items(), LOSSES, strict=True):
            ax.plot(np.ravel(theory), np.ravel(reached), mark, color=colour, markersize=4.5)
            off = np.abs(theory - reached).max()
            said.append(f"{name}, {loss}: " + ("on the line" if off < 1e-6 else f"off by up to {off:.2f}"))
        ax.set_title(name, fontsize=9, fontweight="normal", pad=4)
        ax.set(xlim=(low, high), ylim=(low, high), xlabel="score of X8, nats")
    axes[0].set_ylabel("score reached, nats")
    for loss, (colour, mark, (x, y)) in zip(next(iter(runs.values())), LOSSES, strict=True):
        axes[0].plot(x, y + 0.02, mark, color=colour, markersize=4.5, transform=axes[0].transAxes)
        axes[0].text(x + 0.04, y, loss, transform=axes[0].transAxes)
    return fig, f"{title}. Scores reached against the closed form: {'; '.join(said)}."


@in_house_style
def ways_there(paths, title):
    """How far the scores are from their end, after so many steps, for starts of different size.

    Parameters
    ----------
    paths : dict of float to dict of int to float
        Size of the start -> steps -> largest distance from the end after so many, in nats; the same steps for all.
    title : str
        The finding.
    """
    fig, ax = canvas()
    looks = zip((CENTRE, THIRD, "black"), ("-", "--", ":"), ("o", "s", "D"), strict=True)
    for (size, path), (colour, dash, mark) in zip(paths.items(), looks, strict=True):
        steps, off = list(path), list(path.values())
        ax.plot(steps, off, mark, color=colour, linestyle=dash, markersize=4)
        at = next((step for step in steps if path[step] < off[0] / 2), steps[-1])  # where it is on its way
        note(ax, f"start of size {size:g}", (at, path[at]), (8, 3))
    ax.set(title=title, xlabel="steps", ylabel="largest distance to X8, nats")
    ax.set(xscale="log", xlim=(steps[0] * 0.8, steps[-1] * 8))
    ax.set_xticks(steps, [f"{step:,}" for step in steps])
    ax.minorticks_off()
    said = "; ".join(
        f"size {size:g}: from {path[steps[0]]:.1f} to {path[steps[-1]]:.1f} nats" for size, path in paths.items()
    )
    return fig, f"{title}. Distance over {steps[-1]:,} steps, by the size of the start: {said}."


@in_house_style
def baselines(nats, title):
    """The held-out loss of each score, mean and range, the worst on top; the trained vectors' in their colour.

    Parameters
    ----------
    nats : dict of str to (float, float, float)
        Score -> mean, least and most loss of a pair over the seeds.
    title : str
        The finding.
    """
    fig, ax = canvas()
    shown = [most for _, _, most in nats.values() if most < BROKEN]
    low, high = min(least for _, least, _ in nats.values()) - 0.05, max(shown) + 0.15
    for row, (what, (mean, least, most)) in enumerate(nats.items()):
        colour = CENTRE if what.startswith("trained") and "shuffled" not in what else REFERENCE
        if mean > high:
            ax.annotate(f"{mean:.2f}", (high, row), (-40, -3), textcoords="offset points", arrowprops=OFF_SCALE)
            continue
        ax.plot((least, most), (row, row), color=colour, linewidth=7, solid_capstyle="butt", alpha=0.5)
        ax.plot(mean, row, "|", color=colour, markersize=14, markeredgewidth=2)
        note(ax, f"{mean:.2f}", (most, row), (10, -3))
    ax.set_yticks(range(len(nats)), nats)
    fig.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    ax.set(xlabel="nats a pair: tick, the mean; bar, the range of five seeds", xlim=(low, high))
    ax.set_ylim(len(nats) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    said = ", ".join(f"{what} {mean:.2f}" for what, (mean, *_) in nats.items())
    return fig, f"{title}. Nats a pair: {said}."
