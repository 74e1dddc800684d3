"""The slopes of f at x: by central differences that know their own error, and by the complex step."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from skipgram_lib.door import door
from skipgram_lib.gradcheck.arguments import above_zero, as_point, place, sizes
from skipgram_lib.gradcheck.slopes.ladder import DOUBTS, SETTLED, STEPS, Rung
from skipgram_lib.gradcheck.slopes.lines import Entries
from skipgram_lib.gradcheck.slopes.noise import Noise
from skipgram_lib.gradcheck.slopes.probe import Probe
from skipgram_lib.gradcheck.slopes.search import search
from skipgram_lib.gradcheck.slopes.second_look import second_look
from skipgram_lib.gradcheck.workers import HOW, in_order

BLOCK = 1024  # entries measured together, and the piece of work for one worker


@dataclass(frozen=True)
class Measured:
    """A measured gradient: |value − true slope| <= bound, entry by entry.

    `noise` says whether the rounding of f was "analysed", "measured" or "given"; `doubt`, if not None, says in words
    why a bound is infinite; `moved` says whether f ever gave another value than at x.
    """

    value: np.ndarray
    bound: np.ndarray
    evaluations: int
    noise: str
    doubt: str | None
    moved: bool


@door(**HOW)
@np.errstate(all="ignore")
def numerical_gradient(f, x, *, noise=None, vectorized=False, executor=None, progress=False):
    """Measure the gradient of f at x by central differences that know their own error.

    Parameters
    ----------
    f : callable
        Takes an array of x's shape and returns a float. It gets copies, never `x`; away from x it may raise.
    x : array_like, any shape
        Where to measure.
    noise : float, optional
        An absolute accuracy of f that you vouch for, where f is exact to less than its digits: a solver's tolerance.
    vectorized : bool
        f maps shape (n, *x.shape) to (n,): many steps are taken in one call.
    executor : concurrent.futures.Executor, optional
        Measures blocks of entries side by side; f must then be picklable for processes.
    progress : bool
        Show a bar (needs tqdm). Ctrl-C keeps what was measured so far; the rest has an infinite bound.

    Returns
    -------
    Measured
        `value` and `bound`, both of x's shape, in units of f per unit of x, and `evaluations`. The same whatever the
        executor.

    Raises
    ------
    ValueError, TypeError
        If `x` is not finite and real, or f raises at x or does not return one real number.
    """
    noise = above_zero("noise", noise)
    probe = Probe(f, as_point(x), vectorized)
    x, best, against, interrupted = probe.x, Rung.unknown(probe.x.size), probe.objection(), False
    noise = Noise(probe, len(STEPS) * x.size, given=noise) if against is None else None
    against = against or noise.doubt
    if against is None:
        count = -(-x.size // BLOCK)
        blocks = [np.arange(i, x.size, count) for i in range(count)]  # each meets large slopes as well as small ones
        results = in_order(partial(_measure, probe, noise), blocks, executor, progress)
        try:
            for block, (rung, own) in zip(blocks, results, strict=True):
                for table, new in zip(best, rung, strict=True):
                    table[block] = new
                probe.add(*own)
        except KeyboardInterrupt:
            interrupted = True
    value, bound, trouble = _settled(best, x.shape, probe.raised)
    if against is None and not interrupted:
        depth = float((best.step / sizes(x).ravel()).min())
        against = second_look(probe, noise, value, bound, depth)
    if noise is not None:
        against = probe.repeats(noise.of_repeats) or against
    if against is not None:
        bound = np.full(x.shape, np.inf)
    if interrupted:
        trouble = "interrupted: entries with an infinite bound were not measured"
    kind = noise.kind if noise else "measured"
    return Measured(value, bound, probe.evaluations, kind, against or trouble, probe.moved)


def _measure(probe, noise, block):
    """The rungs of some entries, and what their own probe saw of f."""
    own = probe.twin()
    rung = search(Entries(own), block, noise)
    return rung, own.seen


def _settled(best, shape, raised):
    """Values, bounds and the doubt: trouble makes a bound infinite, and the first troubled entry is named."""
    troubled = best.trouble != SETTLED
    value, bound = np.where(troubled, 0.0, best.value), np.where(troubled, np.inf, best.bound)
    doubt = None
    if troubled.any():
        first = int(np.argmax(troubled))
        doubt = f"at entry {place(np.unravel_index(first, shape))}: {in_words(best.trouble[first], raised)}"
    return value.reshape(shape), bound.reshape(shape), doubt


def in_words(trouble, raised):
    """What troubles a slope, and what f had to say away from x."""
    return DOUBTS[int(trouble)] + (f" (away from x, f raised {raised})" if raised else "")
