"""The road's pieces: right ones in any style pass, wrong ones are named, and what is lent is the library's own."""

import numpy as np
import pytest

from skipgram_lib.classroom.road import baselines, held_out, lend, lesson, pieces, try_piece, village
from skipgram_lib.classroom.road.checks import CHECKS
from skipgram_lib.losses import negative_sampling, softmax
from skipgram_lib.training import reference_text


def sigma(x):
    return 1 / (1 + np.exp(-x))


def window(sentence, reach, keep):
    places = range(len(sentence))
    return [(sentence[i], sentence[j]) for i in places for j in places if keep(i, j, sentence, reach)]


def wrong_step(sign=-1, after=False, repeats=True):
    def step(v, U, c, o, negatives, rate):
        negatives = negatives if repeats else sorted(set(negatives))
        found = negative_sampling.gradients(v[c], o, U, negatives)
        v[c] += sign * rate * found.v_c
        U += sign * rate * (negative_sampling.gradients(v[c], o, U, negatives).U if after else found.U)

    return step


def not_in_place(v, U, c, o, negatives, rate):
    v = v - rate
    U = U - rate


def unbalanced(pairs, counts, d, K, rate, rng):
    return rng.normal(size=(len(counts), d)), rng.normal(size=(len(counts), d))


WRONG = {  # piece -> wrong answers with the words that their feedback must have
    "softmax": [
        (lambda z: np.exp(z) / np.exp(z).sum(), "With scores near 1000"),
        (lambda z: np.exp(z - z.max()), "not divided by their sum"),
        (lambda z: z / z.sum(), "exp is missing"),
        (sigma, "σ is of the other loss"),
        (lambda z: softmax(-z), "a sign flip"),
    ],
    "softmax_loss": [
        (lambda v_c, o, U: pieces.softmax(U @ v_c)[o], "a log is missing"),
        (lambda v_c, o, U: np.log(pieces.softmax(U @ v_c)[o]), "a sign flip"),
        (lambda v_c, o, U: -np.log(pieces.softmax(U @ v_c)[o - 1]), "another word stands where o should"),
        (lambda v_c, o, U: -np.log(pieces.softmax(U @ v_c)).sum(), "all words are added up"),
    ],
    "sampling_pull": [
        (lambda v_c, o, U: sigma(-(U[o] @ v_c)) * v_c, "a sign flip"),
        (lambda v_c, o, U: -sigma(-(U[o] @ v_c)) * U[o], "Next: "),
    ],
    "sampling_pushes": [
        (lambda v_c, U, n: np.tile(sigma(U[n] @ v_c).sum() * v_c, (len(n), 1)), "the sum should have disappeared"),
        (lambda v_c, U, n: -np.outer(sigma(U[n] @ v_c), v_c), "a sign flip"),
    ],
    "pairs": [
        (lambda s, r: window(s, r, lambda i, j, s, r: abs(i - j) <= r), "paired with itself"),
        (lambda s, r: window(s, r, lambda i, j, s, r: 0 < j - i <= r), "only words to the right"),
        (lambda s, r: window(s, r, lambda i, j, s, r: 0 < i - j <= r), "only words to the left"),
        (lambda s, r: window(s, r, lambda i, j, s, r: 0 < abs(i - j) <= r and s[i] != s[j]), "may stand near itself"),
        (lambda s, r: set(window(s, r, lambda i, j, s, r: 0 < abs(i - j) <= r)), "counted once"),
        (lambda s, r: window(s, r, lambda i, j, s, r: 0 < abs(i - j) <= r + 1), "one place too far"),
        (lambda s, r: None, "returned nothing"),
    ],
    "draws": [
        (lambda n, K, rng: rng.choice(len(n), K, p=n / n.sum()), "the power ¾ is missing"),
        (lambda n, K, rng: rng.integers(len(n), size=K), "the counts are not used"),
        (lambda n, K, rng: rng.choice(len(n), K, p=n**0.75 / (n**0.75).sum()) + 1, "row numbers are whole"),
    ],
    "step": [
        (wrong_step(+1), "uphill"),
        (wrong_step(after=True), "after v had moved"),
        (wrong_step(repeats=False), "repeated draw is counted once"),
        (not_in_place, "neither v nor U has changed"),
    ],
    "loop": [
        (unbalanced, "U starts elsewhere"),
        (lambda *given: None, "returned nothing"),
        (lambda pairs, counts, d, *more: (np.zeros((d, len(counts))),) * 2, "the shapes are"),
        (lambda pairs, counts, d, *more: (np.full((len(counts), d), np.nan),) * 2, "not finite"),
    ],
}


def called(name, function):
    function.__name__ = name
    return function


def flat(table):
    return [pytest.param(name, *row, id=f"{name}-{i}") for name, rows in table.items() for i, row in enumerate(rows)]


@pytest.mark.parametrize(("name", "answer", "words"), flat(WRONG))
def test_a_wrong_piece_is_named_and_earns_nothing(name, answer, words, capsys):
    assert try_piece(called(name, lambda *given: answer(*given)), points=2) == 0
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("name", CHECKS)
def test_what_is_lent_passes_its_own_check(name, capsys):
    assert CHECKS[name](getattr(pieces, name), 2) == 2, capsys.readouterr().out


def test_missing_and_wrong_pieces_are_lent_and_right_ones_kept(capsys):
    own = called("softmax", lambda z: softmax(z))
    notebook = {"softmax": own, "softmax_loss": lambda v_c, o, U: 0.0, "step": 3}
    lend(notebook, "softmax", "softmax_loss", "step", "draws")
    assert capsys.readouterr().out == "Yours: softmax. Lent by the library: softmax_loss, step, draws.\n"
    assert notebook["softmax"] is own
    assert [notebook[name] for name in ("softmax_loss", "step", "draws")] == [
        pieces.softmax_loss,
        pieces.step,
        pieces.draws,
    ]


def test_a_piece_of_no_known_name_is_told_so(capsys):
    assert try_piece(called("soft", lambda z: z), points=1) == 0
    assert "no piece soft: keep the name" in capsys.readouterr().out


def test_the_baselines_are_the_best_that_know_no_vectors():
    text, costs = village(), baselines(village())
    V = len(text.counts)
    assert costs["a score for each word"] < costs["one score for all"]
    for other in (-1.5, -1.2):  # −log 4 = −1.39 lies between
        assert held_out(text, np.ones((V, 1)), np.full((V, 1), other)) > costs["one score for all"]


def quickly(text, d=8, K=4, rate=0.1):
    """The loop, with all words drawn at once."""
    rng = np.random.default_rng(0)
    v, U = rng.normal(0, 0.1, (len(text.counts), d)), np.zeros((len(text.counts), d))
    drawn = pieces.draws(text.counts, (len(text.pairs), K), rng)
    for (c, o), k in zip(text.pairs, drawn, strict=True):
        rows, centre = [o, *k], v[c].copy()
        delta = sigma(U[rows] @ centre) - np.eye(1 + K)[0]
        v[c] -= rate * delta @ U[rows]
        np.add.at(U, rows, -rate * np.outer(delta, centre))
    return v, U


@pytest.mark.parametrize(("characters", "better"), [(120_000, True), (15_000, False)])
def test_a_text_of_ones_own_beats_the_baselines_where_it_is_long_enough(characters, better):
    mine = lesson(reference_text()[:characters], steps=75_000)
    assert len(mine.pairs) == 75_000
    assert len(mine.words) <= 500
    assert (held_out(mine, *quickly(mine)) < min(baselines(mine).values())) == better


def test_a_piece_that_never_ended_is_lent_without_waiting(capsys):
    stuck = called("softmax", lambda z: raising(KeyboardInterrupt()))  # what stops a cell that runs too long
    with pytest.raises(KeyboardInterrupt):
        try_piece(stuck, points=1)
    notebook = {"softmax": stuck}
    lend(notebook, "softmax")
    assert notebook["softmax"] is pieces.softmax


def raising(problem):
    raise problem
