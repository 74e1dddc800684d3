"""Whatever a learner's function returns is answered in a sentence that says what to do, and never with a traceback."""

import textwrap
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import scipy.optimize
import scipy.sparse
from answers.handing import handed_in, notebook
from exercise_cells import attempt

from skipgram_lib.classroom.exercises import choice, try_answer, try_gradient
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks import near
from skipgram_lib.losses import naive_softmax

J = naive_softmax.gradients


class Tensor:
    """What a tensor that requires grad does."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad.")

    def detach(self):
        return self


class Series:
    """A labelled column, as pandas has them."""

    def __init__(self, values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.values)


RIGHT = {
    "series": Series,
    "list": list,
    "fractions": lambda g: [Fraction(float(x)) for x in g],
    "array of objects": lambda g: g.astype(object),
    "decimals": lambda g: [Decimal(float(x)) for x in g],
    "masked": lambda g: np.ma.array(g, mask=[True] + [False] * (len(g) - 1)),
    "bytes read back": lambda g: np.frombuffer(g.tobytes()),
}
OTHERS = {
    "tensor": (lambda g: Tensor(), "detach().numpy()"),
    "sparse": (scipy.sparse.csr_matrix, "toarray()"),
    "generator": (lambda g: (x for x in g), "list( )"),
    "map": (lambda g: map(float, g), "list( )"),
    "dict": (lambda g: dict(enumerate(g)), "without their names"),
    "search": (lambda g: scipy.optimize.OptimizeResult(x=g, success=True), "return its x alone"),
    "complex": (lambda g: g + 1j, "complex numbers"),
    "None inside": (lambda g: [*g[1:], None], "one entry is None"),
    "rows": (lambda g: [[1.0], g], "no array of numbers"),
    "bytes": (lambda g: b"0.5", "returned bytes"),
    "text": (lambda g: [f"{x}" for x in g], "no array of numbers"),
    "matrix": (np.matrix, "the shape (1, "),
    "a huge number": (lambda g: 10**400, "too large for a float"),
    "huge numbers": (lambda g: [10**400] * len(g), "no array of numbers"),
    "a function": (lambda g: g.sum, "with its brackets"),
    "an object": (lambda g: object(), "print what you return"),
}


@pytest.mark.parametrize("made", RIGHT.values(), ids=RIGHT)
def test_a_right_slope_in_any_wrapping_scores(made):
    assert try_gradient(lambda v_c, o, U: made(J(v_c, o, U).v_c), "v_c", points=3) == 3


@pytest.mark.parametrize(("made", "said"), OTHERS.values(), ids=OTHERS)
def test_what_is_no_array_is_told_what_to_return(made, said, capsys):
    assert try_gradient(lambda v_c, o, U: made(J(v_c, o, U).v_c), "v_c", points=3) == 0
    printed = capsys.readouterr().out
    assert said in printed
    assert "It must return an array of shape (2,)." in printed


@pytest.mark.parametrize("answer", [Fraction(1, 2), Decimal("0.5"), np.array(0.5), np.float32(0.5), np.ma.array(0.5)])
def test_a_right_number_of_any_kind_scores(answer):
    assert try_answer(lambda x: answer, Task({"Here": (1.0,)}, (), near(lambda x: x / 2, "halve")), points=1) == 1


@pytest.mark.parametrize("code", ["np.array(h)", "np.array([h, h])", "[h]", "(1, 2)", "'t'", "10**400", "h.a"])
def test_what_is_no_hour_is_told_so(code):
    said, score = attempt(notebook(("13", "tanh")), "tanh", f"def tanh(h): return {code}")
    assert (int(score), "Hour" in said) == (0, True), said


MEANT = [
    "Rises",
    "RISES",
    " rises ",
    "rises.",
    "'rises'",
    ["rises"],
    ("Rises",),
    np.array("rises"),
    np.array(["rises"]),
]
MEANT += [np.str_("rises")]


@pytest.mark.parametrize("answer", MEANT, ids=repr)
def test_a_prediction_in_another_spelling_is_read(answer):
    assert choice(answer, ["rises", "falls"]) == "rises"


@pytest.mark.parametrize("answer", [0, 0.0, np.int64(0), np.float64(0), [0], np.array([0]), "0", " 0. "], ids=repr)
def test_a_number_is_the_choice_of_its_digits(answer):
    assert choice(answer, ["v_c", "0", "-v_c"]) == "0"


@pytest.mark.parametrize(
    "answer", [0.5, False, np.nan, np.inf, 1j, None, "", "rises or falls", ["rises", "falls"], [], b"0", "00"], ids=repr
)
def test_what_means_no_choice_is_none(answer):
    assert choice(answer, ["rises", "falls", "0"]) is None
    assert choice(answer, ["a", "A"]) is None


def test_where_returns_a_prediction_and_no_choice_is_echoed():
    right, wrong = "np.where(True, 'rises', 'falls')", "'up'"
    said, score = attempt(notebook(("03", "step")), "step", f"def my_prediction(): return {right}")
    assert score > 0, said
    said, score = attempt(notebook(("03", "step")), "step", f"def my_prediction(): return {wrong}")
    assert "no choice: got 'up'." in said
    assert score == 0


TRUE = [  # exercise, answer, words that must fall, words that must not
    (("02", "loss"), "z = z - z.max(); y = np.exp(z) / np.exp(z).sum(); return -np.log(y[o])", "With o 1000", "Right"),
    (("02", "loss"), "np.log(np.exp(z - z.max()).sum()) + z.max() - z[o] + 1e-7", "a small number that was", "apart"),
    (("02", "bridge"), "q[o] = q[o] - 1; return q.round(4)", "a rounding", "by hand"),
    (("01", "central"), "(-f(x + 2 * h) + 8 * f(x + h) - 8 * f(x - h) + f(x - 2 * h)) / (12 * h)", "h = 0.3", "it is"),
    (("04", "hide"), "U - (np.log(np.exp(U @ v_c).sum()) - 1e-5) / (v_c @ v_c) * v_c", "1.00001", "is 1;"),
    (("07", "slope"), "return next((s[o] - 1) * U[o] + s[k] * U[k] for k in n)", "inside the loop", "stays the same"),
    (("12", "input"), "v_c, [1], U, [3, 2, 3, o]", "o cannot be read", "It must return"),
    (("12", "input"), "v_c, o, U, 3", "negatives cannot be read", "It must return"),
    (("12", "input"), "v_c, o, 'U', [3, 2, 3, o]", "U cannot be read", "It must return"),
    (("12", "input"), "v_c * 1j, o, U, [3, 2, 3, o]", "v_c cannot be read", "It must return"),
    (("12", "input"), "np.ones(30), o, np.ones((5000, 30)), [3, 2, 3, o]", "at most 1,000", "not even"),
    (("12", "noise"), "'c', None", "noise cannot be read", "It must return"),
    (("13", "almost"), "slope * (1 + 2.0**-16)", "one entry is off by", "off by 1e-05,"),
    (
        ("09", "loop"),
        "v, U = rng.normal(size=(len(counts), d)), np.zeros((len(counts), d)); return v, U",
        "is step called",
        "that is not",
    ),
]


@pytest.mark.parametrize(("key", "answer", "must", "never"), TRUE)
def test_what_is_said_is_true(key, answer, must, never):
    lines = textwrap.dedent(answer)
    said, score = handed_in(key, lines)
    assert (int(score), must in said, never in said) == (0, True, False), said


LOOP = """
def loop(pairs, counts, d, K, rate, rng):
    v, U = rng.normal(0, 0.1, (len(counts), d)), np.zeros((len(counts), d))
    for c, o in pairs[:100]:
        step(v, U, c, o, {}, {} * rate)
    return v, U
"""


@pytest.mark.parametrize(("draws", "sign", "kind"), [("draws(counts, K, rng)", -1, "sign flip"), ("range(4)", 1, "")])
def test_a_loop_goes_uphill_where_its_sign_is_wrong_and_not_where_its_draws_are(draws, sign, kind):
    said, score = attempt(notebook(("09", "loop")), "loop", LOOP.format(draws, sign))
    assert (score, score.kind, "drawn anew" in said) == (0, kind, not kind), said


def test_only_what_writes_into_its_arguments_is_told_so(capsys):
    def writes(v_c, o, U):
        g = U[o]
        g *= 0.5
        return g

    assert try_gradient(writes, "v_c", points=1) == 0
    assert "writes into U: change entries of a copy" in capsys.readouterr().out
    assert try_gradient(lambda v_c, o, U: 0.5 * U[o], "v_c", points=1) == 0
    assert "writes into" not in capsys.readouterr().out


LOSS, SLOPE = "def wrong_loss(v_c, o, U): return", "def its_slope(v_c, o, U): return"


@pytest.mark.parametrize(
    ("key", "code", "must"),
    [
        (("11", "wrong"), f"{LOSS} v_c.sum()\n{SLOPE} 0 * v_c + 1", "reads U"),
        (("11", "wrong"), f"{LOSS} v_c @ v_c\n{SLOPE} 2 * v_c", "reads U"),
        (("11", "wrong"), f"{LOSS} nq\n{SLOPE} v_c", "name 'nq'"),
        (("01", "step"), "def best_power(): return -10**9", "is 0 for a computer"),
        (("01", "step"), "def best_power(): return 17", "is not below 1"),
        (("01", "central"), "async def central(f, x, h): return 1.0", "in place of async def"),
    ],
)  # fmt: skip
def test_a_narrow_case_is_told_as_what_it_is(key, code, must, recwarn):
    said, score = attempt(notebook(key), key[1], code)
    assert (int(score), must in said, list(recwarn)) == (0, True, []), said
