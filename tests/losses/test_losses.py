"""Both losses and their gradients are the document's closed forms, to the last digits that their dot products leave."""

import pathlib
from importlib import import_module

import numpy as np
import pytest
from autograd import grad
from autograd import numpy as anp
from closed_forms import EPS, OF, TINY, floats, lost, spread

from skipgram_lib import losses
from skipgram_lib.gradcheck import complex_step
from skipgram_lib.gradcheck.slopes.rounding import Rounded
from skipgram_lib.losses import LOSSES

V, d = 6, 4
WORDS = {True: [(2, draw) for draw in ([1, 4, 5], [4, 2, 4, 2, 4], [])], False: [(2,)]}  # repeats, o drawn, K = 0
CASES = [(name, words) for name, record in LOSSES.items() for words in WORDS[record.draws]]
every = pytest.mark.parametrize(("name", "words"), CASES, ids=str)
every_loss = pytest.mark.parametrize("name", LOSSES)


def with_draw(name, o, *draw):
    """What a loss is called with after v_c and U: o, and the draw if it draws."""
    return (o, *draw) if LOSSES[name].draws else (o,)


def test_every_file_with_a_loss_is_registered_and_has_a_closed_form():
    """A loss is its file, its record in LOSSES, and its closed form in tests/closed_forms.py."""
    files = {path.stem for path in pathlib.Path(losses.__file__).parent.glob("*.py")}
    with_loss = {stem for stem in files if hasattr(import_module(f"skipgram_lib.losses.{stem}"), "loss")}
    assert with_loss == set(LOSSES), "register each loss in losses/__init__.py"
    assert set(LOSSES) <= set(OF), "give each loss its closed form in tests/closed_forms.py"
    assert set(OF) <= set(LOSSES), "tests/closed_forms.py has the closed form of a loss that is not registered"
    for name, record in LOSSES.items():
        module = import_module(f"skipgram_lib.losses.{name}")
        assert record[:3] == (module.loss, module.gradients, module.batch)


def random_vectors(seed, scale=1.0):
    rng = np.random.default_rng(seed)
    return scale * rng.normal(size=d), rng.normal(size=(V, d))


def call(function, v_c, U, words):
    return function(v_c, words[0], U, *words[1:])


def assert_near(found, expected, sizes, part):
    """Equal up to a part of the size of what was added up; below TINY an ulp no longer shrinks."""
    for f, e, size in zip(found, expected, sizes, strict=True):
        assert (abs(f - floats(e)) <= part * (floats(size) + TINY)).all()


def assert_exact(name, v_c, U, words, dots=True):
    J, rows, delta = OF[name](v_c, U, *words)
    weight, part = abs(floats(delta)) + TINY, lost(v_c, U, rows, dots)
    assert_near([call(LOSSES[name].loss, v_c, U, words)], [J], [J + weight.sum()], part)
    sizes = spread(weight, rows, abs(v_c), abs(U))
    assert_near(call(LOSSES[name].gradients, v_c, U, words), spread(delta, rows, v_c, U), sizes, part)


@every
@pytest.mark.parametrize("scale", [1e-3, 1, 30, 1000])
def test_closed_forms_at_random_vectors(name, words, scale):
    for seed in range(5):
        assert_exact(name, *random_vectors(seed, scale), words)


@every_loss
@pytest.mark.parametrize("gap", [0, 5e-324, 1, 37, 40, 100, 300, 700, 740, 745, 800, 1e300])
@pytest.mark.parametrize("o", [0, 1])
@pytest.mark.parametrize("draw", [[], [1, 1, 0]], ids=str)
def test_closed_forms_at_exact_scores(name, gap, o, draw):
    v_c, U = np.array([1.0]), np.array([[0.0], [-gap], [-gap]])
    for matrix in (U, -U):
        assert_exact(name, v_c, matrix, with_draw(name, o, draw), dots=False)


@every_loss
def test_a_nearly_certain_prediction_keeps_its_digits(name):
    v_c, U = np.array([1.0]), np.array([[40.0], [0.0]])  # 1 − ŷ_o = 4e-18, far below an eps of 1
    words = with_draw(name, 0, [])
    J, _, delta = OF[name](v_c, U, *words)
    assert call(LOSSES[name].loss, v_c, U, words) == pytest.approx(float(J), rel=4 * EPS, abs=0)
    assert call(LOSSES[name].gradients, v_c, U, words).U[0, 0] == pytest.approx(float(delta[0]), rel=4 * EPS, abs=0)


@every_loss
@pytest.mark.parametrize(("U", "draw"), [([[800], [-800]], []), ([[800], [-800]], [1, 1]), ([[800]], [])])
def test_certainty_costs_nothing_and_not_minus_nothing(name, U, draw):
    cost = call(LOSSES[name].loss, [1], U, with_draw(name, 0, draw))
    assert cost == 0
    assert not np.signbit(cost)


TEXTBOOK = {  # as a page would write it, for autograd
    "naive_softmax": lambda z, o: -anp.log(anp.exp(z[o]) / anp.sum(anp.exp(z))),
    "negative_sampling": lambda z, o, draw: anp.log(1 + anp.exp(-z[o])) + sum(anp.log(1 + anp.exp(z[k])) for k in draw),
}


@pytest.mark.parametrize(("name", "words"), [case for case in CASES if case[0] in TEXTBOOK], ids=str)
def test_autograd_finds_the_same_gradients(name, words):
    J = lambda v_c, U: TEXTBOOK[name](anp.dot(U, v_c), *words)
    for seed in range(25):
        v_c, U = random_vectors(seed)
        _, rows, _ = OF[name](v_c, U, *words)
        sizes = spread(np.ones(len(rows)), rows, abs(v_c), abs(U))  # 1, not |δ|: its ŷ − 1 knows an eps of 1
        assert_near(call(LOSSES[name].gradients, v_c, U, words), grad(J, (0, 1))(v_c, U), sizes, lost(v_c, U, rows))


@every
def test_the_complex_step_finds_the_same_gradients(name, words):
    v_c, U = random_vectors(0, scale=10)
    _, rows, delta = OF[name](v_c, U, *words)
    slopes = [complex_step(lambda x: call(LOSSES[name].loss, x, U, words), v_c)]
    slopes += [complex_step(lambda x: call(LOSSES[name].loss, v_c, x, words), U)]
    sizes = spread(abs(delta), rows, abs(v_c), abs(U))
    assert_near(
        call(LOSSES[name].gradients, v_c, U, words), slopes, sizes, 2 * lost(v_c, U, rows)
    )  # both of them round


@every
def test_numbers_that_carry_a_bound_pass_through(name, words):
    v_c, U = random_vectors(0, scale=10)
    J, rows, delta = OF[name](v_c, U, *words)
    carried = [np.vectorize(Rounded, otypes=[object])(x) for x in (v_c, U)]
    found = [call(LOSSES[name].loss, *carried, words), *call(LOSSES[name].gradients, *carried, words).v_c]
    exact = floats([J, *spread(delta, rows, v_c, U)[0]])
    sizes = floats([J + sum(abs(delta)), *spread(abs(delta), rows, abs(v_c), abs(U))[0]])
    for f, e, size in zip(found, exact, sizes, strict=True):
        assert abs(f.value - e) <= f.bound <= lost(v_c, U, rows) * size
