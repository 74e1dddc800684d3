"""What a stored notebook must be, beyond what strict nbval compares: each rule is a sentence if it is broken."""

import base64
import io
import itertools
import re
from collections import Counter

import nbformat
import numpy as np
from matplotlib.image import imread

from skipgram_lib.derivation import all_lines

LONGEST_CELL, LONGEST_PARAGRAPH = 15, 500
DISPLAYED = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
TAG = re.compile(r"^(.*?)\\tag\{([A-Z]\d+)( corrected)?\}\s*$", re.DOTALL)
LISTED = re.compile(r"^- \*\*([A-Z]\d+)\*\* `(.*)`$", re.MULTILINE)
CHECKED = re.compile(r'check_line\(\s*"([A-Z]\d+)"')
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"(?<![\w.])/(root|work|tmp|home|Users)/|[A-Z]:\\\\")


def read(path):
    return nbformat.read(path, as_version=4)


def sources(notebook, kind):
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def hidden(cell):
    """Whether JupyterLab and the book fold the source of a cell away."""
    return bool(cell.metadata.get("jupyter", {}).get("source_hidden"))


def outputs(notebook):
    return [(cell, output) for cell in notebook.cells for output in cell.get("outputs", [])]


def tagged(source):
    """(LaTeX, id, "" or " corrected") of every displayed formula that carries a tag."""
    return [found.groups("") for shown in DISPLAYED.findall(source) if (found := TAG.match(shown))]


def problems(path):
    """Every rule that the notebook breaks, as a sentence."""
    notebook = read(path)
    rules = (of_execution, of_outputs, of_figures, of_formulas, of_headings, of_length, of_links)
    return [f"{path.name}: {sentence}" for rule in rules for sentence in rule(notebook, path)]


def of_execution(notebook, path):
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        yield "not run from top to bottom: strict nbval would compare nothing"
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "the kernel must be python3"
    if notebook.metadata.get("language_info") != {"name": "python"}:
        yield "language_info must not name a version: run tools/regenerate_notebooks.py"
    if len({cell.get("id") for cell in notebook.cells}) != len(notebook.cells):
        yield "every cell needs an id of its own"
    for cell in notebook.cells:
        marks = str(cell.metadata).lower() + cell.source
        if re.search(r"nbval[-_]|raises-exception|^\s*[%!]", marks, re.IGNORECASE | re.MULTILINE):
            yield f"a cell that nbval skips, or a magic: {cell.source[:40]!r}"
    for cell in code:
        if hidden(cell) != ("hide-input" in cell.metadata.get("tags", [])):
            yield f"hidden in JupyterLab or in the book, and not in both: {cell.source[:40]!r}"
        if hidden(cell) and re.search(r"^(predict|mark|check_line)\(", cell.source, re.MULTILINE):
            yield f"a cell that a reader has to see is hidden: {cell.source[:40]!r}"
        if not hidden(cell) and re.search(r"^compare(_marks)?\(", cell.source, re.MULTILINE):
            yield f"the answer to a prediction stands in open code: a hidden cell compares: {cell.source[:40]!r}"
        if re.search(r"\bprint\(|\bshow\(|\btable\(|^compare_marks\(", cell.source, re.MULTILINE) and not cell.outputs:
            yield f"a cell that should show something stores nothing: {cell.source[:40]!r}"


def of_outputs(notebook, path):
    for _, output in outputs(notebook):
        text = str(output.get("text", "")) + str({k: v for k, v in output.get("data", {}).items() if k != "image/png"})
        if output.output_type == "error" or output.get("name") == "stderr":
            yield "an error or stderr is stored"
        if PATH.search(text):
            yield f"a machine's path in an output: {text[:60]!r}"
        if re.search(r"np\.float64\(|(?<![\w.])-0\.?(?![\w.])|\d\.\d+e-1[0-9]", text):
            yield f"a bare numpy scalar, a -0 or raw noise in an output: {text[:60]!r}"


def of_figures(notebook, path):
    drawn = [(cell, output) for cell, output in outputs(notebook) if "image/png" in output.get("data", {})]
    for _, output in drawn:
        alt = output.metadata.get("image/png", {}).get("alt", "")
        if len(alt) < 40 or output.data.get("text/plain") != alt:
            yield f"a figure needs alt text that says what it shows, also as plain text; got {alt!r}"
        if len(output.data["image/png"]) * 3 / 4 > 60_000:
            yield "a figure of more than 60 kB"
        picture = imread(io.BytesIO(base64.b64decode(output.data["image/png"])))
        if any(np.ptp(edge, axis=0).max() > 0.05 for edge in (picture[0], picture[-1], picture[:, 0], picture[:, -1])):
            yield f"a figure whose words are cut at its edge: {alt[:40]!r}"
    calls = sum(len(re.findall(r"^show\(", source, re.MULTILINE)) for source in sources(notebook, "code"))
    if calls != len(drawn):
        yield f"{calls} figures are drawn and {len(drawn)} are stored"
    words = sum("In words:" in source for source in sources(notebook, "markdown"))
    if words < len(drawn):
        yield f"{len(drawn)} figures, but {words} times 'In words:'"


def of_formulas(notebook, path):
    """The LaTeX and the Unicode beside an id are the ledger's own."""
    lines = all_lines()
    for source in sources(notebook, "markdown"):
        for latex, id, corrected in tagged(source):
            if id not in lines:
                yield f"{id} is no line of the ledger: give it its entry in skipgram_lib/derivation"
                continue
            ledger = lines[id].correction_latex if corrected else lines[id].latex
            if " ".join(latex.split()) != ledger:
                yield f"the formula tagged {id}{corrected} is not the ledger's: {' '.join(latex.split())!r}"
        for id, formula in LISTED.findall(source):
            if id not in lines or formula != lines[id].formula:
                yield f"the formula listed as {id} is not the ledger's: {formula!r}"
        if source.count("$$") % 2:
            yield f"a $$ without its partner: {source[:40]!r}"


def of_headings(notebook, path):
    prose = "\n".join(re.sub(r"```.*?```", "", source, flags=re.DOTALL) for source in sources(notebook, "markdown"))
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "there must be one H1, and it comes first"
    if any(below - above > 1 for above, below in itertools.pairwise(levels)):
        yield f"a heading level is skipped: {levels}"


def of_length(notebook, path):
    for source in sources(notebook, "code"):
        if len(source.splitlines()) > LONGEST_CELL:
            yield f"a code cell of {len(source.splitlines())} lines: {source[:40]!r}"
    for source in sources(notebook, "markdown"):
        for paragraph in re.split(r"\n\s*\n", source):
            if len(paragraph) > LONGEST_PARAGRAPH and not re.search(r"\||\$\$|<|^- |^1\. ", paragraph, re.MULTILINE):
                yield f"a paragraph of {len(paragraph)} characters: {paragraph[:40]!r}"


def of_links(notebook, path):
    for source in sources(notebook, "markdown"):
        for target in LINK.findall(source):
            if not target.startswith("https://") and not (path.parent / target).exists():
                yield f"a link that leads nowhere: {target}"


def homes(paths):
    """How often each line is shown as a formula, and checked by code, over all chapters: two Counters by (file, id)."""
    shown, checked = Counter(), Counter()
    for path in paths:
        notebook = read(path)
        for source in sources(notebook, "markdown"):
            shown.update((path.name, id + corrected) for _, id, corrected in tagged(source))
        for source in sources(notebook, "code"):
            checked.update({(path.name, id) for id in CHECKED.findall(source)})
    return shown, checked
