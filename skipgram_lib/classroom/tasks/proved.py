"""What is asked about proofs: tanh on a clock, a line that is right at one point, one that a tolerance lets through."""

import numpy as np

from skipgram_lib.classroom.exercises import Task, places
from skipgram_lib.classroom.feedback import Finding, complaint
from skipgram_lib.derivation import Line, exact
from skipgram_lib.derivation.clock import Clock
from skipgram_lib.derivation.softmax import J_of_v_o
from skipgram_lib.gradcheck import Kind, check_gradient, named
from skipgram_lib.losses import naive_softmax, sigmoid

TOLERANCE = 1e-5
_CLOCK = Clock(0)


class Hour:
    """A number on a large clock, as chapter 13 builds it: `a` on p, `e` on q (nan if not known), its slope `b`."""

    p, q, g = _CLOCK.p, _CLOCK.q, _CLOCK.g

    def __init__(self, a, e, b):
        self.a, self.e, self.b = a % self.p, e, b % self.p


def _over(a, b):
    return a * pow(b, -1, Hour.p) % Hour.p


def _judge_tanh(said, h):
    """Its value, then its slope, then that it does not pretend to be an exponent."""
    parts = [getattr(said, name, None) for name in ("a", "b")]
    if not all(isinstance(part, int) for part in parts):
        todo = "return Hour(value, np.nan, slope), both whole numbers: divide with pow(…, -1, Hour.p)"
        return Finding(f"your function returned {type(said).__name__}, whose a and b are no whole numbers.", todo=todo)
    E = pow(Hour.g, h.e, Hour.p)
    t = _over(E * E - 1, E * E + 1)
    values = {
        "tanh of half of z: how often does exp(z) stand in each term?": _over(E - 1, E + 1),
        "this is the sigmoid": _over(E, 1 + E),
        "upside down": _over(E * E + 1, E * E - 1),
        "a sign flip": -t,
        "this is sinh, without a division": _over(E * E - 1, 2 * E),
        "the hour on p is used as an exponent": _over(
            pow(Hour.g, 2 * h.a, Hour.p) - 1, pow(Hour.g, 2 * h.a, Hour.p) + 1
        ),
    }
    slopes = {
        "the slope inside is not passed on": 1 - t * t,
        "a sign inside the slope": (1 + t * t) * h.b,
        "t stands where its square should": (1 - t) * h.b,
        "the slope of the sigmoid": t * (1 - t) * h.b,
        "a sign flip": (t * t - 1) * h.b,
        "the slope inside alone": h.b,
    }
    for what, mine, right, slips in (("value", said.a, t, values), ("slope", said.b, (1 - t * t) * h.b, slopes)):
        if (mine - right) % Hour.p:
            why = next((why for why, wrong in slips.items() if not (mine - wrong) % Hour.p), None)
            todo = f"write its {what} on paper with E = exp(z); then each / is a product with pow(…, -1, Hour.p)"
            seen = f"the {what} is another hour than that of tanh."
            return Finding(seen, named(Kind.FUNCTION, why)) if why else Finding(seen, todo=todo)
    if isinstance(said.e, int):
        return Finding("it claims an hour on q.", todo="what comes out of an exp is no exponent: put np.nan there")
    return ""


_number = lambda n: Hour(n, n, 3 * n + 1)
tanh_on_a_clock = Task({"At one hour": (_number(5**80),), "At another hour": (_number(7**70),)}, "an Hour", _judge_tanh)


def _no_identity(target, claimed):
    """Why the clock does not find that a claimed side differs from the slope of the target, or ""."""
    line = Line("yours", "", "", "yours", "added", target=target, corrected=claimed)
    proof = exact.examine(line, "corrected")
    if proof.verdict == "equal":
        return Finding("it is an identity: on the clock, == accepts it.", todo="put a mistake in, and keep it as asked")
    todo = "use + − · / and exp alone, and constants that are exact: whole numbers, or powers of 2 such as 2.0**-3"
    return "" if proof.verdict else Finding(f"the clock says nothing: {proof.reason}.", todo=todo)


def right_at_zero(function):
    """A claimed slope of σ(x): right at 0, and no identity."""
    f = lambda x: sigmoid(x).sum()

    def judge(claimed, x):
        check = check_gradient(f, x, claimed, "your slope, at 0,")
        return complaint(check) or _no_identity(lambda p: (f, p.v_c), lambda p: function(p.v_c))

    return Task({"At x = 0": (np.zeros(3),)}, (3,), judge)


def passes_a_tolerance(function):
    """A claimed slope of J in v_o: off by at most 1e-5 everywhere, and no identity."""

    def judge(claimed, v_c, o, U):
        gap = np.abs(claimed - naive_softmax.gradients(v_c, o, U).U[o]).max()
        if not gap <= TOLERANCE:
            return Finding(f"it is off by {gap:.1g}, which a tolerance of 1e-5 sees.", todo="make the mistake smaller")
        return _no_identity(J_of_v_o, lambda p: function(p.v_c, p.o, p.U))

    return Task(places("v_c", "o", "U"), lambda v_c, o, U: v_c.shape, judge)
