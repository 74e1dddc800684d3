"""What a tutor would say about an answer: where, which kind of mistake, and what to do next; never the formula.

The precision of an answer is that of its own dtype: float64, and whatever numpy makes of lists and ints, to its last
digits; float32 to those of float32, and the praise says so; float16 holds three digits, and is not measured.
"""

import copy
import re
import textwrap
import warnings
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from skipgram_lib.classroom.advice import EVERY, FRONT, NEXT, SOME, VARIES
from skipgram_lib.gradcheck import Kind, Mistake, named


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


@dataclass(frozen=True)
class Loss:
    """A loss of an exercise's own, with the slips it invites; `derive` where the library's slope must not be taken."""

    value: object
    slips: tuple = ()
    derive: bool = True


def complaint(check, slips=(), arguments=()):
    """Where a checked gradient is wrong, and how: a `Finding`, or "" if the check agrees.

    Parameters
    ----------
    check : GradientCheck
    slips : sequence of Slip
        Mistakes that this exercise invites; they are known better here than to the checker.
    arguments : tuple
        What the wrong functions of the slips are called with.
    """
    if check:
        return ""
    room, plain = check.bound + 2.0**-40 * np.abs(check.claimed).max(), EVERY if (check.ratio > 1).all() else SOME
    found = told(check.seen, check.claimed, slips, arguments, room, plain)
    return found if found.mistake else replace(found, mistake=check.mistake)


def told(seen, claimed, slips, arguments, room, plain, instead=None):
    """The finding about an answer: named, if one of the slips gives it to within `room`.

    `instead` holds what to do about a kind, where that is another thing than elsewhere.
    """
    for slip in slips:
        with np.errstate(all="ignore"):
            wrong = np.asarray(slip.wrong(*copy.deepcopy(arguments)))
            if wrong.shape == np.shape(claimed) and (np.abs(claimed - wrong) <= room).all():
                todo = slip.todo or (instead or {}).get(slip.kind, "")
                return Finding(seen, named(slip.kind, slip.why), todo, plain)
    zero = named(Kind.ZERO, "zero everywhere") if not np.any(claimed) else None
    return Finding(seen, zero, plain=plain)


def then(advice):
    return f"Next: {advice}" + ("" if advice.endswith("?") else ".")


def first(findings):
    """The finding to tell: of a kind that more than half of the places show. A zero at few of them is an accident."""
    serious = [one for one in findings if one.kind != Kind.ZERO]
    if 2 * len(serious) <= len(findings) and not any(one.kind == Kind.CANCELLED for one in serious):
        serious = findings
    factors = {one.mistake.sentence for one in serious if one.kind == Kind.FACTOR}
    if len(factors) > 1:
        return replace(serious[0], mistake=named(Kind.FACTOR, VARIES), todo=FRONT)
    kind, times = Counter(one.kind for one in serious).most_common(1)[0]
    if 2 * times > len(serious):
        return next(one for one in serious if one.kind == kind)
    one = next((one for one in serious if not one.mistake), serious[0])
    return replace(one, mistake=None, todo="" if one.mistake else one.todo)  # no name holds everywhere


def answered(function, arguments, shape, judge):
    """(what is wrong, or None; the dtype of the answer): never a traceback, whatever comes back."""
    wanted = shape if isinstance(shape, str) else f"an array of shape {shape}" if shape else "one number"
    must = f"It must return {wanted}."
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):  # nbgrader gives 0 for anything on stderr
            warnings.simplefilter("ignore")
            answer = function(*copy.deepcopy(arguments))
            if not isinstance(shape, str):
                unfit, answer = _fit(answer, shape)
                if unfit:
                    return Finding(f"{unfit}\n  {must}"), None
            found = judge(answer, *arguments)
        return Finding(found) if isinstance(found, str) and found else found or None, getattr(answer, "dtype", None)
    except NotImplementedError:
        start = f"the shape: {shape}" if not isinstance(shape, str) and shape else wanted
        return Finding(f"Not attempted yet. Start with {start}.", todo=""), NotImplemented
    except Exception as problem:
        said = re.sub(
            r".*core dimension.*\(size (\d+) is different from (\d+)\)", r"@ met the lengths \1 and \2", str(problem)
        )
        said = textwrap.shorten(said, 120, placeholder=" …") or "no message"
        return Finding(f"it stopped with {type(problem).__name__}: {said}\n  {must}"), None


def _fit(answer, shape):
    """(why the answer cannot be measured or "", the answer in the dtype that it is judged in)."""
    if answer is None:
        return "your function returned nothing: does it end in a return?", None
    array = np.asarray(answer)
    if array.dtype.kind not in "biuf":
        return f"your function returned {type(answer).__name__}, which does not hold real numbers.", None
    if array.dtype == np.float16:
        return f"float16 holds three digits, too few to be judged.\n  {then(NEXT[Kind.SINGLE])}", None
    if array.shape != shape:
        return f"your function returned the shape {array.shape}.", None
    return "", array if array.dtype == np.float32 else array.astype(np.float64)


def slack(array):
    """What float32 may have lost of an answer on its way; nothing for float64."""
    return 64 * float(np.finfo(np.float32).eps) * float(np.abs(array).max()) if array.dtype == np.float32 else 0.0
