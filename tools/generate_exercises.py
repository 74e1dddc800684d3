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
GUARD = """### BEGIN HIDDEN TESTS
import sys  # all of the library afresh, and nothing from this folder
from pathlib import Path

sys.path[:] = [place for place in sys.path if Path(place).resolve() != Path.cwd()]
for _module in [_module for _module in sys.modules if _module.split(".")[0] == "skipgram_lib"]:
    del sys.modules[_module]
### END HIDDEN TESTS
"""  # on top of every cell that measures; a learner's copy has it taken out, autograding puts it back
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
