"""Wrong weights and wrong vectors have their names, in both gradients alike, and what a draw hides has none."""

import numpy as np
import pytest
from gradient_blocks import (
    ADD_AT,
    BLOCKS,
    KNOWN,
    SUMMED,
    U,
    V,
    all_pushes,
    delta,
    drawn,
    o,
    pull,
    push,
    slopes,
    v_c,
    y,
    y_hat,
    z,
)

from skipgram_lib import check_gradient, naive_softmax, negative_sampling
from skipgram_lib.derivation import random_point
from skipgram_lib.losses import sigmoid, softmax

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
