"""A claimed gradient judged against a measured one, inside a bound on everything that rounding can do."""

from dataclasses import dataclass
from html import escape

import numpy as np

from skipgram_lib.gradcheck.diagnosis import diagnose
from skipgram_lib.gradcheck.differences import numerical_gradient
from skipgram_lib.gradcheck.mistakes import blind_spots
from skipgram_lib.gradcheck.probe import as_point, place
from skipgram_lib.gradcheck.rounding import with_bounds

CLAIMED_ULPS = 16  # of half an ulp of the largest claimed entry: what its own arithmetic may have lost
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
        return _ratio(self.claimed, self.measured, self.bound)

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


def check_gradient(
    f, x, claimed, name="gradient", *, ingredients=None, scale=None, vectorized=False, executor=None, progress=False
):
    """Check a claimed gradient of f at x against measured slopes that know their own error.

    Parameters
    ----------
    f : callable
        Takes an array of x's shape and returns a float. It is handed copies, never `x` itself.
    x : array_like, any shape
        Where to check.
    claimed : array_like of x's shape, or callable
        The gradient, or a function of x that returns it and whose own rounding is then analysed.
    name : str
        How the gradient is called in the report.
    ingredients : dict of str to array_like, optional
        What a diagnosis may use to name a mistake, for example `{"v_c": v_c, "U": U, "o": o}`.
    scale : float, optional
        For a gradient that is zero by theorem: the size from which on it would count as non-zero.
    vectorized : bool
        f maps shape (n, *x.shape) to (n,): many steps are taken in one call.
    executor, progress
        As for `numerical_gradient`.

    Returns
    -------
    GradientCheck
        True in a condition for "agrees" alone.

    Raises
    ------
    ValueError, TypeError
        If `x`, `claimed` or `scale` does not fit; the message names the argument.
    """
    x = as_point(x)
    claimed, slack, note = as_claimed(claimed, x)
    if scale is not None and not (isinstance(scale, (int, float, np.number)) and 0 < scale < np.inf):
        raise ValueError(f"scale must be above 0; got {scale}. Give the size that would count as non-zero.")
    slopes = numerical_gradient(f, x, vectorized=vectorized, executor=executor, progress=progress)
    bound = slopes.bound + slack
    if slopes.noise == "measured":
        note += "; noise of f measured"
    largest = float(np.fmax.reduce(np.abs([claimed, slopes.value]), axis=None))
    parts = {key: np.asarray(part) for key, part in (ingredients or {}).items()}
    diagnosis, hidden = slopes.doubt, ()
    if diagnosis is None and not (_ratio(claimed, slopes.value, bound) <= 1).all():
        diagnosis = diagnose(claimed, slopes.value, bound, parts)
    elif largest == 0 and scale is None:
        diagnosis = diagnosis or "the gradient is zero, claimed and measured alike: this point shows nothing"
    elif diagnosis is None:
        hidden = blind_spots(slopes.value, bound, parts)
    found = name, claimed, slopes.value, bound, scale or largest, slopes.evaluations, note
    return GradientCheck(*found, diagnosis, hidden)


def as_claimed(claimed, x):
    """The claimed array, what its own rounding may hide, and a note if that is much."""
    slack = None
    if callable(claimed):
        analysed = with_bounds(claimed, x)
        slack = None if analysed is None else analysed[1]
        claimed = claimed(x.copy())
    try:
        array = np.asarray(claimed)
    except ValueError:
        raise ValueError(
            "claimed must be rectangular, of x's shape; got parts of different shapes. Pass one block."
        ) from None
    if array.dtype.kind not in "biuf" or np.ma.isMaskedArray(claimed):
        raise TypeError(f"claimed must hold real numbers; got dtype {array.dtype}. Pass a plain float array.")
    if array.shape != x.shape:
        hint = "Pass claimed.T." if array.T.shape == x.shape else "A gradient has the shape of its variable."
        raise ValueError(f"claimed must have shape {x.shape}, the shape of x; got {array.shape}. {hint}")
    half_ulp = np.finfo(array.dtype).eps / 2 if array.dtype.kind == "f" else 0.0
    largest = np.abs(array[np.isfinite(array)]).max(initial=0)
    note = f".\n  Small errors hide, because claimed is {array.dtype}" if half_ulp > 2.0**-53 else ""
    if slack is None or note:
        slack = CLAIMED_ULPS * float(half_ulp) * float(largest)
    return array.astype(np.float64), slack, note


def _ratio(claimed, measured, bound):
    with np.errstate(all="ignore"):
        gap = np.abs(claimed - measured)
        return np.where(gap == 0, 0.0, gap / bound)


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
