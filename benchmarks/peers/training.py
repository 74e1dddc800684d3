"""How fast is training beside gensim's Word2Vec and a plain torch loop, and does it find the same neighbours?

python benchmarks/peers/training.py        prints Markdown tables; exits 1 if a target is missed
"""

import os
import platform
import sys
import time
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from itertools import combinations, product

import numpy as np
import torch
from gensim.models import Word2Vec

from skipgram_lib.training import Recipe, corpus_of, reference_text, sentences, train
from skipgram_lib.training.pairs import epoch_pairs

MIN_COUNT, ROUNDS = 20, 5
SEEDS = range(4), range(4, 8)  # twice, so that four lucky seeds are no proof
PROBED, NEAREST = slice(50, 350), 10  # words by rank whose neighbours are compared: frequent, but no "the"
RECIPE = Recipe()
ORDERS = {"ours": RECIPE.shuffle, "ours in text order": 1, "ours shuffled throughout": 10**9}  # the first is judged
AT_LEAST_TORCH = 1.0  # of torch's words per second


def ours(text, corpus, epochs, seed=0, shuffle=RECIPE.shuffle):
    return train(corpus, replace(RECIPE, epochs=epochs, seed=seed, shuffle=shuffle), check=False).v


def gensim(text, corpus, epochs, seed=0):
    """gensim's, in the order of the corpus's words; its C code looks at float32."""
    same = {"vector_size": RECIPE.d, "window": RECIPE.window, "negative": RECIPE.K, "alpha": RECIPE.rate}
    same |= {"sample": RECIPE.subsample, "min_count": MIN_COUNT, "ns_exponent": RECIPE.power, "min_alpha": 1e-4}
    found = Word2Vec(text, sg=1, workers=1, seed=seed + 1, epochs=epochs, **same)
    return found.wv[list(corpus.words)]


def torch_loop(text, corpus, epochs, sparse=False):
    """What one writes first: two embeddings, log σ, backward, SGD; on pairs that are drawn as ours are."""
    rng, V = np.random.default_rng(0), len(corpus.words)
    v, U = (torch.nn.Embedding(V, RECIPE.d, sparse=sparse) for _ in range(2))
    torch.nn.init.zeros_(U.weight)
    p_n = torch.tensor(corpus.noise(RECIPE.power))
    descent = torch.optim.SGD([v.weight, U.weight], lr=RECIPE.rate)
    for _ in range(epochs):
        c, o = map(torch.tensor, epoch_pairs(corpus, RECIPE, rng))
        negatives = torch.multinomial(p_n, len(c) * RECIPE.K, replacement=True).reshape(-1, RECIPE.K)
        for c_b, o_b, n_b in zip(*(x.split(RECIPE.batch) for x in (c, o, negatives)), strict=True):
            v_c, u_o, u_k = v(c_b), U(o_b), U(n_b)
            true = torch.nn.functional.logsigmoid((u_o * v_c).sum(1)).sum()
            J = -true - torch.nn.functional.logsigmoid(-(u_k @ v_c[:, :, None])).sum()
            descent.zero_grad()
            J.backward()
            descent.step()
    return v.weight.detach().numpy()


RIVALS = {
    "skipgram_lib, numpy, float64": ours,
    "torch loop, float32, dense gradients": torch_loop,
    "torch loop, float32, sparse gradients": lambda *a: torch_loop(*a, sparse=True),
    "gensim Word2Vec, C, float32, 1 worker": gensim,
}


def neighbours(v):
    unit = v / np.linalg.norm(v, axis=1, keepdims=True)
    cosines = unit[PROBED] @ unit.T
    cosines[np.arange(len(cosines)), np.arange(len(v))[PROBED]] = -2  # a word is not its own neighbour
    return [set(row) for row in np.argsort(-cosines, axis=1)[:, :NEAREST].tolist()]


def overlap(one, two):
    """The part of the nearest words that two runs have in common, over the probed words."""
    return np.mean([len(a & b) / NEAREST for a, b in zip(one, two, strict=True)])


def speeds(text, corpus):
    """Seconds an epoch, one rival after the other in every round, so that a busy moment hits them all."""
    seconds = {name: [] for name in RIVALS}
    for _ in range(ROUNDS):
        for name, run in RIVALS.items():
            start = time.perf_counter()
            run(text, corpus, 1)
            seconds[name].append(time.perf_counter() - start)
    words = sum(map(len, text))
    print("| one epoch of the reference text | median s | words/s | skipgram_lib is × as fast |\n|---|--:|--:|--:|")
    first, ratios = seconds[next(iter(RIVALS))], {}
    for name, taken in seconds.items():
        ratios[name] = np.median(np.array(taken) / first)
        print(f"| {name} | {np.median(taken):.2f} | {words / np.median(taken):,.0f} | {ratios[name]:.2f} |")
    return min(ratio for name, ratio in ratios.items() if name.startswith("torch"))


def qualities(text, corpus, seeds):
    """What falls short of the target: with gensim, as much in common as gensim has with itself from seed to seed."""
    runs = {"gensim": gensim} | {name: partial(ours, shuffle=shuffle) for name, shuffle in ORDERS.items()}
    seen = {name: [neighbours(run(text, corpus, RECIPE.epochs, s)) for s in seeds] for name, run in runs.items()}
    common = {f"{name}, seed to seed": [overlap(*two) for two in combinations(seen[name], 2)] for name in runs}
    for name in ORDERS:
        common[f"{name}, with gensim"] = [overlap(*two) for two in product(seen[name], seen["gensim"])]
    print(f"\n| nearest words in common, seeds {seeds[0]} to {seeds[-1]} | mean | least | most |\n|---|--:|--:|--:|")
    for name, parts in common.items():
        print(f"| {name} | {np.mean(parts):.3f} | {min(parts):.3f} | {max(parts):.3f} |")
    mean, least = np.mean(common["ours, with gensim"]), min(common["gensim, seed to seed"])
    return [f"neighbours in common with gensim: {mean:.3f}, of {least:.3f} at least"] if mean < least else []


def main():
    torch.set_num_threads(1)  # arrays are so small that a second thread only waits
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "gensim", "torch"))
    print(f"python {platform.python_version()}, {libraries}; {os.cpu_count()} cores, {platform.machine()}.\n")
    text = sentences(reference_text())
    corpus = corpus_of(text, MIN_COUNT)
    print(f"{corpus}; {RECIPE}.\n")
    missed = []
    if (ratio := speeds(text, corpus)) < AT_LEAST_TORCH:
        missed.append(f"{ratio:.2f} × torch's words per second, of {AT_LEAST_TORCH}")
    missed += [below for seeds in SEEDS for below in qualities(text, corpus, seeds)]
    print("\n" + ("Every target is met." if not missed else f"Missed: {'; '.join(missed)}."))
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
