"""What learners do to notebooks without meaning to, put right where that is safe, and said in a sentence each."""

import ast
import copy
import re
from difflib import SequenceMatcher

TOO_MUCH = 1_000_000  # bytes: a notebook of this course has a tenth of it


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def graded(notebook):
    """grade_id -> cell, the first of each."""
    found = {}
    for cell in notebook.cells:
        found.setdefault(grade_id(cell), cell)
    found.pop(None, None)
    return found


def name_of(cell):
    """By what a cell is known: its grade_id, or its own id."""
    return grade_id(cell) or cell.get("id")


def relabelled(notebook, release):
    """Give cells back the metadata that another program dropped."""
    here, found = graded(notebook), 0
    for before, lost in zip([None, *release.cells], release.cells, strict=False):
        for previous, cell in zip([None, *notebook.cells], notebook.cells, strict=False):
            missing = grade_id(lost) and grade_id(lost) not in here
            if missing and grade_id(cell) is None and _alike(lost, before, cell, previous):
                cell.metadata["nbgrader"] = copy.deepcopy(lost.metadata["nbgrader"])
                found += 1
                break
    return (
        [f"{found} graded cell{'s' * (found > 1)} had lost the marks: keep to Jupyter, or download the .ipynb"]
        if found
        else []
    )


def _alike(lost, before, cell, previous):
    """Is it the lost cell: by its id, its locked text, the name that it defines, or the question that it answers?"""
    if cell.get("id") == lost.id or (lost.metadata.nbgrader.locked and same_text(cell, lost)):
        return True
    if lost.cell_type == "markdown":
        return cell.cell_type == "markdown" and None not in (before, previous) and same_text(before, previous)
    defines = re.search(r"^def \w+\(", lost.source, re.MULTILINE)
    return bool(defines) and any(line.startswith(defines[0]) for line in cell.source.split("\n"))


def same_text(one, other):
    return one.source.split() == other.source.split()


def only_known(notebook, release):
    """Cells as the release marks them: the second of two, and one of another exercise, become plain cells."""
    known, seen, told, strange = graded(release), set(), [], []
    for cell in notebook.cells:
        id = grade_id(cell)
        if id in seen:  # of a copied or split cell the first part keeps its place
            told.append(f"cell {id} is there twice: copy or split no graded cell, add a plain one")
        elif id is not None and id not in known:
            strange.append(id)
        if id in seen or id not in known:
            cell.metadata.pop("nbgrader", None)
        else:
            seen.add(id)
            cell.metadata["nbgrader"] = copy.deepcopy(known[id].metadata["nbgrader"])
    return told + ([f"{', '.join(strange)} came from another exercise, and counts as a plain cell"] if strange else [])


def joined(notebook):
    """An answer that was split in the middle of its function, in one cell again."""
    told, cells = [], []
    for cell in notebook.cells:
        if cells and _goes_on(cells[-1], cell):
            cells[-1].source += f"\n{cell.source}"
            told.append(f"{grade_id(cells[-1])} was split inside its function: put together, keep it one cell")
        else:
            cells.append(cell)
    notebook.cells = cells
    return list(dict.fromkeys(told))


def _goes_on(answer, cell):
    """Is a plain cell, which begins indented, the rest of the answer above it?"""
    lines = [line for line in cell.source.split("\n") if line.strip()]
    role = answer.metadata.get("nbgrader", {})
    plain = cell.cell_type == answer.cell_type == "code" and grade_id(cell) is None
    if not (plain and role.get("solution") and lines and lines[0][0] in " \t"):
        return False
    try:
        return bool(ast.parse(f"{answer.source}\n{cell.source}"))
    except (SyntaxError, ValueError):
        return False


def put_back(notebook, release):
    """Graded cells that are missing or changed places, where the release has them; no other cell moves."""
    order = [name_of(cell) for cell in release.cells]
    mine = dict(reversed([(name_of(cell), cell) for cell in notebook.cells]))  # the first of each
    found = [name_of(cell) for cell in notebook.cells if name_of(cell) in order]
    blocks = SequenceMatcher(None, order, found, autojunk=False).get_matching_blocks()
    settled = {order[at] for block in blocks for at in range(block.a, block.a + block.size)}
    astray = [cell for cell in release.cells if grade_id(cell) and grade_id(cell) not in settled]
    gone = {grade_id(cell) for cell in astray}
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) not in gone]
    for cell in astray:
        at = _place(cell, notebook, order, settled)
        notebook.cells.insert(at, mine.get(grade_id(cell)) or copy.deepcopy(cell))
        settled.add(grade_id(cell))
    moved = ["its cells had changed places: they were put back"] if gone & mine.keys() else []
    missing = ", ".join(id for id in order if id in gone - mine.keys())
    return moved + ([f"{missing} missing: put back as the exercise has it, delete no cell of it"] if missing else [])


def _place(cell, notebook, order, settled):
    """Where a cell belongs: a measurement before what follows it, all else behind what precedes it."""
    places = {name_of(one): at for at, one in reversed([*enumerate(notebook.cells)])}
    at = order.index(name_of(cell))
    before, after = [id for id in order[:at] if id in settled], [id for id in order[at:] if id in settled]
    role = cell.metadata.nbgrader
    if after and role.grade and not role.solution:
        return places[after[0]]
    return places[before[-1]] + 1 if before else 0


def untouched(notebook, release):
    """The cells that measure, as they were."""
    locked = {id: cell for id, cell in graded(release).items() if cell.metadata.nbgrader.locked}
    changed = [id for id, cell in graded(notebook).items() if id in locked and not same_text(cell, locked[id])]
    for id in changed:
        graded(notebook)[id].source = locked[id].source
    return [f"{', '.join(changed)} changed: put back as the exercise has it"] if changed else []


def answers(notebook, release):
    """How many answers a notebook holds."""
    notebook = copy.deepcopy(notebook)
    relabelled(notebook, release)
    mine = graded(notebook)
    asked = {id: cell for id, cell in graded(release).items() if cell.metadata.nbgrader.solution}
    return sum(id in mine and not same_text(mine[id], cell) for id, cell in asked.items())


def mended(notebook, release):
    """The notebook as nbgrader can grade it, and what had to be done for that."""
    told = relabelled(notebook, release) + only_known(notebook, release) + joined(notebook)
    told += put_back(notebook, release) + untouched(notebook, release)
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        told.append("it was saved with another kernel: choose Python 3")
    if sum(len(str(cell.get("outputs", ""))) for cell in notebook.cells) > TOO_MUCH:
        told.append("it holds megabytes of output: clear the outputs before you hand it in")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = release.metadata
    return notebook, told
