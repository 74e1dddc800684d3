"""A class of thirty, twelve of them broken in different ways: the other eighteen have their points, and all a page."""

import csv
import json

import nbformat
import pytest
from graded_course import spare_alembic
from handed_in import SOLUTION, first, solved

from skipgram_lib.gradcheck import Kind

pytestmark = pytest.mark.grading


def copied(notebook):
    notebook.cells.append(nbformat.from_dict(dict(first(notebook, "-test"), id="copied")))


def split(notebook):
    cell = first(notebook, "-solution")
    notebook.cells.insert(notebook.cells.index(cell) + 1, nbformat.from_dict(dict(cell, id="split", source="")))


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
    "b01": (copied, "twice"),
    "b02": (split, "twice"),
    "b03": (missing, "missing: put back empty"),
    "b04": (other_kernel, "Python 3"),
    "b05": (megabytes, "megabytes"),
    "b06": (endless, ""),
    "b07": (dead, "restart the kernel"),
    "b08": (stops, ""),
}
FILES = {  # learner -> the file that is handed in instead, and what the row must say
    "b09": ("renamed (1).ipynb", lambda: nbformat.writes(solved()), "keep the name"),
    "b10": (SOLUTION.name, lambda: "<html>", "is not a notebook"),
    "b11": (SOLUTION.name, lambda: json.dumps({"cells": [{}], "nbformat": 9}), "is not a notebook"),
    "b12": ("essay.txt", lambda: "My answers", "was not handed in"),
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
        _hand_in(folder, name, SOLUTION.name, nbformat.writes(notebook))
    for name, (file, text, _) in FILES.items():
        _hand_in(folder, name, file, text())
    with pytest.MonkeyPatch.context() as patch:
        spare_alembic(patch)
        import grade_class as tool

        out = folder / "out"
        out.mkdir()
        config = tool.CONFIG.read_text(encoding="utf-8")
        (folder / tool.CONFIG.name).write_text(config.replace("timeout = 30", "timeout = 4"), encoding="utf-8")
        patch.setattr(tool, "CONFIG", folder / tool.CONFIG.name)
        rows = tool.grade_class(SOLUTION.name[:2], folder / "in", out)
    return out, {row[0]: row[1:] for row in rows}


def _hand_in(folder, name, file, text):
    (folder / "in" / name).mkdir(parents=True, exist_ok=True)
    (folder / "in" / name / file).write_text(text, encoding="utf-8")


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
    for name in ("b01", "b02", "b04", "b05", "b09"):
        assert rows[name][0] == rows[name][1], name


def test_everybody_has_a_page_and_a_row(graded):
    out, rows = graded
    assert {path.stem for path in (out / "feedback").glob("*.html")} == set(rows)
    with (out / "grades.csv").open(encoding="utf-8", newline="") as file:
        assert [row[0] for row in csv.reader(file)][1:] == sorted(rows)


def test_the_mistakes_of_the_class_are_counted(graded):
    out, _ = graded
    with (out / "mistakes.csv").open(encoding="utf-8", newline="") as file:
        times = {(row["exercise"], row["outcome"]): int(row["learners"]) for row in csv.DictReader(file)}
    assert times["06-slope", Kind.LOG_SLOPE] == 2
    assert times["06-slope", "runs for ever"] == 1
    assert times["06-loss", "wrong, no name"] == 1
    assert times["06-loss", "not attempted"] >= 1


def test_one_learner_is_graded_again_alone(graded):
    from grade_class import grade_class

    out, rows = graded
    _hand_in(out.parent, "a18", SOLUTION.name, nbformat.writes(solved()))
    before = {path.name: path.stat().st_mtime_ns for path in (out / "course" / "autograded").iterdir()}
    assert grade_class("06", out.parent / "in", out, ["a18"]) == [("a18", 4.0, 4.0, "")]
    after = {path.name: path.stat().st_mtime_ns for path in (out / "course" / "autograded").iterdir()}
    assert [name for name in after if after[name] != before[name]] == ["a18"]
    with (out / "grades.csv").open(encoding="utf-8", newline="") as file:
        again = {row["learner"]: float(row["points"]) for row in csv.DictReader(file)}
    assert again == {name: float(row[0]) for name, row in rows.items()} | {"a18": 4.0}


def test_nothing_in_one_hand_in_stops_the_next(tmp_path):
    from grade_class import _row, handed_in

    class Course:
        points = staticmethod(lambda name: None)

        def grade(self, name, source):
            raise MemoryError(name)

    assert _row(Course(), tmp_path / "ada.ipynb")[0::3] == ("ada", _row(Course(), tmp_path)[3])
    assert "MemoryError here" in _row(Course(), tmp_path)[3]
    assert not handed_in(tmp_path / ".DS_Store")


def test_an_exercise_is_named_by_the_beginning_of_its_name():
    from grade_class import the_one

    assert the_one("09_b").stem == "09_build_word2vec"
    for wrong, said in {"09": "09_build_word2vec, 09_train_on_a_corpus", "77": "none"}.items():
        with pytest.raises(SystemExit, match=said):
            the_one(wrong)
