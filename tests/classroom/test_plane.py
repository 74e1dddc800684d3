"""What the running picture says is what the losses say, and it knows inside from outside."""

import json
import re
from importlib.resources import files

import numpy as np
import pytest

from skipgram_lib import naive_softmax, negative_sampling
from skipgram_lib.classroom import coffee
from skipgram_lib.classroom.figures import plane, rest

WORDS, POINT = coffee()


def pairs(text):
    """Every (a, b) in a sentence, as numbers."""
    found = re.findall(r"\((−?\d+\.\d+), (−?\d+\.\d+)\)", text)
    return [tuple(float(x.replace("−", "-")) for x in pair) for pair in found]


@pytest.mark.parametrize("word", ["cup", "drink"])
def test_the_arrow_is_the_step_against_the_slope(word):
    o = WORDS.index(word)
    _, alt = plane(WORDS, POINT.v_c, POINT.U, o, "title")
    step = pairs(alt.split("the step of v_c is")[1])[0]
    assert np.abs(step + naive_softmax.gradients(POINT.v_c, o, POINT.U).v_c).max() <= 0.005


@pytest.mark.parametrize(
    ("point", "side"), [((0.0, 0.1), "lies inside"), ((1.0, -0.6), "is a corner of"), ((-3.0, 0), "is a corner of")]
)
def test_a_row_is_inside_the_hull_or_a_corner_of_it(point, side):
    U = np.array(POINT.U)
    U[POINT.o] = point
    assert f"cup {side} the dashed hull" in plane(WORDS, POINT.v_c, U, POINT.o, "title")[1]


def test_with_negatives_the_steps_are_those_of_page_2_and_there_is_no_cross():
    _, alt = plane(WORDS, POINT.v_c, POINT.U, POINT.o, "title", negatives=POINT.negatives, rows=range(len(WORDS)))
    steps = pairs(alt.split("steps of rows:")[1])
    measured = -negative_sampling.gradients(POINT.v_c, POINT.o, POINT.U, POINT.negatives).U
    assert np.abs(np.array(steps) - measured).max() <= 0.005
    assert "cross" not in alt


def test_a_walk_is_told_with_the_side_of_its_word():
    _, alt = rest(WORDS, POINT.U, (1, 10), {"cup": (0.5, 2), "drink": (1, 1)}, "title")
    assert "After 1, 10 steps: cup is a corner of the hull, and v_c is 0.5, 2.0 from its start;" in alt
    assert "drink lies inside the hull, and v_c is 1.0, 1.0 from its start." in alt


def test_the_live_plane_starts_where_the_chapters_do():
    script = (files("skipgram_lib.classroom") / "live" / "plane.html").read_text(encoding="utf-8")
    named = json.loads(re.search(r"const words = (\[.*\])", script)[1].replace("'", '"'))
    o, at = re.search(r"o: (\d+), at: (\[\[.*\]\])", script).groups()
    assert (tuple(named), int(o)) == (WORDS, POINT.o)
    assert np.array_equal(json.loads(at), [*POINT.U, POINT.v_c])


def test_the_live_shares_start_where_the_chapters_do():
    script = (files("skipgram_lib.classroom") / "live" / "share.html").read_text(encoding="utf-8")
    named, o, v_c = re.search(r"const words = (\[.*?\]), o = (\d+), first = (\[.*?\])", script).groups()
    assert (tuple(json.loads(named.replace("'", '"'))), int(o)) == (WORDS, POINT.o)
    assert np.array_equal(json.loads(v_c), POINT.v_c)
    assert np.array_equal(json.loads(re.search(r"const U = (\[\[.*\]\])", script)[1]), POINT.U)


def test_drink_never_leads_and_every_other_word_can():
    """What the start invites the reader to try."""
    at = np.stack(np.meshgrid(*[np.linspace(-3, 3, 61)] * 2), axis=-1).reshape(-1, 2)
    assert {WORDS[w] for w in (at[np.any(at != 0, axis=1)] @ POINT.U.T).argmax(axis=1)} == set(WORDS) - {"drink"}


def test_a_diamond_covers_as_much_as_a_disc_of_the_same_share():
    U = np.array(POINT.U)
    U[0] = U[POINT.o]
    fig, _ = plane(WORDS, POINT.v_c, U, POINT.o, "title", centre=False)
    disc, diamond = (fig.axes[0].collections[w].get_sizes()[0] for w in (0, POINT.o))
    assert diamond == pytest.approx(disc * np.pi / 4)  # matplotlib: a diamond of size s covers s, a disc s·π/4


def test_the_name_of_an_inside_row_stands_away_from_the_nearer_side_of_the_hull():
    U = np.array(POINT.U)
    for height, side in ((0.4, "top"), (-0.4, "bottom")):  # near the upper side: below its dot
        U[WORDS.index("drink")] = 0.1, height
        fig, _ = plane(WORDS, POINT.v_c, U, POINT.o, "title")
        assert next(text for text in fig.axes[0].texts if text.get_text() == "drink").get_va() == side


def test_a_step_that_is_too_short_to_see_is_not_drawn_at_the_tip():
    assert "again at the tip" in plane(WORDS, POINT.v_c, POINT.U, POINT.o, "title")[1]
    assert "again at the tip" not in plane(WORDS, 20 * POINT.U[POINT.o], POINT.U, POINT.o, "title")[1]
