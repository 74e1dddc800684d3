"""Slides for a lecture, from cells that the chapters have: `python tools/slides.py lecture.html 02 04 06 08`.

A chapter gives its question, its tagged formulas, its predictions with their choices, its tables and its figures, in
their order, as far as "Going deeper"; an answer to a prediction comes with the next key. Needs nothing beyond the
notebooks' own packages; the page loads reveal.js, jQuery and MathJax from the net.
"""

import ast
import itertools
import pathlib
import re
import sys

import nbformat
from nbconvert import SlidesExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from regenerate_notebooks import ROOT
from stamp import OPEN

PARTS = (  # what a slide quotes of a text
    r"^## [^\n]*",
    r"^\$\$(?:(?!\$\$).)*?\\tag\{(?:(?!\$\$).)*\$\$$",
    r"^\*\*Predict\.\*\*[^\n]*(?:\n[^\n]+)*",
    r"^- \*\*[A-Z]\d+\*\* `[^\n]*",
)
PART = re.compile("|".join(PARTS), re.MULTILINE | re.DOTALL)
DEEPER = "## Going deeper"


def of_text(source):
    """(slide type, cell) for what a slide shows of a text."""
    parts = PART.findall(source)
    is_head = [part.startswith("## ") for part in parts]
    parts = [part for part, *heads in zip(parts, is_head, [*is_head[1:], True], strict=False) if not all(heads)]
    if parts:
        yield "slide", new_markdown_cell("\n\n".join(parts).replace("`\n\n- ", "`\n- "))


def of_code(cell):
    """(slide type, cell) for each table, figure, answer and list of choices that a cell shows, in their order."""
    asked = list(choices(cell.source))
    answered = any(OPEN in plain(output) for output in cell.outputs)
    for output in cell.outputs:
        if OPEN in plain(output):
            yield "fragment", new_markdown_cell(as_text(plain(output).replace(OPEN, "")))
        elif "image/png" in output.get("data", {}):
            yield "slide", new_code_cell(outputs=[output])
        elif output.get("data", {}).get("text/markdown", "").startswith("|"):
            kind = "fragment" if answered else "-" if asked else "slide"
            yield kind, new_code_cell(outputs=[output])
    if asked:
        yield "-", new_markdown_cell("\n\n".join(asked))


def choices(source):
    """What a cell lets its reader choose from, a line for each prediction."""
    for call in [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]:
        if isinstance(call.func, ast.Name) and call.func.id == "predict":
            question, _, named = (ast.literal_eval(argument) for argument in call.args)
            yield f"{as_text(question)}: **{as_text(' · '.join(named))}**"


def as_text(words):
    """Words in which Markdown finds nothing to do."""
    return re.sub(r"([_*|<])", r"\\\1", words)


def plain(output):
    return output.get("data", {}).get("text/plain", "")


def slides(numbers):
    """A notebook of slides from the chapters of these numbers."""
    cells = []
    for number in numbers:
        (path,) = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
        first, *rest = nbformat.read(path, as_version=4).cells
        opening = new_markdown_cell("\n\n".join(first.source.split("\n\n")[:2]))  # its title and its question
        above = itertools.takewhile(lambda cell: not cell.source.startswith(DEEPER), rest)
        shown = [of_text(cell.source) if cell.cell_type == "markdown" else of_code(cell) for cell in above]
        for kind, cell in [("slide", opening), *itertools.chain(*shown)]:
            cell.metadata["slideshow"] = {"slide_type": kind}
            cells.append(cell)
    return new_notebook(cells=cells)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__.split("\n")[0])
    page, _ = SlidesExporter(exclude_input=True).from_notebook_node(slides(sys.argv[2:]))
    pathlib.Path(sys.argv[1]).write_text(page, encoding="utf-8")
