"""Where a tolerance has to lie: above the gap of a right gradient, below that of a wrong one."""

from matplotlib.patches import Rectangle

from skipgram_lib.classroom.figures.style import CENTRE, OTHER, REFERENCE, THIRD, canvas, in_house_style, note

SHADES = {"tells them apart": "white", "passes both": "#F4C7A1", "refuses both": "#E3C3D6"}  # right, blind, accusing
LINES = ((REFERENCE, "--"), (REFERENCE, "-."), (CENTRE, "-"))  # the absolute rule, the relative one, the bound


@in_house_style
def tolerances(scale, gaps, rooms, title):
    """Gaps of two claimed gradients against the size of the loss, and the tolerances that should part them.

    Parameters
    ----------
    scale : ndarray
        What the loss was multiplied by.
    gaps : dict of str to ndarray
        Claim -> largest gap between claimed and measured; the right gradient first, then the wrong one.
    rooms : dict of str to ndarray
        Rule -> its tolerance: an absolute one, a relative one, the error bound.
    title : str
        The finding.
    """
    fig, ax = canvas()
    below, left = {"offset": (0, -15), "ha": "center"}, {"offset": (-6, 4), "ha": "right"}
    looks = ((THIRD, "o", 6, below), (OTHER, "D", 12, left))  # of a label: beside which dot, and on which side
    for (claim, gap), (colour, mark, at, beside) in zip(gaps.items(), looks, strict=True):
        ax.plot(scale, gap, mark, color=colour, markersize=4)
        note(ax, claim, (scale[at], gap[at]), **beside)
    for (rule, room), (colour, dash) in zip(rooms.items(), LINES, strict=True):
        ax.plot(scale, room, color=colour, linestyle=dash, linewidth=1.6)
        note(ax, rule, (scale[-1], room[-1]), (7, -3))
    ax.set(title=title, xscale="log", yscale="log", xlabel="size of the loss, $a$", ylabel="gap, or tolerance")
    ax.set_xticks(scale[1::4])  # none where no size was tried
    ax.minorticks_off()
    ax.set_xlim(scale[0] / 3, scale[-1] * 3e6)  # room for the words
    right, wrong = gaps.values()
    inside = {rule: bool(((right <= room) & (room < wrong)).all()) for rule, room in rooms.items()}
    told = "; ".join(f"{rule}: {'at every size' if always else 'not at every size'}" for rule, always in inside.items())
    return fig, f"{title}. For sizes {scale[0]:.0e} to {scale[-1]:.0e}, between the two gaps lies {told}."


@in_house_style
def verdicts(found, cases, title):
    """What each rule makes of each loss, as a coloured table in words.

    Parameters
    ----------
    found : dict of str to list of str
        Rule -> one of the keys of SHADES, for each case.
    cases : list of str
    title : str
        The finding.
    """
    fig, ax = canvas()
    for row, cells in enumerate(found.values()):
        for column, words in enumerate(cells):
            ax.add_patch(
                Rectangle((column, row), 0.94, 0.86, facecolor=SHADES[words], edgecolor=REFERENCE, linewidth=0.5)
            )
            ax.text(column + 0.47, row + 0.43, words, ha="center", va="center", fontsize=8)
    ax.set_xticks([column + 0.47 for column in range(len(cases))], cases)
    ax.set_yticks([row + 0.43 for row in range(len(found))], list(found))
    fig.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    ax.set(xlim=(0, len(cases)), ylim=(len(found), 0))
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.grid(visible=False)
    for spine in ax.spines.values():
        spine.set_visible(False)
    told = [
        f"{rule}: " + ", ".join(f"{case} {words}" for case, words in zip(cases, cells, strict=True))
        for rule, cells in found.items()
    ]
    return fig, f"{title}. {'; '.join(told)}."
