"""A problem small enough to read: six outside words around one centre word."""

import numpy as np

from skipgram_lib.derivation import Point

WORDS = ("morning", "cup", "tractor", "tea", "window", "drink")  # the outside words, one per row of U


def coffee():
    """The words around *coffee*, and the vectors of all of them.

    Returns
    -------
    words : tuple of str
        V = 6 outside words.
    p : Point
        `v_c` of *coffee*, shape (2,); `U`, shape (6, 2); `o`, the row of *cup*; K = 3 `negatives`.

    Notes
    -----
    V, d and K are all different, and d = 2 can be drawn, so that a transposed or misplaced array cannot pass unnoticed.
    """
    v_c = np.array([2.0, 1.0])
    U = np.array(
        [
            [0.1, 0.7],  # morning
            [1.0, -0.6],  # cup, the true outside word: a corner of the hull of all rows, so J has no bottom
            [-0.6, -0.4],  # tractor
            [0.5, 0.5],  # tea
            [-0.5, 0.5],  # window
            [0.5, -0.5],  # drink: inside the hull, where J does have a bottom
        ]
    )
    return WORDS, Point(v_c, U, o=1, negatives=(2, 3, 4), repeated=(3, 2, 3), collided=(1, 4, 1), window=(1, 3, 1, 5))
