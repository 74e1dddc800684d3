"""No wrong answer scores, no right answer fails, and almost every wrong one is told its kind or the way to it."""

import re

import pytest
from answers import ANSWERS, CHOICES, MADE_RIGHT, MADE_WRONG, NO_SLOPE
from answers.handing import handed_in, notebook
from answers.signature import BY_ACCIDENT, SIGNATURE
from exercise_cells import NAMES, SOLUTIONS, attempt, graded, settings

from skipgram_lib.classroom.advice import EVERY, SOME
from skipgram_lib.gradcheck import Kind

FORMULA = re.compile(
    r"ŷ_o − 1|ŷ − y|ŷ_o should|\(1 − ŷ|σ − 1|1 − σ|σ\(−|add\.at|−log K|log_?sum_?exp|\d ×|rows \d+ hold"
)
HALVES = {  # right for one of two kinds of draws, which is half of the points
    "G[n] += pushes; G[o] += pull; return G",
    "G[o] = pull; G[n] += pushes; return G",
    "np.add.at(G, n, pushes); G[o] = pull; return G",
}
each = pytest.mark.parametrize("key", ANSWERS, ids="-".join)


def full(key):
    return settings(graded(SOLUTIONS, notebook(key))[key[1]]["test"])["points"]


def answers(key, right):
    """The answers of a table: those that are written out, and the generic ones."""
    table, made = ANSWERS[key][not right], MADE_RIGHT if right else MADE_WRONG
    if isinstance(table, list):
        return table
    first, written = ANSWERS[key][0].split("\n")[0], table.split("\n")
    return written + ([one.format(first) for one in made] if key not in NO_SLOPE else [])


def helped(said, score):
    """Is the kind named, or an action told that fits it, or what the answer must be at all?"""
    general = EVERY in said or SOME in said
    return bool(score.kind) or "It must return" in said or "too " in said or ("Next: " in said and not general)


@each
def test_no_right_answer_fails(key):
    given = answers(key, right=True)
    assert len(given) >= 6
    failed = {answer: handed_in(key, answer) for answer in given}
    assert {answer: said for answer, (said, score) in failed.items() if score != full(key)} == {}


@each
def test_no_wrong_answer_scores_and_nearly_all_are_helped(key):
    given = answers(key, right=False)
    assert len(given) >= 12
    told = {answer: handed_in(key, answer) for answer in given}
    halves = HALVES if key[1] == "collect" else set()
    assert {answer for answer, (_, score) in told.items() if score} == halves
    helpless = [answer for answer, said in told.items() if not helped(*said)]
    print(f"{key}: {len(given) - len(helpless)} of {len(given)} helped; not: {helpless}")
    assert len(helpless) <= len(given) / 10
    assert not [said for said, _ in told.values() if FORMULA.search(said)]
    assert SIGNATURE.get(key, set()) <= {score.kind for _, score in told.values()}


@pytest.mark.parametrize(("key", "answer"), BY_ACCIDENT)
def test_a_name_that_fits_at_few_places_is_not_told(key, answer):
    said, score = handed_in(key, answer)
    assert score.kind in ("", Kind.ZERO)
    assert "Next: " in said


@pytest.mark.parametrize("key", CHOICES, ids="-".join)
def test_every_choice(key):
    right, wrong = CHOICES[key]
    for choice in (right, *wrong, "no choice", None, 3):
        said, score = attempt(notebook(key), key[1], f"def my_prediction(): return {choice!r}")
        assert (score > 0) == (choice == right), said


def test_every_function_has_its_table():
    functions = {(name[:2], exercise) for name in NAMES for exercise in graded(SOLUTIONS, name)}
    assert functions == {*ANSWERS, *CHOICES}
