"""How far rounding can move one evaluation of f: its own code, run on numbers that carry a bound.

Running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, section 3.3): every
operation adds its own half ulp to what its operands bring along. numpy hands the elements of an
object array their own `exp`, `log` and `+`, so f needs no change. Where f refuses such numbers, see `noise`.
"""

import math
import operator
import threading

import numpy as np

from skipgram_lib.gradcheck.slopes.detached import detached

UNIT = 2.0**-53  # half an ulp of 1 in float64
TINY = 2.0**-1074  # the smallest subnormal
FUNCTION = 4 * UNIT  # 2 ulps assumed of exp, log, …; a test measures less
SAFETY = 2  # for the higher orders that a first-order bound leaves out
BUDGET = 128  # operations for each evaluation of f that the check itself will need

_alone, _left = threading.RLock(), [math.inf]  # one analysis at a time, and the operations that it may still make


class EnoughError(BaseException):
    """The analysis costs too much. An f that tries again after any Exception must not catch it."""


class Rounded:
    """A float, a bound on its error, and the size of the terms that were added up to it.

    There is no `__float__`: a function that wants a plain float must fail, not drop the bound.
    """

    __slots__ = ("bound", "size", "value")
    __hash__ = None

    def __init__(self, value, bound=0.0, size=None):
        _left[0] -= 1
        if _left[0] < 0:
            raise EnoughError
        if value != value:  # a solver that waits for a small residual would wait for ever
            raise ArithmeticError("a carrier is NaN")
        self.value, self.bound = value, bound
        self.size = abs(value) if size is None else size

    def __add__(self, other):
        if type(other) is not Rounded:
            other = _rounded(other)
            if other is NotImplemented:
                return other
        size = self.size + other.size  # not |value|: a dot product may add its terms in any order
        return Rounded(self.value + other.value, self.bound + other.bound + UNIT * size, size)

    def __sub__(self, other):
        if other is self:  # z − max z is exactly 0 for the winner, however z was rounded
            return Rounded(0.0)
        if type(other) is not Rounded:
            other = _rounded(other)
            if other is NotImplemented:
                return other
        value = self.value - other.value
        return Rounded(value, self.bound + other.bound + UNIT * abs(value))

    def __mul__(self, other):
        if type(other) is float:  # the common case, U @ v_c: nothing is carried but what self brings along
            value = self.value * other
            size = abs(value)
            return Rounded(value, abs(other) * self.bound + UNIT * size + TINY, size)
        other = _rounded(other)
        if other is NotImplemented:
            return other
        value = self.value * other.value
        carried = abs(self.value) * other.bound + abs(other.value) * self.bound + self.bound * other.bound
        return Rounded(value, carried + UNIT * abs(value) + TINY)

    def __truediv__(self, other):
        other = _rounded(other)
        if other is NotImplemented:
            return other
        room = abs(other.value) - other.bound
        if not room > 0:
            return Rounded(math.nan, math.inf)
        value = self.value / other.value
        return Rounded(value, (self.bound + abs(value) * other.bound) / room + UNIT * abs(value) + TINY)

    def __pow__(self, power):
        value, slope = np.float64(self.value) ** power, power * np.float64(self.value) ** (power - 1)
        return Rounded(float(value), float(abs(slope) * self.bound + FUNCTION * abs(value) + TINY))

    def __radd__(self, other):
        return self + other

    def __rsub__(self, other):
        return _rounded(other) - self

    def __rmul__(self, other):
        return self * other

    def __rtruediv__(self, other):
        return _rounded(other) / self

    def __neg__(self):
        return Rounded(-self.value, self.bound, self.size)

    def __abs__(self):
        return Rounded(abs(self.value), self.bound, self.size)

    def __bool__(self):
        return self.value != 0


def _rounded(x):
    if type(x) is Rounded:
        return x
    return NotImplemented if isinstance(x, np.ndarray) else Rounded(float(x))  # numpy then takes entry by entry


SLOPES = {  # of y = function(x): what turns the operand's bound into the result's
    "exp": lambda x, y: y,
    "expm1": lambda x, y: y + 1,
    "log": lambda x, y: 1 / x,
    "log1p": lambda x, y: 1 / (1 + x),
    "sqrt": lambda x, y: 0.5 / y,
    "sin": lambda x, y: math.cos(x),
    "cos": lambda x, y: math.sin(x),
    "tanh": lambda x, y: 1 - y * y,
}


def _method(name, slope):
    function = getattr(math, name)

    def method(self):
        try:
            y = function(self.value)
            return Rounded(y, abs(slope(self.value, y)) * self.bound + FUNCTION * abs(y) + TINY)
        except (ArithmeticError, ValueError):  # too large, or outside the function's domain
            return Rounded(math.nan, math.inf)

    return method


def _comparison(name):
    compare = getattr(operator, name)
    return lambda self, other: compare(self.value, getattr(other, "value", other))


for _name in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__"):
    setattr(Rounded, _name, _comparison(_name))
for _name, _slope in SLOPES.items():  # np.exp of an object array calls each element's .exp()
    setattr(Rounded, _name, _method(_name, _slope))


_carriers, _lifted = np.frompyfunc(Rounded, 1, 1), np.frompyfunc(_rounded, 1, 1)


def with_bounds(f, x, evaluations=math.inf):
    """f(x) and a bound on its rounding, entry by entry, or None where f does not run on such numbers.

    `evaluations`: how many of f the check needs; the analysis may cost a few times as much, and no more.
    """
    y = _on_carriers(f, x, BUDGET * evaluations)
    if y is None:
        return None
    value, bound = (np.array([getattr(e, part) for e in y.flat]).reshape(y.shape) for part in ("value", "bound"))
    return (value, SAFETY * bound) if np.isfinite(bound).all() else None


def running_error(f, x, fx=None, evaluations=math.inf):
    """Bound on |computed f(x) − exact f(x)|, or None where f does not run on numbers that carry one."""
    y = with_bounds(f, x, evaluations)
    if y is None or y[0].size != 1:
        return None
    value, bound = (float(part.item()) for part in y)
    same_code = fx is None or abs(value - fx) <= 2 * bound + 4 * UNIT * abs(fx)
    return bound if same_code else None


def _on_carriers(f, x, budget):
    if 3 * x.size > budget:  # not even x could be read and used
        return None
    try:
        guest = detached(f)
        with np.errstate(all="ignore"), _alone:
            _left[0] = budget
            return np.asarray(_lifted(guest(np.asarray(_carriers(x), dtype=object))), dtype=object)
    except (Exception, EnoughError, SystemExit):  # whatever f raises of its own is its refusal
        return None
    finally:
        _left[0] = math.inf
