"""One ladder of steps a line: its best level, how far that can be off, and what speaks against it.

    D(h) = (f(x + h) − f(x − h)) / 2h                off by h² f'''/6, and by the rounding of f over h
    R_k  = (4 D(h_k/2) − D(h_k)) / 3                 Richardson: the h² is gone
    B(h) = (f(x + h) − 2 f(x) + f(x − h)) / h²       the second difference; S_k is made of it as R_k of D
    T_k  = |R_k − R_{k−1}| + h |S_k − S_{k−1}|       truncation: a calibrated estimate; S sees a corner inside the steps
    N_k  = 1.5 ε_f / (h_k/2)                         noise: a bound, with ε_f from `noise`

T falls by 16 a level in theory, so never by more. The level with the smallest T + N counts. Steps are powers of two,
and what divides is the step that was realised.
"""

from typing import NamedTuple

import numpy as np

from skipgram_lib.gradcheck.slopes.rounding import TINY, UNIT

HALVINGS = 2.0 ** -np.arange(5.0)  # of the widest step
ODD = HALVINGS[2] * (5**0.5 - 1) / 2  # no period that fits the halvings fits this one too
FINE = ODD * 2.0 ** np.array([-5, -15])  # what hides below the finest level shows itself here
OWN = 2.0**-3  # of |x_i|, or here
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
    """Per line: the slope and its bound, where to `move` for a better one (+1 wider, −1 finer), and the `trouble`.

    The bound of a KINK is the jump of the slope.
    """

    value: np.ndarray
    bound: np.ndarray
    move: np.ndarray
    trouble: np.ndarray

    @classmethod
    def unknown(cls, n):
        """Nothing is measured yet."""
        return cls(np.zeros(n), np.full(n, np.inf), np.zeros(n), np.full(n, SETTLED))


def climb(lines, which, h, noise):
    """Measure the slopes along some lines, with h[j] the widest step of each."""
    with np.errstate(all="ignore"):  # a level whose steps left the domain of f is NaN, and never chosen
        ladder = _Ladder(lines, which, h, noise)
        jump = ladder.jump()
        trouble = np.where(ladder.hidden(), UNSETTLED, SETTLED)
        trouble = np.where(ladder.contradicted(), ODD_STEP, trouble)
        trouble = np.where(ladder.unsettled(), UNSETTLED, trouble)
        trouble = np.where(jump > 0, KINK, trouble)
        move = np.where(trouble != SETTLED, -1, ladder.better())
    return Rung(ladder.at(ladder.R), np.where(jump > 0, jump, ladder.bound), move, trouble)


class _Ladder:
    """The tables D, R, B, S, T, N of the module's head, levels down, lines across."""

    def __init__(self, lines, which, h, noise):
        self.x, self.fx, self.steps = lines.origin[which], lines.probe.fx, h * HALVINGS[:, None]
        self.places = self.x + h * STEPS
        own = np.where(self.x == 0, np.inf, OWN * np.abs(self.x))
        self.places[-1] = self.x + np.minimum(h * FINE[1], own)
        self.values = lines.values(which, self.places)
        up, down, f_up, f_down = self.places[UP], self.places[DOWN], self.values[UP], self.values[DOWN]
        self.eps = np.maximum(noise, 4 * UNIT * np.maximum(np.abs(f_up), np.abs(f_down)))
        self.D = (f_up - f_down) / (up - down)
        self.bend = (f_up - 2 * self.fx + f_down) / self.steps
        tilt = (up - 2 * self.x + down) / self.steps
        lost = np.abs(self.bend * tilt)  # what x + h and x − h lose by rounding to unequal steps
        self.bend -= self.D * tilt  # what a slope alone bends, where x + h and x − h rounded apart
        self._refine(lost)

    def _refine(self, lost):
        R, finest, eps = (4 * self.D[1:] - self.D[:-1]) / 3, self.steps[2:], np.maximum(self.eps[1:-1], self.eps[2:])
        wide, half, quarter = self.bend[:-2], self.bend[1:-1], self.bend[2:]
        corner = np.abs(4 * quarter - 2.5 * half + wide / 4) / 3  # h (S_k − S_{k−1})
        change = np.abs(R[1:] - R[:-1])
        change[1:] = np.maximum(change[1:], change[:-1] / 16)
        self.R, self.change, self.T = R[1:], change, change + corner
        self.N = 1.5 * eps / finest + lost[2:] + 4 * UNIT * np.abs(self.R) + TINY
        bounds = _where_finer_levels_agree(self.R, self.T + self.N)
        self.level, self.across = bounds.argmin(axis=0), np.arange(bounds.shape[1])
        self.bound = self.at(bounds)

    def at(self, table, below=0):
        return table[self.level + below, self.across]

    def unsettled(self):
        """At the best level T is at most about N; where it leads by far, the steps are still too wide."""
        return ~np.isfinite(self.bound) | (self.at(self.change) > 4 * self.at(self.N))

    def better(self):
        """Where a better slope may be had: finer while truncation leads by far, wider while noise leads."""
        T, N = self.at(self.T), self.at(self.N)
        return np.where(T > 4 * N, -1, (self.level == 0) & (N > T))

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

    def jump(self):
        """How far the slopes to both sides differ, 0 but for a kink: there it stays as h halves, against all noise."""
        jump = np.abs(2 * self.bend[1:] - self.bend[:-1])
        top = np.minimum(self.level, len(jump) - 3)
        wide, half, quarter = (jump[top + j, self.across] for j in range(3))
        noise = 10 * self.at(self.eps) / self.steps[top + 3, self.across]
        stays = (np.minimum(half / wide, quarter / half) >= 0.5) & (np.maximum(half / wide, quarter / half) < 1.5)
        return np.where(stays & (quarter > noise), quarter, 0.0)


def _where_finer_levels_agree(R, bound):
    """The bounds, infinite at a level that some finer level contradicts."""
    bound = np.where(np.isfinite(bound), bound, np.inf)
    apart = np.abs(R[:, None] - R) > bound[:, None] + bound
    return np.where((apart & FINER).any(axis=1), np.inf, bound)
