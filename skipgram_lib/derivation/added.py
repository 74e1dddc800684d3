"""What the document leaves out, needed to train or where a printed result stops being enough."""

import numpy as np

from skipgram_lib.derivation import optimum
from skipgram_lib.derivation.line import Line, partial
from skipgram_lib.derivation.sampling import s
from skipgram_lib.derivation.slopes import along
from skipgram_lib.derivation.softmax import J_of_U, J_of_v_c
from skipgram_lib.losses import naive_softmax, negative_sampling


def J_of_rows(p, rows, negatives):
    """The negative-sampling loss of one draw, as a function of the given rows of U."""
    return lambda u: negative_sampling.loss(p.v_c, p.o, p.with_rows(rows, u), negatives), p.U[list(rows)]


def J_of_window(p):
    """Both losses, each summed over a window; x[i] holds v_c in its first row and U below."""

    def f(x):
        v_c, U = x[..., 0, :], x[..., 1:, :]
        softmax = sum(naive_softmax.loss(v_c[..., 0, :], o, U[..., 0, :, :]) for o in p.window)
        sampled = sum(negative_sampling.loss(v_c[..., 1, :], o, U[..., 1, :, :], p.repeated) for o in p.window)
        return softmax + sampled

    return f, np.tile(np.vstack([p.v_c, p.U]), (2, 1, 1))


def of_window(p):
    """The claimed slopes of `J_of_window`: sums of the results for one pair."""
    y = np.eye(len(p.U))
    softmax = np.zeros_like(np.vstack([p.v_c, p.U]))
    sampled = np.zeros_like(softmax)
    for o in p.window:
        delta = p.y_hat - y[o]
        softmax += np.vstack([p.U.T @ delta, np.outer(delta, p.v_c)])
        push = (s(p.U @ p.v_c) - 1) * y[o] + sum(s(p.U[k] @ p.v_c) * y[k] for k in p.repeated)
        sampled += np.vstack([push @ p.U, np.outer(push, p.v_c)])
    return np.array([softmax, sampled])


def slope_of_J(p):
    """Σ_i of the slopes of both losses along e_i, each at a v_c of its own: row i measures row i of the Hessians."""

    def f(x):
        e = np.eye(len(p.v_c))
        softmax = along(lambda v_c: naive_softmax.loss(v_c, p.o, p.U), x[..., 0, :, :], e)
        sampled = along(lambda v_c: negative_sampling.loss(v_c, p.o, p.U, p.repeated), x[..., 1, :, :], e)
        return (softmax + sampled).sum(axis=-1)

    return f, np.tile(p.v_c, (2, len(p.v_c), 1))


def slope_in_closed_form(p):
    """The same slopes by lines X1 and N4, which are analytic: what the complex step can look at."""

    def f(x):
        z, w = (x[..., 0, :, :] @ p.U.T), (x[..., 1, :, :] @ p.U.T)
        y_hat = np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)
        counts = sum(np.eye(len(p.U))[k] for k in p.repeated)
        slopes = (y_hat - p.y) @ p.U + (counts * s(w) + p.y * (s(w) - 1)) @ p.U
        return np.trace(slopes, axis1=-2, axis2=-1)

    return f, slope_of_J(p)[1]


def hessians(p):
    """Uᵀ(diag ŷ − ŷŷᵀ)U and Σ σ(1 − σ) u uᵀ."""
    y_hat, drawn = p.y_hat, [p.o, *p.repeated]
    softmax = p.U.T @ (np.diag(y_hat) - np.outer(y_hat, y_hat)) @ p.U
    sampled = sum(s(p.U[w] @ p.v_c) * (1 - s(p.U[w] @ p.v_c)) * np.outer(p.U[w], p.U[w]) for w in drawn)
    return np.array([softmax, sampled])


def line(id, latex, formula, target, corrected, **more):
    return Line(id, latex, formula, "added", "added", target=target, corrected=corrected, **more)


LINES = (
    line(
        "X1",
        rf"{partial('J', 'v_c')} = U^\top (\hat{{y}} - y)",
        "∂J/∂v_c = Uᵀ(ŷ − y)",
        J_of_v_c,
        lambda p: p.U.T @ (p.y_hat - p.y),
    ),
    line(
        "X2",
        rf"{partial('J', 'U')} = (\hat{{y}} - y)\, v_c^\top",
        "∂J/∂U = (ŷ − y) v_cᵀ",
        J_of_U,
        lambda p: np.outer(p.y_hat - p.y, p.v_c),
    ),
    line(
        "X3",
        rf"{partial('J', 'u_o')} = (\sigma(u_o^\top v_c) - 1)\, v_c",
        "∂J/∂u_o = (σ(u_o·v_c) − 1) v_c",
        lambda p: J_of_rows(p, [p.o], p.negatives),
        lambda p: (s(p.U[[p.o]] @ p.v_c) - 1) * p.v_c[None],
    ),
    line(
        "X4",
        rf"{partial('J', 'u_k')} = m\, \sigma(u_k^\top v_c)\, v_c \quad \text{{for a word drawn }} m \text{{ times}}",
        "∂J/∂u_k = m σ(u_k·v_c) v_c for a word drawn m times",
        lambda p: J_of_rows(p, sorted(set(p.repeated)), p.repeated),
        lambda p: np.array([p.repeated.count(k) * s(p.U[k] @ p.v_c) * p.v_c for k in sorted(set(p.repeated))]),
    ),
    line(
        "X5",
        rf"{partial('J', 'u_o')} = (\sigma(u_o^\top v_c) - 1 + m\, \sigma(u_o^\top v_c))\, v_c"
        r" \quad \text{for } o \text{ among the negatives, } m \text{ times}",
        "∂J/∂u_o = (σ(u_o·v_c) − 1 + m σ(u_o·v_c)) v_c, o drawn m times",
        lambda p: J_of_rows(p, [p.o], p.collided),
        lambda p: (s(p.U[[p.o]] @ p.v_c) - 1 + p.collided.count(p.o) * s(p.U[[p.o]] @ p.v_c)) * p.v_c[None],
    ),
    line(
        "X6",
        rf"{partial('J', 'v_c')} = \sum_{{o \in \text{{window}}}} {partial('J_o', 'v_c')}, \quad"
        rf" {partial('J', 'U')} = \sum_{{o \in \text{{window}}}} {partial('J_o', 'U')}",
        "a window: the sum over its outside words, for v_c and for U",
        J_of_window,
        of_window,
    ),
    line(
        "X7",
        r"\frac{\partial^2 J}{\partial v_c^2} = U^\top (\operatorname{diag} \hat{y} - \hat{y} \hat{y}^\top)\, U",
        "∂²J/∂v_c² = Uᵀ(diag ŷ − ŷŷᵀ)U, and Σ σ(1 − σ) u uᵀ",
        slope_of_J,
        hessians,
        witness=slope_in_closed_form,
    ),
    line(
        "X8",
        r"\mathbb{E}\left[\frac{\partial J}{\partial v}\right] = 0 \quad \text{where} \quad"
        r" u_w^\top v_c = \log p(w \mid c) + a_c, \quad\text{or}\quad"
        r" u_w^\top v_c = \log \frac{p(w \mid c)}{p_n(w)} - \log K",
        "E[∂J] = 0 at scores log p(w|c) + a_c, or log(p(w|c)/p_n(w)) − log K",
        optimum.expected_losses,
        lambda p: np.zeros_like(optimum.vectors(p)),
        scale=optimum.scale,
    ),
)
