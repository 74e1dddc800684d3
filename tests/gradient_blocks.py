"""Both losses with both right gradients, and what a diagnosis says of a wrong one."""

import numpy as np

from skipgram_lib import check_gradient, naive_softmax, negative_sampling
from skipgram_lib.losses import sigmoid, softmax

V, d, o, negatives = 6, 4, 2, [1, 4, 4, 5]
rng = np.random.default_rng(0)
v_c, U = rng.normal(size=d), rng.normal(size=(V, d))
z, y = U @ v_c, np.eye(V)[o]
y_hat, drawn = softmax(z), np.bincount(negatives, minlength=V)
delta, push = y_hat - y, sigmoid(z)
all_pushes = drawn @ push
KNOWN = {"v_c": v_c, "U": U, "o": o, "negatives": negatives}

pull = drawn * push + (push - 1) * y  # the weight of each word in the slopes of the sampling loss

BLOCKS = {  # loss, point, right gradient
    "softmax v_c": (lambda x: naive_softmax.loss(x, o, U), v_c, U.T @ delta),
    "softmax U": (lambda x: naive_softmax.loss(v_c, o, x), U, np.outer(delta, v_c)),
    "sampling v_c": (lambda x: negative_sampling.loss(x, o, U, negatives), v_c, U.T @ pull),
    "sampling U": (lambda x: negative_sampling.loss(v_c, o, x, negatives), U, np.outer(pull, v_c)),
}


slopes, pulls = BLOCKS["softmax U"][2], BLOCKS["sampling U"][2]
ADD_AT = "U[negatives] += … keeps one update, np.add.at keeps all"
SUMMED = "the sum over all {}: the sum should have disappeared"


def diagnosis(block, claimed, names=KNOWN):
    f, x, _ = BLOCKS[block]
    check = check_gradient(f, x, claimed, ingredients={name: KNOWN[name] for name in names})
    assert check.verdict == "disagrees"
    assert (check.diagnosis or "") in str(check)
    return check.diagnosis


def rows(table, **replaced):
    table = table.copy()
    for w, row in replaced.items():
        table[int(w[1:])] = row
    return table
