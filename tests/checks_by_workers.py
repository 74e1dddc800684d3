"""One loss, checked in every way, and what may go wrong where somebody else computes it."""

import os
import signal
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from skipgram_lib import check_gradient, naive_softmax, numerical_gradient
from skipgram_lib.gradcheck import check_directions

V, d = 110, 10  # two blocks of entries
rng = np.random.default_rng(0)
v_c, U = rng.normal(size=d), rng.normal(size=(V, d))
gradient = naive_softmax.gradients(v_c, 3, U).U
wrong = np.where(np.arange(V)[:, None] == 3, 1.001, 1) * gradient
home = os.getpid()


def loss(U, *, fault=None, once=None):
    """Naive softmax; `fault` is (home, what happens elsewhere), while there is no file `once`."""
    if fault and os.getpid() != fault[0] and not (once and Path(once).exists()):
        if once:
            Path(once).touch()
        fault[1]()
    return naive_softmax.loss(v_c, 3, U)


def killed():
    os.kill(os.getpid(), signal.SIGKILL)


def broken():
    raise RuntimeError("the disk is full")


CHECKS = {
    "numerical_gradient": partial(numerical_gradient, x=U, vectorized=True),
    "check_gradient": partial(check_gradient, x=U, claimed=gradient, vectorized=True),
    "wrong gradient": partial(check_gradient, x=U, claimed=wrong, vectorized=True),
    "check_directions": partial(check_directions, x=U, claimed=gradient),
    "wrong directions": partial(check_directions, x=U, claimed=wrong),
}
every = pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
one_of_each = pytest.mark.parametrize("check", [CHECKS["check_gradient"], CHECKS["check_directions"]])


def assert_same(one, other):
    for name, value in vars(one).items():
        np.testing.assert_array_equal(value, getattr(other, name), name)
    assert str(one) == str(other)
