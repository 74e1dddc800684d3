"""Recorded tables are whole, say where they come from, and are what the code would still find."""

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
    found = {row["what"]: row for name in ("held_out", "starts") for row in recorded(name)}
    notebook = read(NOTEBOOKS / "09_train_on_a_corpus.ipynb")
    told = " ".join(sources(notebook, "markdown"))
    assert f"reaches {float(found['the best constant score']['mean']):.2f}" in told
    assert f"{float(found['neighbours in common, seed to seed']['mean']):.0%}".replace("%", " %") in told
