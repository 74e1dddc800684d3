"""Large arrays: a claimed gradient checked along a few random directions instead of entry by entry.

    measured_j = d/dt f(x + t p_j) at 0        claimed_j = Σ_i claimed_i p_ij

Entries of similar size share a band, so that small ones are compared with small noise; each band has its own
directions p = ±(1 + u), u uniform on [0, 1]. A fault above the noise in one entry always shows, because |p| >= 1;
faults that cancel in one direction do so in the next with probability 1/2 at most, so k directions miss them with 2^-k.
"""

import warnings
from dataclasses import dataclass

import numpy as np

from skipgram_lib.gradcheck.check import GradientError, as_claimed
from skipgram_lib.gradcheck.differences import search
from skipgram_lib.gradcheck.ladder import SETTLED
from skipgram_lib.gradcheck.probe import as_point, number, place
from skipgram_lib.gradcheck.rounding import TINY, UNIT
from skipgram_lib.gradcheck.workers import in_order

WIDTH = 16.0  # a band's largest entry over its smallest
BANDS = 6  # at most; the last one holds everything smaller, and zeros
REPEATS = 2  # looks at one slope from points a few ulps away: how far rounding moves it
SAFETY = 16  # on the largest move that was seen; the empirical part of the bound, measured in benchmarks/
LOCATED = 20  # faulty entries searched for, at most


@dataclass(frozen=True, eq=False, repr=False)
class DirectionCheck:
    """Claimed and measured slopes along each direction, and what that says of the entries.

    Attributes
    ----------
    claimed, measured, bound : ndarray, one entry a direction
    located : tuple of index tuples
        Faulty entries, found by halving; empty where the slopes agree.
    """

    name: str
    claimed: np.ndarray
    measured: np.ndarray
    bound: np.ndarray
    directions: int
    located: tuple
    doubt: str | None
    band_of: np.ndarray
    sizes: np.ndarray

    @property
    def ratio(self):
        """|claimed − measured| / bound, per direction; NaN is never <= 1."""
        return np.abs(self.claimed - self.measured) / self.bound

    @property
    def resolution(self):
        """An error of one entry above this would have been seen, in whatever band."""
        return 2 * float(self.bound.max())

    def visible(self, relative):
        """The share of entries for which a fault of this relative size is certain to show."""
        smallest = self.bound.reshape(-1, self.directions).min(axis=1)
        return float((relative * self.sizes > 2 * smallest[self.band_of]).mean())

    @property
    def verdict(self):
        """ "agrees", "disagrees" or "inconclusive"."""
        if not (self.ratio <= 1).all():
            return "disagrees"
        seen = np.maximum(np.abs(self.claimed), np.abs(self.measured)).max(initial=0)
        return "agrees" if self.doubt is None and self.bound.max() < seen else "inconclusive"

    def __bool__(self):
        return self.verdict == "agrees"

    def __str__(self):
        return f"{self.name} {self.verdict}: {self._because()}"

    __repr__ = __str__

    def raise_if_wrong(self):
        """Raise GradientError unless the verdict is "agrees"."""
        if not self:
            raise GradientError(str(self))

    def _because(self):
        if self.verdict == "inconclusive":
            return (self.doubt or "an error as large as the slopes themselves would not show") + "."
        if self.verdict == "agrees":
            share = self.visible(1e-6)
            sure = "all" if share == 1 else f"{100 * share:.0f} %"
            return (
                f"{self.claimed.size} directions within bounds; a relative fault of 1e-6 is certain to show in {sure} "
                f"of {self.sizes.size} entries; faults that cancel are missed with 2^-{self.directions} at most."
            )
        off = int((~(self.ratio <= 1)).sum())
        found = ", ".join(place(index) for index in self.located)
        return f"{off} of {self.claimed.size} directions off" + (f"; faulty entries: {found}." if found else ".")


def check_directions(
    f, x, claimed, *, name="gradient", directions=4, seed=0, vectorized=False, executor=None, progress=False
):
    """Check a claimed gradient of f at x along random directions, for arrays too large to go through.

    Parameters
    ----------
    f : callable
        Takes an array of x's shape and returns a float; if it takes complex arrays too, one evaluation gives a slope.
    x : array_like, any shape
        Where to check.
    claimed : array_like of x's shape
        The gradient.
    name : str
        How the gradient is called in the report.
    directions : int
        Directions for every band of entries of similar size.
    seed : int
        Which directions.
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
    claimed, *_ = as_claimed(claimed, x)
    if directions < 1:
        raise ValueError(f"directions must be 1 or more; got {directions}. Four miss one cancelling fault in sixteen.")
    band_of = _bands(claimed)
    slopes = _Slopes(f, x, claimed.ravel(), band_of, seed, directions, vectorized)
    bands = range(int(band_of.max()) + 1)
    results = list(in_order(slopes.of_band, bands, executor, progress))
    along, measured, bound = (np.concatenate(parts) for parts in zip(*results, strict=True))
    located = ()
    if slopes.doubt is None and not (np.abs(along - measured) <= bound).all():
        located = tuple(np.unravel_index(i, x.shape) for i in slopes.locate(along, measured, bound))
    located = tuple(tuple(int(i) for i in index) for index in located)
    sizes = np.abs(claimed.ravel())
    return DirectionCheck(name, along, measured, bound, directions, located, slopes.doubt, band_of, sizes)


def _bands(claimed):
    """Which band each flat entry belongs to: 0 for the largest, one more for every factor of 16 below."""
    size = np.nan_to_num(np.abs(claimed.ravel()), nan=0.0, posinf=0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        depth = np.floor(np.log(size.max() / size) / np.log(WIDTH))
    depth = np.clip(np.nan_to_num(depth, nan=BANDS - 1, posinf=BANDS - 1), 0, BANDS - 1).astype(np.int8)
    return np.unique(depth, return_inverse=True)[1].reshape(depth.shape).astype(np.int8)  # no empty band in between


class _Slopes:
    """Slopes of f along directions at x, and how far they can be off."""

    def __init__(self, f, x, claimed, band_of, seed, directions, vectorized):
        self.f, self.x, self.claimed, self.band_of, self.vectorized = f, x, claimed, band_of, vectorized
        self.seed, self.directions = seed, directions
        self.size = float(np.abs(x).max()) or 1.0
        self.largest = float(np.abs(claimed[np.isfinite(claimed)]).max(initial=0))
        self.fx, self.noise, self.doubt = self._look()
        self.complex = self.doubt is None and self._takes_complex()

    def _look(self):
        """f(x), how far f moves a few ulps away, and what speaks against f."""
        shown = self.x.copy()
        fx = number(self.f(shown))
        if not np.array_equal(shown, self.x):
            return fx, 0.0, "f changed its argument: let it work on a copy"
        if not np.isfinite(fx):
            return fx, 0.0, f"f is {fx} at x itself: there is no slope to measure"
        if abs(number(self.f(shown)) - fx) > 64 * UNIT * abs(fx):
            return fx, 0.0, "f returned two different values at one point: it samples inside; freeze the draw"
        moved = max(abs(number(self.f(self._near(i))) - fx) for i in range(REPEATS))
        return fx, SAFETY * moved + 4 * UNIT * abs(fx) + TINY, None

    def _near(self, i):
        """x, every entry moved by an ulp or so."""
        rng = np.random.default_rng([self.seed, 1, i])
        return self.x * (1 + 2 * UNIT * rng.integers(-2, 3, self.x.shape))

    def direction(self, band, j):
        """Direction j of a band, flat: ±(1 + u) on its entries, 0 elsewhere."""
        rng = np.random.default_rng([self.seed, 0, band, j])
        inside = self.band_of == band
        p = np.zeros(self.x.size)
        p[inside] = (1 + rng.random(int(inside.sum()))) * rng.choice([-1.0, 1.0], int(inside.sum()))
        return p

    def of_band(self, band):
        """(claimed, measured, bound) along each direction of one band."""
        ps = [self.direction(band, j) for j in range(self.directions)]
        along = np.array([self._claimed_along(p) for p in ps])
        measured, bound = np.array([self.along(p) for p in ps]).T
        if self.complex:
            again = [self._by_complex_step(ps[0], self._near(i)) for i in range(REPEATS)]
            bound = bound + SAFETY * np.abs(np.subtract(again, measured[0])).max()
        return along, measured, bound + [self._rounding_along(p) for p in ps]

    def along(self, p):
        """The slope along p and its bound, without what `of_band` adds."""
        if self.doubt is not None:
            return 0.0, np.inf
        return (self._by_complex_step(p, self.x), TINY) if self.complex else self._by_differences(p)

    def _claimed_along(self, p):
        return float((self.claimed * p).sum())

    def _rounding_along(self, p):
        """What the claimed side may have lost: 16 half ulps of its largest entry in each, with signs that vary."""
        return 16 * UNIT * (self.largest * float(np.sqrt((p * p).sum())) + abs(self._claimed_along(p)))

    def _by_complex_step(self, p, x):
        h = 2.0**-100 * self.size
        point = x.astype(complex)
        point.imag = h * p.reshape(x.shape)
        return float(np.asarray(self.f(point)).imag) / h

    def _by_differences(self, p):
        """The ladder of `differences`, along p: t is in units of the largest |x_i|."""
        step = (self.size * p).reshape(self.x.shape)
        rung, _, _ = search(
            lambda t: self.f(self.x + float(t[0]) * step), np.zeros(1), self.fx, self, False, np.array([0])
        )
        trouble = rung.trouble[0] != SETTLED
        return rung.value[0] / self.size, np.inf if trouble else rung.bound[0] / self.size

    def near(self, h):
        """The noise of f, as `search` asks for it."""
        return self.noise

    def _takes_complex(self):
        """Does f take complex numbers, and is its complex step the slope that differences see?"""
        p = self.direction(0, 0)
        try:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("error", np.exceptions.ComplexWarning)  # a dropped imaginary part is a refusal
                slope = self._by_complex_step(p, self.x)
        except Exception:  # whatever f raises of its own is its refusal
            return False
        step, h = (self.size * p).reshape(self.x.shape), 2.0**-10
        wide, half = (
            (number(self.f(self.x + t * step)) - number(self.f(self.x - t * step))) / (2 * t * self.size)
            for t in (h, h / 2)
        )
        return bool(abs(slope - (4 * half - wide) / 3) <= abs(half - wide) + 4 * self.noise / (h * self.size))

    def locate(self, along, measured, bound):
        """Flat indices of faulty entries, by halving: the gap of one half tells that of the other."""
        faults = {int(i): np.nan for i in np.flatnonzero(~np.isfinite(self.claimed))[:LOCATED]}
        for at in [] if faults else np.flatnonzero(np.abs(along - measured) > bound):
            p = self.direction(*divmod(int(at), self.directions))
            explained = sum(fault * p[i] for i, fault in faults.items())
            parts = [(np.flatnonzero(p), float(along[at] - measured[at]) - explained)]
            while parts and len(faults) < LOCATED:
                part, gap = parts.pop()
                if abs(gap) > bound[at] and part.size == 1:
                    faults[int(part[0])] = gap / p[part[0]]
                elif abs(gap) > bound[at]:
                    left, right = np.array_split(part, 2)
                    known = sum(fault * p[i] for i, fault in faults.items() if left[0] <= i <= left[-1])
                    left_gap = self._gap_on(left, p) - known
                    parts += [(right, gap - left_gap), (left, left_gap)]
        return sorted(faults)

    def _gap_on(self, part, p):
        """Claimed minus measured slope along p restricted to some entries."""
        restricted = np.zeros_like(p)
        restricted[part] = p[part]
        return self._claimed_along(restricted) - self.along(restricted)[0]
