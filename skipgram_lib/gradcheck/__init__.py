"""How a slope is measured, and how a claimed gradient is judged. Words come in only as ingredients of a diagnosis."""

from skipgram_lib.gradcheck.check import GradientCheck, GradientError, check_gradient
from skipgram_lib.gradcheck.differences import Measured, complex_step, numerical_gradient
from skipgram_lib.gradcheck.directions import DirectionCheck, check_directions

__all__ = [
    "DirectionCheck",
    "GradientCheck",
    "GradientError",
    "Measured",
    "check_directions",
    "check_gradient",
    "complex_step",
    "numerical_gradient",
]
