"""A text as numbers: its vocabulary with counts, and its words as rows of the two matrices of vectors."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain

import numpy as np

from skipgram_lib.door import ABOVE_ZERO, Wanted, a, door, whole
from skipgram_lib.training.text import sentences


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Sentences as row numbers.

    Attributes
    ----------
    words : tuple of str
        The vocabulary, the most frequent first; words[k] has row k. Equal counts stand in alphabetical order.
    counts : ndarray of int, shape (V,)
        How often each was seen.
    tokens : ndarray of int, shape (n,)
        The text, word by word; words outside the vocabulary are left out.
    sentence : ndarray of int, shape (n,)
        The number of the sentence in which each token stands.
    """

    words: tuple
    counts: np.ndarray
    tokens: np.ndarray
    sentence: np.ndarray

    def __repr__(self):
        return f"Corpus: {len(self.tokens)} tokens of {len(self.words)} words in {self.sentence[-1] + 1} sentences"

    @door(power=ABOVE_ZERO)
    def noise(self, power=0.75):
        """p_n, shape (V,): where negatives are drawn from, the counts to a power and scaled to sum to 1."""
        weights = self.counts**power
        return weights / weights.sum()


A_CORPUS = a(Corpus, "corpus_of makes one.")
SPLIT = Wanted(
    (str, list, tuple),
    "a str, or a list of sentences, each a list of words",
    "Pass read_text(path) for a file.",
    lambda text: (
        isinstance(text, str) or all(isinstance(s, (list, tuple)) and all(isinstance(w, str) for w in s) for s in text)
    ),
)


@door(text=SPLIT, min_count=whole(1))
def corpus_of(text, min_count=5):
    """Count the words of a text, and write it as row numbers.

    Parameters
    ----------
    text : str, or list of list of str
        Prose, or sentences that are split already.
    min_count : int
        Rarer words are left out: a few sightings do not place a vector.

    Returns
    -------
    Corpus

    Raises
    ------
    ValueError, TypeError
        If fewer than two different words are left: there would be no pair to learn from.
    """
    split = sentences(text) if isinstance(text, str) else text
    found = Counter(chain.from_iterable(split))
    words = sorted((word for word in found if found[word] >= min_count), key=lambda word: (-found[word], word))
    if len(words) < 2:
        raise ValueError(
            f"text must hold at least 2 different words seen min_count = {min_count} times or more; it holds "
            f"{len(words)}, of {len(found)} in all. Take a longer text or a smaller min_count."
        )
    row = {word: k for k, word in enumerate(words)}
    kept = [[row[word] for word in sentence if word in row] for sentence in split]
    tokens = np.fromiter(chain.from_iterable(kept), np.intp)
    counts = np.array([found[word] for word in words])
    return Corpus(tuple(words), counts, tokens, np.repeat(np.arange(len(kept)), [len(rows) for rows in kept]))
