"""What a check of every entry found."""

from dataclasses import dataclass

import numpy as np

from skipgram_lib.gradcheck.arguments import place
from skipgram_lib.gradcheck.verdict.shared import Check, close_by
from skipgram_lib.gradcheck.verdict.words import decade, printable, relative_gap, told_apart

FEW = 4  # entries that are listed one by one


@dataclass(frozen=True, eq=False, repr=False)
class GradientCheck(Check):
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
        return f"{off.sum()} of {off.size} entries off, {most}{close_by(relative_gap(*pair))}"

    def _could_tell(self):
        return self.resolution < self.scale

    def _inconclusive(self):
        return (self.diagnosis or "an error as large as the gradient itself would not show") + "."

    def _agrees(self):
        power = decade(self.resolution / self.scale)
        visible = f"an error of {power}" if power else "only an error near the size"
        zero = self.scale > np.abs([self.claimed, self.measured]).max()  # by theorem: `scale` is the caller's
        of = f"scale = {self.scale:g}" if zero else "the largest entry"
        within = f"all {self.claimed.size} entries within bounds; {visible} of {of} would show{self.note}."
        return "\n  ".join(
            [within, *([f"This input cannot show: {'; '.join(self.blind_spots)}."] * bool(self.blind_spots))]
        )

    def _disagrees(self):
        if self.of_f:
            return self.diagnosis
        more = [f"{self.diagnosis}."] if self.mistake else [*self._others(), *self.looks_inexact()]
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
