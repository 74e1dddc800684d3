"""What is asked about trust in a check: a tolerance that accuses, an input that hides nothing, an inexact f."""

import math
from numbers import Real
from textwrap import shorten

import numpy as np

from skipgram_lib.classroom.feedback import Finding
from skipgram_lib.classroom.places import PLACES
from skipgram_lib.classroom.task import Task
from skipgram_lib.gradcheck import check_gradient
from skipgram_lib.losses import naive_softmax, negative_sampling, sigmoid

_p = PLACES["With the coffee vectors"]
_g = naive_softmax.gradients(_p.v_c, _p.o, _p.U).v_c
_J = lambda v: np.log(np.exp(_p.U @ v).sum()) - _p.U[_p.o] @ v


def relative_rule(f, x, claimed, rtol=1e-5, h=1e-6):
    """A common check: central differences with one step, and a tolerance relative to the larger of the two numbers."""
    steps = h * np.eye(len(x))
    measured = np.array([(f(x + e) - f(x - e)) / (2 * h) for e in steps])
    return bool((np.abs(claimed - measured) <= rtol * np.maximum(np.abs(claimed), np.abs(measured))).all())


def _judge_shift(c):
    f = lambda v: _J(v) + c
    if not np.isfinite(c):
        return Finding("not finite.", todo="return a number: J + c must still tell one v_c from another")
    if relative_rule(f, _p.v_c, _g):
        return Finding(
            f"with c = {c:g} the relative rule accepts the right gradient.",
            todo="print J + c at two neighbouring places: how many of their digits still differ?",
        )
    if check_gradient(f, _p.v_c, _g) and check_gradient(f, _p.v_c, -_g).verdict == "disagrees":
        return ""
    todo = "the rounding of c has drowned J itself: try a smaller one"
    return Finding(f"with c = {c:g} check_gradient cannot tell the sign, either.", todo=todo)


relative_accuses = Task({"Your c": ()}, (), _judge_shift)


def _wrongs(v, o, U, n):
    """Mistake -> the slope in U that it makes of page 2's loss."""
    s = sigmoid(U @ v)
    m, y = np.bincount(n, minlength=len(U)), np.eye(len(U))[o]
    slope = lambda factors: np.outer(factors, v)
    return {
        "a sign flip": -slope(m * s + (s - 1) * y),
        "a repeated draw that is counted once": slope((m > 0) * s + (s - 1) * y),
        "a draw of o that is left out": slope(m * s * (1 - y) + (s - 1) * y),
        "draws that are averaged, not summed": slope(m * s / len(n) + (s - 1) * y),
        "a true word that is treated as a draw": slope((m + y) * s),
        "o + 1 where o should stand": slope(m * s + np.roll((s - 1) * y, 1)),
        "v_c turned round": np.outer(m * s + (s - 1) * y, v[::-1]),
    }


def _floats(part):
    array = np.asarray(part)
    if array.dtype.kind not in "biuf":
        raise TypeError
    return array.astype(float)


MOST = 1000  # so that all mistakes are tried in seconds
_PARTS = {
    "v_c": (_floats, "an array of d numbers"),
    "o": (int, "one row number"),
    "U": (_floats, "an array of shape (V, d)"),
    "negatives": (lambda part: [int(k) for k in part], "a list of row numbers"),
}


def _judge_input(given):
    if not isinstance(given, (tuple, list)) or len(given) != 4:
        return Finding("not four things.", todo="return v_c, o, U, negatives, with commas between them")
    parts = []
    for (name, (read, what)), part in zip(_PARTS.items(), given, strict=True):
        try:
            parts.append(read(part))
        except (TypeError, ValueError, OverflowError):
            seen = f"{name} cannot be read: it must be {what}, and is {shorten(repr(part), 40, placeholder=' …')}."
            return Finding(seen, todo="print that part alone")
    v, o, U, n = parts
    if U.size > MOST or len(n) > MOST:
        seen = f"U holds {U.size:,} numbers and negatives {len(n):,}: at most {MOST:,} of each are tried."
        return Finding(seen, todo="take V, d and K below 30: a small input shows as much")
    right = negative_sampling.gradients(v, o, U, n).U  # refuses by name what is no input
    seen = lambda claimed: check_gradient(lambda U: negative_sampling.loss(v, o, U, n), U, claimed, vectorized=True)
    if len({len(U), len(v), len(n)}) < 3:
        sizes = f"V = {len(U)}, d = {len(v)} and K = {len(n)} are not all different."
        return Finding(sizes, todo="ask which mistake hides behind two equal sizes, and change one of them")
    if not seen(right):
        todo = "print v_c and the scores: is v_c 0, or are the scores far from order one?"
        return Finding("not even the right slope is agreed with there.", todo=todo)
    wrongs = _wrongs(v, o, U, n)
    hidden = [why for why, wrong in wrongs.items() if seen(wrong).verdict != "disagrees"]
    told = f"{len(hidden)} of {len(wrongs)} mistakes hide there, one of them {(hidden or [''])[0]}."
    todo = "ask which rows that mistake changes, and choose an input where it must"
    return Finding(told, todo=todo) if hidden else ""


hides_nothing = Task({"At your input": ()}, "v_c, o, U and negatives", _judge_input)

_fast_exp = lambda x: sum((x / 2) ** k / math.factorial(k) for k in range(8)) ** 2  # its error is smooth in x
PROGRAMS = {
    "a": _J,
    "b": lambda v: float(np.log(np.exp((_p.U @ v).astype(np.float32)).sum()) - np.float32(_p.U[_p.o] @ v)),
    "c": lambda v: np.log(_fast_exp(_p.U @ v).sum()) - _p.U[_p.o] @ v,
}


_APART = "print how far the programs differ at several v_c near this one, and take the worst"
_SIZE = "take a number of the size of the difference between two programs, and not much larger"


def _judge_program(said):
    if not isinstance(said, (tuple, list)) or len(said) != 2:
        return Finding("not a pair.", todo='return a name and a number with a comma between them, such as "a", 1.0')
    name, noise = said
    known = [one for one in PROGRAMS if isinstance(name, str) and name.strip(" '\"").lower() == one]
    if not known:
        return Finding(f"there is no program {name!r}.", todo=f"name one of {', '.join(PROGRAMS)}")
    (name,) = known
    if not isinstance(noise, Real):
        return Finding(f"noise cannot be read: {shorten(repr(noise), 40, placeholder=' …')}.", todo="return one number")
    f, noise = PROGRAMS[name], float(noise)
    if check_gradient(f, _p.v_c, _g):
        return Finding(f"program {name} is not accused.", todo="give check_gradient the right slope and each program")
    right = check_gradient(f, _p.v_c, _g, noise=noise)
    if not right:
        small = right.verdict == "disagrees"
        why = "too small: the right slope is still accused" if small else "too large: no slope can be told any more"
        return Finding(f"noise={noise:g} is {why}.", todo=_APART if small else _SIZE)
    if check_gradient(f, _p.v_c, 1.1 * _g, noise=noise).verdict != "disagrees":
        return Finding(f"with noise={noise:g} a slope that is a tenth too long is not seen any more.", todo=_SIZE)
    return ""


inexact_program = Task({"Your pair": ()}, "a name and a number", _judge_program)
