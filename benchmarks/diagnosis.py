"""Is a mistake called by its name, a mistake without a name only located, and none ever called by another's?

python benchmarks/diagnosis.py        prints Markdown tables; exits 1 if a target is missed

Each mistake is made as a learner would make it, never by the checker's own tables, in every block of a gradient that it
changes: the slopes in v_c, in U, in one row u_o or u_k, and in several rows of U.
"""

import platform
import re
import sys
from collections import Counter
from itertools import count, product

import numpy as np

from skipgram_lib import check_gradient, naive_softmax, negative_sampling

PROBLEMS = 50  # of each kind; half of them of each loss, where it can be made in both
SIZES = np.arange(3, 9)  # V, d and K are three different ones of these
BATCH = 16
SAME = 1e-13  # of the largest entry: a smaller difference is the rounding of two ways to compute one array
OUTCOMES = ("named", "by another true name", "located only", "wrong name", "not noticed")
NAMED, LOCATED = 0.90, 0.98  # the least shares


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class Problem:
    """A loss at a random point; y and q (ŷ, or σ) belong to its scores z = U[words] v_c, one for each term."""

    def __init__(self, rules, number, square=False):
        rng = np.random.default_rng(number)
        V, d, self.K = (int(n) for n in rng.permutation(SIZES)[:3])
        self.rules, self.softmax, self.number = rules, rules is naive_softmax, number
        self.U = rng.uniform(0.3, 2) * rng.normal(size=(V, V if square else d))
        self.v_c = rng.uniform(0.3, 2) * rng.normal(size=self.U.shape[1])
        self.o, self.w = (int(word) for word in rng.permutation(V)[:2])  # the true outside word, and another
        self.negatives = rng.integers(V, size=self.K)  # words repeat, and o may be among them
        self.words = np.arange(V) if self.softmax else np.array([self.o, *self.negatives])
        self.y = self.words == self.o if self.softmax else np.arange(self.K + 1) == 0
        self.z = self.U[self.words] @ self.v_c
        self.q = self.probability(self.z)
        others = np.setdiff1d(self.words, self.o)
        self.k = int(others[0]) if others.size else self.w  # a word that takes part, and not as the true one
        self.rows = {"U": np.arange(V), "u_o": self.o, "u_k": self.k, "rows": np.unique(self.words[~self.y])}
        self.right = self.blocks(self.q - self.y)
        self.tables = [block for block in ("U", "rows") if len(self.right[block]) > 1]

    def probability(self, z):
        return np.exp(z) / np.exp(z).sum() if self.softmax else sigmoid(z)

    def blocks(self, slopes, words=None, on_v_c=None, on_U=None):
        """Every block of someone who believes in `slopes` at `words`, and multiplies them by v_c in U, by U in v_c."""
        words = self.words if words is None else words
        on_v_c, on_U = self.v_c if on_v_c is None else on_v_c, self.U[words] if on_U is None else on_U
        G = np.zeros(self.U.shape)
        np.add.at(G, words, slopes[:, None] * on_v_c)
        return {"v_c": on_U.T @ slopes, **self.cut(G)}

    def cut(self, G):
        """The blocks of a slope in U."""
        return {block: G[rows] for block, rows in self.rows.items()}

    def changed(self, change, *only):
        """The right blocks, or some of them, each changed as an array."""
        return {block: change(right) for block, right in self.right.items() if not only or block in only}

    def target(self, block):
        """The loss as a function of the block, and the block's own value."""
        draw = () if self.softmax else (self.negatives,)
        if block == "v_c":
            return (lambda x: self.rules.loss(x, self.o, self.U, *draw)), self.v_c
        rows = np.atleast_1d(self.rows[block])
        fixed = np.setdiff1d(np.arange(len(self.U)), rows)
        order = np.argsort(np.concatenate([fixed, rows]))

        def f(x):
            x = x if np.ndim(self.rows[block]) else x[..., None, :]
            rest = self.U[fixed] + 0 * x[..., :1, :]  # of x's own kind, so that the rounding of f can be analysed
            return self.rules.loss(self.v_c, self.o, np.concatenate([rest, x], axis=-2)[..., order, :], *draw)

        return f, self.U[self.rows[block]]

    def check(self, block, claimed, spoil=None):
        """The check of a claimed block; `spoil` turns the loss into a bad one."""
        f, x = self.target(block)
        names = {"v_c": self.v_c, "U": self.U, "u_o": self.U[self.o], "o": self.o, "batch": BATCH}
        names |= {} if self.softmax else {"negatives": self.negatives}
        return check_gradient(spoil(f) if spoil else f, x, claimed, ingredients=names, vectorized=not spoil)


def wrong_gradients(p):
    """Every wrong gradient of a problem: kind -> block -> array."""
    slopes = {kind: p.blocks(wrong) for kind, wrong in {**in_slopes(p), **in_one_loss(p)}.items()}
    return slopes | in_words(p) | ({} if p.softmax else in_draws(p)) | in_arrays(p)


def in_slopes(p):
    """Wrong slopes of the scores, in either loss."""
    return {
        "− y missing": p.q,
        "+ y for − y": p.q + p.y,
        "− y twice": p.q - 2 * p.y,
        "sign flip and − y missing": -p.q,
        "1 subtracted in every row": p.q - 1,
    }


def in_one_loss(p):
    """Wrong slopes of the scores, in one of the losses."""
    z, y, q, right = p.z, p.y, p.q, p.q - p.y
    if p.softmax:
        return {
            "ŷ missing": -1.0 * y,
            "y one-hot at another word": q - (p.words == p.w),
            "exp(u_o·v_c) for ŷ_o (S8)": np.where(y, np.exp(z) - 1, q),
            "exp without normalisation": np.exp(z) - y,
            "−ŷ_o for ŷ_o − 1 (S10)": np.where(y, -q, q),
            "ŷ(1 − ŷ) for ŷ − y": q * (1 - q),
            "log ŷ for ŷ": np.log(q) - y,
            "scores for ŷ": z - y,
            "σ for the softmax": sigmoid(z) - y,
            "1 for ŷ_k, k ≠ o": np.where(y, right, 1),
        }
    return {
        "positive part missing": np.where(y, 0, q),
        "negative part missing": np.where(y, right, 0),
        "positive part's sign flipped": np.where(y, 1 - q, q),
        "negative part's sign flipped": np.where(y, right, -q),
        "σ′ for 1 − σ, true word": np.where(y, -q * (1 - q), q),
        "σ′ for σ, negatives": np.where(y, right, q * (1 - q)),
        "σ′ in both parts": np.where(y, -1, 1) * q * (1 - q),
        "σ(x) for σ(−x), true word": np.where(y, -q, q),
        "σ(x) for σ(−x), negatives": np.where(y, right, sigmoid(-z)),
        "σ(x) for σ(−x), both parts": np.where(y, -q, sigmoid(-z)),
        "exp for σ": np.where(y, -np.exp(-z), np.exp(z)),
        "exp for σ, true word": np.where(y, -np.exp(-z), q),
        "exp for σ, negatives": np.where(y, right, np.exp(z)),
        "log σ for its slope, negatives": np.where(y, right, -np.log(sigmoid(-z))),
        "negatives averaged": np.where(y, right, q / p.K),
        "every draw brings the sum (N7)": np.where(y, right, q[~y].sum()),
    }


def in_words(p):
    """The right slopes on the wrong vectors, or without one word."""
    right, y, words, own = p.q - p.y, p.y[:, None], p.words, p.U[p.words]
    in_v_c = lambda on_U: {"v_c": p.blocks(right, on_U=on_U)["v_c"]}
    in_U = lambda on_v_c: {block: wrong for block, wrong in p.blocks(right, on_v_c=on_v_c).items() if block != "v_c"}
    some = lambda kept: p.blocks(right[kept], words[kept])
    return {
        "u_o for v_c": in_U(p.U[p.o]),
        "u_w for v_c": in_U(own),
        "v_c for u_w": in_v_c(np.where(y, p.v_c, p.v_c)),
        "v_c for u_k": in_v_c(np.where(y, own, p.v_c)),
        "v_c for u_o": in_v_c(np.where(y, p.v_c, own)),
        "row of o missing": some(words != p.o),
        "row of another word missing": some(words != p.k),
    }


def in_draws(p):
    """Draws that are lost, added up or taken for another word's."""
    right, y, words, once = p.q - p.y, p.y, p.words, np.unique(p.negatives)
    some = lambda kept: p.blocks(right[kept], words[kept]) if p.o in p.negatives else {}
    at_w, G, H, S = np.where(y, p.w, words), *np.zeros((3, *p.U.shape))
    G[p.o] += right[0] * p.v_c
    G[p.negatives] += right[1:, None] * p.v_c
    H[words] += right[:, None] * p.v_c
    S[once] = p.q[1:].sum() * p.v_c
    S[p.o] += right[0] * p.v_c
    last = np.arange(p.K + 1) < p.K
    return {
        "another word for the true one": p.blocks(sigmoid(p.U[at_w] @ p.v_c) - y, at_w),
        "true word's slope at another word": p.blocks(right, at_w),
        "repeats lost: G[negatives] +=": p.cut(G),
        "repeats lost: G[[o, *negatives]] +=": p.cut(H),
        "repeats lost: each word once": {"v_c": right[0] * p.U[p.o] + sigmoid(p.U[once] @ p.v_c) @ p.U[once]},
        "every drawn row holds the sum (N7)": p.cut(S),
        "last draw missing": p.blocks(right[last], words[last]),
        "o drawn too: its draws ignored": some(y | (words != p.o)),
        "o drawn too: the true word ignored": some(~y),
    }


def in_arrays(p):
    """The right arrays, spoiled afterwards, or computed in single precision."""
    V, tables, rng = len(p.U), p.tables, lambda: np.random.default_rng(p.number)
    i, j = rng().permutation(len(p.rows["rows"]))[[0, -1]]

    def exchange(G):
        G, at = G.copy(), p.rows["rows"] if len(G) == V else np.arange(V)
        G[at[[i, j]]] = G[at[[j, i]]]
        return G

    in_row = lambda G: np.arange(len(G))[:, None] == i
    several = lambda slopes: {block: wrong for block, wrong in p.blocks(slopes).items() if block in ("v_c", *tables)}
    kinds = {
        "sign flip": p.changed(lambda G: -G),
        "factor 2": p.changed(lambda G: 2 * G),
        "factor 1/2": p.changed(lambda G: G / 2),
        "factor V": p.changed(lambda G: V * G),
        "factor 1/V": p.changed(lambda G: G / V),
        "factor 1/batch": p.changed(lambda G: G / BATCH),
        "factor 0.37": p.changed(lambda G: 0.37 * G),
        "zero": p.changed(lambda G: 0 * G),
        "NaN": p.changed(lambda G: np.where(G.max() == G, np.nan, G)),
        "rows or entries shifted by one": p.changed(lambda G: np.roll(G, 1, axis=0)),
        "rows or entries shifted back": p.changed(lambda G: np.roll(G, -1, axis=0)),
        "rows or entries reversed": p.changed(lambda G: G[::-1]),
        "rows or entries permuted": p.changed(lambda G: G[rng().permutation(len(G))]),
        "two rows swapped": p.changed(exchange, *tables),
        "every row holds the sum": p.changed(lambda G: G.sum(axis=0) + 0 * G, "v_c", "rows"),
        "every row holds the mean": p.changed(lambda G: G.mean(axis=0) + 0 * G, "v_c", "rows"),
        "last column missing": p.changed(lambda G: G * (np.arange(G.shape[1]) < G.shape[1] - 1), *tables),
        "float32 inside": single(p),
        "float32 claimed": p.changed(np.float32),
        "shape (d,) for (V, d)": p.changed(lambda G: G[0], *tables),
        "shape (1, d)": p.changed(lambda G: np.atleast_2d(G)[:1], "v_c", *tables),
        "shape (V, 1)": p.changed(lambda G: G[:, :1], *tables),
        "f draws inside": p.right,
        "f changes its argument": p.right,
        "one entry wrong": p.changed(lambda G: spoiled(G, 1, rng())),
        "two entries wrong": p.changed(lambda G: spoiled(G, 2, rng())),
        "a row of random numbers": p.changed(lambda G: np.where(in_row(G), rng().normal(size=G.shape), G), *tables),
        "noise everywhere": p.changed(lambda G: G + 10 ** rng().uniform(-6, 1) * rng().normal(size=G.shape)),
        "random slopes of the scores": several(rng().normal(size=len(p.words))),  # in one row: one more factor
        "scores halved": several(p.probability(p.z / 2) - p.y),
    }
    kinds["transposed, V = d" if len(p.v_c) == V else "transposed, V ≠ d"] = p.changed(np.transpose, "U")
    if not p.softmax:
        kinds |= {"factor K": p.changed(lambda G: p.K * G), "factor 1/K": p.changed(lambda G: G / p.K)}
    return kinds


def single(p):
    """The blocks by way of float32."""
    v_c, U = p.v_c.astype(np.float32), p.U.astype(np.float32)
    delta, G = p.probability(U[p.words] @ v_c) - p.y.astype(np.float32), np.zeros_like(U)
    np.add.at(G, p.words, delta[:, None] * v_c)
    return {block: wrong.astype(float) for block, wrong in {"v_c": U[p.words].T @ delta, **p.cut(G)}.items()}


def spoiled(G, entries, rng):
    """Some entries replaced by random numbers."""
    G, where = G.copy(), rng.permutation(G.size)[:entries]
    G.flat[where] = rng.normal(size=where.size)
    return G


def draws_inside(f):
    rng = np.random.default_rng(0)
    return lambda x: f(x) + 1e-3 * rng.normal()


def changes_its_argument(f):
    def g(x):
        value = f(x)
        x *= 1.01
        return value

    return g


BAD_LOSSES = {"f draws inside": draws_inside, "f changes its argument": changes_its_argument}
MEAN = "the measured gradient divided by {}: a mean where the loss has a sum"
SUM = "{} × the measured gradient: a sum where the loss has a mean"
GONE = "the sum should have disappeared"
DRAWN_ROW = f"every drawn row holds the sum over all negatives: {GONE}"
EVERY_DRAW = "{repeats}: every draw counts"
SHAPE = "claimed must have shape {shape}, the shape of x; got {got}. A gradient has the shape of its variable."
MOVED = "MOVED, and each to the place that is named"

EIGHT = {  # kind: the sentences that are true of it, filled in for each problem
    "sign flip": ["-1 × the measured gradient: a sign flip"],
    "factor 2": ["2 × the measured gradient: counted twice"],
    "factor 1/2": ["1/2 × the measured gradient: a factor 2 is lost"],
    "factor K": [SUM.format("K")],
    "factor 1/K": [MEAN.format("K")],
    "factor V": [SUM.format("V")],
    "factor 1/V": [MEAN.format("V")],
    "factor 1/batch": [MEAN.format("batch")],
    "factor 0.37": ["0.37 × the measured gradient: a constant factor"],
    "− y missing": ["the − y term is missing"],
    "y one-hot at another word": ["y is one-hot at word {w}, not at o = {o}: the wrong row"],
    "another word for the true one": ["word {w} stands where the true word o = {o} should: the wrong row"],
    "true word's slope at another word": ["the true word's part went to word {w}, not to o = {o}: the wrong row"],
    "transposed, V = d": ["transposed: rows are words, columns are the entries of a vector"],
    "transposed, V ≠ d": ["claimed must have shape {shape}, the shape of x; got {got}. Pass claimed.T."],
    "repeats lost: G[negatives] +=": [
        "{repeats}: U[negatives] += … keeps one update, np.add.at keeps all",
        EVERY_DRAW,
    ],
    "repeats lost: G[[o, *negatives]] +=": [
        "o was drawn too, and only its last update was kept: U[rows] += … keeps one update, np.add.at keeps all",
        "o was drawn too, and only its last update was kept",
    ],
    "repeats lost: each word once": [EVERY_DRAW],
    "every row holds the sum": [
        f"every row holds the sum over all rows: {GONE}",
        f"every entry holds the sum over all entries: {GONE}",
    ],
    "every drawn row holds the sum (N7)": [DRAWN_ROW],
    "every draw brings the sum (N7)": [f"every draw brings the sum over all draws: {GONE}", DRAWN_ROW],
    "exp(u_o·v_c) for ŷ_o (S8)": ["a log is missing: exp(u_o·v_c) stands where ŷ_o should"],
    "exp without normalisation": ["a log is missing: exp(u_w·v_c) stands where ŷ_w should"],
    "exp for σ": ["a log is missing: exp stands where σ should"],
    "exp for σ, true word": ["a log is missing: exp(−x) stands where σ(−x) should, in the true word"],
    "exp for σ, negatives": ["a log is missing: exp(x) stands where σ(x) should, in the negatives"],
}
OTHERS = {
    "+ y for − y": ["+ y stands where − y should"],
    "− y twice": ["− y is counted twice"],
    "ŷ missing": ["the ŷ term is missing: only − y is left"],
    "sign flip and − y missing": ["a sign flip, and the − y term is missing"],
    "1 subtracted in every row": [
        "1 is subtracted in every row, not in row o alone",
        "σ − 1 stands where σ should, in the negatives: they are treated as true",
    ],
    "−ŷ_o for ŷ_o − 1 (S10)": ["a term is missing: −ŷ_o stands where ŷ_o − 1 should"],
    "ŷ(1 − ŷ) for ŷ − y": ["ŷ(1 − ŷ) stands where ŷ − y should: the slope of ŷ, not of −log ŷ"],
    "log ŷ for ŷ": ["log ŷ stands where ŷ should"],
    "scores for ŷ": ["the score stands where ŷ should"],
    "σ for the softmax": ["σ(z) stands where the softmax should"],
    "1 for ŷ_k, k ≠ o": ["1 stands where ŷ_k should: the sum over all words was closed too early"],
    "positive part missing": ["the positive part is missing: nothing came from the true word"],
    "negative part missing": ["the negative part is missing: nothing came from the draws"],
    "positive part's sign flipped": ["the sign of the positive part is flipped"],
    "negative part's sign flipped": ["the sign of the negative part is flipped"],
    "σ′ for 1 − σ, true word": ["σ′ stands where 1 − σ should, in the true word"],
    "σ′ for σ, negatives": ["σ′ stands where σ should, in the negatives"],
    "σ′ in both parts": ["σ′ stands where 1 − σ should: the log is not differentiated"],
    "σ(x) for σ(−x), true word": ["σ(x) stands where σ(−x) should, in the true word"],
    "σ(x) for σ(−x), negatives": ["σ(x) stands where σ(−x) should, in the negatives"],
    "σ(x) for σ(−x), both parts": ["σ(x) stands where σ(−x) should"],
    "log σ for its slope, negatives": ["log σ stands where its slope should, in the negatives"],
    "negatives averaged": ["the draws are averaged where the loss sums them: divided by K"],
    "o drawn too: its draws ignored": ["o was drawn too, and only its role as the true word was kept"],
    "o drawn too: the true word ignored": ["o was drawn too, and only its role as a negative was kept"],
    "last draw missing": [
        "one draw of word {last} is missing",
        "nothing came from word {last}",
        "row {at[last]} is missing: nothing was computed there",
    ],
    "row of o missing": [
        "row {at[o]} is missing: nothing was computed for the true outside word",
        "row {at[o]} is missing: nothing was computed there",
        "nothing came from word {o}",
    ],
    "row of another word missing": [
        "row {at[k]} is missing: nothing was computed there",
        "nothing came from word {k}",
    ],
    "last column missing": ["column {d} is missing: nothing was computed there"],
    "u_o for v_c": ["u_o stands where v_c should"],
    "u_w for v_c": ["each row's own vector stands where v_c should", "U[{k}] stands where v_c should"],
    "v_c for u_w": ["v_c stands where u_w should"],  # in the softmax, where ŷ − y sums to 0, it is zero
    "v_c for u_k": ["v_c stands where u_w should, for k ≠ o", "v_c stands where u_w should, in the negative part"],
    "v_c for u_o": ["v_c stands where u_w should, for o", "v_c stands where u_w should, in the positive part"],
    "rows or entries shifted by one": ["rows are shifted by one", "entries are shifted by one", MOVED],
    "rows or entries shifted back": [
        "rows are shifted by one, backwards",
        "entries are shifted by one, backwards",
        MOVED,
    ],
    "rows or entries reversed": ["rows are in reverse order", "entries are in reverse order", MOVED],
    "rows or entries permuted": [MOVED],
    "two rows swapped": [MOVED],
    "every row holds the mean": [
        "every row holds the mean over all rows",
        "every entry holds the mean over all entries",
    ],
    "shape (d,) for (V, d)": [SHAPE],
    "shape (1, d)": [SHAPE],
    "shape (V, 1)": [SHAPE],
    "float32 inside": ["right to float32 only: some of it was computed in single precision"],
    "float32 claimed": ["claimed is float32"],
    "zero": [
        "claimed is zero everywhere: nothing was computed",
        "claimed is zero but for its rounding: its terms cancel",
    ],
    "NaN": ["claimed is not finite: look for a log of 0 or a division by 0"],
    "f draws inside": ["f returned two different values at one point: it samples inside; freeze the draw"],
    "f changes its argument": ["f changed its argument: let it work on a copy"],
}
NAMELESS = (
    "one entry wrong",
    "two entries wrong",
    "a row of random numbers",
    "noise everywhere",
    "random slopes of the scores",
    "scores halved",
)
WHERE = re.compile(
    r"(?:rows? (?P<rows>[\d, ]+) (?:is|are) )?off by exactly (?P<c>[+-]\d) · (?P<name>v_c|u_o|U\[(?P<w>\d+)\])(?:: )?"
)
PLACES = re.compile(r"(?:rows|entries) (?P<rows>[\d, ]+) hold what belongs to (?P<source>[\d, ]+)")


def without_true_places(said, p, wrong, right):
    """The sentence without the places it tells, if what it tells of them is literally true."""
    if found := PLACES.fullmatch(said):
        rows, source = (np.array(found[group].split(", "), int) for group in ("rows", "source"))
        moved = right.copy()
        moved[rows] = right[source]
        return MOVED if np.array_equal(moved, wrong) else said
    if found := WHERE.match(said):
        rows = np.array(found["rows"].split(", "), int) if found["rows"] else ...
        repaired = wrong.copy()
        repaired[rows] -= int(found["c"]) * {"v_c": p.v_c, "u_o": p.U[p.o]}.get(
            found["name"], p.U[int(found["w"] or 0)]
        )
        return said[found.end() :] if same(repaired, right) else said
    return said


def same(a, b):
    """Do two arrays differ by no more than the rounding of two ways to compute one of them?"""
    return a.shape == b.shape and bool((np.abs(a - b) <= SAME * (1 + np.abs(a).max())).all())


def accepted(kind, p, block, wrong):
    """Every sentence that is true of this kind, here."""
    m = np.bincount(p.negatives)
    words, times = ([*map(str, numbers)] for numbers in (np.flatnonzero(m > 1), m[m > 1]))
    repeats = f"{' and '.join(words)} {{}} drawn {' and '.join(times)} times and counted once"
    repeats = f"word {repeats.format('was')}" if len(words) == 1 else f"words {repeats.format('were')} each"
    rows = np.atleast_1d(p.rows.get(block, [])).tolist()
    last = int(p.negatives[-1])
    at = {name: rows.index(word) if word in rows else None for name, word in (("o", p.o), ("k", p.k), ("last", last))}
    shapes = {"shape": p.right[block].shape, "got": np.shape(wrong)}
    known = {"o": p.o, "w": p.w, "k": p.k, "last": last, "at": at, "repeats": repeats, "d": len(p.v_c) - 1, **shapes}
    return {sentence.format(**known) for sentence in (EIGHT | OTHERS).get(kind, ())}


def judge(p, kinds, kind, block):
    """(outcome, were the entries that are off found?) of one wrong gradient."""
    wrong, right = kinds[kind][block], p.right[block]
    try:
        check = p.check(block, wrong, BAD_LOSSES.get(kind))
    except ValueError as error:
        said, found = str(error), True
    else:
        said, found = check.diagnosis or "", kind in BAD_LOSSES or located(check, right)
        said = said or ("claimed is float32" if "claimed is float32" in str(check) else "")
        if not said:
            return OUTCOMES[4 if check.verdict == "agrees" else 2], found
        said = without_true_places(said, p, wrong, right)
    if said in accepted(kind, p, block, wrong):
        return OUTCOMES[0], found
    twins = (twin for twin, blocks in kinds.items() if block in blocks and same(blocks[block], wrong))
    return OUTCOMES[1 if any(said in accepted(twin, p, block, wrong) for twin in twins) else 3], found


def located(check, right):
    """Are the entries outside their bounds those that are wrong? Within two bounds, either is right."""
    gap, off = np.abs(check.claimed - right), ~(check.ratio <= 1)
    surely, possibly = ~(gap <= 2 * check.bound), ~(gap <= SAME * (1 + np.abs(right).max()))
    return bool((off >= surely).all() and (off <= possibly).all())


def tally():
    """Per kind: how many wrong arrays had each outcome, and how many were located, in PROBLEMS problems."""
    table, problems = {kind: Counter() for kind in (*EIGHT, *OTHERS, *NAMELESS)}, Counter()
    numbers = count()
    while any(problems[kind] < PROBLEMS for kind in table):
        number = next(numbers)
        for rules, square in product((naive_softmax, negative_sampling), (False, True)):
            p = Problem(rules, number, square)
            kinds = wrong_gradients(p)
            for kind in ["transposed, V = d"] if square else kinds:
                changed = {b: w for b, w in kinds[kind].items() if kind in BAD_LOSSES or not same(w, p.right[b])}
                blocks = changed if problems[kind] < PROBLEMS else ()
                problems[kind] += bool(blocks)
                for block in blocks:
                    outcome, found = judge(p, kinds, kind, block)
                    table[kind].update({"tried": 1, outcome: 1, "located": found})
    return table


def show(title, table):
    """Print one table, a line for each kind; its totals."""
    total = sum(table.values(), Counter())
    print(f"\n| {title} | tried | {' | '.join(OUTCOMES)} | located |\n|---{'|--:' * (len(OUTCOMES) + 2)}|")
    for kind, found in (table | {"all": total}).items():
        print(f"| {kind} | {' | '.join(str(found[name]) for name in ('tried', *OUTCOMES, 'located'))} |")
    return total


def main():
    """Print the tables; false if every target is met."""
    print(f"python {platform.python_version()}, numpy {np.__version__}")
    with np.errstate(over="ignore"):
        table = tally()
    eight = show("the eight kinds", {kind: table[kind] for kind in EIGHT})
    others = show("other kinds that have a name", {kind: table[kind] for kind in OTHERS})
    nameless = show("kinds that have none", {kind: table[kind] for kind in NAMELESS})
    total = eight + others + nameless
    named = lambda found: found["named"] + found["by another true name"]
    targets = {
        "each of the eight kinds is always named": named(eight) == eight["tried"],
        f"every other kind that has a name: {NAMED:.0%}": all(
            named(table[k]) >= NAMED * table[k]["tried"] for k in OTHERS
        ),
        f"{LOCATED:.0%} are located": total["located"] >= LOCATED * total["tried"],
        "no wrong name": total["wrong name"] == 0,
        "at least 40 kinds": len(table) >= 40,
    }
    nameable = eight["tried"] + others["tried"]
    print(
        f"\n{len(table)} kinds, {total['tried']} wrong gradients. Of {nameable} with a name, {named(total)} were named."
    )
    print(f"Wrong names: {total['wrong name']}. Located: {total['located']}.")
    missed = [target for target, met in targets.items() if not met]
    print("\nMissed: " + "; ".join(missed) if missed else "\nEvery target is met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
