"""The third witness: is a line an identity? Asked with whole numbers, so without a step, a tolerance or a rounding.

The line's own target and its own side run unchanged on the numbers of a `Clock`, and are compared with ==.

Why that is a proof. Multiply both sides out: their difference is Σ_j R_j exp(s_j), with R_j and s_j polynomials in the
letters, the s_j different even up to a constant. Such a sum is the zero function only if every R_j is zero (Ax 1971;
here a short induction on their number suffices). So what differs on the clock differs, on the branch that was taken.

An exponent of the document is a sum of products u_wi v_i with whole coefficients, so every exp is a monomial in
T = g^(u_wi v_i) and in g = exp(1): independent and uniform among the q powers, since each u_wi is. A difference that
is not zero is a polynomial of a degree D that the numbers count on their way, and vanishes by accident with a
probability of at most D / q (Schwartz 1980, Zippel 1979), q having 126 bits. (Exponents that mix x and x² pass the same
test; no theorem here bounds it.)
The idea is Gonnet's (1984); the numbers that carry slopes are forward-mode differentiation.

What "equal" says: for these V, d and K, and for every branch that some visit took. A place where the code compares,
and which fell one way at every visit, has a branch that nobody has seen: then nothing is said. Of a fact like J = |J|
the sign is what was measured. A constant counts only if it is exact as it stands: 0.1 is not.
"""

from dataclasses import dataclass, replace

import numpy as np

from skipgram_lib.derivation.clock import BITS, Clock
from skipgram_lib.derivation.comparison import UndecidedError
from skipgram_lib.derivation.line import Line
from skipgram_lib.derivation.points import random_point
from skipgram_lib.door import a, door, one_of, whole

A_LINE, SIDE = a(Line, "line_of makes one of an id."), one_of(lambda: ("printed", "corrected"))
SURE = 2.0**-60  # an accident must be less likely than that


@dataclass(frozen=True)
class Proof:
    """One side, examined.

    Attributes
    ----------
    verdict : str or None
        "equal", "differs", or None where nothing can be said.
    reason : str or None
        Why nothing can be said.
    degree : float
        D, the largest that was counted.
    accident : float
        D / q, a bound on the probability that "equal" is an accident; 0 for "differs", which is certain.
    """

    verdict: str | None
    reason: str | None = None
    degree: float = 0
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
    """The same as a `Proof`, which also knows the reason, D and D / q."""
    if not has(line, side):
        return Proof(None, "the line has no such side")
    compare = _side if getattr(line, side) else _facts
    clock, degree = Clock(seed), 0
    try:
        for p in visits(seed, **sizes):
            for difference in compare(line, side, p, clock):
                if not difference.same(clock.number(0)):
                    return Proof("differs", degree=difference.degree)
                degree = max(degree, difference.degree)
    except UndecidedError as reason:
        return Proof(None, str(reason))
    return _equal(degree, () if line.facts else clock.branches.items())


def has(line, side):
    """Is there such a side? A definition's facts count as printed."""
    return bool(getattr(line, side) or (line.facts and side == "printed"))


def _equal(degree, branches):
    unseen = [place for (place, *_), outcomes in branches if len(outcomes) == 1]
    if unseen:
        return Proof(None, f"a branch that no visit took, in {unseen[0]}")
    accident = degree / 2.0 ** (BITS - 1)
    if not accident < SURE:
        return Proof(None, "a degree too high, or an exponent that is not a sum of products", degree, accident)
    return Proof("equal", degree=degree, accident=accident)


def visits(seed, **sizes):
    """Points that take every branch: all scores positive or mixed, v_c and −v_c, so that o wins and o loses."""
    for trial in range(2):
        p = random_point(seed, trial, **sizes)
        v_c, U = (p.v_c, p.U) if trial else (abs(p.v_c), abs(p.U))
        winner = int(np.argmax(U @ v_c))
        U[[p.o, winner]] = U[[winner, p.o]]
        yield replace(p, v_c=v_c, U=U)
        yield replace(p, v_c=-v_c, U=U)


def _side(line, side, p, clock):
    """Claimed minus true, entry by entry."""
    lettered = replace(p, v_c=clock.letters(p.v_c), U=clock.letters(p.U))
    target = line.corrected_target if side == "corrected" and line.corrected_target else line.target
    f, x = _run(target, lettered)
    x = np.asarray(x, dtype=object)
    claimed = np.asarray(_run(getattr(line, side), lettered), dtype=object)
    if claimed.shape != x.shape or not x.size:
        raise ValueError(
            f"Line {line.id}: the {side} side must have the shape {x.shape} of its variable, and at least one entry;"
            f" got {claimed.shape}."
        )
    y, true = clock.slopes(lambda x: _run(f, x), x)
    f, x = _run(target, p)
    in_floats = [*np.ravel(_run(getattr(line, side), p)), _run(f, np.array(x))]
    _same_in_floats(clock, [*claimed.flat, y], in_floats)
    for mine, its in zip(claimed.flat, true.flat, strict=True):
        yield clock.number(mine) - its


def _facts(line, side, p, clock):
    """Left minus right of every fact."""
    lettered = replace(p, v_c=clock.letters(p.v_c), U=clock.letters(p.U))
    for left, right, x in _run(line.facts, lettered):
        a, b = (np.asarray(_run(f, x), dtype=object) for f in (left, right))
        if a.shape != b.shape or not a.size:
            raise ValueError(f"Line {line.id}: both sides of a fact must have one shape; got {a.shape} and {b.shape}.")
        for one, other in zip(a.flat, b.flat, strict=True):
            yield clock.number(one) - clock.number(other)


def _run(code, *arguments):
    """Whatever the code raises of its own is its refusal."""
    try:
        with np.errstate(all="ignore"):
            return code(*arguments)
    except UndecidedError:
        raise
    except Exception as refusal:
        raise UndecidedError(f"the code does not run on such numbers: {refusal}") from refusal


def _same_in_floats(clock, entries, floats):
    """The code must do in floats what it does on the clock: what looks at the type of its numbers is found out."""
    shadows, floats = np.array([clock.number(entry).shadow for entry in entries]), np.array(floats, dtype=float)
    known = ~np.isnan(shadows)  # a slope has no float beside it
    if not np.allclose(shadows[known], floats[known], rtol=1e-6, atol=1e-9):
        raise UndecidedError("the code gives something else in floats")
