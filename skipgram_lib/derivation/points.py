"""Where the lines are measured: random vectors, words and draws, all sizes different, none of them special."""

from dataclasses import dataclass

import numpy as np

from skipgram_lib.door import door, whole

V, d, K = 6, 4, 3  # all different, so that no transpose can pass


@dataclass(frozen=True)
class Point:
    """One place to measure at, in the document's letters.

    Attributes
    ----------
    v_c : ndarray, shape (d,)
    U : ndarray, shape (V, d)
    o : int
    negatives : tuple of int
        K different words, none of them o.
    repeated, collided, window : tuple of int
        A draw with one word twice; a draw with o in it, twice; the outside words of one window.
    """

    v_c: np.ndarray
    U: np.ndarray
    o: int
    negatives: tuple = ()
    repeated: tuple = ()
    collided: tuple = ()
    window: tuple = ()

    @property
    def others(self):
        """Every word but o, in order."""
        return [w for w in range(len(self.U)) if w != self.o]

    @property
    def y(self):
        """One-hot at o, shape (V,)."""
        return np.eye(len(self.U))[self.o]

    @property
    def Sigma(self):
        """Σ = Σ_w exp(v_w·v_c)."""
        return np.exp(self.U @ self.v_c).sum()

    @property
    def y_hat(self):
        """ŷ_w = exp(v_w·v_c) / Σ, shape (V,)."""
        return np.exp(self.U @ self.v_c) / self.Sigma

    @property
    def v_o(self):
        return self.U[self.o]

    def with_rows(self, rows, values):
        """U with the given rows replaced; `values` (..., len(rows), d) may carry leading axes.

        Sums and products alone, so that complex numbers and numbers with a bound pass through.
        """
        place = np.eye(len(self.U))[list(rows)]  # (rows, V), one-hot
        kept = self.U * (1 - place.sum(axis=0))[:, None]
        return kept + (place[:, :, None] * values[..., :, None, :]).sum(axis=-3)

    def ingredients(self, true_word="u_o"):
        """What a diagnosis may use to name a mistake; `true_word` is the page's name of row o: page 1 says "v_o"."""
        parts = {"v_c": self.v_c, "U": self.U, true_word: self.v_o, "o": self.o, "y": self.y, "y_hat": self.y_hat}
        return parts | ({"negatives": self.negatives} if self.negatives else {})


@door(seed=whole(0), trial=whole(0), V=whole(2), d=whole(1), K=whole(1))
def random_point(seed, trial, V=V, d=d, K=K):
    """The point of one trial: the same for every line, another for every seed and trial.

    The K negatives are different words as long as there are that many beside o.
    """
    rng = np.random.default_rng([seed, trial])
    o, *others = (int(w) for w in rng.permutation(V))
    j, k, m, *_ = drawn = [others[i % len(others)] for i in range(max(K, 3) + 1)]
    return Point(
        v_c=rng.normal(size=d),
        U=rng.normal(size=(V, d)),
        o=o,
        negatives=tuple(drawn[:K]),
        repeated=(k, m, k),
        collided=(o, m, o),
        window=(o, j, o, drawn[K]),
    )
