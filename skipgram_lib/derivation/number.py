"""All that numpy code asks of a number, out of the little that an exact one knows: +, ·, 1/x, exp, log and its sign."""

import math
import operator
from functools import reduce, total_ordering, wraps

import numpy as np


class UndecidedError(ArithmeticError):
    """Nothing can be said without rounding, and why."""


def lifted(operation):
    """With `other` as a number. An array takes entry by entry; in a + b and a · b, what has more slopes takes over."""

    @wraps(operation)
    def method(self, other):
        if isinstance(other, np.ndarray):
            return NotImplemented
        other = self.clock.number(other)
        return operation(self, other) if other.level <= self.level else getattr(other, operation.__name__)(self)

    return method


@total_ordering
class Number:
    """The base of `Hour` and `Dual`. numpy hands the elements of an object array their own `exp`, `log` and `+`."""

    __slots__ = ()
    __hash__ = None
    level, exponent = 0, None

    def __lt__(self, other):
        return self._compared(other, lambda sign: sign < 0)

    def __eq__(self, other):
        return self._compared(other, lambda sign: sign == 0)

    def _compared(self, other, test):
        if isinstance(other, np.ndarray):
            return NotImplemented
        if isinstance(other, float) and math.isinf(other):
            return test(-other)
        sign, against = (self - other).sign(), None if isinstance(other, Number) else float(other)
        return self.clock.fell(test(sign), against) if sign else test(sign)

    def __bool__(self):
        return self.sign() != 0

    def __abs__(self):
        sign = self.sign()
        return -self if sign and self.clock.fell(sign < 0, "abs") else self

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -1 * other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return NotImplemented if isinstance(other, np.ndarray) else self * self.clock.number(other).reciprocal()

    def __rtruediv__(self, other):
        return self.reciprocal() * other

    def __pow__(self, power):
        if isinstance(power, Number) or power != int(power) or abs(power) > 1000:
            raise UndecidedError("a power must be a whole number, at most 1000")
        base = self if power >= 0 else self.reciprocal()
        return reduce(operator.mul, [base] * abs(int(power)), self.clock.number(1))

    def log1p(self):
        return (1 + self).log()
