"""Sigmoid, softmax and their logarithms keep their digits at every score, and raise no alarm on the way."""

import re

import closed_forms
import numpy as np
import pytest
import scipy.special
from closed_forms import EPS, TINY, exactly, floats, log

from skipgram_lib.losses import log_sigmoid, log_softmax, sigmoid, softmax

ULPS = 4  # exp, log1p, a sum and a division, at most one ulp each

SIZES = [0, 5e-324, 2.3e-308, 1e-300, 1e-17, 1e-8, 0.1, 1, 3, 20, 36, 37, 40, 100, 300]
SIZES += [700, 708.5, 709.8, 740, 745, 745.2, 800, 1e5, 1e100, 1e300]  # exp(710) overflows, exp(−746) is 0
SCORES = np.array([sign * size for size in SIZES for sign in (1, -1)])

GAPS = [5e-324, 0.25, 1, 37, 40, 100, 300, 700, 740, 745, 800, 1e300]
EXACT_GAPS = [[7.0], [0, 0], [1e300] * 3, [-1e300, 1e300], [5e-324, -5e-324], [0, -1, -2, -40, -745, -800, -1e300]]
EXACT_GAPS += [z for gap in GAPS for z in ([0, -gap], [gap, 0], [gap, gap, 0], [0] + 5 * [-gap])]
ROUNDED_GAPS = [[1, 1e-17], [0.1, 37.3], [100 / 3, -700 / 3, 1e-9], [740.1, -0.1, 739.9], [1e16, 0.3], [1e300, 1]]


@pytest.fixture(autouse=True)
def _alarms():
    with np.errstate(over="raise", invalid="raise", divide="raise"):  # underflow to 0 is an honest answer
        yield


@exactly
def errors(found, exact):
    """|found − exact|, entry by entry, and |exact|."""
    return floats(abs(found - exact)), floats(abs(exact))


def misses(scores, found, exact):
    """The scores where more than ULPS units in the last place are lost, and how many are."""
    error, size = errors(found, exact)
    lost = error / np.spacing(size)  # np.spacing stops at 5e-324: below, a digit cannot be asked for
    return {score: ulps for score, ulps in zip(scores, lost.tolist(), strict=True) if not ulps <= ULPS}


@pytest.mark.parametrize("form", [lambda f: f, np.vectorize], ids=["array", "one by one"])
def test_sigmoid_and_its_logarithm_within_four_ulps(form):
    exact = closed_forms.sigmoid(SCORES)
    assert misses(SCORES.tolist(), form(sigmoid)(SCORES), exact) == {}
    assert misses(SCORES.tolist(), form(log_sigmoid)(SCORES), log(exact)) == {}


@pytest.mark.parametrize("z", EXACT_GAPS, ids=str)
def test_softmax_and_its_logarithm_within_four_ulps_where_gaps_are_exact(z):
    exact = closed_forms.softmax(z)
    assert misses(range(len(z)), softmax(z), exact) == {}
    assert misses(range(len(z)), log_softmax(z), log(exact)) == {}


@pytest.mark.parametrize("z", ROUNDED_GAPS, ids=str)
def test_softmax_and_its_logarithm_within_their_condition_where_gaps_round(z):
    # A gap g_w = z_w − max z, wrong by eps |g_w|, moves log ŷ_w by as much, and through the sum by eps Σ ŷ_k |g_k|.
    exact, gap = closed_forms.softmax(z), np.max(z) - z
    error, y_hat = errors(softmax(z), exact)
    moved = y_hat @ gap
    assert (error <= ULPS * EPS * y_hat * (1 + gap + moved)).all()
    error, cost = errors(log_softmax(z), log(exact))
    assert (error <= ULPS * EPS * (cost + moved)).all()


@pytest.mark.parametrize("scale", [1e-3, 1, 30, 1e3])
def test_agreement_with_scipy(scale):
    z = np.random.default_rng(0).normal(scale=scale, size=(50, 7))
    room = {"rtol": 2 * ULPS * EPS * (1 + np.ptp(z)), "atol": TINY}  # scipy's σ is 0 where it would be subnormal
    assert np.allclose(sigmoid(z), scipy.special.expit(z), **room)
    assert np.allclose(log_sigmoid(z), scipy.special.log_expit(z), **room)
    assert np.allclose(softmax(z), scipy.special.softmax(z, axis=-1), **room)
    room["atol"] = EPS * z.shape[-1]  # scipy's log ŷ has the winner's 1 in its sum
    assert np.allclose(log_softmax(z), scipy.special.log_softmax(z, axis=-1), **room)


def test_every_leading_axis_is_its_own_problem():
    z = np.random.default_rng(0).normal(scale=100, size=(2, 3, 5))
    for function in (softmax, log_softmax):
        assert np.array_equal(function(z), [[function(row) for row in block] for block in z])


def test_the_ends_of_the_scale():
    assert sigmoid(-740.0) > 0
    assert log_sigmoid(-1e300) == -1e300
    assert softmax([0, -740])[1] > 0
    assert log_softmax([1e300, -1e300]).tolist() == [0, -2e300]
    assert not np.signbit([log_sigmoid(800.0), *log_softmax([7.0]), sigmoid(-1e300), softmax([0, -1e300])[1]]).any()


@pytest.mark.parametrize(
    ("bad", "error", "message"),
    [
        (1.0, ValueError, "z must have shape (..., V) with V >= 1; got ()"),
        ([], ValueError, "z must have shape (..., V) with V >= 1; got (0,)"),
        ([0, np.nan], ValueError, "z must be finite; z[1] is nan"),
        ([[0], [-np.inf]], ValueError, "z must be finite; z[1, 0] is -inf"),
        ([[1], [2, 3]], ValueError, "z must be rectangular"),
        (["1"], TypeError, "z must hold numbers"),
        (None, TypeError, "z must hold numbers"),
    ],
)
def test_scores_that_are_no_scores_are_refused(bad, error, message):
    for function in (softmax, log_softmax):
        with pytest.raises(error, match="^" + re.escape(message)):
            function(bad)


@pytest.mark.parametrize("bad", ["1", [None], None])
def test_sigmoid_asks_for_no_shape_but_for_numbers(bad):
    assert sigmoid([np.inf, -np.inf]).tolist() == [1, 0]
    for function in (sigmoid, log_sigmoid):
        with pytest.raises(TypeError, match=r"^x must hold numbers"):
            function(bad)
