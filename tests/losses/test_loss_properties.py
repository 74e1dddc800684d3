"""What every loss must do under a change whose effect is known: words renamed, a draw doubled, vectors shifted.

All vectors hold multiples of 1/8 up to 3, so scores are exact, and what is left is the rounding of a few sums.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skipgram_lib.losses import LOSSES, log_sigmoid, log_softmax, sigmoid, softmax

ROOM = 64 * np.finfo(float).eps
always = settings(derandomize=True, deadline=None, max_examples=25)
every = pytest.mark.parametrize("record", LOSSES.values(), ids=LOSSES)
DRAWING = {name: record for name, record in LOSSES.items() if record.draws}
drawing = pytest.mark.parametrize("record", DRAWING.values(), ids=DRAWING)
eighths = st.integers(-24, 24).map(lambda n: n / 8)


@st.composite
def problems(draw):
    """v_c, o, U, negatives, and a generator for what a test changes."""
    V, d, K = draw(st.integers(2, 7)), draw(st.integers(1, 4)), draw(st.integers(0, 5))
    vectors = np.array(draw(st.lists(eighths, min_size=(V + 1) * d, max_size=(V + 1) * d))).reshape(V + 1, d)
    negatives = draw(st.lists(st.integers(0, V - 1), min_size=K, max_size=K))
    return (
        vectors[0],
        draw(st.integers(0, V - 1)),
        vectors[1:],
        negatives,
        np.random.default_rng(draw(st.integers(0, 99))),
    )


def of(record, v_c, o, U, negatives):
    """J, dJ/dv_c and dJ/dU."""
    drawn = [negatives] if record.draws else []
    return record.loss(v_c, o, U, *drawn), *record.gradients(v_c, o, U, *drawn)


def same(found, expected, room=ROOM):
    for f, e in zip(found, expected, strict=True):
        np.testing.assert_allclose(f, e, rtol=room, atol=8 * room)


@every
@always
@given(problems())
def test_words_may_be_renamed(record, problem):
    v_c, o, U, negatives, rng = problem
    new = rng.permutation(len(U))  # word new[i] is called i from now on
    J, in_v_c, in_U = of(record, v_c, o, U, negatives)
    called = np.argsort(new)
    same(of(record, v_c, called[o], U[new], called[negatives]), (J, in_v_c, in_U[new]))


@every
@always
@given(problems())
def test_axes_may_be_renamed_and_turned_round(record, problem):
    v_c, o, U, negatives, rng = problem
    axes, signs = rng.permutation(v_c.size), rng.choice([-1.0, 1.0], v_c.size)
    J, in_v_c, in_U = of(record, v_c, o, U, negatives)
    turned = lambda array: array[..., axes] * signs
    same(of(record, turned(v_c), o, turned(U), negatives), (J, turned(in_v_c), turned(in_U)))


@every
@always
@given(problems(), st.integers(-30, 30))
def test_what_one_vector_gains_the_other_may_lose(record, problem, k):
    v_c, o, U, negatives, _ = problem
    J, in_v_c, in_U = of(record, v_c, o, U, negatives)
    scaled = of(record, v_c * 2.0**k, o, U / 2.0**k, negatives)
    same((scaled[0], scaled[1] * 2.0**k, scaled[2] / 2.0**k), (J, in_v_c, in_U), room=0)  # powers of two: the same bits


@drawing
@always
@given(problems())
def test_a_draw_that_comes_twice_counts_twice(record, problem):
    v_c, o, U, negatives, rng = problem
    none, once, twice = (of(record, v_c, o, U, negatives * n) for n in range(3))
    gained = lambda more: [b - a for a, b in zip(none, more, strict=True)]
    same(gained(twice), [2 * part for part in gained(once)], 4 * ROOM)
    same(of(record, v_c, o, U, rng.permutation(negatives).astype(int)), once)


@always
@given(problems(), eighths)
def test_softmax_knows_differences_alone(problem, shift):
    v_c, o, U, _, rng = problem
    same([softmax(U + shift), log_softmax(U + shift)], [softmax(U), log_softmax(U)])
    record, moved = LOSSES["naive_softmax"], rng.integers(-24, 25, v_c.size) / 8
    same(of(record, v_c, o, U + moved, []), of(record, v_c, o, U, []))


@always
@given(st.floats(-700, 700))
def test_yes_and_no_share_what_there_is(x):
    same([sigmoid(x) + sigmoid(-x), log_sigmoid(x) - log_sigmoid(-x)], [1, x])
