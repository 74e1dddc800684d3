"""The ledger's data: every line of the document, as formula and as code, and the lines it leaves out."""

from skipgram_lib.derivation import added, page1, page2


def all_lines():
    """Every line by id, in the order of the document, the added ones last."""
    return {line.id: line for line in (*page1.LINES, *page2.LINES, *added.LINES)}


def line_of(id, name="id"):
    """The line of an id that a caller passed as `name`; a KeyError says where lines stand."""
    lines = all_lines()
    if not isinstance(id, str) or id not in lines:
        ends = " to ".join([*lines][:: len(lines) - 1])
        raise KeyError(
            f"{name} must be a line of the ledger, {ends}; got {id!r}. "
            "Lines stand in page1.py, page2.py and added.py of skipgram_lib/derivation."
        )
    return lines[id]
