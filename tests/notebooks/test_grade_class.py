"""A class of thirty, twelve of them broken in different ways: the other eighteen have their points, and all a page."""

import csv
import json

import nbformat
import pytest
from graded_course import spare_alembic
from handed_in import ROOT, SOLUTION, first, hand_in, solved

from skipgram_lib.gradcheck import Kind

pytestmark = pytest.mark.grading


def copied_and_split(notebook):
    notebook.cells.append(nbformat.from_dict(dict(first(notebook, "-test"), id="copied")))
    cell = first(notebook, "-solution")
    notebook.cells.insert(notebook.cells.index(cell) + 1, nbformat.from_dict(dict(cell, id="split", source="")))


def pasted(notebook):
    stranger = nbformat.v4.new_code_cell("before = 1", metadata={"nbgrader": {"grade_id": "03-mend-solution"}})
    notebook.cells[1:1] = [stranger, nbformat.v4.new_code_cell("", metadata={"nbgrader": {"points": 30}})]
    first(notebook, "-solution").source += "\nassert open('data/mine.txt').read() == 'beside'"


def missing(notebook):
    notebook.cells.remove(first(notebook, "-test"))


def other_kernel(notebook):
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}


def megabytes(notebook):
    first(notebook, "-solution").outputs = [nbformat.v4.new_output("stream", text="word\n" * 600_000)]


def endless(notebook):
    first(notebook, "-solution").source = "def slope_of_log_sigmoid(x):\n    while True:\n        pass"


def dead(notebook):
    first(notebook, "-solution").source += "\nimport os\nos._exit(1)\n"


def stops(notebook):
    first(notebook, "-solution").source = "def (:"


MISTAKES = {  # learner -> exercise, code, kind of mistake
    "a15": ("06-loss", "def loss_of_questions(v_c, o, U, negatives):\n    raise NotImplementedError", "not attempted"),
    "a16": (
        "06-slope",
        "def slope_of_log_sigmoid(x):\n    s = 1 / (1 + np.exp(-x))\n    return s * (1 - s)",
        Kind.LOG_SLOPE,
    ),
    "a17": ("06-slope", "def slope_of_log_sigmoid(x):\n    return np.exp(x) / (1 + np.exp(x)) ** 2", Kind.LOG_SLOPE),
    "a18": ("06-loss", "def loss_of_questions(v_c, o, U, negatives):\n    return -1.5", ""),
}
BROKEN = {  # learner -> what happens to the notebook, and what the row must say
    "b01": (copied_and_split, "twice"),
    "b02 [x] *?": (pasted, "03-mend-solution came from another exercise"),
    "b03": (missing, "missing: put back"),
    "b04": (other_kernel, "Python 3"),
    "b05": (megabytes, "megabytes"),
    "b06": (endless, "06-slope runs for ever: look at its loop"),
    "b07": (dead, "the one that begins “def slope_of_log_sigmoid(x):”"),
    "b08": (stops, "06-slope stopped by NameError: restart the kernel"),
}
FILES = {  # learner -> the file that is handed in instead, and what the row must say
    "b09": ("renamed (1).ipynb", lambda: nbformat.writes(solved()), "keep the name"),
    "b10": (SOLUTION.name, lambda: "<html>", "is not a notebook"),
    "b11": (SOLUTION.name, lambda: json.dumps({"cells": [{}], "nbformat": 9}), "is not a notebook"),
    "b12": ("essay.txt", lambda: "My answers", "was not handed in: found essay.txt"),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    for name in [f"a{i:02}" for i in range(1, 19)] + list(BROKEN):
        notebook = solved()
        if name in BROKEN:
            BROKEN[name][0](notebook)
        if name in MISTAKES:
            first(notebook, f"{MISTAKES[name][0]}-solution").source = MISTAKES[name][1]
        hand_in(folder, name, SOLUTION.name, nbformat.writes(notebook))
    for name, (file, text, _) in FILES.items():
        hand_in(folder, name, file, text())
    (folder / "in" / "b02 [x] *?" / "data").mkdir()
    hand_in(folder, "b02 [x] *?", "data/mine.txt", "beside")
    with pytest.MonkeyPatch.context() as patch:
        spare_alembic(patch)
        import class_course
        import grade_class as tool

        out = folder / "out"
        config = class_course.CONFIG.read_text(encoding="utf-8")
        (folder / class_course.CONFIG.name).write_text(config.replace("timeout = 30", "timeout = 8"), encoding="utf-8")
        patch.setattr(class_course, "CONFIG", folder / class_course.CONFIG.name)
        rows = tool.grade_class(SOLUTION.name[:2], folder / "in", out)
    return out, {row[0]: row[1:] for row in rows}


def test_whoever_is_right_has_all_points_whatever_the_others_hand_in(graded):
    _, rows = graded
    assert len(rows) == 30
    for i in range(1, 19):
        score, most, told = rows[f"a{i:02}"]
        assert (score, most, told) == (2 if f"a{i:02}" in MISTAKES else 4, 4, "")


def test_what_went_wrong_is_said(graded):
    _, rows = graded
    wanted = {name: told for name, (*_, told) in (BROKEN | FILES).items()}
    assert {name: rows[name][2] for name, told in wanted.items() if told not in rows[name][2]} == {}


def test_what_can_be_mended_costs_nothing(graded):
    _, rows = graded
    for name in ("b01", "b02 [x] *?", "b04", "b05", "b09"):
        assert rows[name][0] == rows[name][1], name


def test_everybody_has_a_page_and_a_row(graded):
    out, rows = graded
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (out / "feedback").glob("*.html")}
    assert set(pages) == set(rows)
    assert not any("HIDDEN" in page or str(ROOT) in page for page in pages.values())
    assert "twice" in pages["b01"]
    assert "was not handed in" in pages["b12"]
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file)][1:] == sorted(rows)


def test_the_mistakes_of_the_class_are_counted(graded):
    out, rows = graded
    with (out / "mistakes.csv").open(encoding="utf-8-sig", newline="") as file:
        times = {(row["exercise"], row["outcome"]): int(row["learners"]) for row in csv.DictReader(file)}
    assert times["06-slope", Kind.LOG_SLOPE] == 2
    assert times["06-slope", "runs for ever"] == 1
    assert times["06-loss", "wrong, no name"] == 1
    assert times["06-loss", "not attempted"] >= 1
    assert times["06-loss", "not graded"] == 4  # nobody is left out of "of 30"
    assert {sum(times[one] for one in times if one[0] == exercise) for exercise in ("06-slope", "06-loss")} == {30}
    assert all(row[1] == 4 for row in rows.values())


def test_one_learner_is_graded_again_alone(graded):
    from grade_class import grade_class

    out, rows = graded
    hand_in(out.parent, "a18", SOLUTION.name, "{")
    ((*lost, told),) = grade_class("06", out.parent / "in", out, ["a18"])
    assert lost == ["a18", 0, 4]
    assert "is not a notebook" in told
    assert "06-slope" not in (out / "feedback" / "a18.html").read_text(encoding="utf-8")
    hand_in(out.parent, "a18", SOLUTION.name, nbformat.writes(solved()))
    before = {path.name: path.stat().st_mtime_ns for path in (out / "course" / "autograded").iterdir()}
    assert grade_class("06", out.parent / "in", out, ["a18"]) == [("a18", 4.0, 4.0, "")]
    after = {path.name: path.stat().st_mtime_ns for path in (out / "course" / "autograded").iterdir()}
    assert [name for name in after if after[name] != before[name]] == ["a18"]
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        again = {row["learner"]: float(row["points"]) for row in csv.DictReader(file)}
    assert again == {name: float(row[0]) for name, row in rows.items()} | {"a18": 4.0}
