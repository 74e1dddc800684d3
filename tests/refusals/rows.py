"""Rows of arguments for `test_refusals`: a value that fits, and six that do not.

The six are, in this order: None, wrong type, wrong shape, NaN, empty, out of range. `Fine` marks one that is no
mistake there, and says why; `Fine(why, value)` is tried all the same, and must then leave the call as good as it was.
"""

import numpy as np

KINDS = "None", "wrong type", "wrong shape", "NaN", "empty", "out of range"
nan, inf = np.nan, np.inf


class Fine:
    """What is allowed there, and why."""

    def __init__(self, why):
        self.why = why


def spoilt(array, value):
    """`array` with its first entry replaced."""
    array = np.array(array, float)
    array.flat[0] = value
    return array


def numbers(good, shape):
    """An array of numbers; `shape` is one that does not fit."""
    return good, (None, "abc", np.ones(shape), spoilt(good, nan), np.ones(0), spoilt(good, inf))


def whole(good, outside):
    """One whole number; `outside` is one that is too small or too large."""
    return good, (None, "abc", [good], nan, [], outside)


def indices(good, most):
    """An array of row numbers below `most`."""
    outside = np.array(good)
    outside.flat[0] = most
    return np.array(good), (None, "abc", np.zeros((2, 2, 2), int), np.full(np.shape(good), nan), np.ones(0), outside)


def text(good, outside):
    """A name or a text; `outside` is one that is not known, or `Fine`."""
    return good, (None, 3, [good], nan, "", outside)


NOT_GIVEN = Fine("None is the default")
ANY = Fine("any text will do")
FLAG = False, (None, "yes", [True], nan, "", 2)
EXECUTOR = None, (NOT_GIVEN, "pool", [], nan, "", 4)
SIZE = None, (NOT_GIVEN, "abc", [1.0], nan, [], 0)
NAME = "gradient", (None, 3, ["gradient"], nan, ANY, ANY)
SEED = 0, (Fine("None draws afresh"), "abc", [1.5], nan, Fine("numpy takes a sequence of any length"), -1.5)
