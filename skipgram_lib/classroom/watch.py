"""What a learner's function did beside returning: which library slopes it called, and which arguments it never used."""

import contextlib
import copy
import functools
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
    return watching(function, names, lambda code: code.co_name in SLOPES and code.co_filename.startswith(LIBRARY))


def watching(function, names, seen):
    """`function`, adding to `names` the name of each function that it calls whose code is `seen`."""

    @functools.wraps(function)
    def watched(*arguments):
        before = sys.getprofile()

        def note(frame, event, given):
            if event == "call" and seen(frame.f_code):
                names.add(frame.f_code.co_name)
            if before:
                before(frame, event, given)

        sys.setprofile(note)
        try:
            return function(*arguments)
        finally:
            sys.setprofile(before)

    return watched


def unused(function, trials, idle):
    """Names of the arguments whose change alone leaves the answer as it was, at the first and the last of the trials.

    `idle` holds the places of those that may be unused; None for all of them.
    """
    if idle is None:
        return []
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")  # what the function prints has been seen once
            names = argument_names(function)
            never = [_never_used(function, one) for one in (trials[0], trials[-1])]
    except Exception:  # an answer that cannot be had twice is somebody else's complaint
        return []
    return [name for i, name in enumerate(names) if i not in idle and all(i in each for each in never)]


def argument_names(function):
    """How a function calls its arguments; none where python cannot tell."""
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def _never_used(function, given):
    """The places of the arguments that can be changed without changing the answer."""
    answer = np.asarray(function(*copy.deepcopy(given)))
    if not np.isfinite(answer).all():  # nan stays nan, whatever was used
        return set()
    mixed = lambda i, other: copy.deepcopy((*given[:i], other, *given[i + 1 :]))
    same = lambda i, other: np.array_equal(function(*mixed(i, other)), answer)
    return {i for i, value in enumerate(given) if all(same(i, other) for other in changed(value))}


def changed(value):
    """Others of the same kind: the row before, a list without one of its ends, an array that shares no entry."""
    if isinstance(value, list):
        return value[:-1], value[1:]
    return (value - 1,) if isinstance(value, int) else (1.5 * value[::-1] + 0.25,)
