"""A piece of the road measured, if it is the learner's; and the library's own, lent for those that do not pass."""

import contextlib
import functools
import io
import itertools
import sys

from skipgram_lib.classroom.road import pieces
from skipgram_lib.classroom.road.checks import CHECKS
from skipgram_lib.classroom.score import Score
from skipgram_lib.classroom.stopped import LENT, LentError
from skipgram_lib.classroom.watch import LIBRARY, watching

PIECES = pieces.softmax.__code__.co_filename
WRITE = "{0} is the library's, or lets the library's {0} do the work: write your own below its text, and run its cell."


def try_piece(piece, points):
    """Measure one piece of the road, by the name that it is handed over under; prints what a tutor would say.

    Parameters
    ----------
    piece : callable
        A function with the signature that the table of the road gives it.
    points : int
        What a right one is worth.

    Returns
    -------
    Score
        0 for a piece that is lent, too.
    """
    name = _name(piece, sys._getframe(1))
    if name not in CHECKS:
        print(f"The road has no piece {name}: keep the name in the first line, one of {', '.join(CHECKS)}.")
        return Score(0, points)
    if is_lent(piece):
        print(WRITE.format(name))
        return Score(0, points, LENT)
    with _never_ended(piece):
        return CHECKS[name](_own(piece, name), points)


def lend(notebook, *names):
    """Put the library's piece in the place of each one that is missing or wrong, and say so.

    Parameters
    ----------
    notebook : dict
        `globals()` of the notebook.
    *names : str
        The pieces that are needed next.
    """
    lent = [name for name in names if not _passes(notebook.get(name), name)]
    notebook.update({name: getattr(pieces, name) for name in lent})
    own = [name for name in names if name not in lent]
    print(f"Yours: {', '.join(own) or 'none yet'}. Lent by the library: {', '.join(lent) or 'none'}.")


def is_lent(piece):
    """Is it a function of the library's, whatever it is called here?"""
    code = getattr(getattr(piece, "func", piece), "__code__", None)
    return code is not None and code.co_filename.startswith(LIBRARY)


def _name(piece, line):
    """How the calling line names a piece: the function's own name may be another's, or none."""
    bound = [name for name in line.f_code.co_names if name in CHECKS and line.f_globals.get(name) is piece]
    return bound[0] if len(bound) == 1 else getattr(piece, "__name__", repr(piece))


def _own(piece, name):
    """`piece`, refused after a call in which the library's piece of this name has run."""
    ran = set()
    noted = watching(piece, ran, lambda code: code.co_name == name and code.co_filename == PIECES)
    calls = itertools.count()

    @functools.wraps(piece)
    def own(*given):
        watched = name != "loop" or next(calls) == 0  # a training would take three times as long
        value = (noted if watched else piece)(*given)
        if ran:
            raise LentError(WRITE.format(name))
        return value

    return own


@contextlib.contextmanager
def _never_ended(piece):
    """Mark a piece until it has ended: `lend` must not wait for one that runs for ever."""
    with contextlib.suppress(AttributeError, TypeError):  # not everything that can be called takes a mark
        piece.never_ended = True
    yield
    with contextlib.suppress(AttributeError, TypeError):
        piece.never_ended = False


def _passes(piece, name):
    if not callable(piece) or is_lent(piece) or getattr(piece, "never_ended", False):
        return False
    with contextlib.redirect_stdout(io.StringIO()):
        return bool(CHECKS[name](_own(piece, name), 2))
