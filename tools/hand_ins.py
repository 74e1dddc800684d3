"""A folder of hand-ins: who handed in, which files there are, and which of them is the notebook to grade."""

import io
import os
import pathlib
import zipfile
from typing import NamedTuple

import nbformat
from mend_submission import answers, grade_id

MOST = 200_000_000  # bytes that are read of one file, or taken along beside a notebook
CLUTTER = ("Thumbs.db", "desktop.ini", "__MACOSX")  # what computers add, and so is all that begins with a dot
NO_NOTEBOOK = "{} is not a notebook: hand in the .ipynb itself, not a print or a part of it"
CLOSED = "{} may not be read by whoever grades: change its rights"


class File(NamedTuple):
    """A regular file: its place below what was handed in, how it is opened, and the zip that it came out of."""

    place: pathlib.PurePosixPath
    open: object
    zip: object = None

    def data(self, most=MOST):
        """Its first bytes."""
        with self.open() as file:
            return file.read(most)


def hand_ins(submitted):
    """Learner -> the paths that bear the name: a folder, a notebook, a zip, or what cannot be graded."""
    found = {}
    for path in sorted(submitted.iterdir()):
        if not path.name.startswith(".") and path.name not in CLUTTER:
            name = os.fsencode(path.name if path.is_dir() else path.stem)
            found.setdefault(name.decode("utf-8", "backslashreplace"), []).append(path)
    return found


def files_in(paths):
    """The regular files that one learner handed in, out of zip files, too, and what could not be read."""
    files, troubles = [], []
    cannot = lambda problem: troubles.append(CLOSED.format(pathlib.Path(problem.filename).name))
    for path in paths:
        walk = os.walk(path, onerror=cannot) if path.is_dir() else []
        inside = [pathlib.Path(top, name) for top, _, names in walk for name in names]
        for file in sorted(inside) if path.is_dir() else [path]:
            if file.is_file() and (is_notebook(file) or not file.is_symlink()):  # no pipe; nothing from elsewhere
                place = file.relative_to(path if path.is_dir() else path.parent).as_posix()
                one = File(pathlib.PurePosixPath(place), lambda file=file: file.open("rb"))
                files += [one, *unpacked(one, troubles)]
    return files, troubles


def unpacked(file, troubles, depth=3):
    """The files in a zip, and in a zip in it; none if it is no zip."""
    zipped = file.place.suffix.lower() == ".zip"
    try:
        if depth and not is_notebook(file.place) and (zipped or file.data(4) == b"PK\x03\x04"):
            packed = zipfile.ZipFile(io.BytesIO(file.data()))
            for member in packed.infolist():
                parts = [part for part in member.filename.split("/") if part not in ("", "..")]
                one = File(file.place.joinpath(*parts), lambda member=member: packed.open(member), file.place)
                if not member.is_dir():
                    yield from (one, *unpacked(one, troubles, depth - 1))
    except Exception:  # whatever is wrong with a file that came from anywhere
        troubles.append(f"{file.place.name} cannot be opened: zip it again, without a password")


def is_notebook(path):
    return path.suffix.lower() == ".ipynb" and not path.name.startswith("._")


def opened(file, troubles):
    """The notebook in a file, or None and the kind of what is wrong with it."""
    try:
        data = file.data()
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
        notebook = nbformat.reads(text, as_version=4)
        plain = nbformat.writes(notebook).encode("utf-8", "replace").decode()  # no half of a character survives
        return nbformat.reads(plain, as_version=4), ""
    except OSError:
        troubles.append(CLOSED.format(file.place.name))
        return None, ""
    except Exception as problem:  # whatever is wrong with a file that came from anywhere
        return None, type(problem).__name__


def chosen(paths, release):
    """The notebook to grade, or None; the files beside it; and what is to be said.

    Of several notebooks of the exercise it is the one with most answers, then the one with the right name. What Jupyter
    saved as a checkpoint is taken where there is nothing else.
    """
    files, troubles = files_in(paths)
    wanted, fitting, wrong = nbformat.read(release, as_version=4), [], []
    for file in [file for file in files if is_notebook(file.place)]:
        notebook, problem = opened(file, troubles)
        misnamed = file.place.name != release.name
        if notebook is None:
            wrong += [f"{file.place.name} ({problem})"] * bool(problem)
        elif is_like(notebook, wanted) or not (misnamed or any(map(grade_id, notebook.cells))):
            checkpoint = ".ipynb_checkpoints" in file.place.parts
            fitting.append((checkpoint, -answers(notebook, wanted), misnamed, len(fitting), file, notebook))
    if not fitting:
        told = troubles + [NO_NOTEBOOK.format(", ".join(wrong))] * bool(wrong)
        return None, [], told or [_found(files, release)]
    *_, file, notebook = min(fitting)
    return notebook, beside(file, files), _told(file, fitting, release)


def is_like(notebook, release):
    """Does it hold any cell of the release, marked or known by its id?"""
    names = lambda one: {grade_id(cell) for cell in one.cells} | {cell.get("id") for cell in one.cells}
    return bool(names(notebook) & names(release) - {None})


def _found(files, release):
    names = [str(file.place) for file in files if file.zip is None][:5]
    if release.name in [pathlib.PurePosixPath(name).name for name in names]:
        return f"{release.name} holds the cells of another exercise: hand in this one"
    return f"{release.name} was not handed in: found {', '.join(names) or 'nothing'}"


def _told(file, fitting, release):
    """Which notebook was graded, if there were several or its name is another."""
    others = [str(one.place) for checkpoint, *_, one, _ in sorted(fitting) if one is not file and not checkpoint]
    told = [f"of {len(others) + 1} notebooks {file.place} was graded, not {', '.join(others)}"] if others else []
    renamed = file.place.name != release.name
    return told + [f"it was named {file.place.name}: keep the name {release.name}"] * renamed


def beside(notebook, files):
    """(place, file) of what stands beside a notebook, in its folder or below."""
    for file in files:
        if file.zip == notebook.zip and file.place.is_relative_to(notebook.place.parent):
            place = file.place.relative_to(notebook.place.parent)
            if place.suffix.lower() != ".ipynb" and not any(part.startswith((".", "__")) for part in place.parts):
                yield place, file
