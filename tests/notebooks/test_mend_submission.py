"""What learners do to files without meaning to is put right and said."""

import io
import json
import zipfile

import nbformat
import pytest
from handed_in import RELEASED, SOLUTION, cells_of, solved


def bare(notebook):
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)


def packed(text):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as inside:
        inside.writestr(f"my work/{SOLUTION.name}", text)
        inside.writestr(f"__MACOSX/my work/._{SOLUTION.name}", b"\0\1")
    return file.getvalue()


def changed(how):
    notebook = solved()
    how(notebook)
    return json.dumps(notebook).encode()


GOOD = nbformat.writes(solved())
MESS = {  # what is handed in -> its files, and what must be said
    "in a zip": ({"work.zip": packed(GOOD)}, ""),
    "with a BOM": ({SOLUTION.name: b"\xef\xbb\xbf" + GOOD.encode()}, ""),
    "as UTF-16": ({SOLUTION.name: GOOD.encode("utf-16")}, ""),
    "as version 3": ({SOLUTION.name: json.dumps(nbformat.convert(solved(), 3)).encode()}, ""),
    "half a character": ({SOLUTION.name: GOOD.replace("import numpy", "# \\ud800\\nimport numpy", 1).encode()}, ""),
    "no marks": ({SOLUTION.name: changed(bare)}, "lost their marks"),
    "reversed": ({SOLUTION.name: changed(lambda notebook: notebook.cells.reverse())}, "changed places"),
    "broken, and a copy": ({SOLUTION.name: b"{", f"copy of {SOLUTION.name}": GOOD.encode()}, "keep the name"),
    "a checkpoint": ({".ipynb_checkpoints/06-checkpoint.ipynb": GOOD.encode()}, "keep the name"),
}


@pytest.mark.parametrize("how", MESS)
def test_what_learners_do_to_files_is_mended(how, tmp_path):
    from mend_submission import chosen, graded, mended

    files, said = MESS[how]
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    notebook, told = chosen(tmp_path, RELEASED)
    release = cells_of(RELEASED)
    notebook, more = mended(notebook, release)
    assert said in "; ".join(told + more)
    assert bool(said) == bool(told + more)
    assert list(graded(notebook)) == list(graded(release))
    answers = [graded(notebook)[id].source for id in graded(solved()) if id.endswith("-solution")]
    assert answers == [graded(solved())[id].source for id in graded(solved()) if id.endswith("-solution")]
    nbformat.write(notebook, tmp_path / "out.ipynb")
