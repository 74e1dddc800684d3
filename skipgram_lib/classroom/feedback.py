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

from skipgram_lib.gradcheck import Kind, Mistake, named

SHAPES = "print the shapes, and say what each axis counts"
COUNT = "count the terms and the factors of the loss, one rule at a time, and compare"
PLACES = "find every place in the loss where your variable stands: each gives one term"
CHAIN = "differentiate from the outside in, and write down what the outermost function leaves behind"
SIGNS = "write the minus signs down one rule at a time, from the loss on"
LABEL = "ask what the true word's score gets that no other score gets, and with which sign"
WORD = "print the rows that you change or read, and ask which word each belongs to"
ROLES = "write down the shape and the word of each vector, and which letter the derivative holds"
DRAWS = "draw one word twice on paper, and count how often its row should change"
OF_O = "let o be among the draws on paper: which updates must its row get, all together?"
SUMS = "give the summing index a letter of its own, and ask which of its terms contain your variable"
QUESTION = "list the questions of the loss, the answer that each should get, and its probability"
NEXT = {
    Kind.NO_SLOPE: "run your function twice on the same arguments, and compare",
    Kind.UNUSED: "follow each argument through your code: where is it used?",
    Kind.RANDOM: "take the random numbers out, or pass them in as an argument",
    Kind.NOT_FINITE: "print what goes into exp and log, and what stands below a fraction",
    Kind.ZERO: "print what you computed just before the return",
    Kind.SIGN: SIGNS,
    Kind.TWICE: COUNT,
    Kind.HALF: COUNT,
    Kind.MEAN: "look at the loss: does it divide by anything? Then look for a mean in your code",
    Kind.SUM: "look at the loss: does it add up what your code adds up?",
    Kind.FACTOR: COUNT,
    Kind.SHIFTED: WORD,
    Kind.REVERSED: WORD,
    Kind.TRANSPOSED: SHAPES,
    Kind.MOVED: WORD,
    Kind.SUM_KEPT: SUMS,
    Kind.OFF_BY_VECTOR: "differentiate the terms one at a time: one of them has the right direction, in a wrong amount",
    Kind.MISSING: "print what your code puts there, and ask which term of the loss it should come from",
    Kind.CANCELLED: "print the terms before you add them up: they cancel, whatever the vectors are",
    Kind.SINGLE: "compute in float64 from the first line on",
    Kind.DIGITS: "look for a difference of two nearly equal numbers",
    Kind.LABEL: LABEL,
    Kind.LABEL_TERM: LABEL,
    Kind.TERM: PLACES,
    Kind.LOG: CHAIN,
    Kind.LOG_SLOPE: CHAIN,
    Kind.NOT_DIFFERENTIATED: "ask of each function in your code: is it there as itself, or should its slope be?",
    Kind.SUM_CLOSED: SUMS,
    Kind.FUNCTION: "write down which function turns a score into a probability here, and where its sign stands",
    Kind.PART: PLACES,
    Kind.PART_SIGN: SIGNS,
    Kind.AS_TRUE: QUESTION,
    Kind.AS_DRAWN: QUESTION,
    Kind.REPEATS: DRAWS,
    Kind.COLLISION: OF_O,
    Kind.DRAW: DRAWS,
    Kind.WRONG_WORD: WORD,
    Kind.WRONG_VECTOR: ROLES,
    Kind.UPDATED: "take both slopes before you change either vector",
}
EVERY = (
    "every entry is off: work one of them out by hand, naming the rule at every step, and print your code's beside it"
)
SOME = "work that entry out by hand, naming the rule at every step, and compare it with what your code does there"
VARIES = "the direction is right; the number in front is not, and it is off differently from point to point"
FRONT = "print the number in front at one point, and ask what it should be there"


@dataclass(frozen=True)
class Finding:
    """What is wrong with one answer: what was seen, the mistake if it has a name, else what to do."""

    seen: str
    mistake: Mistake | None = None
    todo: str = ""

    @property
    def kind(self):
        return self.mistake.kind if self.mistake else ""

    def __str__(self):
        todo = self.todo or (NEXT[self.mistake.kind] if self.mistake else "")
        why = [f"{self.mistake.why}."] if self.mistake else []
        return "\n  ".join([self.seen, *why, *([then(todo)] if todo else [])])


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
    room = check.bound + 2.0**-40 * np.abs(check.claimed).max()
    mistake = slip_of(check.claimed, slips, arguments, room) or check.mistake
    return Finding(check.seen, mistake, "" if mistake else EVERY if (check.ratio > 1).all() else SOME)


@dataclass(frozen=True)
class Slip:
    """A mistake that an exercise invites: `wrong`, called with the arguments, returns what it gives."""

    kind: Kind
    why: str
    wrong: object


def slip_of(claimed, slips, arguments, room):
    """The mistake among `slips` that gives the claimed answer, or None."""
    for slip in slips:
        with np.errstate(all="ignore"):
            wrong = np.asarray(slip.wrong(*copy.deepcopy(arguments)))
            if wrong.shape == np.shape(claimed) and (np.abs(claimed - wrong) <= room).all():
                return named(slip.kind, slip.why)
    return None


def then(advice):
    return f"Next: {advice}" + ("" if advice.endswith("?") else ".")


def first(findings):
    """The finding to tell: of the kind that most places show. A zero at one place is an accident."""
    serious = [one for one in findings if one.kind != Kind.ZERO] or findings
    factors = {one.mistake.sentence for one in serious if one.kind == Kind.FACTOR}
    if len(factors) > 1:
        return replace(serious[0], mistake=named(Kind.FACTOR, VARIES), todo=FRONT)
    kinds = Counter(one.kind for one in serious if one.kind).most_common(1)
    return next((one for one in serious if kinds and one.kind == kinds[0][0]), serious[0])


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
