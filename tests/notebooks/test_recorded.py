"""Recorded tables are whole, say where they come from, and are what the code would still find."""

from importlib.resources import files

import pytest

from skipgram_lib.classroom import recorded, recorded_neighbours

TABLES = sorted(path.name for path in (files("skipgram_lib.classroom") / "data").iterdir())


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
