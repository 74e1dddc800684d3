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

from skipgram_lib.gradcheck.rounding import TINY, UNIT

HALVINGS = 2.0 ** -np.arange(9)[:, None]  # nine steps: 18 evaluations an entry, and 2 for the odd step
ODD = (5**0.5 - 1) / 2  # of the chosen step: no period that fits the others fits this one too
FINE = (2.0**-10, 2.0**-20)  # of the odd step: what hides below the finest level shows itself here

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
        trouble = np.select(
            [ladder.unsettled() | ladder.hidden(probe, entries), ladder.kinked(), ladder.contradicted(probe, entries)],
            [UNSETTLED, KINK, ODD_STEP],
            SETTLED,
        )
        too_wide = (trouble == UNSETTLED) | (trouble == ODD_STEP)
        move = np.where(too_wide, -1, ladder.noise_leads().astype(int))
    return Rung(ladder.at(ladder.R), ladder.bound, move, trouble)


class _Ladder:
    """The tables D, R, T, N of the module's head, levels down, entries across."""

    def __init__(self, probe, entries, h, noise):
        x, self.steps = probe.x.ravel()[entries], h * HALVINGS
        up, down = x + self.steps, x - self.steps
        f_up, f_down = probe.values(entries, up), probe.values(entries, down)
        self.eps = np.maximum(noise, 4 * UNIT * np.maximum(np.abs(f_up), np.abs(f_down)))
        self.D = (f_up - f_down) / (up - down)
        self.bend = (f_up - 2 * probe.fx + f_down) / self.steps
        tilt = (up - 2 * x + down) / self.steps
        self._refine(np.abs(self.bend * tilt))
        self.bend = self.bend - self.D * tilt  # what a slope alone bends, where x + h and x − h rounded apart

    def _refine(self, tilt):
        """R, T, N and the best level; `tilt` is what x + h and x − h lose by rounding to unequal steps."""
        R = (4 * self.D[1:] - self.D[:-1]) / 3
        self.R, self.T = R[1:], np.abs(R[1:] - R[:-1])
        noise = 1.5 * np.maximum(self.eps[1:-1], self.eps[2:]) / self.steps[2:]
        self.N = noise + tilt[2:] + 4 * UNIT * np.abs(self.R) + TINY
        bounds = _where_finer_levels_agree(self.R, self.T + self.N)
        self.level = np.argmin(bounds, axis=0)
        self.bound = self.at(bounds)

    def at(self, table, below=0):
        return np.take_along_axis(table, self.level[None] + below, axis=0)[0]

    def unsettled(self):
        """At the best level T is at most about N; where it leads by far, the steps are still too wide."""
        return ~np.isfinite(self.bound) | (self.at(self.T) > 4 * self.at(self.N))

    def noise_leads(self):
        return (self.level == 0) & (self.at(self.N) > self.at(self.T))

    def contradicted(self, probe, entries):
        """Does D at the odd step lie off the parabola through D(h_k) and R_k, by more than both can err?"""
        x, step, R = probe.x.ravel()[entries], ODD * self.at(self.steps, 1), self.at(self.R)
        up, down = x + step, x - step
        D = (probe.values(entries, up) - probe.values(entries, down)) / (up - down)
        predicted = R + (self.at(self.D, 1) - R) * ODD**2
        return ~(np.abs(D - predicted) <= 2 * self.bound)

    def hidden(self, probe, entries):
        """Does a far finer step measure another slope, by more than noise?"""
        x, R, off = probe.x.ravel()[entries], self.at(self.R), False
        for depth in FINE:
            step = ODD * depth * self.at(self.steps, 1)
            up, down = x + step, x - step
            D = (probe.values(entries, up) - probe.values(entries, down)) / (up - down)
            off = off | (np.abs(D - R) > 2 * self.bound + 2 * self.at(self.eps) / step)
        return off

    def kinked(self):
        """Is there a jump of the slope that does not shrink with h? In smooth f it falls by 8 at every halving."""
        jump = np.abs(2 * self.bend[1:] - self.bend[:-1])
        top = np.minimum(self.level, len(jump) - 3)
        wide, half, quarter = (np.take_along_axis(jump, top[None] + j, axis=0)[0] for j in range(3))
        noise = 10 * self.at(self.eps) / np.take_along_axis(self.steps, top[None] + 3, axis=0)[0]
        stays = (half >= wide / 2) & (quarter >= half / 2)
        return stays & (quarter > noise) & (quarter > self.bound)


def _where_finer_levels_agree(R, bound):
    """The bounds, infinite at a level that some finer level contradicts."""
    bound = np.where(np.isfinite(bound), bound, np.inf)
    finer = np.triu(np.ones((len(R), len(R)), bool), 1)[..., None]
    apart = np.abs(R[:, None] - R) > bound[:, None] + bound
    return np.where((apart & finer).any(axis=1), np.inf, bound)
