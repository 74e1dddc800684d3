"""What a line is: its formula, and the code of its sides."""

from collections.abc import Callable
from dataclasses import dataclass

SIDES = {  # status -> what a line of this status is measured by
    "definition": {"facts"},
    "holds": {"target", "printed"},
    "slip": {"target", "printed", "corrected"},
    "misprint": {"target", "printed", "corrected"},
    "added": {"target", "corrected"},
}


@dataclass(frozen=True)
class Line:
    """One line: what it says, and how that is measured.

    Attributes
    ----------
    id, section : str
        "S8", "page 1".
    latex, formula : str
        The line as printed, in LaTeX and in one line of Unicode.
    status : str
        What `verify` must find: "definition", "holds", "slip", "misprint" or "added".
    target : callable
        Point -> (f, x): the function whose slope at x the line speaks of. None for a definition.
    printed, corrected : callable
        Point -> array of x's shape: the side as printed, and as it should read. A definition has `facts` instead.
    facts : callable
        Point -> list of (left, right, x), with left(x) = right(x) to be seen.
    correction, correction_latex : str
        What the line should say.
    corrected_target, scale, witness : callable, optional
        Another target for the corrected side; the size that a slope which is zero by theorem would have; the target as
        an analytic function, where the target itself is not.
    """

    id: str
    latex: str
    formula: str
    section: str
    status: str
    target: Callable | None = None
    printed: Callable | None = None
    corrected: Callable | None = None
    facts: Callable | None = None
    boxed: bool = False
    correction: str = ""
    correction_latex: str = ""
    corrected_target: Callable | None = None
    scale: Callable | None = None
    witness: Callable | None = None

    def __post_init__(self):
        given = {side for side in ("target", "printed", "corrected", "facts") if getattr(self, side) is not None}
        if given != SIDES.get(self.status):
            raise ValueError(f"Line {self.id} must have the sides that its status {self.status!r} asks for.")


def partial(f, v):
    """∂f/∂v in LaTeX."""
    return rf"\frac{{\partial {f}}}{{\partial {v}}}"
