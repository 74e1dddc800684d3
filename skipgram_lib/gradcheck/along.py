"""Slopes of f along random directions, and how far they can be off.

    claimed_j = Σ_i claimed_i p_ij        measured_j = d/dt f(x + t p_j) at 0

Entries of similar size share a band, so that small ones are compared with small noise; each band has its own
directions p = ±(1 + u), u uniform on [0, 1], and is one piece of work. Along a direction f is a function of one number,
and is measured as along an entry. The complex step is faster: a band believes it as far as one ladder confirms it.
"""

import copy
import warnings
from itertools import product
from typing import NamedTuple

import numpy as np

from skipgram_lib.gradcheck.bands import bands
from skipgram_lib.gradcheck.slopes.detached import detached
from skipgram_lib.gradcheck.slopes.ladder import SETTLED, STEPS
from skipgram_lib.gradcheck.slopes.lines import Direction
from skipgram_lib.gradcheck.slopes.noise import Noise
from skipgram_lib.gradcheck.slopes.probe import Probe
from skipgram_lib.gradcheck.slopes.rounding import UNIT
from skipgram_lib.gradcheck.slopes.search import ENOUGH, search
from skipgram_lib.gradcheck.slopes.second_look import jumps, waves

TOGETHER = 2.0**-2  # of the largest |x_i|: how far a band may move as one
CONFIRMED = 2.0**-30  # of a slope: a ladder as sharp as this has confirmed a complex step
NOTHING_SEEN = 0, None, False


class Along(NamedTuple):
    """Slopes along the directions of one band, how far they can be off, what troubles them, how, and how deep."""

    claimed: np.ndarray
    measured: np.ndarray
    bound: np.ndarray
    trouble: np.ndarray
    by_complex: bool
    depth: float = np.inf

    @classmethod
    def unknown(cls, directions):
        """Nothing is measured yet."""
        zeros = np.zeros(directions)
        return cls(zeros, zeros, np.full(directions, np.inf), np.full(directions, SETTLED), False)


class Slopes:
    """Slopes of f along directions at x. `doubt` says why none can be measured, or is None."""

    def __init__(self, f, x, claimed, slack, *, seed, directions, vectorized, noise):
        self.probe, self.claimed, self.band_of = Probe(f, x, vectorized), claimed, bands(claimed)
        self.seed, self.directions, self.units = seed, directions, self._units()
        largest = float(np.abs(claimed).max(initial=0, where=np.isfinite(claimed)))
        self.slack = max(float(np.max(slack)), 16 * UNIT * largest)  # what an entry of claimed may have lost
        self.doubt = self.probe.objection()
        if self.doubt is None:
            self.noise = Noise(self.probe, len(STEPS) * directions * int(self.band_of.max() + 1), given=noise)
            self.doubt = self.noise.doubt
            self.noise.at_x += 4 * UNIT * self._rounding_of_points() * (self.noise.kind == "analysed")
        self.depth, self.complex = np.inf, self.doubt is None and self._takes_complex()

    def _units(self):
        """What a step of 1 stands for in each band: part of its largest |x_i|, or of all where it is 0."""
        x, units = np.abs(self.probe.x), np.zeros(int(self.band_of.max()) + 1)
        np.maximum.at(units, self.band_of.ravel(), x.ravel())
        return TOGETHER * np.where(units > 0, units, min(float(x.max()), 1.0) or 1.0)

    def _rounding_of_points(self):
        """What f changes by as x + t p rounds in every entry, in half ulps; a measured noise has it in it."""
        with np.errstate(all="ignore"):
            return float(np.nan_to_num(np.sqrt(np.square(self.claimed * self.probe.x).sum()), posinf=0.0))

    def direction(self, band, j):
        """Direction j of a band: where it is not 0, ±(1 + u) there, and the unit of its steps."""
        inside = np.asarray(self.band_of == band)
        p = np.random.default_rng([self.seed, band, j]).random(np.count_nonzero(inside))
        p *= 2
        p -= 1
        p += np.copysign(1, p)
        return inside, p, self.units[band]

    @np.errstate(all="ignore")  # the caller's does not reach threads
    def of_band(self, band):
        """All directions of one band, and what their own probe saw of f."""
        if self.doubt is not None:
            return Along.unknown(self.directions), NOTHING_SEEN
        own = copy.copy(self)
        own.probe, own.depth = self.probe.twin(), np.inf
        found = own._of_band(band)
        return found._replace(depth=own.depth), own.probe.seen

    def _of_band(self, band):
        rows = [self._row(*self.direction(band, j)) for j in range(self.directions)]
        claimed, lost, measured = np.transpose(rows)
        if self.complex and np.isfinite(measured).all():
            bound = np.full(measured.shape, self._room(band, 0, measured))
            off = np.abs(claimed - measured) - lost
            worst = int(off.argmax())
            if off[worst] > bound[worst]:  # nobody is accused unconfirmed
                bound[worst] = self._room(band, worst, measured)
            if np.isfinite(bound).all():
                return Along(claimed, measured, bound + lost, np.full(measured.shape, SETTLED), True)
        by_ladder = [self._by_differences(*self.direction(band, j)) for j in range(self.directions)]
        measured, bound, trouble = np.transpose(by_ladder)
        return Along(claimed, measured, bound + lost, trouble.astype(int), False)

    def _room(self, band, j, measured):
        """How far a complex step can be off, as far as one ladder confirms it; infinite where it does not."""
        value, bound, trouble = self._by_differences(*self.direction(band, j), enough=CONFIRMED)
        off = abs(measured[j] - value)
        return bound + off if trouble == SETTLED and off <= bound else np.inf

    def _row(self, inside, p, unit):
        """What the claimed gradient makes of a direction, what that may have lost, and the complex step if f has it."""
        claimed = self.claimed_along(inside, p)
        lost = self.slack * float(np.sqrt(np.square(p).sum())) + 16 * UNIT * abs(claimed)
        lost = lost if np.isfinite(lost) else np.inf
        return claimed, lost, _by_complex_step(self.probe, inside, p, unit) if self.complex else np.nan

    def second_look(self, bands):
        """What speaks against the slopes that were measured, by ladders above all, in words, or None."""
        if self.doubt:
            return None
        ladders = [(i, band) for i, band in enumerate(bands) if not band.by_complex]
        against = jumps(self.probe, self.noise, min(band.depth for band in bands))
        against = against or waves(self.probe, self.noise, self._lines(ladders), self.claimed)
        return self.probe.repeats(self.noise.of_repeats) or against

    def _lines(self, ladders):
        """Each direction of some bands, with its slope and bound."""
        for (i, band), j in product(ladders, range(self.directions)):
            inside, p, unit = self.direction(i, j)
            size = unit / TOGETHER
            yield self._dense(inside, size * p), size * band.measured[j], size * band.bound[j]

    def _dense(self, inside, p):
        dense = np.zeros(self.probe.x.shape)
        dense[inside] = p
        return dense

    def along(self, inside, p, unit, by_complex):
        """The slope along one direction, NaN where none can be had, and how far a ladder's can be off."""
        if by_complex:
            return _by_complex_step(self.probe, inside, p, unit), 0.0
        value, bound, _ = self._by_differences(inside, p, unit)
        return (value, bound) if np.isfinite(bound) else (np.nan, 0.0)

    def claimed_along(self, inside, p):
        """The slope along one direction that the claimed gradient predicts."""
        with np.errstate(invalid="ignore"):  # infinities of both signs make NaN, which never passes
            return float((self.claimed[inside] * p).sum())

    def _takes_complex(self):
        """Does f take complex numbers, drop no imaginary part, and keep none of them? A copy of it is asked."""
        copied = self.probe.twin()
        try:
            copied.f = detached(self.probe.f)
        except Exception:
            return False
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            measured = _by_complex_step(copied, *self.direction(0, 0))
        return bool(np.isfinite(measured)) and copied.repeats(self.noise.of_repeats) is None

    def _by_differences(self, inside, p, unit, enough=ENOUGH):
        """The ladder along p, in the band's own unit of x: slope, bound, trouble."""
        rung = search(Direction(self.probe, self._dense(inside, unit * p)), np.array([0]), self.noise, enough)
        self.depth = min(self.depth, TOGETHER * float(rung.step[0]))
        if rung.trouble[0] != SETTLED:
            return 0.0, np.inf, rung.trouble[0]
        return rung.value[0] / unit, rung.bound[0] / unit, SETTLED


def _by_complex_step(probe, inside, p, unit):
    """Im f(x + ihp)/h: nothing is subtracted; NaN, which sends the band to differences, where f refuses."""
    h = 2.0**-100 * unit
    point = probe.x.astype(complex)
    point.imag[inside] = h * p
    return probe.imaginary(point) / h
