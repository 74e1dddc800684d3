"""∂f/∂x of a piece of a line: by the complex step in floats, and without rounding on a clock."""

import numpy as np

from skipgram_lib.derivation import dual
from skipgram_lib.derivation.number import Number
from skipgram_lib.gradcheck import complex_step

STEP = 1e-20  # of a complex step along one direction: so small that no power of it beyond the first is left


def slope(f, x):
    """The slopes of f, one number, in every entry of x."""
    clock = _clock(x)
    return dual.slopes(clock, f, x) if clock else complex_step(f, x)


def along(f, x, e):
    """The slope along e of every number that f returns."""
    clock = _clock(x)
    return dual.along(clock, f, x, e) if clock else f(x + 1j * STEP * e).imag / STEP


def _clock(x):
    """The clock of the first number in x that has one."""
    entries = x.flat if np.asarray(x).dtype == object else ()
    return next((entry.clock for entry in entries if isinstance(entry, Number)), None)
