"""A verdict follows from claimed, measured and bound alone, and its report repeats no digit that rounding moved."""

import dataclasses

import numpy as np
import pytest

from skipgram_lib import GradientError, check_gradient

x = np.array([0.5, -1.0, 2.0])
f = lambda x: (x**3).sum()
slope = lambda x: 3 * x**2
right = slope(x)
good = check_gradient(f, x, right, "dJ/dx")
second = np.array([0, 1, 0])
nan, inf = np.nan, np.inf

VERDICTS = [  # claimed, measured, bound, scale; then ratio and verdict
    ([1.0, 2.0], [1.0, 2.0], [1e-3, 1e-3], 2, [0, 0], "agrees"),
    ([1.0, 2.0], [1.0, 2.5], [0.5, 0.5], 2, [0, 1], "agrees"),
    ([1.0, 2.0], [1.0, 2.5], [0.5, 0.25], 2, [0, 2], "disagrees"),
    ([1.0, 2.0], [1.0, 2.0], [1e-3, 1.0], 2, [0, 0], "inconclusive"),
    ([1.0, 9.0], [1.0, 2.0], [inf, 1.0], 9, [0, 7], "disagrees"),
    ([7.0, 2.0], [0.0, 2.0], [inf, 1e-9], 7, [0, 0], "inconclusive"),
    ([0.0, 1.0], [0.0, 1.0], [0.0, 0.0], 1, [0, 0], "agrees"),
    ([1.0, 2.0], [1.5, 2.0], [0.0, 1e-9], 2, [inf, 0], "disagrees"),
    ([nan, 2.0], [1.0, 2.0], [1e-9, 1e-9], 2, [nan, 0], "disagrees"),
    ([nan, nan], [1.0, 2.0], [inf, inf], 2, [nan, nan], "disagrees"),
    ([inf, 2.0], [1.0, 2.0], [1e-9, 1e-9], 2, [inf, 0], "disagrees"),
    ([0.0, 0.0], [1e-9, 0.0], [1e-8, 1e-8], 1, [0.1, 0], "agrees"),
    ([0.0, 0.0], [1e-9, 0.0], [1e-8, 1e-8], 1e-9, [0.1, 0], "inconclusive"),
]


@pytest.mark.parametrize(("claimed", "measured", "bound", "scale", "ratio", "verdict"), VERDICTS)
def test_verdict_ratio_worst_and_resolution(claimed, measured, bound, scale, ratio, verdict):
    tables = {"claimed": claimed, "measured": measured, "bound": bound}
    check = dataclasses.replace(good, **{name: np.array(table) for name, table in tables.items()}, scale=scale)
    np.testing.assert_allclose(check.ratio, ratio)
    assert check.verdict == verdict
    assert bool(check) is (verdict == "agrees")
    assert check.resolution == 2 * max(bound)
    assert check.worst == (int(np.argmax(ratio)),)  # argmax, too, puts NaN first
    assert f" {verdict}: " in str(check)
    assert f">{verdict}</strong>" in check._repr_html_()
    if verdict == "agrees":
        assert check.raise_if_wrong() is None
    else:
        with pytest.raises(GradientError, match=verdict):
            check.raise_if_wrong()


def test_a_check_is_frozen_its_name_escaped_and_its_error_an_assertion():
    assert issubclass(GradientError, AssertionError)
    with pytest.raises(dataclasses.FrozenInstanceError):
        good.claimed = x
    assert good.claimed.shape == good.measured.shape == good.bound.shape == x.shape
    assert "<code>&lt;b&gt;</code>" in dataclasses.replace(good, name="<b>")._repr_html_()


@pytest.mark.parametrize("entry", [0, 1, 2, ...])
@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_what_is_not_finite_never_passes(entry, value):
    claimed = right.copy()
    claimed[entry] = value
    check = check_gradient(f, x, claimed)
    assert (check.verdict, check.worst) == ("disagrees", (0 if entry is ... else entry,))
    assert check_gradient(f, x, claimed, scale=1e9).verdict == "disagrees"
    assert "claimed is not finite" in check.diagnosis


@pytest.mark.parametrize("error", [1e-9, -1e-6, 1e-3, 1])
@pytest.mark.parametrize("factor", [1.0, 1e-150, 1e-6, 1e30])
def test_a_wrong_entry_is_seen_at_every_size_of_the_loss(error, factor):
    assert check_gradient(lambda x: factor * f(x), x, factor * right)
    wrong = check_gradient(lambda x: factor * f(x), x, factor * (right + error * second))
    assert (wrong.verdict, wrong.worst) == ("disagrees", (1,))


ZERO = lambda x: np.sin(x[0]) ** 2 + np.cos(x[0]) ** 2


@pytest.mark.parametrize(
    ("claimed", "scale", "verdict"),
    [(0, 1.0, "agrees"), (0, 1e-6, "agrees"), (0, None, "inconclusive"), (0, 1e-19, "inconclusive")]
    + [(1e-3, scale, "disagrees") for scale in (1.0, None)],
)
def test_a_gradient_that_is_zero_by_theorem_needs_a_scale(claimed, scale, verdict):
    assert check_gradient(ZERO, [1.0], [claimed], scale=scale).verdict == verdict
    assert "this point shows nothing" in str(check_gradient(lambda x: 3.0, x, 0 * x))


def test_a_kink_does_not_pass_beside_large_entries():
    kinked = lambda x: abs(x[0]) + 1e6 * x[1]
    for middle in (0, 1, -1, 0.3):
        assert check_gradient(kinked, [0, 1], [middle, 1e6]).verdict == "inconclusive"
    assert "kink" in str(check_gradient(kinked, [0, 1], [0, 1e6]))
    assert check_gradient(kinked, [0, 1], [0, 2e6]).verdict == "disagrees"


@pytest.mark.parametrize("claimed", [right, 1.5 * right, right + 1e-9 * second], ids=["right", "factor", "one entry"])
def test_noise_moves_no_letter_of_a_report(claimed):
    def check(phase):
        noisy = lambda x: f(x) + 1e-15 * np.sin(phase + 1e9 * x.sum())  # of the size of rounding
        return check_gradient(noisy, x, claimed, "dJ/dx")

    checks = [check(phase) for phase in range(10)]
    assert len({str(check) for check in checks}) == 1
    assert len({check.measured.tobytes() for check in checks}) > 1


def test_of_equal_gaps_the_first_is_named_whatever_the_noise():
    for wiggle in np.random.default_rng(0).uniform(-1e-12, 1e-12, (20, 3)):
        check = dataclasses.replace(good, claimed=right + 1, measured=right + wiggle, bound=np.full(3, 1e-12))
        assert "3 of 3 entries off, most at [0]:" in str(check)


def test_as_many_digits_are_shown_as_tell_two_numbers_apart():
    assert "claimed 0.750001, measured 0.75." in str(check_gradient(f, x, right + 7e-7 * (x == 0.5)))
    assert "claimed 0.751, measured 0.75." in str(check_gradient(f, x, right + 1e-3 * (x == 0.5)))


def test_a_claimed_float32_is_judged_and_named_as_float32():
    check = check_gradient(f, x, right.astype(np.float32) * np.float32(1 + 2**-22))
    assert check
    assert "claimed is float32" in str(check)
    assert 1e-7 < check.resolution / check.scale < 1e-4
    assert check_gradient(f, x, np.float32(right) * np.float32(1 + 2**-14)).verdict == "disagrees"
    assert "float32" not in str(good)


def test_a_claimed_function_brings_its_own_rounding():
    cancelling = lambda x: (slope(x) / 7 + 1e8 - 1e8) * 7  # right to 1e-7
    assert check_gradient(f, x, slope).bound.max() < 1e-9
    assert check_gradient(f, x, cancelling(x)).verdict == "disagrees"
    assert 1e-9 < check_gradient(f, x, cancelling).bound.max() < 1e-6
    assert check_gradient(f, x, cancelling)
    assert check_gradient(f, x, lambda x: 1.001 * cancelling(x)).verdict == "disagrees"
    assert check_gradient(f, x, lambda x: [float(v) for v in right])  # refuses numbers with bounds: an array like any


def test_ingredients_and_vectorized_change_no_verdict():
    batch = check_gradient(lambda x: (x**3).sum(axis=-1), x, right, ingredients={"v_c": x}, vectorized=True)
    assert (batch.verdict, batch.evaluations) == ("agrees", good.evaluations)
    named = check_gradient(f, x, right + 2 * x, ingredients={"v_c": x})
    assert (named.verdict, named.diagnosis) == ("disagrees", "off by exactly +2 · v_c")
