"""The third witness: is a line an identity? Asked with whole numbers, so without a step, a tolerance or a rounding.

The line's own target and its own side run unchanged on the numbers of a `Clock`, and are compared with ==.

Why that is a proof. A side is a rational function of letters (the entries of v_c and U) and of exps, whose exponents
are whole-number sums of products of letters; any other exponent is refused. Different products are independent, so
their exps are independent as functions: no polynomial in them and in the letters is zero but the zero polynomial
(Ax 1971; exp(1) joins them, being the root of none: Hermite 1873). An identity therefore stays one when every letter,
and the exp of every product, is replaced by an hour of its own. What differs there differs, for certain.

"Equal" is an accident with a probability of at most D / q: the numerator of a difference is a polynomial, the numbers
count a bound D on its degree, and each of its unknowns falls on one of q hours or more (Schwartz 1980, Zippel 1979).
That p divides all its coefficients is less likely: the seed draws p, by estimate among 2^111. Gonnet's idea (1984).

What "equal" says: for the V, d, K and words of the visits, for the branches that they took, and wherever no number is
exactly 0. If a comparison fell one way at every visit, nothing is said; how several fall together is not looked at. Of
a fact like J = |J| the sign is what was measured. A constant counts only if it is exact as it stands: 0.1 is not.
"""

from dataclasses import dataclass, replace

import numpy as np

from skipgram_lib.derivation.clock import Clock
from skipgram_lib.derivation.dual import slopes
from skipgram_lib.derivation.line import Line
from skipgram_lib.derivation.number import UndecidedError
from skipgram_lib.derivation.points import random_point
from skipgram_lib.door import a, door, one_of, whole

A_LINE, SIDE = a(Line, "line_of makes one of an id."), one_of(lambda: ("printed", "corrected"))
SURE = 2.0**-60  # an accident must be less likely than that


@dataclass(frozen=True)
class Proof:
    """The verdict or the reason why there is none, the largest D, and D / q: 0 for "differs", which is certain."""

    verdict: str | None
    reason: str | None = None
    degree: int = 0
    accident: float = 0


def verdict(line, side="printed", seed=0, **sizes):
    """Is one side of a line identical to the slope of its target?

    Parameters
    ----------
    line : Line
    side : str
        "printed" or "corrected"; of a definition, "printed" stands for its facts.
    seed : int
        Which clock, and which letters.
    **sizes
        V, d and K, as `random_point` takes them.

    Returns
    -------
    "equal", "differs" or None
        None where nothing can be said; `examine` knows why.

    Raises
    ------
    ValueError
        If there is no side of this name, or if a side is empty or has not the shape of its variable.
    """
    return examine(line, side, seed, **sizes).verdict


@door(line=A_LINE, side=SIDE, seed=whole(0))
def examine(line, side="printed", seed=0, **sizes):
    """The same as a `Proof`."""
    if not has(line, side):
        return Proof(None, "the line has no such side")
    clock, D = Clock(seed), 0
    try:
        for p in visits(seed, **sizes):
            for left, right in _sides(line, side, p, clock):
                same, degree = (clock.number(left) - clock.number(right)).zero()
                D = max(D, degree)
                if not same:
                    return Proof("differs", degree=D)
    except UndecidedError as reason:
        return Proof(None, str(reason))
    accident = min(D, clock.q) / clock.q
    for (place, *_, against), outcomes in clock.branches.items():
        if len(outcomes) == 1 and not (line.facts and against == "abs"):
            return Proof(None, f"no visit took a branch in {place}")
    return Proof("equal", None, D, accident) if accident < SURE else Proof(None, "the degree is too high", D, accident)


def has(line, side):
    """Is there such a side? A definition's facts count as printed."""
    return bool(getattr(line, side) or (line.facts and side == "printed"))


def visits(seed, **sizes):
    """Points where every letter, every score and every difference of two has both signs, and o wins and loses."""
    for trial in range(2):
        p = random_point(seed, trial, **sizes)
        v_c, U = (p.v_c, p.U) if trial else (abs(p.v_c), abs(p.U))
        winner = int(np.argmax(U @ v_c))
        U[[p.o, winner]] = U[[winner, p.o]]
        yield replace(p, v_c=v_c, U=U)
        yield replace(p, v_c=-v_c, U=U) if trial else replace(p, v_c=v_c, U=-U)


def _sides(line, side, p, clock):
    """(left, right), entry by entry: of every fact, or the claimed slope and the true one."""
    lettered = replace(p, v_c=clock.letters(p.v_c), U=clock.letters(p.U))
    said = _run(_said, line, side, lettered)
    pairs = zip(said[::2], said[1::2], strict=True)
    if getattr(line, side):
        f, x = _target(line, side, lettered)
        pairs = [(said[0], slopes(clock, lambda x: _run(f, x), x))]
    entries = [entry for left, right in pairs for entry in _entries(line, side, left, right)]
    if not _run(_same_in_floats, clock, said, _run(_said, line, side, p)):
        raise UndecidedError("the code gives something else in floats")  # it looks at the type of its numbers, say
    return entries


def _said(line, side, p):
    """What the code says at a point: the claimed slope and the value of the target, or both sides of every fact."""
    if not getattr(line, side):
        return [f(np.array(x)) for left, right, x in line.facts(p) for f in (left, right)]
    f, x = _target(line, side, p)
    return [getattr(line, side)(p), f(np.array(x))]


def _target(line, side, p):
    return (line.corrected_target if side == "corrected" and line.corrected_target else line.target)(p)


def _entries(line, side, left, right):
    left, right = np.asarray(left, dtype=object), np.asarray(right, dtype=object)
    if left.shape != right.shape or not right.size:
        raise ValueError(
            f"Line {line.id}: the {side} side must have the shape {right.shape} of its variable, and at least one"
            f" entry; got {left.shape}."
        )
    return zip(left.flat, right.flat, strict=True)


def _same_in_floats(clock, said, in_floats):
    for exact, floats in zip(said, in_floats, strict=True):
        shadows = [clock.number(number).shadow.value for number in np.ravel(exact)]
        if not np.allclose(shadows, np.ravel(floats).astype(float), rtol=1e-9, atol=1e-12):
            return False
    return True


def _run(code, *arguments):
    """Whatever the code raises of its own is its refusal."""
    try:
        with np.errstate(all="ignore"):
            return code(*arguments)
    except UndecidedError:
        raise
    except Exception as refusal:
        raise UndecidedError(f"the code does not run on such numbers: {refusal}") from refusal
