"""The teachers' page's block of commands, pasted as it stands into a clean folder."""

import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest
from exercise_cells import SOLUTIONS
from graded_course import points

pytestmark = pytest.mark.grading
FOUR = "04_true_outside_word"


def run(command, folder):
    path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # as in an activated environment
    done = subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


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
    chapters = sorted((course / "release").glob("*.ipynb"))
    links = {page: re.findall(r"\]\(([^)#:]+\.ipynb)\)", page.read_text("utf-8")) for page in [released, *chapters]}
    assert len(chapters) == 14
    assert all(links.values())
    assert [(page.name, link) for page in links for link in links[page] if not (page.parent / link).exists()] == []
