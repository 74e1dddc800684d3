"""Along random directions: faults in single entries are caught and located, right gradients are left alone."""

import math
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import numpy as np
import pytest

from skipgram_lib import GradientError, naive_softmax, negative_sampling
from skipgram_lib.gradcheck import check_directions
from skipgram_lib.gradcheck.along import bands
from skipgram_lib.gradcheck.halving import LOCATED

LOSS_SCALES = (1e-6, 1.0, 1e4)


class Problem:
    """One loss as a function of U, with its gradient; some rows of U, and of v_c, are zero."""

    def __init__(self, seed, V=30, d=7, scale=1.0, module=None):
        rng = np.random.default_rng(seed)
        v_c, self.x, o = rng.normal(size=d), rng.normal(size=(V, d)) * 10.0 ** rng.integers(-3, 1), int(rng.integers(V))
        v_c[rng.integers(d)] = 0
        self.x[rng.integers(V, size=3)] = 0
        module = module or (naive_softmax, negative_sampling)[seed % 2]
        k = int(rng.integers(V))
        words = (o,) if module is naive_softmax else (o, [k, k, o, *rng.integers(V, size=5)])
        self.f = lambda U: scale * module.loss(v_c, words[0], U, *words[1:])
        self.gradient = scale * module.gradients(v_c, words[0], self.x, *words[1:]).U

    def check(self, claimed=None, **options):
        return check_directions(self.f, self.x, self.gradient if claimed is None else claimed, **options)

    def spoiled(self, index, factor):
        claimed = self.gradient.copy()
        claimed[index] *= factor
        return claimed

    def largest(self):
        return tuple(int(i) for i in np.unravel_index(np.argmax(abs(self.gradient)), self.gradient.shape))


class Backwards(Executor):
    """Does the work of `map` in reverse."""

    def map(self, work, *pieces):
        done = [work(*piece) for piece in reversed(list(zip(*pieces, strict=True)))]
        return reversed(done)

    def submit(self, work, *pieces):
        future = Future()
        future.set_result(work(*pieces))
        return future


cubes = lambda x: (x**3).sum(axis=-1)
x = np.array([0.5, -1.0, 2.0, 3.0])
slope = 3 * x**2


def same(one, other):
    tables = ("claimed", "measured", "bound", "band_of", "sizes")
    assert all(np.array_equal(getattr(one, table), getattr(other, table)) for table in tables)
    assert (one.located, one.mistake, str(one)) == (other.located, other.mistake, str(other))


def test_verdict_and_report():
    check = check_directions(cubes, x, slope, name="dJ/dx")
    assert check.verdict == "agrees"
    assert check
    assert check.raise_if_wrong() is None
    assert check.claimed.shape == check.measured.shape == check.bound.shape == check.ratio.shape
    assert (np.abs(check.ratio) <= 1).all()
    assert 0 < check.resolution < 1e-9
    assert str(check) == (
        f"dJ/dx agrees: {check.claimed.size} directions within bounds; a relative fault of 1e-6 is certain to show in "
        "all of 4 entries; faults that cancel are missed with 2^-4 at most."
    )
    wrong = check_directions(cubes, x, slope * [1, 1, 1 + 1e-6, 1])
    assert str(wrong) == "gradient disagrees: 4 of 8 directions off; faulty entries: [2]. The relative gap is 1e-6."
    with pytest.raises(GradientError, match="disagrees"):
        wrong.raise_if_wrong()


@pytest.mark.parametrize("scale", LOSS_SCALES)
def test_no_false_alarm(scale):
    verdicts = [Problem(seed, scale=scale).check(seed=seed).verdict for seed in range(60)]
    assert verdicts == ["agrees"] * 60


@pytest.mark.parametrize("scale", LOSS_SCALES)
@pytest.mark.parametrize("module", [naive_softmax, negative_sampling])
def test_one_entry_off_by_a_millionth_is_caught_and_located(module, scale):
    for seed in range(10):
        problem = Problem(seed, scale=scale, module=module)
        at = problem.largest()
        check = problem.check(problem.spoiled(at, 1 + 1e-6))
        assert (check.verdict, check.located) == ("disagrees", (at,))


def test_a_fault_is_certain_to_show_in_every_visible_entry():
    problem, rng = Problem(0, 60, 20), np.random.default_rng(0)
    check = problem.check()
    for size in (1e-8, 1e-6, 1e-3):
        visible = np.array([check_visible(check, i, size) for i in range(check.sizes.size)])
        assert check.visible(size) == pytest.approx(visible.mean())
        for i in rng.choice(np.flatnonzero(visible), 70):
            at = np.unravel_index(i, problem.x.shape)
            assert problem.check(problem.spoiled(at, 1 + size), directions=1).verdict == "disagrees"
    assert check.visible(1e-300) == 0
    assert 0 < check.visible(1e-7) < check.visible(1e-6) < 1  # rows of zero, and columns, never show


def check_visible(check, i, size):
    bound = check.bound.reshape(-1, check.directions).min(axis=1)[check.band_of.flat[i]]
    return size * check.sizes.flat[i] > 2 * bound


def test_a_sign_flip_is_located_up_to_a_limit():
    problem = Problem(1)
    check = problem.check(-problem.gradient)
    assert check.verdict == "disagrees"
    assert len(set(check.located)) == LOCATED
    assert all(problem.gradient[at] != 0 for at in check.located)
    assert {(0,), (1,), (2,), (3,)} == set(check_directions(cubes, x, -slope).located)


def test_several_faults_are_located_together():
    problem = Problem(0, 60, 20, module=naive_softmax)
    order = np.argsort(-abs(problem.gradient).ravel())
    faults = np.unravel_index(order[[0, 5, 40, 200, 600]], problem.x.shape)
    check = problem.check(problem.spoiled(faults, 1.01))
    assert set(check.located) == set(zip(*(part.tolist() for part in faults), strict=True))


@pytest.mark.parametrize("directions", [1, 2, 3])
def test_a_cancelling_pair_is_missed_as_often_as_stated_at_most(directions):
    linear, ones, trials, missed = lambda x: x.sum(), np.ones(2), 200, 0
    for seed in range(trials):
        options = {"directions": directions, "seed": seed}
        fault = check_directions(linear, ones, ones, **options).resolution  # alone, it is just certain to show
        pair = ones + fault * np.array([1, -1])
        missed += check_directions(linear, ones, pair, **options).verdict == "agrees"
    expected = trials * 2.0**-directions
    assert 0 < missed <= expected + 3 * math.sqrt(expected)


def test_bands_hold_entries_of_similar_size_and_none_is_empty():
    claimed = np.array([1.0, -0.07, 0.06, 1e-3, 1e-30, 0.0, np.nan, np.inf])
    assert bands(claimed).tolist() == [0, 0, 1, 2, 3, 3, 3, 3]
    assert bands(np.zeros(3)).tolist() == [0, 0, 0]
    check = check_directions(lambda x: (x * claimed[:5]).sum(), np.ones(5), claimed[:5])
    assert check.claimed.size == check.directions * 4
    assert check


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("entry", [0, 3, ...])
def test_what_is_not_finite_never_passes(value, entry):
    claimed = slope.copy()
    claimed[entry] = value
    check = check_directions(cubes, x, claimed)
    assert check.verdict == "disagrees"
    assert check.located == (((0,), (1,), (2,), (3,)) if entry is ... else ((entry,),))
    assert check.visible(1e-6) < 1
    for doubtful in (lambda x: np.nan, lambda x: (np.multiply(x, 2, out=x) ** 2).sum()):
        assert not check_directions(doubtful, x, claimed)


def test_a_gradient_of_zeros():
    assert check_directions(cubes, x, 0 * slope).verdict == "disagrees"
    assert check_directions(lambda x: 3.0, x, 0 * slope).verdict == "inconclusive"
    assert "as large as the slopes" in str(check_directions(lambda x: 3.0, x, 0 * slope))


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
