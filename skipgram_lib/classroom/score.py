"""What an answer earned, as nbgrader reads it and as a learner does."""

from html import escape


class Score(int):
    """A number of points that knows of how many; its HTML says both, its repr is the number alone.

    Attributes
    ----------
    of : int
        What a right answer is worth.
    kind : str
        The kind of mistake that was named, "not attempted", or "".
    """

    def __new__(cls, points, of, kind=""):
        score = super().__new__(cls, points)
        score.of, score.kind = of, str(kind)
        return score

    def _repr_html_(self):
        kind = f' data-mistake="{escape(self.kind)}"' if self.kind else ""
        return f"<p{kind}>{int(self)} of {self.of}</p>"
