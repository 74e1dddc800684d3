"""What training is worth, judged against baselines: the tables that the chapters quote.

python benchmarks/baselines.py [NAME ...]        writes classroom/data/NAME.csv, by default each table, and prints it
"""

import csv
import platform
import sys
import time
from collections import defaultdict
from dataclasses import replace
from importlib import import_module
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

import numpy as np
from rivals import (
    SHADOW,
    TWIN,
    best_constant,
    by_frequency,
    frozen_pairs,
    loss,
    of_counts,
    of_vectors,
    place,
    planted,
    shuffled,
    svd_vectors,
    updated_first,
)

from skipgram_lib import training

DATA = Path(__file__).parents[1] / "skipgram_lib" / "classroom" / "data"
MIN_COUNT, RANKS, NEAREST = 20, (50, 100, 150, 200, 250), 10
RECIPE = training.Recipe(d=32, epochs=4, shuffle=10**6)
SEEDS, PASSAGE, TENTH = range(5), 20, 10  # 20 sentences are about a docstring; one passage in ten is held out
TWINS, SHADOWED = range(99, 300, 20), range(109, 300, 20)  # rows: ranks 100, 120, … and 110, 130, …
loop = import_module("skipgram_lib.training.train")  # the module: in the package, its name is the function's


def write(name, header, heads, rows):
    """One table, with what it is in lines that start with #."""
    made = f"python {platform.python_version()}, numpy {np.__version__}"
    text = (
        f"Text: the Python reference and numpy's docstrings of {made}; words seen {MIN_COUNT} times or more. {RECIPE}."
    )
    with open(DATA / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {line}\n" for line in (*header, text, "Written by benchmarks/baselines.py."))
        csv.writer(file, lineterminator="\n").writerows([heads, *rows])
    print((DATA / f"{name}.csv").read_text(encoding="utf-8"))


def spread(name, header, found):
    """A table of what was measured once a seed: its mean, the least and the most."""
    rows = [(what, *(f"{part(values):.3f}" for part in (np.mean, np.min, np.max))) for what, values in found.items()]
    write(name, [header.format(seeds=len(SEEDS))], ("what", "mean", "least", "most"), rows)


def corpora(seed):
    """The text with every tenth passage left out, another tenth for each seed, and the frozen pairs of that tenth."""
    seen, unseen = [], []
    for i, sentence in enumerate(training.sentences(training.reference_text())):
        (unseen if i // PASSAGE % TENTH == seed else seen).append(sentence)
    corpus = training.corpus_of(seen, MIN_COUNT)
    return seen, corpus, frozen_pairs(corpus, unseen, seed, RECIPE)


def train(corpus, seed, **recipe):
    return training.train(corpus, replace(RECIPE, seed=seed, **recipe), check=False)


def neighbours():
    corpus = training.corpus_of(training.reference_text(), MIN_COUNT)
    start = loop.start_vectors(len(corpus.words), RECIPE.d, np.random.default_rng(RECIPE.seed))
    before = training.Vectors(corpus.words, *start, np.array([]), RECIPE)
    ways = {"before": before, "after": train(corpus, RECIPE.seed), "counts": svd_vectors(corpus, RECIPE)}
    rows = []
    for rank in RANKS:
        word = corpus.words[rank - 1]
        for when, vectors in ways.items():
            rows += [(rank, word, when, place, near) for place, near in enumerate(vectors.nearest(word, NEAREST), 1)]
    header = (
        "The nearest words before and after training, by the cosine of centre vectors; place 1 is the nearest.",
        "counts: no training; a singular value decomposition of positive PMI, the log of how much more often than by "
        "chance two words stand near each other, where it is above 0.",
        f"Words: those of rank {', '.join(map(str, RANKS))} by frequency, so that nobody picked them. {corpus}.",
    )
    write("neighbours", header, ("rank", "word", "when", "place", "neighbour"), rows)


def held_out():
    found = defaultdict(list)
    for seed in SEEDS:
        seen, corpus, pairs = corpora(seed)
        nonsense = training.corpus_of(shuffled(seen, seed), MIN_COUNT)  # the same counts, so the same rows
        trained, mine = train(corpus, seed), frozen_pairs(corpus, seen, seed, RECIPE)
        counted = of_counts(corpus, replace(RECIPE, seed=seed), *(rows[::10] for rows in mine))
        found["every score 0"].append(loss(lambda c, w: np.zeros(w.shape), *pairs))
        found["the best constant score"].append(loss(best_constant(RECIPE.K), *pairs))
        found["trained on the shuffled text"].append(loss(of_vectors(train(nonsense, seed)), *pairs))
        found["the outside word's frequency"].append(loss(by_frequency(corpus, replace(RECIPE, seed=seed)), *pairs))
        found["counts with svd"].append(loss(counted, *pairs))
        found["trained"].append(loss(of_vectors(trained), *pairs))
        found["trained, on its own text"].append(loss(of_vectors(trained), *mine))
    spread(
        "held_out", "Mean loss of a pair in nats, {seeds} seeds, each with another tenth of the text held out.", found
    )


def orders():
    found = defaultdict(list)
    for seed in SEEDS:
        seen, corpus, pairs = corpora(seed)
        mine = frozen_pairs(corpus, seen, seed, RECIPE)
        for rows, step in {"old rows": loop._step, "updated rows": updated_first}.items():
            with patch.object(loop, "_step", step):
                score = of_vectors(train(corpus, seed))
            found[f"{rows}, held out"].append(loss(score, *pairs))
            found[f"{rows}, own text"].append(loss(score, *mine))
    spread(
        "orders",
        "Mean loss of a pair in nats, {seeds} seeds: v_c reads old rows of U, or rows updated just before.",
        found,
    )


def epochs():
    found = defaultdict(list)
    for seed in SEEDS:
        seen, corpus, _ = corpora(seed)
        whole, on_frozen = frozen_pairs(corpus, seen, seed, RECIPE), []

        def watched(v, U, corpus, *rest, original=loop._pass, whole=whole, seen=on_frozen):
            met = original(v, U, corpus, *rest)
            seen.append(loss(of_vectors(training.Vectors(corpus.words, v, U, None, None)), *whole))
            return met

        with patch.object(loop, "_pass", watched):
            met = train(corpus, seed, shuffle=training.Recipe().shuffle).losses
        for epoch, (on_the_way, frozen) in enumerate(zip(met, on_frozen, strict=True), 1):
            found[f"epoch {epoch}, met on the way"].append(on_the_way)
            found[f"epoch {epoch}, the same pairs each time"].append(frozen)
    spread("epochs", "Mean loss of a pair in nats, {seeds} seeds, in text order (shuffle=2048).", found)


def plants():
    found, text = defaultdict(list), training.sentences(training.reference_text())
    words = training.corpus_of(text, MIN_COUNT).words
    twins, shadowed = ([words[k] for k in rows] for rows in (TWINS, SHADOWED))
    for seed in SEEDS:
        corpus = training.corpus_of(planted(text, twins, shadowed, seed), MIN_COUNT)
        ways = {"trained": train(corpus, seed), "counts": svd_vectors(corpus, RECIPE)}
        for (way, vectors), (kind, some) in ((w, s) for w in ways.items() for s in ((TWIN, twins), (SHADOW, shadowed))):
            unit = vectors.v / np.linalg.norm(vectors.v, axis=1, keepdims=True)
            rows = [(vectors.row(word), vectors.row(word + kind)) for word in some]
            near = [place(unit @ unit[k], j, k) for k, j in rows]
            scores = [vectors.U @ vectors.v[k] for k, _ in rows]
            beside = [place(z, j, k) for z, (k, j) in zip(scores, rows, strict=True)]
            of_all = [place(z, j) for z, (_, j) in zip(scores, rows, strict=True)]
            found[f"{way}, {kind[1:]}, first by cosine"].append(np.mean(np.array(near) == 1))
            found[f"{way}, {kind[1:]}, median place by cosine"].append(np.median(near))
            found[f"{way}, {kind[1:]}, first by score"].append(np.mean(np.array(beside) == 1))
            found[f"{way}, {kind[1:]}, median place by score"].append(np.median(beside))
            found[f"{way}, {kind[1:]}, first by score, its word taking part"].append(np.mean(np.array(of_all) == 1))
        for way, vectors in ways.items():
            first = (vectors.U @ vectors.v.T).argmax(axis=0)  # of each word: the word whose score is highest
            found[f"{way}, any word, itself first by score"].append(np.mean(first == np.arange(len(first))))
    spread(
        "plants",
        f"Made-up words, {len(twins)} twins and {len(shadowed)} shadows, {{seeds}} seeds: share, or place; "
        "first: of all other words, and of all words where it says that the word takes part.",
        found,
    )


def starts():
    corpus = training.corpus_of(training.reference_text(), MIN_COUNT)
    runs, seconds = [], defaultdict(list)
    for seed in SEEDS:
        for way, run in {"trained": train, "counts": lambda corpus, _: svd_vectors(corpus, RECIPE)}.items():
            begun = time.perf_counter()
            vectors = run(corpus, seed)
            seconds[way].append(time.perf_counter() - begun)
            if way == "trained":
                runs.append([set(vectors.nearest(word)) for word in corpus.words[49:350]])
            else:
                counted = [set(vectors.nearest(word)) for word in corpus.words[49:350]]
    common = lambda one, two: np.mean([len(a & b) / NEAREST for a, b in zip(one, two, strict=True)])
    found = {"neighbours in common, seed to seed": [common(*two) for two in combinations(runs, 2)]}
    found["neighbours in common, trained and counts"] = [common(run, counted) for run in runs]
    found |= {f"seconds, {way}": taken for way, taken in seconds.items()}
    spread(
        "starts",
        "Ten nearest words of those of rank 50 to 350: the share in common, {seeds} seeds; and seconds.",
        found,
    )


TABLES = {table.__name__: table for table in (neighbours, held_out, orders, epochs, plants, starts)}

if __name__ == "__main__":
    for name in sys.argv[1:] or TABLES:
        TABLES[name]()
