"""Large arrays: a claimed gradient checked along a few random directions instead of entry by entry.

A fault above the noise in one entry always shows, because a direction is at least 1 in every entry; faults that cancel
in one direction do so in the next with probability 1/2 at most, so k directions miss them with 2^-k.
"""

import operator
from dataclasses import replace

import numpy as np

from skipgram_lib.door import TEXT, door
from skipgram_lib.gradcheck.along import Along, Slopes
from skipgram_lib.gradcheck.arguments import above_zero, as_point
from skipgram_lib.gradcheck.bands import edges
from skipgram_lib.gradcheck.claimed import DRAWS, as_claimed, draws
from skipgram_lib.gradcheck.diagnosis import UNUSED, Kind, named
from skipgram_lib.gradcheck.halving import locate
from skipgram_lib.gradcheck.slopes.differences import in_words
from skipgram_lib.gradcheck.slopes.ladder import SETTLED
from skipgram_lib.gradcheck.verdict import DirectionCheck
from skipgram_lib.gradcheck.workers import HOW, in_order


@door(name=TEXT, **HOW)
@np.errstate(all="ignore")
def check_directions(
    f,
    x,
    claimed,
    *,
    name="gradient",
    directions=4,
    seed=0,
    scale=None,
    noise=None,
    vectorized=False,
    executor=None,
    progress=False,
):
    """Check a claimed gradient of f at x along random directions, for arrays too large to go through.

    Parameters
    ----------
    f : callable
        Takes an array of x's shape and returns a float; if it takes complex arrays too, one evaluation gives a slope.
    x : array_like, any shape
        Where to check.
    claimed : array_like of x's shape, or callable
        The gradient, or a function of x that returns it.
    name : str
        How the gradient is called in the report.
    directions : int
        Directions for every band of entries of similar size.
    seed : int or whatever `numpy.random.default_rng` takes
        Which directions; None draws them afresh.
    scale, noise
        As for `check_gradient`.
    vectorized : bool
        f maps shape (n, *x.shape) to (n,): small copies go into one call.
    executor, progress
        As for `numerical_gradient`; the pieces of work are the bands.

    Returns
    -------
    DirectionCheck
        With faulty entries located, if there are any.

    Raises
    ------
    ValueError, TypeError
        If `x`, `claimed` or `directions` does not fit; the message names the argument.
    """
    x = as_point(x)
    scale, noise = above_zero("scale", scale), above_zero("noise", noise)
    random = draws(claimed, x)
    claimed, slack, note = as_claimed(claimed(x.copy()) if callable(claimed) else claimed, x)
    options = {"seed": _entropy(seed), "directions": _count(directions), "vectorized": vectorized, "noise": noise}
    slopes = Slopes(f, x, claimed, slack, **options)
    bands, interrupted = _measure(slopes, executor, progress)
    along, measured, bound, trouble = (np.concatenate(parts) for parts in list(zip(*bands, strict=True))[:4])
    against = DRAWS if random else slopes.second_look(bands)
    doubt = slopes.doubt or against or _doubt(trouble, slopes, interrupted)
    bound = np.full_like(bound, np.inf) if against else bound
    sizes, found = np.abs(slopes.claimed), (name, along, measured, bound, slopes.probe.evaluations, slopes.directions)
    upper = edges(slopes.claimed, slopes.band_of, scale, slopes.slack)
    check = DirectionCheck(*found, (), doubt and named(Kind.NO_SLOPE, doubt), note, slopes.band_of, sizes, upper)
    if check.verdict != "disagrees" or interrupted:
        return check
    if not slopes.probe.moved:
        return replace(check, mistake=UNUSED)
    located = (np.unravel_index(at, x.shape) for at in locate(slopes, bands))
    return replace(check, located=tuple(tuple(int(i) for i in index) for index in located))


def _entropy(seed):
    """What all directions come from: the same for every worker, whatever the seed is."""
    if isinstance(seed, (int, np.integer)):
        return int(seed) % 2**64  # a negative one, too
    try:
        return int(np.random.default_rng(seed).integers(2**63))
    except (TypeError, ValueError):
        raise TypeError(
            f"seed must be None, or what numpy.random.default_rng takes; got {seed!r}. Pass an int."
        ) from None


def _count(directions):
    try:
        count = operator.index(directions)
    except TypeError:
        raise TypeError(f"directions must be an int, 1 or more; got {directions!r}.") from None
    if count < 1:
        raise ValueError(f"directions must be 1 or more; got {count}. Four miss one cancelling fault in sixteen.")
    return count


def _measure(slopes, executor, progress):
    """The slopes of every band, and whether Ctrl-C left some of them unknown."""
    bands = [Along.unknown(slopes.directions) for _ in range(int(slopes.band_of.max()) + 1)]
    try:
        for i, (along, seen) in enumerate(in_order(slopes.of_band, range(len(bands)), executor, progress)):
            bands[i] = along
            slopes.probe.add(*seen)
    except KeyboardInterrupt:
        return bands, True
    return bands, False


def _doubt(trouble, slopes, interrupted):
    """Why a bound is infinite, in words, or None."""
    if interrupted:
        return "interrupted: directions with an infinite bound were not measured"
    if (trouble == SETTLED).all():
        return None
    first = int(np.argmax(trouble != SETTLED))
    band, j = divmod(first, slopes.directions)
    return f"along direction {j} of band {band}: {in_words(trouble[first], slopes.probe.raised)}"
