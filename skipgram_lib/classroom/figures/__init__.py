"""The figures of the chapters: the title is the finding, a colour is a role, the words come from the data.

Every function returns (fig, alt), for `show(fig, alt=alt)`.
"""

from skipgram_lib.classroom.figures.bugs import traces
from skipgram_lib.classroom.figures.clock import accidents, clock
from skipgram_lib.classroom.figures.lost_log import learning, multipliers
from skipgram_lib.classroom.figures.own_map import own_map
from skipgram_lib.classroom.figures.own_push import own_push, race
from skipgram_lib.classroom.figures.plane import plane
from skipgram_lib.classroom.figures.rest import rest
from skipgram_lib.classroom.figures.sampling import (
    price_and_slope,
    questions,
    sigmoid_and_slope,
    step_of_centre,
)
from skipgram_lib.classroom.figures.slopes import bracket, secants, valley
from skipgram_lib.classroom.figures.softmax import prediction_minus_label, shares, surprise, wishes
from skipgram_lib.classroom.figures.tolerances import tolerances, verdicts
from skipgram_lib.classroom.figures.training import baselines, ends, neighbours, ways_there

__all__ = [
    "accidents",
    "baselines",
    "bracket",
    "clock",
    "ends",
    "learning",
    "multipliers",
    "neighbours",
    "own_map",
    "own_push",
    "plane",
    "prediction_minus_label",
    "price_and_slope",
    "questions",
    "race",
    "rest",
    "secants",
    "shares",
    "sigmoid_and_slope",
    "step_of_centre",
    "surprise",
    "tolerances",
    "traces",
    "valley",
    "verdicts",
    "ways_there",
    "wishes",
]
