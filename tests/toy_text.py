"""A text whose neighbours are known."""

import numpy as np


def prose(sentences=400, seed=0):
    """Sentences of two kinds of words that never meet, and one that meets them all."""
    rng = np.random.default_rng(seed)
    kinds = (["cat", "dog", "horse", "cow", "sheep"], ["red", "green", "blue", "black", "white"])
    rows = [["the", *rng.choice(kinds[i % 2], 4)] for i in range(sentences)]
    return [[str(word) for word in row] for row in rows]
