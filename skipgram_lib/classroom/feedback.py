"""What a tutor would say about an answer: where, which kind of mistake, and what to do next; never the formula."""

import copy
import re
import textwrap
import warnings

import numpy as np

COUNT = "count the terms and the factors of the loss, one rule at a time, and compare"
PLACE = "find every place in the loss where your variable stands: each gives one term"
SHAPES = "print the shapes, and say what each axis counts"
NEXT = {  # what a diagnosis says -> what to do next; the first that fits
    "zero everywhere": "print what you computed just before the return",
    "not finite": "print what stands inside the log, or below the fraction",
    "single precision": "compute in float64 from the first line on",
    "sign": "write the minus signs down one rule at a time, from the loss on",
    "log is": "differentiate from the outside in, and write down what the outermost function leaves behind",
    "drawn": "draw one word twice on paper, and count how often its row should change",
    "disappear": "give the summing index a letter of its own, and ask which of its terms contain your variable",
    "from point to point": "print the number in front at one point, and ask what it should be there",
    "draws": COUNT,
    "mean": COUNT,
    "twice": COUNT,
    "factor": COUNT,
    "term": PLACE,
    "part": PLACE,
    "off by exactly": PLACE,
    "row": "print that row alone, and ask which word it belongs to",
    "order": SHAPES,
    "transposed": SHAPES,
    "vector": "write the shape and the word beside each vector",
    "every entry": "every entry is off, so look for a factor or a term that they all share",
    "": "derive that one entry on paper, naming the rule at every step, and compare it with your code",
}


def complaint(check):
    """Where a checked gradient is wrong, and how; "" if the check agrees."""
    if check:
        return ""
    said = str(check).split(": ", 1)[1]
    if check.claimed.shape[1:] == (1,):  # a list of scores, see above
        said = said.replace(", 0]", "]").replace(" · v_c", "").replace("row ", "entry ")
    said = re.sub(r" where [^:,]*? should\b", " where something else should", said)
    said = re.sub(r": U\[negatives\] \+=.*", ".", said)  # what to write instead is for the learner to find
    kind = said.partition("\n")[2] or ("every entry" if (check.ratio > 1).all() else "")
    todo = next(action for word, action in NEXT.items() if word in kind)
    return f"{said}\n  {then(todo)}"


def then(advice):
    return f"Next: {advice}" + ("" if advice.endswith("?") else ".")


def first(complaints):
    """The first complaint; a "constant factor" that differs from place to place is called what it is."""
    factors = {found for said in complaints for found in re.findall(r"\S+ × the measured gradient: a constant", said)}
    if len(factors) < 2:
        return complaints[0]
    kind = "the direction is right; the number in front is not, and it is off differently from point to point."
    return f"{complaints[0].splitlines()[0]}\n  {kind}\n  Next: {NEXT['from point to point']}."


def answered(function, arguments, shape, judge):
    """What is wrong with the answer, or "": never a traceback, whether the function stops or its answer misleads."""
    wanted = shape if not isinstance(shape, tuple) else f"an array of shape {shape}" if shape else "one number"
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):  # nbgrader gives 0 for anything on stderr
            warnings.simplefilter("ignore")
            answer = function(*copy.deepcopy(arguments))
            unfit = _unfit(answer, shape)
            if unfit:
                return f"{unfit}\n  It must return {wanted}."
            if isinstance(shape, tuple):
                answer = np.asarray(answer) if shape else np.asarray(answer).item()
            return judge(answer)
    except NotImplementedError:
        start = f"the shape: {shape}" if isinstance(shape, tuple) and shape else wanted
        return f"Not attempted yet. Start with {start}."
    except Exception as problem:
        said = re.sub(
            r".*core dimension.*\(size (\d+) is different from (\d+)\)", r"@ met the lengths \1 and \2", str(problem)
        )
        said = textwrap.shorten(said, 120, placeholder=" …") or "no message"
        return f"it stopped with {type(problem).__name__}: {said}\n  It must return {wanted}."


def _unfit(answer, shape):
    """Why the answer cannot be measured, or ""."""
    if answer is None:
        return "your function returned nothing: does it end in a return?"
    if not isinstance(shape, tuple):
        return ""
    array = np.asarray(answer)
    if array.dtype.kind not in "biuf":
        return f"your function returned {type(answer).__name__}, which does not hold real numbers."
    return "" if array.shape == shape else f"your function returned the shape {array.shape}."
