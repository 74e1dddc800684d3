"""What a check found: claimed and measured slopes, the verdict that follows from them, and the words for it."""

import sys
from dataclasses import dataclass
from html import escape

import numpy as np

from skipgram_lib.door import ABOVE_ZERO, door
from skipgram_lib.gradcheck.slopes.probe import place

FEW = 4  # entries that are listed one by one
PLAIN = str.maketrans({"ŷ": "y_hat", "σ": "sigma", "−": "-", "×": "x", "·": "*", "′": "'", "≠": "!=", "…": "..."})
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
    def diagnosis(self):
        """The mistake's sentence, or None."""
        return self.mistake and self.mistake.sentence

    @property
    def worst(self):
        """Index of the largest ratio, NaN before all."""
        ratio = np.nan_to_num(self.ratio, nan=np.inf)
        return tuple(int(i) for i in np.unravel_index(np.argmax(ratio), ratio.shape))

    @property
    def brief(self):
        """The verdict alone, for where many stand together; str says what it means."""
        shows = f", to {_decade(self.resolution / self.scale) or 'its size alone'}" if self else ""
        return printable(f"{self.name} {self.verdict}{shows}.")

    @property
    def seen(self):
        """Which entries are off, and how the worst one stands."""
        off = ~(self.ratio <= 1)
        gap = np.where(off, np.nan_to_num(np.abs(self.claimed - self.measured), nan=np.inf), -1)
        largest = off & (gap + 2 * self.bound >= gap.max())  # the first of those that are equal but for noise
        at = np.unravel_index(np.argmax(largest), gap.shape)
        claimed, measured = _told_apart(self.claimed[at], self.measured[at], self.bound[at])
        return f"{off.sum()} of {off.size} entries off, most at {place(at)}: claimed {claimed}, measured {measured}."

    def _could_tell(self):
        return self.resolution < self.scale

    def _inconclusive(self):
        return (self.diagnosis or "an error as large as the gradient itself would not show") + "."

    def _agrees(self):
        decade = _decade(self.resolution / self.scale)
        visible = f"an error of {decade}" if decade else "only an error near the size"
        within = f"all {self.claimed.size} entries within bounds; {visible} of the largest entry would show{self.note}."
        return "\n  ".join(
            [within, *([f"This input cannot show: {'; '.join(self.blind_spots)}."] * bool(self.blind_spots))]
        )

    def _disagrees(self):
        if self.mistake and self.mistake.where == ("f",):
            return self.diagnosis
        more = [f"{self.diagnosis}."] if self.mistake else self._others()
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
        return self.doubt is None and bool((self.seen < self.edges).all())

    def _inconclusive(self):
        return (self.doubt or self._blind()) + "."

    def _agrees(self):
        share = self.visible(1e-6)
        sure = "all" if share == 1 else f"{int(100 * share)} %"
        within = f"{self.claimed.size} directions within bounds"
        shows = f"a relative fault of 1e-6 is certain to show in {sure} of {self.sizes.size} entries"
        return f"{within}; {shows}; faults that cancel are missed with 2^-{self.directions} at most{self.note}."

    def _disagrees(self):
        off = int((~(self.ratio <= 1)).sum())
        found = ", ".join(place(index) for index in self.located)
        return f"{off} of {self.claimed.size} directions off" + (f"; faulty entries: {found}." if found else ".")

    def _blind(self):
        blind = ~(self.seen < self.edges)[self.band_of]
        where = "" if blind.all() else f" in {np.count_nonzero(blind)} of {blind.size} entries"
        return f"an error as large as the slopes themselves would not show{where}"


def printable(text):
    """`text` in letters that stdout can encode."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAIN).encode(encoding, "backslashreplace").decode(encoding)
    return text


def _decade(relative):
    """The next power of ten above a threshold, from 1e-9 on, or None for 1; no round number stands at a boundary."""
    powers = (-power for power in range(9, 0, -1))
    return next((f"1e{power}" for power in powers if relative <= 0.37 * 10.0**power), None)


def _told_apart(claimed, measured, bound):
    """Two numbers with four digits, or as many more as tell them apart; and 0 for what is no larger than its bound."""
    for digits in range(4, 18):
        shown = [f"{value:.{digits}g}" if not abs(value) <= bound else "0" for value in (claimed, measured)]
        if shown[0] != shown[1]:
            break
    return shown[0], "0 within its bound" if shown[1] == "0" and measured else shown[1]
