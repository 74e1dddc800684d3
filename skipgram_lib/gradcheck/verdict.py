"""What a check found: claimed and measured slopes, the verdict that follows from them, and the words for it."""

from dataclasses import dataclass
from html import escape

import numpy as np

from skipgram_lib.door import ABOVE_ZERO, door
from skipgram_lib.gradcheck.arguments import place
from skipgram_lib.gradcheck.halving import LOCATED
from skipgram_lib.gradcheck.words import decade, printable, relative_gap, told_apart

FEW = 4  # entries that are listed one by one
CLOSE = 1e-2  # a relative gap below which two numbers look alike
INEXACT = "All are off by little, in no known way, as where f itself is inexact: if it is, give its accuracy as noise=."
COLOURS = {"agrees": "#00694C", "disagrees": "#A83C00", "inconclusive": "#5A5A5A"}


class GradientError(AssertionError):
    """A claimed gradient did not pass its check; the message is the check's own sentence."""


class _Check:
    """What both results share: a verdict from `ratio`, in words that any terminal can print."""

    @property
    def ratio(self):
        """|claimed − measured| / bound, one each; 0/0 is 0, and NaN is never <= 1."""
        with np.errstate(all="ignore"):
            gap = np.abs(self.claimed - self.measured)
            return np.where(gap == 0, 0.0, gap / self.bound)

    @property
    def resolution(self):
        """An error of one entry above this, anywhere, would have been seen."""
        return 2 * float(self.bound.max())

    @property
    def verdict(self):
        """ "agrees", "disagrees" or "inconclusive"."""
        if not (self.ratio <= 1).all():
            return "disagrees"
        return "agrees" if self._could_tell() else "inconclusive"

    @property
    def diagnosis(self):
        """The mistake's sentence, or None."""
        return self.mistake and self.mistake.sentence

    @property
    def gap(self):
        """The largest relative gap, |claimed − measured| as a part of the larger one, of those that are off."""
        off = relative_gap(self.claimed, self.measured)[~(self.ratio <= 1)]
        return float(np.nan_to_num(off, nan=np.inf).max(initial=0))

    @property
    def of_f(self):
        """Is it f alone that is to blame?"""
        return self.mistake is not None and self.mistake.where == ("f",)

    def _looks_inexact(self):
        """All are off, and all by little: what to say of that, as a list of lines."""
        return [INEXACT] * bool((~(self.ratio <= 1)).all() and self.gap < CLOSE)

    def __bool__(self):
        return self.verdict == "agrees"

    def __str__(self):
        return printable(f"{self.name} {self.verdict}: {getattr(self, '_' + self.verdict)()}")

    __repr__ = __str__

    def _repr_html_(self):
        badge = f'<strong style="color: {COLOURS[self.verdict]}">{self.verdict}</strong>'
        return f"<p><code>{escape(self.name)}</code> {badge}: {escape(getattr(self, '_' + self.verdict)())}</p>"

    def raise_if_wrong(self):
        """Raise GradientError unless the verdict is "agrees"."""
        if not self:
            raise GradientError(str(self))


@dataclass(frozen=True, eq=False, repr=False)
class GradientCheck(_Check):
    """What was claimed, what was measured, and how far apart the two may honestly be.

    Attributes
    ----------
    name : str
    claimed, measured, bound : ndarray, shape of x
        `bound` holds truncation, the noise of f, and the rounding of `claimed` itself.
    scale : float
        What would count as a gradient: the caller's, or the largest |measured| or |claimed|.
    evaluations : int
        Calls of f, perturbed copies counted one by one.
    mistake : Mistake or None
        The kind of mistake, if repairing it makes the check agree, or why nothing can be said.
    blind_spots : tuple of str
        Mistakes of the ingredients that would not show at this input.
    unread : tuple of str
        Ingredients that a diagnosis could not use, and why.
    """

    name: str
    claimed: np.ndarray
    measured: np.ndarray
    bound: np.ndarray
    scale: float
    evaluations: int
    note: str
    mistake: object
    blind_spots: tuple = ()
    unread: tuple = ()

    @property
    def worst(self):
        """Index of the largest ratio, NaN before all."""
        ratio = np.nan_to_num(self.ratio, nan=np.inf)
        return tuple(int(i) for i in np.unravel_index(np.argmax(ratio), ratio.shape))

    @property
    def brief(self):
        """The verdict alone, for where many stand together; str says what it means."""
        shows = f", to {decade(self.resolution / self.scale) or 'its size alone'}" if self else ""
        return printable(f"{self.name} {self.verdict}{shows}.")

    @property
    def seen(self):
        """Which entries are off, and how the worst one stands."""
        off = ~(self.ratio <= 1)
        gap = np.where(off, np.nan_to_num(np.abs(self.claimed - self.measured), nan=np.inf), -1)
        largest = off & (gap + 2 * self.bound >= gap.max())  # the first of those that are equal but for noise
        at = np.unravel_index(np.argmax(largest), gap.shape)
        pair = self.claimed[at], self.measured[at]
        claimed, measured = told_apart(*pair, self.bound[at])
        most = f"most at {place(at)}: claimed {claimed}, measured {measured}."
        return f"{off.sum()} of {off.size} entries off, {most}{_close(relative_gap(*pair))}"

    def _could_tell(self):
        return self.resolution < self.scale

    def _inconclusive(self):
        return (self.diagnosis or "an error as large as the gradient itself would not show") + "."

    def _agrees(self):
        power = decade(self.resolution / self.scale)
        visible = f"an error of {power}" if power else "only an error near the size"
        within = f"all {self.claimed.size} entries within bounds; {visible} of the largest entry would show{self.note}."
        return "\n  ".join(
            [within, *([f"This input cannot show: {'; '.join(self.blind_spots)}."] * bool(self.blind_spots))]
        )

    def _disagrees(self):
        if self.of_f:
            return self.diagnosis
        more = [f"{self.diagnosis}."] if self.mistake else [*self._others(), *self._looks_inexact()]
        if self.unread:
            more.append(f"Not understood among the ingredients: {'; '.join(self.unread)}.")
        return "\n  ".join([self.seen, *more])

    def _others(self):
        """The first few of several entries that are off in no known way."""
        off = np.argwhere(~(self.ratio <= 1))
        if not 1 < len(off) < self.claimed.size:
            return []
        more = f" and {len(off) - FEW} more" if len(off) > FEW else ""
        return [f"Off are {', '.join(place(index) for index in off[:FEW])}{more}."]


@dataclass(frozen=True, eq=False, repr=False)
class DirectionCheck(_Check):
    """Claimed and measured slopes along each direction, and what that says of the entries.

    Attributes
    ----------
    claimed, measured, bound : ndarray, one entry a direction
    evaluations : int
        Calls of f, perturbed copies counted one by one, up to the verdict; what locates a fault comes on top.
    mistake : Mistake or None
        Why nothing can be said, or that f ignores its argument.
    located : tuple of index tuples
        Faulty entries, found by halving; empty where the slopes agree.
    """

    name: str
    claimed: np.ndarray
    measured: np.ndarray
    bound: np.ndarray
    evaluations: int
    directions: int
    located: tuple
    mistake: object
    note: str
    band_of: np.ndarray
    sizes: np.ndarray
    edges: np.ndarray

    @door(relative=ABOVE_ZERO)
    def visible(self, relative):
        """The share of entries for which a fault of this relative size is certain to show."""
        return float((relative * self.sizes > self.seen[self.band_of]).mean())

    @property
    def seen(self):
        """Per band, the size from which on a fault of one entry is certain to show."""
        return 2 * self.bound.reshape(-1, self.directions).min(axis=1)

    def _could_tell(self):
        return self.mistake is None and bool((self.seen < self.edges).all())

    def _inconclusive(self):
        return (self.diagnosis or self._blind()) + "."

    def _agrees(self):
        share = self.visible(1e-6)
        sure = "all" if share == 1 else f"{int(100 * share)} %"
        within = f"{self.claimed.size} directions within bounds"
        shows = f"a relative fault of 1e-6 is certain to show in {sure} of {self.sizes.size} entries"
        return f"{within}; {shows}; faults that cancel are missed with 2^-{self.directions} at most{self.note}."

    def _disagrees(self):
        if self.of_f:
            return self.diagnosis
        found = ", ".join(place(index) for index in self.located)
        off = f"{np.count_nonzero(~(self.ratio <= 1))} of {self.claimed.size} directions off"
        off += f"; faulty entries: {found}." if found else "."
        few = 0 < len(self.located) < min(self.sizes.size, LOCATED)
        return "\n  ".join([off + _close(self.gap), *self._looks_inexact() * (not few)])

    def _blind(self):
        blind = ~(self.seen < self.edges)[self.band_of]
        where = "" if blind.all() else f" in {np.count_nonzero(blind)} of {blind.size} entries"
        return f"an error as large as the slopes themselves would not show{where}"


def _close(gap):
    """A relative gap in words, where two numbers look alike."""
    return f" The relative gap is {gap:.0e}.".replace("e-0", "e-") if gap < CLOSE else ""
