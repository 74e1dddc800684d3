"""The weights a_w of both losses, right and wrong: what each mistake makes of a word's share in the gradient.

A mistake is a row: its kind, a sentence that says what stands where something else should, the same without that
where it would tell the formula, and the wrong weights. `u` is the page's letter for an outside vector: v on page 1.
"""

import numpy as np

from skipgram_lib.gradcheck.diagnosis.mistake import Kind, named

LOST_ROWS = "keeps one update, np.add.at keeps all"
MANY = 256  # words: of more, none is singled out
LOG, LABEL = "a log is missing", "the − y term is missing"
NO_LOG_SLOPE = "the log is not differentiated"


def softmax(z, y, o, u="u"):
    """Weights of the softmax loss, a = ŷ − y.

    Parameters
    ----------
    z : ndarray, shape (V,)
        Scores.
    y : ndarray of bool, shape (V,)
        Where the true outside word stands.
    o : int
        The same as a number.
    u : str
        The letter of an outside vector.

    Returns
    -------
    terms : dict of str to ndarray, shape (V,)
        What the right weights are the sum of.
    wrong : dict of Mistake to ndarray, shape (V,)
    """
    e = np.exp(z - z.max())
    p, weight, log_p = e / e.sum(), np.exp(z), z - z.max() - np.log(e.sum())
    early, of_y_hat = "the sum over all words was closed too early", "the slope of ŷ, not of −log ŷ"
    rows = [
        (Kind.LABEL, LABEL, "", p),
        (Kind.LABEL_TERM, "+ y stands where − y should", "the label's term has the wrong sign", p + y),
        (Kind.LABEL_TERM, "− y is counted twice", "the label is counted twice", p - 2 * y),
        (Kind.TERM, "the ŷ term is missing: only − y is left", "the ŷ term is missing", -1.0 * y),
        (Kind.LOG, f"{LOG}: exp({u}_o·v_c) stands where ŷ_o should", LOG, np.where(y, weight - 1, p)),
        (Kind.LOG, f"{LOG}: exp({u}_w·v_c) stands where ŷ_w should", LOG, weight - y),
        (Kind.TERM, "a term is missing: −ŷ_o stands where ŷ_o − 1 should", "a term is missing", np.where(y, -p, p)),
        (Kind.LOG_SLOPE, f"ŷ_o(ŷ − y) stands where ŷ − y should: {NO_LOG_SLOPE}", NO_LOG_SLOPE, p @ y * (p - y)),
        (Kind.LOG_SLOPE, f"ŷ(1 − ŷ) stands where ŷ − y should: {of_y_hat}", of_y_hat, p * (1 - p)),
        (Kind.LABEL_TERM, "1 is subtracted in every row, not in row o alone", "", p - 1),
        (Kind.SUM_CLOSED, f"1 stands where ŷ_k should: {early}", early, np.where(y, p - 1, 1)),
        (Kind.NOT_DIFFERENTIATED, "log ŷ stands where ŷ should", "a log stands where its slope should", log_p - y),
        (Kind.FUNCTION, "the score stands where ŷ should", "scores stand where probabilities should", z - y),
        (Kind.FUNCTION, "σ(z) stands where the softmax should", "σ is of the other loss", 1 / (1 + np.exp(-z)) - y),
    ]
    for w in singled_out(~y):
        why = f"y is one-hot at word {w}"
        rows.append((Kind.WRONG_WORD, f"{why}, not at o = {o}: the wrong row", why, p - (np.arange(len(y)) == w)))
    return {"ŷ term": p, "y term": -1.0 * y}, _table(rows)


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
    terms, wrong
        As for `softmax`.
    """
    s, rest = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(z))  # σ(z), and 1 − σ(z) with its digits
    true, drawn, once = -rest * y, m * s, (m > 0) * s
    of_o = _of_o(y, m, s, true, drawn, once, in_rows)
    before_all = in_rows and bool((y & (m > 0)).any())  # others would give the same rows
    rows = of_o if before_all else []
    rows += [(kind, said, why, a * y + drawn) for kind, said, why, a in _in_true(z, s, rest)]
    rows += [(kind, said, why, true + a) for kind, said, why, a in _in_draws(z, s, rest, m)]
    rows.append((Kind.REPEATS, *_repeats(m, in_rows), true + once))
    slope, sign = f"σ′ stands where 1 − σ should: {NO_LOG_SLOPE}", "the sign inside σ is wrong"
    rows += [
        (Kind.FUNCTION, "σ(x) stands where σ(−x) should", sign, -s * y + m * rest),
        (Kind.LOG_SLOPE, slope, NO_LOG_SLOPE, (m - y) * s * rest),
        (Kind.LOG, f"{LOG}: exp stands where σ should", LOG, m * np.exp(z) - np.exp(-z) * y),
        *([] if before_all else of_o),
    ]
    for w in singled_out(~y):
        at_w, wrong = np.arange(len(y)) == w, f"not to o = {o}: the wrong row"
        why = f"word {w} stands where the true word o = {o} should"
        rows.append((Kind.WRONG_WORD, f"{why}: the wrong row", why, drawn - rest * at_w))
        why = f"the true word's part went to word {w}"
        rows.append((Kind.WRONG_WORD, f"{why}, {wrong}", why, drawn + true.sum() * at_w))
    for k in singled_out(m > 1):
        rows.append((Kind.DRAW, f"one draw of word {k} is missing", "", true + drawn - s * (np.arange(len(y)) == k)))
    return {"positive part": true, "negative part": drawn}, _table(rows)


def singled_out(which):
    """The words for which `which` holds, one by one, unless they are too many to try."""
    words = np.flatnonzero(which)
    return words if len(words) <= MANY else words[:0]


def _table(rows):
    return {named(kind, sentence, why): a for kind, sentence, why, a in rows}


def _in_true(z, s, rest):
    """Wrong weights of the true word."""
    where, cost = ", in the true word", np.logaddexp(0, -z)  # −log σ(z)
    log = f"{LOG}: exp(−x) stands where σ(−x) should{where}"
    return [
        (Kind.LABEL, LABEL, "", s),
        (Kind.LABEL_TERM, "+ y stands where − y should", "the label's term has the wrong sign", s + 1),
        (Kind.LABEL_TERM, "− y is counted twice", "the label is counted twice", s - 2),
        (Kind.PART, "the positive part is missing: nothing came from the true word", "", 0 * s),
        (Kind.PART_SIGN, "the sign of the positive part is flipped", "", rest),
        (Kind.AS_DRAWN, "o is pushed as if it had been drawn, beside its pull", "", 2 * s - 1),
        (Kind.FUNCTION, f"σ(x) stands where σ(−x) should{where}", f"the sign inside σ is wrong{where}", -s),
        (Kind.LOG_SLOPE, f"σ′ stands where 1 − σ should{where}", f"{NO_LOG_SLOPE}{where}", -s * rest),
        (
            Kind.NOT_DIFFERENTIATED,
            f"log σ stands where its slope should{where}",
            f"log σ is not differentiated{where}",
            cost,
        ),
        (Kind.LOG, log, f"{LOG}{where}", -np.exp(-z)),
    ]


def _in_draws(z, s, rest, m):
    """Wrong weights of the draws."""
    where, drawn, cost = ", in the negatives", m * s, np.logaddexp(0, z)  # −log σ(−z)
    true, gone = "they are treated as true", "the sum should have disappeared"
    log = f"{LOG}: exp(x) stands where σ(x) should{where}"
    mean = "the draws are averaged where the loss sums them"
    return [
        (Kind.PART, "the negative part is missing: nothing came from the draws", "", 0 * s),
        (Kind.PART_SIGN, "the sign of the negative part is flipped", "", -drawn),
        (Kind.FUNCTION, f"σ(x) stands where σ(−x) should{where}", f"the sign inside σ is wrong{where}", m * rest),
        (Kind.AS_TRUE, f"σ − 1 stands where σ should{where}: {true}", f"the negatives: {true}", -m * rest),
        (Kind.LOG_SLOPE, f"σ′ stands where σ should{where}", f"{NO_LOG_SLOPE}{where}", drawn * rest),
        (
            Kind.NOT_DIFFERENTIATED,
            f"log σ stands where its slope should{where}",
            f"log σ is not differentiated{where}",
            m * cost,
        ),
        (Kind.LOG, log, f"{LOG}{where}", m * np.exp(z)),
        (Kind.MEAN, f"{mean}: divided by K", mean, drawn / m.sum()),
        (Kind.SUM_KEPT, f"every drawn row holds the sum over all negatives: {gone}", "", (m > 0) * drawn.sum()),
        (Kind.SUM_KEPT, f"every draw brings the sum over all draws: {gone}", "", m * drawn.sum()),
    ]


def _of_o(y, m, s, true, drawn, once, in_rows):
    """Wrong weights where o was drawn as well."""
    two, collided = "o was drawn too", y & (m > 0)
    why = "o among the draws counts in one role alone"
    last = f"{two}, and only its last update was kept"
    return [
        (
            Kind.COLLISION,
            f"{two}, and only its role as a negative was kept",
            why,
            np.where(collided, drawn, true + drawn),
        ),
        (
            Kind.COLLISION,
            f"{last}: U[rows] += … {LOST_ROWS}" if in_rows else last,
            why,
            np.where(collided, s, true + once),
        ),
        (Kind.COLLISION, f"{two}, and only its role as the true word was kept", why, np.where(y, true, drawn)),
        (Kind.COLLISION, f"{two}, and its role as the true word replaced the other", why, np.where(y, true, once)),
    ]


def _repeats(m, in_rows):
    """What became of the words that were drawn more than once."""
    words = np.flatnonzero(m > 1)
    listed = [" and ".join(str(n) for n in numbers) for numbers in (words, m[words])]
    was = {0: "a repeated draw is counted once", 1: "word {} was drawn {} times and counted once"}
    was = was.get(len(words), "words {} were drawn {} times and counted once each").format(*listed)
    return f"{was}: {f'U[negatives] += … {LOST_ROWS}' if in_rows else 'every draw counts'}", was
