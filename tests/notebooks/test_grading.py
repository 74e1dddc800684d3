"""Wrong answers, cheats and stubs in a nbgrader course: what each loses, and what it is told."""

import pytest
from graded_course import Course, points, solved, spare_alembic

pytestmark = pytest.mark.grading

FOUR, EIGHT = "04_true_outside_word", "08_negative_sampling_outside"
FAKE = """
import sys, types
def module(name, **contents):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(contents, __file__=__file__)
    return sys.modules[name]
always = lambda *anything, points=0, **more: points
loss = module("skipgram_lib.losses", loss=always, gradients=always)
module("skipgram_lib.classroom", coffee=lambda: ((), types.SimpleNamespace(v_c=0, U=0, o=0, negatives=())))
module("skipgram_lib.classroom.exercises", try_gradient=always, try_answer=always, places=always, PLACES={})
module("skipgram_lib.derivation", Point=always, check_side=always, all_lines=lambda: {"S8": 0})
naive_softmax = negative_sampling = loss
"""
SIGMA = "s = 1 / (1 + np.exp(-(U[negatives] @ v_c)))"
REASSIGNED = """
import skipgram_lib
check_gradient = skipgram_lib.check_gradient = lambda *a, **k: True
import skipgram_lib.classroom.exercises as e
try_gradient = try_answer = e.try_gradient = e.try_answer = lambda *a, points=0, **k: points
"""
HEADS = {
    "slope": "def slope_v_o(v_c, o, U):\n    ",
    "price": "def slope_with_price(v_c, o, U):\n    ",
    "push": "def slopes_u_k(v_c, o, U, negatives):\n    ",
    "collect": "def collect(U, o, negatives, pull, pushes):\n    G = np.zeros_like(U)\n    ",
}
WRONG = [  # who hands it in, notebook, exercise, code, points lost, what the feedback must say
    ("ada", FOUR, "slope", "return -(v_c - np.exp(U[o] @ v_c) * v_c)", 3, "a log is missing"),
    ("bo", FOUR, "slope", "e = np.exp(U @ v_c); return -e[o] / e.sum() * v_c", 3, "term is missing"),
    ("cy", FOUR, "slope", "e = np.exp(U @ v_c); return (1 - e[o] / e.sum()) * v_c", 3, "a sign flip"),
    ("ada", FOUR, "price", "return naive_softmax.gradients(v_c, o, U).U[o] + 2 * U[o]", 2, "in a wrong amount"),
    (
        "ada",
        EIGHT,
        "push",
        f"{SIGMA}; return np.tile(s.sum() * v_c, (len(s), 1))",
        3,
        "the sum should have disappeared",
    ),
    ("ada", EIGHT, "collect", "G[o] = pull; G[negatives] += pushes; return G", 2, "drawn 2 times"),
    ("bo", EIGHT, "collect", "np.add.at(G, negatives, pushes); G[o] = pull; return G", 2, "Agrees"),  # half the points
    ("bo", FOUR, "price", "print('word\\n' * 200_000); return v_c", 2, "truncated"),
    ("cy", FOUR, "price", "while True: pass", 2, "Timeout"),
    ("di", FOUR, "slope", f"return v_c\n{REASSIGNED}", 3, "entries off"),
]
WHO = sorted({row[:2] for row in WRONG})


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Everybody's notebooks, graded."""
    with pytest.MonkeyPatch.context() as patch:
        spare_alembic(patch)
        course = Course(tmp_path_factory.mktemp("course"), (FOUR, EIGHT))
        for name in (FOUR, EIGHT):
            course.submit("solution", name, solved(name))
        course.submit("stub", EIGHT, {})  # that of 04 has none by the teachers' own commands, in another test
        for student, name in WHO:
            mine = [row for row in WRONG if row[:2] == (student, name)]
            course.submit(
                student, name, solved(name) | {f"{name[:2]}-{r[2]}-solution": HEADS[r[2]] + r[3] for r in mine}
            )
        (course.submit("fake", FOUR, {}) / "skipgram_lib.py").write_text(FAKE)
        patch.setenv("PYTHONSAFEPATH", "1")
        course.autograde("solution", "stub", "fake", *dict.fromkeys(student for student, _ in WHO))
    return course


@pytest.mark.parametrize("name", [FOUR, EIGHT])
def test_a_solution_gets_all(course, name):
    assert course.lost("solution", name) == {}


def test_a_stub_gets_nothing(course):
    assert course.lost("stub", EIGHT) == points(EIGHT)


@pytest.mark.parametrize(("student", "name"), WHO)
def test_a_wrong_answer_loses_its_own_points_and_no_others(course, student, name):
    mine = {f"{name[:2]}-{row[2]}-test": row[4] for row in WRONG if row[:2] == (student, name)}
    assert course.lost(student, name) == mine


@pytest.mark.parametrize("row", WRONG, ids=lambda row: f"{row[0]}-{row[2]}")
def test_the_feedback_names_the_mistake_or_the_limit(course, row):
    student, name, exercise, *_, why = row
    feedback = course.said(student, name, f"{name[:2]}-{exercise}-test")
    assert why in feedback
    assert len(feedback) < 1000


def test_a_fake_library_beside_the_notebook_gains_nothing(course):
    assert course.lost("fake", FOUR) == points(FOUR)
    course.autograde("fake")  # without PYTHONSAFEPATH
    assert course.lost("fake", FOUR) == points(FOUR)
    assert "Not attempted" in course.said("fake", FOUR, "04-slope-test")  # the library came afresh
