"""What both results share: a verdict from how far claimed and measured slopes lie apart, and the words for it."""

from html import escape

import numpy as np

from skipgram_lib.gradcheck.verdict.words import printable, relative_gap

CLOSE = 1e-2  # a relative gap below which two numbers look alike
INEXACT = "All are off by little, in no known way, as where f itself is inexact: if it is, give its accuracy as noise=."
COLOURS = {"agrees": "#00694C", "disagrees": "#A83C00", "inconclusive": "#5A5A5A"}


class GradientError(AssertionError):
    """A claimed gradient did not pass its check; the message is the check's own sentence."""


class Check:
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

    def looks_inexact(self):
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


def close_by(gap):
    """A relative gap in words, where two numbers look alike."""
    return f" The relative gap is {gap:.0e}.".replace("e-0", "e-") if gap < CLOSE else ""
