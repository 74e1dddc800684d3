"""The teachers' page, their guide and their slides say what the notebooks say."""

import re
import tomllib

import nbformat
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
    assert sum(r"\tag" in cell.source for cell in made) >= 10
    assert not any("Going deeper" in cell.source or "not decided" in cell.source for cell in made)
    told = [output.get("data", {}).get("text/plain", "") for output in outputs]
    bare = lambda words: words.replace("\\", "")
    answers = {one.replace("; you had not decided", "") for one in told if "; you had not decided" in one}
    for at, cell in enumerate(made):
        kind, parts = cell.metadata.slideshow.slide_type, cell.source.split("\n\n")
        if cell.cell_type == "markdown" and kind == "slide":
            assert all(line in text for line in cell.source.split("\n"))
            if "**Predict.**" in cell.source:  # its choices are on the same slide
                assert "-" in [one.metadata.slideshow.slide_type for one in made[at + 1 : at + 3]]
        elif cell.cell_type == "markdown" and kind == "fragment":
            assert bare(cell.source) in answers
        elif cell.cell_type == "markdown":
            for question, *choices in [re.split(r": \*\*| · |\*\*$", bare(part)) for part in parts]:
                assert question in text
                assert len(choices) >= 3
                assert all(f'"{one}"' in text for one in choices if one)


def test_a_slide_quotes_a_text_and_shows_an_answer_after_its_question():
    from slides import of_code, of_text

    assert list(of_text("## Alone\n\nWords.")) == []
    ((kind, cell),) = of_text(
        "Words.\n\n## Alone\n\n## Head\n\n- **S8** `x`\n- **S10** `y`\n\n**Predict.** Which?\nNow."
    )
    assert (kind, cell.source) == ("slide", "## Head\n\n- **S8** `x`\n- **S10** `y`\n\n**Predict.** Which?\nNow.")
    table, answer = (
        nbformat.v4.new_output("display_data", data)
        for data in ({"text/markdown": "|a|"}, {"text/plain": "Q: A; you had not decided. W_y."})
    )
    asks = nbformat.v4.new_code_cell('predict("Q", "?", ("A", "B"))', outputs=[table])
    tells = nbformat.v4.new_code_cell(outputs=[answer, table])
    shown = [[(kind, one.source) for kind, one in of_code(cell)] for cell in (asks, tells)]
    assert shown == [[("-", ""), ("-", "Q: **A · B**")], [("fragment", r"Q: A. W\_y."), ("fragment", "")]]


def test_every_chapter_links_to_all_of_its_exercises():
    for name in NAMES:
        (path,) = CHAPTERS.glob(f"{name[:2]}_*.ipynb")
        assert f"](exercises/{name})" in path.read_text(encoding="utf-8"), name
