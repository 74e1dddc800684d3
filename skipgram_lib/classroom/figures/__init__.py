"""The figures of the chapters: the title is the finding, a colour is a role, the words come from the data.

Every function returns (fig, alt), for `show(fig, alt=alt)`.
"""

from skipgram_lib.classroom.figures.bugs import traces
from skipgram_lib.classroom.figures.clock import clock
from skipgram_lib.classroom.figures.lost_log import learning, multipliers
from skipgram_lib.classroom.figures.own_map import own_map
from skipgram_lib.classroom.figures.own_push import own_push, race
from skipgram_lib.classroom.figures.plane import plane
from skipgram_lib.classroom.figures.pushes import outer_product, steps_in_the_plane
from skipgram_lib.classroom.figures.sampling import (
    price_and_slope,
    pull_and_pushes,
    questions,
    sigmoid_and_slope,
    step_of_centre,
)
from skipgram_lib.classroom.figures.slopes import bracket, secants, valley
from skipgram_lib.classroom.figures.softmax import prediction_minus_label, shares, surprise, wishes
from skipgram_lib.classroom.figures.start import guesses
from skipgram_lib.classroom.figures.training import cost, ends, neighbours, word_map

__all__ = [
    "bracket",
    "clock",
    "cost",
    "ends",
    "guesses",
    "learning",
    "multipliers",
    "neighbours",
    "outer_product",
    "own_map",
    "own_push",
    "plane",
    "prediction_minus_label",
    "price_and_slope",
    "pull_and_pushes",
    "questions",
    "race",
    "secants",
    "shares",
    "sigmoid_and_slope",
    "step_of_centre",
    "steps_in_the_plane",
    "surprise",
    "traces",
    "valley",
    "wishes",
    "word_map",
]
