"""A nbgrader course in a folder: what is handed in, graded in this process, and what came of it."""

import os
import pathlib
import shutil
import sys
import warnings

import nbformat
import pytest

api = pytest.importorskip("nbgrader.api", reason="nbgrader is not installed: pip install -e '.[grading]'")

SOLUTIONS = pathlib.Path(__file__).parents[1] / "notebooks" / "solutions"
TIMEOUT = 10  # seconds a cell: what grades the road takes one, on a busy machine several
CONFIG = {
    "CourseDirectory": {"course_id": "skipgram"},
    "Execute": {"timeout": TIMEOUT},
    "LimitOutput": {"max_lines": 100},
    "NbGrader": {"log_level": 50},
}


def spare_alembic(patch):
    """A new gradebook asks a process of seconds for the number of its scheme, which nothing here reads."""
    patch.setattr(api, "get_alembic_version", lambda: "not asked", raising=False)
    patch.setenv("PYTHONWARNINGS", "ignore")


class Course:
    """An assignment of some notebooks, released."""

    def __init__(self, folder, names):
        from nbgrader.apps import NbGraderAPI
        from traitlets.config import Config

        self.folder = folder
        (folder / "source" / "ps").mkdir(parents=True)
        for name in names:
            shutil.copy(SOLUTIONS / f"{name}.ipynb", folder / "source" / "ps")
        config = Config(CONFIG)
        config.CourseDirectory.root = str(folder)
        self.api = NbGraderAPI(config=config)
        done = self.api.generate_assignment("ps")
        assert done["success"], done

    def submit(self, student, name, answers):
        """Hand in the released notebook with some answers in place of its stubs."""
        notebook = nbformat.read(self.folder / "release" / "ps" / f"{name}.ipynb", as_version=4)
        for cell in notebook.cells:
            cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
        folder = self.folder / "submitted" / student / "ps"
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / f"{name}.ipynb")
        return folder

    def autograde(self, *students):
        """Run and score what they handed in, as `nbgrader autograde` does, with the environment's variables."""
        path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's own, of its database
            patch.setenv("PATH", path)  # as in an activated environment
            for student in students:
                done = self.api.autograde("ps", student, force=True, create=True)
                assert done["success"], done

    def scores(self):
        """(student, exercise) -> (score, of how many), from the gradebook."""
        with api.Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as book:
            return {
                (submission.student.id, notebook.name, grade.cell.name): (grade.score, grade.max_score)
                for submission in book.assignment_submissions("ps")
                for notebook in submission.notebooks
                for grade in notebook.grades
            }

    def lost(self, student, name):
        """Exercise -> points lost, where some were."""
        mine = {cell: grade for (who, which, cell), grade in self.scores().items() if (who, which) == (student, name)}
        assert mine
        return {cell: most - score for cell, (score, most) in mine.items() if score < most}

    def graded(self, student, name):
        """The autograded notebook's path."""
        return self.folder / "autograded" / student / "ps" / f"{name}.ipynb"

    def said(self, student, name, grade_id):
        """What the autograded cell printed."""
        cells = nbformat.read(self.graded(student, name), as_version=4).cells
        cell = next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)
        return "".join(output.get("text", output.get("ename", "")) for output in cell.outputs)


def marked(name):
    """The cells of a solution that nbgrader knows."""
    cells = nbformat.read(SOLUTIONS / f"{name}.ipynb", as_version=4).cells
    return [cell for cell in cells if "nbgrader" in cell.metadata]


def solved(name):
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in marked(name)}


def points(name):
    settings = [cell.metadata["nbgrader"] for cell in marked(name)]
    return {one["grade_id"]: one["points"] for one in settings if one.get("points")}
