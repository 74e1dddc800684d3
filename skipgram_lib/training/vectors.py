"""Trained vectors: asked for neighbours, saved and loaded as numpy arrays."""

import json
import zipfile
from dataclasses import asdict, dataclass

import numpy as np

from skipgram_lib.training.recipe import Recipe

MARK = "skipgram_lib vectors 1"


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

    def save(self, path):
        """Write everything to one npz file at `path`, without pickle."""
        arrays = {"v": self.v, "U": self.U, "words": np.array(self.words), "losses": self.losses}
        about = json.dumps({"mark": MARK, "finished": self.finished, "recipe": asdict(self.recipe)})
        with open(path, "wb") as file:
            np.savez(file, about=np.array(about), **arrays)


def load(path):
    """Read what `Vectors.save` wrote.

    Parameters
    ----------
    path : str or path-like
        The file.

    Returns
    -------
    Vectors

    Raises
    ------
    ValueError
        If the file is damaged, or not one that `save` wrote.
    """
    try:
        with open(path, "rb") as plain, np.load(plain, allow_pickle=False) as file:
            about, v, U, words, losses = (file[name] for name in ("about", "v", "U", "words", "losses"))
        about = json.loads(str(about))
        found = Vectors(tuple(words.tolist()), v, U, losses, Recipe(**about["recipe"]), about["finished"])
        _require_consistent(about["mark"], found)
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(
            f"path must be an undamaged file of Vectors.save; {path} is not: {error}. Save again."
        ) from error
    return found


def _require_consistent(mark, found):
    shape = (len(found.words), found.recipe.d)
    if mark != MARK or {found.v.shape, found.U.shape} != {shape}:
        raise ValueError(f"it says {mark!r} and holds shapes {found.v.shape} and {found.U.shape} for {shape}")
    if not (np.isfinite(found.v).all() and np.isfinite(found.U).all()):
        raise ValueError("a vector is not finite")
