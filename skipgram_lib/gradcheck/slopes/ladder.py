"""One ladder of steps an entry: its best level, how far that can be off, and what speaks against it.

    D(h) = (f(x + h) − f(x − h)) / 2h          off by h² f'''/6, and by the rounding of f over h
    R_k  = (4 D(h_k/2) − D(h_k)) / 3           Richardson: the h² is gone
    T_k  = |R_k − R_{k−1}|                     truncation: a calibrated estimate
    N_k  = 1.5 ε_f / (h_k/2)                   noise: a bound, with ε_f from `noise`

The level with the smallest T + N counts, if every finer level and one step that is not a power of two
agree with it. Steps are powers of two, and what divides is the step that was realised.
"""

from typing import NamedTuple

import numpy as np

from skipgram_lib.gradcheck.slopes.rounding import TINY, UNIT

HALVINGS = 2.0 ** -np.arange(5.0)  # of the widest step
ODD = HALVINGS[2] * (5**0.5 - 1) / 2  # no period that fits the halvings fits this one too
FINE = ODD * 2.0 ** np.array([-5, -15])  # what hides below the finest level shows itself here
STEPS = np.concatenate([HALVINGS, -HALVINGS, [ODD, -ODD], FINE])[:, None]  # 14 evaluations an entry
UP, DOWN, ODDS, FAR = slice(0, 5), slice(5, 10), slice(10, 12), slice(12, 14)
FINER = np.triu(np.ones((3, 3), bool), 1)[..., None]  # which levels are finer than which

SETTLED, UNSETTLED, ODD_STEP, KINK = range(4)
DOUBTS = {
    UNSETTLED: "the slopes do not settle, or f is not finite, as the step shrinks",
    ODD_STEP: "a step that is not a power of two measures another slope: f varies faster than the steps show",
    KINK: "f has a kink here: its slopes to the left and to the right differ",
}


class Rung(NamedTuple):
    """Per entry: the slope and its bound, where to `move` for a better one (+1 wider, −1 finer), and the `trouble`."""

    value: np.ndarray
    bound: np.ndarray
    move: np.ndarray
    trouble: np.ndarray

    @classmethod
    def unknown(cls, n):
        """Nothing is measured yet."""
        return cls(np.zeros(n), np.full(n, np.inf), np.zeros(n), np.full(n, SETTLED))


def climb(probe, entries, h, noise):
    """Measure the slopes along the flat `entries` of probe.x, with h[j] the widest step of each."""
    with np.errstate(all="ignore"):  # a level whose steps left the domain of f is NaN, and never chosen
        ladder = _Ladder(probe, entries, h, noise)
        trouble = np.where(ladder.hidden(), UNSETTLED, SETTLED)
        trouble = np.where(ladder.kinked(), KINK, trouble)
        trouble = np.where(ladder.contradicted(), ODD_STEP, trouble)
        trouble = np.where(ladder.unsettled(), UNSETTLED, trouble)
        too_wide = (trouble == UNSETTLED) | (trouble == ODD_STEP)
        move = np.where(too_wide, -1, ladder.noise_leads())
    return Rung(ladder.at(ladder.R), ladder.bound, move, trouble)


class _Ladder:
    """The tables D, R, T, N of the module's head, levels down, entries across."""

    def __init__(self, probe, entries, h, noise):
        self.x, self.fx, self.steps = probe.x.ravel()[entries], probe.fx, h * HALVINGS[:, None]
        self.places = self.x + h * STEPS
        self.values = probe.values(entries, self.places)
        up, down, f_up, f_down = self.places[UP], self.places[DOWN], self.values[UP], self.values[DOWN]
        self.eps = np.maximum(noise, 4 * UNIT * np.maximum(np.abs(f_up), np.abs(f_down)))
        self.D = (f_up - f_down) / (up - down)
        self.bend = (f_up - 2 * self.fx + f_down) / self.steps
        tilt = (up - 2 * self.x + down) / self.steps
        self._refine(np.abs(self.bend * tilt))
        self.bend -= self.D * tilt  # what a slope alone bends, where x + h and x − h rounded apart

    def _refine(self, tilt):
        """R, T, N and the best level; `tilt` is what x + h and x − h lose by rounding to unequal steps."""
        R = (4 * self.D[1:] - self.D[:-1]) / 3
        self.R, self.T = R[1:], np.abs(R[1:] - R[:-1])
        noise = 1.5 * np.maximum(self.eps[1:-1], self.eps[2:]) / self.steps[2:]
        self.N = noise + tilt[2:] + 4 * UNIT * np.abs(self.R) + TINY
        bounds = _where_finer_levels_agree(self.R, self.T + self.N)
        self.level, self.across = bounds.argmin(axis=0), np.arange(bounds.shape[1])
        self.bound = self.at(bounds)

    def at(self, table, below=0):
        return table[self.level + below, self.across]

    def unsettled(self):
        """At the best level T is at most about N; where it leads by far, the steps are still too wide."""
        return ~np.isfinite(self.bound) | (self.at(self.T) > 4 * self.at(self.N))

    def noise_leads(self):
        return (self.level == 0) & (self.at(self.N) > self.at(self.T))

    def predicted(self, step):
        """D at another step, from the parabola through D(h_k) and R_k."""
        R = self.at(self.R)
        return R + (self.at(self.D, 1) - R) * (step / self.at(self.steps, 1)) ** 2

    def contradicted(self):
        """Does D at the odd step lie off the parabola, by more than both can err?"""
        (up, down), (f_up, f_down) = self.places[ODDS], self.values[ODDS]
        step = (up - down) / 2
        off = np.abs((f_up - f_down) / (2 * step) - self.predicted(step))
        return ~(off <= 2 * self.bound + self.at(self.eps) / step)

    def hidden(self):
        """Does a far finer step to one side measure another slope, once the curve's bend is taken off?"""
        step = self.places[FAR] - self.x
        bend, finer = (step / self.at(self.steps, below) * self.at(self.bend, below) for below in (1, 2))
        off = np.abs((self.values[FAR] - self.fx) / step - bend / 2 - self.predicted(step))
        allowed = 2 * self.bound + 3 * self.at(self.eps) / step + np.abs(bend - finer)
        return (~(off <= allowed) & (step > 0)).any(axis=0)

    def kinked(self):
        """Is there a jump of the slope that does not shrink with h? In smooth f it falls by 8 at every halving."""
        jump = np.abs(2 * self.bend[1:] - self.bend[:-1])
        top = np.minimum(self.level, len(jump) - 3)
        wide, half, quarter = (jump[top + j, self.across] for j in range(3))
        noise = 10 * self.at(self.eps) / self.steps[top + 3, self.across]
        stays = (half >= wide / 2) & (quarter >= half / 2)
        return stays & (quarter > noise) & (quarter > self.bound)


def _where_finer_levels_agree(R, bound):
    """The bounds, infinite at a level that some finer level contradicts."""
    bound = np.where(np.isfinite(bound), bound, np.inf)
    apart = np.abs(R[:, None] - R) > bound[:, None] + bound
    return np.where((apart & FINER).any(axis=1), np.inf, bound)
