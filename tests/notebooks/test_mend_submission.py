"""What learners do to files without meaning to is put right and said."""

import io
import json
import os
import pathlib
import zipfile

import nbformat
import pytest
from hand_ins import chosen, files_in, hand_ins, opened
from handed_in import RELEASED, SOLUTION, cells_of, first, solved
from mend_submission import grade_id, graded, mended


def bare(notebook):
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)


def packed(text, name=f"my work/{SOLUTION.name}"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as inside:
        inside.writestr(name, text)
        inside.writestr(f"__MACOSX/my work/._{SOLUTION.name}", b"\0\1")
    return file.getvalue()


def colab(notebook):
    for at, cell in enumerate(notebook.cells):
        cell.id, cell.metadata = f"c{at}", nbformat.from_dict({"id": f"colab{at}"})


def pasted(notebook):
    for id in ("03-mend-solution", None):
        metadata = {"nbgrader": {"grade_id": id, "solution": True}}
        notebook.cells.insert(3, nbformat.v4.new_code_cell("x = 1", metadata=metadata))


def edited(notebook):
    first(notebook, "-test").source = "4"
    first(notebook, "-test").metadata.nbgrader.points = 30


def split(*marks):
    """In the middle of a function, once or twice: by hand, or by Jupyter, which copies the marks."""

    def how(notebook):
        cell = first(notebook, "loss-solution")
        head, *rest = cell.source.split("\n")
        cell.source, at = head, notebook.cells.index(cell) + 1
        parts = ["\n".join(rest)] if len(marks) == 1 else [rest[0], "\n".join(rest[1:])]
        for part, copied in reversed([*zip(parts, marks, strict=True)]):
            metadata = cell.metadata.copy() if copied else {}
            notebook.cells.insert(at, nbformat.v4.new_code_cell(part, metadata=metadata))

    return how


def changed(how):
    notebook = solved()
    how(notebook)
    return json.dumps(notebook).encode()


GOOD = nbformat.writes(solved())
EMPTY = RELEASED.read_bytes()
OTHER = RELEASED.parent / "03_center_vector.ipynb"
MESS = {  # what is handed in -> its files, and what must be said
    "in a zip": ({"work.zip": packed(GOOD)}, ""),
    "with a BOM": ({SOLUTION.name: b"\xef\xbb\xbf" + GOOD.encode()}, ""),
    "as UTF-16": ({SOLUTION.name: GOOD.encode("utf-16")}, ""),
    "as version 3": ({SOLUTION.name: json.dumps(nbformat.convert(solved(), 3)).encode()}, ""),
    "half a character": (
        {SOLUTION.name: GOOD.replace("import numpy", "# \\ud800\\nimport numpy", 1).encode()},
        "changed: put back",
    ),
    "no marks": ({SOLUTION.name: changed(bare)}, "lost the marks"),
    "reversed": ({SOLUTION.name: changed(lambda notebook: notebook.cells.reverse())}, "changed places"),
    "broken, and a copy": ({SOLUTION.name: b"{", f"copy of {SOLUTION.name}": GOOD.encode()}, "keep the name"),
    "a checkpoint alone": ({".ipynb_checkpoints/06-checkpoint.ipynb": GOOD.encode()}, "keep the name"),
    "a checkpoint beside": ({SOLUTION.name: GOOD.encode(), ".ipynb_checkpoints/06-checkpoint.ipynb": EMPTY}, ""),
    "another's checkpoint": (
        {"mine.ipynb": GOOD.encode(), f".ipynb_checkpoints/{SOLUTION.name}": EMPTY},
        "keep the name",
    ),
    "an untouched copy": (
        {SOLUTION.name: EMPTY, "06 (1).ipynb": GOOD.encode()},
        f"06 (1).ipynb was graded, not {SOLUTION.name}",
    ),
    "old and new": (
        {f"a/{SOLUTION.name}": EMPTY, f"b/{SOLUTION.name}": GOOD.encode()},
        f"b/{SOLUTION.name} was graded, not a/",
    ),
    "a zip in a zip": ({"work.zip": packed(packed(GOOD), "inner.zip")}, ""),
    "a loud suffix": ({SOLUTION.name.upper(): GOOD.encode()}, "keep the name"),
    "marks of Colab lost": ({SOLUTION.name: changed(colab)}, "7 graded cells had lost the marks"),
    "pasted": ({SOLUTION.name: changed(pasted)}, "03-mend-solution came from another exercise"),
    "split": ({SOLUTION.name: changed(split(False))}, "06-loss-solution was split inside its function: put together"),
    "split by Jupyter": ({SOLUTION.name: changed(split(True))}, "was split inside its function"),
    "split twice": ({SOLUTION.name: changed(split(False, False))}, "was split inside its function"),
    "a test changed": ({SOLUTION.name: changed(edited)}, "changed: put back"),
    "a pipe": ({SOLUTION.name: GOOD.encode(), "pipe": None}, ""),
}
NOTHING = {  # what is handed in instead -> its files, and what must be said
    "an empty folder": ({}, "was not handed in: found nothing"),
    "a text": ({"n.txt": b"PK is no zip"}, "was not handed in: found n.txt"),
    "a PDF": ({"work.pdf": b"%PDF"}, "was not handed in: found work.pdf"),
    "half a zip": ({"work.zip": packed(GOOD)[:2000]}, "work.zip cannot be opened: zip it again"),
    "another exercise": ({SOLUTION.name: OTHER.read_bytes()}, "holds the cells of another exercise"),
    "a list": ({SOLUTION.name: b"[1, 2]"}, "(AttributeError) is not a notebook"),
    "a pipe": ({"pipe": None, "pipe.ipynb": None}, "found nothing"),
}


def handed_in(tmp_path, files):
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        os.mkfifo(tmp_path / name) if data is None else (tmp_path / name).write_bytes(data)
    return [tmp_path]


@pytest.mark.parametrize("how", MESS)
def test_what_learners_do_to_files_is_mended(how, tmp_path):
    files, said = MESS[how]
    notebook, _, told = chosen(handed_in(tmp_path, files), RELEASED)
    release = cells_of(RELEASED)
    notebook, more = mended(notebook, release)
    assert said in "; ".join(told + more)
    assert bool(said) == bool(told + more)
    assert list(graded(notebook)) == list(graded(release))
    answers = [graded(notebook)[id].source for id in graded(solved()) if id.endswith("-solution")]
    assert answers == [graded(solved())[id].source for id in graded(solved()) if id.endswith("-solution")]
    nbformat.write(notebook, tmp_path / "out.ipynb")


@pytest.mark.parametrize("how", NOTHING)
def test_what_is_no_notebook_is_told_by_its_kind(how, tmp_path):
    files, said = NOTHING[how]
    notebook, _, told = chosen(handed_in(tmp_path, files), RELEASED)
    assert notebook is None
    assert said in "; ".join(told)


def test_what_may_not_be_read_is_told(tmp_path, monkeypatch):
    def closed(*given):
        raise PermissionError

    paths = handed_in(tmp_path, {SOLUTION.name: GOOD.encode()})
    monkeypatch.setattr(pathlib.Path, "open", closed)
    assert files_in(paths)[1] == []
    told = []
    assert opened(files_in(paths)[0][0], told) == (None, "")
    assert told == [f"{SOLUTION.name} may not be read by whoever grades: change its rights"]


def test_two_hand_ins_of_one_name_are_one_learners(tmp_path):
    (tmp_path / "anna").mkdir()
    for name in ("anna.ipynb", "bo.tar.gz", ".DS_Store", "Thumbs.db", "cy.IPYNB"):
        (tmp_path / name).write_text("")
    found = {name: [path.name for path in paths] for name, paths in hand_ins(tmp_path).items()}
    assert files_in([tmp_path / "bo.tar.gz"])[1] == []
    assert found == {"anna": ["anna", "anna.ipynb"], "bo.tar": ["bo.tar.gz"], "cy": ["cy.IPYNB"]}


@pytest.mark.parametrize("outer", ["", "work.zip"])
def test_what_stands_beside_the_notebook_comes_along(outer, tmp_path):
    inside = {f"my/{SOLUTION.name}": GOOD.encode(), "my/a/data.txt": b"1", "my/pack.zip": packed("2", "b.txt")}
    inside |= {"other/c.txt": b"3", "my/.git/d": b"4", "my/draft.ipynb": b"{", "my/../../up.txt": b"5"}
    if outer:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as target:
            for name, data in inside.items():
                target.writestr(name, data)
        inside = {outer: file.getvalue()}
    else:
        del inside["my/../../up.txt"]
        (tmp_path / "my" / "a").mkdir(parents=True)
        (tmp_path / "my" / "elsewhere.txt").symlink_to("/etc/hostname")
    _, files, _ = chosen(handed_in(tmp_path, inside), RELEASED)
    assert {str(place): file.data()[:1] for place, file in files if str(place) != "up.txt"} == {
        "a/data.txt": b"1",
        "pack.zip": b"P",
    }


def placed(how):
    """The order of cells after mending, in which "own" is the learner's."""
    notebook = solved()
    how(notebook)
    return [grade_id(cell) or cell.source for cell in mended(notebook, cells_of(RELEASED))[0].cells]


def own_cell_and_no_setup(notebook):
    notebook.cells.insert(notebook.cells.index(first(notebook, "slope-answer")), nbformat.v4.new_code_cell("own"))
    notebook.cells.remove(first(notebook, "-setup"))


def own_answer_and_no_test(notebook):
    notebook.cells.insert(notebook.cells.index(first(notebook, "slope-test")), nbformat.v4.new_code_cell("own"))
    notebook.cells.remove(first(notebook, "slope-test"))


def own_cell_and_no_answer(notebook):
    at = notebook.cells.index(first(notebook, "slope-solution"))
    notebook.cells[at] = nbformat.v4.new_code_cell("own")


def test_a_missing_cell_comes_back_where_it_was_and_moves_no_other():
    order = placed(own_cell_and_no_setup)
    assert (
        order.index("06-setup") < order.index("06-slope-solution") < order.index("06-slope-test") < order.index("own")
    )
    order = placed(own_answer_and_no_test)
    assert order.index("06-slope-solution") < order.index("own") < order.index("06-slope-test")
    order = placed(own_cell_and_no_answer)
    assert order.index("06-slope-solution") < order.index("own") < order.index("06-slope-test")
