"""Build the static site: the chapters as a book, and a lab under `lab/` in which each runs in the reader's browser.

    python -m venv .venv-site && .venv-site/bin/pip install -r .ci/site.txt
    .venv-site/bin/python tools/build_site.py site

The book needs npm, for MathJax. Where Pyodide cannot be had the book is built alone, and one sentence says so.
"""

import argparse
import pathlib
import shutil
import tempfile

import site_book
import site_lab
import site_pyodide

ROOT = pathlib.Path(__file__).resolve().parent.parent


def build(out, pyodide=None):
    """Write the site into `out`, which is replaced; returns whether it has a lab.

    Parameters
    ----------
    out : pathlib.Path
        A folder that is not there, is empty, or holds an earlier site.
    pyodide : pathlib.Path, optional
        A folder with the official files of Pyodide; without it they come from a package.
    """
    if out.exists() and any(out.iterdir()) and not (out / site_book.MARK).exists():
        raise SystemExit(f"OUT must be a new folder or an earlier site; {out} holds something else: choose another.")
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        files = site_pyodide.find(pyodide, pathlib.Path(folder))
        site_book.build(ROOT, out, lab=files is not None)
        if files:
            site_lab.build(ROOT, out / "lab", files)
    return files is not None


def main():
    """Run the command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("out", type=pathlib.Path, help="the folder to write")
    options.add_argument("--pyodide", type=pathlib.Path, help="a folder with the official Pyodide files")
    chosen = options.parse_args()
    whole = build(chosen.out.resolve(), chosen.pyodide)
    size = sum(path.stat().st_size for path in chosen.out.rglob("*") if path.is_file())
    print(f"{chosen.out}: {'the book and the lab' if whole else 'the book'}, {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
