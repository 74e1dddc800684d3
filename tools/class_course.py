"""One exercise notebook as a course of nbgrader's, in which every learner is graded alone."""

import contextlib
import re
import shutil
import urllib.parse

import nbformat
from generate_exercises import GUARD
from hand_ins import chosen
from mend_submission import grade_id, mended
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from regenerate_notebooks import ROOT
from traitlets.config import Config, PyFileConfigLoader

CONFIG = ROOT / "notebooks" / "nbgrader_config.py"
FAILED = "it could not be run ({}): restart the kernel, run all cells, save, and hand it in again"
ENDLESS = "a cell{} runs for ever and cannot be interrupted: look at its loop"
FIXES = {
    "DeadKernel": "a cell{} ends its kernel: take exit() and the like out",
    "Timeout": ENDLESS,
    "unresponsive": ENDLESS,
}
LEAVES = re.compile(r"^[^#\n]*\b(?:exit|quit|_exit|abort)\(", re.MULTILINE)
SAID = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception|Interrupt): .*", re.MULTILINE)


def the_one(number):
    """The solution notebook whose name begins like that; 09 alone fits two, 09_b and 09_t one each."""
    found = sorted((ROOT / "notebooks" / "solutions").glob("*.ipynb"))
    fitting = [path for path in found if path.stem.startswith(number)]
    if len(fitting) != 1:
        names = ", ".join(path.stem for path in fitting) or "none"
        raise SystemExit(f"grade_class: the name must begin that of one exercise notebook; {number} fits {names}.")
    return fitting[0]


def safe(learner):
    """A name for nbgrader, which takes brackets, stars and spaces at an end for something else; no two share one."""
    quoted = lambda found: urllib.parse.quote(found[0], safe="")
    return re.sub(r"[^\w .,'()-]|^[ .-]| $", quoted, learner)


class Course:
    """A nbgrader course of one exercise notebook, in a folder of its own."""

    def __init__(self, number, folder):
        solution = the_one(number)
        self.name, self.folder, self.begun = number, folder, None
        others = {path.name for path in (folder / "source").glob("*/*.ipynb")} - {solution.name}
        if others:
            raise SystemExit(f"grade_class: {folder.parent} holds grades of {', '.join(others)}; choose another OUT.")
        (folder / "source" / number).mkdir(parents=True, exist_ok=True)
        shutil.copy(solution, folder / "source" / number)
        shutil.copy(CONFIG, folder)
        self.api = NbGraderAPI(config=self._config())
        self._or_stop(self.api.generate_assignment(number, force=True))
        self.release = folder / "release" / number / solution.name
        roles = [cell.metadata.get("nbgrader", {}) for cell in nbformat.read(self.release, as_version=4).cells]
        self.exercises = {role["grade_id"]: role["points"] for role in roles if role.get("points")}

    def _config(self):
        def begins(cell, cell_index):
            self.begun = cell.source

        config = Config(PyFileConfigLoader("nbgrader_config.py", str(self.folder)).load_config())
        config.CourseDirectory.root = str(self.folder)
        config.NbGrader.log_level = 50
        config.Execute.on_cell_start = begins
        return config

    def _or_stop(self, result):
        if not result["success"]:
            raise SystemExit(f"grade_class: the exercise itself cannot be released: {result['error'] or result['log']}")

    def grade(self, learner, paths):
        """What is to be said of one learner's hand-in, in sentences; an older one is forgotten."""
        notebook, files, told = chosen(paths, self.release)
        if notebook is None:
            self.forget(learner)
            return told
        notebook, repairs = mended(notebook, nbformat.read(self.release, as_version=4))
        self._submit(learner, notebook, files)
        result = self.api.autograde(self.name, safe(learner), force=True, create=True)
        if result["success"]:
            return told + repairs
        said = f"{result.get('error') or ''}\n{result.get('log') or ''}"
        self.forget(learner)
        if "KeyboardInterrupt" in said.split():
            raise KeyboardInterrupt
        ended = leaving(notebook) if "DeadKernel" in said else None
        return [*told, *repairs, why(said, ended or self.begun)]

    def _submit(self, learner, notebook, files):
        target = self.folder / "submitted" / safe(learner) / self.name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        nbformat.write(notebook, target / self.release.name)
        for place, file in files:
            (target / place).parent.mkdir(parents=True, exist_ok=True)
            (target / place).write_bytes(file.data())

    def forget(self, learner):
        """Leave nothing of what was handed in before."""
        for kind in ("submitted", "autograded", "feedback"):
            shutil.rmtree(self.folder / kind / safe(learner) / self.name, ignore_errors=True)
        with self.book() as book, contextlib.suppress(MissingEntry):
            book.remove_submission(self.name, safe(learner))

    def book(self):
        return Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}")

    def points(self, learner):
        """(score, of how many)."""
        with self.book() as book:
            try:
                score = book.find_submission(self.name, safe(learner)).score
            except MissingEntry:
                score = 0.0
        return score, sum(self.exercises.values())

    def cells(self, learner):
        """Exercise -> its graded cell after the run; none where the notebook could not be graded."""
        path = self.folder / "autograded" / safe(learner) / self.name / self.release.name
        cells = nbformat.read(path, as_version=4).cells if path.exists() else []
        return {grade_id(cell): cell for cell in cells if grade_id(cell) in self.exercises}

    def page(self, learner):
        """nbgrader's own page of feedback, or None."""
        made = self.folder / "feedback" / safe(learner) / self.name / f"{self.release.stem}.html"
        if self.cells(learner):
            self.api.generate_feedback(self.name, safe(learner), force=True)
        return made.read_text(encoding="utf-8") if made.exists() else None


def leaving(notebook):
    """The first cell that asks its kernel to end, which it does only when other cells have run; or None."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return next((source for source in sources if LEAVES.search(source)), None)


def why(said, begun):
    """What to do after a failure of nbgrader's, by its kind, or in its own words; `begun` is the cell that ran last."""
    line = next((line for line in (begun or "").replace(GUARD, "").splitlines() if line.strip()), "")
    where = f", the one that begins “{line[:40]}” or one above it," if line else ""
    known = next((fix.format(where) for mark, fix in FIXES.items() if mark in said), "")
    return FAILED.format(known or f"nbgrader says: {([*SAID.findall(said)] or ['nothing'])[-1][:300]}")
