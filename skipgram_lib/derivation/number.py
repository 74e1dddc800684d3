"""A number on a clock: an hour that carries its slopes, and refuses whatever it cannot do without rounding.

numpy hands the elements of an object array their own `exp`, `log` and `+`, so the code of a loss needs no change.
"""

import math
import operator

import numpy as np

from skipgram_lib.derivation.comparison import Compared, UndecidedError
from skipgram_lib.derivation.nilpotent import crossed, plus, scaled


class Number(Compared):
    """value + Σ slopes[i] ε_i, modulo `hours`, with ε_i ε_j = 0 inside one level.

    A logarithm has slopes and an exponential (`exp_of`), and no value. `shadow` is a float that decides comparisons.
    `degree` bounds the degrees of numerator and denominator, `weight` the sum of |coefficients| as an exponent; it is
    infinite where these are not whole.
    """

    __slots__ = ("clock", "degree", "exp_of", "hours", "shadow", "slopes", "value", "weight")
    __hash__ = None

    def __init__(self, clock, value, slopes, hours, shadow, degree, weight, exp_of=None):
        self.clock, self.value, self.slopes, self.hours = clock, value, slopes, hours
        self.shadow, self.degree, self.weight, self.exp_of = shadow, degree, weight, exp_of

    def stepped(self, slopes):
        """The same number with these slopes as well."""
        return Number(
            self.clock, self.value, self.slopes | slopes, self.hours, self.shadow, self.degree, self.weight, self.exp_of
        )

    def slope(self, key, level):
        """What stands beside ε of this key: a number with the slopes of the outer level."""
        inner = {k - key: s for k, s in self.slopes.items() if k // level * level == key}
        return Number(
            self.clock, inner.pop(0, 0), inner, self.clock.p, math.nan, 3 * self.degree, math.inf
        )  # (n′d − nd′)/d², and the slope of an exp brings the degree of its exponent

    def __add__(self, other):
        if (other := self._with(other)) is NotImplemented:
            return other
        hours = min(self.hours, other.hours)
        slopes = plus(self.slopes, other.slopes, hours)
        known = self.value is not None and other.value is not None
        total = Number(
            self.clock,
            (self.value + other.value) % hours if known else None,
            slopes,
            hours,
            self.shadow + other.shadow,
            self.degree + other.degree,
            self.weight + other.weight,
        )
        if not known:  # of a log its exp is known
            a, b = self._exponential(), other._exponential()
            total.exp_of = None if a is None or b is None else a * b % self.clock.p
            total.degree += sum(n.weight for n in (self, other) if n.value is not None)
        return total

    def __mul__(self, other):
        if (other := self._with(other)) is NotImplemented:
            return other
        if self.value is None:
            return self._times(other)
        if other.value is None:
            return other._times(self)
        hours = min(self.hours, other.hours)
        a, b = self.value, other.value
        slopes = {}
        if self.slopes or other.slopes:
            slopes = plus(scaled(b, self.slopes, hours), scaled(a, other.slopes, hours), hours)
            slopes = plus(slopes, crossed(self.slopes, other.slopes), hours)
        degree, weight = self.degree + other.degree, self.weight * other.weight if self.weight and other.weight else 0
        return Number(self.clock, a * b % hours, slopes, hours, self.shadow * other.shadow, degree, weight)

    def _times(self, c):
        """A logarithm, times a constant."""
        if c.value is None or c.slopes:
            raise UndecidedError("the value of a logarithm is asked for")
        hours = min(self.hours, c.hours)
        times = c.value if c.value <= c.hours // 2 else c.value - c.hours
        whole = c.degree == 0 and abs(times) <= c.weight < math.inf
        exp_of = pow(self.exp_of, times, self.clock.p) if whole and self.exp_of else None
        slopes, degree = scaled(c.value, self.slopes, hours), self.degree * max(1, abs(times)) if whole else math.inf
        return Number(self.clock, None, slopes, hours, self.shadow * c.shadow, degree + c.degree, math.inf, exp_of)

    def reciprocal(self):
        """1/(a + N) = 1/a − N/a² + N²/a³."""
        a = self._known()
        try:
            r = pow(a, -1, self.hours)
        except ValueError:
            raise UndecidedError("a division by something that is 0 on the clock") from None
        unit = self.degree == 0 and self.weight == 1
        shadow = 1 / self.shadow if self.shadow else math.nan
        return self._composed(r, -r * r, r**3, self.hours, shadow, self.degree, 1 if unit else math.inf)

    def __pow__(self, power):
        if type(power) is Number or not float(power).is_integer() or abs(power) > 1000:
            raise UndecidedError("a power must be a whole number, at most 1000")
        n = operator.index(int(power))
        base, n = (self.reciprocal(), -n) if n < 0 else (self, n)
        result = self.clock.number(1)
        for _ in range(n):
            result = result * base
        return result

    def exp(self):
        """exp(a + N) = g^a (1 + N + N²/2)."""
        if self.value is None or self.hours != self.clock.both:
            raise UndecidedError("an exponent must not come from an exp or a log")
        y, p = self._exponential(), self.clock.p
        return self._composed(y, y, y * (p + 1) // 2, p, _float(math.exp, self.shadow), self.degree + self.weight)

    def log(self):
        """log(a + N) = log a + N/a − N²/(2a²)."""
        r = self.reciprocal().value
        y = self._composed(
            None, r, -r * r * (self.hours + 1) // 2, self.hours, _float(math.log, self.shadow), self.degree
        )
        y.exp_of = self.value % self.clock.p
        return y

    def log1p(self):
        return (1 + self).log()

    def expm1(self):
        return self.exp() - 1

    def _composed(self, value, first, second, hours, shadow, degree, weight=math.inf):
        slopes = {}
        if self.slopes:
            squares = crossed(self.slopes, self.slopes)
            slopes = plus(scaled(first, self.slopes, hours), scaled(second, squares, hours), hours)
        return Number(self.clock, value, slopes, hours, shadow, degree, weight)

    def _exponential(self):
        """exp of the value alone, on p, or None."""
        if self.value is None:
            return self.exp_of
        return self.clock.power(self.value % self.clock.q) if self.hours == self.clock.both else None

    def _known(self):
        if self.value is None:
            raise UndecidedError("the value of a logarithm is asked for")
        return self.value

    def _with(self, other):
        return (
            NotImplemented if isinstance(other, np.ndarray) else self.clock.number(other)
        )  # numpy goes entry by entry

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __pos__(self):
        return self

    def __sub__(self, other):
        return NotImplemented if isinstance(other, np.ndarray) else self + self._with(other) * -1

    def __rsub__(self, other):
        return self * -1 + other

    def __truediv__(self, other):
        return NotImplemented if isinstance(other, np.ndarray) else self * self._with(other).reciprocal()

    def __rtruediv__(self, other):
        return self.reciprocal() * other

    def __rpow__(self, other):
        raise UndecidedError("a power must be a whole number, not a variable")

    # a real number is its own conjugate and has no imaginary part
    def conjugate(self):
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return self.clock.number(0)


def _float(function, x):
    try:
        return function(x)
    except (ArithmeticError, ValueError):
        return math.nan
