"""What came back from a learner's function: fit to be judged, or why not; never a traceback, whatever it is."""

import copy
import inspect
import numbers
import re
import textwrap
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from skipgram_lib.classroom.advice import NEXT
from skipgram_lib.classroom.feedback import Finding, then
from skipgram_lib.classroom.stopped import advice, unwritten
from skipgram_lib.gradcheck import Kind

NO_ARRAY = "which is no array of numbers"
INSTEAD = {  # what an object has -> what to return in its place
    "detach": "return its numbers: t.detach().numpy() of a tensor t",
    "toarray": "return its numbers: m.toarray() of a sparse matrix m",
    "cr_frame": "write def in place of async def",
    "gi_frame": "put list( ) around the generator, or add its numbers up",
    "__next__": "put list( ) around it",
    "__call__": "return what the function gives: call it, with its brackets",
    "success": "it is the whole report of a search: return its x alone",
}


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
    changed : tuple of int
        The places of the arguments into which the function wrote.
    """

    value: object = None
    found: Finding | None = None
    unwritten: str = ""
    changed: tuple = ()


def answered(function, arguments, shape, judge, must=""):
    """The `Answer` of a function at its arguments; `shape` and `must` as a `Task` has them."""
    wanted = shape if isinstance(shape, str) else f"an array of shape {shape}" if shape else "one number"
    start = must or f"Start with {wanted}."
    must = f"\n  {must or f'It must return {wanted}.'}"
    try:
        given = copy.deepcopy(arguments)
        value = _quietly(function, *given)
    except (Exception, SystemExit) as problem:
        stub = unwritten(problem, function, start) if isinstance(problem, NotImplementedError) else None
        return Answer(found=Finding(stub[1]), unwritten=stub[0]) if stub else _stopped(problem, len(arguments), must)
    unfit, value = _fit(value, shape)
    answer = Answer(found=Finding(unfit + must)) if unfit else _judged(judge, value, arguments, must)
    return replace(
        answer, changed=tuple(i for i, pair in enumerate(zip(arguments, given, strict=True)) if _differ(*pair))
    )


def _differ(before, after):
    """Has a function written into an array or a list that it was given?"""
    return isinstance(before, (np.ndarray, list)) and not np.array_equal(before, after)


def _stopped(problem, given, must):
    todo = advice(problem, given)
    seen = f"it stopped with {type(problem).__name__}: {_said(problem)}"
    return Answer(found=Finding(f"{seen}\n  {todo}" if todo else f"{seen}{must}"))


def _judged(judge, value, arguments, must):
    try:
        found = _quietly(judge, value, *arguments)
    except Exception as problem:  # the judge stopped, not the function
        why = f"was refused: {_said(problem)}"
        if not isinstance(problem, ValueError):
            why = f"stopped the check with {type(problem).__name__}: {_said(problem)}"
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
    if isinstance(answer, (set, frozenset)):
        return f"your function returned a {type(answer).__name__}, which keeps no order and no repeats.", None
    array = _array(answer)
    if array is None or array.dtype.kind not in "biuf":
        return f"your function returned {_what(answer, array)}.\n  {then(_instead(answer))}", None
    if array.dtype == np.float16:
        return f"float16 holds three digits, too few to be judged.\n  {then(NEXT[Kind.SINGLE])}", None
    if array.shape != shape:
        return f"your function returned the shape {array.shape}.", None
    return "", array if array.dtype == np.float32 else array.astype(np.float64)


def _array(answer):
    """What numpy makes of an answer, or None; fractions and whole numbers of any size become floats."""
    try:
        array = np.asarray(answer)
        if array.dtype == object and all(isinstance(one, (numbers.Real, Decimal)) for one in array.flat):
            array = array.astype(float)
    except Exception:  # rows of different lengths, a tensor that refuses, 10**400: whatever comes may stop numpy
        return None
    return array


def _what(answer, array):
    """An answer that is no array of numbers, in words."""
    if array is not None and array.dtype.kind == "c":
        return f"complex numbers, {NO_ARRAY}"
    kind = type(answer).__name__
    if isinstance(answer, int):
        return "a whole number that is too large for a float"
    if array is not None and array.dtype == object and array.ndim:
        odd = next(one for one in array.flat if not isinstance(one, (numbers.Real, Decimal)))
        return f"{kind}, {NO_ARRAY}: one entry is {textwrap.shorten(repr(odd), 40, placeholder=' …')}"
    return f"{kind}, {NO_ARRAY}"


def _instead(answer):
    """What to do about an answer that is no array of numbers."""
    if inspect.iscoroutine(answer):
        answer.close()  # or python complains on stderr that nobody waited for it
    for name, todo in INSTEAD.items():
        if hasattr(answer, name):
            return todo
    if isinstance(answer, Mapping):
        return "return the numbers in it, in their order, without their names"
    return "print what you return, its type, and the type of one entry"
