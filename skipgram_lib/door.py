"""The door of a public function: an argument that does not fit is refused in one sentence, before anything is done."""

import inspect
import reprlib
from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

import numpy as np


class Wanted(NamedTuple):
    """What an argument must be: of a type, and passing a test; `words` and `advice` are for whoever passed another."""

    type: object
    words: str | Callable
    advice: str
    test: Callable = lambda value: True
    optional: bool = False

    def refuse(self, name, value):
        """Raise TypeError or ValueError, in words that name the argument, unless `value` fits."""
        if value is None and self.optional:
            return
        typed = isinstance(value, self.type) and (not isinstance(value, bool) or self.type is bool)
        if not typed or not self.test(value):
            error, words = ValueError if typed else TypeError, self.words() if callable(self.words) else self.words
            raise error(f"{name} must be {words}; got {_shown(value)}. {self.advice}")


FLAG = Wanted(bool, "True or False", "Nothing else is read as one of them.")
TEXT = Wanted(str, "a str", "Put it in quotes.")
WORDS = Wanted(str, "a str that says something", "Put words in quotes.", bool)
ABOVE_ZERO = Wanted((int, float, np.number), "a number above 0", "Give a finite one.", lambda x: 0 < x < np.inf)
NAMES = Wanted(
    (list, tuple),
    "a list of str, not empty",
    "Put every name in quotes.",
    lambda names: bool(names) and all(isinstance(name, str) for name in names),
)
FUNCTION = Wanted(Callable, "a function", "Pass the function itself, not its value.")


def whole(least):
    """An int of at least `least`."""
    words = f"an int of {least} or more"
    return Wanted((int, np.integer), words, "Count in whole numbers.", lambda n: n >= least)


def one_of(names):
    """One of the strings that `names` lists when it is asked."""
    words = lambda: f"one of {', '.join(map(repr, names()))}"
    return Wanted(str, words, "Copy one of them.", lambda name: name in names())


def a(kind, advice):
    """An instance of a class."""
    return Wanted(kind, f"a {kind.__name__}", advice)


def maybe(wanted):
    """The same, or None."""
    return wanted._replace(optional=True)


def door(**wanted):
    """Let a function run only if each of the arguments that are named here is what is `Wanted`."""

    def guard(function):
        names = tuple(inspect.signature(function).parameters)

        @wraps(function)
        def guarded(*given, **keywords):
            for name, value in (*zip(names, given, strict=False), *keywords.items()):
                if name in wanted:
                    wanted[name].refuse(name, value)
            return function(*given, **keywords)

        return guarded

    return guard


def _shown(value):
    if isinstance(value, np.ndarray) and value.ndim:
        return f"an array of shape {value.shape}"
    return reprlib.repr(value)
