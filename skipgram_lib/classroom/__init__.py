"""What a notebook shows: small problems with real words, figures, tables, and checks tied to the ledger.

`figures` is a room of its own, imported where it is used: exercises draw nothing, and need not wait for matplotlib.
"""

from skipgram_lib.classroom.checks import check_line
from skipgram_lib.classroom.display import live, show, table
from skipgram_lib.classroom.examples import coffee
from skipgram_lib.classroom.ledger import show_ledger
from skipgram_lib.classroom.pages import show_pages
from skipgram_lib.classroom.predictions import compare, compare_marks, mark, predict
from skipgram_lib.classroom.recorded import recorded, recorded_neighbours

__all__ = [
    "check_line",
    "coffee",
    "compare",
    "compare_marks",
    "live",
    "mark",
    "predict",
    "recorded",
    "recorded_neighbours",
    "show",
    "show_ledger",
    "show_pages",
    "table",
]
