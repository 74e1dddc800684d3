"""The exercises: generated from the solutions, complete, kind to a learner, and silent about the answer."""

import ast
import builtins
import contextlib
import io
import pathlib
import re

import nbformat
import numpy as np
import pytest
from notebook_rules import problems

from skipgram_lib.classroom.exercises import try_answer, try_gradient, try_prediction, try_slope

ROOT = pathlib.Path(__file__).parents[2]
CHAPTERS, SOLUTIONS, EXERCISES = (ROOT / "notebooks" / part for part in (".", "solutions", "exercises"))
NAMES = sorted(path.name for path in SOLUTIONS.glob("[0-9][0-9]_*.ipynb"))
TEACHERS_PAGE = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
SOLVED = re.compile(r"### BEGIN SOLUTION\n(.*?)\s*### END SOLUTION", re.DOTALL)
each_name = pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:2])


def cells(folder, name):
    return nbformat.read(folder / name, as_version=4).cells


def settings(cell):
    return cell.metadata.get("nbgrader", {})


def graded(folder, name):
    """Exercise -> its cells by role: "solution", "test", "answer"."""
    found = {}
    for cell in cells(folder, name):
        id = settings(cell).get("grade_id", "")
        if id.count("-") == 2:
            found.setdefault(id.split("-")[1], {})[id.split("-")[2]] = cell
    return found


def attempt(name, exercise, code=None):
    """(what is printed, the points) when a learner's code stands in the solution cell; None is the model solution."""
    space, printed = {}, io.StringIO()
    for cell in cells(SOLUTIONS, name):
        id = settings(cell).get("grade_id", "")
        if cell.cell_type == "code" and not id.endswith("-solution") and not id.endswith("-test"):
            exec(cell.source, space)
    roles = graded(SOLUTIONS, name)[exercise]
    exec(roles["solution"].source if code is None else code, space)
    *body, last = ast.parse(roles["test"].source).body
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "test", "exec"), space)
        points = eval(compile(ast.Expression(last.value), "test", "eval"), space)
    return printed.getvalue(), points


@pytest.fixture
def beside_the_notebooks(monkeypatch):
    monkeypatch.chdir(EXERCISES)


def test_exercises_belong_to_chapters():
    assert set(NAMES) <= {path.name for path in CHAPTERS.glob("[0-9][0-9]_*.ipynb")}
    assert sorted(path.name for path in EXERCISES.glob("*.ipynb")) == NAMES


@each_name
def test_exercises_are_what_nbgrader_makes_of_the_solutions(name, monkeypatch):
    pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[grading]'")
    monkeypatch.syspath_prepend(ROOT / "tools")
    from generate_exercises import exercise

    fresh, stored = exercise(SOLUTIONS / name), nbformat.read(EXERCISES / name, as_version=4)
    kept = ("cell_type", "id", "source", "metadata")
    assert [[cell[key] for key in kept] for cell in fresh.cells] == [
        [cell[key] for key in kept] for cell in stored.cells
    ]
    assert fresh.metadata == stored.metadata


@each_name
@pytest.mark.parametrize("folder", [SOLUTIONS, EXERCISES], ids=["solution", "exercise"])
def test_rules_and_frame(folder, name):
    assert problems(folder / name) == []
    title = re.match(r"# (.*)", cells(CHAPTERS, name)[0].source)[1] if (CHAPTERS / name).exists() else ""
    first, *_, last = cells(folder, name)
    assert first.source.startswith(f"# Exercises {title}")
    assert f"](../{name})" in first.source
    assert f"](../{name})" in last.source
    assert 2 <= len(graded(folder, name)) <= 3
    for roles in graded(folder, name).values():
        assert list(roles) == ["solution", "test", "answer"]
        assert all(settings(cell)["schema_version"] == 3 for cell in roles.values())
        assert settings(roles["answer"])["points"] == 0


@each_name
def test_minutes_and_points_are_told_as_they_are_counted(name):
    stored = cells(SOLUTIONS, name)
    heads = [cell for cell in stored if cell.source.startswith("## ")]
    worth = [settings(roles["test"])["points"] for roles in graded(SOLUTIONS, name).values()]
    minutes = [cell.metadata["minutes"] for cell in heads]
    for head, each, points in zip(heads, minutes, worth, strict=True):
        assert f"\n\n{each} minutes, {points} point{'s' * (points > 1)}. " in head.source
    assert f"\n\n{sum(minutes)} minutes, {sum(worth)} points. " in stored[0].source
    row = rf"^\| {name[:2]} \| .* \| {sum(minutes)} \| {sum(worth)} \|$"
    assert re.search(row, TEACHERS_PAGE, re.MULTILINE), row


def test_the_teachers_page_adds_up():
    rows = re.findall(r"^\| \d\d \|.*\| (\d+) \| (\d+) \|$", TEACHERS_PAGE, re.MULTILINE)
    minutes, points = (sum(map(int, column)) for column in zip(*rows, strict=True))
    assert len(rows) == 10
    assert f"| all | | | {minutes} | {points} |" in TEACHERS_PAGE
    for link in re.findall(r"\]\(([^)#]+)\)", TEACHERS_PAGE):
        assert link.startswith("https://") or (ROOT / "notebooks" / link).exists(), link
    assert "nothing inside one kernel stops a determined cheat" in TEACHERS_PAGE


@each_name
def test_a_graded_cell_brings_all_that_it_uses(name):
    """Imported afresh: of the notebook's names it reads nothing but the learner's own functions."""
    for roles in graded(SOLUTIONS, name).values():
        own = {node.name for node in ast.parse(roles["solution"].source).body if isinstance(node, ast.FunctionDef)}
        tree = ast.parse(roles["test"].source)
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        bound = {node.id for node in names if isinstance(node.ctx, ast.Store)} | own | set(dir(builtins))
        bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        bound |= {
            alias.asname or alias.name for node in ast.walk(tree) if hasattr(node, "names") for alias in node.names
        }
        bound |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert {node.id for node in names} <= bound
        assert "assert Path.cwd() not in Path(skipgram_lib.__file__).parents" in roles["test"].source


@each_name
def test_the_exercises_do_not_hold_the_solutions(name):
    text = "\n".join(cell.source for cell in cells(EXERCISES, name))
    for roles in graded(SOLUTIONS, name).values():
        lines = [part.split("\n")[-1].strip() for part in SOLVED.findall(roles["solution"].source)]
        assert lines
        assert not [line for line in lines if line in text and line != "return G"]
        assert roles["answer"].source not in text


@each_name
def test_stored_scores(name):
    for solved, stub in zip(graded(SOLUTIONS, name).values(), graded(EXERCISES, name).values(), strict=True):
        (*_, full), (said, none) = solved["test"].outputs, stub["test"].outputs
        assert full.data["text/plain"] == str(settings(solved["test"])["points"])
        assert none.data["text/plain"] == "0"
        assert re.fullmatch(r"Not attempted yet\. Start with .*\.\n", said.text)


# What a learner might write first, in every exercise, and words that the feedback must have.
WRONG = {
    ("01", "central", "def central(f, x, h): return (f(x + h) - f(x)) / h"): "in the middle",
    ("01", "central", "def central(f, x, h): return (f(x + h) - f(x - h)) / h"): "whole distance",
    ("01", "step", "def best_power(): return -40"): "too short: rounding",
    ("01", "step", "def best_power(): return -5"): "too long: the bend",
    ("02", "loss", "def loss_of_scores(z, o): return -np.log(np.exp(z)[o] / np.exp(z).sum())"): "what goes into exp",
    ("02", "bridge", "def slope_in_scores(z, o): return np.exp(z) / np.exp(z).sum()"): "the − y term is missing",
    ("02", "bridge", "def slope_in_scores(z, o): return np.eye(6)[o] - np.exp(z) / np.exp(z).sum()"): "a sign flip",
    ("02", "twin", "def another_U(U): return 2 * U"): "differs for some",
    ("02", "twin", "def another_U(U): return U"): "the same U",
    ("03", "mend", "def slope_v_c(v_c, o, U): return S3(v_c, o, U)"): "@ met the lengths 6 and 4",
    ("03", "mend", "def slope_v_c(v_c, o, U): return S3(v_c, o, U.T)"): "stopped with ValueError",
    ("03", "half", "def slope_of_halved(v_c, o, U): return 2 * gradients(v_c / 2, o, U)"): "stopped with NameError",
    ("03", "step", "def my_prediction(): return 'falls'"): "the measurement says otherwise",
    ("03", "step", "def my_prediction(): return 'up'"): "return one of 'rises', 'falls'",
    ("04", "slope", "def slope_v_o(v_c, o, U): return -(v_c - np.exp(U[o] @ v_c) * v_c)"): "a log is missing",
    ("04", "slope", "def slope_v_o(v_c, o, U): return -v_c"): "term is missing",
    ("04", "hide", "def hiding_place(v_c, o, U): return U - 4"): "the sum of all weights",
    ("04", "price", "def slope_with_price(v_c, o, U): return with_a_price(v_c, o, U)"): "off by exactly +1 · ",
    ("05", "matrix", "def slope_U(v_c, o, U): e = np.exp(U @ v_c); return np.outer(e / e.sum(), v_c)"): "− y term",
    ("05", "matrix", "def slope_U(v_c, o, U): e = np.exp(U @ v_c); return np.outer(v_c, e / e.sum())"): "shape (4, 6)",
    ("05", "pair", "def slope_of_pair(v_c, o, U): return two_words(v_c, o, U)"): "a term that they all share",
    ("05", "columns", "def my_prediction(): return 'v_c'"): "add up the factors",
    (
        "06",
        "slope",
        "def slope_of_log_sigmoid(x): s = 1 / (1 + np.exp(-x)); return s * (1 - s)",
    ): "a factor or a term that they all share",
    ("06", "loss", "def loss_of_questions(v_c, o, U, n): return -np.log(1 / (1 + np.exp(-U[n] @ v_c))).sum()"): "1 + K",
    ("07", "slope", "def slope_v_c(v_c, o, U, n): s = 1 / (1 + np.exp(-U @ v_c)); return s[n] @ U[n]"): "positive part",
    ("07", "push", "def hardest(v_c, U, n): return n[np.argmax(U[n] @ v_c)]"): "another word pushes harder",
    ("08", "push", "def slopes_u_k(v_c, o, U, n): return 1 / (1 + np.exp(-U[n] @ v_c))"): "shape (3,)",
    ("08", "collect", "def collect(U, o, n, pull, pushes): return collected(U, o, n, pull, pushes)"): "drawn 2 times",
    ("08", "draw", "def telling_draw(): return [2, 3, 4]"): "the test would pass",
    ("08", "draw", "def telling_draw(): return [2, 2, 9]"): "0 <= k < V = 6",
    ("11", "suspect", "def slope_v_c(*given): return suspect(*given)"): "the log is not differentiated",
    (
        "11",
        "wrong",
        "wrong_loss = naive_softmax.loss\nits_slope = lambda *a: naive_softmax.gradients(*a).v_c",
    ): "J itself",
    ("11", "wrong", "wrong_loss = naive_softmax.loss\nits_slope = lambda v_c, o, U: 2 * v_c"): "against your loss",
    ("11", "small", "def factor(): return 1"): "np.allclose must accept",
    ("11", "small", "def factor(): return -1e-9"): "np.allclose must accept",
    (
        "10",
        "window",
        "def slope_of_window(v_c, n, U): e = np.exp(U @ v_c); return (e / e.sum() - np.eye(6)[n].mean(0)) @ U",
    ): "a constant factor",
    (
        "10",
        "window",
        "def slope_of_window(v_c, n, U): e = np.exp(U @ v_c); return (e / e.sum() - np.eye(6)[n].sum(0)) @ U",
    ): "a factor or a term that they all share",
    (
        "10",
        "end",
        "def last_scores(n, K): return np.log(n / n.sum(1)[:, None] / (n.sum(0) / n.sum()) / K)",
    ): "of 6 slopes 4 are > 0, 2 < 0",
    ("10", "end", "def last_scores(counts, K): return 0 * counts + np.nan"): "not finite",
}


@pytest.mark.usefixtures("beside_the_notebooks")
@pytest.mark.parametrize(
    ("wrong", "said"), WRONG.items(), ids=lambda item: "-".join(item[:2]) * isinstance(item, tuple)
)
def test_a_wrong_answer_is_told_what_is_wrong(wrong, said):
    number, exercise, code = wrong
    name = next(name for name in NAMES if name.startswith(number))
    feedback, points = attempt(name, exercise, code)
    assert said in feedback
    assert points == 0
    assert len(feedback) < 500


def test_every_exercise_was_tried_with_a_wrong_answer():
    assert {(name[:2], exercise) for name in NAMES for exercise in graded(SOLUTIONS, name)} == {
        key[:2] for key in WRONG
    }


@each_name
@pytest.mark.usefixtures("beside_the_notebooks")
def test_a_model_solution_gets_all_points(name):
    for exercise, roles in graded(SOLUTIONS, name).items():
        said, points = attempt(name, exercise)
        assert points == settings(roles["test"])["points"], said


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


@pytest.mark.parametrize(
    ("answer", "said"),
    {
        "not attempted": (
            lambda *a: raising(NotImplementedError()),
            "Not attempted yet. Start with the shape: (4,).\n",
        ),
        "index": (lambda v_c, o, U: U[9], "it stopped with IndexError: index 9 is out of bounds"),
        "no words": (lambda *a: raising(ValueError()), "it stopped with ValueError: no message"),
        "long": (lambda *a: raising(ValueError("word " * 999)), "…"),
        "arguments": (lambda v_c: v_c, "it stopped with TypeError"),
        "nothing": (lambda *a: None, "does it end in a return?"),
        "a column": (lambda v_c, o, U: v_c[:, None], "your function returned the shape (4, 1)."),
        "a number": (lambda *a: 3, "your function returned the shape ()."),
        "words": (lambda *a: "four", "returned str, which does not hold real numbers"),
        "complex": (lambda v_c, o, U: v_c * 1j, "does not hold real numbers"),
        "ragged": (lambda *a: [[1], [1, 2]], "it stopped with ValueError"),
        "nan": (lambda v_c, o, U: v_c * np.nan, "not finite"),
        "zeros": (lambda v_c, o, U: 0 * v_c, "zero everywhere"),
    }.values(),
)
def test_whatever_comes_back_is_answered_kindly(answer, said, capsys):
    assert try_gradient(answer, "v_c", points=3) == 0
    printed, complaints = capsys.readouterr()
    assert said in printed
    assert "(4,)" in printed or "Next: " in printed
    assert "Traceback" not in printed
    assert complaints == ""
    assert len(printed) < 400


def test_feedback_keeps_what_to_write_instead(capsys, monkeypatch):
    monkeypatch.chdir(EXERCISES)
    said, _ = attempt(NAMES[7], "collect", "collect = collected")
    assert "drawn 2 times and counted once." in said
    assert "add.at" not in said


def test_a_function_cannot_change_what_is_measured(capsys):
    def careless(v_c, o, U):
        slope = U.T @ (y_hat(v_c, U) - np.eye(len(U))[o])
        U[:], v_c[:] = 0, 0
        return slope

    assert [try_gradient(careless, "v_c", points=3) for _ in range(2)] == [3, 3]


def test_warnings_stay_off_stderr(capsys):
    assert try_gradient(lambda v_c, o, U: v_c / np.zeros(4), "v_c", points=3) == 0
    assert try_slope(lambda x: np.log(-(x**2)), np.exp, points=1) == 0
    assert capsys.readouterr().err == ""


def test_a_zero_at_one_place_is_not_taken_for_nothing_computed(capsys):
    wrong = lambda v_c, o, U: (np.exp(U @ v_c - (U @ v_c).max())[o] - 1) * v_c  # 0 where o has the highest score
    assert try_gradient(wrong, "u_o", points=3) == 0
    assert "zero everywhere" not in capsys.readouterr().out


def test_an_answer_that_breaks_its_judge_is_told_so(capsys):
    assert try_answer(lambda: 1.0, {"Here": ()}, (), lambda answer: raising(ValueError("too small")), points=1) == 0
    assert try_prediction(lambda: ["a"], ["a", "b"], "a", "read", points=1) == 0
    assert "too small" in capsys.readouterr().out


def test_no_two_exercises_share_a_grade_id():
    ids = [settings(cell).get("grade_id") for name in NAMES for cell in cells(SOLUTIONS, name) if settings(cell)]
    assert len(set(ids)) == len(ids)
