"""A number that carries its slopes, a + Σ b_i ε_i with ε_i ε_j = 0: forward-mode differentiation."""

import itertools

import numpy as np

from skipgram_lib.derivation.number import Number, UndecidedError, lifted

LEVELS = itertools.count(1)  # a slope that is taken inside another has ε of its own, of a higher level


class Dual(Number):
    """`value` and, by i, the `slopes` b_i: each an `Hour`, or a `Dual` of a lower level."""

    __slots__ = ("clock", "level", "slopes", "value")

    def __init__(self, value, slopes, level):
        self.clock, self.value, self.slopes, self.level = value.clock, value, slopes, level

    @lifted
    def __add__(self, other):
        value, slopes = _parts(other, self.level)
        return _number(self.value + value, _sum(self.slopes, slopes), self.level)

    @lifted
    def __mul__(self, other):
        value, slopes = _parts(other, self.level)
        return _number(self.value * value, _sum(_times(value, self.slopes), _times(self.value, slopes)), self.level)

    __radd__, __rmul__ = __add__, __mul__

    def reciprocal(self):
        r = self.value.reciprocal()
        return _number(r, _times(-r * r, self.slopes), self.level)

    def exp(self):
        E = self.value.exp()
        return _number(E, _times(E, self.slopes), self.level)

    def log(self):
        return _number(self.value.log(), _times(self.value.reciprocal(), self.slopes), self.level)

    def sign(self):
        sign = self.value.sign()
        if not sign and not all(slope.zero()[0] for slope in self.slopes.values()):
            raise UndecidedError("a comparison is decided at the very point where it turns")
        return sign

    def zero(self):
        return min(part.zero() for part in (self.value, *self.slopes.values()))


def slopes(clock, f, x):
    """The slopes of f, one number, in every entry of x, from one call of f."""
    x, one, level = np.asarray(x, dtype=object), clock.number(1), next(LEVELS)
    y = np.asarray(f(_array([Dual(clock.number(e), {i: one}, level) for i, e in enumerate(x.flat)], x.shape)))
    if y.shape != ():
        raise ValueError(f"The target must return one number; got shape {y.shape}. Sum over the entries.")
    found = _parts(clock.number(y[()]), level)[1]
    return _array([found.get(i, clock.number(0)) for i in range(x.size)], x.shape)


def along(clock, f, x, e):
    """The slope of every number in f(x) when x moves along e."""
    level = next(LEVELS)
    steps = [Dual(clock.number(0), {0: clock.number(step)}, level) for step in np.ravel(e)]
    y = np.asarray(f(x + _array(steps, np.shape(e))))
    return _array([_parts(clock.number(entry), level)[1].get(0, clock.number(0)) for entry in y.flat], y.shape)


def _array(entries, shape):
    return np.array(entries, dtype=object).reshape(shape)


def _parts(x, level):
    """The value and the slopes of this level."""
    return (x.value, x.slopes) if x.level == level else (x, {})


def _number(value, slopes, level):
    return Dual(value, slopes, level) if slopes else value


def _sum(a, b):
    return a | {i: a[i] + slope if i in a else slope for i, slope in b.items()}


def _times(c, slopes):
    return {} if c.exponent == {} else {i: c * slope for i, slope in slopes.items()}
