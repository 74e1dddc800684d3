"""What training is worth, judged against baselines: the tables that the chapters quote.

python benchmarks/baselines.py        writes skipgram_lib/classroom/data/*.csv and prints them
python benchmarks/baselines.py neighbours        writes that table alone
"""

import csv
import sys
from pathlib import Path

import numpy as np

from skipgram_lib import training
from skipgram_lib.training.train import start_vectors

DATA = Path(__file__).parents[1] / "skipgram_lib" / "classroom" / "data"
MIN_COUNT, RANKS, NEAREST = 20, (50, 100, 150, 200, 250), 10
RECIPE = training.Recipe(d=32, epochs=4, shuffle=10**6)


def write(name, header, heads, rows):
    """One table, with what it is in lines that start with #."""
    with open(DATA / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {line}\n" for line in header)
        csv.writer(file, lineterminator="\n").writerows([heads, *rows])
    print((DATA / f"{name}.csv").read_text(encoding="utf-8"))


def neighbours():
    """The nearest words of those at fixed ranks, at the start and after training."""
    corpus = training.corpus_of(training.reference_text(), MIN_COUNT)
    after = training.train(corpus, RECIPE)
    start = start_vectors(len(corpus.words), RECIPE.d, np.random.default_rng(RECIPE.seed))
    before = training.Vectors(corpus.words, *start, np.array([]), RECIPE)
    rows = []
    for rank in RANKS:
        word = corpus.words[rank - 1]
        for when, vectors in (("before", before), ("after", after)):
            rows += [(rank, word, when, place, near) for place, near in enumerate(vectors.nearest(word, NEAREST), 1)]
    header = (
        "The nearest words before and after training, by the cosine of centre vectors; place 1 is the nearest.",
        f"Text: the Python reference and numpy's docstrings, words seen {MIN_COUNT} times or more; {corpus}.",
        f"Words: those of rank {', '.join(map(str, RANKS))} by frequency, so that nobody picked them. {RECIPE}.",
        "Written by benchmarks/baselines.py.",
    )
    write("neighbours", header, ("rank", "word", "when", "place", "neighbour"), rows)


TABLES = {"neighbours": neighbours}

if __name__ == "__main__":
    for name in sys.argv[1:] or TABLES:
        TABLES[name]()
