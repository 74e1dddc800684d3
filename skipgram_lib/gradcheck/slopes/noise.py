"""The noise of f, at x and around it: analysed where f runs on numbers that carry a bound, else measured.

A measured noise comes from differences at tiny spacings (Moré & Wild, Estimating Computational Noise).
"""

import math

import numpy as np

from skipgram_lib.gradcheck.slopes.rounding import TINY, UNIT, running_error

GOLDEN = (5**0.5 - 1) / 2
MEASURED_SAFETY = 10  # a measured noise is a sample, not a bound


class Noise:
    """Bound on the rounding of one evaluation of f: `at_x`, and `near` the widest steps, where f may round more.

    `kind` is "analysed" where f runs on `Rounded` numbers, else "measured". `of_repeats` is how far two calls at one
    point may differ (threads add in any order) before f is called random.
    """

    def __init__(self, f, x, fx):
        self.f, self.x = f, x
        bound = running_error(f, x, fx)
        self.kind = "measured" if bound is None else "analysed"
        grain = 0.0 if bound is not None else _grain(f, x)
        self.of_repeats = 64 * grain * abs(fx) if bound is None else bound
        self.at_x = max(measured_noise(f, x), 2 * grain * abs(fx), TINY) if bound is None else max(bound, TINY)

    def near(self, entries, h):
        """The worse of the noise at x and about one step h[j] away, where all flat `entries` move by some h[j] / √n."""
        steps = (1 + GOLDEN * np.arange(entries.size) % 1) * h / entries.size**0.5  # irregular: none cancels another
        steps[1::2] *= -1
        point = self.x.copy()
        point.flat[entries] += steps
        bound = measured_noise(self.f, point) if self.kind == "measured" else running_error(self.f, point)
        return np.fmax(self.at_x, np.nan if bound is None else bound)


def _grain(f, x):
    """Half an ulp of 1 in the coarsest format that holds every value of f seen near x: f may work in float32."""
    with np.errstate(all="ignore"):
        values = np.array([_value(f, x * (1 + j * 2.0**-20)) for j in range(3)])
        for kind in (np.float16, np.float32):
            if (values.astype(kind) == values).all():
                return float(np.finfo(kind).eps) / 2
    return UNIT


def measured_noise(f, x):
    """Noise of f near x, from sixth differences along one line at spacings from 2⁻⁴⁶ to 2⁻¹⁴."""
    rng = np.random.default_rng(0)
    line = np.where(x == 0, np.abs(x).max() or 1.0, np.abs(x)) * rng.uniform(0.5, 1, x.shape)
    to_deviation = math.factorial(6) / math.sqrt(math.factorial(12))  # of one value, from a sixth difference
    worst = 0.0
    for spacing in 2.0 ** np.arange(-46, -13, 4):
        with np.errstate(all="ignore"):
            values = np.array([_value(f, x + j * spacing * line) for j in range(9)])
            size = np.abs(values).max() or 1.0  # squares of 1e-200 are 0
            worst = np.fmax(worst, to_deviation * size * np.sqrt(np.mean(np.diff(values / size, 6) ** 2)))
    return MEASURED_SAFETY * float(worst)


def _value(f, x):
    try:
        return float(f(x))
    except (ArithmeticError, ValueError, TypeError):  # outside its domain, or no number: `Probe` says so
        return math.nan
