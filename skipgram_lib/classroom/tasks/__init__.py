"""What the exercises ask for beside slopes: each a `Task`, or a `Loss` of its own, with the slips that it invites."""

from skipgram_lib.classroom.tasks.changed import halved, priced, two_true
from skipgram_lib.classroom.tasks.corpus import batch_slope, best_constant
from skipgram_lib.classroom.tasks.judging import chosen, near
from skipgram_lib.classroom.tasks.limits import allclose_forgives, best_step, central_difference, wrong_pair
from skipgram_lib.classroom.tasks.page1 import (
    S8_hidden,
    loss_from_scores,
    same_predictions,
    step_along_S3,
    sum_of_rows,
)
from skipgram_lib.classroom.tasks.page2 import draw_that_tells, hardest_push, slope_from
from skipgram_lib.classroom.tasks.proved import Hour, passes_a_tolerance, right_at_zero, tanh_on_a_clock
from skipgram_lib.classroom.tasks.questions import log_sigmoid_slope, questions
from skipgram_lib.classroom.tasks.training import end_scores, window_slope
from skipgram_lib.classroom.tasks.trust import PROGRAMS, hides_nothing, inexact_program, relative_accuses, relative_rule

__all__ = [
    "PROGRAMS",
    "Hour",
    "S8_hidden",
    "allclose_forgives",
    "batch_slope",
    "best_constant",
    "best_step",
    "central_difference",
    "chosen",
    "draw_that_tells",
    "end_scores",
    "halved",
    "hardest_push",
    "hides_nothing",
    "inexact_program",
    "log_sigmoid_slope",
    "loss_from_scores",
    "near",
    "passes_a_tolerance",
    "priced",
    "questions",
    "relative_accuses",
    "relative_rule",
    "right_at_zero",
    "same_predictions",
    "slope_from",
    "step_along_S3",
    "sum_of_rows",
    "tanh_on_a_clock",
    "two_true",
    "window_slope",
    "wrong_pair",
]
