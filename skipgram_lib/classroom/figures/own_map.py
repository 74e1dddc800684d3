"""Where a learner's own vectors put the words."""

import itertools

import numpy as np

from skipgram_lib.classroom.figures.style import CENTRE, OTHER, REFERENCE, THIRD, TRUE, canvas, in_house_style, note

LOOKS = ((CENTRE, "o"), (TRUE, "s"), (THIRD, "^"), (OTHER, "D"))
BESIDE = ((9, 0), (-9, 0))  # where a label needs no line to its mark: offsets in points, as all of these
FURTHER = tuple(itertools.product((11, -11, 26, -26, 42, -42), (9, -9, 19, -19, 31, -31, 45, -45)))
ALONG = np.linspace(0.1, 0.95, 12)  # where a line must keep clear of what is not its own
LINE = {"arrowstyle": "-", "color": REFERENCE, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 3}


@in_house_style
def own_map(words, v, families):
    """Words in the plane in which their unit vectors differ most; the title counts how many found their family.

    Parameters
    ----------
    words : sequence of str
        words[k] has row k.
    v : ndarray, shape (V, d)
        Centre vectors.
    families : dict of str to list of str
        What they have in common -> words; four at most, and one if nothing is known of them.
    """
    chosen = [word for family in families.values() for word in family]
    home = [name for name, family in families.items() for _ in family]
    unit = np.array([v[words.index(word)] / np.linalg.norm(v[words.index(word)]) for word in chosen])
    cosines = unit @ unit.T - 2 * np.eye(len(unit))
    same = sum(home[i] == home[j] for i, j in enumerate(cosines.argmax(axis=1)))
    title = f"Of {len(chosen)} words {same} have a nearest neighbour of their own family"
    if len(families) == 1:
        title = f"{len(chosen)} common words, where their company put them"
    centred = unit - unit.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:2]
    axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])[:, None]  # a direction has no sign of its own
    return _drawn(dict(zip(chosen, centred @ axes.T, strict=True)), families, title)


def _drawn(places, families, title):
    """The figure and its words: a family shares a colour and a mark, and the legend names it."""
    fig, ax = canvas()
    for (name, words), (colour, mark) in zip(families.items(), LOOKS[: len(families)], strict=True):
        ax.plot(*np.transpose([places[word] for word in words]), mark, color=colour, markersize=6, label=name)
    x, y = np.transpose(list(places.values()))
    ax.set(title=title, xlabel="first principal direction", ylabel="second principal direction")
    ax.set(xlim=(x.min() - 0.2 * np.ptp(x), x.max() + 0.2 * np.ptp(x)))
    ax.set(ylim=(y.min() - 0.2 * np.ptp(y), y.max() + 0.2 * np.ptp(y)))
    if len(families) > 1:
        fig.legend(loc="outside lower center", ncols=len(families), frameon=False, handletextpad=0.1)
    fig.draw_without_rendering()  # only now is it known how many points a unit of the axes has
    points = ax.transData.transform(list(places.values())) * 72 / fig.dpi
    inside = ax.bbox.extents * 72 / fig.dpi
    for (word, at), offset in zip(places.items(), _apart(list(places), points, inside), strict=True):
        how = {} if offset in BESIDE else {"arrowprops": LINE}
        note(ax, word, at, offset, va="center", ha="left" if offset[0] > 0 else "right", **how)
    said = "; ".join(f"{name}: {', '.join(words)}" for name, words in families.items())
    return fig, f"{title}. The words in the plane, by family: {said}."


def _apart(words, points, inside):
    """An offset for each label, in points, so that labels, lines and marks keep clear of one another.

    Every label in turn takes the cheapest place beside the others, and may move when all have one.
    """
    marks = np.vstack([np.hstack([points - 6, points + 6]), _walls(*inside)])
    tried = BESIDE + FURTHER
    boxes = [[_covered(word, at, offset) for offset in tried] for word, at in zip(words, points, strict=True)]
    taken = [0] * len(words)
    for _, i in itertools.product(range(4), range(len(words))):
        others = np.vstack([np.delete(marks, i, 0), *(boxes[j][taken[j]] for j in range(len(words)) if j != i)])
        costs = [_common(mine, others) + 0.6 * np.hypot(*offset) for mine, offset in zip(boxes[i], tried, strict=True)]
        taken[i] = int(np.argmin(costs))
    return [tried[k] for k in taken]


def _walls(left, low, right, high, wide=100):
    """The boxes round the axes, where no label may stand."""
    across, up = (left - wide, right + wide), (low - wide, high + wide)
    return [
        (across[0], up[0], left, up[1]), (right, up[0], across[1], up[1]),
        (across[0], up[0], across[1], low), (across[0], high, across[1], up[1]),
    ]  # fmt: skip


def _covered(word, at, offset):
    """The boxes (left, low, right, high) that a label at this offset covers, and the line to it."""
    near, wide = at + offset, 5.6 * len(word)
    left = near[0] - wide * (offset[0] < 0)
    line = [at + share * np.array(offset) for share in (() if offset in BESIDE else ALONG)]
    return np.array([(left, near[1] - 6, left + wide, near[1] + 6), *((*(p - 2), *(p + 2)) for p in line)])


def _common(mine, others):
    """The area that the boxes of a label have in common with others; the first, its word, counts five times."""
    low = np.maximum(mine[:, None, :2], others[:, :2])
    high = np.minimum(mine[:, None, 2:], others[:, 2:])
    wide, tall = np.moveaxis(np.clip(high - low, 0, None), 2, 0)
    area = (wide * tall).sum(axis=1)
    return area.sum() + 4 * area[0]
