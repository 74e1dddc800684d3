"""Page 1: softmax cross-entropy. Each line as printed, and beside it the same in elementary numpy."""

from functools import partial as with_defaults

import numpy as np

from skipgram_lib.derivation.line import Line, partial
from skipgram_lib.derivation.slopes import slope
from skipgram_lib.derivation.softmax import (
    J_literal,
    J_of_U,
    J_of_v_c,
    J_of_v_k,
    J_of_v_o,
    Sigma,
    cross_entropy,
    exp_of_others,
    in_v_k,
    in_v_o,
    log_p,
    log_Sigma,
    log_y_hat,
    score,
    share_of_Sigma,
    y_hat,
)

SIGMA = r"\sum_w \exp(v_w^\top v_c)"
LOG_SIGMA = rf"\log {SIGMA}"
SCORE_O, SCORE_W, EXP_K = r"v_o^\top v_c", r"v_w^\top v_c", r"\exp(v_k^\top v_c)"
LOG_Y, LOG_Y_O = r"\log \hat{y}", r"\log \hat{y}_o"
IN_V_O, IN_V_K = partial("J", "v_o"), partial("J", "v_k")
P_O = rf"\frac{{\exp(v_o^\top v_c)}}{{{SIGMA}}}"

line = with_defaults(Line, section="page 1", status="holds")

LINES = (
    line(
        "S1",
        r"J = -\sum_{j=1}^{V} y_j \log \hat{y}_j",
        "J = −Σ_j y_j log ŷ_j",
        status="definition",
        facts=lambda p: [
            (J_of_U(p)[0], lambda U: cross_entropy(p.v_c, U, p.y), p.U),
            (J_of_U(p)[0], lambda U: -log_y_hat(U @ p.v_c)[p.o], p.U),
            (J_of_U(p)[0], lambda U: abs(J_of_U(p)[0](U)), p.U),
        ],
    ),
    line(
        "S2",
        rf"\hat{{y}}_o = p(o \mid c) = {P_O}",
        "ŷ_o = p(o|c) = exp(v_o·v_c) / Σ",
        status="definition",
        facts=lambda p: [
            (lambda U: np.exp(-J_of_U(p)[0](U)), lambda U: y_hat(U @ p.v_c)[p.o], p.U),
            (lambda U: y_hat(U @ p.v_c), lambda U: abs(y_hat(U @ p.v_c)), p.U),
            (lambda U: y_hat(U @ p.v_c).sum(), lambda U: 1.0, p.U),
            (lambda U: y_hat(U @ p.v_c + 3), lambda U: y_hat(U @ p.v_c), p.U),
        ],
    ),
    line(
        "S3",
        rf"{partial('J', 'v_c')} = v_w^\top (y - \hat{{y}})",
        "∂J/∂v_c = v_wᵀ(y − ŷ)",
        status="slip",
        target=J_of_v_c,
        printed=lambda p: p.U.T @ (p.y - p.y_hat),
        corrected=lambda p: sum((p.y_hat[w] - p.y[w]) * p.U[w] for w in range(len(p.U))),
        correction="Σ_w (ŷ_w − y_w) v_w = Uᵀ(ŷ − y)",
        correction_latex=rf"{partial('J', 'v_c')} = \sum_w (\hat{{y}}_w - y_w)\, v_w = U^\top (\hat{{y}} - y)",
    ),
    line(
        "S4",
        rf"{partial('J', 'v_w')} = -y \cdot {partial(LOG_Y, 'v_w')}",
        "∂J/∂v_w = −y · ∂log ŷ/∂v_w",
        target=J_of_U,
        printed=lambda p: -sum(p.y[j] * slope(log_p(p, j), p.U) for j in range(len(p.U))),
    ),
    line(
        "S5",
        rf"{partial('J', 'v_w')} = -y_o \cdot {partial(LOG_Y_O, 'v_w')}",
        "∂J/∂v_w = −y_o ∂log ŷ_o/∂v_w",
        target=J_of_U,
        printed=lambda p: -p.y[p.o] * slope(log_p(p, p.o), p.U),
    ),
    line(
        "S6",
        r"\boxed{y_o = 1}",
        "y_o = 1",
        boxed=True,
        target=J_literal,
        printed=lambda p: -1 * slope(lambda x: log_y_hat(x[1:] @ x[0])[p.o], np.vstack([p.v_c, p.U])),
    ),
    line(
        "S7",
        rf"{IN_V_O} = -{partial(LOG_Y_O, 'v_o')}",
        "∂J/∂v_o = −∂log ŷ_o/∂v_o",
        target=J_of_v_o,
        printed=lambda p: -in_v_o(p, log_p(p, p.o)),
    ),
    line(
        "S8",
        rf"{IN_V_O} = -\left({partial(SCORE_O, 'v_o')} - {partial(SIGMA, 'v_o')}\right)",
        "∂J/∂v_o = −(∂(v_o·v_c)/∂v_o − ∂Σ/∂v_o)",
        status="slip",
        target=J_of_v_o,
        printed=lambda p: -(in_v_o(p, score(p, p.o)) - in_v_o(p, Sigma(p))),
        corrected=lambda p: -(in_v_o(p, score(p, p.o)) - in_v_o(p, log_Sigma(p))),
        correction="−(∂(v_o·v_c)/∂v_o − ∂log Σ/∂v_o)",
        correction_latex=rf"{IN_V_O} = -\left({partial(SCORE_O, 'v_o')} - {partial(LOG_SIGMA, 'v_o')}\right)",
    ),
    line(
        "S9",
        rf"{IN_V_O} = -\left({partial(SCORE_O, 'v_o')} - \frac{{1}}{{{SIGMA}}} \cdot {partial(SIGMA, 'v_o')}\right)",
        "∂J/∂v_o = −(∂(v_o·v_c)/∂v_o − (1/Σ) ∂Σ/∂v_o)",
        target=J_of_v_o,
        printed=lambda p: -(in_v_o(p, score(p, p.o)) - 1 / p.Sigma * in_v_o(p, Sigma(p))),
    ),
    line(
        "S10",
        rf"{IN_V_O} = -\left({P_O} \cdot {partial(SCORE_O, 'v_o')}\right)",
        "∂J/∂v_o = −((exp(v_o·v_c)/Σ) ∂(v_o·v_c)/∂v_o)",
        status="slip",
        target=J_of_v_o,
        printed=lambda p: -(np.exp(p.v_o @ p.v_c) / p.Sigma * in_v_o(p, score(p, p.o))),
        corrected=lambda p: p.y_hat[p.o] * p.v_c,
        corrected_target=share_of_Sigma,
        correction="(1/Σ) ∂Σ/∂v_o = ŷ_o v_c",
        correction_latex=rf"\frac{{1}}{{{SIGMA}}} \cdot {partial(SIGMA, 'v_o')} = \hat{{y}}_o\, v_c",
    ),
    line(
        "S11",
        rf"{partial(EXP_K, 'v_o')} = 0 \quad \text{{for all }} k \neq o",
        "∂exp(v_k·v_c)/∂v_o = 0 for every k ≠ o",
        target=exp_of_others,
        printed=lambda p: np.zeros((len(p.others), len(p.v_c))),
        scale=lambda p: float(np.exp(p.U @ p.v_c).min() * np.abs(p.v_c).max()),
    ),
    line(
        "S12",
        rf"{IN_V_O} = -\left({partial(SCORE_O, 'v_o')} - {P_O} \cdot {partial(SCORE_O, 'v_o')}\right)",
        "∂J/∂v_o = −(∂(v_o·v_c)/∂v_o − ŷ_o ∂(v_o·v_c)/∂v_o)",
        target=J_of_v_o,
        printed=lambda p: -(in_v_o(p, score(p, p.o)) - p.y_hat[p.o] * in_v_o(p, score(p, p.o))),
    ),
    line(
        "S13",
        rf"{IN_V_O} = -\left(v_c^\top - p(o \mid c) \cdot v_c^\top\right)",
        "∂J/∂v_o = −(v_cᵀ − p(o|c) v_cᵀ)",
        target=J_of_v_o,
        printed=lambda p: -(p.v_c - np.exp(p.v_o @ p.v_c) / p.Sigma * p.v_c),
    ),
    line(
        "S14",
        rf"{IN_V_O} = \boxed{{(\hat{{y}} - 1)\, v_c^\top}}",
        "∂J/∂v_o = (ŷ − 1) v_cᵀ",
        boxed=True,
        target=J_of_v_o,
        printed=lambda p: (p.y_hat[p.o] - 1) * p.v_c,
    ),
    line(
        "S15",
        rf"{IN_V_K} = -y_o \cdot {partial(LOG_Y_O, 'v_k')}",
        "∂J/∂v_k = −y_o ∂log ŷ_o/∂v_k",
        target=J_of_v_k,
        printed=lambda p: -p.y[p.o] * in_v_k(p, log_p(p, p.o)),
    ),
    line(
        "S16",
        rf"{IN_V_K} = -\left({partial(SCORE_O, 'v_k')} - {partial(LOG_SIGMA, 'v_k')}\right)",
        "∂J/∂v_k = −(∂(v_o·v_c)/∂v_k − ∂log Σ/∂v_k)",
        target=J_of_v_k,
        printed=lambda p: -(in_v_k(p, score(p, p.o)) - in_v_k(p, log_Sigma(p))),
    ),
    line(
        "S17",
        rf"{IN_V_K} = -\left(0 - \frac{{1}}{{{SIGMA}}} \cdot {SIGMA} \cdot {partial(SCORE_W, 'v_k')}\right)",
        "∂J/∂v_k = −(0 − (1/Σ) Σ_w exp(v_w·v_c) ∂(v_w·v_c)/∂v_k)",
        target=J_of_v_k,
        printed=lambda p: (
            -(0 - 1 / p.Sigma * sum(np.exp(p.U[w] @ p.v_c) * in_v_k(p, score(p, w)) for w in range(len(p.U))))
        ),
    ),
    line(
        "S18",
        rf"{IN_V_K} = p(k \mid c) \cdot v_c^\top \quad \text{{for each }} k \neq o",
        "∂J/∂v_k = p(k|c) v_cᵀ for each k ≠ o",
        target=J_of_v_k,
        printed=lambda p: np.array([np.exp(p.U[k] @ p.v_c) / p.Sigma * p.v_c for k in p.others]),
    ),
    line(
        "S19",
        rf"{IN_V_K} = \boxed{{\hat{{y}}_k v_c^\top}}",
        "∂J/∂v_k = ŷ_k v_cᵀ",
        boxed=True,
        target=J_of_v_k,
        printed=lambda p: np.outer(p.y_hat[p.others], p.v_c),
    ),
)
