"""The weights a_w of both losses, right and wrong: what each mistake makes of a word's share in the gradient.

Every sentence says what stands where something else should; after a colon or a comma, what that means.
"""

import numpy as np

ADD_AT = "U[negatives] += … keeps one update, np.add.at keeps all"
MANY = 256  # words: of more, none is singled out


def softmax(z, y, o):
    """Weights of the softmax loss, a = ŷ − y.

    Parameters
    ----------
    z : ndarray, shape (V,)
        Scores.
    y : ndarray of bool, shape (V,)
        Where the true outside word stands.
    o : int
        The same as a number.

    Returns
    -------
    terms, wrong : dict of str to ndarray, shape (V,)
        What the right weights are the sum of, and wrong weights.
    """
    e = np.exp(z - z.max())
    p, weight, log_p = e / e.sum(), np.exp(z), z - z.max() - np.log(e.sum())
    wrong = {
        "the − y term is missing": p,
        "+ y stands where − y should": p + y,
        "− y is counted twice": p - 2 * y,
        "the ŷ term is missing: only − y is left": -1.0 * y,
        "a log is missing: exp(u_o·v_c) stands where ŷ_o should": np.where(y, weight - 1, p),
        "a log is missing: exp(u_w·v_c) stands where ŷ_w should": weight - y,
        "a term is missing: −ŷ_o stands where ŷ_o − 1 should": np.where(y, -p, p),
        "ŷ(1 − ŷ) stands where ŷ − y should: the slope of ŷ, not of −log ŷ": p * (1 - p),
        "1 is subtracted in every row, not in row o alone": p - 1,
        "1 stands where ŷ_k should: the sum over all words was closed too early": np.where(y, p - 1, 1),
        "log ŷ stands where ŷ should": log_p - y,
        "the score stands where ŷ should": z - y,
        "σ(z) stands where the softmax should": 1 / (1 + np.exp(-z)) - y,
    }
    for w in singled_out(~y):
        wrong[f"y is one-hot at word {w}, not at o = {o}: the wrong row"] = p - (np.arange(len(y)) == w)
    return {"ŷ term": p, "y term": -1.0 * y}, wrong


def sampling(z, y, o, m, in_rows):
    """Weights of the negative-sampling loss, a = m σ(z) − (1 − σ(z)) y.

    Parameters
    ----------
    z, y, o
        As for `softmax`.
    m : ndarray of int, shape (V,)
        How often each word was drawn.
    in_rows : bool
        Are they for rows of U, which numpy may fail to add up, or for one vector?

    Returns
    -------
    terms, wrong : dict of str to ndarray, shape (V,)
    """
    s, rest = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))  # σ(z), and 1 − σ(z) with its digits
    slope, cost = s * rest, np.logaddexp(0, [-z, z])  # σ′, and −log σ(±z)
    true, drawn, once = -rest * y, m * s, (m > 0) * s
    in_true = {
        "the − y term is missing": s,
        "+ y stands where − y should": s + 1,
        "− y is counted twice": s - 2,
        "the positive part is missing: nothing came from the true word": 0 * s,
        "the sign of the positive part is flipped": rest,
        "σ(x) stands where σ(−x) should, in the true word": -s,
        "σ′ stands where 1 − σ should, in the true word": -slope,
        "log σ stands where its slope should, in the true word": cost[0],
        "a log is missing: exp(−x) stands where σ(−x) should, in the true word": -np.exp(-z),
    }
    in_draws = {
        "the negative part is missing: nothing came from the draws": 0 * s,
        "the sign of the negative part is flipped": -drawn,
        "σ(x) stands where σ(−x) should, in the negatives": m * rest,
        "σ − 1 stands where σ should, in the negatives: they are treated as true": -m * rest,
        "σ′ stands where σ should, in the negatives": m * slope,
        "log σ stands where its slope should, in the negatives": m * cost[1],
        "a log is missing: exp(x) stands where σ(x) should, in the negatives": m * np.exp(z),
        _repeats(m, in_rows): once,
        "the draws are averaged where the loss sums them: divided by K": drawn / m.sum(),
        "every drawn row holds the sum over all negatives: the sum should have disappeared": (m > 0) * drawn.sum(),
        "every draw brings the sum over all draws: the sum should have disappeared": m * drawn.sum(),
    }
    collided, last = y & (m > 0), "o was drawn too, and only its last update was kept"
    last += f": {ADD_AT.replace('negatives', 'rows')}" if in_rows else ""
    in_o = {
        "o was drawn too, and only its role as a negative was kept": np.where(collided, drawn, true + drawn),
        last: np.where(collided, s, true + once),
        "o was drawn too, and only its role as the true word was kept": np.where(y, true, drawn),
        "o was drawn too, and its role as the true word replaced the other": np.where(y, true, once),
    }
    wrong = dict(in_o) if in_rows and collided.any() else {}  # before all that would give the same rows
    wrong |= {sentence: a * y + drawn for sentence, a in in_true.items()}
    wrong |= {sentence: true + a for sentence, a in in_draws.items()}
    wrong |= {
        "σ(x) stands where σ(−x) should": -s * y + m * rest,
        "σ′ stands where 1 − σ should: the log is not differentiated": m * slope - slope * y,
        "a log is missing: exp stands where σ should": m * np.exp(z) - np.exp(-z) * y,
        **in_o,
    }
    for w in singled_out(~y):
        at_w = np.arange(len(y)) == w
        wrong[f"word {w} stands where the true word o = {o} should: the wrong row"] = drawn - rest * at_w
        wrong[f"the true word's part went to word {w}, not to o = {o}: the wrong row"] = drawn + true.sum() * at_w
    for k in singled_out(m > 1):
        wrong[f"one draw of word {k} is missing"] = true + drawn - s * (np.arange(len(y)) == k)
    return {"positive part": true, "negative part": drawn}, wrong


def singled_out(which):
    """The words for which `which` holds, one by one, unless they are too many to try."""
    words = np.flatnonzero(which)
    return words if len(words) <= MANY else words[:0]


def _repeats(m, in_rows):
    """What became of the words that were drawn more than once."""
    words = np.flatnonzero(m > 1)
    listed = [" and ".join(str(n) for n in numbers) for numbers in (words, m[words])]
    was = {0: "a repeated draw is counted once", 1: "word {} was drawn {} times and counted once"}
    was = was.get(len(words), "words {} were drawn {} times and counted once each").format(*listed)
    return f"{was}: {ADD_AT if in_rows else 'every draw counts'}"
