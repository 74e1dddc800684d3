"""Training repeats itself bit by bit, goes downhill, and says so where it does not."""

import signal
from importlib import import_module

import numpy as np
import pytest
from toy_text import prose

from skipgram_lib import training
from skipgram_lib.losses import LOSSES
from skipgram_lib.training import Recipe, corpus_of, train
from skipgram_lib.training.batch import batch_gradients
from skipgram_lib.training.pairs import epoch_pairs, minibatches
from skipgram_lib.training.train import first_pairs

both = pytest.mark.parametrize("name", LOSSES)  # every loss that is registered


@both
def test_the_loss_falls_and_kinds_of_words_part(name):
    rate = 0.1 if name == "negative_sampling" else 0.05
    found = train(corpus_of(prose(), 1), Recipe(loss=name, d=8, rate=rate, batch=16, subsample=1.0, epochs=6))
    assert (np.diff(found.losses) < 0).all()
    assert found.losses[-1] < 0.95 * found.losses[0]
    assert set(found.nearest("cat", 4)) == {"dog", "horse", "cow", "sheep"}
    assert set(found.nearest("red", 4)) == {"green", "blue", "black", "white"}


@both
def test_a_run_repeats_itself_bit_by_bit(name):
    corpus, recipe = corpus_of(prose(100), 1), Recipe(loss=name, epochs=2)
    one, two = (train(corpus, recipe, check=check) for check in (True, False))
    assert one.v.tobytes() == two.v.tobytes()
    assert one.U.tobytes() == two.U.tobytes()
    other = train(corpus, Recipe(loss=name, epochs=2, seed=1), check=False)
    assert not np.array_equal(one.v, other.v)


@both
def test_steps_go_against_the_gradient_at_a_rate_that_falls_to_0(name):
    corpus, recipe = corpus_of([["a", "b", "c"]], 1), Recipe(loss=name, d=3, batch=1, epochs=2, window=1, subsample=9)
    rng = np.random.default_rng(0)
    x = np.array([rng.uniform(-0.5, 0.5, (3, 3)) / 3, np.zeros((3, 3))])
    for step in range(8):  # four pairs an epoch
        if step % 4 == 0:
            draws = minibatches(*epoch_pairs(corpus, recipe, rng), corpus.noise(), recipe, rng)
        slope = batch_gradients(LOSSES[name].batch(*x, *next(draws)), 3)
        x = x - 0.05 * (1 - step / 8) * np.array(slope)
    found = train(corpus, recipe)
    np.testing.assert_allclose([found.v, found.U], x, rtol=1e-12)


def test_neighbours_are_told_by_angle_not_by_length():
    v = np.array([[1.0, 0], [0.5, 0.1], [30, 30], [-1, 0], [1, 0]])
    found = training.Vectors(("a", "near", "long", "away", "same"), v, v, np.array([]), Recipe(d=2))
    assert found.nearest("a") == ["same", "near", "long", "away"]
    assert found.nearest("a", 1) == ["same"]


@both
@pytest.mark.parametrize("rate", [0.3, 30.0, 1e300])
def test_a_rate_that_diverges_is_named(name, rate):
    with pytest.raises(training.DivergedError, match=r"rate must be small enough .* with rate = .* in epoch"):
        train(corpus_of(prose(), 1), Recipe(loss=name, rate=rate, subsample=1.0), check=False)


def interrupting(step, at, key):
    """`_step`, with Ctrl-C pressed in call number `at`, or never."""
    calls = []

    def stepped(*arguments):
        calls.append(arguments)
        if len(calls) == at:
            key()
        return step(*arguments)

    return stepped, calls


def test_ctrl_c_returns_the_vectors_so_far(monkeypatch):
    module = import_module("skipgram_lib.training.train")
    corpus, recipe, step = corpus_of(prose(100), 1), Recipe(epochs=4, batch=32), module._step
    counted, calls = interrupting(step, None, None)
    monkeypatch.setattr(module, "_step", counted)
    whole = train(corpus, recipe)
    stopped, _ = interrupting(step, len(calls) // 2, lambda: signal.raise_signal(signal.SIGINT))
    monkeypatch.setattr(module, "_step", stopped)
    found = train(corpus, recipe)
    assert whole.finished
    assert not found.finished
    assert len(found.losses) < 4
    assert found.losses.tolist() == whole.losses[: len(found.losses)].tolist()
    assert "interrupted in epoch" in repr(found)


def test_the_first_pairs_are_neighbours_in_both_roles():
    c, o, negatives = first_pairs(corpus_of([["a", "b", "c", "d", "a"]], 1), Recipe())
    there = [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2), (3, 0), (0, 3)]
    assert list(zip(c.tolist(), o.tolist(), strict=True)) == there
    assert negatives.shape == (8, 5)
