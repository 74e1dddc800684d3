"""The cells of the exercises by their role, and a learner's attempt at one of them."""

import ast
import contextlib
import functools
import io
import pathlib
import re

import nbformat
import pytest

from skipgram_lib.classroom.road import pieces

ROOT = pathlib.Path(__file__).parents[1]
CHAPTERS, SOLUTIONS, EXERCISES = (ROOT / "notebooks" / part for part in (".", "solutions", "exercises"))
NAMES = sorted(path.name for path in SOLUTIONS.glob("[0-9][0-9]_*.ipynb"))
ROAD = "09_build_word2vec.ipynb"  # all pieces of one program, where the others ask two or three questions of a chapter
HOME = {ROAD: "09_train_on_a_corpus.ipynb"}  # exercises whose chapter has another name -> the chapter
TEACHERS_PAGE = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
SOLVED = re.compile(r"### BEGIN SOLUTION\n(.*?)\s*### END SOLUTION", re.DOTALL)
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS\n", re.DOTALL)
each_name = pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:2])


@functools.cache
def cells(folder, name):
    """Read once, and only to be looked at."""
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
        if name == ROAD and id.startswith("road-softmax"):  # the library lends each piece what it stands on
            space |= vars(pieces)
            break
        if cell.cell_type == "code" and not id.endswith("-solution") and not id.endswith("-test"):
            with contextlib.redirect_stdout(io.StringIO()):
                exec(cell.source, space)
    roles = graded(SOLUTIONS, name)[exercise]
    exec(roles["solution"].source if code is None else code, space)
    *body, last = ast.parse(HIDDEN.sub("", roles["test"].source)).body  # its fresh import is for a process of its own
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "test", "exec"), space)
        points = eval(compile(ast.Expression(last.value), "test", "eval"), space)
    return printed.getvalue(), points
