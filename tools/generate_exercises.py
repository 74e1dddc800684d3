"""Make notebooks/exercises/ from notebooks/solutions/ and run it: `python tools/generate_exercises.py [NN ...]`.

The preprocessors are nbgrader's own, in the order of `nbgrader generate_assignment`, without those that need a course.
Running it twice gives the same bytes. Needs `pip install -e ".[grading]"`.
"""

import sys

import nbformat
from nbgrader import preprocessors
from nbgrader.converters import GenerateAssignment
from regenerate_notebooks import ROOT, regenerate

SOLUTIONS, EXERCISES = ROOT / "notebooks" / "solutions", ROOT / "notebooks" / "exercises"
OF_A_COURSE = (preprocessors.IncludeHeaderFooter, preprocessors.InstantiateTests, preprocessors.SaveCells)


def exercise(path):
    """The notebook that a learner gets for one solution: stubs for the answers, no outputs, nbgrader's checksums."""
    notebook = nbformat.read(path, as_version=4)
    for preprocessor in GenerateAssignment.preprocessors.default():
        if preprocessor not in OF_A_COURSE:
            notebook, _ = preprocessor().preprocess(notebook, {})
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def generate(path):
    """Write and run the exercises of one solution notebook."""
    target = EXERCISES / path.name
    target.parent.mkdir(exist_ok=True)
    nbformat.write(exercise(path), target)
    regenerate(target)


if __name__ == "__main__":
    for path in sorted(SOLUTIONS.glob("[0-9][0-9]_*.ipynb")):
        if path.name[:2] in (sys.argv[1:] or path.name[:2]):
            generate(path)
