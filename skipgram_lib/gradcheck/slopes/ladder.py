"""One ladder of steps a line: its best level, how far that can be off, and what speaks against it.

    D(h) = (f(x + h) − f(x − h)) / 2h                off by h² f'''/6, and by the rounding of f over h
    R_k  = (4 D(h_k/2) − D(h_k)) / 3                 Richardson: the h² is gone
    B(h) = (f(x + h) − 2 f(x) + f(x − h)) / h²       the second difference; S_k is made of it as R_k of D
    T_k  = |R_k − R_{k−1}| + h |S_k − S_{k−1}|       truncation: a calibrated estimate; S sees a corner inside the steps
    N_k  = 1.5 ε_f / (h_k/2)                         noise: a bound, with ε_f from `noise`

T falls by 16 a level in theory, so never by more. Where it is seen to fall more slowly, by r, all that is still to come
counts, r / (1 − r) times the last change. The level with the smallest T + N counts. Steps are powers of two, and what
divides is the step that was realised.
"""

from typing import NamedTuple

import numpy as np

from skipgram_lib.gradcheck.slopes.rounding import TINY, UNIT

HALVINGS = 2.0 ** -np.arange(5.0)  # of the widest step
FINE = 2.0**-7 * (5**0.5 - 1) / 2  # what hides below the finest level shows itself here; no period fits this one, too
STEPS = np.concatenate([HALVINGS, -HALVINGS, [FINE]])[:, None]  # 11 evaluations an entry
UP, DOWN, LAST = slice(0, 5), slice(5, 10), 10
SLOWEST = 1 - 2.0**-5  # fall of T a level

SETTLED, UNSETTLED, KINK = range(3)
DOUBTS = {
    UNSETTLED: "the slopes do not settle, or f is not finite, as the step shrinks",
    KINK: "f has a kink here: its slopes to the left and to the right differ",
}


class Rung(NamedTuple):
    """Per line: the slope and its bound, where to `move` for a better one (+1 wider, −1 finer), and the `trouble`.

    The bound of a KINK is the jump of the slope; `step` is the ladder's widest. `change` and `fall` tell a ladder that
    begins where this one ends what the last change was, and how slowly changes fall.
    """

    value: np.ndarray
    bound: np.ndarray
    move: np.ndarray
    trouble: np.ndarray
    step: np.ndarray
    change: np.ndarray
    fall: np.ndarray

    @classmethod
    def unknown(cls, n):
        """Nothing is measured yet."""
        return cls(np.zeros(n), np.full(n, np.inf), np.zeros(n), np.full(n, SETTLED), *np.zeros((3, n)))


def climb(lines, which, h, noise, change=0.0, fall=0.0):
    """Measure the slopes along some lines, with h[j] the widest step of each; `change` and `fall` as of a Rung."""
    with np.errstate(all="ignore"):  # a level whose steps left the domain of f is NaN, and never chosen
        ladder = _Ladder(lines, which, h, noise, change, fall)
        jump = ladder.jump()
        trouble = np.where(ladder.hidden() | ladder.unsettled(), UNSETTLED, SETTLED)
        trouble = np.where(jump > 0, KINK, trouble)
        move = np.where(trouble != SETTLED, -1, ladder.better())
    bound = np.where(jump > 0, jump, ladder.bound)
    return Rung(ladder.at(ladder.R), bound, move, trouble, h, ladder.last, ladder.fall)


class _Ladder:
    """The tables D, R, B, S, T, N of the module's head, levels down, lines across."""

    def __init__(self, lines, which, h, noise, last, fall):
        self.x, self.fx, self.steps = lines.origin[which], lines.probe.fx, h * HALVINGS[:, None]
        self.places = self.x + h * STEPS
        self.values = lines.values(which, self.places)
        up, down, f_up, f_down = self.places[UP], self.places[DOWN], self.values[UP], self.values[DOWN]
        self.eps = np.maximum(noise, 4 * UNIT * np.maximum(np.abs(f_up), np.abs(f_down)))
        self.D = (f_up - f_down) / (up - down)
        self.bend = (f_up - 2 * self.fx + f_down) / self.steps
        self.last, self.fall = last, fall
        self._refine(np.abs(self.bend * (up - 2 * self.x + down)) / self.steps)

    def _refine(self, lost):
        """R, T and N; `lost` is what x + h and x − h lose by rounding to unequal steps."""
        R, finest, eps = (4 * self.D[1:] - self.D[:-1]) / 3, self.steps[2:], np.maximum(self.eps[1:-1], self.eps[2:])
        wide, half, quarter = self.bend[:-2], self.bend[1:-1], self.bend[2:]
        corner = np.abs(4 * quarter - 2.5 * half + wide / 4) / 3  # h (S_k − S_{k−1})
        change = np.abs(R[1:] - R[:-1])
        change[1:] = np.maximum(change[1:], change[:-1] / 16)
        self.R, self.change = R[1:], change
        self.N = 1.5 * eps / finest + lost[2:] + 4 * UNIT * np.abs(self.R) + TINY
        self.T = corner + [np.maximum(c, self._to_come(c, N)) for c, N in zip(change, self.N, strict=True)]
        bounds = self.T + self.N
        bounds[~(bounds < np.inf)] = np.inf  # NaN, too
        self.level, self.across = bounds.argmin(axis=0), np.arange(bounds.shape[1])
        self.bound = self.at(bounds)

    def _to_come(self, change, N):
        """All changes below this level, if they go on falling as they did where noise did not hide them."""
        seen, expected = change > 8 * N, self.last * self.fall
        hidden = np.where(expected > 16 * N, 0.0, self.fall)  # no: it would have shown
        self.fall = np.where(seen & (self.last > 0), np.minimum(change / self.last, SLOWEST), hidden)
        self.last = np.where(seen, change, expected)
        return self.last * self.fall / (1 - self.fall)

    def at(self, table, below=0):
        return table[self.level + below, self.across]

    def unsettled(self):
        """At the best level T is at most about N; where it leads by far, the steps are still too wide."""
        return ~np.isfinite(self.bound) | (self.at(self.change) > 4 * self.at(self.N))

    def better(self):
        """Where a better slope may be had: finer while truncation leads by far, wider while noise leads."""
        T, N = self.at(self.T), self.at(self.N)
        return np.where(T > 4 * N, -1, (self.level == 0) & (N > T))

    def hidden(self):
        """Does a far finer step to one side measure another slope than the parabolas through D and B predict?"""
        step = self.places[LAST] - self.x
        to_last = step / self.at(self.steps, 1)
        predicted = self.at(self.R) + (self.at(self.D, 1) - self.at(self.R)) * to_last**2
        off = np.abs((self.values[LAST] - self.fx) / step - to_last * self.at(self.bend, 1) / 2 - predicted)
        return ~(off <= 2 * self.bound + 3 * self.at(self.eps) / step)

    def jump(self):
        """How far the slopes to both sides differ, 0 but for a kink: there it stays as h halves, against all noise."""
        jump = np.abs(2 * self.bend[1:] - self.bend[:-1])
        top = np.minimum(self.level, len(jump) - 3)
        wide, half, quarter = (jump[top + j, self.across] for j in range(3))
        noise = 10 * self.at(self.eps) / self.steps[top + 3, self.across]
        stays = (np.minimum(half / wide, quarter / half) >= 0.75) & (np.maximum(half / wide, quarter / half) < 1.5)
        return np.where(stays & (quarter > noise), quarter, 0.0)
