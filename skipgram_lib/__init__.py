"""Skip-gram gradients, checked: two losses, their gradients, and a checker that knows its own error."""

from skipgram_lib.gradcheck import (
    DirectionCheck,
    GradientCheck,
    GradientError,
    check_directions,
    check_gradient,
    complex_step,
    numerical_gradient,
)
from skipgram_lib.losses import naive_softmax, negative_sampling

__all__ = [
    "DirectionCheck",
    "GradientCheck",
    "GradientError",
    "check_directions",
    "check_gradient",
    "complex_step",
    "naive_softmax",
    "negative_sampling",
    "numerical_gradient",
]
