"""Where a learner's own vectors put the words."""

import numpy as np

from skipgram_lib.classroom.figures.style import in_house_style
from skipgram_lib.classroom.figures.training import word_map


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
    return word_map(dict(zip(chosen, centred @ axes.T, strict=True)), families, title)
