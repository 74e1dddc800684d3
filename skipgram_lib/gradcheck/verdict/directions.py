"""What a check along random directions found."""

from dataclasses import dataclass

import numpy as np

from skipgram_lib.door import ABOVE_ZERO, door
from skipgram_lib.gradcheck.arguments import place
from skipgram_lib.gradcheck.halving import LOCATED
from skipgram_lib.gradcheck.verdict.shared import Check, close_by


@dataclass(frozen=True, eq=False, repr=False)
class DirectionCheck(Check):
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
        return "\n  ".join([off + close_by(self.gap), *self.looks_inexact() * (not few)])

    def _blind(self):
        blind = ~(self.seen < self.edges)[self.band_of]
        where = "" if blind.all() else f" in {np.count_nonzero(blind)} of {blind.size} entries"
        return f"an error as large as the slopes themselves would not show{where}"
