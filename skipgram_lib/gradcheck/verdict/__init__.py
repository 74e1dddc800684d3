"""What a check found: claimed and measured slopes, the verdict that follows from them, and the words for it."""

from skipgram_lib.gradcheck.verdict.directions import DirectionCheck
from skipgram_lib.gradcheck.verdict.gradient import GradientCheck
from skipgram_lib.gradcheck.verdict.shared import GradientError
from skipgram_lib.gradcheck.verdict.words import printable

__all__ = ["DirectionCheck", "GradientCheck", "GradientError", "printable"]
