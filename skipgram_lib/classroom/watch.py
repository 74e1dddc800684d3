"""What a learner's function did beside returning: which library slopes it called, and which arguments it never used."""

import contextlib
import copy
import inspect
import io
import sys
import warnings
from pathlib import Path

import numpy as np

LIBRARY = str(Path(__file__).parent.parent)
SLOPES = {"gradients", "numerical_gradient", "complex_step"}


def borrowed(function, names):
    """`function`, adding to `names` what slopes of the library it calls; that is reported, never punished."""

    def note(frame, event, _):
        code = frame.f_code
        if event == "call" and code.co_name in SLOPES and code.co_filename.startswith(LIBRARY):
            names.add(code.co_name)

    def watched(*arguments):
        before = sys.getprofile()
        sys.setprofile(note)
        try:
            return function(*arguments)
        finally:
            sys.setprofile(before)

    return watched


def unused(function, one, other, idle=()):
    """Names of the arguments whose change, from `one` tuple of arguments to `other`, leaves the answer as it was."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")  # what the function prints has been seen once
            return _unused(function, one, other, idle)
    except Exception:  # an answer that cannot be had twice is somebody else's complaint
        return []


def _unused(function, one, other, idle):
    names = list(inspect.signature(function).parameters)
    answer = np.asarray(function(*copy.deepcopy(one)))
    if not np.isfinite(answer).all():  # nan stays nan, whatever was used
        return []
    return [name for i, name in enumerate(names) if i not in idle and _same(function, one, other, i, answer)]


def _same(function, one, other, i, answer):
    mixed = copy.deepcopy((*one[:i], other[i], *one[i + 1 :]))
    return np.shape(one[i]) == np.shape(other[i]) and np.array_equal(function(*mixed), answer, equal_nan=True)
