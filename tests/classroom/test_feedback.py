"""Feedback on whatever a learner's function does: where, which kind, what next; no traceback, and no formula."""

import re
import sys
import warnings

import numpy as np
import pytest

from skipgram_lib.classroom.advice import NEXT
from skipgram_lib.classroom.exercises import try_answer, try_draws, try_gradient, try_prediction, try_slope
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks import priced, slope_from
from skipgram_lib.gradcheck import Kind
from skipgram_lib.losses import naive_softmax


def y_hat(v_c, U):
    return np.exp(U @ v_c) / np.exp(U @ v_c).sum()


MULTIPLIERS = {  # wrong multipliers of v_c in the slope in v_o -> words of the diagnosis
    "a sign flip": lambda q, z: 1 - q,
    "a log is missing": lambda q, z: np.exp(z) - 1,
    "a term is missing": lambda q, z: -q,
    "twice": lambda q, z: 2 * (q - 1),
    "from point to point": lambda q, z: q**2 - 1,
}


@pytest.mark.parametrize("kind", MULTIPLIERS)
def test_feedback_names_the_mistake_and_never_the_formula(kind, capsys):
    multiplier = MULTIPLIERS[kind]
    assert try_gradient(lambda v_c, o, U: multiplier(y_hat(v_c, U)[o], U[o] @ v_c) * v_c, "u_o", points=3) == 0
    said = capsys.readouterr().out
    assert kind in said
    assert "\n  Next: " in said
    assert not re.search(r"ŷ_o − 1|ŷ − y|ŷ_o should|\(1 − ŷ", said)


def raising(problem):
    raise problem


def stub(*given):
    raise NotImplementedError()


@pytest.mark.parametrize(
    ("answer", "said"),
    {
        "not attempted": (
            stub,
            "Not attempted yet. Start with an array of shape (2,).\n  If you have written it: ",
        ),
        "index": (lambda v_c, o, U: U[9], "it stopped with IndexError: index 9 is out of bounds"),
        "no words": (lambda *a: raising(ValueError()), "it stopped with ValueError: no message"),
        "long": (lambda *a: raising(ValueError("word " * 999)), "…"),
        "arguments": (lambda v_c: v_c, "it stopped with TypeError"),
        "nothing": (lambda *a: None, "does it end in a return?"),
        "a column": (lambda v_c, o, U: v_c[:, None], "your function returned the shape (2, 1)."),
        "a number": (lambda *a: 3, "your function returned the shape ()."),
        "words": (lambda *a: "four", "returned str, which is no array of numbers"),
        "complex": (lambda v_c, o, U: v_c * 1j, "returned complex numbers"),
        "ragged": (lambda *a: [[1], [1, 2]], "returned list, which is no array of numbers"),
        "nan": (lambda v_c, o, U: v_c * np.nan, "not finite"),
        "zeros": (lambda v_c, o, U: 0 * v_c, "zero everywhere"),
    }.values(),
)
def test_whatever_comes_back_is_answered_kindly(answer, said, capsys):
    assert try_gradient(answer, "v_c", points=3) == 0
    printed, complaints = capsys.readouterr()
    assert said in printed
    assert "(2,)" in printed or "Next: " in printed
    assert "Traceback" not in printed
    assert complaints == ""
    assert len(printed) < 400


def test_a_function_cannot_change_what_is_measured(capsys):
    def careless(v_c, o, U):
        slope = U.T @ (y_hat(v_c, U) - np.eye(len(U))[o])
        U[:], v_c[:] = 0, 0
        return slope

    assert [try_gradient(careless, "v_c", points=3) for _ in range(2)] == [3, 3]


def test_warnings_stay_off_stderr(capsys):
    assert try_gradient(lambda v_c, o, U: v_c / np.zeros(len(v_c)), "v_c", points=3) == 0
    assert try_slope(lambda x: np.log(-(x**2)), np.exp, points=1) == 0
    assert (
        try_gradient(lambda v_c, o, U: np.log(-np.abs(v_c)), "v_c", points=3) == 0
    )  # called again with other arguments
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        assert try_gradient(lambda v_c, o, U: np.sqrt(v_c) * 0, "v_c", points=3) == 0  # called again for what it uses
    assert seen == []
    assert capsys.readouterr().err == ""


def test_a_zero_at_one_place_is_not_taken_for_nothing_computed(capsys):
    wrong = lambda v_c, o, U: (np.exp(U @ v_c - (U @ v_c).max())[o] - 1) * v_c  # 0 where o has the highest score
    assert try_gradient(wrong, "u_o", points=3) == 0
    assert "zero everywhere" not in capsys.readouterr().out


def test_an_answer_that_breaks_its_judge_is_told_so(capsys):
    assert (
        try_answer(lambda: 1.0, Task({"Here": ()}, (), lambda answer: raising(ValueError("too small"))), points=1) == 0
    )
    assert try_prediction(lambda: ["a", "b"], ["a", "b"], "a", "read", points=1) == 0
    assert "too small" in capsys.readouterr().out


def test_every_kind_of_mistake_has_its_next_step():
    assert set(NEXT) == set(Kind)


def right(v_c, o, U):
    return (y_hat(v_c, U)[o] - 1) * v_c


def test_an_answer_is_judged_to_the_precision_of_its_dtype(capsys):
    assert try_gradient(lambda *given: right(*given).astype(np.float32), "u_o", points=3) == 3
    assert "to the precision of float32" in capsys.readouterr().out
    assert try_gradient(lambda *given: right(*given).astype(np.float16), "u_o", points=3) == 0
    assert "float16 holds three digits" in capsys.readouterr().out
    assert try_gradient(lambda *given: right(*given).astype(np.float32) * np.float32(1.001), "u_o", points=3) == 0
    assert try_gradient(lambda *given: right(*given).astype(np.float32).astype(float), "u_o", points=3) == 0
    assert "single precision" in capsys.readouterr().out


def test_a_score_reads_as_points_of_points_and_counts_as_a_number():
    score = try_gradient(lambda v_c, o, U: y_hat(v_c, U)[o] * v_c, "u_o", points=3)
    assert (repr(score), score, score.of) == ("0", 0, 3)
    assert score._repr_html_() == '<p data-mistake="label forgotten">0 of 3</p>'
    assert try_gradient(right, "u_o", points=3)._repr_html_() == "<p>3 of 3</p>"


def test_an_argument_that_is_never_used_is_told(capsys):
    own = np.random.default_rng(0).normal(size=(11, 7))
    try_gradient(lambda v_c, o, U: own[o, : len(v_c)] * v_c[0], "u_o", points=1)
    assert "stays the same when U changes" in capsys.readouterr().out
    try_gradient(lambda v_c, o, U: y_hat(v_c, U) @ U, "v_c", points=1)
    assert "stays the same when o changes" in capsys.readouterr().out
    try_gradient(lambda v_c, o, U, n: np.outer(np.exp(U[n] @ v_c), v_c), "u_k", points=1, draw="negatives")
    assert "stays the same" not in capsys.readouterr().out  # o is of no use there


def test_a_call_of_the_library_is_reported_and_not_punished(capsys):
    borrowed = lambda v_c, o, U: naive_softmax.gradients(v_c, o, U).U[o]
    assert try_gradient(borrowed, "u_o", points=3) == 3
    assert "calls the library's gradients" in capsys.readouterr().out
    assert try_gradient(lambda v_c, o, U: borrowed(v_c, o, U) + U[o], "u_o", points=2, loss=priced) == 2
    assert "Noted" not in capsys.readouterr().out
    assert sys.getprofile() is None


def test_half_of_the_points_for_one_of_two_draws(capsys):
    def without_collision(U, o, negatives, pull, pushes):
        G = np.zeros_like(U)
        np.add.at(G, negatives, pushes)
        G[o] = pull
        return G

    score = try_draws(slope_from(without_collision), "U", points=4, draws=("repeated", "collided"))
    assert (int(score), score.of, score.kind) == (2, 4, Kind.COLLISION)
    assert "add.at" not in capsys.readouterr().out
