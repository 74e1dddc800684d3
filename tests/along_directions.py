"""Losses with their gradients, to be checked along random directions."""

from concurrent.futures import Executor, Future

import numpy as np

from skipgram_lib import naive_softmax, negative_sampling
from skipgram_lib.gradcheck import check_directions


class Problem:
    """One loss as a function of U, with its gradient; some rows of U, and of v_c, are zero."""

    def __init__(self, seed, V=30, d=7, scale=1.0, module=None):
        rng = np.random.default_rng(seed)
        v_c, self.x, o = rng.normal(size=d), rng.normal(size=(V, d)) * 10.0 ** rng.integers(-3, 1), int(rng.integers(V))
        v_c[rng.integers(d)] = 0
        self.x[rng.integers(V, size=3)] = 0
        module = module or (naive_softmax, negative_sampling)[seed % 2]
        k = int(rng.integers(V))
        words = (o,) if module is naive_softmax else (o, [k, k, o, *rng.integers(V, size=5)])
        self.f = lambda U: scale * module.loss(v_c, words[0], U, *words[1:])
        self.gradient = scale * module.gradients(v_c, words[0], self.x, *words[1:]).U

    def check(self, claimed=None, **options):
        return check_directions(self.f, self.x, self.gradient if claimed is None else claimed, **options)

    def spoiled(self, index, factor):
        claimed = self.gradient.copy()
        claimed[index] *= factor
        return claimed

    def largest(self):
        return tuple(int(i) for i in np.unravel_index(np.argmax(abs(self.gradient)), self.gradient.shape))


class Backwards(Executor):
    """Does the work of `map` in reverse."""

    def map(self, work, *pieces):
        done = [work(*piece) for piece in reversed(list(zip(*pieces, strict=True)))]
        return reversed(done)

    def submit(self, work, *pieces):
        future = Future()
        future.set_result(work(*pieces))
        return future


cubes = lambda x: (x**3).sum(axis=-1)
x = np.array([0.5, -1.0, 2.0, 3.0])
slope = 3 * x**2


def same(one, other):
    tables = ("claimed", "measured", "bound", "band_of", "sizes")
    assert all(np.array_equal(getattr(one, table), getattr(other, table)) for table in tables)
    assert (one.located, one.mistake, str(one)) == (other.located, other.mistake, str(other))
