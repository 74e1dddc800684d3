"""Every stored notebook keeps the rules, and each line of the document has its home in exactly one chapter."""

import pathlib

import pytest
from notebook_rules import homes, problems

from skipgram_lib.derivation import all_lines

NOTEBOOKS = pathlib.Path(__file__).parents[2] / "notebooks"
EVERY = sorted(NOTEBOOKS.rglob("[0-9][0-9]_*.ipynb"))
CHAPTERS = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))


def test_there_are_notebooks():
    assert CHAPTERS


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_rules(path):
    assert problems(path) == []


def test_no_line_has_two_homes():
    shown, checked = homes(CHAPTERS)
    ids = {id.removesuffix(" corrected") for _, id in shown}
    assert {id for _, id in checked} == ids
    for id in ids:
        assert len({name for name, shown_id in shown if shown_id == id}) == 1
        assert len({name for name, checked_id in checked if checked_id == id}) == 1


def test_every_correction_is_shown_beside_its_line():
    shown, _ = homes(CHAPTERS)
    for name, id in list(shown):
        if all_lines()[id.removesuffix(" corrected")].correction:
            assert (name, id.removesuffix(" corrected") + " corrected") in shown
