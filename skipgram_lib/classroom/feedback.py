"""What a tutor would say about an answer: where, which kind of mistake, and what to do next; never the formula.

The precision of an answer is that of its own dtype: float64, and whatever numpy makes of lists and ints, to its last
digits; float32 to those of float32, and the praise says so; float16 holds three digits, and is not measured.
"""

import copy
from dataclasses import dataclass, replace

import numpy as np

from skipgram_lib.classroom.advice import EVERY, FRONT, NEARLY, NEXT, SOME, VARIES
from skipgram_lib.gradcheck import Kind, Mistake, named

NEAR = 1e-4  # relative: mistakes of a formula are larger, what is measured or rounded is nearer


@dataclass(frozen=True)
class Finding:
    """What is wrong with one answer.

    Attributes
    ----------
    seen : str
        What was measured.
    mistake : Mistake or None
        The mistake, where it has a name.
    todo : str
        What to do about it, where that is known better here than from its kind.
    plain : str
        What to do if the name does not hold elsewhere.
    """

    seen: str
    mistake: Mistake | None = None
    todo: str = ""
    plain: str = ""

    @property
    def kind(self):
        return self.mistake.kind if self.mistake else ""

    def __str__(self):
        todo = self.todo or (NEXT[self.mistake.kind] if self.mistake else self.plain)
        why = [self.mistake.why + "." * (self.mistake.why[-1] != "?")] if self.mistake else []
        return "\n  ".join([self.seen, *why, *([then(todo)] if todo else [])])


@dataclass(frozen=True)
class Slip:
    """A mistake that an exercise invites: `wrong`, called with the arguments, returns what it gives.

    `todo` is the action that leads to it, where another one than its kind's fits.
    """

    kind: Kind
    why: str
    wrong: object
    todo: str = ""

    def at(self, arguments):
        """What the wrong function returns at a learner's arguments."""
        with np.errstate(all="ignore"):
            return self.wrong(*copy.deepcopy(arguments))

    @property
    def mistake(self):
        return named(self.kind, self.why)


@dataclass(frozen=True)
class Loss:
    """A loss of an exercise's own, with the slips it invites; `derive` where the library's slope must not be taken."""

    value: object
    slips: tuple = ()
    derive: bool = True


def complaint(check):
    """Where a checked gradient is wrong, and how: a `Finding`, or "" if the check agrees."""
    if check:
        return ""
    with np.errstate(all="ignore"):
        nearly = np.abs(check.claimed - check.measured).max() <= NEAR * np.abs(check.measured).max()
    todo = NEARLY if nearly else EVERY if (check.ratio > 1).all() else SOME
    return Finding(check.seen, check.mistake, plain=todo)


def close(answer, wrong):
    """Is an answer what a slip gives?"""
    answer, wrong = np.asarray(answer), np.asarray(wrong)
    if answer.shape != wrong.shape:
        return False
    with np.errstate(all="ignore"):
        return bool((np.abs(answer - wrong) <= 1e-9 * max(1.0, np.abs(wrong).max(initial=0)) + slack(answer)).all())


def slipped(slips, answers, same=close):
    """The slip that gives all of the answers, pairs of arguments and answer, or None; so if two kinds give them.

    What is not finite is no answer of a slip, nor of anything else, and is left out.
    """
    told = [(given, value) for given, value in answers if not _lost(value)]
    fits = [slip for slip in slips if told and all(same(value, slip.at(given)) for given, value in told)]
    return fits[0] if len({slip.kind for slip in fits}) == 1 else None


def _lost(value):
    return isinstance(value, np.ndarray) and value.dtype.kind in "biufc" and not np.isfinite(value).all()


def then(advice):
    return f"Next: {advice}" + ("" if advice.endswith("?") else ".")


def first(findings):
    """The finding to tell, named if all places show that kind. A zero at few of them is an accident."""
    serious = [one for one in findings if one.kind != Kind.ZERO]
    if 2 * len(serious) <= len(findings) and not any(one.kind == Kind.CANCELLED for one in serious):
        serious = findings
    factors = {one.mistake.sentence for one in serious if one.kind == Kind.FACTOR}
    if len(factors) > 1:
        return replace(serious[0], mistake=named(Kind.FACTOR, VARIES), todo=FRONT)
    if len({one.kind for one in serious}) == 1:
        return serious[0]
    one = next((one for one in serious if not one.mistake), serious[0])
    return replace(one, mistake=None, todo="" if one.mistake else one.todo)  # no name holds everywhere


def slack(array):
    """What float32 may have lost of an answer on its way; nothing for float64."""
    return 64 * float(np.finfo(np.float32).eps) * float(np.abs(array).max()) if array.dtype == np.float32 else 0.0
