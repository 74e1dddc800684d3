"""The teachers' page's block of commands, pasted as it stands into a clean folder."""

import csv
import re
import shutil

import pytest
from exercise_cells import SOLUTIONS
from test_grading import FOUR, points, run

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[grading]'")
pytestmark = pytest.mark.grading


def test_the_teachers_commands_can_be_pasted(tmp_path):
    page = (SOLUTIONS.parent / "README.md").read_text(encoding="utf-8")
    install, *block = re.search(r"```sh\n(.*?)\n```", page, re.DOTALL)[1].split("\n")
    assert '-e ".[grading]"' in install
    clone, course = tmp_path / "clone", tmp_path / "course"
    shutil.copytree(SOLUTIONS.parent, clone / "notebooks")
    run(["bash", "-euc", "\n".join(block)], clone)
    assert (course / "feedback" / "me" / "04" / f"{FOUR}.html").exists()
    (row,) = csv.DictReader((course / "grades.csv").read_text().splitlines())
    assert (row["student_id"], float(row["score"]), float(row["max_score"])) == ("me", 0, sum(points(FOUR).values()))
    released = course / "release" / "04" / f"{FOUR}.ipynb"
    links = re.findall(r"\]\(([^)#]+\.ipynb)\)", released.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (released.parent / link).exists()] == []
