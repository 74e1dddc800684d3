"""Run notebooks from top to bottom and store what they print: `python tools/regenerate_notebooks.py [FILE ...]`.

Running it twice gives the same bytes, pictures included, so a change in git is a change in what a notebook says.
"""

import pathlib
import sys
from concurrent.futures import ProcessPoolExecutor

import nbformat
from nbclient import NotebookClient

ROOT = pathlib.Path(__file__).resolve().parent.parent


def regenerate(path):
    """Execute one notebook in its own folder and write it back."""
    notebook = nbformat.read(path, as_version=4)
    place = {"metadata": {"path": path.parent}}
    NotebookClient(notebook, timeout=120, record_timing=False, coalesce_streams=True, resources=place).execute()
    notebook.metadata["language_info"] = {"name": "python"}  # no version: it would differ from reader to reader
    nbformat.write(notebook, path)
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    chosen = [pathlib.Path(name).resolve() for name in sys.argv[1:]]
    with ProcessPoolExecutor() as pool:  # a core each
        list(pool.map(regenerate, chosen or sorted((ROOT / "notebooks").rglob("[0-9][0-9]_*.ipynb"))))
