"""Mini-batch stochastic gradient descent on the checked gradients, line X6."""

import numpy as np

from skipgram_lib.door import FLAG, a, door, maybe, whole
from skipgram_lib.losses import LOSSES
from skipgram_lib.training.batch import add_parts, check_batch
from skipgram_lib.training.corpus import A_CORPUS
from skipgram_lib.training.pairs import draw_negatives, epoch_pairs, minibatches, window_pairs
from skipgram_lib.training.recipe import Recipe
from skipgram_lib.training.vectors import Vectors

CHECKED = 12  # pairs of the text's beginning whose gradient is checked before the first step
A_RECIPE = a(Recipe, "Recipe() is the default one.")
MEMORY = 0.05  # weight of one mini-batch in the mean loss that is watched
DIVERGED = (
    "rate must be small enough for the loss to fall; with rate = {:g} it rose above {:.1f} nats a pair in epoch {}, "
    "twice that of vectors which know nothing. Try rate = {:g}."
)


class DivergedError(ArithmeticError):
    """The loss rose far above that of vectors which know nothing; the message says what to change."""


@door(corpus=A_CORPUS, recipe=maybe(A_RECIPE), check=FLAG)
def train(corpus, recipe=None, *, check=True):
    """Train word vectors; Ctrl-C ends it early and returns the vectors so far.

    Parameters
    ----------
    corpus : Corpus
        From `corpus_of`.
    recipe : Recipe, optional
        By default `Recipe()`.
    check : bool
        Before the first step, check the gradient of a mini-batch, and raise GradientError if it is wrong.

    Returns
    -------
    Vectors

    Raises
    ------
    DivergedError
        If the learning rate is so large that the loss rises instead.
    ValueError
        If no two words of the corpus stand in one sentence.
    """
    recipe = recipe or Recipe()
    rng = np.random.default_rng(recipe.seed)
    v, U = start_vectors(len(corpus.words), recipe.d, rng)
    if check:  # away from U = 0, where every slope in v is 0 and half of the gradient would go unseen
        check_batch(recipe.loss, v, v[::-1], *first_pairs(corpus, recipe)).raise_if_wrong()
    losses, finished = [], False
    try:
        for epoch in range(recipe.epochs):
            losses.append(_pass(v, U, corpus, recipe, rng, epoch))
        finished = True
    except KeyboardInterrupt:
        pass
    return Vectors(corpus.words, v, U, np.array(losses), recipe, finished)


def start_vectors(V, d, rng):
    """Small random v, and U = 0, as in the program of Mikolov et al.: each (V, d), and every score starts at 0."""
    return rng.uniform(-0.5, 0.5, (V, d)) / d, np.zeros((V, d))


@door(corpus=A_CORPUS, recipe=A_RECIPE, n=whole(1))
def first_pairs(corpus, recipe, n=CHECKED):
    """Arguments of a batch loss: neighbours in the first sentences, in both roles, and negatives of their own."""
    c, o = window_pairs(corpus.tokens, corpus.sentence, np.ones(len(corpus.tokens), int))
    if not len(c):
        raise ValueError("corpus must hold two words in one sentence; it has none. Take a text with longer sentences.")
    draw = [c[:n], o[:n]]
    if LOSSES[recipe.loss].draws:
        rng = np.random.default_rng(recipe.seed)
        draw.append(draw_negatives(corpus.noise(recipe.power), (len(draw[0]), recipe.K), rng))
    return draw


def _pass(v, U, corpus, recipe, rng, epoch):
    """One epoch of steps, in place; the mean loss of its pairs."""
    c, o = epoch_pairs(corpus, recipe, rng)
    blind = _blind(recipe, len(U))
    recent, total, seen = blind, 0.0, 0
    for draw in minibatches(c, o, corpus.noise(recipe.power), recipe, rng):
        here = epoch + seen / len(c)
        J, B = _step(v, U, draw, recipe.rate * (1 - here / recipe.epochs), recipe.loss), len(draw[0])
        recent, total, seen = recent + MEMORY * (J / B - recent), total + J, seen + B
        if not recent <= 2 * blind:
            raise DivergedError(DIVERGED.format(recipe.rate, 2 * blind, epoch + 1, recipe.rate / 10))
    return total / max(seen, 1)


def _step(v, U, draw, rate, loss):
    """One step against the gradient, in place; the summed loss before it, NaN if a score was too large for a float."""
    with np.errstate(over="ignore", invalid="ignore"):
        try:
            found = LOSSES[loss].batch(v, U, *draw)
        except ValueError:  # of softmax: scores that are not finite
            return np.nan
        add_parts(v, found.v_rows, -rate * found.v_parts)
        add_parts(U, found.U_rows, -rate * found.U_parts)
    return found.loss


def _blind(recipe, V):
    """The loss of one pair where all scores are 0: what knowing nothing costs, in nats."""
    record = LOSSES[recipe.loss]
    drawn = [np.zeros(recipe.K, int)] if record.draws else []
    return float(record.loss(np.zeros(1), 0, np.zeros((V, 1)), *drawn))
