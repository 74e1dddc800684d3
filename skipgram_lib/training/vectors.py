"""Trained vectors, asked for neighbours."""

from dataclasses import dataclass

import numpy as np

from skipgram_lib.door import door, whole
from skipgram_lib.training.recipe import Recipe


@dataclass(frozen=True, eq=False, repr=False)
class Vectors:
    """What training found.

    Attributes
    ----------
    words : tuple of str
        words[k] has row k.
    v, U : ndarray, shape (V, d)
        Centre and outside vectors.
    losses : ndarray, shape (epochs,)
        Mean loss of a pair in each finished epoch, in nats, met on the way. In text order vectors know the passage at
        hand best while the rate is high, so it may rise towards the end although the loss of the whole text falls.
    recipe : Recipe
    finished : bool
        False if training was interrupted.
    """

    words: tuple
    v: np.ndarray
    U: np.ndarray
    losses: np.ndarray
    recipe: Recipe
    finished: bool = True

    def __repr__(self):
        done = "" if self.finished else f"; interrupted in epoch {len(self.losses) + 1} of {self.recipe.epochs}"
        return f"Vectors: {self.v.shape[0]} words, d = {self.v.shape[1]}{done}"

    def row(self, word):
        """The row number of a word."""
        try:
            return self.words.index(word)
        except ValueError:
            raise KeyError(
                f"word must be one of the {len(self.words)} words; got {word!r}. Try it in lower case."
            ) from None

    @door(n=whole(1))
    def nearest(self, word, n=10):
        """The n words whose centre vectors point most nearly the same way, the nearest first.

        Parameters
        ----------
        word : str
            One of `words`.
        n : int
            How many.

        Returns
        -------
        list of str

        Raises
        ------
        KeyError
            If the word is not among `words`.
        """
        k = self.row(word)
        unit = self.v / np.linalg.norm(self.v, axis=1, keepdims=True)
        order = np.argsort(-(unit @ unit[k]), kind="stable")  # cosines
        return [self.words[i] for i in order[order != k][:n]]
