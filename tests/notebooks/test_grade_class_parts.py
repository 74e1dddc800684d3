"""What grading a class is made of, without a course: who is graded, under which name, what is said, what is shown."""

from contextlib import nullcontext
from types import SimpleNamespace

import nbformat
import pytest
from handed_in import RELEASED, ROOT, SOLUTION, hand_in, solved

pytest.importorskip("nbgrader.api", reason="nbgrader is not installed: pip install -e '.[grading]'")


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
        hand_in(tmp_path, name, SOLUTION.name, "{}")
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
    hand_in(tmp_path, "ada", SOLUTION.name, nbformat.writes(solved()))
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


def test_what_to_do_is_said_of_a_function_that_never_came_to_an_answer():
    from class_report import stopped

    said = stopped({"a": "right", "b": "the raise is still in it", "c": "it calls a stub", "d": "lent by the library"})
    assert [one.split(":")[0] for one in said] == [
        "b, the raise is still in it",
        "c, it calls a stub",
        "d, lent by the library",
    ]
    assert "delete the line raise NotImplementedError()" in said[0]
    assert stopped({"a": "not attempted", "b": "sign flip"}) == []


def test_the_cell_that_asks_for_the_end_is_named():
    from class_course import leaving

    notebook = solved()
    assert leaving(notebook) is None
    for source in ("# exit()", "leave = exit", "def f():\n    sys.exit(1)", "quit()"):
        notebook.cells.append(nbformat.v4.new_code_cell(source))
    assert leaving(notebook) == "def f():\n    sys.exit(1)"


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
