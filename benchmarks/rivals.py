"""What training is compared with: scores that know less, counts without training, texts with planted words."""

import numpy as np

from skipgram_lib import training
from skipgram_lib.losses import LOSSES, log_sigmoid, sigmoid
from skipgram_lib.training.batch import add_parts
from skipgram_lib.training.pairs import epoch_pairs

TWIN, SHADOW = "_twin", "_shadow"


def of_vectors(vectors):
    """Scores u_w·v_c, as a function of rows c and w."""
    return lambda c, w: (vectors.v[c] * vectors.U[w]).sum(axis=-1)


def best_constant(K):
    """One score for every question; the loss is least where σ says 1 / (1 + K)."""
    return lambda c, w: np.full(np.shape(w), -np.log(K))


def by_frequency(corpus, recipe):
    """A score that knows the outside word alone: how often it is true, against how often it is drawn."""
    _, o = epoch_pairs(corpus, recipe, np.random.default_rng(recipe.seed))
    p_w = (np.bincount(o, minlength=len(corpus.words)) + 1) / (len(o) + len(corpus.words))
    z = np.log(p_w / corpus.noise(recipe.power)) - np.log(recipe.K)
    return lambda c, w: z[w]


def shuffled(sentences, seed):
    """The same words and sentence lengths, in an order that means nothing."""
    words = np.random.default_rng(seed).permutation([word for sentence in sentences for word in sentence])
    return [part.tolist() for part in np.split(words, np.cumsum([len(sentence) for sentence in sentences])[:-1])]


def svd_vectors(corpus, recipe):
    """Counts instead of training: log(n_cw n / n_c n_w) where it is above 0, and its first d singular vectors."""
    reach = np.full(len(corpus.tokens), recipe.window)
    n = np.zeros((len(corpus.words),) * 2)
    np.add.at(n, training.window_pairs(corpus.tokens, corpus.sentence, reach), 1)
    with np.errstate(divide="ignore"):
        pmi = np.log(n * n.sum() / np.outer(n.sum(axis=1), n.sum(axis=0)).clip(1))
    left, size, right = np.linalg.svd(np.maximum(pmi, 0))
    v, U = (side[:, : recipe.d] * np.sqrt(size[: recipe.d]) for side in (left, right.T))
    v += 1e-12  # a word without neighbours gets a direction, too
    return training.Vectors(corpus.words, v, U, np.array([]), recipe)


def of_counts(corpus, recipe, c, o, negatives):
    """Counts with svd as a score: its product times a number, and a constant, beside the outside word's frequency.

    The two numbers are those that are best on the given pairs, which are the text that was counted.
    """
    product, frequency = of_vectors(svd_vectors(corpus, recipe)), by_frequency(corpus, recipe)
    asked = np.column_stack([o, negatives])
    rows, yes = (np.repeat(c, asked.shape[1]), asked.ravel()), np.eye(1, asked.shape[1]).repeat(len(c), axis=0).ravel()
    x = np.column_stack([product(*rows), np.ones(len(yes))])
    a = np.array([1.0, 0.0])
    for _ in range(10):  # Newton's method: the loss is convex in the two numbers
        p = sigmoid(x @ a + frequency(*rows))
        a -= np.linalg.solve(x.T * (p * (1 - p)) @ x, x.T @ (p - yes))
    return lambda c, w: a[0] * product(c, w) + frequency(c, w) + a[1]


def planted(sentences, twins, shadowed, seed):
    """A text in which a coin renames some words in half of the sentences, and a made-up word follows some others.

    A twin stands where its word might stand, and never in one sentence with it: a pure substitute. A shadow stands
    beside its word whenever that word appears: a collocation.
    """
    coin = np.random.default_rng(seed)
    grown = []
    for sentence, heads in zip(sentences, coin.random(len(sentences)) < 0.5, strict=True):
        grown.append([])
        for word in sentence:
            grown[-1].append(word + TWIN if heads and word in twins else word)
            if word in shadowed:
                grown[-1].append(word + SHADOW)
    return grown


def place(scores, k, own=()):
    """The place of row k among the scores, the largest first; rows in `own` do not take part."""
    return 1 + int((np.delete(scores, np.array(own, dtype=int)) > scores[k]).sum())


def updated_first(v, U, draw, rate, loss):
    """A step in which v_c reads the rows of U that were updated a moment before; the library reads the old ones."""
    found = LOSSES[loss].batch(v, U, *draw)
    add_parts(U, found.U_rows, -rate * found.U_parts)
    late = LOSSES[loss].batch(v, U, *draw)
    add_parts(v, late.v_rows, -rate * late.v_parts)
    return found.loss


def frozen_pairs(corpus, sentences, seed, recipe):
    """c, o and negatives of some sentences, in the rows of a corpus; drawn once."""
    row = {word: k for k, word in enumerate(corpus.words)}
    kept = [[row[word] for word in sentence if word in row] for sentence in sentences]
    tokens, sizes = np.array([k for rows in kept for k in rows]), [len(rows) for rows in kept]
    counts = np.bincount(tokens, minlength=len(row)).clip(1)
    rng = np.random.default_rng(1000 + seed)
    c, o = epoch_pairs(training.Corpus(corpus.words, counts, tokens, np.repeat(range(len(kept)), sizes)), recipe, rng)
    return c, o, training.draw_negatives(corpus.noise(), (len(c), recipe.K), rng)


def loss(score, c, o, negatives):
    """Mean loss of a pair in nats; `score` maps rows c and w to scores."""
    return -(log_sigmoid(score(c, o)) + log_sigmoid(-score(c[:, None], negatives)).sum(axis=1)).mean()
