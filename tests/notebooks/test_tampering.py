"""A chapter that was tampered with is noticed: a number, a formula in code or in prose, a figure, an output."""

import pathlib
import re
import subprocess
import sys

import nbformat
import pytest
from notebook_rules import problems, read

CHAPTER = pathlib.Path(__file__).parents[2] / "notebooks" / "04_true_outside_word.ipynb"


def edit(notebook, kind, old, new):
    """Replace `old` in the first cell of that kind that has it."""
    cell = next(cell for cell in notebook.cells if cell.cell_type == kind and old in cell.source)
    cell.source = cell.source.replace(old, new, 1)


def change_a_number(notebook):
    output = next(o for c in notebook.cells for o in c.get("outputs", []) if "-1.3972" in o.get("text", ""))
    output.text = output.text.replace("-1.3972", "-1.3973", 1)


def change_a_formula_in_code(notebook):
    edit(
        notebook,
        "code",
        "as_printed = -(slope_of_score - slope_of_sum)",
        "as_printed = -(slope_of_score + slope_of_sum)",
    )


def change_what_a_figure_says(notebook):
    edit(notebook, "code", "steps=200", "steps=20")


def change_a_formula_in_prose(notebook):
    edit(notebook, "markdown", r"\right) \tag{S8}", r"\right)^2 \tag{S8}")


def change_a_mark_line(notebook):
    edit(notebook, "markdown", "(ŷ − 1) v_cᵀ`", "(ŷ + 1) v_cᵀ`")


def remove_a_figure(notebook):
    cell = next(c for c in notebook.cells if "show(fig" in c.source and c.cell_type == "code")
    cell.outputs = []


def clear_every_output(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def save(notebook, folder, name):
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


@pytest.mark.parametrize(
    "tamper",
    [change_a_formula_in_prose, change_a_mark_line, remove_a_figure, clear_every_output],
    ids=lambda f: f.__name__,
)
def test_the_rules_notice(tamper, tmp_path):
    notebook = read(CHAPTER)
    tamper(notebook)
    (tmp_path / "exercises").mkdir()
    for target in CHAPTER.parent.glob("**/[0-9][0-9]_*.ipynb"):  # what its links lead to
        (tmp_path / ("exercises" if target.parent.name == "exercises" else "") / target.name).touch()
    assert problems(save(read(CHAPTER), tmp_path, CHAPTER.stem)) == []
    assert problems(save(notebook, tmp_path, CHAPTER.stem)) != []


def test_strict_nbval_notices(tmp_path):
    """All three in one copy, so that one kernel does; what is not touched is compared wherever the chapters run."""
    original, notebook = read(CHAPTER), read(CHAPTER)
    for tamper in (change_a_number, change_a_formula_in_code, change_what_a_figure_says):
        tamper(notebook)
    pairs = zip(code_cells(original), code_cells(notebook), strict=True)
    touched = {number for number, (before, after) in enumerate(pairs) if before != after}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-current-env",
        "-q",
        "-p",
        "no:cacheprovider",
        "--tb=no",
    ]
    command += ["--rootdir", tmp_path, save(notebook, tmp_path, "tampered")]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    failed = {int(number) for number in re.findall(r"^FAILED tampered\.ipynb::Cell (\d+)", run.stdout, re.MULTILINE)}
    drawn = {number for number in touched if "def follow" in code_cells(notebook)[number].source}
    assert len(touched) == 3
    assert touched - drawn <= failed  # the tampered loop prints nothing itself: its figure, one cell on, does
    assert {number + 1 for number in drawn} <= failed


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]
