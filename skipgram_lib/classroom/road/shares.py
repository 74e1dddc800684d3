"""The first two pieces: ŷ of the scores, and what a pair costs on page 1."""

from dataclasses import replace

import numpy as np

from skipgram_lib.classroom.advice import EXP, OF_A_LOSS
from skipgram_lib.classroom.feedback import Slip
from skipgram_lib.classroom.places import PLACES, places
from skipgram_lib.classroom.road.judges import array_near
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks.judging import near
from skipgram_lib.classroom.tasks.page1 import FAR, LOSS_SLIPS
from skipgram_lib.gradcheck import Kind
from skipgram_lib.losses import naive_softmax, sigmoid, softmax

_z = {where: p.U @ p.v_c for where, p in PLACES.items()}
_exp = lambda z: np.exp(z - z.max())
_SUM, _RATIO = "add up what you return: what must the sum be?", "print the ratio of two shares beside the two scores"
_LARGEST = "which word must have the largest share?"
_no_sum, _no_exp = "the shares are not divided by their sum", "exp is missing: scores are divided by their sum"
_two = "the scores were shifted in one of two places"
shares = Task(
    {where: (z,) for where, z in _z.items()}
    | {"With scores near 1000": (next(iter(_z.values())) + 1000,), "With scores up to 5000": (np.array(FAR),)},
    lambda z: z.shape,
    array_near(softmax, lambda claimed: _RATIO if abs(claimed.sum() - 1) < 1e-6 else _SUM),
    slips=(
            Slip(Kind.FUNCTION, _no_sum, np.exp, _SUM),
            Slip(Kind.FUNCTION, _no_sum, _exp, _SUM),
            Slip(Kind.LOG, _no_exp, lambda z: z / z.sum()),
            Slip(Kind.LOG, _no_exp, lambda z: (z - z.max()) / (z - z.max()).sum()),
            Slip(Kind.FUNCTION, "σ is of the other loss", sigmoid),
            Slip(Kind.MEAN, "a mean where a sum should be", lambda z: _exp(z) / _exp(z).mean(), _SUM),
            Slip(Kind.MEAN, "divided by the number of words", lambda z: _exp(z) / len(z), _SUM),
            Slip(Kind.LOG, "the log of the share, not the share", lambda z: np.log(softmax(z))),
            Slip(Kind.SIGN, "a sign flip of the scores", lambda z: softmax(-z), _LARGEST),
            Slip(Kind.PART, _two, lambda z: _exp(z) / np.exp(z).sum(), _SUM),
            Slip(Kind.PART, _two, lambda z: np.exp(z) / _exp(z).sum(), _SUM),
            Slip(Kind.FUNCTION, "exp has another base", lambda z: softmax(z * np.log(2)), _RATIO),
            Slip(Kind.NOT_DIFFERENTIATED, "the slope of ŷ, not ŷ", lambda z: softmax(z) * (1 - softmax(z)), EXP),
    ),
    instead={Kind.LOG: EXP},
)  # fmt: skip
_of_scores = lambda wrong: lambda v_c, o, U: wrong(U @ v_c, o)
cost = Task(
    places("v_c", "o", "U"),
    (),
    near(naive_softmax.loss, "print ŷ_o, and say what the loss does with it"),
    slips=tuple(replace(slip, wrong=_of_scores(slip.wrong)) for slip in LOSS_SLIPS),
    instead=OF_A_LOSS,
)
