"""The map of a learner's own vectors: which label belongs to which mark, and which mark to which family."""

import itertools

import numpy as np
import pytest
from matplotlib.text import Text

from skipgram_lib.classroom import figures
from skipgram_lib.classroom.road import FAMILIES

WORDS = [word for family in FAMILIES.values() for word in family]


@pytest.mark.parametrize("seed", range(3))
def test_no_word_stands_on_another_or_on_the_mark_of_another(seed):
    rng = np.random.default_rng(seed)
    centres = np.repeat(rng.normal(size=(4, 8)), [len(family) for family in FAMILIES.values()], axis=0)
    fig, _ = figures.own_map(WORDS, centres + 0.2 * rng.normal(size=(len(WORDS), 8)), FAMILIES)
    (ax,) = fig.axes
    fig.draw_without_rendering()
    said = {text.get_text(): Text.get_window_extent(text) for text in ax.texts}
    assert sorted(said) == sorted(WORDS)
    assert not [pair for pair in itertools.combinations(said, 2) if said[pair[0]].overlaps(said[pair[1]])]
    for text, other in itertools.permutations(ax.texts, 2):
        assert not said[text.get_text()].contains(*ax.transData.transform(other.xy)), (text, other)


def test_a_legend_names_the_families_where_there_are_several():
    v = np.random.default_rng(0).normal(size=(len(WORDS), 8))
    (legend,) = figures.own_map(WORDS, v, FAMILIES)[0].legends
    assert [text.get_text() for text in legend.get_texts()] == list(FAMILIES)
    assert not figures.own_map(WORDS, v, {"common words": WORDS})[0].legends
