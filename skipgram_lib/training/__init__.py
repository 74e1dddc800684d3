"""The capstone: from a text to word vectors, by the gradients that were checked."""

from skipgram_lib.training.batch import batch_gradients, check_batch, summed_loss
from skipgram_lib.training.corpus import Corpus, corpus_of
from skipgram_lib.training.pairs import draw_negatives, window_pairs
from skipgram_lib.training.recipe import Recipe
from skipgram_lib.training.text import read_text, reference_text, sentences
from skipgram_lib.training.train import DivergedError, first_pairs, train
from skipgram_lib.training.vectors import Vectors

__all__ = [
    "Corpus",
    "DivergedError",
    "Recipe",
    "Vectors",
    "batch_gradients",
    "check_batch",
    "corpus_of",
    "draw_negatives",
    "first_pairs",
    "read_text",
    "reference_text",
    "sentences",
    "summed_loss",
    "train",
    "window_pairs",
]
