"""The teachers' two sheets: ten questions each, none of chapter 13's, and a key whose numbers are computed."""

import re

import numpy as np
from exercise_cells import CHAPTERS, TEACHERS_PAGE, cells

from skipgram_lib.losses import naive_softmax, negative_sampling, sigmoid, softmax

PAGE = (CHAPTERS / "before_and_after.md").read_text(encoding="utf-8")
BEFORE, AFTER, KEY = re.split(r"^## (?:Before|After|Key)$", PAGE, flags=re.MULTILINE)[1:]
QUESTION, ROW = (
    re.compile(r"^(\d+)\. (.*(?:\n   .*)*)", re.MULTILINE),
    re.compile(r"^\| (\d+) \| (.*) \| (.*) \|$", re.MULTILINE),
)


def answers(sheet):
    """Number -> the key's answer, of sheet 0 or 1."""
    return {int(number): row[sheet] for number, *row in ROW.findall(KEY)}


def error(h, f=np.exp):
    return abs((f(1 + h) - f(1 - h)) / (2 * h) - np.e)


def test_ten_questions_and_ten_answers_each_and_none_of_the_chapter():
    asked = [" ".join(text.split()) for sheet in (BEFORE, AFTER) for _, text in QUESTION.findall(sheet)]
    assert [int(number) for sheet in (BEFORE, AFTER) for number, _ in QUESTION.findall(sheet)] == 2 * [*range(1, 11)]
    assert list(answers(0)) == list(answers(1)) == [*range(1, 11)]
    chapter = " ".join(cell.source for cell in cells(CHAPTERS, "13_check_without_rounding.ipynb"))
    assert len(set(asked)) == 20
    assert not [question for question in asked if question in chapter]
    assert "](before_and_after.md)" in TEACHERS_PAGE


def test_the_key_of_the_first_sheet():
    key, two = answers(0), np.zeros(2)
    assert key[2] == f"−log 0.5 = {-np.log(0.5):.2f}"
    assert f"about −{0.1 * -(softmax(two)[0] - 1):.2f}" in key[3]
    assert key[7] == f"{2 * 0.3 + 1:.1f}"
    assert key[9] == f"log 3 = {np.log(3):.2f}"
    assert sigmoid(np.log(3)) == 0.75


def test_the_key_of_the_second_sheet():
    key, y_hat = answers(1), np.array([0.6, 0.3, 0.1])
    assert round(error(2**-5) / error(2**-6)) == 4  # truncation
    assert key[2] == f"−log 0.1 = {-np.log(y_hat[2]):.2f}; (−log 0.3 − log 0.1) / 2 = {-np.log(y_hat[1:]).mean():.2f}"
    scores = np.log([[0.2], [0.7], [0.1]])  # as vectors with one entry, seen from v_c = 1
    assert np.allclose(naive_softmax.gradients(np.ones(1), 0, scores).U.T, [-0.8, 0.7, 0.1])
    five = naive_softmax.gradients(np.ones(1), 0, np.log([[2.0], [3.0]])).U[0]
    assert key[5].startswith(f"2/5 − 1 = −{-five[0]:.1f}; 2 − 1 = 1")
    U = np.random.default_rng(0).normal(size=(10_000, 2))
    assert key[6] == f"{int(naive_softmax.gradients(U[0], 1, U).U.any(axis=1).sum()):,}; " + str(
        negative_sampling.gradients(U[0], 1, U, [2, 3, 4, 5, 6]).U.any(axis=1).sum()
    )
    v_c, rows = np.array([2.0, 0]), np.zeros((3, 2))
    assert np.array_equal(negative_sampling.gradients(v_c, 0, rows, [1, 1]).U[1], [2, 0])
    assert np.isclose(np.log(0.3 / 0.1) - np.log(3), 0)
