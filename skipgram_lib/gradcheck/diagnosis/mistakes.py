"""Mistakes that skip-gram gradients are made of, built from the caller's ingredients.

Both losses have the slope a_w v_c in the vector of word w, and Σ_w a_w u_w in v_c, with one weight a_w for each word.
So a mistake is another weight, or another vector in its place, and one table serves every block of the gradient.
"""

import numpy as np

from skipgram_lib.gradcheck.diagnosis import weights
from skipgram_lib.gradcheck.diagnosis.mistake import Kind, named

ROUNDING = 2.0**-44  # of the terms added up: two ways to write one mistake differ by no more


def mistakes(claimed, measured, bound, parts):
    """(Mistake, the array that it gives, how far that may be off) for each one that the ingredients allow.

    Parameters
    ----------
    claimed, measured, bound : ndarray of one shape
    parts : dict of str to ndarray
        `v_c`, `U`, `o`, and `negatives` where there are any. Without the first three nothing is known.

    Yields
    ------
    Mistake, ndarray, ndarray
    """
    for terms, wrong, v_c, U, o in models(measured, parts):
        right = sum(terms.values())
        lay, proper = block(right, measured, bound, v_c, U)
        if lay is None:
            continue
        for w in weights.singled_out(right) if measured.ndim == 1 else ():  # in v_c, which every word reaches
            wrong[named(Kind.MISSING, f"nothing came from word {w}")] = right * (np.arange(len(U)) != w)
        made = [(mistake, (a, 0 * a, U)) for mistake, a in wrong.items()]
        made += _wrong_vectors(terms, proper is U, v_c, U, o, letter(parts))
        for flipped, sign in ((lambda m: m, 1), (_flipped, -1)):
            for mistake, (kept, astray, vectors) in made:
                array = sign * (lay(kept, proper) + lay(astray, vectors))
                size = lay(np.abs(kept), np.abs(proper)) + lay(np.abs(astray), np.abs(vectors))
                room = bound + ROUNDING * size
                if np.isfinite(size).all() and (np.abs(array) > room).any():  # zero could be anything's doing
                    yield flipped(mistake), array, room


def letter(parts):
    """The page's letter for an outside vector: page 1 says v_o, page 2 says u_o."""
    return "v" if "v_o" in parts and "u_o" not in parts else "u"


def _flipped(mistake):
    sentence, why = (f"a sign flip, and {words}" for words in (mistake.sentence, mistake.why))
    return named(mistake.kind, sentence, why)


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
    with np.errstate(all="ignore"):
        for terms, wrong, v_c, U, _ in models(measured, parts):
            lay, proper = block(sum(terms.values()), measured, bound, v_c, U)
            if lay is not None and (measured.shape == U.shape or proper is U):
                unseen = (mistake for mistake, a in wrong.items() if _equal(lay(a, proper), measured, bound))
                hidden |= {mistake.why: None for mistake in unseen}  # a dict keeps the order
    return tuple(hidden)


def models(measured, parts):
    """(terms of the right weights, wrong weights, v_c, U, o) of each loss that the ingredients allow."""
    if not {"v_c", "U", "o"} <= parts.keys():
        return
    v_c, U, o, m = parts["v_c"], parts["U"], parts["o"], parts.get("negatives", np.empty(0))
    if U.ndim != 2 or v_c.shape != U.shape[1:] or o.shape != () or not 0 <= o < len(U):
        return
    z, y = U @ v_c, np.arange(len(U)) == o
    yield *weights.softmax(z, y, o, letter(parts)), v_c, U, o
    if m.size and m.dtype.kind in "iu" and m.min() >= 0 and m.max() < len(U):
        yield *weights.sampling(z, y, o, np.bincount(m, minlength=len(U)), measured.ndim > 1), v_c, U, o


def _equal(a, b, room):
    return a.shape == b.shape and bool((np.abs(a - b) <= room).all())


def block(right, measured, bound, v_c, U):
    """How a weight and a vector for each word become measured's block, and the right vectors; None if they do not."""
    words = np.arange(len(U))
    if measured.shape[-1:] == v_c.shape and measured.shape != U.shape:  # some rows of U: whose slope is each?
        words = np.abs((measured @ v_c / (v_c @ v_c))[..., None] - right).argmin(axis=-1)
    lays = (
        (lambda a, vectors: vectors.T @ a, U),
        (lambda a, vectors: a, U),  # the slopes in the scores
        (lambda a, vectors: a[words][..., None] * vectors[words], np.broadcast_to(v_c, U.shape)),
    )
    return next(((lay, proper) for lay, proper in lays if _equal(lay(right, proper), measured, bound)), (None, None))


def _wrong_vectors(terms, in_v_c, v_c, U, o, u):
    """(Mistake, (weights on their own vectors, weights gone astray, the vectors they are on)): all, or one part."""
    names = {f"{u}_o": U[o]} | {f"U[{w}]": U[w] for w in weights.singled_out(np.ones(len(U)))}
    names |= {"v_c": v_c} if in_v_c else {"each row's own vector": U}
    right, of_o = sum(terms.values()), np.arange(len(U)) == o
    places = {"": right} | {f", in the {term}": a for term, a in terms.items()}
    places |= {", for o": right * of_o, ", for k ≠ o": right * ~of_o}
    for name, vectors in names.items():
        for place, a in places.items():
            sentence = f"{name} stands where {f'{u}_w' if in_v_c else 'v_c'} should{place}"
            mistake = named(Kind.WRONG_VECTOR, sentence, f"{name} is the wrong vector{place}")
            yield mistake, (right - a, a, np.broadcast_to(vectors, U.shape))
