"""What may truly be said of each kind of mistake, filled in for each problem."""

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
    "f draws inside": [
        "f returned two different values at one point: it samples inside, or remembers; freeze the draw"
    ],
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
