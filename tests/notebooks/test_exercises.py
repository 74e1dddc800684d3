"""The exercises: generated from the solutions, complete, kind to a learner, and silent about the answer."""

import ast
import builtins
import re

import nbformat
import pytest
from exercise_cells import (
    CHAPTERS,
    EXERCISES,
    HOME,
    NAMES,
    ROAD,
    ROOT,
    SOLUTIONS,
    SOLVED,
    TEACHERS_PAGE,
    attempt,
    cells,
    each_name,
    graded,
    settings,
)
from notebook_rules import problems

from skipgram_lib.classroom.road.checks import CHECKS


@pytest.fixture
def beside_the_notebooks(monkeypatch):
    monkeypatch.chdir(EXERCISES)


def test_exercises_belong_to_chapters():
    assert {HOME.get(name, name) for name in NAMES} <= {path.name for path in CHAPTERS.glob("[0-9][0-9]_*.ipynb")}
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
    home = HOME.get(name, name)
    title = re.match(r"# (.*)", cells(CHAPTERS, home)[0].source)[1] if (CHAPTERS / home).exists() else ""
    title = f"{name[:2]} · " if name in HOME else title
    first, *_, last = cells(folder, name)
    assert first.source.startswith(f"# Exercises {title}")
    assert f"](../{home})" in first.source
    assert f"](../{home})" in last.source
    roles_of = graded(folder, name)
    assert (
        list(roles_of) == [piece.replace("_", "").lower() for piece in CHECKS]
        if name == ROAD
        else 2 <= len(roles_of) <= 3
    )
    for exercise, roles in roles_of.items():
        asked = [] if name == ROAD and exercise != "loop" else ["answer"]  # one sentence an exercise; the road asks one
        assert list(roles) == ["solution", "test", *asked]
        assert all(settings(cell)["schema_version"] == 3 for cell in roles.values())
        assert all(settings(roles[role])["points"] == 0 for role in asked)


@each_name
def test_minutes_and_points_are_told_as_they_are_counted(name):
    stored = cells(SOLUTIONS, name)
    heads = [cell for cell in stored if cell.source.startswith("## ") and (name != ROAD or "minutes" in cell.metadata)]
    worth = [settings(roles["test"])["points"] for roles in graded(SOLUTIONS, name).values()]
    minutes = [cell.metadata["minutes"] for cell in heads]
    for head, each, points in zip(heads, minutes, worth, strict=True):
        assert f"\n\n{each} minutes, {points} point{'s' * (points > 1)}. " in head.source
    assert f"\n\n{sum(minutes)} minutes, {sum(worth)} points. " in stored[0].source
    row = rf"^\| {name[:2]} \| .* \| {sum(minutes)} \| {sum(worth)} \|$"
    assert re.search(row, TEACHERS_PAGE, re.MULTILINE), row


@each_name
def test_a_graded_cell_brings_all_that_it_uses(name, monkeypatch):
    """Imported afresh: of the notebook's names it reads nothing but the learner's own functions."""
    pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[grading]'")
    monkeypatch.syspath_prepend(ROOT / "tools")
    from generate_exercises import GUARD

    for roles in graded(SOLUTIONS, name).values():
        own = {node.name for node in ast.parse(roles["solution"].source).body if isinstance(node, ast.FunctionDef)}
        assert roles["test"].source.startswith(GUARD)
        visible = roles["test"].source.removeprefix(GUARD)
        assert 3 <= len(visible.split("\n")) <= 4  # imports, an empty line, and the line that measures
        tree = ast.parse(visible)
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        bound = {node.id for node in names if isinstance(node.ctx, ast.Store)} | own | set(dir(builtins))
        bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        bound |= {
            alias.asname or alias.name for node in ast.walk(tree) if hasattr(node, "names") for alias in node.names
        }
        bound |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert {node.id for node in names} <= bound


@each_name
def test_the_exercises_do_not_hold_the_solutions(name):
    text = "\n".join(cell.source for cell in cells(EXERCISES, name))
    for roles in graded(SOLUTIONS, name).values():
        lines = [part.split("\n")[-1].strip() for part in SOLVED.findall(roles["solution"].source)]
        assert lines
        assert not [line for line in lines if line in text and line != "return G"]
        assert "answer" not in roles or roles["answer"].source not in text


@each_name
def test_a_folded_hint_needs_no_markdown(name):
    """Inside <details> on one line a page shows backticks, stars, dollars and brackets as they are."""
    hints = [
        hint for cell in cells(EXERCISES, name) for hint in re.findall(r"<details>.*?</details>", cell.source, re.S)
    ]
    assert not [hint for hint in hints if re.search(r"`|\*\*|\$|\]\(", hint)]


@each_name
def test_stored_scores(name):
    for solved, stub in zip(graded(SOLUTIONS, name).values(), graded(EXERCISES, name).values(), strict=True):
        (*_, full), (said, none) = solved["test"].outputs, stub["test"].outputs
        assert full.data["text/plain"] == str(settings(solved["test"])["points"])
        assert none.data["text/plain"] == "0"
        shown = f'<p data-mistake="not attempted">0 of {settings(solved["test"])["points"]}</p>'
        assert none.data["text/html"] == shown
        assert re.fullmatch(
            r"Not attempted yet\. (Start with|It must) .*\.\n  If you have written it: .*\.\n", said.text
        )


@each_name
@pytest.mark.usefixtures("beside_the_notebooks")
def test_a_model_solution_gets_all_points(name):
    for exercise, roles in graded(SOLUTIONS, name).items():
        said, points = attempt(name, exercise)
        assert points == settings(roles["test"])["points"], said


def test_no_two_exercises_share_a_grade_id():
    ids = [settings(cell).get("grade_id") for name in NAMES for cell in cells(SOLUTIONS, name) if settings(cell)]
    assert len(set(ids)) == len(ids)
