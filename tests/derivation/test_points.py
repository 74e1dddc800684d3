"""The points where lines are measured have nothing special; a slip can hide at one that has, and not at several."""

from dataclasses import replace

import numpy as np
import pytest

from skipgram_lib.derivation import Point, all_lines, check_side, judge, random_point
from skipgram_lib.derivation.points import K, V, d

LINES = all_lines()
POINTS = [random_point(seed, trial) for seed in range(20) for trial in range(3)]


def test_points_have_nothing_special():
    assert len({V, d, K}) == 3
    assert len({p.v_c.tobytes() for p in POINTS}) == len(POINTS)
    for p in POINTS:
        assert (p.v_c.shape, p.U.shape, len(p.negatives)) == ((d,), (V, d), K)
        assert len({p.o, *p.negatives}) == 1 + K
        assert p.o not in p.repeated
        assert len(set(p.repeated)) < len(p.repeated)
        assert p.collided.count(p.o) == 2
        assert p.window.count(p.o) == 2
        assert {*p.negatives, *p.repeated, *p.collided, *p.window} <= set(range(V))
        assert p.v_c.all()
        assert p.U.all()


def test_soft_labels_refute_y_o_is_1():
    class Soft(Point):
        @property
        def y(self):
            return 0.7 * super().y + 0.3 * np.eye(V)[self.others[0]]

    soft = Soft(**vars(POINTS[0]))
    assert check_side(LINES["S6"], soft, "printed").verdict == "disagrees"
    assert judge(LINES["S6"], [soft]).as_printed == "refuted"


def rescored(p, rows, change):
    """p with one number added to the scores of some rows."""
    return replace(p, U=p.with_rows(rows, p.U[rows] + change * p.v_c / (p.v_c @ p.v_c)))


def with_mean_u_o(p):
    """p with u_o at the mean of the others under ŷ."""
    weights = p.y_hat[p.others] / p.y_hat[p.others].sum()
    return replace(p, U=p.with_rows([p.o], weights @ p.U[p.others][None]))


HIDING_PLACES = {
    "S3 where Uᵀ(ŷ − y) = 0": with_mean_u_o,
    "S8 where Σ = 1": lambda p: rescored(p, range(V), -np.log(p.Sigma)),
    "S10 where ŷ_o = 1/2": lambda p: rescored(p, [p.o], np.log(1 / p.y_hat[p.o] - 1)),
    "N6 where K = 1": lambda p: replace(p, negatives=p.negatives[:1]),
    "N7 where K = 1": lambda p: replace(p, negatives=p.negatives[:1]),
    "N6 where every negative is one word": lambda p: replace(p, negatives=p.negatives[:1] * K),
    "N7 where every negative is one word": lambda p: replace(p, negatives=p.negatives[:1] * K),
}


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_a_slip_hides_in_its_place_but_not_at_several_points(place):
    line = LINES[place.split()[0]]
    for p in POINTS[:3]:
        hidden = HIDING_PLACES[place](p)
        check = check_side(line, hidden, "printed")
        assert check.verdict != "disagrees"
        assert check.resolution < 1e-6  # it was looked at sharply
        assert judge(line, [hidden]).as_printed != "refuted"
        assert judge(line, [hidden, p]).as_printed == "refuted"
