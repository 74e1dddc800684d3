"""How a slope is measured, and how a claimed gradient is judged. Words come in only as ingredients of a diagnosis."""

from skipgram_lib.gradcheck.check import check_gradient
from skipgram_lib.gradcheck.complex_step import complex_step
from skipgram_lib.gradcheck.diagnosis import Kind, Mistake, named
from skipgram_lib.gradcheck.directions import check_directions
from skipgram_lib.gradcheck.slopes.differences import Measured, numerical_gradient
from skipgram_lib.gradcheck.slopes.rounding import UNIT, Rounded, with_bounds
from skipgram_lib.gradcheck.verdict import DirectionCheck, GradientCheck, GradientError, printable

__all__ = [
    "UNIT",
    "DirectionCheck",
    "GradientCheck",
    "GradientError",
    "Kind",
    "Measured",
    "Mistake",
    "Rounded",
    "check_directions",
    "check_gradient",
    "complex_step",
    "named",
    "numerical_gradient",
    "printable",
    "with_bounds",
]
