"""A second look at f, once its slopes are measured: it may take a verdict back, and never gives one.

A value that is computed in a coarse format moves in jumps, between which nothing of it shows; and a wave far shorter
than all steps is one number at each of them. Both leave their mark on other lines than those of the ladder.
"""

import numpy as np

from skipgram_lib.gradcheck.arguments import sizes
from skipgram_lib.gradcheck.slopes.rounding import UNIT

WIDEST, NEAR = 2.0**-1, 2.0**-14  # of |x_i|: jumps are looked for from there on, and one below NEAR is too many
DEEP = 2.0**-7  # of |x_i|: a ladder that settles below it alone may stand between two jumps
BELOW = 2.0**-10  # of the depth: f is straight there but for a jump
COARSE = 2.0**-16  # of f: a jump below it is that of a format
INWARD = 2.0**-6  # times a width where no jump was found is the next one
CLOSE = 2.0**-51 * np.arange(6)  # of |x_i|: points between which nothing but rounding shows
QUARTERS = np.arange(1, 4) / 4  # an interval is cut into quarters
NARROW, NARROWEST = 2.0**-32, 2.0**-48  # of |x_i|: until it is so narrow, and a jump is followed on to some ulps
ULPS = 16 * UNIT  # of f, at least: what it loses off x
FINE = 2.0 ** np.array([-36, -44])  # of |x_i|: steps that see what all others pass over
JUMPS = "f jumps near x, by more than its noise: part of it may be computed in float32, counted, or searched for"
WAVES = "far finer steps measure another slope: f varies faster than the steps show"


def second_look(probe, noise, slope, bound, depth):
    """What speaks against the measured slopes of a whole gradient, in words, or None; `depth`: as of `jumps`."""
    along = ((line, (line * slope).sum(), (np.abs(line) * bound).sum()) for line in _lines(probe.x))
    return jumps(probe, noise, depth) or waves(probe, noise, along, slope)


def jumps(probe, noise, depth):
    """Does f jump near x, again and again, by more than its noise? Then that is not all of it.

    It is asked where the noise is measured, and where a ladder settled at a `depth` far below |x|: a number that is
    compared alone, as in a search by bisection, leaves no bound in what comes of it; slopes settle between its jumps.
    """
    deep = depth < DEEP
    if noise.doubt or noise.kind == "given" or not (noise.kind == "measured" or deep):
        return None
    least, ends = (depth / 4, (BELOW * depth, NARROWEST)) if deep else (INWARD * NEAR, (NARROW, NARROWEST))
    found = (_jumps_along(probe, line, 4 * noise.at_x, least, ends) for line in _lines(probe.x))
    return JUMPS if any(found) else None


def _jumps_along(probe, line, noise, least, ends):
    """One jump close to x, a tiny one, or two: a lone one farther off is a step that f may well have."""
    found = 0
    for side in (line, -line):
        width = WIDEST
        while width > least:
            loud = max(noise, 4 * np.ptp(probe.along(side, width + CLOSE)))  # far from x f may round more than at x
            at, size = max(_jump(probe, side, width, loud, ends, most) for most in (np.argmax, np.argmin))
            found += at > 0
            if found == 2 or 0 < at < NEAR or 0 < size < COARSE * abs(probe.fx):
                return True
            width = at / 2 if at else INWARD * width
        if not found:
            return False
    return False


def _jump(probe, line, width, noise, ends, most):
    """Where a change stays above the noise as the interval shrinks, and how large it is; or 0, 0.

    A jump upwards adds to the change of its quarter, however steep f is: the `most` of all is followed, and the least.
    """
    inside, largest = np.array([0.0, width]), []
    left, right = probe.along(line, inside)
    for end in ends:
        while np.ptp(inside) > end:
            at = np.concatenate([inside[:1], inside[0] + np.ptp(inside) * QUARTERS, inside[1:]])
            values = np.concatenate([[left], probe.along(line, at[1:4]), [right]])
            change = np.diff(values)
            at_most = int(most(change))
            largest.append(abs(change[at_most]))
            if not largest[-1] > max(noise, ULPS * np.abs(values).max()):
                return 0.0, 0.0
            inside, (left, right) = at[at_most : at_most + 2], values[at_most : at_most + 2]
        if not 0.5 < largest[-1] / largest[-3] < 2:  # beside a pole it grows
            return 0.0, 0.0
    return float(inside[1]), float(largest[-1])


def waves(probe, noise, along, gradient):
    """Does f along some line, in steps far finer than the ladder's, have another slope than was measured?

    `along` gives (line, slope, bound), a line in units of x; `gradient` tells what rounded points cost.
    """
    for line, slope, bound in along:
        values = probe.along(line, np.concatenate([FINE, -FINE])).reshape(2, 2)  # up or down, by which step
        wide, fine = (values[0] - values[1]) / (2 * FINE)
        eps = max(noise.at_x, ULPS * np.abs(values[:, 1]).max())
        eps += np.abs(values[:, 1].sum() - 2 * probe.fx)  # a side may round more than f does at x
        eps += (np.abs(gradient) * np.spacing(np.abs(probe.x) + np.abs(FINE[1] * line))).sum()  # no point is exact
        if abs(fine - slope) > 2 * bound + 2 * eps / FINE[1] + abs(wide - fine) / 16:
            return WAVES
    return None


def _lines(x):
    """Two directions of random signs, in units of |x_i|."""
    u = np.random.default_rng(1).uniform(-0.5, 0.5, (2, *x.shape))
    return sizes(x) * (u + np.copysign(0.5, u))
