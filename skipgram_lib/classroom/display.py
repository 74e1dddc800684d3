"""How a notebook shows a figure, a live figure or a table, with words for whoever, or whatever, cannot see it."""

import base64
import io
import numbers
from collections.abc import Iterable
from importlib.resources import files

from IPython.display import display
from PIL import Image

from skipgram_lib.door import NAMES, WORDS, Wanted, door, one_of

DPI = 144
LIVE = files("skipgram_lib.classroom") / "live"
WIDTH = 576  # pixels on the page: 6 inches beside 14-pixel prose, sharp on a fine screen


FIGURE = Wanted(object, "a figure, which has savefig", "See matplotlib.", lambda fig: hasattr(fig, "savefig"))
ROWS = Wanted(Iterable, "rows of cells", "For example [[1, 2]].")


@door(fig=FIGURE, alt=WORDS)
def show(fig, alt):
    """Display a figure as PNG, with `alt` as its alternative text and as its plain text.

    The plain text is compared by strict nbval, so a figure whose data changed is noticed.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    alt : str
        What the figure says, computed from its data and rounded.
    """
    drawn, png = io.BytesIO(), io.BytesIO()
    fig.savefig(drawn, format="png", dpi=DPI)
    Image.open(drawn).convert("RGB").quantize(64).save(png, format="png", optimize=True)  # a quarter of the size
    bundle = {"image/png": base64.b64encode(png.getvalue()).decode("ascii"), "text/plain": alt}
    display(bundle, metadata={"image/png": {"alt": alt, "width": WIDTH}}, raw=True)


@door(name=one_of(lambda: sorted(page.name.removesuffix(".html") for page in LIVE.iterdir())), words=WORDS)
def live(name, words):
    """Display a figure that the reader moves: plain HTML and JavaScript, which ask no server for anything.

    Where nothing runs, such as a page that only shows stored outputs, the still figure above it says the same.

    Parameters
    ----------
    name : str
        A file of `classroom/live`, without the ending, for example "valley".
    words : str
        What can be moved and what follows.
    """
    page = (LIVE / f"{name}.html").read_text(encoding="utf-8")
    display({"text/html": page, "text/plain": words}, raw=True)


@door(heads=NAMES, rows=ROWS)
def table(heads, rows):
    """Display rows as a table; numbers in four digits, and never as -0.

    Parameters
    ----------
    heads : sequence of str
    rows : iterable of sequences
    """
    rows = [list(row) for row in rows]
    if any(len(row) != len(heads) for row in rows):
        raise ValueError(f"rows must have a cell for each of the {len(heads)} heads; got one of another length. Count.")
    cells = [[_cell(value) for value in row] for row in rows]
    rule, columns = ["---"] * len(heads), [[text.replace("|", "\\|") for text in row] for row in [heads, *cells]]
    lines = [" | ".join(row) for row in [columns[0], rule, *columns[1:]]]
    plain = "\n".join("  ".join(row) for row in [list(heads), *cells])
    display({"text/markdown": "\n".join(f"| {line} |" for line in lines), "text/plain": plain}, raw=True)


def _cell(value):
    return f"{round(float(value), 4) + 0.0:g}" if isinstance(value, numbers.Real) else str(value)
