"""Tables that a benchmark measured once and a chapter quotes; each file says in its first lines how it was made."""

import csv
from importlib.resources import files

from skipgram_lib.door import door, one_of

DATA = files("skipgram_lib.classroom") / "data"
NAMES = one_of(lambda: sorted(file.name.removesuffix(".csv") for file in DATA.iterdir() if file.name.endswith(".csv")))


@door(name=NAMES)
def recorded(name):
    """The rows of a recorded table.

    Parameters
    ----------
    name : str
        A file of `classroom/data`, without the ending, for example "neighbours".

    Returns
    -------
    list of dict of str to str
        One dict a row, by the names of its columns.
    """
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def recorded_neighbours():
    """The nearest words of a few, before and after training, the nearest first.

    Returns
    -------
    dict of str to dict of str to list of str
        Word -> "before", "after", or "counts" (no training, but a decomposition of counts) -> its nearest words.
    """
    found = {}
    for row in recorded("neighbours"):
        found.setdefault(row["word"], {}).setdefault(row["when"], []).append(row["neighbour"])
    return found
