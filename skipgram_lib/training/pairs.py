"""What is drawn at random: which tokens stay, how far a window reaches, and the negatives. Never inside a loss."""

import numpy as np

from skipgram_lib.door import Wanted, a, door
from skipgram_lib.losses import LOSSES

BLOCK = 2**15  # pairs whose negatives are drawn together


def thinned(corpus, subsample, rng):
    """Tokens and sentence numbers that stay: with r = subsample / its frequency, a word stays with probability √r + r.

    So says the program of Mikolov et al. (2013); their paper says √r.
    """
    r = subsample * len(corpus.tokens) / corpus.counts
    stays = np.sqrt(r) + r  # 1 or more: always
    kept = rng.random(len(corpus.tokens)) < stays[corpus.tokens]
    return corpus.tokens[kept], corpus.sentence[kept]


def _windows(**arrays):
    """Refuse arrays that are not one-dimensional, of one length, and ints of 0 or more."""
    shape = np.shape(next(iter(arrays.values())))
    for name, array in arrays.items():
        array = np.asarray(array)
        if array.ndim != 1 or array.shape != shape or array.dtype.kind not in "iu" or (array < 0).any():
            raise ValueError(
                f"{name} must be ints of 0 or more, shape (n,) as that of tokens; got shape {array.shape}, dtype "
                f"{array.dtype}. Take them from a Corpus."
            )


def window_pairs(tokens, sentence, reach):
    """Every (centre, outside) pair of places in one sentence, as far apart as the centre's window reaches.

    Parameters
    ----------
    tokens, sentence : ndarray of int, shape (n,)
        Row numbers, and the number of the sentence of each.
    reach : ndarray of int, shape (n,)
        How many places the window around each place reaches, to both sides.

    Returns
    -------
    c, o : ndarray of int, shape (pairs,)
        Row numbers of centre and outside words, in the order of the text.
    """
    _windows(tokens=tokens, sentence=sentence, reach=reach)
    here = np.arange(len(tokens))[:, None]
    apart = np.setdiff1d(np.arange(-reach.max(initial=0), reach.max(initial=0) + 1), [0])
    there = np.clip(here + apart, 0, max(len(tokens) - 1, 0))
    inside = (there - here == apart) & (abs(apart) <= reach[:, None]) & (sentence[here] == sentence[there])
    return np.repeat(tokens, inside.sum(axis=1)), tokens[there[inside]]


def epoch_pairs(corpus, recipe, rng):
    """The pairs of one pass over a thinned text, in its order but for shuffled stretches.

    A reach is drawn from 1 to `window` for each outside word, as in the program of Mikolov et al. (2013). Drawn for
    centre words, it would bring v_c ten pairs at one place and two at the next: the same on average, but less steady.
    """
    tokens, sentence = thinned(corpus, recipe.subsample, rng)
    o, c = window_pairs(tokens, sentence, rng.integers(1, recipe.window + 1, len(tokens)))
    order = np.argsort(np.arange(len(c)) // recipe.shuffle + rng.random(len(c)))  # by stretch, at random within it
    return c[order], o[order]


SHAPE = Wanted(
    (int, tuple),
    "an int of 0 or more, or a tuple of such",
    "For example (B, K).",
    lambda shape: all(isinstance(n, (int, np.integer)) and n >= 0 for n in np.atleast_1d(np.array(shape, object))),
)
SHARES = Wanted(
    np.ndarray,
    "an array of probabilities, shape (V,), which sum to 1",
    "Corpus.noise makes one.",
    lambda p: p.ndim == 1 and p.dtype.kind == "f" and (p >= 0).all() and abs(p.sum() - 1) < 1e-6,
)


@door(p_n=SHARES, shape=SHAPE, rng=a(np.random.Generator, "numpy.random.default_rng makes one."))
def draw_negatives(p_n, shape, rng):
    """Row numbers drawn from p_n, with repeats: first how often each word, then in which order."""
    rows = np.repeat(np.arange(len(p_n)), rng.multinomial(int(np.prod(shape)), p_n).astype(np.intp))
    return rng.permutation(rows).reshape(shape)


def minibatches(c, o, p_n, recipe, rng):
    """The arguments of the batch loss, one mini-batch after the other: c and o, and their draw if the loss draws."""
    size = recipe.batch * max(1, BLOCK // recipe.batch)
    for first in range(0, len(c), size):
        rows = [c[first : first + size], o[first : first + size]]
        if LOSSES[recipe.loss].draws:
            rows.append(draw_negatives(p_n, (len(rows[0]), recipe.K), rng))
        for i in range(0, len(rows[0]), recipe.batch):
            yield [part[i : i + recipe.batch] for part in rows]
