"""The ledger: every line measured at several random points by two witnesses, proved by a third, and its verdict."""

from dataclasses import dataclass, field, replace

import numpy as np

from skipgram_lib.derivation import exact
from skipgram_lib.derivation.line import Line
from skipgram_lib.derivation.lines import all_lines, line_of
from skipgram_lib.derivation.points import Point, random_point
from skipgram_lib.door import Wanted, a, door, maybe, whole
from skipgram_lib.gradcheck import check_gradient, complex_step, with_bounds

A_POINT = a(Point, "random_point makes one.")
POINTS = Wanted(
    (list, tuple),
    "a list of points, not empty",
    "For example [random_point(0, 0)].",
    lambda points: points and all(isinstance(p, Point) for p in points),
)
TRIALS = 5
EXPECTED = {  # status -> (as printed, corrected): what a line of this status must be seen to do
    "definition": ("holds", None),
    "holds": ("holds", None),
    "slip": ("refuted", "holds"),
    "misprint": ("refuted", "holds"),
    "added": (None, "holds"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the ledger, measured.

    `as_printed` and `corrected` are "holds", "refuted", "inconclusive" or None; `worst_ratio` is the largest
    gap / bound of the side that holds, None if none does; `proofs` what `exact` says of each side that the line has.
    """

    line: Line
    as_printed: str | None
    corrected: str | None
    diagnosis: str | None
    trials: int
    worst_ratio: float | None
    proofs: dict = field(default_factory=dict)

    @property
    def ok(self):
        """Did the line get the verdict of its status, and does no witness contradict another?"""
        return (self.as_printed, self.corrected) == EXPECTED[self.line.status] and not self.contradictions

    @property
    def proof(self):
        """Of the printed side; of the corrected one where only that is settled."""
        printed, corrected = (self.proofs.get(side) for side in ("printed", "corrected"))
        return corrected if corrected and corrected.verdict and not (printed and printed.verdict) else printed

    @property
    def exact(self):
        """ "equal", "differs", or None."""
        return self.proof.verdict if self.proof else None

    @property
    def contradictions(self):
        """The sides of which the measurement says one thing and the proof another."""
        measured = {"printed": self.as_printed, "corrected": self.corrected}
        against = {"holds": "differs", "refuted": "equal"}
        return [side for side, proof in self.proofs.items() if proof.verdict == against.get(measured[side], "")]


@door(ids=maybe(Wanted((list, tuple, dict), "a list of ids", "For example ['S14'].")), seed=whole(0), trials=whole(1))
def verify(ids=None, seed=0, trials=TRIALS):
    """Measure lines of the document.

    Parameters
    ----------
    ids : list of str, optional
        Which lines; all of them if left out.
    seed : int
        Which random points.
    trials : int
        How many points a line; 1 or more.

    Returns
    -------
    list of Entry

    Raises
    ------
    KeyError, ValueError
        If an id is not in the ledger, or there is no trial.
    """
    points = [random_point(seed, trial) for trial in range(trials)]
    lines = [line_of(id, "ids") for id in (all_lines() if ids is None else ids)]
    return [replace(judge(line, points), proofs=_proofs(line, seed)) for line in lines]


def _proofs(line, seed):
    return {side: exact.examine(line, side, seed) for side in ("printed", "corrected") if exact.has(line, side)}


@door(line=exact.A_LINE, points=POINTS)
def judge(line, points):
    """One line, measured at the given points."""
    printed = [_facts(line, p) if line.facts else _side(line, p, "printed") for p in points]
    corrected = [_side(line, p, "corrected") for p in points]
    as_printed, repaired = _over_trials(printed), _over_trials(corrected)
    held = corrected if repaired == "holds" else printed if as_printed == "holds" else []
    named = {diagnosis for verdict, _, diagnosis in filter(None, printed) if verdict == "disagrees"}
    return Entry(
        line,
        as_printed,
        repaired,
        named.pop() if len(named) == 1 else None,  # a name that every trial gives alike
        len(points),
        max((ratio for _, ratio, _ in held), default=None),
    )


@door(line=exact.A_LINE, p=A_POINT, side=exact.SIDE)
def check_side(line, p, side, claimed=None):
    """The check of one side, "printed" or "corrected", at one point; of `claimed` instead, where it is given."""
    f, x = _target(line, p, side)
    scale = line.scale(p) if line.scale else None
    parts = p.ingredients("v_o" if line.section == "page 1" else "u_o")
    claimed = getattr(line, side)(p) if claimed is None else claimed
    name = f"{line.id} corrected" if line.printed and side == "corrected" else line.id
    return check_gradient(f, x, claimed, name, ingredients=parts, scale=scale, vectorized=True)


def _target(line, p, side):
    target = line.corrected_target if side == "corrected" and line.corrected_target else line.target
    return target(p)


def _side(line, p, side):
    """(verdict, worst ratio, diagnosis) by both witnesses, or None where the line has no such side."""
    if getattr(line, side) is None:
        return None
    check = check_side(line, p, side)
    second = complex_step(*(line.witness(p) if line.witness else _target(line, p, side)), vectorized=True)
    same = second is not None and bool((np.abs(second - check.measured) <= check.bound).all())
    return check.verdict if same else "inconclusive", float(check.ratio.max()), check.diagnosis


def _facts(line, p):
    """A definition's equalities, each inside the rounding of its two sides."""
    ratios = []
    for left, right, x in line.facts(p):
        sides = with_bounds(left, x), with_bounds(right, x)
        if None in sides:
            return "inconclusive", np.inf, None
        (a, room_a), (b, room_b) = sides
        gap, room = np.abs(a - b), room_a + room_b
        ratios.append(float(np.where(gap == 0, 0, gap / np.where(room == 0, 1e-300, room)).max()))
    return "agrees" if max(ratios) <= 1 else "disagrees", max(ratios), None


def _over_trials(results):
    """A line holds if every trial agrees; one trial that disagrees refutes it."""
    verdicts = {result[0] for result in results if result is not None}
    if not verdicts:
        return None
    if "disagrees" in verdicts:
        return "refuted"
    return "holds" if verdicts == {"agrees"} else "inconclusive"
