"""What is asked about proofs: tanh on a clock, a line that is right at one point, one that a tolerance lets through."""

import numpy as np

from skipgram_lib.classroom.feedback import Finding, Slip
from skipgram_lib.classroom.places import places
from skipgram_lib.classroom.task import Task
from skipgram_lib.classroom.tasks.judging import apart
from skipgram_lib.derivation import Line, exact
from skipgram_lib.derivation.clock import Clock
from skipgram_lib.derivation.softmax import J_of_v_o
from skipgram_lib.gradcheck import Kind, check_gradient
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


def _value(z):
    """tanh of z on the clock, from E = exp(z)."""
    return lambda h: _over(z(h) ** 2 - 1, z(h) ** 2 + 1)


_E = lambda h: pow(Hour.g, h.e, Hour.p)
_tanh = _value(_E)
_PLAIN = "take plain floats first: compare your formula with np.tanh at 0.3, and its slope with a central difference"
_EXPONENT = "ask on which clock an exponent lives, and which hour of h is on that one"
_value_of = lambda why, wrong, todo=_PLAIN: Slip(Kind.FUNCTION, why, lambda h: (wrong(h),), todo)
_of_t = lambda why, slope: Slip(Kind.FUNCTION, why, lambda h: (_tanh(h), slope(_tanh(h), h.b)), _PLAIN)
_TANH_SLIPS = (
    _value_of("tanh of half of z: how often does exp(z) stand in each term?", lambda h: _over(_E(h) - 1, 1 + _E(h))),
    _value_of("this is the sigmoid", lambda h: _over(_E(h), 1 + _E(h))),
    _value_of("upside down", lambda h: _over(_E(h) ** 2 + 1, _E(h) ** 2 - 1)),
    _value_of("a sign flip", lambda h: -_tanh(h)),
    _value_of("this is sinh, without a division", lambda h: _over(_E(h) ** 2 - 1, 2 * _E(h))),
    _value_of("the hour on p is used as an exponent", _value(lambda h: pow(Hour.g, h.a, Hour.p)), _EXPONENT),
    _of_t("the slope inside is not passed on", lambda t, b: 1 - t * t),
    _of_t("a sign inside the slope", lambda t, b: (1 + t * t) * b),
    _of_t("a power in the slope is not that of tanh", lambda t, b: (1 - t) * b),
    _of_t("the slope of the sigmoid", lambda t, b: t * (1 - t) * b),
    _of_t("a sign flip of the slope", lambda t, b: (t * t - 1) * b),
    _of_t("the slope inside alone", lambda t, b: b),
)


def _same_hour(said, wrong):
    """Is the answer what a slip gives? Of a wrong value the slope is of no interest."""
    parts = zip(("a", "b"), wrong, strict=False)
    return all(
        isinstance(getattr(said, part, None), int) and not (getattr(said, part) - number) % Hour.p
        for part, number in parts
    )


def _judge_tanh(said, h):
    """Its value, then its slope, then that it does not pretend to be an exponent."""
    if not all(isinstance(getattr(said, name, None), int) for name in ("a", "b")):
        todo = "return Hour(value, np.nan, slope), both whole numbers: divide with pow(…, -1, Hour.p)"
        return Finding(f"your function returned {type(said).__name__}, whose a and b are no whole numbers.", todo=todo)
    t = _tanh(h)
    for what, mine, right in (("value", said.a, t), ("slope", said.b, (1 - t * t) * h.b)):
        if (mine - right) % Hour.p:
            plain = f"write its {what} on paper with E = exp(z); then each / is a product with pow(…, -1, Hour.p)"
            return Finding(f"the {what} is another hour than that of tanh.", plain=plain)
    if isinstance(said.e, int):
        return Finding("it claims an hour on q.", todo="what comes out of an exp is no exponent: put np.nan there")
    return ""


_number = lambda n: Hour(n, n, 3 * n + 1)
tanh_on_a_clock = Task(
    {"At one hour": (_number(5**80),), "At another hour": (_number(7**70),)},
    "an Hour",
    _judge_tanh,
    slips=_TANH_SLIPS,
    same=_same_hour,
)


_OWN = "make it of the arguments alone: which number or array in it comes from elsewhere in the notebook?"


def _no_identity(target, claimed):
    """Why the clock does not find that a claimed side differs from the slope of the target, or ""."""
    line = Line("yours", "", "", "yours", "added", target=target, corrected=claimed)
    try:
        proof = exact.examine(line, "corrected")
    except ValueError:  # the shape is another one at the clock's own points
        return Finding("it does not follow the sizes of its arguments.", todo=_OWN)
    if proof.verdict == "equal":
        return Finding("it is an identity: on the clock, == accepts it.", todo="put a mistake in, and keep it as asked")
    todo = "use + − · / and exp alone, and constants that are exact: whole numbers, or powers of 2 such as 2.0**-3"
    return "" if proof.verdict else Finding(f"the clock says nothing: {proof.reason}.", todo=todo)


def right_at_zero(function):
    """A claimed slope of σ(x): right at 0, and no identity."""
    f = lambda x: sigmoid(x).sum()

    def judge(claimed, x):
        check = check_gradient(f, x, claimed, "your slope, at 0,")
        if not check:
            return Finding(check.seen, todo="print σ and its slope at 0: which number must come out there?")
        return _no_identity(lambda p: (f, p.v_c), lambda p: function(p.v_c.copy()))

    zeros = {"At x = 0": (np.zeros(3),), "At five zeros": (np.zeros(5),)}
    return Task(zeros, lambda x: x.shape, judge, must="It must return an array of the shape of x.")


def passes_a_tolerance(function):
    """A claimed slope of J in v_o: off by at most 1e-5 everywhere, and no identity."""

    def judge(claimed, v_c, o, U):
        gap = np.abs(claimed - naive_softmax.gradients(v_c, o, U).U[o]).max()
        if not gap <= TOLERANCE:
            shown, _ = apart(gap, TOLERANCE, 2)
            seen = f"one entry is off by {shown}, and 0.00001 is allowed: the gap itself counts, not its share."
            return Finding(seen, todo="make the mistake smaller")
        return _no_identity(J_of_v_o, lambda p: function(p.v_c.copy(), p.o, p.U.copy()))

    return Task(places("v_c", "o", "U"), lambda v_c, o, U: v_c.shape, judge)
