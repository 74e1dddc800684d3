"""What learners do to notebooks without meaning to, put right where that is safe, and said in a sentence each."""

import nbformat

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


def opened(path):
    """The notebook of a file, or None and why it is none."""
    try:
        return nbformat.read(path, as_version=4), []
    except Exception as problem:  # whatever is wrong with a file that came from anywhere
        kind = type(problem).__name__
        return None, [f"{path.name} is not a notebook ({kind}): hand in the .ipynb itself, not a print or a part of it"]


def chosen(folder, release):
    """The file in a learner's folder that holds the release's cells: by name, else by what it holds."""
    files = sorted(folder.rglob("*.ipynb"))
    named = [path for path in files if path.name == release.name]
    wanted = set(graded(nbformat.read(release, as_version=4)))
    alike = [path for path in files if (n := opened(path)[0]) is not None and wanted & set(graded(n))]
    for path in [*named, *alike]:
        renamed = [] if path.name == release.name else [f"it was named {path.name}: keep the name {release.name}"]
        return path, renamed
    return None, [f"{release.name} was not handed in: found {', '.join(p.name for p in files) or 'no notebook'}"]


def mended(notebook, release):
    """The notebook as nbgrader can grade it, and what had to be done for that."""
    told, seen = [], set()
    for cell in notebook.cells:
        id = grade_id(cell)
        if id in seen:  # of a copied or split cell the first part keeps its place
            told.append(f"cell {id} is there twice: copy or split no graded cell, add a plain one")
            del cell.metadata["nbgrader"]
        elif id is not None:
            seen.add(id)
    for id, cell in graded(release).items():
        if id not in seen:
            told.append(f"cell {id} is missing: it was put back empty, download the exercise again")
            notebook.cells.append(cell)
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        told.append("it was saved with another kernel: choose Python 3")
    if sum(len(str(cell.get("outputs", ""))) for cell in notebook.cells) > TOO_MUCH:
        told.append("it holds megabytes of output: clear the outputs before you hand it in")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = release.metadata
    return notebook, told
