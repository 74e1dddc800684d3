"""Lines of one's own, true, false and undecidable: no identity "differs", nothing false is "equal"."""

import copy
import math
from fractions import Fraction

import numpy as np
import pytest

from skipgram_lib.derivation import Line, all_lines, exact
from skipgram_lib.derivation.clock import Clock
from skipgram_lib.derivation.slopes import slope

P, Q, TENTH = Clock(0).p, Clock(0).q, Fraction(1, 10)


def line(f, side, of="v_c"):
    """The slope of f in one vector of the point is claimed to be `side`."""
    return Line("L1", "", "", "added", "added", target=lambda p: (f, getattr(p, of)), corrected=side)


def fact(left, right):
    return Line("L1", "", "", "added", "definition", facts=lambda p: [(left, right, p.v_c)])


def examine(f, side, of="v_c"):
    return exact.examine(line(f, side, of), "corrected")


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def ones(p):
    return 0 * p.v_c + 1


def total(x):
    return x.sum()


def swallows(p):
    try:
        return np.exp(np.exp(p.v_c))
    except ArithmeticError:
        return ones(p)


IDENTITIES = {
    "a negative power": (lambda x: (x**-2.0).sum(), lambda p: -2 / p.v_c**3),
    "exp(3z) is exp(z)³": (lambda x: np.exp(3 * x).sum(), lambda p: 3 * np.exp(p.v_c) ** 3),
    "exp(a) exp(−a)": (lambda x: (np.exp(x) * np.exp(-x)).sum(), lambda p: 0 * p.v_c),
    "exponents that mix x and x²": (
        lambda x: (np.exp(x) * np.exp(x**2)).sum(),
        lambda p: (1 + 2 * p.v_c) * np.exp(p.v_c + p.v_c**2),
    ),
    "an exponent multiplied out": (
        lambda x: np.exp((x[0] + x[1]) * (x[2] - x[3])),
        lambda p: (
            np.exp(p.v_c[:2].sum() * p.v_c[2] - p.v_c[:2].sum() * p.v_c[3])
            * np.r_[[p.v_c[2] - p.v_c[3]] * 2, p.v_c[:2].sum(), -p.v_c[:2].sum()]
        ),
    ),
    "a constant in an exponent": (lambda x: np.exp(x + 1).sum(), lambda p: np.exp(p.v_c) * np.exp(0 * p.v_c + 1)),
    "log1p": (lambda x: np.log1p(np.exp(x)).sum(), lambda p: sigmoid(p.v_c)),
    "log of exp": (lambda x: np.log(np.exp(x)).sum(), ones),
    "log of a product": (lambda x: np.log(x * x).sum(), lambda p: 2 / p.v_c),
    "2 log 2 is log 4": (lambda x: (2 * np.log(2 + 0 * x) * x).sum(), lambda p: np.log(4 + 0 * p.v_c)),
    "σ(x) + σ(−x)": (lambda x: (sigmoid(x) + sigmoid(-x)).sum(), lambda p: 0 * p.v_c),
    "tanh is 2 σ(2x) − 1": (
        lambda x: ((np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))).sum(),
        lambda p: 4 * sigmoid(2 * p.v_c) * sigmoid(-2 * p.v_c),
    ),
    "the largest taken out": (
        lambda x: x.max() + np.log(np.exp(x - x.max()).sum()),
        lambda p: np.exp(p.v_c) / np.exp(p.v_c).sum(),
    ),
    "partial fractions": (lambda x: (1 / (x * (x + 1))).sum(), lambda p: 1 / (p.v_c + 1) ** 2 - 1 / p.v_c**2),
    "a mean of three": (lambda x: x[:3].mean(), lambda p: np.array([Fraction(1, 3)] * 3 + [0])),
    "whole numbers": (lambda x: x @ (np.arange(4) * [1, False, 1, True]), lambda p: np.array([0, 0, 2, 3])),
    "abs, both signs": (lambda x: abs(x).sum(), lambda p: np.where(p.v_c < 0, -1, 1)),
    "relu": (lambda x: np.maximum(x, 0).sum(), lambda p: (p.v_c > 0).astype(int)),
    "a branch in Python": (lambda x: sum(e if e > 0 else 2 * e for e in x), lambda p: 2 - (p.v_c > 0)),
    "Σ exp(u·u)": (lambda U: np.exp(U @ U.T).sum(), lambda p: 2 * np.exp(p.U @ p.U.T) @ p.U, "U"),
    "1/10 + 2/10 is 3/10": (total, lambda p: 1 + abs(p.v_c * TENTH + p.v_c * (2 * TENTH) - p.v_c * (3 * TENTH))),
    "a constant function": (lambda x: 5, lambda p: 0 * p.v_c),
    "writes into its argument": (lambda x: x.__setitem__(0, 0) or (x * x).sum(), lambda p: 2 * p.v_c * [0, 1, 1, 1]),
}  # fmt: skip
FALSE = {
    "a tiny constant": (total, lambda p: ones(p) + 2.0**-60),
    "exp(2z) is not 2 exp(z)": (lambda x: np.exp(2 * x).sum(), lambda p: 4 * np.exp(p.v_c)),
    "exp(a + b) is no sum": (lambda x: np.exp(x.sum()), lambda p: np.exp(p.v_c)),
    "ab + cd is not ad + cb": (lambda x: np.exp(x[::2] @ x[1::2]) - np.exp(x[::2] @ x[3::-2]), lambda p: 0 * p.v_c),
    "one entry of one branch": (lambda U: abs(U).sum(), lambda p: 1 - 2 * (p.U < 0) * (np.eye(6, 4, -3) == 0), "U"),
    "where x₀ > x₁": (total, lambda p: ones(p) * (2 if p.v_c[0] > p.v_c[1] else 1)),
    "true at v_c = 0 alone": (lambda x: np.exp(x).sum(), lambda p: 1 + p.v_c),
    "a power that Fermat would fold": (lambda x: (x**4).sum(), lambda p: 4 * p.v_c**4),
}  # fmt: skip
UNDECIDABLE = {  # whatever may be claimed of these, nothing is said
    "0.1": (lambda x: (0.1 * x).sum() * 3, lambda p: 0 * p.v_c + 0.3),
    "1e-3": (total, lambda p: ones(p) + 1e-3),
    "float32": (lambda x: (np.float32(0.1) * x).sum(), lambda p: 0 * p.v_c + np.float32(0.1)),
    "a constant that is 0 on the clock": (lambda x: (P * x).sum(), lambda p: 0 * p.v_c),
    "an exponent that is 0 on the clock": (lambda x: np.exp(Q * x).sum(), lambda p: 0 * p.v_c),
    "half an exponent, 0.5": (lambda x: np.exp(0.5 * x).sum(), lambda p: 0 * p.v_c),
    "a float beside its Fraction": (lambda x: (Fraction(819, 8192) * x).sum(), lambda p: 0 * p.v_c + 819 / 8192),
    "half an exponent": (lambda x: np.exp(x / 2).sum(), lambda p: np.exp(p.v_c / 2) / 2),
    "a huge exponent": (lambda x: np.exp(2**70 * x).sum(), lambda p: 2**70 * np.exp(2**70 * p.v_c)),
    "an exp of an exp": (lambda x: np.exp(np.exp(x)).sum(), ones),
    "an exp of an exp, swallowed": (total, swallows),
    "the value of a log": (lambda x: np.log(x * x).sum(), lambda p: np.log(p.v_c**2)),
    "the log of a negative": (lambda x: np.log(x).sum(), lambda p: 1 / p.v_c),
    "0 · log 0": (total, lambda p: ones(p) + 0 * np.log(0 * p.v_c)),
    "division by a hidden 0": (total, lambda p: 1 / (np.exp(2 * p.v_c) - np.exp(p.v_c) ** 2)),
    "division by (x + 1)² − x² − 2x − 1": (total, lambda p: 1 / ((p.v_c + 1) ** 2 - p.v_c**2 - 2 * p.v_c - 1)),
    "NaN": (total, lambda p: p.v_c * math.nan),
    "a branch that no visit takes": (total, lambda p: p.v_c**2 if p.v_c[0] > 50 else ones(p)),
    "a branch where two are equal": (total, lambda p: ones(p) * (3 if p.v_c[0] == p.v_c[1] else 1)),
    "a chain": (total, lambda p: ones(p) * (7 if p.v_c[3] > p.v_c[0] > 9 * p.v_c[1] > 99 * p.v_c[2] > 0 else 1)),
    "a clip": (lambda x: np.clip(x, -100, 100).sum(), ones),
    "a sign lost in rounding": (lambda x: abs(x).sum(), lambda p: np.where(p.v_c * 2.0**-70 + 1 - 1 > 0, 1, -1)),
    "writes into its point": (total, lambda p: p.v_c.__setitem__(0, 1) or ones(p)),
    "looks at the type": (total, lambda p: ones(p) * (1 if p.v_c.dtype == object else 1 + 1e-7)),
    "a loss that looks at the type": (lambda x: (2 if x.dtype == object else 1) * x.sum(), lambda p: 2 * ones(p)),
    "numbers of another clock": (total, lambda p: ones(p) * Clock(5).letters(np.ones(4))),
    "a copy of the numbers": (total, lambda p: copy.deepcopy(p.v_c) * 0 + 1),
    "random words": (total, lambda p: 0 * p.v_c + next(COUNTER)),
    "raises": (lambda x: 1 / 0, ones),
}  # fmt: skip
COUNTER = iter(range(1, 10**6))
FACTS = {
    "log 6 = log 2 + log 3": (lambda x: np.log(6 + 0 * x), lambda x: np.log(2 + 0 * x) + np.log(3 + 0 * x), "equal"),
    "log exp x = x": (lambda x: np.log(np.exp(x)), lambda x: x, "equal"),
    "logit": (lambda x: np.log(sigmoid(x)) - np.log(1 - sigmoid(x)), lambda x: x, "equal"),
    "log 2 = log 3": (lambda x: np.log(2 + 0 * x), lambda x: np.log(3 + 0 * x), "differs"),
    "log(a + b)": (lambda x: np.log(2 + 0 * x) + np.log(1 + x * x), lambda x: np.log(3 + x * x), "differs"),
    "half a log, 0.5": (lambda x: 0.5 * np.log((1 + np.exp(x)) ** 2), lambda x: np.log1p(np.exp(x)), "equal"),
    "half a log": (lambda x: np.log((1 + np.exp(x)) ** 2) / 2, lambda x: np.log1p(np.exp(x)), None),
    "a branch that no visit takes": (lambda x: np.where(x > 50, 2 * x, x), lambda x: x, None),
    "|x²|, whose sign is measured": (lambda x: abs(x * x), lambda x: x * x, "equal"),
    "a log times x": (lambda x: 2 * np.log(2 + 0 * x) * x, lambda x: np.log(4 + 0 * x) * x, None),
    "looks at the type": (lambda x: x if x.dtype == object else 2 * x, lambda x: x, None),
}  # fmt: skip


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_is_equal(name):
    proof = examine(*IDENTITIES[name])
    assert proof.verdict == "equal", proof.reason


@pytest.mark.parametrize("name", FALSE)
def test_what_is_none_differs(name):
    proof = examine(*FALSE[name])
    assert proof.verdict == "differs", proof.reason


@pytest.mark.parametrize("name", UNDECIDABLE)
def test_where_it_cannot_know_it_says_nothing_and_why(name):
    proof = examine(*UNDECIDABLE[name])
    assert proof.verdict is None
    assert proof.reason


@pytest.mark.parametrize("name", FACTS)
def test_facts_may_be_of_logs(name):
    *sides, verdict = FACTS[name]
    assert exact.verdict(fact(*sides)) == verdict


def test_slopes_of_slopes_do_not_mix():
    target = lambda p: (lambda x: (x * slope(lambda y: (x * y * y).sum(), p.v_c)).sum(), p.v_c)  # Σ x · 2 x y
    nested = Line("L1", "", "", "added", "added", target=target, corrected=lambda p: 4 * p.v_c * p.v_c)
    assert exact.verdict(nested, "corrected") == "equal"


def test_a_kink_at_the_very_point_is_refused():
    target = lambda p: (lambda x: abs(x - p.v_c).sum(), p.v_c)
    kinked = Line("L1", "", "", "added", "added", target=target, corrected=ones)
    assert "very point" in exact.examine(kinked, "corrected").reason


@pytest.mark.parametrize(
    "side", [lambda p: p.v_c[:0], lambda p: p.v_c[:2], lambda p: p.v_c[None], lambda p: p.v_c[:, None], lambda p: 1]
)
def test_an_empty_or_misshaped_side_raises(side):
    with pytest.raises(ValueError, match=r"L1: .* shape \(4,\)"):
        examine(total, side)


def test_what_cannot_be_asked_raises():
    with pytest.raises(ValueError, match="at least one entry"):
        exact.verdict(
            Line("L1", "", "", "", "added", target=lambda p: (sum, p.v_c[:0]), corrected=lambda p: []), "corrected"
        )
    with pytest.raises(ValueError, match="one number"):
        examine(lambda x: x, ones)
    with pytest.raises(ValueError, match="side must be"):
        exact.verdict(all_lines()["S14"], "target")
    assert exact.verdict(all_lines()["S14"], "corrected") is None
