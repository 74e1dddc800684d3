"""Two clocks, of p = 2q + 1 and of q hours, both prime: what is counted on them is never rounded.

Arithmetic counts on p. Powers of g return after q steps, so exponents count on q, and exp(z) is g^z. Each product of
letters, such as u_wi v_i, has an hour of its own on q; a sum of products has the sum of their hours.
"""

import dis
import itertools
import math
import random
import sys
from fractions import Fraction
from functools import lru_cache
from numbers import Rational

import numpy as np

from skipgram_lib.derivation.hour import Hour
from skipgram_lib.derivation.number import Number, UndecidedError
from skipgram_lib.gradcheck import Rounded

BITS = 126  # of q
SHORT = 8  # binary digits of a broken float that is taken at its word, as 2ⁿ ± 2ᵐ is: 0.75 is meant, 0.1 was rounded
LONG = 100  # binary digits of a constant that p cannot divide
COMPARE = dis.opmap["COMPARE_OP"]
OURS = "numpy", "functools", Number.__module__, __name__  # not the code that compares, but what it calls


class Clock:
    """Both clocks, and every hour on them, are drawn with the seed: no line can have been written for them."""

    def __init__(self, seed):
        self.p, self.q, self.g = _hours(seed)
        self.draw, self.names = random.Random(f"letters {seed}"), itertools.count()
        self.powers, self.constants, self.branches = {}, {}, {}

    def letters(self, floats):
        """An unknown for each: a random hour on p, and the float to speak for it in comparisons."""
        letter = lambda x: Hour(self, self.draw.randrange(self.p), {(next(self.names),): 1}, Rounded(float(x)), 1)
        array = np.array([letter(x) for x in floats.flat], dtype=object).reshape(floats.shape)
        array.flags.writeable = False
        return array

    def number(self, x):
        """x as a number."""
        if isinstance(x, Number) and x.clock is self:
            return x
        x = x.item() if isinstance(x, (np.integer, np.bool_)) else x
        if not isinstance(x, (Rational, float)):
            raise UndecidedError(f"exact real numbers are needed; got a {type(x).__name__}")
        if (type(x), x) not in self.constants:
            n, m = exactly(x)
            exponent = {(): Fraction(n, m) if m > 1 else n} if n else {}
            shadow = Rounded(n / m, abs(n / m) * 2.0**-53)
            self.constants[type(x), x] = Hour(self, n * pow(m, -1, self.p) % self.p, exponent, shadow, 0)
        return self.constants[type(x), x]

    def power(self, exponent):
        """The exp of a sum {product: times}, and its degree."""
        y, degree = 1, 0
        for product, times in exponent.items():
            if times.denominator > 1:
                raise UndecidedError("an exponent must be a whole-number sum of products")
            if product not in self.powers:
                self.powers[product] = pow(self.g, self.draw.randrange(self.q), self.p), 1
            power, D = self.powers[product]
            y, degree = y * pow(power, int(times), self.p) % self.p, degree + abs(int(times)) * D
        return y, degree

    def fell(self, outcome, against):
        """Note how a comparison fell: at which place in the code, and against which constant."""
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals.get("__name__", "").startswith(OURS):
            frame = frame.f_back
        code, step = frame.f_code, frame.f_lasti
        if code.co_code[step] != COMPARE:  # a call, which a warm interpreter makes from another instruction
            step = _positions(code)[step // 2]
        place = f"{code.co_name}, line {frame.f_lineno}", code, step, against
        self.branches.setdefault(place, set()).add(outcome)
        return outcome


def exactly(x):
    """A constant as numerator and denominator, where its digits leave no doubt of what is meant."""
    if not math.isfinite(x):
        raise UndecidedError(f"exact real numbers are needed; got {x}")
    n, m = x.as_integer_ratio()
    two_powers = (n ^ 3 * n).bit_count() <= 2
    most = LONG if isinstance(x, Rational) or two_powers else 53 if m == 1 else SHORT
    if n.bit_length() > most or m.bit_length() > LONG:
        raise UndecidedError(f"the constant {x} has too many digits to be sure of it: write a Fraction")
    return n, m


@lru_cache(maxsize=1024)
def _positions(code):
    return list(code.co_positions())


@lru_cache(maxsize=8)
def _hours(seed):
    """p, q, and g, a square. Where n = 3 mod 4, one power is a whole round of Miller and Rabin."""
    draw, small = random.Random(f"hours {seed}"), math.prod(range(3, 2000, 2))
    prime = lambda n: all(pow(draw.randrange(2, n - 1), n // 2, n) in (1, n - 1) for _ in range(30))
    while True:
        q = draw.getrandbits(BITS) | 1 << (BITS - 1) | 3
        if math.gcd(small, q * (2 * q + 1)) == 1 and prime(q) and prime(2 * q + 1):
            return 2 * q + 1, q, pow(draw.randrange(2, q), 2, 2 * q + 1)
