"""All pieces of one program in one notebook: each costs its own points only, and the rest runs on the lent ones."""

import pytest
from graded_course import Course, points, solved, spare_alembic

pytestmark = pytest.mark.grading

ROAD = "09_build_word2vec"
PIECES = {  # of eve's road: one wrong, one missing, one that others stand on, one that never uses what it is given
    "road-softmax-solution": "def softmax(z):\n    return np.exp(z)",
    "road-pairs-solution": "",
    "road-collect-solution": "def collect(U, o, negatives, pull, pushes):\n    raise NotImplementedError()",
    "road-draws-solution": "def draws(counts, K, rng):\n    return np.zeros(K, int)",
}


def test_each_piece_of_the_road_costs_its_own_points_only(tmp_path, monkeypatch):
    spare_alembic(monkeypatch)
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    course = Course(tmp_path, (ROAD,))
    course.submit("eve", ROAD, solved(ROAD) | PIECES)
    course.autograde("eve")
    worth = points(ROAD)
    wrong = [id.replace("-solution", "-test") for id in PIECES]
    assert course.lost("eve", ROAD) == {id: worth[id] for id in wrong}
    assert "Of 19 words" in course.graded("eve", ROAD).read_text(encoding="utf-8")  # the map, at the end
