"""Slopes of f along random directions, and how far they can be off.

    claimed_j = Σ_i claimed_i p_ij        measured_j = d/dt f(x + t p_j) at 0

Entries of similar size share a band, so that small ones are compared with small noise; each band has its own
directions p = ±(1 + u), u uniform on [0, 1], and is one piece of work. What f's rounding does to a slope is seen by
looking again from points a few ulps away: the one empirical part of the bound.
"""

import warnings
from typing import NamedTuple

import numpy as np

from skipgram_lib.gradcheck.slopes.ladder import SETTLED
from skipgram_lib.gradcheck.slopes.probe import CHUNK, number, objection
from skipgram_lib.gradcheck.slopes.rounding import TINY, UNIT
from skipgram_lib.gradcheck.slopes.search import search

WIDTH = 16.0  # a band's largest entry over its smallest
BANDS = 6  # at most; the last one holds everything smaller, and zeros
REPEATS = 2  # looks at one slope from points a few ulps away: how far rounding moves it
SAFETY = 16  # on the largest move that was seen; the empirical part of the bound, measured in benchmarks/
GUARD_STEP = 2.0**-16  # of the largest |x_i|: what a step shows along the real axis must show along the imaginary one …
GUARD = 2.0**-14  # … to this part of the first and the second difference


class Along(NamedTuple):
    """Slopes along the directions of one band, how far they can be off, what troubles them, and by which method."""

    claimed: np.ndarray
    measured: np.ndarray
    bound: np.ndarray
    trouble: np.ndarray
    by_complex: bool

    @classmethod
    def unknown(cls, directions):
        """Nothing is measured yet."""
        zeros = np.zeros(directions)
        return cls(zeros, zeros, np.full(directions, np.inf), np.full(directions, SETTLED), False)


def bands(claimed):
    """Which band each entry belongs to: 0 for the largest, one more for every factor of 16 below."""
    size = np.nan_to_num(np.abs(claimed), nan=0.0, posinf=0.0)
    depth, largest = np.zeros(size.shape, np.int8), size.max()
    for k in range(1, BANDS):
        depth += size <= largest * WIDTH**-k
    present = np.bincount(depth.ravel(), minlength=BANDS) > 0
    return (np.cumsum(present) - 1).astype(np.int8)[depth]  # no empty band in between


class Slopes:
    """Slopes of f along directions at x. `doubt` says why none can be measured, or is None."""

    def __init__(self, f, x, claimed, slack, *, seed, directions, vectorized):
        self.f, self.x, self.claimed, self.band_of = f, x, claimed, bands(claimed)
        self.seed, self.directions, self.vectorized = seed, directions, vectorized
        self.size = float(np.abs(x).max()) or 1.0
        largest = float(np.abs(claimed).max(initial=0, where=np.isfinite(claimed)))
        self.slack = max(float(np.max(slack)), 16 * UNIT * largest)  # what an entry of claimed may have lost
        self.fx, self.noise, self.doubt = self._look()
        self.complex = self.doubt is None and self._takes_complex()

    def _look(self):
        """f(x), how far f moves a few ulps away, and what speaks against f."""
        shown = self.x.copy()
        fx = number(self.f(shown))
        changed = not np.array_equal(shown, self.x)
        doubt = objection(fx, changed, abs(number(self.f(shown)) - fx) <= 64 * UNIT * abs(fx))
        if doubt is not None:
            return fx, 0.0, doubt
        with np.errstate(all="ignore"):  # NaN a few ulps away makes every bound NaN, and no ladder settles
            moved = np.max([abs(number(self.f(self._near(i))) - fx) for i in range(REPEATS)])
        return fx, SAFETY * moved + 4 * UNIT * abs(fx) + TINY, None

    def _near(self, i):
        """x, every entry moved by an ulp or so."""
        rng = np.random.default_rng([self.seed, 1, i])
        moved = rng.integers(-2, 3, self.x.shape, dtype=np.int8) * (2 * UNIT)
        moved *= self.x
        moved += self.x
        return moved

    def direction(self, band, j):
        """Direction j of a band: where it is not 0, and ±(1 + u) there."""
        inside = self.band_of == band
        p = np.random.default_rng([self.seed, 0, band, j]).random(np.count_nonzero(inside))
        p *= 2
        p -= 1
        p += np.copysign(1, p)
        return inside, p

    def of_band(self, band):
        """All directions of one band."""
        if self.doubt is not None:
            return Along.unknown(self.directions)
        first = self.direction(band, 0)
        rows = [self._row(*(self.direction(band, j) if j else first)) for j in range(self.directions)]
        claimed, lost, measured = np.transpose(rows)
        by_complex = np.isfinite(measured).all() and self._analytic(*first, measured[0])
        if by_complex:
            bound, trouble = self._moved(*first, measured[0]), np.full(measured.shape, SETTLED)
        else:
            by_ladder = [self._by_differences(*self.direction(band, j)) for j in range(self.directions)]
            measured, bound, trouble = np.transpose(by_ladder)
        return Along(claimed, measured, bound + lost, trouble.astype(int), by_complex)

    def _row(self, inside, p):
        """What the claimed gradient makes of a direction, what that may have lost, and the complex step if f has it."""
        claimed = self.claimed_along(inside, p)
        lost = self.slack * float(np.sqrt(np.square(p).sum())) + 16 * UNIT * abs(claimed)
        lost = lost if np.isfinite(lost) else np.inf
        return claimed, lost, self._by_complex_step(inside, p) if self.complex else np.nan

    def along(self, inside, p, by_complex):
        """The slope along one direction, NaN where none can be had."""
        if by_complex:
            return self._by_complex_step(inside, p)
        value, bound, _ = self._by_differences(inside, p)
        return value if np.isfinite(bound) else np.nan

    def claimed_along(self, inside, p):
        """The slope along one direction that the claimed gradient predicts."""
        with np.errstate(invalid="ignore"):  # infinities of both signs make NaN, which never passes
            return float((self.claimed[inside] * p).sum())

    def _by_complex_step(self, inside, p, x=None):
        """Im f(x + ihp)/h: nothing is subtracted."""
        h = 2.0**-100
        return float(np.imag(self._across(inside, h * p, x))) / h / self.size

    def _across(self, inside, step, x=None):
        """f, a step along the imaginary axis away from x."""
        point = (self.x if x is None else x).astype(complex)
        point.imag[inside] = self.size * step
        with np.errstate(all="ignore"):  # what is not finite sends the band to differences
            return self.f(point)

    def _moved(self, inside, p, slope):
        """How far rounding may have moved a slope: more than it moves a few ulps away."""
        again = [self._by_complex_step(inside, p, self._near(i)) for i in range(REPEATS)]
        return SAFETY * np.abs(np.subtract(again, slope)).max() + TINY

    def _takes_complex(self):
        """Does f take complex numbers at all, without refusing them or dropping their imaginary parts?"""
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            try:
                self._by_complex_step(*self.direction(0, 0))
            except Exception:  # whatever f raises of its own is its refusal
                return False
        return True

    def _analytic(self, inside, p, slope):
        """Do slope and curvature look alike along both axes? Not so after abs or a comparison, nor at a kink."""
        step = GUARD_STEP * p
        with np.errstate(all="ignore"):
            up, down = (number(self.f(self._stepped(inside, sign * step))) for sign in (1, -1))
        noise = self.noise + 4 * UNIT * max(abs(up), abs(down))
        tilt, bend = (up - down) / 2, up - 2 * self.fx + down
        expected_tilt = GUARD_STEP * self.size * slope
        expected_bend = 2 * (self.fx - float(np.real(self._across(inside, step))))
        same_tilt = abs(tilt - expected_tilt) <= GUARD * abs(expected_tilt) + noise
        return bool(same_tilt and abs(bend - expected_bend) <= GUARD * abs(expected_bend) + 4 * noise)

    def _stepped(self, inside, step):
        """x, moved by a step in units of its largest entry."""
        point = self.x.copy()
        point[inside] += self.size * step
        return point

    def _by_differences(self, inside, p):
        """The ladder of `differences` along p, t in units of the largest |x_i|: slope, bound, trouble."""
        few = self.vectorized and 32 * self.x.nbytes <= CHUNK
        many = lambda t: self.f(np.stack([self._stepped(inside, t_j * p) for t_j in t[:, 0]]))
        one = lambda t: self.f(self._stepped(inside, t[0] * p))
        rung, _, _ = search(many if few else one, np.zeros(1), self.fx, self, few, np.array([0]))
        if rung.trouble[0] != SETTLED:
            return 0.0, np.inf, rung.trouble[0]
        return rung.value[0] / self.size, rung.bound[0] / self.size, SETTLED

    def near(self, entries, h):
        """The noise of f, as `search` asks for it."""
        return self.noise
