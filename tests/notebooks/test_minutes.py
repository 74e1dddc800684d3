"""A chapter's minutes are honest, and its core stays short: words / 130, one for a code cell, two for a prediction.

A cell whose source is hidden only words what another one measured: nobody has to read it, so it costs no minute.
"""

import pathlib
import re

import pytest
from notebook_rules import hidden, read

CHAPTERS = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("[0-9][0-9]_*.ipynb"))
TOLD = re.compile(r"(\d+) minutes(?:[^.]*?(\d+) more)?")
CORE_MINUTES, CORE_CELLS = 25, 9


def words(source):
    """How many words are read: a formula in a line is one, a displayed one and what is folded are none."""
    for pattern, by in ((r"<details>.*?</details>|\$\$.*?\$\$", " "), (r"\$[^$]*\$", " x "), (r"\]\([^)]*\)", "]")):
        source = re.sub(pattern, by, source, flags=re.DOTALL)
    return sum(bool(re.search(r"\w", word)) for word in source.split())


def measured(notebook):
    """(minutes, code cells) of the core, and of what stands below "Going deeper"."""
    parts, deeper = [[0, 0], [0, 0]], False
    for cell in notebook.cells:
        deeper = deeper or (cell.cell_type == "markdown" and "## Going deeper" in cell.source)
        part = parts[deeper]
        if cell.cell_type == "markdown":
            part[0] += words(cell.source) / 130
        elif not hidden(cell):
            part[0] += 1 + 2 * len(re.findall(r"^(?:predict|mark)\(", cell.source, re.MULTILINE))
            part[1] += 1
    return parts


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_minutes_are_honest(path):
    notebook = read(path)
    told = TOLD.search(notebook.cells[0].source).groups(default="0")
    for minutes, (needed, _) in zip(map(int, told), measured(notebook), strict=True):
        assert needed - 1 <= minutes <= needed + 3, f"{path.stem} tells {minutes} minutes and takes {needed:.1f}"


@pytest.mark.parametrize("path", CHAPTERS[:13], ids=lambda path: path.stem)  # the last one is an optional level
def test_the_core_stays_short(path):
    (needed, cells), _ = measured(read(path))
    assert needed <= CORE_MINUTES + 0.5
    assert cells <= CORE_CELLS
