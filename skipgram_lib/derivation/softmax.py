"""What page 1 is made of: its loss as a function of one vector, and the pieces it differentiates."""

import numpy as np

from skipgram_lib.derivation.slopes import slope
from skipgram_lib.losses import naive_softmax

# The loss of the library, as a function of one of its vectors: the only thing that is measured.


def J_of_v_c(p):
    return lambda v_c: naive_softmax.loss(v_c, p.o, p.U), p.v_c


def J_of_U(p):
    return lambda U: naive_softmax.loss(p.v_c, p.o, U), p.U


def J_of_v_o(p):
    return lambda v_o: naive_softmax.loss(p.v_c, p.o, p.with_rows([p.o], v_o[..., None, :])), p.v_o


def J_of_v_k(p):
    """One row for every k ≠ o."""
    return lambda rows: naive_softmax.loss(p.v_c, p.o, p.with_rows(p.others, rows)), p.U[p.others]


# The pieces of the derivation, written as the page writes them.


def scores(v_c, U):
    return (U @ v_c[..., None])[..., 0]


def log_y_hat(z):
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def cross_entropy(v_c, U, y):
    return -(y * log_y_hat(scores(v_c, U))).sum(axis=-1)


def y_hat(z):
    return np.exp(z) / np.exp(z).sum()


def in_v_o(p, piece):
    """∂piece(U)/∂v_o."""
    return slope(lambda v_o: piece(p.with_rows([p.o], v_o[None])), p.v_o)


def in_v_k(p, piece):
    """∂piece(U)/∂v_k, one row for every k ≠ o."""
    return slope(lambda rows: piece(p.with_rows(p.others, rows)), p.U[p.others])


def score(p, w):
    return lambda U: U[w] @ p.v_c


def Sigma(p):
    return lambda U: np.exp(U @ p.v_c).sum()


def log_Sigma(p):
    return lambda U: np.log(np.exp(U @ p.v_c).sum())


def log_p(p, j):
    return lambda U: log_y_hat(U @ p.v_c)[j]


def exp_of_others(p):
    """Σ_k exp(v_k·v_c) with a v_o of its own, one row, for every k ≠ o: S11 says that none of them is felt."""

    def f(rows):
        terms = [
            np.exp((p.with_rows([p.o], rows[..., i : i + 1, :])[..., k, :] * p.v_c).sum(axis=-1))
            for i, k in enumerate(p.others)
        ]
        return sum(terms)

    return f, np.tile(p.v_o, (len(p.others), 1))


def share_of_Sigma(p):
    """Σ(v_o) / Σ, with the divisor held at its value here: its slope is (1/Σ) ∂Σ/∂v_o."""

    def f(v_o):
        return np.exp(scores(p.v_c, p.with_rows([p.o], v_o[..., None, :]))).sum(axis=-1) / p.Sigma

    return f, p.v_o


def J_literal(p):
    """−Σ_j y_j log ŷ_j as it stands; row 0 of x is v_c, the others are U."""
    return lambda x: cross_entropy(x[..., 0, :], x[..., 1:, :], p.y), np.vstack([p.v_c, p.U])
