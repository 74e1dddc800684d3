"""Each drawn word keeps its own push, and a total lowers J faster until it raises it."""

import numpy as np

from skipgram_lib.classroom.figures.style import OTHER, REFERENCE, TRUE, canvas, in_house_style, note


@in_house_style
def own_push(own, printed, title):
    """What multiplies v_c in the slope of every drawn word, beside what a printed line says.

    Parameters
    ----------
    own, printed : dict of str to float
        Word -> multiplier, as measured and as a line claims it.
    title : str
        The finding.
    """
    fig, ax = canvas()
    at = np.arange(len(own))
    for side, values, label, look in (
        (-0.2, own, "own", {"color": OTHER}),
        (0.2, printed, "as N7 prints it", {"color": "none", "edgecolor": REFERENCE, "linestyle": "--"}),
    ):
        bars = ax.bar(at + side, values.values(), 0.36, label=label, **look)
        ax.bar_label(bars, [f"{value:.2f}" for value in values.values()], padding=2)
    ax.set_xticks(at, list(own))
    ax.grid(axis="x", visible=False)
    ax.legend(frameon=False, ncols=2, loc="upper center")
    ax.set(title=title, ylabel="what multiplies $v_c$", ylim=(0, 1.3 * max(*own.values(), *printed.values())))
    pairs = ", ".join(f"{word} {push:.2f}, printed {printed[word]:.2f}" for word, push in own.items())
    return fig, f"{title}. Multiplier of v_c: {pairs}."


@in_house_style
def race(panels, title, least=None):
    """J, step by step, by two lines, in one panel for each task.

    Parameters
    ----------
    panels : dict of str to dict of str to ndarray
        What moves, in words -> line -> J after each step. Two panels, two lines each.
    title : str
        The finding.
    least : float, optional
        The least J that any model can have, above 0: drawn dotted, and J on an axis of powers of ten.
    """
    fig, axes = canvas(2, sharey=True)
    fig.suptitle(title, x=0.02, ha="left", fontsize=11, fontweight="bold")
    told = []
    for ax, (task, paths) in zip(axes, panels.items(), strict=True):
        for (line, J), colour, dash in zip(paths.items(), (TRUE, "black"), ("-", "-."), strict=True):
            ax.plot(J, color=colour, linestyle=dash, label=line)
            told.append(f"{task}, {line}: {J[0]:.2f}, lowest {min(J):.2f}, at the end {J[-1]:.2f}")
        ax.legend(frameon=False, loc="best")  # where the two lines leave room: they may end in one place
        ax.set(xlabel=f"step ({task})")
    highest = max(max(J) for paths in panels.values() for J in paths.values())
    axes[0].set(ylabel="J, in nats", ylim=(0, 1.05 * highest))  # J is never below 0
    if least is not None:
        axes[0].set(yscale="log", ylim=(0.55 * least, 1.8 * highest))
        axes[0].set_yticks([1, 3, 10], ["1", "3", "10"])
        axes[0].minorticks_off()
        for ax in axes:
            ax.axhline(least, color=REFERENCE, linestyle=":", linewidth=1.3)
        note(axes[0], f"least, {least:.2f}", (0, least), (0, -12))
        told.append(f"the least of any model {least:.2f}")
    return fig, f"{title}. J in nats over the steps. {'; '.join(told)}.".replace("$", "")
