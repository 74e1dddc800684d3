"""A slope that a thousand answers are compared with is measured once: it depends on the library and a point alone."""

import importlib
import pathlib
from dataclasses import is_dataclass
from types import FunctionType

import numpy as np
import pytest

import skipgram_lib
from skipgram_lib.gradcheck import numerical_gradient

LIBRARY = str(pathlib.Path(skipgram_lib.__file__).parent)
MEASURING = ("gradcheck.check", "classroom.tasks.page1", "classroom.tasks.page2")  # who calls it by its name


class UnknownError(Exception):
    """Somebody else's code, or a thing that may change: it is measured each time."""


def content(thing):
    """All that a value, or a function of the library, depends on."""
    if thing is None or isinstance(thing, (bool, int, float, str, np.ufunc)):
        return type(thing), thing
    if isinstance(thing, np.ndarray):
        return thing.shape, thing.dtype.str, thing.tobytes()
    if isinstance(thing, (list, tuple, range)):
        return type(thing), *map(content, thing)
    if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(LIBRARY):
        kept = thing.__defaults__, tuple(cell.cell_contents for cell in thing.__closure__ or ())
        return thing.__module__, thing.__code__, content(kept)
    if is_dataclass(thing):  # a Point, a Loss
        return type(thing), content(tuple(vars(thing).values()))
    raise UnknownError


@pytest.fixture(autouse=True, scope="package")
def measured_once():
    known = {}

    def once(f, x, **how):
        try:
            key = content((f, np.asarray(x), *how.items()))
        except UnknownError:
            return numerical_gradient(f, x, **how)
        if key not in known:
            known[key] = numerical_gradient(f, x, **how)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        for name in MEASURING:
            patch.setattr(importlib.import_module(f"skipgram_lib.{name}"), "numerical_gradient", once)
        yield
