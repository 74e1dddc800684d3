"""Do the words that chapter 10 prints as neighbours hold for other texts and seeds, or by luck?

python benchmarks/neighbours.py        prints a Markdown table; exits 1 if a printed line ever differs
"""

import json
import os
import platform
import sys
from collections import Counter
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np

from skipgram_lib import training

CHAPTER = Path(__file__).parents[1] / "notebooks" / "09_train_on_a_corpus.ipynb"
FROM, TO = "## A text you already have", "## Where training must end"  # headings: what depends on the text
SEEDS, TENTHS = 4, 10
PASSAGES = 1, 20  # sentences that are left out together: one, or about a docstring
NOT_DRAWN = dict.fromkeys(("neighbours", "word_map"), lambda *_: (None, None))


def cells():
    """The chapter's imports, the code cells of the part that trains, and the lines that are stored below these."""
    found = json.loads(CHAPTER.read_text(encoding="utf-8"))["cells"]
    heads = ["".join(cell["source"]).split("\n")[0] for cell in found]
    code = [cell for cell in found[heads.index(FROM) : heads.index(TO)] if cell["cell_type"] == "code"]
    stored = "".join(text for cell in code for out in cell["outputs"] for text in out.get("text", ""))
    imports = next(cell for cell in found if cell["cell_type"] == "code")
    return "".join(imports["source"]), ["".join(cell["source"]) for cell in code], stored.splitlines()


def texts(sentences):
    """The whole text, and copies that each lack one passage in ten."""
    part = np.arange(len(sentences))
    kept = [part >= 0, *(part // length % TENTHS != k for length, k in product(PASSAGES, range(TENTHS)))]
    return [[sentences[i] for i in np.flatnonzero(stays)] for stays in kept]


def printed(imports, code, text, seed):
    """What the cells print when the chapter's text and seed are others."""
    space, out = {}, StringIO()
    changed = {"reference_text": lambda: text, "Recipe": partial(training.Recipe, seed=seed)}
    with patch.multiple(training, **changed), redirect_stdout(out):
        exec(imports, space)
        space.update(figures=SimpleNamespace(**NOT_DRAWN), show=lambda *_, **__: None)
        for cell in code:
            exec(cell, space)
    return out.getvalue().splitlines()


def main():
    versions = f"python {platform.python_version()}, numpy {np.__version__}"
    print(f"{versions}; {os.cpu_count()} cores, {platform.machine()}.\n")
    imports, code, stored = cells()
    runs = list(product(texts(training.sentences(training.reference_text())), range(SEEDS)))
    held = Counter()
    for text, seed in runs:
        lines = printed(imports, code, text, seed)
        held.update(line for line in stored if line in lines)
    print(f"| printed by chapter 10 | held, of {len(runs)} runs |\n|---|--:|")
    for line in stored:
        print(f"| {line} | {held[line] / len(runs):.0%} |")
    missed = [line for line in stored if held[line] < len(runs)]
    print("\n" + (f"Not always: {'; '.join(missed)}." if missed else "Every line held in every run."))
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
