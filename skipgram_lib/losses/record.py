"""What a loss must bring to be tested, and to be trained with: its record in `LOSSES`."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


class Batch(NamedTuple):
    """A summed loss in nats, and its gradient in parts: part i belongs to row i of `rows`, and a row may come twice."""

    loss: float
    v_rows: np.ndarray
    v_parts: np.ndarray
    U_rows: np.ndarray
    U_parts: np.ndarray


class Loss(NamedTuple):
    """One loss of a (centre, outside) pair.

    Attributes
    ----------
    loss, gradients : callable
        `(v_c, o, U)` -> float in nats, and -> Gradients; with `negatives` as a fourth argument if the loss draws.
    batch : callable
        `(v, U, c, o)` -> Batch, the sum over B pairs; with `negatives`, shape (B, K), as a fifth argument if it draws.
    draws : bool
        Does every pair come with K negatives?
    """

    loss: Callable
    gradients: Callable
    batch: Callable
    draws: bool
