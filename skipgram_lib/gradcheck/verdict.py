"""What a check found: claimed and measured slopes, the verdict that follows from them, and the words for it."""

from dataclasses import dataclass
from html import escape

import numpy as np

from skipgram_lib.gradcheck.slopes.probe import place

COLOURS = {"agrees": "#00694C", "disagrees": "#A83C00", "inconclusive": "#5A5A5A"}


class GradientError(AssertionError):
    """A claimed gradient did not pass its check; the message is the check's own sentence."""


@dataclass(frozen=True, eq=False, repr=False)
class GradientCheck:
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
    diagnosis : str or None
        The kind of mistake, if repairing it makes the check agree, or why nothing can be said.
    blind_spots : tuple of str
        Mistakes of the ingredients that would not show at this input.
    """

    name: str
    claimed: np.ndarray
    measured: np.ndarray
    bound: np.ndarray
    scale: float
    evaluations: int
    note: str
    diagnosis: str | None
    blind_spots: tuple = ()

    @property
    def ratio(self):
        """|claimed − measured| / bound, per entry; 0/0 is 0, and NaN is never <= 1."""
        with np.errstate(all="ignore"):
            gap = np.abs(self.claimed - self.measured)
            return np.where(gap == 0, 0.0, gap / self.bound)

    @property
    def worst(self):
        """Index of the largest ratio, NaN before all."""
        ratio = np.nan_to_num(self.ratio, nan=np.inf)
        return tuple(int(i) for i in np.unravel_index(np.argmax(ratio), ratio.shape))

    @property
    def resolution(self):
        """An error above this, anywhere, would have been seen."""
        return 2 * float(self.bound.max())

    @property
    def verdict(self):
        """ "agrees", "disagrees" or "inconclusive"."""
        if not (self.ratio <= 1).all():
            return "disagrees"
        return "agrees" if self.resolution < self.scale else "inconclusive"

    def __bool__(self):
        return self.verdict == "agrees"

    def __str__(self):
        return f"{self.name} {self.verdict}: {self._because()}"

    __repr__ = __str__

    def _repr_html_(self):
        badge = f'<strong style="color: {COLOURS[self.verdict]}">{self.verdict}</strong>'
        return f"<p><code>{escape(self.name)}</code> {badge}: {escape(self._because())}</p>"

    def raise_if_wrong(self):
        """Raise GradientError unless the verdict is "agrees"."""
        if not self:
            raise GradientError(str(self))

    def _because(self):
        if self.verdict == "inconclusive":
            return (self.diagnosis or "an error as large as the gradient itself would not show") + "."
        if self.verdict == "agrees":
            visible = _decade(self.resolution / self.scale)
            within = f"all {self.claimed.size} entries within bounds; {visible} of the largest would show{self.note}."
            hidden = f"\n  This input cannot show: {'; '.join(self.blind_spots)}."
            return within + hidden if self.blind_spots else within
        off = ~(self.ratio <= 1)
        gap = np.where(off, np.nan_to_num(np.abs(self.claimed - self.measured), nan=np.inf), -1)
        largest = off & (gap + 2 * self.bound >= gap.max())  # the first of those that are equal but for noise
        at = np.unravel_index(np.argmax(largest), gap.shape)
        claimed, measured = _told_apart(self.claimed[at], self.measured[at], self.bound[at])
        where = f"{off.sum()} of {off.size} entries off, most at {place(at)}: claimed {claimed}, measured {measured}"
        return f"{where}.\n  {self.diagnosis}." if self.diagnosis else f"{where}."


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
    note: str
    band_of: np.ndarray
    sizes: np.ndarray

    @property
    def ratio(self):
        """|claimed − measured| / bound, per direction; NaN is never <= 1."""
        with np.errstate(invalid="ignore"):
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
            sure = "all" if share == 1 else f"{int(100 * share)} %"
            within = f"{self.claimed.size} directions within bounds"
            shows = f"a relative fault of 1e-6 is certain to show in {sure} of {self.sizes.size} entries"
            return f"{within}; {shows}; faults that cancel are missed with 2^-{self.directions} at most{self.note}."
        off = int((~(self.ratio <= 1)).sum())
        found = ", ".join(place(index) for index in self.located)
        return f"{off} of {self.claimed.size} directions off" + (f"; faulty entries: {found}." if found else ".")


def _decade(relative):
    """A threshold in words that one machine's rounding does not move: three decades a step, and room to the next."""
    for power in (9, 6, 3):
        if relative <= 0.3 * 10.0**-power:
            return f"an error of 1e-{power}"
    return "only an error near the size"


def _told_apart(claimed, measured, bound):
    """Two numbers with four digits, or as many more as tell them apart; 0 for what is no larger than its bound."""
    for digits in range(4, 18):
        shown = [f"{value:.{digits}g}" if not abs(value) <= bound else "0" for value in (claimed, measured)]
        if shown[0] != shown[1]:
            break
    return shown
