"""The frozen text of the road, split into pairs to learn from and pairs to be judged on; and what knows no vectors."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from skipgram_lib.classroom.road import pieces
from skipgram_lib.losses import negative_sampling
from skipgram_lib.training import corpus_of, draw_negatives

REACH, K, HELD_OUT = 3, 4, 5  # every fifth sentence is held out
VOCABULARY = 500  # the commonest words: rarer ones are met too seldom in a few minutes to find a place

FAMILIES = {  # words of the village that keep the same company
    "drinks": ["coffee", "tea", "milk", "juice", "water"],
    "vessels": ["cup", "mug", "glass", "jug", "bottle"],
    "vehicles": ["tractor", "plough", "cart", "wagon"],
    "weather": ["rain", "snow", "wind", "fog", "sun"],
}


@dataclass(frozen=True)
class Lesson:
    """A text as a learner trains on it.

    Attributes
    ----------
    words : tuple of str
        The vocabulary; words[k] has row k.
    counts : ndarray of int, shape (V,)
    pairs : list of (int, int)
        Centre and outside word, of the sentences to learn from, shuffled: one for each step, so that those of a small
        text come round several times.
    held : tuple of ndarray
        c, o and draws, (B,), (B,) and (B, K), of the sentences held out.
    """

    words: tuple
    counts: np.ndarray
    pairs: list
    held: tuple

    def __repr__(self):
        return f"{len(self.words)} words, {len(self.pairs):,} steps to take, {len(self.held[0]):,} pairs held out"


def village_text():
    """The bundled text: 1,200 sentences about a village, put together from 13 patterns for this course."""
    return (files("skipgram_lib.classroom") / "data" / "village.txt").read_text(encoding="utf-8")


def lesson(text, steps=25_000, min_count=5):
    """Words, counts and pairs of a text; every fifth sentence is held out.

    Parameters
    ----------
    text : str
    steps : int
        How many pairs to learn from.
    min_count : int
        Rarer words are left out, and all beyond the 500 commonest.

    Returns
    -------
    Lesson

    Raises
    ------
    ValueError
        If the text is too short to leave pairs on both sides.
    """
    corpus, rng = corpus_of(text, min_count), np.random.default_rng(0)
    kept, split = corpus.tokens < VOCABULARY, [[], []]
    ends = np.flatnonzero(np.diff(corpus.sentence[kept])) + 1
    for i, rows in enumerate(np.split(corpus.tokens[kept], ends)):
        split[i % HELD_OUT == 0].extend(pieces.pairs(rows, REACH))
    learn, held = (rng.permutation(np.array(part, int).reshape(-1, 2)) for part in split)
    if not len(learn) or not len(held):
        raise ValueError(
            "text must hold two words of the vocabulary in one sentence, and several such; take a longer one."
        )
    words, counts, (c, o) = corpus.words[:VOCABULARY], corpus.counts[:VOCABULARY], held.T
    negatives = draw_negatives(noise(counts), (len(c), K), rng)
    learn = np.resize(learn, (steps, 2)).tolist()  # from the start again where the text is out of pairs
    return Lesson(words, counts, [tuple(pair) for pair in learn], (c, o, negatives))


def noise(counts):
    """p_n, shape (V,): where the K words of a pair are drawn from."""
    return counts**0.75 / (counts**0.75).sum()


village = cache(lambda: lesson(village_text()))


def held_out(lesson, v, U):
    """Mean loss of the held-out pairs, in nats."""
    return negative_sampling.batch(np.asarray(v, float), np.asarray(U, float), *lesson.held).loss / len(lesson.held[0])


def baselines(lesson):
    """Mean loss of the held-out pairs, in nats, without any vectors.

    Returns
    -------
    dict of str to float
        "one score for all": −log K, the best there is; "a score for each word": log p(w) / (K p_n(w)), the best that
        knows how often a word is an outside word and how often it is drawn.
    """
    V = len(lesson.counts)
    seen = np.bincount([o for _, o in lesson.pairs], minlength=V) + 0.5  # a word never seen has a score, too
    scores = {
        "one score for all": np.full(V, -np.log(K)),
        "a score for each word": np.log(seen / seen.sum() / noise(lesson.counts) / K),
    }
    return {name: held_out(lesson, np.ones((V, 1)), z[:, None]) for name, z in scores.items()}
