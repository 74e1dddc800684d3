"""What a notebook shows: small problems with real words, figures, tables, and checks tied to the ledger."""

from skipgram_lib.classroom import figures
from skipgram_lib.classroom.checks import check_line, compare_marks
from skipgram_lib.classroom.display import show, table
from skipgram_lib.classroom.examples import coffee
from skipgram_lib.classroom.ledger import show_ledger

__all__ = ["check_line", "coffee", "compare_marks", "figures", "show", "show_ledger", "table"]
