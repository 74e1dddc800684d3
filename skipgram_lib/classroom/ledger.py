"""The ledger in a notebook: every line, what was measured, and the chapter that derives it."""

from html import escape

from IPython.display import display

from skipgram_lib.derivation import report, verify

HOMES = {  # chapter -> the lines that it shows, derives and checks
    "01_measure_a_slope": ("A1",),
    "02_softmax_and_cross_entropy": ("S1", "S2", "S4", "S5", "S6"),
    "03_center_vector": ("S3", "X1", "X7"),
    "04_true_outside_word": ("S7", "S8", "S9", "S10", "S11", "S12", "S13", "S14"),
    "05_other_outside_words": ("S15", "S16", "S17", "S18", "S19", "X2"),
    "06_negative_sampling": ("N1", "A2"),
    "07_negative_sampling_center": ("N2", "N3", "N4"),
    "08_negative_sampling_outside": ("N5", "N6", "N7", "N8", "X3", "X4", "X5"),
    "10_a_window_and_a_corpus": ("X6", "X8"),
}


def show_ledger(summary="Every line, with its verdict and its chapter"):
    """Measure every line and display the ledger, folded, with a link to the chapter of each line."""
    entries = verify()
    homes = {id: chapter for chapter, ids in HOMES.items() for id in ids}
    rows = "".join(_row(entry, homes.get(entry.line.id)) for entry in entries)
    heads = (
        "<tr><th>line</th><th style='text-align: left'>as the page prints it</th><th>measured</th><th>chapter</th></tr>"
    )
    html = f"<details><summary>{escape(summary)}</summary><table>{heads}{rows}</table></details>"
    display({"text/html": html, "text/plain": report.as_text(entries)}, raw=True)


def _row(entry, chapter):
    link = f'<a href="{chapter}.ipynb">{chapter[:2]}</a>' if chapter else ""
    formula = escape(entry.line.formula) + (" □" if entry.line.boxed else "")
    left = " style='text-align: left'"
    return (
        f"<tr><td><b>{entry.line.id}</b></td><td{left}>{formula}</td>"
        f"<td>{escape(report.verdict(entry))}</td><td>{link}</td></tr>"
    )
