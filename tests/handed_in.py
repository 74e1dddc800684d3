"""Chapter 06's exercises as a learner hands them in, solved; what tests of the tools break on purpose."""

import pathlib

import nbformat

ROOT = pathlib.Path(__file__).parents[1]
(SOLUTION,) = (ROOT / "notebooks" / "solutions").glob("06_*.ipynb")
RELEASED = ROOT / "notebooks" / "exercises" / SOLUTION.name


def cells_of(path):
    return nbformat.read(path, as_version=4)


def solved():
    """The exercises with the model answers in them."""
    answers = {c.metadata.nbgrader.grade_id: c.source for c in cells_of(SOLUTION).cells if "nbgrader" in c.metadata}
    notebook = cells_of(RELEASED)
    for cell in notebook.cells:
        id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if id.endswith("-solution"):
            cell.source = answers[id]
    return notebook


def first(notebook, ending):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id", "").endswith(ending))


def hand_in(folder, name, file, text):
    """Put a file into the folder that one learner hands in."""
    (folder / "in" / name).mkdir(parents=True, exist_ok=True)
    (folder / "in" / name / file).write_text(text, encoding="utf-8")
