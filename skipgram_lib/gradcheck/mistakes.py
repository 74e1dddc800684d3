"""Mistakes that skip-gram gradients are made of, built from the caller's ingredients.

Both losses have the slope a_w v_c in the vector of word w, and Σ_w a_w u_w in v_c, with one weight a_w for each word:

    softmax              a = ŷ − y
    negative sampling    a = (σ(z_o) − 1) y + m σ(z)        m: how often each word was drawn

So a mistake is another weight, or another vector in its place, and one table serves every block of the gradient.
"""

import numpy as np


def mistakes(claimed, measured, bound, parts):
    """(sentence, the array that this mistake gives, how far that may be off) for each mistake the ingredients allow.

    Parameters
    ----------
    claimed, measured, bound : ndarray of one shape
    parts : dict of str to ndarray
        `v_c`, `U`, `o`, and `negatives` where there are any. Without the first three nothing is known.

    Yields
    ------
    str, ndarray, ndarray
    """
    for right, wrong, v_c, U, o in _models(parts):
        build = _builder(right, measured, bound, v_c, U)
        if build is not None:
            wrong_weights = ((sentence, build(weights)) for sentence, weights in wrong.items())
            for sentence, array in (*wrong_weights, *_wrong_vectors(right, build, v_c, U, o)):
                yield sentence, array, bound


def blind_spots(measured, bound, parts):
    """What this input cannot show: mistakes in the weights that leave a whole block, in v_c or in U, as it is.

    Parameters
    ----------
    measured, bound : ndarray of one shape
    parts : dict of str to ndarray
        As for `mistakes`.

    Returns
    -------
    tuple of str
        In few words, each once.
    """
    hidden = {}
    for right, wrong, v_c, U, _ in _models(parts):
        build = _builder(right, measured, bound, v_c, U)
        if build is not None and (measured.shape == U.shape or _equal(U.T @ right, measured, bound)):
            seen = (sentence for sentence, weights in wrong.items() if _equal(build(weights), measured, bound))
            hidden |= {sentence.split(":")[0].split(",")[0]: None for sentence in seen}  # a dict keeps the order
    return tuple(hidden)


def _models(parts):
    """(right weights, wrong weights, v_c, U, o) of each loss that the ingredients allow."""
    if not {"v_c", "U", "o"} <= parts.keys():
        return
    v_c, U, o = parts["v_c"], parts["U"], int(parts["o"])
    z, y = U @ v_c, np.eye(len(U))[o]
    yield *_softmax(z, y, o), v_c, U, o
    if "negatives" in parts:
        yield *_sampling(z, y, np.bincount(parts["negatives"], minlength=len(U))), v_c, U, o


def _equal(a, b, room):
    return a.shape == b.shape and bool((np.abs(a - b) <= room).all())


def _builder(right, measured, bound, v_c, U):
    """How weights become a block of the measured one's shape, or None if the right ones do not give it."""
    if measured.shape == v_c.shape and (np.abs(U.T @ right - measured) <= bound).all():
        return lambda weights, vectors=U: vectors.T @ weights
    if measured.shape[-1:] != v_c.shape:
        return None
    gaps = np.abs(measured[..., None, :] - np.outer(right, v_c)).max(axis=-1)
    words = gaps.argmin(axis=-1) if measured.shape != U.shape else np.arange(len(U))
    if not (np.abs(right[words][..., None] * v_c - measured) <= bound).all():
        return None
    return lambda weights, vectors=v_c: weights[words][..., None] * (vectors if vectors.ndim == 1 else vectors[words])


def _wrong_vectors(right, build, v_c, U, o):
    """The right weights on the wrong vectors."""
    same = np.broadcast_to
    yield "u_o stands where each word's own vector should", build(right, same(U[o], U.shape))
    yield "v_c stands where each word's own vector should", build(right, same(v_c, U.shape))
    yield "each word's own vector stands where v_c should", build(right, U)


def _softmax(z, y, o):
    """The weights of the softmax loss, right and wrong."""
    e = np.exp(z - z.max())
    p, weight = e / e.sum(), np.exp(z)
    wrong = {
        "the − y term is missing": p,
        "+ y stands where − y should": p + y,
        "the ŷ term is missing: only − y is left": -y,
        "a log is missing: exp(u_o·v_c) stands where ŷ_o should": np.where(y == 1, weight - y, p),
        "a log is missing: exp(u_w·v_c) stands where ŷ_w should": weight - y,
        "a term is missing: −ŷ_o stands where ŷ_o − 1 should": np.where(y == 1, -p, p),
        "ŷ(1 − ŷ) stands where ŷ − y should: the slope of ŷ, not of −log ŷ": p * (1 - p),
        "1 is subtracted in every row, not in row o alone": p - 1,
        "log ŷ stands where ŷ should": np.log(p) - y,
        "the score stands where ŷ should": z - y,
        "σ(z) stands where the softmax should": 1 / (1 + np.exp(-z)) - y,
    }
    for w in np.flatnonzero(y == 0):
        wrong[f"y is one-hot at word {w}, not at o = {o}: the wrong row"] = p - np.eye(len(y))[w]
    return p - y, wrong


def _sampling(z, y, m):
    """The weights of the negative-sampling loss, right and wrong."""
    s, K = 1 / (1 + np.exp(-z)), m.sum()
    slope, true, drawn = s * (1 - s), (s - 1) * y, m * s
    wrong = {
        "the positive part is missing: nothing came from the true word": drawn,
        "the negative part is missing: nothing came from the draws": true,
        "the sign of the negative part is flipped": true - drawn,
        "the sign of the positive part is flipped": drawn - true,
        "σ(x) stands where σ(−x) should, in the negatives": true + m * (1 - s),
        "σ stands where σ − 1 should, in the true word: its − 1 is missing": s * y + drawn,
        "σ − 1 stands where σ should, in the negatives: they are treated as true": true + m * (s - 1),
        "σ′ stands where 1 − σ should, in the true word": -slope * y + drawn,
        "σ′ stands where σ should, in the negatives": true + m * slope,
        "σ′ stands where 1 − σ should: the log is not differentiated": -slope * y + m * slope,
        f"{_repeats(m)} counted once: U[negatives] += … keeps one update, np.add.at keeps all": true + (m > 0) * s,
        "the draws are averaged where the loss sums them: divided by K": true + drawn / K,
        "every drawn row holds the sum over all negatives: the sum should have disappeared": true
        + (m > 0) * drawn.sum(),
        "a log is missing: log σ stands where σ should": true + m * np.log(s),
        "o was drawn too, and only its role as a negative was kept": np.where(y == 1, drawn, true + drawn),
        "o was drawn too, and only its role as the true word was kept": np.where(y == 1, true, true + drawn),
    }
    return true + drawn, wrong


def _repeats(m):
    """Which words were drawn more than once, and how often."""
    return " and ".join(f"word {k} was drawn {m[k]} times and" for k in np.flatnonzero(m > 1)) or "a repeated draw is"
