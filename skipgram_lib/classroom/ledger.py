"""The ledger in a notebook: every line, what was measured, and the chapter that derives it."""

from html import escape

from IPython.display import display

from skipgram_lib.classroom.chapters import HOME
from skipgram_lib.derivation import report, verify
from skipgram_lib.door import WORDS, door


@door(summary=WORDS)
def show_ledger(summary="Every line, with its verdict and its chapter"):
    """Measure every line and display the ledger, folded, with a link to the chapter of each line."""
    entries = verify()
    rows = "".join(_row(entry, HOME.get(entry.line.id)) for entry in entries)
    heads = (
        "<tr><th>line</th><th style='text-align: left'>as the page prints it, boxes and all</th><th>measured</th>"
        "<th>without rounding</th><th>chapter</th></tr>"
    )
    sums = "".join(f"<p>{escape(line)}</p>" for line in report.totals(entries))
    html = f"<details><summary>{escape(summary)}</summary><table>{heads}{rows}</table>{sums}</details>"
    display({"text/html": html, "text/plain": report.as_text(entries)}, raw=True)


def _row(entry, chapter):
    link = f'<a href="{chapter.file}.ipynb">{chapter.number}</a>' if chapter else ""
    formula = escape(entry.line.formula)
    if entry.line.boxed:
        formula = f"<span style='border: 1px solid; padding: 0 4px'>{formula}</span>"
    measured = escape(report.verdict(entry))
    if entry.as_printed == "refuted":
        formula, measured = f"<b>{formula}</b>", f"<b>{measured}</b>"
    exact = entry.exact or "not settled"
    if entry.as_printed and entry.exact and not entry.proofs["printed"].verdict:
        exact += " as corrected"
    left = " style='text-align: left'"
    return (
        f"<tr><td><b>{entry.line.id}</b></td><td{left}>{formula}</td>"
        f"<td>{measured}</td><td>{exact}</td><td>{link}</td></tr>"
    )
