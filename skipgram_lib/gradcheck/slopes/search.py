"""Where the ladder of each entry must stand: first all at one step, then those that this did not serve at their own.

A ladder goes finer while it is in trouble and wider while noise leads. Going finer, the finer measurement is right.
"""

import numpy as np

from skipgram_lib.gradcheck.slopes.ladder import SETTLED, climb
from skipgram_lib.gradcheck.slopes.probe import Probe

SHARED = 2.0**-4  # of what most |x_i| come to, or of 1: a step that suits most losses
OWN = 2.0**-3  # of |x_i|: where a ladder starts that stands alone
STRIDE = 2.0**3  # how far a ladder moves
ROUNDS = 80  # of moving, at most
ENOUGH = 2.0**-35  # of the largest slope: a bound below it is not worth another ladder
FINEST = 2.0**-40  # of |x_i|: a ladder that starts below this has no bits left to step with


def search(f, x, fx, noise, vectorized, entries):
    """The slopes along `entries`: best rung, calls of f, did f write."""
    probe, x = Probe(f, x, fx, vectorized), x.ravel()
    widest = 2.0 ** np.floor(np.log2(np.maximum(1.0, np.abs(x))))  # beyond, f may be another function
    h = np.minimum(SHARED * np.partition(widest, x.size // 2)[x.size // 2], widest)[entries]
    best = climb(probe, entries, h, noise.near(entries, h))
    active = np.flatnonzero(~_enough(best, best))
    if active.size:
        own = _own_steps(x)[entries]
        reach = np.maximum(own, widest[entries])
        wider = (best.trouble == SETTLED) & (best.move > 0) & (h < reach)
        h = np.where(wider, np.minimum(STRIDE * h, reach), own)
        _move(probe, entries, active, h, wider.astype(float), reach, noise, best)
    return best, probe.evaluations, probe.changed


def _move(probe, entries, active, h, heading, reach, noise, best):
    """Move the active ladders until nothing leads or enough is known; what they find goes into `best`."""
    finest = FINEST * np.abs(probe.x.ravel()[entries])
    for _ in range(ROUNDS):
        if active.size == 0:
            break
        rung = climb(probe, entries[active], h[active], _noise(noise, entries[active], h[active], heading[active] < 0))
        better = rung.bound < best.bound[active] / 2
        take = (heading[active] <= 0) | better & (rung.trouble == SETTLED)
        for table, new in zip(best, rung, strict=True):
            table[active[take]] = new[take]
        onward = (rung.move != 0) & (rung.move * heading[active] >= 0) & take & ~_enough(rung, best)
        onward &= np.where(rung.move > 0, h[active] < reach[active], h[active] > finest[active])
        active = active[onward]
        heading[active] = rung.move[onward]
        h[active] = np.minimum(h[active] * STRIDE ** heading[active], reach[active])


def _noise(noise, entries, h, finer):
    """Noise near the ladders that go finer, and near the others: a wide step must not blur a fine one."""
    eps = np.empty(entries.size)
    for part in (finer, ~finer):
        if part.any():
            eps[part] = noise.near(entries[part], h[part])
    return eps


def _enough(rung, best):
    """Is an entry's bound so far below the block's largest slope that another ladder is not worth its price?"""
    largest = np.abs(best.value).max(initial=0, where=best.trouble == SETTLED)
    return (rung.trouble == SETTLED) & (rung.bound <= ENOUGH * largest)


def _own_steps(x):
    size = np.where(x == 0, min(np.abs(x).max() or 1.0, 1.0), np.abs(x))
    return OWN * 2.0 ** np.round(np.log2(size))
