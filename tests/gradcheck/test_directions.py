"""Along random directions: faults in single entries are caught and located, right gradients are left alone."""

import math

import numpy as np
import pytest
from along_directions import Problem, cubes, slope, x

from skipgram_lib import GradientError, naive_softmax, negative_sampling
from skipgram_lib.gradcheck import check_directions
from skipgram_lib.gradcheck.bands import bands
from skipgram_lib.gradcheck.halving import LOCATED

LOSS_SCALES = (1e-6, 1.0, 1e4)


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
