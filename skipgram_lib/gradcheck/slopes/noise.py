"""The noise of f near x: vouched for by the caller, analysed where f runs on numbers with a bound, else measured.

Noise is flat in the spacing of points where a signal grows with it: a measured noise is the lowest plateau of sixth
differences (Moré & Wild, Estimating Computational Noise).
"""

import math

import numpy as np

from skipgram_lib.gradcheck.slopes.rounding import TINY, UNIT, running_error

SPACINGS = 2.0 ** np.arange(-50, 0, 4)  # of |x_i|
LINES, POINTS = 2, np.arange(8.0)  # of a line, in spacings
FLAT = 32  # largest over smallest level of a plateau, three spacings long
STAIRS = 0.4  # of neighbours that are equal: the steps of a coarser format are no plateau
FEW_ULPS = 16 * UNIT  # steps as low as these are float64's own
MEASURED_SAFETY = 10  # a measured noise is a sample, not a bound
SOUND = 1000  # a running bound that far above a measured noise knows no correlations
NEAR, TO_ULPS = 2.0**-14, 38  # a jump is looked for so near x, in so many halvings
NO_PLATEAU = "the noise of f cannot be told from its values near x: give its accuracy as noise="
JUMPS = "f jumps near x, by more than its noise: part of it may be computed in float32, or counted"


class Noise:
    """How far one evaluation of f may be off: `at_x`, and `near` the widest steps, where f may round more.

    `kind` is "given", "analysed" or "measured". `doubt` says why no noise is known, or is None. `of_repeats` is how far
    two calls at one point may differ (threads add in any order) before f is called random.
    """

    def __init__(self, probe, evaluations, given=None):
        self.probe, self.evaluations, self.given, self.doubt = probe, evaluations, given, None
        fx, bound = probe.fx, running_error(probe.f, probe.shown(probe.x), probe.fx, evaluations)
        self.kind = "measured" if bound is None else "analysed"
        if bound is None or (bound > SOUND * MEASURED_SAFETY * UNIT * abs(fx) and not given):
            low = plateau(probe)
            if bound is None or bound > SOUND * low:
                self.kind, bound = "measured", low
        if given is not None:
            self.kind, bound = "given", given
        if math.isnan(bound):
            self.doubt, bound = NO_PLATEAU, math.inf
        self.at_x = max(bound, TINY)
        with np.errstate(over="ignore"):
            grain = UNIT if float(np.float32(fx)) != fx else UNIT * 2**29  # float32 inside, perhaps
        self.of_repeats = self.at_x if self.kind == "analysed" else 64 * grain * abs(fx)

    def near(self, lines, which, h):
        """The worse of the noise at x and, where it is analysed, about one step h[j] away on each line."""
        point = lines.aside(which, h) if self.kind == "analysed" else None
        bound = point is not None and running_error(self.probe.f, self.probe.shown(point), None, self.evaluations)
        return max(self.at_x, bound or 0.0)

    def jump(self):
        """Where f is measured: does it jump, very near x, by more than its noise? Then that is not all its noise."""
        if self.kind != "measured" or self.doubt:
            return None
        for seed in range(2):
            line = _line(self.probe.x, np.random.default_rng(seed))
            if _jump_along(lambda t, line=line: self.probe.along(line, t)) > 4 * self.at_x:
                return JUMPS
        return None


def plateau(probe):
    """Noise of f near x: the lowest plateau of its sixth differences, times a safety factor; NaN if there is none."""
    rng = np.random.default_rng(0)
    lines, levels = [_line(probe.x, rng) for _ in range(LINES)], []
    for spacing in SPACINGS:
        values = np.array([probe.along(line, spacing * POINTS) for line in lines])
        levels.append(_level(values))
        last = levels[-3:]
        if len(last) == 3 and min(last) > 0 and max(last) <= FLAT * min(last):
            return MEASURED_SAFETY * max(last)
    return math.nan if probe.moved else MEASURED_SAFETY * UNIT * float(np.abs(values).max())


def _level(values):
    """Deviation of one value, from sixth differences along a few lines; 0 on a staircase, NaN off f's domain."""
    size = np.abs(values).max() or 1.0  # squares of 1e-200 are 0
    spread = np.ptp(values)
    if spread == 0 or (spread > FEW_ULPS * size and (np.diff(values) == 0).mean() >= STAIRS):
        return 0.0
    sixth = np.diff(values / size, 6) * (math.factorial(6) / math.sqrt(math.factorial(12)))
    return float(size * max(np.sqrt(np.mean(sixth**2)), UNIT / 2))


def _line(x, rng):
    return np.where(x == 0, np.abs(x).max() or 1.0, np.abs(x)) * rng.uniform(0.5, 1, x.shape)


def _jump_along(f):
    """What is left of the largest change of f as an interval shrinks to an ulp or so."""
    ends = np.array([0.0, NEAR])
    left, right = f(ends)
    for _ in range(TO_ULPS):
        middle = f(ends.mean(keepdims=True))[0]
        lower = abs(middle - left) >= abs(right - middle)
        ends[int(lower)], left, right = ends.mean(), left if lower else middle, middle if lower else right
    return abs(right - left)
