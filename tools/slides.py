"""Slides for a lecture, from cells that the chapters have: `python tools/slides.py lecture.html 02 04 06 08`.

A chapter gives its question, its tagged formulas, its predictions and its figures, in their order; an answer to a
prediction comes with the next key. Needs nothing beyond the notebooks' own packages; the page loads reveal.js.
"""

import pathlib
import re
import sys

import nbformat
from nbconvert import SlidesExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from regenerate_notebooks import ROOT

FORMULA = re.compile(r"^\$\$.*?\\tag\{.*?\$\$$", re.MULTILINE | re.DOTALL)
HEAD = re.compile(r"\A## .*")
PREDICT = re.compile(r"^\*\*Predict\.\*\*.*(?:\n.+)*", re.MULTILINE)
ANSWER = "you had not decided"


def kept(cell):
    """(slide type, cell) for what a slide shows of one cell, or None."""
    if cell.cell_type == "markdown":
        parts = [*HEAD.findall(cell.source), *FORMULA.findall(cell.source), *PREDICT.findall(cell.source)]
        return ("slide", new_markdown_cell("\n\n".join(parts))) if len(parts) > len(HEAD.findall(cell.source)) else None
    shown = [one for one in cell.outputs if "image/png" in one.get("data", {})]
    answers = [one for one in cell.outputs if ANSWER in one.get("data", {}).get("text/plain", "")]
    if not shown and not answers:
        return None
    return ("slide" if shown else "fragment"), new_code_cell(outputs=shown or answers)


def slides(numbers):
    """A notebook of slides from the chapters of these numbers."""
    cells = []
    for number in numbers:
        (path,) = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
        first, *rest = nbformat.read(path, as_version=4).cells
        opening = new_markdown_cell("\n\n".join(first.source.split("\n\n")[:2]))  # its title and its question
        for kind, cell in [("slide", opening), *filter(None, map(kept, rest))]:
            cell.metadata["slideshow"] = {"slide_type": kind}
            cells.append(cell)
    return new_notebook(cells=cells)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__.split("\n")[0])
    page, _ = SlidesExporter(exclude_input=True).from_notebook_node(slides(sys.argv[2:]))
    pathlib.Path(sys.argv[1]).write_text(page, encoding="utf-8")
