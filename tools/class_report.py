"""What came of a class: how each exercise went, the mistakes counted, the table, and a page for every learner."""

import csv
import html
import pathlib
import re
import sys
from collections import Counter
from html.parser import HTMLParser

from generate_exercises import GUARD
from regenerate_notebooks import ROOT

from skipgram_lib.classroom.stopped import CALLS_A_STUB, LENT, RAISE_LEFT

HEAD = ("learner", "points", "of", "what to do")
HIDDEN = {line.strip() for line in GUARD.splitlines()} - {""}
STOPPED = {"runs for ever": "look at its loop"}
UNWRITTEN = {  # a function that never came to an answer, though somebody may take it for written
    RAISE_LEFT: "delete the line raise NotImplementedError(), and end in a return",
    CALLS_A_STUB: "write the function that it calls first",
    LENT: "write your own piece below its text",
}


def outcome(cell, points):
    """What the graded cell shows: the kind of mistake is an attribute of the score, and no prose is read."""
    stopped = {"" if output.output_type != "error" else output.ename for output in cell.get("outputs", [])} - {""}
    if stopped:
        return "runs for ever" if "CellTimeoutError" in stopped else f"stopped by {stopped.pop()}"
    scores = [output.data for output in cell.get("outputs", []) if "text/html" in output.get("data", {})]
    kind = mistake_in(scores[-1]["text/html"]) if scores else "no score"
    right = bool(scores) and scores[-1]["text/plain"] == f"{points:g}"
    return "right" if right else kind or "wrong, no name"


def mistake_in(shown):
    """The kind of mistake that a score carries."""
    found, parser = [""], HTMLParser()
    parser.handle_starttag = lambda _, attributes: found.append(dict(attributes).get("data-mistake", ""))
    parser.feed(shown)
    return max(found)


def outcomes(course, learner):
    """Exercise -> how it went for one learner: "right", the kind of mistake, what stopped it, or "not graded"."""
    cells = course.cells(learner)
    return {
        id.removesuffix("-test"): outcome(cells[id], points) if id in cells else "not graded"
        for id, points in course.exercises.items()
    }


def stopped(found):
    """A sentence for each exercise whose measurement, or whose function, did not come to its end."""
    fix = lambda how: STOPPED.get(how, "restart the kernel, run all cells, and read the first error")
    ended = {id: how for id, how in found.items() if how == "runs for ever" or how.startswith("stopped by")}
    unwritten = {how: ", ".join(id for id in found if found[id] == how) for how in UNWRITTEN if how in found.values()}
    return [f"{id} {how}: {fix(how)}" for id, how in ended.items()] + [
        f"{ids}, {how}: {UNWRITTEN[how]}" for how, ids in unwritten.items()
    ]


def rows_of(path):
    """The rows of a table that was written before."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def write_table(path, head, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the signature is for Excel
        csv.writer(file).writerows([head, *rows])


def write_grades(path, rows):
    """grades.csv, in which whoever was graded before keeps a row; returns who has one."""
    kept = {row[0]: row for row in rows_of(path)} | {row[0]: row for row in rows}
    write_table(path, HEAD, [kept[name] for name in sorted(kept)])
    return sorted(kept)


def write_mistakes(path, all_outcomes):
    """What the class got wrong, exercise by exercise: printed, and in mistakes.csv."""
    per = {}
    for found in all_outcomes:
        for exercise, how in found.items():
            per.setdefault(exercise, Counter())[how] += 1
    for exercise, found in per.items():
        print(f"{exercise}: {found['right']} of {found.total()} right")
        for kind, times in found.most_common():
            if kind != "right":
                print(f"{times:>6}  {kind}")
    rows = [(exercise, kind, times) for exercise, found in per.items() for kind, times in found.most_common()]
    write_table(path, ("exercise", "outcome", "learners"), rows)


def page(made, told):
    """A learner's page: nbgrader's own or an empty one, what is to be said on top, no path of the teacher's."""
    text = made or '<!doctype html><meta charset="utf-8"><title>Feedback</title><body>'
    said = f"<p><strong>Please note:</strong> {html.escape(told)}.</p>" if told else ""
    for place in (ROOT, sys.prefix, sys.base_prefix, pathlib.Path.home()):
        text = text.replace(f"{html.escape(str(place))}/", "")
    lines = [line for line in text.split("\n") if not hidden(line)]
    return "\n".join(lines).replace("<body>", f"<body>{said}", 1)


def hidden(line):
    """Is it a coloured line of a traceback that quotes what learners do not have?"""
    bare = html.unescape(re.sub(r"<[^>]+>", "", line))
    return 'class="ansi-' in line and re.sub(r"^[-> \d]+", "", bare).strip() in HIDDEN
