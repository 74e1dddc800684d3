"""Page 2: negative sampling. Each line as printed, and beside it the same in elementary numpy."""

from functools import partial as with_defaults

import numpy as np

from skipgram_lib.derivation.line import Line, partial
from skipgram_lib.derivation.sampling import (
    J_of_U,
    J_of_u_k,
    J_of_v_c,
    each,
    in_u_k,
    log_s,
    own_term,
    printed_J,
    s,
    yes_no,
    z_k,
    z_o,
)
from skipgram_lib.derivation.slopes import slope
from skipgram_lib.losses import sigmoid

TRUE, DRAWN = r"\sigma(u_o^\top v_c)", r"\sigma(-u_k^\top v_c)"
LOG_TRUE, LOG_DRAWN, LOG_J = rf"\log {TRUE}", rf"\log {DRAWN}", r"\log \sigma(-u_j^\top v_c)"
LOG_X, SIGMOID = r"\log x", r"\sigma(x)"


def two_rows(left, first, second):
    """LaTeX of a line too wide for a page: its two terms, one below the other."""
    return rf"\begin{{aligned}} {left}&{first} \\ &{second} \end{{aligned}}"


line = with_defaults(Line, section="page 2", status="holds")

LINES = (
    line(
        "N1",
        rf"J = -\log({TRUE}) - \sum_k \log({DRAWN})",
        "J = −log σ(u_o·v_c) − Σ_k log σ(−u_k·v_c)",
        status="definition",
        facts=lambda p: [
            (J_of_U(p)[0], lambda U: printed_J(p.v_c, U, p), p.U),
            (J_of_U(p)[0], lambda U: yes_no(p.v_c, U, p), p.U),
            (J_of_U(p)[0], lambda U: abs(J_of_U(p)[0](U)), p.U),
        ],
    ),
    line(
        "N2",
        rf"{partial('J', 'v_c')} = -2 \log {TRUE} - \sum_k 2 \log {DRAWN}",
        "∂J/∂v_c = −2 log σ(u_o·v_c) − Σ_k 2 log σ(−u_k·v_c)",
        status="misprint",
        target=J_of_v_c,
        printed=lambda p: np.full(p.v_c.shape, -2 * log_s(z_o(p)) - (2 * log_s(-z_k(p))).sum()),
        corrected=lambda p: (
            -slope(lambda v: log_s(p.v_o @ v), p.v_c)
            - sum(slope(lambda v, k=k: log_s(-(p.U[k] @ v)), p.v_c) for k in p.negatives)
        ),
        correction="−∂log σ(u_o·v_c)/∂v_c − Σ_k ∂log σ(−u_k·v_c)/∂v_c",
        correction_latex=(rf"{partial('J', 'v_c')} = -{partial(LOG_TRUE, 'v_c')} - \sum_k {partial(LOG_DRAWN, 'v_c')}"),
    ),
    line(
        "N3",
        two_rows(
            rf"{partial('J', 'v_c')} = ",
            rf"-\left(\frac{{1}}{{{TRUE}}} \cdot {TRUE}(1 - {TRUE}) \cdot u_o^\top\right)",
            rf"- \sum_k \left(\frac{{1}}{{{DRAWN}}} \cdot {DRAWN}(1 - {DRAWN}) \cdot (-u_k^\top)\right)",
        ),
        "∂J/∂v_c = −((1/σ) σ(1 − σ) u_oᵀ) − Σ_k ((1/σ) σ(1 − σ)(−u_kᵀ))",
        target=J_of_v_c,
        printed=lambda p: (
            -(1 / s(z_o(p)) * (s(z_o(p)) * (1 - s(z_o(p))) * p.v_o))
            - sum(1 / s(-x) * (s(-x) * (1 - s(-x)) * -p.U[k]) for k, x in zip(p.negatives, z_k(p), strict=True))
        ),
    ),
    line(
        "N4",
        rf"{partial('J', 'v_c')} = ({TRUE} - 1) \cdot u_o^\top - \sum_k ({DRAWN} - 1) \cdot u_k^\top",
        "∂J/∂v_c = (σ(u_o·v_c) − 1) u_oᵀ − Σ_k (σ(−u_k·v_c) − 1) u_kᵀ",
        target=J_of_v_c,
        printed=lambda p: (s(z_o(p)) - 1) * p.v_o - (s(-z_k(p)) - 1) @ p.U[list(p.negatives)],
    ),
    line(
        "A1",
        rf"{partial(LOG_X, 'x')} = \frac{{1}}{{x}}",
        "∂log x/∂x = 1/x",
        target=lambda p: (lambda x: np.log(x).sum(axis=-1), np.exp(p.v_c)),
        printed=lambda p: 1 / np.exp(p.v_c),
    ),
    line(
        "A2",
        rf"{partial(SIGMOID, 'x')} = \sigma(x)(1 - \sigma(x))",
        "∂σ(x)/∂x = σ(x)(1 − σ(x))",
        target=lambda p: (lambda x: sigmoid(x).sum(axis=-1), p.v_c),
        printed=lambda p: s(p.v_c) * (1 - s(p.v_c)),
    ),
    line(
        "N5",
        rf"{partial('J', 'v_k')} = -2 \log {TRUE} - \sum_k \log {DRAWN}",
        "∂J/∂v_k = −2 log σ(u_o·v_c) − Σ_k log σ(−u_k·v_c)",
        status="misprint",
        target=J_of_u_k,
        printed=lambda p: np.full((len(p.negatives), len(p.v_c)), -2 * log_s(z_o(p)) - log_s(-z_k(p)).sum()),
        corrected=lambda p: (
            -in_u_k(p, lambda U: log_s(U[p.o] @ p.v_c))
            - sum(in_u_k(p, lambda U, j=j: log_s(-(U[j] @ p.v_c))) for j in p.negatives)
        ),
        correction="−∂log σ(u_o·v_c)/∂u_k − Σ_j ∂log σ(−u_j·v_c)/∂u_k",
        correction_latex=(
            rf"{partial('J', 'u_k')} = -{partial(LOG_TRUE, 'u_k')}"
            rf" - \sum_j {partial(LOG_J, 'u_k')}"
        ),
    ),
    line(
        "N6",
        two_rows(
            rf"{partial('J', 'v_k')} = ",
            rf"-\left(\frac{{1}}{{{TRUE}}} \cdot {TRUE}(1 - {TRUE}) \cdot 0\right)",
            rf"- \sum_k \frac{{1}}{{{DRAWN}}} \cdot {DRAWN}(1 - {DRAWN}) \cdot (-v_c)",
        ),
        "∂J/∂v_k = −(… · 0) − Σ_k (1/σ) σ(1 − σ)(−v_c)",
        status="slip",
        target=J_of_u_k,
        printed=lambda p: each(
            p, -(1 / s(z_o(p)) * s(z_o(p)) * (1 - s(z_o(p))) * 0) - sum(own_term(p, k) for k in p.negatives)
        ),
        corrected=lambda p: np.array([0 - own_term(p, k) for k in p.negatives]),
        correction="−(1/σ(−u_k·v_c)) σ(1 − σ)(−v_c): the own term alone",
        correction_latex=(rf"{partial('J', 'u_k')} = -\frac{{1}}{{{DRAWN}}} \cdot {DRAWN}(1 - {DRAWN}) \cdot (-v_c)"),
    ),
    line(
        "N7",
        rf"{partial('J', 'v_k')} = 0 - \sum_k ({DRAWN} - 1) \cdot v_c",
        "∂J/∂v_k = 0 − Σ_k (σ(−u_k·v_c) − 1) v_c",
        status="slip",
        target=J_of_u_k,
        printed=lambda p: each(p, 0 - (s(-z_k(p)) - 1).sum() * p.v_c),
        corrected=lambda p: 0 - np.outer(s(-z_k(p)) - 1, p.v_c),
        correction="0 − (σ(−u_k·v_c) − 1) v_c: the own term alone",
        correction_latex=rf"{partial('J', 'u_k')} = 0 - ({DRAWN} - 1) \cdot v_c",
    ),
    line(
        "N8",
        rf"{partial('J', 'v_k')} = -({DRAWN} - 1) \cdot v_c",
        "∂J/∂v_k = −(σ(−u_k·v_c) − 1) v_c",
        target=J_of_u_k,
        printed=lambda p: np.array([-(s(-(p.U[k] @ p.v_c)) - 1) * p.v_c for k in p.negatives]),
    ),
)
