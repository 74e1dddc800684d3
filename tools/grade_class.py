"""Grade a class, each learner alone: no notebook, however broken, costs anybody else a point.

OUT gets grades.csv, mistakes.csv and a page of feedback for every learner. Needs `pip install -e ".[grading]"`.
"""

import argparse
import os
import pathlib
import sys
import warnings

from class_course import FAILED, Course
from class_report import outcomes, page, stopped, write_grades, write_mistakes
from hand_ins import hand_ins

ARGUMENTS = (
    ("number", str, None, "how the exercise notebook's name begins: 04, 09_b, 09_t"),
    ("submitted", pathlib.Path, None, "a folder that holds a folder, a notebook or a zip of each learner"),
    ("out", pathlib.Path, None, "a folder for the grades of this exercise; made if it is not there"),
    ("name", str, "*", "grade these learners alone, again; all other rows stay"),
)


def grade_class(number, submitted, out, names=()):
    """Grade learners, write feedback and grades.csv, and return rows: who, points, of how many, what to do."""
    found = wanted(hand_ins(submitted), names)
    safe = {"PYTHONSAFEPATH": "1"}  # a file of the library's name beside a notebook is not the library
    os.environ |= safe | {"PATH": os.pathsep.join([str(pathlib.Path(sys.executable).parent), os.environ["PATH"]])}
    (out / "feedback").mkdir(parents=True, exist_ok=True)
    rows, width = [], max(map(len, found))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, of its database
        course = Course(number, out / "course")
        try:
            for learner, paths in found.items():
                rows.append(_row(course, learner, paths, out))
                print(f"{learner:<{width}} {rows[-1][1]:>5g}  {rows[-1][3]}", flush=True)
        finally:
            graded = write_grades(out / "grades.csv", rows)
            write_mistakes(out / "mistakes.csv", [outcomes(course, learner) for learner in graded])
    return rows


def wanted(found, names):
    """Of all who handed in, those whose names were given, or everybody."""
    by_file = {path.name: learner for learner, paths in found.items() for path in paths}
    unknown = [name for name in names if name not in found and name not in by_file]
    if unknown or not found:
        there = ", ".join(found) or "nothing"
        raise SystemExit(f"grade_class: SUBMITTED holds no {', '.join(unknown) or 'hand-in'}; it holds {there}.")
    chosen = {by_file.get(name, name) for name in names} or found
    return {learner: paths for learner, paths in found.items() if learner in chosen}


def _row(course, learner, paths, out):
    """One learner graded, with a page; nothing that comes in one hand-in stops the next."""
    made = None
    try:
        told = course.grade(learner, paths) + stopped(outcomes(course, learner))
        made = course.page(learner)
    except Exception as problem:
        course.forget(learner)
        told = [FAILED.format(f"{type(problem).__name__} here: {problem}")]
    (out / "feedback" / f"{learner}.html").write_text(page(made, "; ".join(told)), encoding="utf-8")
    return learner, *course.points(learner), "; ".join(told)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, kind, count, told in ARGUMENTS:
        parser.add_argument(name, metavar=name.upper(), type=kind, nargs=count, help=told)
    given = parser.parse_args()
    submitted, out = given.submitted.resolve(), given.out.resolve()
    if not submitted.is_dir():
        parser.error(f"SUBMITTED must be a folder with one folder a learner; {given.submitted} is none")
    if out.exists() and not out.is_dir():
        parser.error(f"OUT must be a folder; {given.out} is a file")
    if out.is_relative_to(submitted):
        parser.error(f"OUT must stand outside SUBMITTED, where it would be a learner; {given.out} is inside")
    return given.number, submitted, out, given.name


if __name__ == "__main__":
    try:
        grade_class(*_arguments())
    except KeyboardInterrupt:
        print("grade_class: stopped; what was graded is kept. Name the learners that are left to grade them.")
        sys.exit(130)
