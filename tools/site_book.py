"""The book: every chapter and exercise as a page, made by Sphinx from the outputs that the notebooks store."""

import json
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib

HERE = pathlib.Path(__file__).resolve().parent / "book"
MARK = "searchindex.js"  # by which an earlier site is known
MATHJAX = "mathjax@3"

INDEX = """# Skip-gram gradients, checked

Two handwritten pages derive the gradients of word2vec. Here every line of them is measured, and you guess first which
ones hold.

Start with [{first}]({start}).
{run}
```{{toctree}}
:caption: Chapters
:maxdepth: 1

{chapters}
```

```{{toctree}}
:caption: Exercises
:maxdepth: 1

{exercises}
```
"""
RUN = """
## Run a page

*Run this chapter*, at the top of each page, opens it in a lab that runs in your browser, with nothing to install.

- *Run All Cells*, in the menu *Run*, runs a page from its top: do this first, for a cell needs those above it. Shift
  and Enter run one cell. By keyboard alone: Enter goes into a cell, Escape leaves it, the arrows go from cell to cell.
- The book prints *you had not decided* where a prediction is yours to make. Make it in the lab: write it in place of
  the question mark, and run the cell.
- Your work is kept in this browser alone, and saved every two minutes: save it with Ctrl and S, or ⌘ and S, before you
  leave. For a fresh copy of a page, delete it in the lab's list of files, behind the folder at the left, and open it
  again.
"""


def build(root, out, lab):
    """Write the book into `out`; with `lab`, each page links to its notebook in `lab/`."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "source"
        ignored = shutil.ignore_patterns("solutions", "*.md", "*.py", ".ipynb_checkpoints", "__pycache__")
        shutil.copytree(root / "notebooks", source, ignore=ignored)
        shutil.copytree(HERE, source, dirs_exist_ok=True)
        mathjax(source / "static" / "mathjax")
        (source / "index.md").write_text(index(source, lab), encoding="utf-8")
        page = pathlib.Path(folder) / "pages" / "html"  # myst-nb writes beside it, too
        sphinx(source, page, lab, version(root))
        shutil.copytree(page, out)


def index(source, lab):
    """The first page: a sentence, and the contents in the folder's order."""
    chapters = sorted(path.stem for path in source.glob("[0-9]*.ipynb"))
    exercises = sorted(f"exercises/{path.stem}" for path in source.glob("exercises/[0-9]*.ipynb"))
    return INDEX.format(
        first=title(source / f"{chapters[0]}.ipynb"),
        start=f"{chapters[0]}.ipynb",
        run=RUN if lab else "",
        chapters="\n".join(chapters),
        exercises="\n".join(exercises),
    )


def title(path):
    """A notebook's heading."""
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
    return "".join(first["source"]).splitlines()[0].lstrip("# ")


def mathjax(target):
    """The one file of MathJax that sets every formula, from npm, so that a page asks nobody."""
    target.mkdir(parents=True)
    if shutil.which("npm") is None:
        raise SystemExit("The book sets its formulas with MathJax from npm, and npm is not installed: install Node.js.")
    packed = subprocess.run(["npm", "pack", "--silent", MATHJAX], cwd=target, capture_output=True, text=True)
    if packed.returncode:
        raise SystemExit(f"npm could not fetch {MATHJAX}: {packed.stderr.strip()}")
    archive = target / packed.stdout.split()[-1]
    with tarfile.open(archive) as tar:
        (target / "tex-svg.js").write_bytes(tar.extractfile("package/es5/tex-svg.js").read())
    archive.unlink()


def version(root):
    """The library's, which is the edition's."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def sphinx(source, out, lab, release):
    """Run Sphinx; a warning, such as a link that leads nowhere, ends the build."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-D", f"html_context.lab={int(lab)}"]
    command += ["-D", f"release={release}"]
    done = subprocess.run([*command, source, out], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"The book could not be built:\n{done.stdout}{done.stderr}")
    shutil.rmtree(out / ".doctrees")
