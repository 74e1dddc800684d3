"""Write what stands in one place into the others that show it: `python tools/stamp.py`.

`classroom/chapters.py` gets the lines of each chapter, which are the formulas that it tags; a notebook gets its title,
its links to the neighbours and to its exercises, and its footer; README its list of chapters and the ledger's totals;
the teachers' page the minutes of each chapter, and their guide the answers to its predictions, as they were measured.
Where nothing changed, no file is touched: a clean `git status` after it says that all was stamped.
"""

import re
from itertools import product

import nbformat
from nbformat.v4 import new_markdown_cell
from regenerate_notebooks import ROOT

from skipgram_lib.classroom.chapters import CHAPTERS
from skipgram_lib.derivation import all_lines, report, verify

NAVIGATION = re.compile(r"^\[.*\]\(\d\d_\w+\.ipynb\)$", re.MULTILINE)
PRACTISE = re.compile(r"^\*\*Practise:\*\* \[[^\]]*\]\([^)]*\)(?: · \[[^\]]*\]\([^)]*\))*", re.MULTILINE)
FOOTER = re.compile(r"^\d+ of \d+ chapters.*$", re.MULTILINE)
MINUTES = re.compile(r"^(\d+ minutes[^.]*)\.", re.MULTILINE)
OPEN, ANSWERS = "; you had not decided", "Answers to the predictions:"
TAG = re.compile(r"\\tag\{(\w+)\}")
LINES = r'(    Chapter\(\n        "%s",\n        .*\n        .*,\n)(?:        \(.*\),\n)?'
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
    places = [cell for cell in notebook.cells if PRACTISE.search(cell.source)]
    tests = [n for n, cell in enumerate(notebook.cells, 1) if cell.source.startswith("**Test yourself**")]
    if tests and not places and practise(CHAPTERS[at]):  # a cell of its own, apart from the last fold
        notebook.cells.insert(tests[0], new_markdown_cell("**Practise:** [](.ipynb)", id=f"practise{at:02}"))
    for cell in notebook.cells:
        cell.source = PRACTISE.sub(practise(CHAPTERS[at]), cell.source)
    return notebook


def practise(chapter):
    """The line of links to the exercises of a chapter, its own first; "" if it has none."""
    files = sorted((ROOT / "notebooks" / "exercises").glob(f"{chapter.number}_*.ipynb"))
    heads = {path.stem: nbformat.read(path, as_version=4).cells[0].source.split("\n")[0] for path in files}
    names = {stem: head.split("· ")[-1] for stem, head in heads.items()} | {chapter.file: "exercises for this chapter"}
    links = [
        f"[{names[stem]}](exercises/{stem}.ipynb)" for stem in sorted(heads, key=lambda stem: stem != chapter.file)
    ]
    return f"**Practise:** {' · '.join(links)}" if links else ""


def stamped_exercise(notebook, at):
    """The exercises of chapter `at`, with the chapter's title, number and file as they should be."""
    chapter = CHAPTERS[at]
    for cell in (notebook.cells[0], notebook.cells[-1]):
        cell.source = re.sub(r"\A# .*", f"# Exercises {chapter.heading}", cell.source)
        link = rf"\g<1>chapter {chapter.number}](../{chapter.file}.ipynb)"
        cell.source = re.sub(r"(\[(?:← Back to )?)chapter \d\d\]\(\.\./\w+\.ipynb\)", link, cell.source)
    return notebook


def stamped_readme(text):
    """README with the list of chapters, and the totals of the ledger, as they should be."""
    for told in report.totals(verify(trials=1)):
        same_words = re.sub(r"\d+", r"\\d+", re.escape(told))
        text = re.sub(f"^{same_words}$", told, text, flags=re.MULTILINE)
    rows = "".join(f"- [{c.heading}](notebooks/{c.file}.ipynb): {c.question}\n" for c in CHAPTERS)
    return LIST.sub(lambda _: rows, text, count=1)


def stamped_chapters(text):
    """chapters.py with the lines of each chapter as its formulas are tagged, in the order of the ledger."""
    for chapter in CHAPTERS:
        tags = {id for cell in cells_of(chapter) if cell.cell_type == "markdown" for id in TAG.findall(cell.source)}
        ids = ", ".join(f'"{id}"' for id in all_lines() if id in tags) + "," * (len(tags) == 1)
        row = f"        ({ids}),\n" if tags else ""
        text = re.sub(LINES % chapter.file, lambda found, row=row: found[1] + row, text)
    return text


def stamped_teachers(text):
    """The teachers' page with the reading time that each chapter tells."""
    for chapter in CHAPTERS:
        told = MINUTES.search(cells_of(chapter)[0].source)[1]
        text = re.sub(rf"^(\| {chapter.number} \| )\d[^|]*", rf"\g<1>{told} ", text, flags=re.MULTILINE)
    return text


def stamped_guide(text):
    """The guide with the title of each chapter, and the answers to its predictions."""
    for chapter in CHAPTERS:
        outputs = [output for cell in cells_of(chapter) for output in cell.get("outputs", [])]
        found = [output.get("data", {}).get("text/plain", "") for output in outputs]
        rows = "".join(f"- {one.replace(OPEN, '')}\n" for one in found if OPEN in one)
        section = rf"^## {chapter.number} · .*\n((?:(?!## ).*\n)*?{ANSWERS}\n)\n*(?:- .*\n)*\n*"
        stamp = lambda old, rows=rows, chapter=chapter: f"## {chapter.heading}\n{old[1]}\n{rows}\n"
        text = re.sub(section, stamp, text, flags=re.MULTILINE)
    return text


def cells_of(chapter):
    return nbformat.read(ROOT / "notebooks" / f"{chapter.file}.ipynb", as_version=4).cells


def stamps():
    """(path, text as it is, text as it should be) of every file that carries a stamp."""
    makers = {".": stamped_notebook, "solutions": stamped_exercise, "exercises": stamped_exercise}
    for (at, chapter), (folder, maker) in product(enumerate(CHAPTERS), makers.items()):
        path = ROOT / "notebooks" / folder / f"{chapter.file}.ipynb"
        if path.exists():
            text = path.read_text(encoding="utf-8")
            yield path, text, nbformat.writes(maker(nbformat.reads(text, as_version=4), at)) + "\n"
    chapters = ROOT / "skipgram_lib" / "classroom" / "chapters.py"
    pages = {ROOT / "README.md": stamped_readme, chapters: stamped_chapters}
    pages |= {ROOT / "notebooks" / "README.md": stamped_teachers, ROOT / "notebooks" / "teaching.md": stamped_guide}
    for path, maker in pages.items():
        text = path.read_text(encoding="utf-8")
        yield path, text, maker(text)


if __name__ == "__main__":
    for path, stored, wanted in stamps():
        if stored != wanted:
            path.write_text(wanted, encoding="utf-8")
            print(path.relative_to(ROOT))
