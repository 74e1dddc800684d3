"""What a check must do under a change whose effect is known: f scaled, entries reordered, an error added."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from skipgram_lib import check_directions, check_gradient

always = settings(derandomize=True, deadline=None, max_examples=20)


@st.composite
def problems(draw):
    """(f, x, its gradient, a generator): log Σ exp(Ax) + c·x², of one to six entries of any size from 1/16 to 16."""
    n, rng = draw(st.integers(1, 6)), np.random.default_rng(draw(st.integers(0, 10**6)))
    x = 2.0 ** rng.uniform(-4, 4, n) * rng.choice([-1, 1], n)
    A, c = rng.normal(size=(n + 2, n)) / 8, rng.uniform(1, 2, n)

    def gradient(x):
        weights = np.exp(A @ x)
        return A.T @ (weights / weights.sum()) + 2 * c * x

    return lambda x: np.log(np.exp(A @ x).sum()) + (c * x * x).sum(), x, gradient(x), rng


@always
@given(problems(), st.integers(-60, 60), st.booleans())
def test_f_times_a_power_of_two_is_the_same_check(problem, k, right):
    f, x, gradient, _ = problem
    claimed, by = gradient if right else -gradient, 2.0**k
    one, other = check_gradient(f, x, claimed), check_gradient(lambda x: by * f(x), x, by * claimed)
    assert one.verdict == other.verdict == ("agrees" if right else "disagrees")
    np.testing.assert_allclose(other.measured, by * one.measured, rtol=0, atol=by * one.resolution)
    np.testing.assert_allclose(other.bound, by * one.bound, rtol=0.5)
    assert other.diagnosis == one.diagnosis


@always
@given(problems(), st.booleans())
def test_entries_may_be_reordered(problem, right):
    f, x, gradient, rng = problem
    new = rng.permutation(x.size)
    old, claimed = np.argsort(new), gradient if right else gradient + np.eye(x.size)[0]
    one, other = check_gradient(f, x, claimed), check_gradient(lambda x: f(x[old]), x[new], claimed[new])
    assert one.verdict == other.verdict == ("agrees" if right else "disagrees")
    assert (abs(other.measured - one.measured[new]) <= other.bound + one.bound[new]).all()
    assert right or new[other.worst[0]] == one.worst[0] == 0


@always
@given(problems(), st.sampled_from([1.01, 2, 1e6]), st.sampled_from([-1, 1]))
def test_an_error_above_the_resolution_flips_the_verdict(problem, times, sign):
    f, x, gradient, _ = problem
    check = check_gradient(f, x, gradient)
    assert check
    for at in np.eye(x.size):
        assert check_gradient(f, x, gradient + sign * times * check.resolution * at).verdict == "disagrees"
        assert check_gradient(f, x, gradient + sign * check.bound * at / 1000)  # far below: none to tell from rounding


@always
@given(problems(), st.sampled_from([1.01, 2, 1e6]), st.sampled_from([-1, 1]))
def test_an_error_that_is_certain_to_show_flips_the_verdict_of_directions(problem, times, sign):
    f, x, gradient, rng = problem
    check, i = check_directions(f, x, gradient), rng.integers(x.size)
    assert check
    error = sign * np.eye(x.size)[i] * check.seen[check.band_of[i]]
    off = check_directions(f, x, gradient + times * error)
    assert off.verdict == "disagrees"
    assert check_directions(f, x, gradient + error / 1e4)
