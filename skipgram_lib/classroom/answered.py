"""What came back from a learner's function: fit to be judged, or why not; never a traceback, whatever it is."""

import copy
import numbers
import re
import textwrap
import warnings
from dataclasses import dataclass

import numpy as np

from skipgram_lib.classroom.advice import NEXT
from skipgram_lib.classroom.feedback import Finding, then
from skipgram_lib.classroom.stopped import advice, unwritten
from skipgram_lib.gradcheck import Kind

NO_ARRAY = f"which is no array of numbers.\n  {then('print what you return, its type, and the type of one entry')}"


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes
    ----------
    value : object
        In the dtype that it is judged in; None if it cannot be judged.
    found : Finding or None
        What is wrong with it.
    unwritten : str
        Which stub has been left, "" if none.
    """

    value: object = None
    found: Finding | None = None
    unwritten: str = ""


def answered(function, arguments, shape, judge, must=""):
    """The `Answer` of a function at its arguments; `shape` and `must` as a `Task` has them."""
    wanted = shape if isinstance(shape, str) else f"an array of shape {shape}" if shape else "one number"
    start = must or f"Start with {wanted}."
    must = f"\n  {must or f'It must return {wanted}.'}"
    try:
        value = _quietly(function, *copy.deepcopy(arguments))
    except (Exception, SystemExit) as problem:
        stub = unwritten(problem, function, start) if isinstance(problem, NotImplementedError) else None
        return Answer(found=Finding(stub[1]), unwritten=stub[0]) if stub else _stopped(problem, len(arguments), must)
    unfit, value = _fit(value, shape)
    return Answer(found=Finding(unfit + must)) if unfit else _judged(judge, value, arguments, must)


def _stopped(problem, given, must):
    todo = advice(problem, given)
    seen = f"it stopped with {type(problem).__name__}: {_said(problem)}"
    return Answer(found=Finding(f"{seen}\n  {todo}" if todo else f"{seen}{must}"))


def _judged(judge, value, arguments, must):
    try:
        found = _quietly(judge, value, *arguments)
    except Exception as problem:  # the judge stopped, not the function
        readable = isinstance(problem, ValueError)
        why = f"was refused: {_said(problem)}" if readable else f"cannot be read: {type(value).__name__}."
        return Answer(value, Finding(f"what you returned {why}{must}"))
    return Answer(value, Finding(found) if found and isinstance(found, str) else found or None)


def _quietly(function, *arguments):
    with warnings.catch_warnings(), np.errstate(all="ignore"):  # nbgrader gives 0 for anything on stderr
        warnings.simplefilter("ignore")
        return function(*arguments)


def _said(problem):
    said = re.sub(
        r".*core dimension.*\(size (\d+) is different from (\d+)\)", r"@ met the lengths \1 and \2", str(problem)
    )
    return textwrap.shorten(said, 120, placeholder=" …") or "no message"


def _fit(answer, shape):
    """(why the answer cannot be measured or "", the answer in the dtype that it is judged in)."""
    if answer is None:
        return "your function returned nothing: does it end in a return?", None
    if isinstance(shape, str):
        return "", answer
    if isinstance(answer, (set, frozenset, dict)):
        return f"your function returned a {type(answer).__name__}, which keeps no order and no repeats.", None
    answer = float(answer) if isinstance(answer, numbers.Real) and not isinstance(answer, np.generic) else answer
    try:
        array = np.asarray(answer)
    except ValueError:  # rows of different lengths
        return f"your function returned {type(answer).__name__}, {NO_ARRAY}", None
    if array.dtype.kind not in "biuf":
        kind = "complex numbers" if array.dtype.kind == "c" else type(answer).__name__
        return f"your function returned {kind}, {NO_ARRAY}", None
    if array.dtype == np.float16:
        return f"float16 holds three digits, too few to be judged.\n  {then(NEXT[Kind.SINGLE])}", None
    if array.shape != shape:
        return f"your function returned the shape {array.shape}.", None
    return "", array if array.dtype == np.float32 else array.astype(np.float64)
