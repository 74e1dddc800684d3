"""Grade a class: `python tools/grade_class.py 04 SUBMITTED OUT [NAME ...]`; needs `pip install -e ".[grading]"`.

SUBMITTED holds a folder for each learner, whatever is in it. Each is graded alone, so no notebook, however broken,
costs anybody else a point. OUT gets grades.csv and a page of feedback for every learner; with names, only these are
graded, again.
"""

import csv
import os
import pathlib
import re
import shutil
import sys
import warnings
from collections import Counter

import nbformat
from mend_submission import chosen, mended, opened
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from regenerate_notebooks import ROOT
from traitlets.config import Config, PyFileConfigLoader

FAILED = "it could not be run ({}): restart the kernel, run all cells, save, and hand it in again"
FIXES = {"Timeout": "a cell runs for ever: look at its loop", "DeadKernel": "a cell kills its kernel"}


def the_one(number):
    """The solution notebook whose name begins like that; 09 alone fits two, 09_b and 09_t one each."""
    found = sorted((ROOT / "notebooks" / "solutions").glob(f"{number}*.ipynb"))
    if len(found) != 1:
        names = ", ".join(path.stem for path in found) or "none"
        raise SystemExit(f"grade_class: the name must begin that of one exercise notebook; {number} fits {names}.")
    return found[0]


class Course:
    """A nbgrader course of one exercise notebook, in a folder of its own."""

    def __init__(self, number, folder):
        self.name, self.folder = number, folder
        solution = the_one(number)
        (folder / "source" / number).mkdir(parents=True, exist_ok=True)
        shutil.copy(solution, folder / "source" / number)
        shutil.copy(ROOT / "notebooks" / "nbgrader_config.py", folder)
        config = Config(PyFileConfigLoader("nbgrader_config.py", str(folder)).load_config())
        config.CourseDirectory.root = str(folder)
        config.NbGrader.log_level = 50
        self.api = NbGraderAPI(config=config)
        self._or_stop(self.api.generate_assignment(number, force=True))
        self.release = folder / "release" / number / solution.name

    def _or_stop(self, result):
        if not result["success"]:
            raise SystemExit(f"grade_class: the exercise itself cannot be released: {result['error'] or result['log']}")

    def grade(self, learner, source):
        """What is to be said of one learner's hand-in; "" if nothing is."""
        path, told = chosen(source, self.release)
        notebook, why = opened(path) if path else (None, [])
        if notebook is None:
            return [*told, *why]
        notebook, repairs = mended(notebook, nbformat.read(self.release, as_version=4))
        target = self.folder / "submitted" / learner / self.name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        nbformat.write(notebook, target / self.release.name)
        result = self.api.autograde(self.name, learner, force=True, create=True)
        return told + repairs + ([] if result["success"] else [self._why(result)])

    def _why(self, result):
        said = f"{result.get('error') or ''} {result.get('log') or ''}"
        return FAILED.format(next((fix for mark, fix in FIXES.items() if mark in said), "nbgrader stopped"))

    def points(self, learner):
        """(score, of how many), or None where nothing was graded."""
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as book:
            try:
                submission = book.find_submission(self.name, learner)
            except MissingEntry:
                return None
            return submission.score, submission.max_score

    def mistakes(self, learner):
        """(exercise, sentence) of what the feedback diagnosed, read off the graded notebook."""
        path = self.folder / "autograded" / learner / self.name / self.release.name
        for cell in nbformat.read(path, as_version=4).cells if path.exists() else ():
            id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            for output in cell.get("outputs", []) if id.endswith("-test") else ():
                yield from ((id, kind) for kind in diagnosed(output))


def diagnosed(output):
    """The line of a printed complaint that names the kind of mistake, or the error that stopped the cell."""
    if output.output_type == "error":
        return [output.ename]
    lines = [line.strip() for line in output.get("text", "").splitlines()]
    told = [line for line in lines[1:] if line and not line.startswith("Next:")]
    return [re.sub(r"-?\d[\d.e+-]*", "…", told[0])] if told and any(line.startswith("Next:") for line in lines) else []


def grade_class(number, submitted, out, names=()):
    """Grade learners, write feedback and grades.csv, and return rows: who, points, of how many, what to do."""
    safe = {"PYTHONSAFEPATH": "1"}  # a file of the library's name beside a notebook is not the library
    os.environ |= safe | {"PATH": os.pathsep.join([str(pathlib.Path(sys.executable).parent), os.environ["PATH"]])}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, of its database
        course = Course(number, out / "course")
        learners = [path for path in sorted(submitted.iterdir()) if path.is_dir() and (not names or path.name in names)]
        rows = [_row(course, source) for source in learners]
        course.api.generate_feedback(number, force=True)
    _write(course, rows, out, number)
    kinds = Counter(found for source in learners for found in course.mistakes(source.name))
    for (id, kind), times in kinds.most_common():
        print(f"{times:>4} × {id:<22} {kind}")
    return rows


def _row(course, source):
    """One learner graded, and told at once."""
    told = "; ".join(course.grade(source.name, source))
    score, most = course.points(source.name) or (0.0, "")
    print(f"{source.name:<20} {score:>5g}  {told}", flush=True)
    return source.name, score, most, told


def _write(course, rows, out, number):
    """grades.csv, and a page for everybody: nbgrader's own, or the sentences where there is none."""
    kept = {}
    if (out / "grades.csv").exists():
        with (out / "grades.csv").open(encoding="utf-8", newline="") as file:
            kept = {row[0]: row for row in list(csv.reader(file))[1:]}
    kept |= {row[0]: row for row in rows}
    with (out / "grades.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("learner", "points", "of", "what to do"), *(kept[name] for name in sorted(kept))])
    (out / "feedback").mkdir(exist_ok=True)
    for name, _, _, told in rows:
        made = course.folder / "feedback" / name / number / f"{course.release.stem}.html"
        said = f"<p><strong>Please note:</strong> {told}.</p>" if told else ""
        page = made.read_text(encoding="utf-8") if made.exists() else "<!doctype html><title>Feedback</title><body>"
        (out / "feedback" / f"{name}.html").write_text(page.replace("<body>", f"<body>{said}", 1), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__.split(";")[0])
    number, submitted, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).resolve()
    if not submitted.is_dir():
        raise SystemExit(f"grade_class: SUBMITTED must be a folder with one folder a learner; {submitted} is none.")
    out.mkdir(parents=True, exist_ok=True)
    grade_class(number, submitted, out, sys.argv[4:])
