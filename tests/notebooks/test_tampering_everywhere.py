"""In every chapter a changed number and a changed formula are noticed; no kernel is needed to see it.

`test_tampering.py` lets strict nbval itself run one chapter. Here every stored number is changed in turn and handed to
nbval's own comparison, beside what the cell gives; and one formula a chapter is changed, and its cells run in process.
"""

import contextlib
import io
import pathlib
import re
from types import SimpleNamespace

import nbformat
import pytest
from nbval.plugin import IPyNbCell, nocolors
from notebook_rules import read

from skipgram_lib.classroom import display, ledger, pages, predictions

CHAPTERS = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("[0-9][0-9]_*.ipynb"))
FORMULAS = {  # chapter -> (a formula of its code, another one)
    "00": ("(-0.6) * 1, U @ v_c", "(-0.6) * 1, U @ -v_c"),
    "01": ("(f(x + h) - f(x - h)) /", "(f(x + h) + f(x - h)) /"),
    "02": ("y_hat = weights / Sigma", "y_hat = weights / (1 + Sigma)"),
    "03": ("as_printed = U.T @ (y - y_hat)", "as_printed = U.T @ (y + y_hat)"),
    "04": ("as_printed = -(slope_of_score - slope_of_sum)", "as_printed = -(slope_of_score + slope_of_sum)"),
    "05": ("matrix = np.outer(y_hat - y, v_c)", "matrix = np.outer(y_hat + y, v_c)"),
    "06": ("J = price.sum()", "J = price.mean()"),
    "07": ("N4 = (s(z_o) - 1) * u_o", "N4 = (s(z_o) + 1) * u_o"),
    "08": ("own = 1 - s(x)", "own = s(x)"),
    "09": ("page_1 = window_sum([y_hat - y[o]", "page_1 = window_sum([y_hat + y[o]"),
    "10": ("p_w = p_cw / p_c", "p_w = p_cw * p_c"),
    "11": ("s(z) * (1 - s(z)), (s(z) - 1) * y", "s(z) * (1 + s(z)), (s(z) - 1) * y"),
    "12": ("(self, other.value), (other, self.value)", "(self, self.value), (other, other.value)"),
    "13": ("E * pow(Sigma.a, -1, p) - 1", "E * pow(Sigma.a, -1, p) + 1"),
}
SKIPPED = ("metadata", "output_type", "name", "execution_count", "image/png")  # what strict nbval does not compare
NUMBER = re.compile(r"\d+")


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def nbval_is_content(outputs, stored):
    """Does nbval's own comparison take the outputs of a cell for those that are stored?"""
    cell = SimpleNamespace(
        parent=SimpleNamespace(skip_compare=SKIPPED),
        colors=nocolors,
        sanitize=lambda text: text,
        format_output_compare=lambda *mismatch: None,
    )
    return IPyNbCell.compare_outputs(cell, outputs, stored)


def with_a_changed_number(outputs):
    """Copies of a cell's outputs, each with another number of one output changed."""
    for at, output in enumerate(outputs):
        texts = {key: text for key, text in output.get("data", {}).items() if key != "image/png"}
        for key, text in ({"text": output.text} if "text" in output else texts).items():
            for number in NUMBER.finditer(text):
                changed = f"{text[: number.start()]}{int(number[0]) + 1}{text[number.end() :]}"
                new = {**output, "text": changed} if key == "text" else {**output, "data": {**texts, key: changed}}
                yield [*outputs[:at], nbformat.from_dict(new), *outputs[at + 1 :]]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_stored_number_is_compared(path):
    changed = 0
    for cell in code_cells(read(path)):
        assert nbval_is_content(cell.outputs, cell.outputs)
        for tampered in with_a_changed_number(cell.outputs):
            assert not nbval_is_content(cell.outputs, tampered), cell.source[:60]
            changed += 1
    assert changed > 20


def test_every_chapter_has_a_formula_to_change():
    assert [path.stem[:2] for path in CHAPTERS] == sorted(FORMULAS)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_formula_changed_in_code_changes_what_is_printed(path, shown, monkeypatch):
    monkeypatch.chdir(path.parent)
    right, wrong = FORMULAS[path.stem[:2]]
    assert any(right in cell.source for cell in code_cells(read(path))), "gone: name another formula above"
    namespace, touched = {}, False
    for cell in code_cells(read(path)):
        stored = [output.data["text/plain"] for output in cell.outputs if "data" in output]
        stored.append("".join(output.get("text", "") for output in cell.outputs))
        if not touched:
            assert run(cell.source, dict(namespace), shown) == stored, f"nothing was changed here: {cell.source[:60]}"
        touched = touched or right in cell.source
        if run(cell.source.replace(right, wrong), namespace, shown) != stored:
            return  # noticed
    pytest.fail(f"{wrong} in place of {right} prints the same")


@pytest.fixture
def shown(monkeypatch):
    """Every text that a cell displays, in order."""
    texts = []
    for module in (display, ledger, pages, predictions):
        monkeypatch.setattr(module, "display", lambda bundle, **how: texts.append(bundle["text/plain"]))
    return texts


def run(source, namespace, shown):
    """What a cell displays, and last what it prints, or the error that it raises."""
    shown.clear()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(source, namespace)
        except AssertionError as error:
            return [repr(error)]
    return [*shown, printed.getvalue()]
