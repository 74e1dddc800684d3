"""Arguments of training."""

import numpy as np

from refusals.losses import ROWS, U, V, v
from refusals.rows import ANY, FLAG, NOT_GIVEN, SEED, Fine, nan, numbers, spoilt, text, whole
from skipgram_lib import training
from skipgram_lib.losses import LOSSES

MISSING = Fine("Python says which file is not there")
TEXT = "the cup of tea and the tea of the cup"
CORPUS, RECIPE = training.corpus_of(TEXT, 1), training.Recipe(d=2, epochs=1)
VECTORS = training.train(CORPUS, RECIPE, check=False)
FOUND = LOSSES["naive_softmax"].batch(v, U, np.array([0]), np.array([2]))
P_N = CORPUS.noise()
A_CORPUS = CORPUS, (None, "the cup", [CORPUS], nan, "", Fine("there is no other Corpus than a Corpus"))
A_RECIPE = RECIPE, (NOT_GIVEN, "fast", [RECIPE], nan, "", Fine("Recipe refuses its own"))
THE_RECIPE = RECIPE, (None, *A_RECIPE[1][1:])
LOSS = text("naive_softmax", "hinge")
DRAW = (np.array([0, 1]), np.array([2, 2]))
DRAWS = DRAW, tuple((bad, DRAW[1]) for bad in ROWS["c"][1]), "c"
MATRICES = {"v": numbers(v, (V, 7)), "U": numbers(U, (V, 7))}
SAMPLING = text("negative_sampling", "hinge")
OF_PAIRS = MATRICES | {"v": (*MATRICES["v"], "v|v_c"), "c": ROWS["c"], "o": ROWS["o"]}
OF_PAIRS["negatives"] = (ROWS["negatives"][0],), tuple((bad,) for bad in ROWS["negatives"][1])
RNG = np.random.default_rng(0), (None, "abc", [], nan, "", 3)
POSITIVE = 0.75, (None, "abc", [0.75], nan, [], 0.0)
TABLE = {
    training.batch_gradients: {
        "found": (FOUND, (None, "abc", [FOUND], nan, [], Fine("rows are the loss's own"))),
        "V": whole(V, 1),
    },
    training.check_batch: {"loss": LOSS, **MATRICES, "draw": DRAWS, "seed": SEED},
    training.summed_loss: {"loss": SAMPLING, **OF_PAIRS},
    training.corpus_of: {"text": (TEXT, (None, 3, [["a"], 3], nan, "", "a a a")), "min_count": whole(1, 0)},
    training.draw_negatives: {
        "p_n": (P_N, (None, "abc", np.ones((2, 2)), spoilt(P_N, nan), [], -P_N)),
        "shape": ((2, 3), (None, "abc", (2, (3,)), (nan,), Fine("one row number"), (-1,))),
        "rng": RNG,
    },
    training.first_pairs: {"corpus": A_CORPUS, "recipe": THE_RECIPE, "n": whole(12, 0)},
    training.train: {"corpus": A_CORPUS, "recipe": A_RECIPE, "check": FLAG},
    training.read_text: {"path": (__file__, (None, 3, [__file__], nan, "", MISSING))},
    training.sentences: {"text": (TEXT, (None, 3, [TEXT], nan, Fine("no words, no sentence"), ANY))},
    training.window_pairs: {
        "tokens": (
            CORPUS.tokens,
            (None, "abc", np.ones((2, 2), int), np.full(10, nan), np.ones(3, int), -CORPUS.tokens - 1),
        ),
        "sentence": (
            CORPUS.sentence,
            (None, "abc", np.ones((2, 2), int), np.full(10, nan), np.ones(3, int), -CORPUS.sentence - 1),
        ),
        "reach": (
            np.ones(10, int),
            (None, "abc", np.ones((2, 2), int), np.full(10, nan), np.ones(3, int), -np.ones(10, int)),
        ),
    },
    training.Recipe: {"loss": LOSS}
    | {name: whole(getattr(RECIPE, name), -1) for name in ("d", "window", "K", "epochs", "batch", "shuffle", "seed")}
    | dict.fromkeys(("rate", "subsample", "power"), POSITIVE),
    training.Corpus.noise: {"self": CORPUS, "power": POSITIVE},
    training.Vectors.row: {"self": VECTORS, "word": text("tea", "coffee")},
    training.Vectors.nearest: {"self": VECTORS, "word": text("tea", "coffee"), "n": whole(2, 0)},
}
