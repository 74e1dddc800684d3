"""What learners do to notebooks without meaning to, put right where that is safe, and said in a sentence each."""

import pathlib
import zipfile

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


def opened(data):
    """The notebook in the bytes of a file, or None and the kind of what is wrong with them."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
        notebook = nbformat.reads(text, as_version=4)
        plain = nbformat.writes(notebook).encode("utf-8", "replace").decode()  # no half of a character survives
        return nbformat.reads(plain, as_version=4), ""
    except Exception as problem:  # whatever is wrong with a file that came from anywhere
        return None, type(problem).__name__


def files_in(folder):
    """(name, bytes) of every notebook that was handed in, out of zip files, too; what computers add is left out."""
    for path in sorted(folder.rglob("*") if folder.is_dir() else [folder]):
        if path.suffix == ".ipynb" and path.is_file() and not path.name.startswith("._"):
            yield path.name, path.read_bytes()
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for member in packed.infolist():
                    name = pathlib.PurePosixPath(member.filename).name
                    if name.endswith(".ipynb") and not name.startswith("._") and member.file_size < 100 * TOO_MUCH:
                        yield name, packed.read(member)


def chosen(folder, release):
    """The notebook that a learner handed in, or None, and what is to be said: by its name, else by what it holds."""
    files = [(name, *opened(data)) for name, data in files_in(folder)]
    wanted = nbformat.read(release, as_version=4)
    known = set(graded(wanted)) | {cell.id for cell in wanted.cells}
    alike = lambda notebook: known & ({*graded(notebook)} | {cell.get("id") for cell in notebook.cells})
    read = [(name, notebook) for name, notebook, _ in files if notebook is not None]
    for name, notebook in sorted(read, key=lambda one: one[0] != release.name):
        if name == release.name or alike(notebook):
            renamed = [] if name == release.name else [f"it was named {name}: keep the name {release.name}"]
            return notebook, renamed
    broken = [f"{name} ({kind})" for name, notebook, kind in files if notebook is None]
    if broken:
        return None, [f"{', '.join(broken)} is not a notebook: hand in the .ipynb itself, not a print or a part of it"]
    found = ", ".join([name for name, *_ in files] or [path.name for path in folder.glob("*")][:5]) or "nothing"
    return None, [f"{release.name} was not handed in: found {found}"]


def relabelled(notebook, release):
    """Give cells back the metadata that another program dropped: known by their id, or by their first line."""
    named = graded(release)
    lost = {id: cell for id, cell in named.items() if id not in graded(notebook)}
    by_id = {cell.id: cell for cell in lost.values()}
    by_line = {cell.source.split("\n")[0]: cell for cell in lost.values() if cell.source.startswith("def ")}
    found = 0
    for cell in notebook.cells:
        lines = cell.source.split("\n")
        known = by_id.get(cell.get("id")) or next((by_line[line] for line in lines if line in by_line), None)
        if known is not None and grade_id(cell) is None:
            cell.metadata["nbgrader"] = known.metadata["nbgrader"]
            found += 1
    return [f"{found} cells had lost their marks: keep to Jupyter, or download the .ipynb"] if found else []


def in_order(notebook, release):
    """Put graded cells that changed places back into the order of the release."""
    order = {id: place for place, id in enumerate(graded(release))}
    slots = [at for at, cell in enumerate(notebook.cells) if grade_id(cell) in order]
    sorted_cells = sorted((notebook.cells[at] for at in slots), key=lambda cell: order[grade_id(cell)])
    moved = [notebook.cells[at] for at in slots] != sorted_cells
    for at, cell in zip(slots, sorted_cells, strict=True):
        notebook.cells[at] = cell
    return ["its cells had changed places: they were put back"] if moved else []


def mended(notebook, release):
    """The notebook as nbgrader can grade it, and what had to be done for that."""
    told, seen = relabelled(notebook, release), set()
    for cell in notebook.cells:
        id = grade_id(cell)
        if id in seen:  # of a copied or split cell the first part keeps its place
            told.append(f"cell {id} is there twice: copy or split no graded cell, add a plain one")
            del cell.metadata["nbgrader"]
        elif id is not None:
            seen.add(id)
    told += in_order(notebook, release)
    missing = {id: cell for id, cell in graded(release).items() if id not in seen}
    notebook.cells += missing.values()
    if missing:
        told.append(f"{', '.join(missing)} missing: put back empty, download the exercise again")
        in_order(notebook, release)
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        told.append("it was saved with another kernel: choose Python 3")
    if sum(len(str(cell.get("outputs", ""))) for cell in notebook.cells) > TOO_MUCH:
        told.append("it holds megabytes of output: clear the outputs before you hand it in")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = release.metadata
    return notebook, told
