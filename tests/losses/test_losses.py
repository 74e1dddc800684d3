"""Both losses and their gradients are the document's closed forms, to the last digits that their dot products leave."""

import numpy as np
import pytest
from autograd import grad
from autograd import numpy as anp
from closed_forms import EPS, TINY, closed_form, floats, lost, spread

from skipgram_lib.gradcheck import complex_step
from skipgram_lib.gradcheck.slopes.rounding import Rounded
from skipgram_lib.losses import naive_softmax, negative_sampling

V, d = 6, 4
CASES = [(naive_softmax, (2,)), *((negative_sampling, (2, rows)) for rows in ([1, 4, 5], [4, 2, 4, 2, 4], []))]
both = pytest.mark.parametrize(("module", "words"), CASES, ids=["softmax", "sampling", "repeats and o", "K = 0"])


def random_vectors(seed, scale=1.0):
    rng = np.random.default_rng(seed)
    return scale * rng.normal(size=d), rng.normal(size=(V, d))


def call(function, v_c, U, words):
    return function(v_c, words[0], U, *words[1:])


def assert_near(found, expected, sizes, part):
    """Equal up to a part of the size of what was added up; below TINY an ulp no longer shrinks."""
    for f, e, size in zip(found, expected, sizes, strict=True):
        assert (abs(f - floats(e)) <= part * (floats(size) + TINY)).all()


def assert_exact(module, v_c, U, words, dots=True):
    J, rows, delta = closed_form(module, v_c, U, words)
    weight, part = abs(floats(delta)) + TINY, lost(v_c, U, rows, dots)
    assert_near([call(module.loss, v_c, U, words)], [J], [J + weight.sum()], part)
    sizes = spread(weight, rows, abs(v_c), abs(U))
    assert_near(call(module.gradients, v_c, U, words), spread(delta, rows, v_c, U), sizes, part)


@both
@pytest.mark.parametrize("scale", [1e-3, 1, 30, 1000])
def test_closed_forms_at_random_vectors(module, words, scale):
    for seed in range(5):
        assert_exact(module, *random_vectors(seed, scale), words)


@pytest.mark.parametrize("gap", [0, 5e-324, 1, 37, 40, 100, 300, 700, 740, 745, 800, 1e300])
@pytest.mark.parametrize("o", [0, 1])
def test_closed_forms_at_exact_scores(gap, o):
    v_c, U = np.array([1.0]), np.array([[0.0], [-gap], [-gap]])
    for matrix in (U, -U):
        assert_exact(naive_softmax, v_c, matrix, (o,), dots=False)
        assert_exact(negative_sampling, v_c, matrix, (o, []), dots=False)
        assert_exact(negative_sampling, v_c, matrix, (o, [1, 1, 0]), dots=False)


@pytest.mark.parametrize(("module", "words"), [(naive_softmax, (0,)), (negative_sampling, (0, []))])
def test_a_nearly_certain_prediction_keeps_its_digits(module, words):
    v_c, U, tiny = [1.0], [[40.0], [0.0]], np.exp(-40)  # 1 − ŷ_o = 4e-18, far below an eps of 1
    assert call(module.loss, v_c, U, words) == pytest.approx(tiny, rel=4 * EPS, abs=0)
    assert call(module.gradients, v_c, U, words).U[0, 0] == pytest.approx(-tiny, rel=4 * EPS, abs=0)


def test_certainty_costs_nothing_and_not_minus_nothing():
    costs = [naive_softmax.loss([1], 0, [[800], [-800]]), naive_softmax.loss([1], 0, [[3]])]
    costs += [negative_sampling.loss([1], 0, [[800], [-800]], rows) for rows in ([], [1], [1, 1])]
    assert costs == [0] * 5
    assert not np.signbit(costs).any()


@both
def test_autograd_finds_the_same_gradients(module, words):
    def J(v_c, U):
        z = anp.dot(U, v_c)
        if module is naive_softmax:
            return -anp.log(anp.exp(z[words[0]]) / anp.sum(anp.exp(z)))
        return anp.log(1 + anp.exp(-z[words[0]])) + sum(anp.log(1 + anp.exp(z[k])) for k in words[1])

    rows = np.arange(V) if module is naive_softmax else np.array([words[0], *words[1]])
    for seed in range(25):
        v_c, U = random_vectors(seed)
        sizes = spread(np.ones(len(rows)), rows, abs(v_c), abs(U))  # 1, not |δ|: its ŷ − 1 knows an eps of 1
        assert_near(call(module.gradients, v_c, U, words), grad(J, (0, 1))(v_c, U), sizes, lost(v_c, U, rows))


@both
def test_the_complex_step_finds_the_same_gradients(module, words):
    v_c, U = random_vectors(0, scale=10)
    _, rows, delta = closed_form(module, v_c, U, words)
    slopes = [complex_step(lambda x: call(module.loss, x, U, words), v_c)]
    slopes += [complex_step(lambda x: call(module.loss, v_c, x, words), U)]
    sizes = spread(abs(delta), rows, abs(v_c), abs(U))
    assert_near(call(module.gradients, v_c, U, words), slopes, sizes, 2 * lost(v_c, U, rows))  # both of them round


@both
def test_numbers_that_carry_a_bound_pass_through(module, words):
    v_c, U = random_vectors(0, scale=10)
    J, rows, delta = closed_form(module, v_c, U, words)
    carried = [np.vectorize(Rounded, otypes=[object])(x) for x in (v_c, U)]
    found = [call(module.loss, *carried, words), *call(module.gradients, *carried, words).v_c]
    exact = floats([J, *spread(delta, rows, v_c, U)[0]])
    sizes = floats([J + sum(abs(delta)), *spread(abs(delta), rows, abs(v_c), abs(U))[0]])
    for f, e, size in zip(found, exact, sizes, strict=True):
        assert abs(f.value - e) <= f.bound <= lost(v_c, U, rows) * size
