"""Each kind of mistake is named in its own words, and a gradient that is wrong in no known way gets no name."""

import numpy as np
import pytest

from skipgram_lib import check_gradient, naive_softmax, negative_sampling
from skipgram_lib.derivation import random_point
from skipgram_lib.losses import sigmoid, softmax

V, d, o, negatives = 6, 4, 2, [1, 4, 4, 5]
rng = np.random.default_rng(0)
v_c, U = rng.normal(size=d), rng.normal(size=(V, d))
z, y = U @ v_c, np.eye(V)[o]
y_hat, drawn = softmax(z), np.bincount(negatives, minlength=V)
delta, push = y_hat - y, sigmoid(z)
all_pushes = drawn @ push
KNOWN = {"v_c": v_c, "U": U, "o": o, "negatives": negatives}

pull = drawn * push + (push - 1) * y  # the weight of each word in the slopes of the sampling loss

BLOCKS = {  # loss, point, right gradient
    "softmax v_c": (lambda x: naive_softmax.loss(x, o, U), v_c, U.T @ delta),
    "softmax U": (lambda x: naive_softmax.loss(v_c, o, x), U, np.outer(delta, v_c)),
    "sampling v_c": (lambda x: negative_sampling.loss(x, o, U, negatives), v_c, U.T @ pull),
    "sampling U": (lambda x: negative_sampling.loss(v_c, o, x, negatives), U, np.outer(pull, v_c)),
}


def diagnosis(block, claimed, names=KNOWN):
    f, x, _ = BLOCKS[block]
    check = check_gradient(f, x, claimed, ingredients={name: KNOWN[name] for name in names})
    assert check.verdict == "disagrees"
    assert (check.diagnosis or "") in str(check)
    return check.diagnosis


@pytest.mark.parametrize(("f", "x", "right"), BLOCKS.values(), ids=BLOCKS)
def test_a_right_gradient_has_no_mistake_to_name(f, x, right):
    check = check_gradient(f, x, right, ingredients=KNOWN)
    assert (check.verdict, check.diagnosis) == ("agrees", None)


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(
    ("factor", "sentence"),
    [
        (-1, "-1 × the measured gradient: a sign flip"),
        (2, "2 × the measured gradient: counted twice"),
        (1 / 2, "1/2 × the measured gradient: a factor 2 is lost"),
        (-2, "-2 × the measured gradient: a sign flip, and counted twice"),
        (1 / 4, "the measured gradient divided by K: a mean where the loss has a sum"),
        (6, "V × the measured gradient: a sum where the loss has a mean"),
        (0.9, "0.9 × the measured gradient: a constant factor"),
        (0, "claimed is zero everywhere: nothing was computed"),
        (np.nan, "claimed is not finite: look for a log of 0 or a division by 0"),
    ],
)
def test_the_whole_gradient_times_a_factor(block, factor, sentence):
    assert diagnosis(block, factor * BLOCKS[block][2]) == sentence


def rows(table, **replaced):
    table = table.copy()
    for w, row in replaced.items():
        table[int(w[1:])] = row
    return table


slopes, pulls = BLOCKS["softmax U"][2], BLOCKS["sampling U"][2]
u_o_only = np.where(y == 1, np.exp(z) - 1, y_hat)
ADD_AT = "U[negatives] += … keeps one update, np.add.at keeps all"
SUMMED = "the sum over all {}: the sum should have disappeared"
MISTAKES = [
    ("softmax U", np.outer(y_hat, v_c), "o v_c", "row 2 is off by exactly +1 · v_c: the − y term is missing"),
    ("softmax U", np.outer(y_hat, v_c), "v_c", "row 2 is off by exactly +1 · v_c"),
    ("softmax U", np.outer(y_hat, v_c), "", None),
    ("softmax v_c", U.T @ y_hat, "o v_c U", "off by exactly +1 · U[2]: the − y term is missing"),
    ("softmax v_c", U.T @ (y_hat + y), "U", "off by exactly +2 · U[2]"),
    ("softmax U", rows(slopes, w2=0), "o", "row 2 is missing: nothing was computed for the true outside word"),
    ("softmax U", rows(slopes, w0=0, w3=0), "o", "rows 0, 3 are missing: nothing was computed there"),
    ("softmax U", rows(slopes, w3=-slopes[3]), "", "row 3 is -1 × the measured one"),
    ("softmax U", rows(slopes, w3=slopes[1]), "", "row 3 is what belongs to row 1"),
    ("softmax U", rows(slopes, w3=slopes[1], w1=slopes[3]), "", "rows 1, 3 hold what belongs to 3, 1"),
    ("softmax U", np.roll(slopes, 1, axis=0), "", "rows are shifted by one"),
    ("softmax U", np.roll(slopes, -1, axis=0), "", "rows are shifted by one, backwards"),
    ("softmax v_c", np.roll(U.T @ delta, 1), "", "entries are shifted by one"),
    ("softmax U", 0 * slopes + slopes.sum(axis=0), "", "every row holds " + SUMMED.format("rows")),
    ("softmax U", np.outer(u_o_only, v_c), KNOWN, "a log is missing: exp(u_o·v_c) stands where ŷ_o should"),
    ("softmax v_c", U.T @ u_o_only, KNOWN, "a log is missing: exp(u_o·v_c) stands where ŷ_o should"),
    (
        "sampling U",
        rows(pulls, w4=pulls[4] / 2),
        KNOWN,
        "word 4 was drawn 2 times and counted once: U[negatives] += … keeps one update, np.add.at keeps all",
    ),
    (
        "sampling U",
        rows(pulls, **{f"w{k}": all_pushes * v_c for k in negatives}),
        KNOWN,
        "every drawn row holds " + SUMMED.format("negatives"),
    ),
]


@pytest.mark.parametrize(("block", "claimed", "names", "sentence"), MISTAKES)
def test_a_mistake_in_its_own_words(block, claimed, names, sentence):
    names = names.split() if isinstance(names, str) else names
    assert diagnosis(block, claimed, names) == sentence


def test_a_square_gradient_transposed():
    M = rng.normal(size=(3, 3))
    check = check_gradient(lambda x: (M * np.sin(x)).sum(), M, (M * np.cos(M)).T)
    assert check.diagnosis == "transposed: rows are words, columns are the entries of a vector"


def test_the_log_of_one_word_alone():
    f = lambda u: naive_softmax.loss(v_c, o, np.vstack([U[:o], u, U[o + 1 :]]))
    check = check_gradient(f, U[o], (np.exp(z[o]) - 1) * v_c, ingredients=KNOWN)
    assert check.diagnosis == "a log is missing: exp(u_o·v_c) stands where ŷ_o should"


@pytest.mark.parametrize(("f", "x", "right"), BLOCKS.values(), ids=BLOCKS)
def test_a_random_mistake_gets_no_name(f, x, right):
    rng, second = np.random.default_rng(1), np.indices(right.shape)[0] == 1
    for trial in range(50):
        where = (True, second, rng.permutation(right.size).reshape(right.shape) < 2)[trial % 3]
        claimed = right + where * rng.normal(size=right.shape) * 10 ** rng.uniform(-6, 1)
        check = check_gradient(f, x, claimed, ingredients=KNOWN, vectorized=True)
        assert (check.verdict, check.diagnosis) == ("disagrees", None)


WEIGHTS = {  # draw, if any -> sentence -> wrong weights of the words; q is ŷ or σ, n how often each word was drawn
    None: {
        "off by exactly +1 · {vector}: the − y term is missing": lambda q, y, z, n: q,
        "off by exactly +2 · {vector}: + y stands where − y should": lambda q, y, z, n: q + y,
        "off by exactly -1 · {vector}: − y is counted twice": lambda q, y, z, n: q - 2 * y,
        "a sign flip, and the − y term is missing": lambda q, y, z, n: -q,
        "the ŷ term is missing: only − y is left": lambda q, y, z, n: -y,
        "y is one-hot at word {w}, not at o = {o}: the wrong row": lambda q, y, z, n: q - np.roll(y, 1),
        "a log is missing: exp(u_o·v_c) stands where ŷ_o should": lambda q, y, z, n: np.where(y, np.exp(z) - 1, q),
        "a log is missing: exp(u_w·v_c) stands where ŷ_w should": lambda q, y, z, n: np.exp(z) - y,
        "a term is missing: −ŷ_o stands where ŷ_o − 1 should": lambda q, y, z, n: np.where(y, -q, q),
        "ŷ(1 − ŷ) stands where ŷ − y should: the slope of ŷ, not of −log ŷ": lambda q, y, z, n: q * (1 - q),
        "1 stands where ŷ_k should: the sum over all words was closed too early": lambda q, y, z, n: (
            1 - y + (q - 1) * y
        ),
        "log ŷ stands where ŷ should": lambda q, y, z, n: np.log(q) - y,
        "the score stands where ŷ should": lambda q, y, z, n: z - y,
        "σ(z) stands where the softmax should": lambda q, y, z, n: sigmoid(z) - y,
    },
    "repeated": {
        "off by exactly +1 · {vector}: the − y term is missing": lambda q, y, z, n: (n + y) * q,
        "the positive part is missing: nothing came from the true word": lambda q, y, z, n: n * q,
        "the negative part is missing: nothing came from the draws": lambda q, y, z, n: (q - 1) * y,
        "the sign of the positive part is flipped": lambda q, y, z, n: n * q - (q - 1) * y,
        "the sign of the negative part is flipped": lambda q, y, z, n: (q - 1) * y - n * q,
        "σ′ stands where 1 − σ should: the log is not differentiated": lambda q, y, z, n: (n - y) * q * (1 - q),
        "σ(x) stands where σ(−x) should": lambda q, y, z, n: n * (1 - q) - q * y,
        "a log is missing: exp stands where σ should": lambda q, y, z, n: n * np.exp(z) - y * np.exp(-z),
        "the draws are averaged where the loss sums them: divided by K": lambda q, y, z, n: (q - 1) * y + n * q / 3,
        "word {twice} was drawn 2 times and counted once: {advice}": lambda q, y, z, n: (q - 1) * y + (n > 0) * q,
        "the true word's part went to word {w}, not to o = {o}: the wrong row": lambda q, y, z, n: (
            n * q + ((q - 1) @ y) * np.roll(y, 1)
        ),
    },
    "collided": {
        "o was drawn too, and only its role as the true word was kept": lambda q, y, z, n: (
            (q - 1) * y + n * q * (1 - y)
        ),
    },
}


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(("draw", "sentence"), [(draw, sentence) for draw in WEIGHTS for sentence in WEIGHTS[draw]])
def test_wrong_weights_have_one_name_in_both_gradients(draw, sentence, seed):
    p = random_point(seed, 0)
    drawn = (getattr(p, draw),) if draw else ()
    rules, n = negative_sampling if draw else naive_softmax, np.bincount(sum(drawn, ()), minlength=len(p.U))
    z, o = p.U @ p.v_c, p.o
    a = WEIGHTS[draw][sentence](sigmoid(z) if draw else softmax(z), p.y, z, n)
    parts = {"v_c": p.v_c, "U": p.U, "u_o": p.U[o], "o": o} | ({"negatives": drawn[0]} if draw else {})
    words = {"o": o, "w": (o + 1) % len(p.U), "twice": n.argmax()}
    for x, claimed, f, vector, row, advice in (
        (p.v_c, p.U.T @ a, lambda v: rules.loss(v, o, p.U, *drawn), "u_o", "", "every draw counts"),
        (p.U, np.outer(a, p.v_c), lambda U: rules.loss(p.v_c, o, U, *drawn), "v_c", f"row {o} is ", ADD_AT),
    ):
        said = sentence.format(vector=vector, advice=advice, **words)
        check = check_gradient(f, x, claimed, ingredients=parts, vectorized=True)
        assert check.diagnosis == (row + said if said.startswith("off") else said)


def one_row(w):
    """The softmax loss as a function of one row of U."""
    return lambda u: naive_softmax.loss(v_c, o, np.vstack([U[:w], u, U[w + 1 :]]))


@pytest.mark.parametrize(
    ("f", "x", "claimed", "sentence"),
    [
        (*BLOCKS["softmax U"][:2], np.outer(delta, U[o]), "u_o stands where v_c should"),
        (*BLOCKS["softmax U"][:2], delta[:, None] * U, "each row's own vector stands where v_c should"),
        (
            *BLOCKS["softmax U"][:2],
            np.outer(y_hat, U[3]) - np.outer(y, v_c),
            "U[3] stands where v_c should, in the ŷ term",
        ),
        (*BLOCKS["sampling v_c"][:2], pull.sum() * v_c, "v_c stands where u_w should"),
        (
            *BLOCKS["sampling v_c"][:2],
            (push[o] - 1) * U[o] + all_pushes * v_c,
            "v_c stands where u_w should, in the negative part",
        ),
        (*BLOCKS["softmax v_c"][:2], U.T @ np.where(y, 0, delta), "nothing came from word 2"),
        (*BLOCKS["softmax v_c"][:2], 0 * v_c + (U.T @ delta).sum(), "every entry holds " + SUMMED.format("entries")),
        (*BLOCKS["softmax v_c"][:2], delta.sum() * v_c, "claimed is zero but for its rounding: its terms cancel"),
        (*BLOCKS["softmax U"][:2], slopes * [1, 1, 1, 0], "column 3 is missing: nothing was computed there"),
        (
            *BLOCKS["softmax U"][:2],
            slopes / 5,
            "the measured gradient divided by batch: a mean where the loss has a sum",
        ),
        (one_row(o), U[o], y_hat[o] * v_c, "off by exactly +1 · v_c: the − y term is missing"),
        (
            one_row(4),
            U[4],
            y_hat[4] * (1 - y_hat[4]) * v_c,
            "ŷ(1 − ŷ) stands where ŷ − y should: the slope of ŷ, not of −log ŷ",
        ),
        (lambda z: np.log(np.exp(z).sum()) - z[o], z, y_hat + y, "off by exactly +2 · y: + y stands where − y should"),
    ],
)
def test_wrong_vectors_single_rows_and_slopes_of_scores(f, x, claimed, sentence):
    check = check_gradient(f, x, claimed, ingredients=KNOWN | {"u_o": U[o], "y": y, "batch": 5})
    assert check.diagnosis == sentence


def test_repeats_of_several_words_are_all_told():
    draw = [1, 4, 4, 1, 4]
    once = (drawn > 0) * push * (np.arange(V) != 5) + (push - 1) * y
    f = lambda x: negative_sampling.loss(v_c, o, x, draw)
    said = check_gradient(f, U, np.outer(once, v_c), ingredients=KNOWN | {"negatives": draw}).diagnosis
    assert said == f"words 1 and 4 were drawn 2 and 3 times and counted once each: {ADD_AT}"


def test_only_the_last_update_of_o():
    draw, lost = [o, 4, o, 1, 4], np.zeros_like(U)
    lost[[o, *draw]] += np.outer([push[o] - 1, *push[draw]], v_c)
    f = lambda x: negative_sampling.loss(v_c, o, x, draw)
    said = check_gradient(f, U, lost, ingredients=KNOWN | {"negatives": draw}).diagnosis
    assert said.startswith("o was drawn too, and only its last update was kept: U[rows] += … keeps one update")


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize(
    "parts",
    [
        {"U": U.T},
        {"U": 3},
        {"v_c": v_c[:2]},
        {"o": V},
        {"o": [1, 2]},
        {"negatives": []},
        {"negatives": 0.5 * y},
        {"negatives": [V]},
    ],
)
def test_ingredients_that_do_not_fit_are_left_alone(block, parts):
    f, x, right = BLOCKS[block]
    assert check_gradient(f, x, -right, ingredients=KNOWN | parts).diagnosis.endswith("a sign flip")
    assert check_gradient(f, x, right + 1, ingredients=KNOWN | parts).diagnosis is None
    assert check_gradient(f, x, right, ingredients=KNOWN | parts)


def test_scores_that_overflow_exp_do_no_harm():
    big = 40 * U
    check = check_gradient(lambda x: naive_softmax.loss(x, o, big), v_c, 3 * U[0], ingredients=KNOWN | {"U": big})
    assert (check.verdict, check.diagnosis) == ("disagrees", None)


def test_weights_that_are_no_ones_mistake_get_no_name():
    rng = np.random.default_rng(2)
    for _ in range(25):
        a = rng.normal(size=V)
        for block in BLOCKS:
            claimed = np.outer(a, v_c) if block.endswith("U") else U.T @ a
            assert check_gradient(*BLOCKS[block][:2], claimed, ingredients=KNOWN, vectorized=True).diagnosis is None


def hidden(block, draw=None, U=U):
    """What a right gradient cannot show."""
    rules, drawn = (naive_softmax, ()) if draw is None else (negative_sampling, (draw,))
    right = getattr(rules.gradients(v_c, o, U, *drawn), block)
    f = lambda x: rules.loss(*((x, o, U) if block == "v_c" else (v_c, o, x)), *drawn)
    parts = KNOWN | {"U": U, "negatives": [] if draw is None else draw}
    check = check_gradient(f, {"v_c": v_c, "U": U}[block], right, ingredients=parts, vectorized=True)
    assert check
    assert all(spot in str(check) for spot in check.blind_spots)
    return check.blind_spots


@pytest.mark.parametrize("block", ["v_c", "U"])
def test_what_a_draw_cannot_show(block):
    assert hidden(block, [1, 4, 5]) == ("a repeated draw is counted once", "o among the draws counts in one role alone")
    assert hidden(block, [1, 4, 4]) == ("o among the draws counts in one role alone",)
    assert hidden(block, [1, 4, 4, o]) == ()
    assert "the draws are averaged where the loss sums them" in hidden(block, [4])
    assert hidden(block) == ()


def test_twins_hide_the_wrong_row_in_one_of_the_gradients():
    twins = U.copy()
    twins[5] = twins[o]
    assert hidden("v_c", U=twins) == ("y is one-hot at word 5",)
    assert hidden("U", U=twins) == ()
    assert "word 5 stands where the true word o = 2 should" in hidden("v_c", [1, 4, 4], U=twins)


@pytest.mark.parametrize("sure", [20.0, 25.0])
def test_digits_that_a_subtraction_lost_are_named_and_no_other_small_error(sure):
    rng = np.random.default_rng(0)
    v_c, U, o = rng.normal(size=4), 0.3 * rng.normal(size=(6, 4)), 1
    U[o] += sure * v_c / (v_c @ v_c)
    y_hat = np.exp(U @ v_c) / np.exp(U @ v_c).sum()
    f, parts, lost = lambda U: naive_softmax.loss(v_c, o, U), {"v_c": v_c, "U": U, "o": o}, "the others were lost"
    naive = check_gradient(f, U, np.outer(y_hat - np.eye(6)[o], v_c), ingredients=parts)
    assert naive.verdict == "disagrees"
    assert lost in naive.diagnosis
    right = naive_softmax.gradients(v_c, o, U).U
    assert check_gradient(f, U, right, ingredients=parts)
    wrong = check_gradient(f, U, right * (1 + 0.1 * (right == right.min())), ingredients=parts)
    assert wrong.verdict == "disagrees"
    assert lost not in (wrong.diagnosis or "")
