"""The noise of f near x: vouched for by the caller, analysed where f runs on numbers with a bound, else measured.

Noise is flat in the spacing of points where a signal grows with it: a measured noise is the lowest plateau of sixth
differences (Moré & Wild, Estimating Computational Noise).
"""

import math

import numpy as np

from skipgram_lib.gradcheck.arguments import sizes
from skipgram_lib.gradcheck.slopes.rounding import TINY, UNIT, running_error

SPACINGS = 2.0 ** np.arange(-50, 0, 4)  # of |x_i|
LINES, POINTS = 2, np.arange(8.0)  # of a line, in spacings
FLAT = 32  # largest over smallest level of a plateau, three spacings long
STAIRS = 0.4  # of neighbours that are equal: the steps of a coarser format are no plateau
FEW_ULPS = 16 * UNIT  # steps as low as these are float64's own
MEASURED_SAFETY = 10  # a measured noise is a sample, not a bound
SOUND = 1000  # a running bound that far above a measured noise knows no correlations
SIGNAL = 2.0**-5  # of all that f varies by: noise that rises to that much is none
SINGLE = UNIT * 2**29  # half an ulp of 1 in float32
NO_PLATEAU = "the noise of f cannot be told from its values near x: give its accuracy as noise="


class Noise:
    """How far one evaluation of f may be off: `at_x`, and `near` the widest steps, where f may round more.

    `kind` is "given", "analysed" or "measured". `doubt` says why no noise is known, or is None. `of_repeats` is how far
    two calls at one point may differ (threads add in any order) before f is called random.
    """

    def __init__(self, probe, evaluations, given=None):
        self.probe, self.evaluations, self.doubt = probe, evaluations, None
        fx, bound = probe.fx, running_error(probe.f, probe.shown(probe.x), probe.fx, evaluations)
        self.kind = "measured" if bound is None else "analysed"
        with np.errstate(over="ignore"):
            grain = UNIT if float(np.float32(fx)) != fx else SINGLE  # float32 inside, perhaps
        if given is not None:
            self.kind, bound = "given", given
        elif bound is None or bound > SOUND * MEASURED_SAFETY * UNIT * abs(fx):
            low, sound = plateau(probe, MEASURED_SAFETY * grain * max(1.0, abs(fx)))
            if bound is None or (sound and bound > SOUND * low):
                self.kind, bound = "measured", low
        if math.isnan(bound):
            self.doubt, bound = NO_PLATEAU, math.inf
        self.at_x = max(bound, TINY)
        self.of_repeats = self.at_x if self.kind == "analysed" else 64 * grain * abs(fx)

    def near(self, lines, which, h):
        """The worse of the noise at x and, where it is analysed, about one step h[j] away on each line."""
        point = lines.aside(which, h) if self.kind == "analysed" else None
        bound = point is not None and running_error(self.probe.f, self.probe.shown(point), None, self.evaluations)
        return max(self.at_x, bound or 0.0)


def plateau(probe, still):
    """Noise of f near x, and whether it is sound: no step of a coarser format was met.

    The noise is the lowest plateau of sixth differences, times a safety factor: NaN if there is none, and `still` where
    f stands still, as a loss does that is saturated.
    """
    lines = sizes(probe.x) * np.random.default_rng(0).uniform(0.5, 1, (LINES, *probe.x.shape))
    levels, exact = [], []
    for spacing in SPACINGS:
        values = np.array([probe.along(line, spacing * POINTS) for line in lines])
        levels.append(_level(values))
        exact.append(0 < levels[-1] <= FEW_ULPS * np.abs(values).max())
        last = levels[-3:]
        if len(last) == 3 and min(last) > 0 and max(last) <= FLAT * min(last):
            risen = any(0 < level * FLAT < min(last) for level in levels)
            if not (risen and max(last) > SIGNAL * np.ptp(probe.along(lines[0], SPACINGS[-1] * POINTS))):
                return MEASURED_SAFETY * max(last), min(levels) > 0
            break
    if all(exact[:3]):  # to ulps of its own size, whatever that is: f is 0 at x
        return MEASURED_SAFETY * max(level for level, well in zip(levels, exact, strict=True) if well), True
    return math.nan if probe.moved else still, False


def _level(values):
    """Deviation of one value, from sixth differences along a few lines; 0 on a staircase, NaN off f's domain."""
    size = np.abs(values).max() or 1.0  # squares of 1e-200 are 0
    spread = np.ptp(values)
    if spread == 0 or (spread > FEW_ULPS * size and (np.diff(values) == 0).mean() >= STAIRS):
        return 0.0
    sixth = np.diff(values / size, 6) * (math.factorial(6) / math.sqrt(math.factorial(12)))
    return float(size * max(np.sqrt(np.mean(sixth**2)), UNIT / 2))
