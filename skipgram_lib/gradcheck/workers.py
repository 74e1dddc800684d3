"""Pieces of work done one after the other, or side by side, with a bar if asked for; the order never matters."""

from skipgram_lib.door import FLAG, FUNCTION, Wanted, maybe

HOW = {  # what every checker asks of its keywords
    "f": FUNCTION,
    "vectorized": FLAG,
    "executor": maybe(
        Wanted(
            object, "an executor, which has map", "See concurrent.futures.", lambda e: callable(getattr(e, "map", None))
        )
    ),
    "progress": FLAG,
}


def in_order(work, pieces, executor=None, progress=False):
    """work(piece) for every piece, as an iterator in the order of the pieces.

    An exception of a worker, or the death of one, reaches the caller; nothing is left out silently.
    """
    results = map(work, pieces) if executor is None else executor.map(work, pieces)
    return _with_bar(results, len(pieces)) if progress else results


def _with_bar(results, total):
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise ImportError("progress=True needs tqdm, which is not installed: pip install tqdm.") from None
    return tqdm(results, total=total, unit="block")
