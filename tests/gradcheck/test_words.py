"""What a check says: no name by luck, no number without its digits, no letter that stdout cannot print."""

import io
import sys

import numpy as np
import pytest

from skipgram_lib import check_directions, check_gradient, naive_softmax, negative_sampling
from skipgram_lib.derivation import random_point
from skipgram_lib.gradcheck import Kind
from skipgram_lib.gradcheck.verdict.words import decade

p = random_point(0, 0)
x = np.random.default_rng(0).normal(size=6)
square = lambda x: float((x**2).sum())


@pytest.mark.parametrize("hair", [1e-10, 1e-8, 1e-7, -1e-9])
@pytest.mark.parametrize("where", [..., 1, slice(2, 4)])
def test_wrong_by_a_hair_has_no_name(hair, where):
    claimed = 2 * x
    claimed[where] *= 1 + hair
    check = check_gradient(square, x, claimed)
    assert (check.verdict, check.mistake) == ("disagrees", None)


def test_short_numbers_are_no_sign_of_single_precision():
    f = lambda x: float(x.sum() + 1e-7 * x[0] ** 2)
    check = check_gradient(f, np.ones(3), np.ones(3))
    assert (check.verdict, check.mistake) == ("disagrees", None)


def test_a_factor_near_1_shows_the_digits_that_tell_it_from_1():
    assert check_gradient(square, x, 2 * x * 1.00002).diagnosis.startswith("1.00002 × the measured gradient")


def test_a_log_kept_from_zero_is_no_gradient_of_the_log():
    eps = 1e-5
    f = lambda u: float(-np.log(np.exp(-naive_softmax.loss(p.v_c, p.o, p.with_rows([p.o], u[None]))) + eps))
    check = check_gradient(f, p.v_o, (p.y_hat[p.o] - 1) * p.v_c, ingredients=p.ingredients())
    assert check.verdict == "disagrees"
    assert not (check.diagnosis or "").startswith("1 ×")


def test_an_entry_with_a_wide_bound_gives_no_name_to_the_others():
    f = lambda x: float(x[0] ** 2 + x[1] ** 2 + 1e14 * (x[2] - 1))  # in the last entry nearly everything fits
    check = check_gradient(f, np.array([1.0, 2.0, 1.0]), [2.0, 4.0 + 1e-2, 1e14])
    assert "every entry" not in (check.diagnosis or "")


def test_f_that_ignores_its_argument_is_asked_about_it():
    check = check_gradient(lambda _: 3.0, x, 2 * x)
    assert check.mistake.kind == Kind.UNUSED
    assert str(check) == "gradient disagrees: f did not change at any step: does it use its argument?"


def test_a_claimed_gradient_that_draws():
    rng = np.random.default_rng(0)
    for check in (check_gradient, check_directions):
        found = check(square, x, lambda x: 2 * x * (1 + 1e-3 * rng.normal()))
        assert found.verdict == "inconclusive"
        assert "claimed returned two different values" in str(found)


U_slope = lambda p: naive_softmax.gradients(p.v_c, p.o, p.U).U
softmax = lambda U: naive_softmax.loss(p.v_c, p.o, U)


def test_ingredients_that_are_not_understood_are_said():
    wrong = U_slope(p) + 0.3
    said = str(check_gradient(softmax, p.U, wrong, ingredients={"v_c": p.v_c, "U": p.U.T, "o": p.o}))
    assert "words are its rows, so pass U.T" in said
    said = str(check_gradient(softmax, p.U, wrong, ingredients={"h": p.v_c, "W": p.U, "target": p.o}))
    assert "Not understood among the ingredients: h, W, target" in said
    assert "Not understood" not in str(check_gradient(softmax, p.U, wrong, ingredients=p.ingredients()))


def test_a_report_prints_on_a_stdout_that_knows_ascii_alone(monkeypatch):
    f = lambda v_c: naive_softmax.loss(v_c, p.o, p.U)
    check = check_gradient(f, p.v_c, p.U.T @ (p.y_hat * (1 - p.y_hat)), "∂J/∂v", ingredients=p.ingredients())
    assert "ŷ(1 − ŷ)" in str(check)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    print(check)
    assert "y_hat(1 - y_hat)" in str(check)


def test_the_slope_of_y_hat_has_the_right_sign_in_its_name():
    f = lambda u: naive_softmax.loss(p.v_c, p.o, p.with_rows([p.o], u[None]))
    q = p.y_hat[p.o]
    check = check_gradient(f, p.v_o, q * (q - 1) * p.v_c, ingredients=p.ingredients())
    assert check.diagnosis == "ŷ_o(ŷ − y) stands where ŷ − y should: the log is not differentiated"


def test_a_diagnosis_speaks_the_letters_of_the_page():
    parts = {"v_c": p.v_c, "U": p.U, "o": p.o}
    lost = np.outer(np.where(p.y == 1, np.exp(p.U @ p.v_c) - 1, p.y_hat), p.v_c)
    for letter in "uv":
        check = check_gradient(softmax, p.U, lost, ingredients=parts | {f"{letter}_o": p.v_o})
        assert check.diagnosis == f"a log is missing: exp({letter}_o·v_c) stands where ŷ_o should"


def sampling(draw):
    return lambda v: negative_sampling.loss(v, p.o, p.U, draw), lambda U: negative_sampling.loss(p.v_c, p.o, U, draw)


@pytest.mark.parametrize("draw", ["negatives", "repeated"])
def test_the_true_word_pushed_as_if_drawn(draw):
    draw = list(getattr(p, draw))
    also = negative_sampling.gradients(p.v_c, p.o, p.U, [*draw, p.o])
    parts = p.ingredients() | {"negatives": draw}
    for f, at, claimed in zip(sampling(draw), (p.v_c, p.U), also, strict=True):
        assert check_gradient(f, at, claimed, ingredients=parts).mistake.kind == Kind.AS_DRAWN


@pytest.mark.parametrize("eta", [0.01, 0.05, 1.0])
def test_a_slope_taken_from_updated_vectors(eta):
    grads = negative_sampling.gradients(p.v_c, p.o, p.U, list(p.repeated))
    s = 1 / (1 + np.exp(-(p.U @ p.v_c)))
    a = np.bincount(p.repeated, minlength=len(p.U)) * s - (1 - s) * p.y
    late = ((p.U - eta * grads.U).T @ a, np.outer(a, p.v_c - eta * grads.v_c))
    parts = p.ingredients() | {"negatives": list(p.repeated)}
    for f, at, claimed in zip(sampling(list(p.repeated)), (p.v_c, p.U), late, strict=True):
        check = check_gradient(f, at, claimed, ingredients=parts)
        assert check.mistake.kind == Kind.UPDATED
        assert f"by a step of {eta:.3g}" in check.diagnosis


def test_several_faults_without_a_name_are_listed():
    claimed = 2 * x
    claimed[[1, 3, 4]] += [0.3, -0.2, 0.7]
    said = str(check_gradient(square, x, claimed))
    assert said.endswith("\n  Off are [1], [3], [4].")


def test_measured_zero_within_its_bound_is_said_as_that():
    f = lambda x: float(np.sin(x).sum() + np.cos(x[0]) ** 2 + np.sin(x[0]) ** 2)
    check = check_gradient(f, np.array([np.pi / 2, 1.0]), [0.5, np.cos(1)])
    assert "claimed 0.5, measured 0" in str(check)


def test_a_threshold_has_words_for_every_decade_and_no_boundary_at_a_round_number():
    assert [decade(10.0**-power) for power in range(12, -1, -1)] == [
        *["1e-9"] * 3, *(f"1e-{power}" for power in range(8, 0, -1)), None, None
    ]  # fmt: skip
    for power in range(1, 9):
        for round_number in (1, 2, 3, 5):
            near = [decade(round_number * 10.0**-power * (1 + sign * 1e-6)) for sign in (-1, 1)]
            assert near[0] == near[1]
