"""From a text to pairs and draws: vocabulary, windows, thinning, negatives; and what is refused."""

from importlib import import_module

import numpy as np
import pytest

from skipgram_lib import training
from skipgram_lib.losses import LOSSES
from skipgram_lib.training import Recipe, corpus_of, train
from skipgram_lib.training.pairs import draw_negatives, epoch_pairs, minibatches, thinned, window_pairs


def test_words_counts_and_rows():
    corpus = corpus_of("B a b. C b a!\n\nA __init__ 3 --- x2 2 x2", min_count=2)
    assert corpus.words == ("a", "b", "x2")
    assert corpus.counts.tolist() == [3, 3, 2]
    assert corpus.tokens.tolist() == [1, 0, 1, 1, 0, 0, 2, 2]
    assert corpus.sentence.tolist() == [0, 0, 0, 1, 1, 2, 2, 2]
    assert training.sentences("__init__ _ 3 4x") == [["__init__", "x"]]


def test_the_reference_is_long_and_the_same_twice():
    text = training.reference_text()
    words = [word for sentence in training.sentences(text) for word in sentence]
    assert len(words) > 150_000
    assert {"list", "array", "exception", "__init__", "float64"} <= set(words)
    topics = import_module("pydoc_data.topics").topics.values()
    assert text.count(">>>") == sum(section.count(">>>") for section in set(topics))  # none of numpy's examples
    assert text == training.reference_text()


def test_window_pairs_by_hand():
    tokens, sentence = np.array([5, 6, 7, 8, 9]), np.array([0, 0, 0, 0, 1])
    c, o = window_pairs(tokens, sentence, np.array([1, 2, 1, 0, 3]))
    assert list(zip(c.tolist(), o.tolist(), strict=True)) == [(5, 6), (6, 5), (6, 7), (6, 8), (7, 6), (7, 8)]
    assert [len(part) for part in window_pairs(tokens[:0], sentence[:0], tokens[:0])] == [0, 0]


def test_frequent_words_are_thinned_as_stated():
    corpus = corpus_of([["often"] * 9_000 + ["rare"] * 1_000], 1)
    tokens, sentence = thinned(corpus, 0.1, np.random.default_rng(0))
    stayed = np.bincount(tokens)
    assert stayed[1] == 1_000
    assert abs(stayed[0] - 4_000) < 236  # 9,000 (1/3 + 1/9), five deviations
    assert len(sentence) == len(tokens)


def test_negatives_follow_the_counts_to_the_power():
    corpus = corpus_of([["a"] * 16 + ["b"]], 1)
    np.testing.assert_allclose(corpus.noise(0.75), [8 / 9, 1 / 9])
    drawn = draw_negatives(corpus.noise(0.75), (90_000, 3), np.random.default_rng(0))
    assert drawn.shape == (90_000, 3)
    assert (abs(drawn.sum(axis=0) - 10_000) < 500).all()  # five deviations
    assert (abs((drawn[:, 0] * drawn[:, 1]).sum() - 90_000 / 81)) < 170  # draws of a pair know nothing of each other


def test_mini_batches_hold_each_pair_once():
    recipe, c = Recipe(batch=1_000, K=2), np.arange(70_123)
    found = list(minibatches(c, -c, np.full(4, 0.25), recipe, np.random.default_rng(0)))
    assert np.array_equal(np.concatenate([draw[0] for draw in found]), c)
    assert np.array_equal(np.concatenate([draw[1] for draw in found]), -c)
    assert {draw[2].shape for draw in found} == {(1_000, 2), (123, 2)}


def test_an_epochs_pairs_stand_within_the_window():
    corpus = corpus_of([[f"w{i:03}" for i in range(200)]], 1)
    c, o = epoch_pairs(corpus, Recipe(window=3, subsample=1e9), np.random.default_rng(0))
    apart = np.bincount(abs(c - o))
    assert len(apart) == 4
    assert apart[1] == 398
    assert abs(apart[2] - 264) < 50  # two windows of three reach that far, and one of three reaches 3
    assert abs(apart[3] - 131) < 50
    c, o = epoch_pairs(corpus, Recipe(window=3, subsample=1e9, shuffle=1), np.random.default_rng(0))
    assert (np.diff(o) >= 0).all()
    assert all(set(c[o == k] - k) in ({-1, 1}, {-2, -1, 1, 2}, {*range(-3, 4)} - {0}) for k in range(3, 197))


def test_pairs_are_shuffled_within_stretches_of_the_text():
    corpus = corpus_of([[f"w{i:03}" for i in range(200)]], 1)
    pairs = {}
    for shuffle in (1, 100, 10_000):
        recipe = Recipe(window=3, subsample=1e9, shuffle=shuffle)
        pairs[shuffle] = np.stack(epoch_pairs(corpus, recipe, np.random.default_rng(0)), axis=1).tolist()
    for i in range(0, len(pairs[1]), 100):
        there, here = pairs[1][i : i + 100], pairs[100][i : i + 100]
        assert sorted(here) == sorted(there)
    assert pairs[100][:100] != pairs[1][:100]
    assert sorted(pairs[10_000][:100]) != sorted(pairs[1][:100])
    assert sorted(pairs[10_000]) == sorted(pairs[1])


@pytest.mark.parametrize(("text", "told"), [("", "it holds 0, of 0"), ("one one one", "it holds 1, of 1")])
def test_a_text_without_two_words_is_refused(text, told):
    with pytest.raises(ValueError, match=rf"text must hold at least 2 different words .* {told}"):
        corpus_of(text, min_count=1)


def test_other_unfit_texts_are_refused(tmp_path):
    (tmp_path / "latin").write_bytes("café".encode("latin-1"))
    with pytest.raises(ValueError, match=r"path must be a UTF-8 text file; .*latin is not, from byte 3 on"):
        training.read_text(tmp_path / "latin")
    (tmp_path / "utf8").write_text("\ufeffcafé", encoding="utf-8")
    assert training.read_text(tmp_path / "utf8") == "café"
    with pytest.raises(TypeError, match="text must be a str; got bytes"):
        training.sentences(b"bytes")
    with pytest.raises(ValueError, match="corpus must hold two words in one sentence"):
        train(corpus_of("One. Two. One. Two.", 1))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"loss": "hinge"}, f"loss must be one of {', '.join(map(repr, LOSSES))}; got 'hinge'"),
        ({"d": 0}, "d must be an int of 1 or more; got 0"),
        ({"epochs": 2.5}, "epochs must be an int of 1 or more; got 2.5"),
        ({"shuffle": True}, "shuffle must be an int of 1 or more; got True"),
        ({"rate": float("nan")}, "rate must be a number above 0; got nan"),
        ({"rate": -1}, "rate must be a number above 0; got -1"),
    ],
)
def test_unfit_recipes_are_refused(wrong, told):
    with pytest.raises((TypeError, ValueError), match=told):
        Recipe(**wrong)
