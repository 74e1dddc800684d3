"""How numbers on a clock compare: exactly where their hours agree, by the floats beside them where they do not."""

import math
import operator

import numpy as np


class UndecidedError(ArithmeticError):
    """Nothing can be said without rounding, and why."""


class Compared:
    """Order and equality of a `Number`; how a comparison fell is noted by its clock."""

    __slots__ = ()
    __hash__ = None

    def _above(self, other):
        """The sign of self − other: 0 only if they are one and the same."""
        if isinstance(other, (float, np.floating)) and math.isinf(other):
            return -1 if other > 0 else 1
        other = self._with(other)
        if self.same(other):
            if any((self - other).slopes.values()):
                raise UndecidedError("a comparison is decided at the very point where it turns")
            return 0
        gap, size = self.shadow - other.shadow, abs(self.shadow) + abs(other.shadow)
        if not abs(gap) > 1e-9 * size or math.isinf(gap):
            raise UndecidedError("a comparison is too close to be decided")
        return 1 if gap > 0 else -1

    def same(self, other):
        """Do both have one value? Of logarithms: one exponential."""
        hours = min(self.hours, other.hours)
        if self.value is not None and other.value is not None:
            return self.value % hours == other.value % hours
        a, b = self._exponential(), other._exponential()
        if a is None or b is None:
            raise UndecidedError("the value of a logarithm is asked for")
        return a == b

    def _compared(self, other, test):
        if isinstance(other, np.ndarray):
            return NotImplemented
        sign = self._above(other)
        if sign and not (isinstance(other, float) and math.isinf(other)):
            self.clock.fell(test(sign, 0))
        return test(sign, 0)

    def __lt__(self, other):
        return self._compared(other, operator.lt)

    def __le__(self, other):
        return self._compared(other, operator.le)

    def __gt__(self, other):
        return self._compared(other, operator.gt)

    def __ge__(self, other):
        return self._compared(other, operator.ge)

    def __eq__(self, other):
        if isinstance(other, np.ndarray):
            return NotImplemented
        return self.same(self._with(other)) and self._above(other) == 0

    def __bool__(self):
        return self != 0

    def __abs__(self):
        sign = self._above(0)
        self.clock.fell(sign < 0)
        return -self if sign < 0 else self
