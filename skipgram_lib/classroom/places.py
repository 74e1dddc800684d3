"""Where a learner's function is measured: with the coffee vectors, and at random points of other sizes."""

from dataclasses import replace
from itertools import count

from skipgram_lib.classroom.examples import coffee
from skipgram_lib.derivation import random_point

SIZES = (9, 4, 5), (7, 5, 4), (11, 7, 6)  # V, d, K: never those of coffee, so that no number of it can stay in a code


def _point(trial, V, d, K, window):
    """A random point whose draws tell mistakes apart: neither the first nor the last draw is repeated, or o."""
    p = random_point(2025, trial, V, d, K)
    a, b, c, last = *p.negatives[:3], p.negatives[-1]
    repeated = a, *(b, b, c, b)[: K - 2], last
    return replace(
        p, repeated=repeated, collided=(a, p.o, *p.negatives[2:]), window=(a, p.o, b, p.o, c, b, last)[:window]
    )


def _last_row(V, *sizes):
    """The first trial whose true word has the last row."""
    return next(i for i in count(3) if random_point(2025, i, V, *sizes).o == V - 1)


PLACES = {
    "With the coffee vectors": replace(coffee()[1], collided=(1, 4, 2)),  # o once: what loses repeats is no accident
    "At random point 1": _point(1, *SIZES[0], window=7),
    "At random point 2": _point(2, *SIZES[1], window=3),
    "At random point 3": _point(_last_row(*SIZES[2]), *SIZES[2], window=5),
}
EVERYWHERE = "with the coffee vectors and at 3 random points"


def places(*names):
    """Where -> the arguments that a function is called with there: the named attributes of each point."""
    listed = lambda value: list(value) if isinstance(value, tuple) else value
    return {where: tuple(listed(getattr(p, name)) for name in names) for where, p in PLACES.items()}
