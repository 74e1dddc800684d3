"""A whole nbgrader course in a temporary folder: assignment, submissions, autograding, gradebook."""

import os
import pathlib
import shutil
import subprocess
import sys

import nbformat
import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[grading]'")
pytestmark = pytest.mark.grading

SOLUTIONS = pathlib.Path(__file__).parents[2] / "notebooks" / "solutions"
FOUR, EIGHT, ROAD = "04_true_outside_word", "08_negative_sampling_outside", "09_build_word2vec"
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "skipgram"
c.Execute.timeout = 10  # seconds a cell
c.LimitOutput.max_lines = 100
"""
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
    ("ada", EIGHT, "collect", "G[o] = pull; G[negatives] += pushes; return G", 4, "drawn 2 times"),
    ("bo", EIGHT, "collect", "np.add.at(G, negatives, pushes); G[o] = pull; return G", 2, "Agrees"),  # half the points
    ("bo", FOUR, "price", "print('word\\n' * 200_000); return v_c", 2, "truncated"),
    ("cy", FOUR, "price", "while True: pass", 2, "Timeout"),
    ("di", FOUR, "slope", f"return v_c\n{REASSIGNED}", 3, "entries off"),
]


PIECES = {  # of eve's road: one wrong, one missing, one that others stand on, one that never uses what it is given
    "road-softmax-solution": "def softmax(z):\n    return np.exp(z)",
    "road-pairs-solution": "",
    "road-collect-solution": "def collect(U, o, negatives, pull, pushes):\n    raise NotImplementedError()",
    "road-draws-solution": "def draws(counts, K, rng):\n    return np.zeros(K, int)",
}


def run(command, folder, **more):
    path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # as in an activated environment
    done = subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path} | more, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def nbgrader(course, *command, **more):
    run([sys.executable, "-m", "nbgrader", *command], course, **more)


def submit(course, student, name, answers):
    """Hand in the released notebook with some answers in place of its stubs."""
    notebook = nbformat.read(course / "release" / "ps" / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    folder = course / "submitted" / student / "ps"
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{name}.ipynb")
    return folder


def solved(name):
    cells = nbformat.read(SOLUTIONS / f"{name}.ipynb", as_version=4).cells
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in cells if "nbgrader" in cell.metadata}


def scores(course):
    """(student, exercise) -> (score, of how many), from the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            (submission.student.id, notebook.name, grade.cell.name): (grade.score, grade.max_score)
            for submission in book.assignment_submissions("ps")
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def said(course, student, name, grade_id):
    """What the autograded cell printed."""
    cells = nbformat.read(course / "autograded" / student / "ps" / f"{name}.ipynb", as_version=4).cells
    cell = next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)
    return "".join(output.get("text", output.get("ename", "")) for output in cell.outputs)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Everybody's notebooks, graded."""
    course = tmp_path_factory.mktemp("course")
    (course / "nbgrader_config.py").write_text(CONFIG)
    (course / "source" / "ps").mkdir(parents=True)
    for name in (FOUR, EIGHT, ROAD):
        shutil.copy(SOLUTIONS / f"{name}.ipynb", course / "source" / "ps")
    nbgrader(course, "generate_assignment", "ps")
    for name in (FOUR, EIGHT):
        submit(course, "solution", name, solved(name))
        submit(course, "stub", name, {})
    for student, name in {row[:2] for row in WRONG}:
        answers = {
            f"{name[:2]}-{row[2]}-solution": HEADS[row[2]] + row[3] for row in WRONG if row[:2] == (student, name)
        }
        submit(course, student, name, solved(name) | answers)
    submit(course, "eve", ROAD, solved(ROAD) | PIECES)
    (submit(course, "fake", FOUR, {}) / "skipgram_lib.py").write_text(FAKE)
    nbgrader(course, "autograde", "ps", PYTHONSAFEPATH="1")
    return course


@pytest.fixture(scope="module")
def graded(course):
    return scores(course)


def lost(graded, student, name):
    """Exercise -> points lost, where some were."""
    mine = {cell: grade for (who, which, cell), grade in graded.items() if (who, which) == (student, name)}
    return {cell: most - score for cell, (score, most) in mine.items() if score < most}


def points(name):
    cells = nbformat.read(SOLUTIONS / f"{name}.ipynb", as_version=4).cells
    settings = [cell.metadata["nbgrader"] for cell in cells if "nbgrader" in cell.metadata]
    return {one["grade_id"]: one["points"] for one in settings if one.get("points")}


@pytest.mark.parametrize("name", [FOUR, EIGHT])
def test_a_solution_gets_all_and_a_stub_nothing(graded, name):
    assert lost(graded, "solution", name) == {}
    assert lost(graded, "stub", name) == points(name)


@pytest.mark.parametrize(("student", "name"), sorted({row[:2] for row in WRONG}))
def test_a_wrong_answer_loses_its_own_points_and_no_others(graded, student, name):
    mine = {f"{name[:2]}-{row[2]}-test": row[4] for row in WRONG if row[:2] == (student, name)}
    assert lost(graded, student, name) == mine


@pytest.mark.parametrize("row", WRONG, ids=lambda row: f"{row[0]}-{row[2]}")
def test_the_feedback_names_the_mistake_or_the_limit(course, row):
    student, name, exercise, *_, why = row
    feedback = said(course, student, name, f"{name[:2]}-{exercise}-test")
    assert why in feedback
    assert len(feedback) < 1000


def test_each_piece_of_the_road_costs_its_own_points_only(course, graded):
    worth = points(ROAD)
    wrong = [id.replace("-solution", "-test") for id in PIECES]
    assert lost(graded, "eve", ROAD) == {id: worth[id] for id in wrong}
    assert "Of 19 words" in read(course, "eve", ROAD)  # the map of trained vectors, at the end


def read(course, student, name):
    return (course / "autograded" / student / "ps" / f"{name}.ipynb").read_text(encoding="utf-8")


def test_a_fake_library_beside_the_notebook_gains_nothing(course, graded):
    assert lost(graded, "fake", FOUR) == points(FOUR)
    nbgrader(course, "autograde", "ps", "--student", "fake", "--force")
    assert lost(scores(course), "fake", FOUR) == points(FOUR)
    assert "Not attempted" in said(course, "fake", FOUR, "04-slope-test")  # the library came afresh
