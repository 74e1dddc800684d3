"""The ledger's data: every line of the document, as formula and as code, and the lines it leaves out."""

from skipgram_lib.derivation import added, page1, page2


def all_lines():
    """Every line by id, in the order of the document, the added ones last."""
    return {line.id: line for line in (*page1.LINES, *page2.LINES, *added.LINES)}
