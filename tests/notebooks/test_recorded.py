"""Recorded tables are whole, say where they come from, and are what the code would still find."""

import itertools
import pathlib
from importlib.resources import files

import pytest
from notebook_rules import read, sources

from skipgram_lib.classroom import recorded, recorded_neighbours

NOTEBOOKS = pathlib.Path(__file__).parents[2] / "notebooks"
TABLES = sorted(path.name for path in (files("skipgram_lib.classroom") / "data").glob("*.csv"))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_wrote_it(name):
    text = (files("skipgram_lib.classroom") / "data" / name).read_text(encoding="utf-8")
    header = [line for line in text.splitlines() if line.startswith("#")]
    assert "Written by benchmarks/baselines.py." in header[-1]
    assert all(None not in row and None not in row.values() for row in recorded(name.removesuffix(".csv")))


def test_each_word_has_ten_neighbours_before_and_after():
    for word, near in recorded_neighbours().items():
        assert set(near) == {"before", "after", "counts"}
        assert all(len(set(words)) == 10 and word not in words for words in near.values())
        assert not set(near["before"]) & set(near["after"])


def test_what_the_training_chapter_quotes_is_what_was_recorded():
    told = " ".join(sources(read(NOTEBOOKS / "09_train_on_a_corpus.ipynb"), "markdown"))
    found = {row["what"]: float(row["mean"]) for name in ("held_out", "starts", "plants") for row in recorded(name)}
    percent = lambda what: f"{found[what]:.0%}".replace("%", " %")
    assert f"{percent('neighbours in common, seed to seed')} of the ten nearest words stay" in told
    assert f"{percent('neighbours in common, trained and counts')} of the ten are common to both" in told
    assert 0.25 <= found["seconds, counts"] / found["seconds, trained"] <= 0.4, "about a third of the time"
    assert f"= {found['every score 0']:.2f}$ nats" in told
    assert f"1.79 + 0.91 = {found['the best constant score']:.2f}$" in told
    assert f"svd reach {found['counts with svd']:.2f}, trained vectors {found['trained']:.2f}" in told
    order = found["the outside word's frequency"] - found["trained"]
    assert found["the outside word's frequency"] - found["counts with svd"] > order / 2, "more than half of it"
    assert found["trained, shadow, first by cosine"] == 1, "every shadow"
    assert round(7 * found["trained, twin, first by cosine"]) == 6, "six twins of seven"
    assert round(3 * found["trained, twin, first by score"]) == 2, "two twins of three"
    assert f"{percent('trained, twin, first by score, its word taking part')} of the twins stay first" in told
    selves = percent("trained, any word, itself first by score")
    assert f"More than half of *all* words, {selves}, do not use that freedom" in told
    assert found["neighbours in common, seed to seed"] < 2 / 3, "more than a third belongs to one run"
    rows = [{k: float(row[k]) for k in ("least", "most")} for row in recorded("held_out")]
    assert all(better["most"] < worse["least"] for worse, better in itertools.pairwise(rows)), (
        "no seed changes the order"
    )
