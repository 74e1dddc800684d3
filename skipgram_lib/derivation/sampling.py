"""What page 2 is made of: its loss as a function of one vector, and the pieces it differentiates."""

import numpy as np

from skipgram_lib.derivation.slopes import slope
from skipgram_lib.derivation.softmax import scores
from skipgram_lib.losses import negative_sampling

# The loss of the library, as a function of one of its vectors: the only thing that is measured.


def J_of_v_c(p):
    return lambda v_c: negative_sampling.loss(v_c, p.o, p.U, p.negatives), p.v_c


def J_of_U(p):
    return lambda U: negative_sampling.loss(p.v_c, p.o, U, p.negatives), p.U


def J_of_u_k(p):
    """One row for every negative k, all different."""
    rows = list(p.negatives)
    return lambda u: negative_sampling.loss(p.v_c, p.o, p.with_rows(rows, u), p.negatives), p.U[rows]


# The pieces of the derivation, written as the page writes them.


def s(x):
    """σ(x)."""
    return 1 / (1 + np.exp(-x))


def log_s(x):
    return np.log(s(x))


def in_u_k(p, piece):
    """∂piece(U)/∂u_k, one row for every negative k."""
    rows = list(p.negatives)
    return slope(lambda u: piece(p.with_rows(rows, u)), p.U[rows])


def z_o(p):
    return p.U[p.o] @ p.v_c


def z_k(p):
    return p.U[list(p.negatives)] @ p.v_c


def yes_no(v_c, U, p):
    """1 + K yes/no questions: binary cross-entropy with the answer 1 for o and 0 for every negative."""
    answer = np.array([1] + [0] * len(p.negatives))
    z = scores(v_c, U[[p.o, *p.negatives]])
    return -(answer * np.log(s(z)) + (1 - answer) * np.log(1 - s(z))).sum(axis=-1)


def printed_J(v_c, U, p):
    return -log_s(U[p.o] @ v_c) - sum(log_s(-(U[k] @ v_c)) for k in p.negatives)


def own_term(p, k):
    """The term of the sum that u_k stands in, as N6 writes it."""
    x = -(p.U[k] @ p.v_c)
    return 1 / s(x) * (s(x) * (1 - s(x)) * -p.v_c)


def each(p, value):
    """One and the same value for every negative, as a row each."""
    return np.tile(value, (len(p.negatives), 1))
