"""Arguments of the losses, and of what they are made of."""

import numpy as np

from refusals.rows import Fine, indices, inf, numbers, whole
from skipgram_lib import losses
from skipgram_lib.losses import LOSSES

V, d = 5, 3
rng = np.random.default_rng(0)
v, U = rng.normal(size=(V, d)), rng.normal(size=(V, d))
NEGATIVES, NO_DRAW = indices([0, 1], V), Fine("K = 0: no negatives")
NEGATIVES = NEGATIVES[0], (*NEGATIVES[1][:4], NO_DRAW, NEGATIVES[1][5])
PAIR = {"v_c": numbers(v[0], (d, 1)), "o": whole(2, V), "U": numbers(U, (d, V)), "negatives": NEGATIVES}
ROWS = {"c": indices([0, 1], V), "o": indices([2, 2], V), "negatives": indices([[0, 1], [3, 3]], V)}
PAIRS = {"v": numbers(v, (V + 1, d)), "U": numbers(U, (V, d + 1))} | ROWS
SCORES = numbers(v, ())
EACH = v, (None, "abc", Fine("any shape will do"), Fine("NaN in, NaN out: no check is passed"), Fine("as empty"), inf)
EACH = EACH[0], (*EACH[1][:5], Fine("σ has limits"))


def arguments(rows, draws):
    """Of a loss that draws, or does not."""
    return rows if draws else {name: row for name, row in rows.items() if name != "negatives"}


TABLE = {
    losses.sigmoid: {"x": EACH},
    losses.log_sigmoid: {"x": EACH},
    losses.softmax: {"z": SCORES},
    losses.log_softmax: {"z": SCORES},
}
for record in LOSSES.values():
    TABLE[record.loss] = TABLE[record.gradients] = arguments(PAIR, record.draws)
    TABLE[record.batch] = arguments(PAIRS, record.draws)
