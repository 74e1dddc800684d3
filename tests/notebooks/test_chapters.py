"""Chapters, ledger and ids fit together in both directions, and no formula of a chapter can be changed unnoticed."""

import ast
import contextlib
import io
import pathlib

import pytest
from notebook_rules import CHECKED, LISTED, homes, of_formulas, read, sources, tagged

import skipgram_lib.classroom
from skipgram_lib.classroom import predictions
from skipgram_lib.classroom.chapters import CHAPTERS as TOLD
from skipgram_lib.derivation import all_lines

NOTEBOOKS = pathlib.Path(__file__).parents[2] / "notebooks"
CHAPTERS = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
HOMES = {chapter.file: chapter.lines for chapter in TOLD if chapter.lines}
WITH_LINES = [path for path in CHAPTERS if path.stem in HOMES]


def test_every_line_has_its_home_and_no_home_is_empty():
    shown, checked = ({(name, id) for name, id in found if not id.endswith(" corrected")} for found in homes(CHAPTERS))
    told = {(f"{chapter}.ipynb", id) for chapter, ids in HOMES.items() for id in ids}
    unknown = {(name, id) for name, id in shown | checked if id not in all_lines()}
    assert unknown == set(), "in a chapter, but no line: it needs its entry in skipgram_lib/derivation"
    assert shown == told, "run tools/stamp.py: it writes what the chapters tag into classroom/chapters.py"
    at_home = [id for _, id in told]
    assert set(all_lines()) - set(at_home) == set(), r"homeless: a chapter must show its formula, with \tag{ID}"
    assert [id for id in at_home if at_home.count(id) > 1] == [], r"\tag{ID} in two chapters: a line has one home"
    assert told - checked == set(), 'its home must check it: check_line("ID", ...) in a cell'
    assert checked - told == set(), "checked elsewhere than at home"


def test_each_chapter_lists_its_lines_for_marking():
    for path in WITH_LINES:
        listed = {id for source in sources(read(path), "markdown") for id, _ in LISTED.findall(source)}
        assert listed <= set(HOMES[path.stem])


def test_chapters_on_disk_are_those_that_are_told():
    assert [path.stem for path in CHAPTERS] == [chapter.file for chapter in TOLD]


def test_everything_that_is_stamped_is_up_to_date(monkeypatch):
    monkeypatch.syspath_prepend(NOTEBOOKS.parent / "tools")
    from stamp import stamps

    stale = [path.name for path, stored, wanted in stamps() if stored != wanted]
    assert stale == [], "run tools/stamp.py: it writes what classroom/chapters.py says"


@pytest.mark.parametrize("path", WITH_LINES, ids=lambda path: path.stem)
def test_a_formula_changed_in_prose_is_noticed(path):
    notebook = read(path)
    for cell in notebook.cells:
        for latex, _, _ in tagged(cell.source) if cell.cell_type == "markdown" else ():
            original, cell.source = cell.source, cell.source.replace(latex, latex.replace("=", "= 2", 1), 1)
            assert any("ledger's" in sentence for sentence in of_formulas(notebook, path))
            cell.source = original


@pytest.mark.parametrize("path", WITH_LINES, ids=lambda path: path.stem)
def test_a_formula_changed_in_code_is_noticed(path, monkeypatch):
    """Every checked array is made wrong once: the cell must then raise, or print something else than is stored."""
    monkeypatch.setattr(skipgram_lib.classroom, "show", lambda fig, alt: None)
    monkeypatch.setattr(skipgram_lib.classroom, "table", lambda heads, rows: None)
    monkeypatch.setattr(skipgram_lib.classroom, "live", lambda name, words: None)
    monkeypatch.setattr(predictions, "display", lambda *bundle, **how: None)
    namespace, tampered = {}, []
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    last = max(at for at, cell in enumerate(code) if CHECKED.search(cell.source))
    for cell in code[: last + 1]:  # what follows is compared by strict nbval
        stored = "".join(output.get("text", "") for output in cell.outputs)
        for id, mutant in mutants(cell.source):
            assert run(mutant, dict(namespace)) != stored, id
            tampered.append(id)
        assert run(cell.source, namespace) == stored
    assert set(tampered) == set(HOMES[path.stem])


def mutants(source):
    """(id, the cell with the array of one check_line made wrong)."""
    calls = len(CHECKED.findall(source))
    for at in range(calls):
        tree = ast.parse(source)
        call = [node for node in ast.walk(tree) if getattr(getattr(node, "func", None), "id", "") == "check_line"][at]
        as_array = ast.Call(ast.Name("np.asarray", ast.Load()), [call.args[1]], [])
        call.args[1] = ast.BinOp(ast.BinOp(ast.Constant(1.001), ast.Mult(), as_array), ast.Add(), ast.Constant(0.001))
        yield call.args[0].value, ast.unparse(ast.fix_missing_locations(tree))


def run(source, namespace):
    """What the cell prints, or the error it raises."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(source, namespace)
        except AssertionError as error:
            return repr(error)
    return printed.getvalue()
