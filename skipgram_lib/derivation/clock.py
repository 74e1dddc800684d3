"""Two clocks, of p = 2q + 1 and of q hours, on which sums, products, quotients and powers are exact.

exp(z) is g^z on p. Powers of g return after q steps, so z counts on q. A number that has come through no exp counts on
both clocks at once, as one whole number modulo pq; what comes out of exp has an hour on p alone.
"""

import math
import numbers
import random
import sys
from fractions import Fraction
from functools import lru_cache

import numpy as np

from skipgram_lib.derivation.comparison import Compared, UndecidedError
from skipgram_lib.derivation.nilpotent import LEVEL
from skipgram_lib.derivation.number import Number

BITS = 126  # of q
OURS = "numpy", Compared.__module__, Number.__module__, __name__  # not the code that compares, but what it calls
SHORT = 8  # binary digits of a broken float that is taken at its word: 0.75 is meant, 0.1 has been rounded
SMALL = [n for n in range(3, 2000, 2) if all(n % m for m in range(3, math.isqrt(n) + 1, 2))]


class Clock:
    """Both clocks, drawn with the seed, so that no line can have been written for them."""

    def __init__(self, seed):
        self.p, self.q, self.g, self.powers = _hours(seed)
        self.both, self.draw = self.p * self.q, random.Random(f"letters {seed}")
        self.branches, self.depth = {}, 0

    def letters(self, shadows):
        """An unknown for every float: a random hour, and the float that speaks for it in comparisons."""
        letter = lambda shadow: Number(self, self.draw.randrange(self.both), {}, self.both, float(shadow), 1, 1)
        array = filled([letter(shadow) for shadow in np.ravel(shadows)], np.shape(shadows))
        array.flags.writeable = False
        return array

    def power(self, z):
        """g^z on p."""
        if z not in self.powers:
            self.powers[z] = pow(self.g, z, self.p)
        return self.powers[z]

    def number(self, x):
        """x as a number on this clock."""
        if type(x) is Number and x.clock is self:
            return x
        x = exactly(x)
        whole = x.denominator == 1
        hour = x.numerator * (1 if whole else pow(x.denominator, -1, self.both)) % self.both
        return Number(self, hour, {}, self.both, float(x), 0, float(abs(x)) if whole else math.inf)

    def slopes(self, f, x):
        """f(x), which must be one number, and its slope in every entry of x, from one call of f."""
        x, level = np.asarray(x, dtype=object), LEVEL**self.depth
        y = self._deeper(f, filled([self.number(e).stepped({i * level: 1}) for i, e in enumerate(x.flat, 1)], x.shape))
        if y.shape != ():
            raise ValueError(f"The target must return one number; got shape {y.shape}. Sum over the entries.")
        y = self.number(y[()])
        return y, filled([y.slope(i * level, level) for i in range(1, x.size + 1)], x.shape)

    def along(self, f, x, e):
        """The slope of every number in f(x) when x moves along e."""
        level = LEVEL**self.depth
        y = self._deeper(f, x + Number(self, 0, {level: 1}, self.both, 0.0, 0, 0) * np.asarray(e, dtype=object))
        return filled([self.number(entry).slope(level, level) for entry in y.flat], y.shape)

    def _deeper(self, f, x):
        if self.depth == 2:
            raise UndecidedError("a slope of a slope of a slope is asked for")
        self.depth += 1
        try:
            return np.asarray(f(x), dtype=object)
        finally:
            self.depth -= 1

    def fell(self, outcome):
        """Note how a comparison fell, at the place in the code that made it."""
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals.get("__name__", "").startswith(OURS):
            frame = frame.f_back
        place = f"{frame.f_code.co_name}, line {frame.f_lineno}", frame.f_code, _position(frame.f_code, frame.f_lasti)
        self.branches.setdefault(place, set()).add(outcome)
        return outcome


def filled(entries, shape):
    """An object array of these entries."""
    array = np.empty(len(entries), dtype=object)
    array[:] = entries
    return array.reshape(shape)


def exactly(x):
    """A constant as the fraction that is meant, where its digits leave no doubt."""
    x = int(x) if isinstance(x, np.bool_) else x
    if isinstance(x, numbers.Rational):
        return Fraction(int(x.numerator), int(x.denominator))
    if not isinstance(x, (float, np.floating)):
        raise UndecidedError(f"exact real numbers are needed, and a {type(x).__name__} came")
    x = float(x)
    if not math.isfinite(x) or (x.is_integer() and abs(x) > 2**53):
        raise UndecidedError(f"the constant {x} is not exact")
    n, m = x.as_integer_ratio()
    if m > 1 and n.bit_length() > SHORT:
        raise UndecidedError(f"the constant {x} is not exact, or has too many digits to be sure: write a Fraction")
    return Fraction(n, m)


@lru_cache(maxsize=1024)
def _position(code, instruction):
    """Line and column: one call has several instructions, and a warm interpreter uses another one than a cold one."""
    return list(code.co_positions())[instruction // 2]


@lru_cache(maxsize=8)
def _hours(seed):
    """p = 2q + 1, both prime, the square g, and a store for its powers."""
    draw = random.Random(f"hours {seed}")
    while True:
        q = draw.getrandbits(BITS) | 1 << (BITS - 1) | 1
        p = 2 * q + 1
        if all(q % n and p % n for n in SMALL) and pow(2, q - 1, q) == 1 == pow(4, q, p) and _is_prime(q, draw):
            return p, q, pow(draw.randrange(2, p - 1), 2, p), {}  # p is prime because q is (Pocklington)


def _is_prime(q, draw):
    """Miller and Rabin: a composite q passes 30 rounds with a probability below 4^-30."""
    odd, twos = q - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(30):
        x = pow(draw.randrange(2, q - 1), odd, q)
        if x not in (1, q - 1) and q - 1 not in (x := x * x % q for _ in range(twos - 1)):
            return False
    return True
