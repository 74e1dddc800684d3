"""Arguments of the checkers."""

import numpy as np

from refusals.rows import EXECUTOR, FLAG, NAME, NOT_GIVEN, SEED, SIZE, Fine, inf, nan, numbers, spoilt, whole
from skipgram_lib import gradcheck

x = np.array([0.5, -1.0, 2.0])
claimed = 3 * x**2


def cubes(x):
    return (x**3).sum()


def undefined(x):
    raise ZeroDivisionError


F = cubes, (None, 3, lambda x: x, lambda x: nan, lambda x: np.ones(0), undefined)
X = x, (None, "abc", [[1], [1, 2]], spoilt(x, nan), [], spoilt(x, inf))
CLAIMED = (*numbers(claimed, (3, 1)), "claimed|faulty entries")  # NaN and infinity are found, not refused
PARTS = {"v_c": x}, (NOT_GIVEN, 3, ["v_c"], {"v_c": spoilt(x, nan)}, Fine("no ingredients"), {3: x})
MEASURE = {"f": F, "x": X, "noise": SIZE, "vectorized": FLAG, "executor": EXECUTOR, "progress": FLAG}
CHECK = MEASURE | {"claimed": CLAIMED, "name": NAME, "scale": SIZE}
HALF = whole(1e-6, -1.0)
TABLE = {
    gradcheck.numerical_gradient: MEASURE,
    gradcheck.complex_step: {name: MEASURE[name] for name in ("f", "x", "vectorized")},
    gradcheck.check_gradient: CHECK | {"ingredients": PARTS},
    gradcheck.check_directions: CHECK | {"directions": whole(4, 0), "seed": SEED},
    gradcheck.DirectionCheck.visible: {"self": gradcheck.check_directions(cubes, x, claimed), "relative": HALF},
}
