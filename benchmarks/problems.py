"""A random pair of words with both its losses, each block of their gradients, and a check of each."""

import numpy as np

from skipgram_lib import check_gradient, naive_softmax

SIZES = np.arange(3, 9)  # V, d and K are three different ones of these
BATCH = 16


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class Problem:
    """A loss at a random point; y and q (ŷ, or σ) belong to its scores z = U[words] v_c, one for each term."""

    def __init__(self, rules, number, square=False):
        rng = np.random.default_rng(number)
        V, d, self.K = (int(n) for n in rng.permutation(SIZES)[:3])
        self.rules, self.softmax, self.number = rules, rules is naive_softmax, number
        self.U = rng.uniform(0.3, 2) * rng.normal(size=(V, V if square else d))
        self.v_c = rng.uniform(0.3, 2) * rng.normal(size=self.U.shape[1])
        self.o, self.w = (int(word) for word in rng.permutation(V)[:2])  # the true outside word, and another
        self.negatives = rng.integers(V, size=self.K)  # words repeat, and o may be among them
        self.words = np.arange(V) if self.softmax else np.array([self.o, *self.negatives])
        self.y = self.words == self.o if self.softmax else np.arange(self.K + 1) == 0
        self.z = self.U[self.words] @ self.v_c
        self.q = self.probability(self.z)
        others = np.setdiff1d(self.words, self.o)
        self.k = int(others[0]) if others.size else self.w  # a word that takes part, and not as the true one
        self.rows = {"U": np.arange(V), "u_o": self.o, "u_k": self.k, "rows": np.unique(self.words[~self.y])}
        self.right = self.blocks(self.q - self.y)
        self.tables = [block for block in ("U", "rows") if len(self.right[block]) > 1]

    def probability(self, z):
        return np.exp(z) / np.exp(z).sum() if self.softmax else sigmoid(z)

    def blocks(self, slopes, words=None, on_v_c=None, on_U=None):
        """Every block of someone who believes in `slopes` at `words`, and multiplies them by v_c in U, by U in v_c."""
        words = self.words if words is None else words
        on_v_c, on_U = self.v_c if on_v_c is None else on_v_c, self.U[words] if on_U is None else on_U
        G = np.zeros(self.U.shape)
        np.add.at(G, words, slopes[:, None] * on_v_c)
        return {"v_c": on_U.T @ slopes, **self.cut(G)}

    def cut(self, G):
        """The blocks of a slope in U."""
        return {block: G[rows] for block, rows in self.rows.items()}

    def changed(self, change, *only):
        """The right blocks, or some of them, each changed as an array."""
        return {block: change(right) for block, right in self.right.items() if not only or block in only}

    def target(self, block):
        """The loss as a function of the block, and the block's own value."""
        draw = () if self.softmax else (self.negatives,)
        if block == "v_c":
            return (lambda x: self.rules.loss(x, self.o, self.U, *draw)), self.v_c
        rows = np.atleast_1d(self.rows[block])
        fixed = np.setdiff1d(np.arange(len(self.U)), rows)
        order = np.argsort(np.concatenate([fixed, rows]))

        def f(x):
            x = x if np.ndim(self.rows[block]) else x[..., None, :]
            rest = self.U[fixed] + 0 * x[..., :1, :]  # of x's own kind, so that the rounding of f can be analysed
            return self.rules.loss(self.v_c, self.o, np.concatenate([rest, x], axis=-2)[..., order, :], *draw)

        return f, self.U[self.rows[block]]

    def check(self, block, claimed, spoil=None):
        """The check of a claimed block; `spoil` turns the loss into a bad one."""
        f, x = self.target(block)
        names = {"v_c": self.v_c, "U": self.U, "u_o": self.U[self.o], "o": self.o, "batch": BATCH}
        names |= {} if self.softmax else {"negatives": self.negatives}
        return check_gradient(spoil(f) if spoil else f, x, claimed, ingredients=names, vectorized=not spoil)
