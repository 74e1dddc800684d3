"""A class of thirty, twelve of them broken in different ways: the other eighteen have their points, and all a page."""

import csv
import json
from contextlib import nullcontext
from types import SimpleNamespace

import nbformat
import pytest
from graded_course import spare_alembic
from handed_in import RELEASED, ROOT, SOLUTION, first, solved

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
    "b03": (missing, "missing: put back empty"),
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
        _hand_in(folder, name, SOLUTION.name, nbformat.writes(notebook))
    for name, (file, text, _) in FILES.items():
        _hand_in(folder, name, file, text())
    (folder / "in" / "b02 [x] *?" / "data").mkdir()
    _hand_in(folder, "b02 [x] *?", "data/mine.txt", "beside")
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
    _hand_in(out.parent, "a18", SOLUTION.name, "{")
    ((*lost, told),) = grade_class("06", out.parent / "in", out, ["a18"])
    assert lost == ["a18", 0, 4]
    assert "is not a notebook" in told
    assert "06-slope" not in (out / "feedback" / "a18.html").read_text(encoding="utf-8")
    _hand_in(out.parent, "a18", SOLUTION.name, nbformat.writes(solved()))
    before = {path.name: path.stat().st_mtime_ns for path in (out / "course" / "autograded").iterdir()}
    assert grade_class("06", out.parent / "in", out, ["a18"]) == [("a18", 4.0, 4.0, "")]
    after = {path.name: path.stat().st_mtime_ns for path in (out / "course" / "autograded").iterdir()}
    assert [name for name in after if after[name] != before[name]] == ["a18"]
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        again = {row["learner"]: float(row["points"]) for row in csv.DictReader(file)}
    assert again == {name: float(row[0]) for name, row in rows.items()} | {"a18": 4.0}


class Stub:
    """A course in which grading `ends`, for the second learner."""

    def __init__(self, ends):
        self.ends, self.forgotten, self.exercises = ends, [], {"06-slope-test": 2}

    def grade(self, learner, paths):
        if learner == "bo":
            raise self.ends
        return []

    cells = lambda self, learner: {}
    page = lambda self, learner: None
    points = lambda self, learner: (2.0, 2)
    forget = lambda self, learner: self.forgotten.append(learner)


@pytest.fixture
def three(tmp_path):
    for name in ("ada", "bo", "cy"):
        _hand_in(tmp_path, name, SOLUTION.name, "{}")
    return tmp_path


def test_nothing_in_one_hand_in_stops_the_next(three, monkeypatch):
    import grade_class as tool

    course = Stub(MemoryError("bo"))
    monkeypatch.setattr(tool, "Course", lambda *given: course)
    rows = tool.grade_class("06", three / "in", three / "out")
    assert [row[0] for row in rows] == ["ada", "bo", "cy"]
    assert "MemoryError here" in rows[1][3]
    assert course.forgotten == ["bo"]


def test_an_interrupt_stops_and_keeps_what_was_graded(three, monkeypatch):
    import grade_class as tool

    monkeypatch.setattr(tool, "Course", lambda *given: Stub(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        tool.grade_class("06", three / "in", three / "out")
    assert (three / "out" / "grades.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == ["ada,2.0,2,"]
    assert [path.stem for path in (three / "out" / "feedback").iterdir()] == ["ada"]


@pytest.mark.parametrize(
    ("error", "raised"), [("…\nKeyboardInterrupt\n", True), ("…\nOSError: KeyboardInterrupt.py\n", False)]
)
def test_an_interrupt_that_nbgrader_caught_is_one_again(error, raised, tmp_path):
    from class_course import Course

    course = Course.__new__(Course)
    vars(course).update(name="06", folder=tmp_path, release=RELEASED, begun="x = 1")
    vars(course).update(forget=lambda learner: None, api=SimpleNamespace(autograde=lambda *given, **how: failed))
    failed = {"success": False, "error": error}
    _hand_in(tmp_path, "ada", SOLUTION.name, nbformat.writes(solved()))
    with pytest.raises(KeyboardInterrupt) if raised else nullcontext():
        assert "nbgrader says: OSError" in course.grade("ada", [tmp_path / "in" / "ada"])[0]


COMMANDS = {  # what follows NUMBER -> what is said
    "in out nosuch": "SUBMITTED holds no nosuch; it holds ada, bo, cy",
    "empty out": "SUBMITTED holds no hand-in",
    "in file": "OUT must be a folder",
    "in in/out": "OUT must stand outside SUBMITTED",
    "file out": "SUBMITTED must be a folder",
}


@pytest.mark.parametrize("given", COMMANDS)
def test_a_command_that_cannot_be_is_refused_and_makes_nothing(given, three, monkeypatch, capsys):
    import grade_class as tool

    (three / "file").write_text("")
    (three / "empty").mkdir()
    monkeypatch.chdir(three)
    monkeypatch.setattr("sys.argv", ["grade_class.py", "06", *given.split()])
    with pytest.raises(SystemExit) as stop:
        tool.grade_class(*tool._arguments())
    assert COMMANDS[given] in str(stop.value) + capsys.readouterr().err
    assert sorted(path.name for path in three.iterdir()) == ["empty", "file", "in"]


def test_a_folder_of_grades_is_that_of_one_exercise(tmp_path):
    from class_course import Course

    (tmp_path / "course" / "source" / "04").mkdir(parents=True)
    (tmp_path / "course" / "source" / "04" / "04_true_outside_word.ipynb").write_text("")
    with pytest.raises(SystemExit, match=r"04_true_outside_word\.ipynb; choose another OUT"):
        Course("06", tmp_path / "course")


def test_names_for_nbgrader_hold_no_patterns_and_stay_apart():
    from class_course import safe

    names = [
        "ada",
        "ada[1]",
        "ada%5B1%5D",
        "x *",
        "x ?",
        " lead",
        "trail ",
        ".x",
        "-x",
        "a/b",
        "Jürgen O'Müller, 王小明",
    ]
    assert len({safe(name) for name in names}) == len(names)
    assert not any(sign in safe(name) for name in names for sign in '*?[]/"{}')
    assert safe(names[-1]) == names[-1]
    assert safe(" lead ") == "%20lead%20"


SAID = {  # what nbgrader said -> what is passed on
    "…\nnbclient.exceptions.DeadKernelError: Kernel died": "begins “exit()” or one above it, ends its kernel: take",
    "[ERROR] the kernel became unresponsive": "“exit()” or one above it, runs for ever and cannot be",
    "x\nsqlalchemy.exc.OperationalError: disk full\nmore": "nbgrader says: sqlalchemy.exc.OperationalError: disk full",
    "": "nbgrader says: nothing",
}


@pytest.mark.parametrize("said", SAID)
def test_a_failure_gets_its_own_advice_or_nbgraders_words(said):
    from class_course import why

    assert SAID[said] in why(said, "\nexit()\nmore = 1")


def test_a_name_is_text_on_the_page_and_no_place_of_the_teachers_is_shown():
    from class_report import page

    quoted = '<span class="ansi-green-fg">   8</span> <span>### END HIDDEN TESTS</span>\n'
    made = page(f"<body>\n{quoted}File {ROOT}/skipgram_lib/a.py", "it was named <img src=x>.ipynb")
    assert (
        made
        == "<body><p><strong>Please note:</strong> it was named &lt;img src=x&gt;.ipynb.</p>\nFile skipgram_lib/a.py"
    )


def test_an_exercise_is_named_by_the_beginning_of_its_name():
    from class_course import the_one

    assert the_one("09_b").stem == "09_build_word2vec"
    for wrong, said in {"09": "09_build_word2vec, 09_train_on_a_corpus", "77": "none"}.items():
        with pytest.raises(SystemExit, match=said):
            the_one(wrong)
