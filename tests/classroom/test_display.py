"""A table keeps its columns, whatever stands in its cells."""

import re

import pytest

from skipgram_lib.classroom import display


@pytest.mark.parametrize("head", ["p(w|c)", "|x|", "a | b", "plain"])
def test_a_bar_in_a_cell_makes_no_column(head, monkeypatch):
    shown = []
    monkeypatch.setattr(display, "display", lambda bundle, raw: shown.append(bundle))
    display.table([head, "other"], [[1, head], [-0.0, 2.5]])
    (bundle,) = shown
    lines = bundle["text/markdown"].splitlines()
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in lines] == [3] * 4
    assert bundle["text/plain"].splitlines() == [f"{head}  other", f"1  {head}", "0  2.5"]
