"""Where the ladder of each line must stand: first all at one step, then the others at their own.

A ladder goes finer while it is in trouble and wider while noise leads. Going finer, the finer measurement is right, but
a kink is believed until a ladder that is fine enough to see its jump sees none.
"""

import numpy as np

from skipgram_lib.gradcheck.slopes.ladder import KINK, SETTLED, climb

STRIDE = 2.0**3  # how far a ladder moves
OWN = 2.0**-3  # of |x_i|: the widest step of a ladder of its own
ROUNDS = 400  # of moving, at most: from 1e-308 to 1 it takes 341
ENOUGH = 2.0**-34  # of the largest slope: a bound below it is not worth another ladder
FAR = 2.0**20  # times a step: an entry of that size does not feel it, and one that is so much smaller is lost in it
FINEST = 2.0**-40  # of |x_i|: a ladder that starts below this has no bits left to step with
CLEARED = 2.0**-4  # of a jump: a bound as small as this, at a finer step, and there is no kink


def search(lines, which, noise, enough=ENOUGH):
    """The best rung for each of some lines; `enough` of the largest slope is as small as a bound need be."""
    x, own = lines.origin, _own_steps(lines.origin)
    widest = 2.0 ** np.floor(np.log2(np.maximum(1.0, np.abs(x))))  # beyond, f may be another function
    shared = np.minimum(lines.first * np.partition(widest, x.size // 2)[x.size // 2], widest)
    first = np.where((FAR * own < shared) | (own > FAR * shared), own, shared)[which]
    wide = noise.near(lines, which, first)
    best = climb(lines, which, first, wide)
    active = np.flatnonzero(~_enough(best, best, enough))
    if active.size:
        own, reach = own[which], np.maximum(own, widest)[which]
        wider = (best.trouble == SETTLED) & (best.move > 0) & (first < reach)
        h = np.where(wider, np.minimum(STRIDE * first, reach), np.where(own < first, own, first / STRIDE))
        eps = lambda active, h: np.where(h < first[active], noise.at_x, wide)  # a wide step must not blur a fine one
        _move(lines, which, active, h, wider.astype(float), reach, eps, best, enough)
    return best


def _move(lines, which, active, h, heading, reach, noise, best, enough):
    """Move the active ladders until nothing leads or enough is known; what they find goes into `best`."""
    change = fall = np.zeros(active.size)
    finest = FINEST * np.maximum(np.abs(lines.origin[which]), (lines.origin == 0).all())
    for _ in range(ROUNDS):
        if active.size == 0:
            break
        rung = climb(lines, which[active], h[active], noise(active, h[active]), change, fall)
        finer, settled, before = heading[active] <= 0, rung.trouble == SETTLED, best.bound[active]
        kink = finer & (best.trouble[active] == KINK) & (rung.trouble != KINK)
        blunt = kink & settled & (rung.bound > CLEARED * before)
        take = np.where(finer, ~kink | (settled & ~blunt), settled & (rung.bound < before))
        for table, new in zip(best, rung, strict=True):
            table[active[take]] = new[take]
        onward = (rung.move != 0) & (rung.move * heading[active] >= 0) & (take | kink) & ~_enough(rung, best, enough)
        onward &= np.where(rung.move > 0, h[active] < reach[active], h[active] > finest[active])
        active = active[onward]
        heading[active], finer = rung.move[onward], rung.move[onward] < 0
        change, fall = rung.change[onward] * finer, rung.fall[onward] * finer
        h[active] = np.minimum(h[active] * STRIDE ** heading[active], reach[active])


def _enough(rung, best, enough):
    """Is an entry's bound so far below the block's largest slope that another ladder is not worth its price?"""
    largest = np.abs(best.value).max(initial=0, where=best.trouble == SETTLED)
    return (rung.trouble == SETTLED) & (rung.bound <= enough * largest)


def _own_steps(x):
    size = np.where(x == 0, min(np.abs(x).max() or 1.0, 1.0), np.abs(x))
    return OWN * 2.0 ** np.round(np.log2(size))
