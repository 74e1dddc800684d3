"""Along random directions: what has no slope, what the complex step cannot see, and whoever does the work."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from along_directions import Backwards, Problem, cubes, same, slope, x

from skipgram_lib.gradcheck import check_directions

random = np.random.default_rng(0)
REFUSED = {
    "samples": (lambda x: cubes(x) + 1e-9 * random.normal(), "it samples inside"),
    "edits": (lambda x: cubes(np.multiply(x, 2, out=x)), "f changed its argument"),
    "NaN at x": (lambda x: cubes(x) * np.nan, "f is nan at x itself"),
    "infinite": (lambda x: math.inf, "f is inf at x itself"),
    "kink": (lambda x: cubes(x) + abs(x - 0.5).max(), "kink"),
    "small kink": (lambda x: cubes(x) + 1e-6 * abs(x[0] - 0.5), "kink"),
    "kink of relu": (lambda x: cubes(x) + np.maximum(x - 0.5, 0).sum() - (x - 0.5).sum() / 2, "kink"),
    "not finite nearby": (lambda x: np.sqrt(x - 0.5).sum() if x.dtype == float and x[0] < 0.5 else cubes(x), "settle"),
}


@pytest.mark.parametrize(("f", "why"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_slope_is_inconclusive_and_says_why(f, why):
    at = np.full(4, 0.5)
    check = check_directions(f, at, 3 * at**2)
    assert check.verdict == "inconclusive"
    assert why in str(check)
    assert check.visible(1) == 0
    np.testing.assert_array_equal(at, 0.5)


FALLBACKS = {
    "refuses complex numbers": lambda x: sum(math.pow(entry, 3) for entry in x),
    "drops the imaginary part": lambda x: cubes(x.astype(float)),
    "abs": lambda x: (abs(x) ** 3 * np.sign(np.real(x))).sum(),
    "abs in one entry": lambda x: cubes(x[1:]) + abs(x[0]) ** 3,
    "a comparison": lambda x: cubes(np.maximum(np.real(x), -9)),
    "conjugate": lambda x: cubes(np.conj(x)),
    "not finite if complex": lambda x: cubes(x) if x.dtype == float else cubes(x) * np.nan,
}


@pytest.mark.parametrize("f", FALLBACKS.values(), ids=FALLBACKS)
def test_where_the_complex_step_is_wrong_differences_judge(f):
    at = np.array([0.5, -1.0, 2.0, 1e-4]) if "abs" not in f.__code__.co_names else abs(x)
    assert check_directions(f, at, 3 * at**2)
    wrong = check_directions(f, at, 3 * at**2 * [1, 1, 1 + 1e-6, 1])
    assert (wrong.verdict, wrong.located) == ("disagrees", ((2,),))


def test_abs_among_small_entries_does_not_pass_as_zero():
    f = lambda x: cubes(x[:2]) + 1e-5 * abs(x[2:]).sum()
    at = np.array([1.0, 2.0, 3.0, 4.0])
    assert check_directions(f, at, [3, 12, 1e-5, 1e-5])
    assert check_directions(f, at, [3, 12, 0, 0]).verdict == "disagrees"


@pytest.mark.parametrize("claimed", [slope[:3], slope[None], 1.0])
def test_a_gradient_has_the_shape_of_its_variable(claimed):
    with pytest.raises(ValueError, match=r"claimed must have shape \(4,\)"):
        check_directions(cubes, x, claimed)


@pytest.mark.parametrize(("bad", "error"), [(0, ValueError), (-1, ValueError), (2.5, TypeError), ("4", TypeError)])
def test_directions_are_a_count(bad, error):
    with pytest.raises(error, match="directions must be"):
        check_directions(cubes, x, slope, directions=bad)


def test_f_must_return_one_real_number():
    with pytest.raises(TypeError, match="f must return one real number"):
        check_directions(lambda x: x, x, slope)
    with pytest.raises(ValueError, match="x must be finite"):
        check_directions(cubes, [np.nan, 1], [1, 1])


def test_claimed_may_be_a_function_and_float32_is_judged_as_float32():
    assert check_directions(cubes, x, lambda x: 3 * x**2)
    problem = Problem(0)
    check = problem.check(problem.gradient.astype(np.float32))
    assert check
    assert "claimed is float32" in str(check)
    assert check.visible(1e-9) == 0


def test_a_seed_decides_everything():
    problem = Problem(4)
    claimed = problem.spoiled(problem.largest(), 1.001)
    for options in ({}, {"seed": 7, "directions": 2}):
        same(problem.check(claimed, **options), problem.check(claimed, **options))
    assert not np.array_equal(problem.check(seed=1).measured, problem.check(seed=2).measured)


def test_any_executor_in_any_order_gives_the_same_bits():
    problem = Problem(0, 60, 20)
    for claimed in (problem.gradient, problem.spoiled(problem.largest(), 1 + 1e-6)):
        alone = problem.check(claimed)
        same(problem.check(claimed, executor=Backwards()), alone)
        with ThreadPoolExecutor(3) as pool:
            same(problem.check(claimed, executor=pool), alone)


def test_a_vectorized_f_gives_the_same_verdicts():
    size, at = lambda x: abs(x), abs(x)
    f = lambda x: (size(x) * size(x) * size(x)).sum(axis=-1)  # by differences
    alone, batch = (check_directions(f, at, 3 * at**2, vectorized=flag) for flag in (False, True))
    same(alone, batch)
    assert check_directions(cubes, x, slope, vectorized=True)


def test_evaluations_at_a_real_size():
    problem, calls = Problem(0, 200, 30), []
    f = lambda x: calls.append(1) or problem.f(x)
    assert check_directions(f, problem.x, problem.gradient)
    assert len(calls) < 190
    before = len(calls)
    assert not check_directions(f, problem.x, problem.spoiled(problem.largest(), 1.001))
    assert len(calls) - before < 190 + 2 * math.log2(problem.x.size)


def test_a_complex_step_that_lost_a_part_accuses_nobody():
    """np.abs keeps no imaginary part; beside an offset it may be that nothing of this shows along one direction."""
    for seed in (5, 25, 55, 73):
        rng = np.random.default_rng(seed)
        x, a = 1 + np.abs(rng.normal(size=2)), 10 ** rng.uniform(-9, -1)
        f = lambda x, a=a: np.sin(x).sum() + 1e6 + a * (np.abs(x[0]) - np.abs(x[1]))
        assert check_directions(f, x, np.cos(x) + a * np.array([1, -1]), seed=seed).verdict != "disagrees"
