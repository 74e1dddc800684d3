"""Grade a class: `python tools/grade_class.py 04 SUBMITTED OUT [NAME ...]`; needs `pip install -e ".[grading]"`.

SUBMITTED holds a folder for each learner, whatever is in it. Each is graded alone, so no notebook, however broken,
costs anybody else a point. OUT gets grades.csv, mistakes.csv and a page of feedback for every learner; with names, only
these are graded, again.
"""

import csv
import os
import pathlib
import shutil
import sys
import warnings
from collections import Counter
from html.parser import HTMLParser

import nbformat
from mend_submission import chosen, mended
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from regenerate_notebooks import ROOT
from traitlets.config import Config, PyFileConfigLoader

CONFIG = ROOT / "notebooks" / "nbgrader_config.py"
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
        shutil.copy(CONFIG, folder)
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
        notebook, told = chosen(source, self.release)
        if notebook is None:
            return told
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

    def outcomes(self, learner):
        """Exercise -> how it went for one learner: "right", the kind of mistake, what stopped it, or "no name"."""
        path = self.folder / "autograded" / learner / self.name / self.release.name
        cells = nbformat.read(path, as_version=4).cells if path.exists() else []
        roles = [(cell.metadata.get("nbgrader", {}), cell) for cell in cells]
        return {role["grade_id"]: outcome(cell, role["points"]) for role, cell in roles if role.get("points")}


def outcome(cell, points):
    """What the graded cell shows: the kind of mistake is an attribute of the score, and no prose is read."""
    stopped = {"" if output.output_type != "error" else output.ename for output in cell.get("outputs", [])} - {""}
    if stopped:
        return "runs for ever" if "CellTimeoutError" in stopped else f"stopped by {stopped.pop()}"
    scores = [output.data for output in cell.get("outputs", []) if "text/html" in output.get("data", {})]
    kind = mistake_in(scores[-1]["text/html"]) if scores else "no score"
    right = bool(scores) and scores[-1]["text/plain"] == f"{points:g}"
    return "right" if right else kind or "wrong, no name"


def mistake_in(html):
    """The kind of mistake that a score carries."""
    found, parser = [""], HTMLParser()
    parser.handle_starttag = lambda _, attributes: found.append(dict(attributes).get("data-mistake", ""))
    parser.feed(html)
    return max(found)


def grade_class(number, submitted, out, names=()):
    """Grade learners, write feedback and grades.csv, and return rows: who, points, of how many, what to do."""
    safe = {"PYTHONSAFEPATH": "1"}  # a file of the library's name beside a notebook is not the library
    os.environ |= safe | {"PATH": os.pathsep.join([str(pathlib.Path(sys.executable).parent), os.environ["PATH"]])}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, of its database
        course = Course(number, out / "course")
        learners = [
            path
            for path in sorted(submitted.iterdir())
            if handed_in(path) and (not names or {path.name, path.stem} & {*names})
        ]
        rows = [_row(course, source) for source in learners]
        for name, *_ in rows:
            course.api.generate_feedback(number, name, force=True)
    _tell(course, _write(course, rows, out, number), out)
    return rows


def handed_in(path):
    """Is this a learner's folder, or a notebook or zip that stands for one?"""
    return not path.name.startswith(".") and (path.is_dir() or path.suffix in (".ipynb", ".zip"))


def _row(course, source):
    """One learner graded, and told at once; nothing that comes in one hand-in stops the next."""
    name = source.name if source.is_dir() else source.stem
    try:
        told = "; ".join(course.grade(name, source))
    except Exception as problem:
        told = FAILED.format(f"{type(problem).__name__} here")
    score, most = course.points(name) or (0.0, "")
    print(f"{name:<20} {score:>5g}  {told}", flush=True)
    return name, score, most, told


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
    return sorted(kept)


def _tell(course, learners, out):
    """What the class got wrong, exercise by exercise: printed, and in mistakes.csv."""
    per = {}
    for learner in learners:
        for exercise, found in course.outcomes(learner).items():
            per.setdefault(exercise.removesuffix("-test"), Counter())[found] += 1
    for exercise, found in per.items():
        print(f"{exercise}: {found['right']} of {found.total()} right")
        wrong = [(kind, times) for kind, times in found.most_common() if kind != "right"]
        for kind, times in wrong:
            print(f"{times:>6}  {kind}")
    with (out / "mistakes.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [(exercise, kind, times) for exercise, found in per.items() for kind, times in found.most_common()]
        csv.writer(file).writerows([("exercise", "outcome", "learners"), *rows])


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__.split(";")[0])
    number, submitted, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).resolve()
    if not submitted.is_dir():
        raise SystemExit(f"grade_class: SUBMITTED must be a folder with one folder a learner; {submitted} is none.")
    out.mkdir(parents=True, exist_ok=True)
    grade_class(number, submitted, out, sys.argv[4:])
