"""How a slope is measured, and how a claimed gradient is judged. Knows nothing of words."""

from skipgram_lib.gradcheck.check import GradientCheck, GradientError, check_gradient
from skipgram_lib.gradcheck.differences import Measured, complex_step, numerical_gradient

__all__ = ["GradientCheck", "GradientError", "Measured", "check_gradient", "complex_step", "numerical_gradient"]
