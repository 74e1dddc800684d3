"""The teachers' page, their guide and their slides say what the notebooks say."""

import re
import tomllib

import pytest
from exercise_cells import (
    CHAPTERS,
    NAMES,
    ROOT,
    TEACHERS_PAGE,
    cells,
)


def test_the_teachers_page_adds_up():
    rows = re.findall(r"^\| \d\d \|.*\| (\d+) \| (\d+) \|$", TEACHERS_PAGE, re.MULTILINE)
    minutes, points = (sum(map(int, column)) for column in zip(*rows, strict=True))
    assert len(rows) == len(NAMES)
    assert f"| all | | | {minutes} | {points} |" in TEACHERS_PAGE
    for link in re.findall(r"\]\(([^)#]+)\)", TEACHERS_PAGE):
        assert link.startswith("https://") or (ROOT / "notebooks" / link).exists(), link
    assert "nothing inside one kernel stops a determined cheat" in TEACHERS_PAGE
    assert f"14 chapters, {minutes} minutes of exercises, {points} points" in TEACHERS_PAGE
    assert (
        f"skipgram_lib-{tomllib.loads((ROOT / 'pyproject.toml').read_text())['project']['version']}-py3"
        in TEACHERS_PAGE
    )


def test_each_lecture_fills_ninety_minutes():
    plans = re.search(r"\n## One lecture, .*?(?=\n## Before)", TEACHERS_PAGE, re.DOTALL)[0]
    lectures = [
        re.findall(r"^\d\. .*?, (\d+)\s+minutes", part, re.MULTILINE)
        for part in re.split(r"(?=^1\. )", plans, flags=re.MULTILINE)[1:]
    ]
    assert [sum(map(int, lecture)) for lecture in lectures] == [90, 90, 90]


def test_the_exam_tells_its_points_and_how_to_give_them():
    guide = (ROOT / "notebooks" / "teaching.md").read_text(encoding="utf-8")
    exam = guide.split("## Exam questions")[1]
    questions, keys = exam.split("## Rubric")[0].split("What to listen for")
    worth = [int(points) for points in re.findall(r"^\d+\. .* \((\d)\)$", questions, re.MULTILINE)]
    assert f"points, {sum(worth)} in all" in questions
    assert len(re.findall(r"^\d+\. ", keys, re.MULTILINE)) == len(worth)


def test_the_guide_has_everything_for_each_chapter():
    guide = (ROOT / "notebooks" / "teaching.md").read_text(encoding="utf-8")
    sections = {part[:2]: part for part in guide.split("\n## ")[1:]}
    for number in (f"{n:02}" for n in range(14)):
        section = sections[number]
        assert "**They believe:** " in section
        assert re.search(r"Answers to the predictions:\n\n- .*\w", section), number
        assert "**At the board:** " in section
        assert len(re.findall(r"^\d\. .*[?.] \(.*\)$", section, re.MULTILINE)) == 5, number
    assert len(re.findall(r"^\d+\. .* \(\d\)$", sections["Ex"], re.MULTILINE)) == 10
    assert "| 2 | names" in sections["Ru"]


def test_slides_are_made_of_cells_that_chapters_have(monkeypatch):
    pytest.importorskip("nbconvert")
    monkeypatch.syspath_prepend(ROOT / "tools")
    from slides import slides

    (command,) = re.findall(r"`python tools/slides.py \S+ ([\d ]+)`", TEACHERS_PAGE)
    made = slides(command.split()).cells
    chapters = {n: cells(CHAPTERS, next(CHAPTERS.glob(f"{n}_*.ipynb")).name) for n in command.split()}
    outputs = [o for one in chapters.values() for cell in one for o in cell.get("outputs", [])]
    text = "\n".join(cell.source for one in chapters.values() for cell in one)
    shown = [output for cell in made for output in cell.get("outputs", [])]
    assert len(shown) >= 2 * len(chapters)
    assert all(output in outputs for output in shown)
    assert all(part in text for cell in made if cell.cell_type == "markdown" for part in cell.source.split("\n\n"))
    assert sum(r"\tag" in cell.source for cell in made) >= 10
