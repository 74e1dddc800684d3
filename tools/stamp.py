"""Write what `classroom/chapters.py` knows into notebooks and README: `python tools/stamp.py`.

A notebook gets its title, its links to the neighbours and its footer; README its list of chapters.
Where nothing changed, no file is touched: a clean `git status` after it says that all was stamped.
"""

import re
from itertools import product

import nbformat
from regenerate_notebooks import ROOT

from skipgram_lib.classroom.chapters import CHAPTERS

NAVIGATION = re.compile(r"^\[.*\]\(\d\d_\w+\.ipynb\)$", re.MULTILINE)
FOOTER = re.compile(r"^\d+ of \d+ chapters.*$", re.MULTILINE)
LIST = re.compile(r"(^- \[[^\]]*\]\(notebooks/\d\d_\w+\.ipynb\): .*\n)+", re.MULTILINE)


def neighbours(at):
    """The line of links to the chapters before and after."""
    before = [f"[← {c.heading}]({c.file}.ipynb)" for c in CHAPTERS[max(at - 1, 0) : at]]
    after = [f"[{c.heading} →]({c.file}.ipynb)" for c in CHAPTERS[at + 1 : at + 2]]
    return " · ".join(before + after)


def stamped_notebook(notebook, at):
    """The notebook of chapter `at` with title, links and footer as they should be."""
    first, last = (cell for cell in (notebook.cells[0], notebook.cells[-1]))
    first.source = re.sub(r"\A# .*", f"# {CHAPTERS[at].heading}", first.source)
    for cell in (first, last):
        cell.source = NAVIGATION.sub(neighbours(at), cell.source)
    last.source = FOOTER.sub(f"{at + 1} of {len(CHAPTERS)} chapters", last.source)
    return notebook


def stamped_exercise(notebook, at):
    """The exercises of chapter `at`, with the chapter's title, number and file as they should be."""
    chapter = CHAPTERS[at]
    for cell in (notebook.cells[0], notebook.cells[-1]):
        cell.source = re.sub(r"\A# .*", f"# Exercises {chapter.heading}", cell.source)
        link = rf"\g<1>chapter {chapter.number}](../{chapter.file}.ipynb)"
        cell.source = re.sub(r"(\[(?:← Back to )?)chapter \d\d\]\(\.\./\w+\.ipynb\)", link, cell.source)
    return notebook


def stamped_readme(text):
    """README with the list of chapters as it should be."""
    rows = "".join(f"- [{c.heading}](notebooks/{c.file}.ipynb): {c.question}\n" for c in CHAPTERS)
    return LIST.sub(lambda _: rows, text, count=1)


def stamps():
    """(path, text as it is, text as it should be) of every file that carries a stamp."""
    makers = {".": stamped_notebook, "solutions": stamped_exercise, "exercises": stamped_exercise}
    for (at, chapter), (folder, maker) in product(enumerate(CHAPTERS), makers.items()):
        path = ROOT / "notebooks" / folder / f"{chapter.file}.ipynb"
        if path.exists():
            text = path.read_text(encoding="utf-8")
            yield path, text, nbformat.writes(maker(nbformat.reads(text, as_version=4), at)) + "\n"
    readme = ROOT / "README.md"
    yield readme, readme.read_text(encoding="utf-8"), stamped_readme(readme.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for path, stored, wanted in stamps():
        if stored != wanted:
            path.write_text(wanted, encoding="utf-8")
            print(path.relative_to(ROOT))
