"""An hour: a number on a clock that counts its degree, and knows what it is as an exponent."""

import math

from skipgram_lib.derivation.number import Number, UndecidedError, lifted

LONG = 400  # a longer product is not followed as an exponent


class Hour(Number):
    """A rational function of letters and exps, or a log.

    Attributes
    ----------
    value : int or None
        The hour on p; None of a log.
    exponent : dict or None
        The number as a sum {product of letters: how many times}, where it is one; of a log, {its name: 1}.
    shadow : Rounded
        The float that decides comparisons, with a bound on its rounding.
    degree : int
        A bound on the degrees of numerator and denominator.
    """

    __slots__ = ("clock", "degree", "exponent", "shadow", "value")

    def __init__(self, clock, value, exponent, shadow, degree):
        self.clock, self.value, self.exponent, self.shadow, self.degree = clock, value, exponent, shadow, degree

    @lifted
    def __add__(self, other):
        if {} in (self.exponent, other.exponent):
            return self if other.exponent == {} else other
        value = None if self.value is None or other.value is None else (self.value + other.value) % self.clock.p
        exponent = _sum(self.exponent, other.exponent)
        return Hour(self.clock, value, exponent, self.shadow + other.shadow, self.degree + other.degree)

    @lifted
    def __mul__(self, other):
        if {} in (self.exponent, other.exponent):
            return self.clock.number(0)  # 0 · log x, too
        value = None if self.value is None or other.value is None else self.value * other.value % self.clock.p
        follow = value is not None or _constant(self) or _constant(other)  # no product of a log and a letter
        exponent = _product(self.exponent, other.exponent) if follow else None
        return Hour(self.clock, value, exponent, self.shadow * other.shadow, self.degree + other.degree)

    __radd__, __rmul__ = __add__, __mul__

    def reciprocal(self):
        return Hour(self.clock, pow(self._nonzero(), -1, self.clock.p), None, 1 / self.shadow, self.degree)

    def exp(self):
        if self.value is None or self.exponent is None:
            raise UndecidedError("an exponent must be a whole-number sum of products, free of exps and logs")
        y, degree = self.clock.power(self.exponent)
        return Hour(self.clock, y, None, self.shadow.exp(), degree)

    def log(self):
        name = (next(self.clock.names),)
        self.clock.powers[name] = self._nonzero(), self.degree
        return Hour(self.clock, None, {name: 1}, self.shadow.log(), 0)

    def zero(self):
        """Is it 0, and a bound on the degree of what was asked; of a log, is its exp 1?"""
        if self.value is not None:
            return self.value == 0, self.degree
        if self.exponent is None:
            raise UndecidedError("the value of a logarithm is asked for")
        whole = math.lcm(*(times.denominator for times in self.exponent.values()))
        power, degree = self.clock.power({product: times * whole for product, times in self.exponent.items()})
        return power == 1, degree

    def sign(self):
        """−1, 0 or 1, where the hour and the float do not contradict each other."""
        near = abs(self.shadow.value) <= 2 * self.shadow.bound
        if self.zero()[0] != near:
            raise UndecidedError("a comparison is too close to be decided")
        return 0 if near else 1 if self.shadow > 0 else -1

    def _nonzero(self):
        if not self.value:
            what = "the value of a logarithm" if self.value is None else "the inverse or the log of a zero"
            raise UndecidedError(f"{what} is asked for")
        return self.value


def _constant(number):
    return bool(number.exponent) and number.exponent.keys() == {()}


def _sum(a, b):
    if a is None or b is None:
        return None
    return {product: times for product in a | b if (times := a.get(product, 0) + b.get(product, 0))}


def _product(a, b):
    if a is None or b is None or len(a) * len(b) > LONG:
        return None
    total = {}
    for m, i in a.items():
        total = _sum(total, {tuple(sorted(m + n)): i * j for n, j in b.items()})
    return total
