"""The lab in a real browser: three notebooks say there what is stored, and an exercise is answered by keyboard."""

import pytest
from conftest import notebooks, stored
from drive import IDLE, answer, follow, open_notebook, run_all, run_new_cell, said, start_endless_loop
from outputs import code_cells, differences, joined, texts
from test_spoken import heard

pytestmark = pytest.mark.browser
EXERCISES = notebooks("exercises/")
THREE = [notebooks()[0], notebooks()[-1], EXERCISES[0]]  # the first, the last, and one to answer


def open_lab(page, address, name):
    open_notebook(page, f"{address}/lab/lab/index.html?path={name}.ipynb")


@pytest.fixture(autouse=True)
def _needs_the_lab(site):
    if not (site / "lab").exists():
        pytest.skip("the book was built without the lab")


@pytest.mark.parametrize("name", THREE)
def test_what_runs_says_what_is_stored(name, page, address):
    open_lab(page, address, name)
    assert differences(code_cells(stored(name)), run_all(page)) == []


SPOKEN = [
    ("print('J falls')", "J falls"),
    ("1 / 0", "ZeroDivisionError: division by zero"),
    ("x = 1", "It has run, and printed nothing."),
    ("from IPython.display import HTML; HTML('<style>p {}</style><p>by <b>half</b></p>')", "by half"),
]


def test_what_a_cell_prints_is_spoken(page, address):
    open_lab(page, address, EXERCISES[0])
    status = "document.querySelector('body > [role=status]').textContent"
    assert page.evaluate(status) == ""  # what is stored is not news
    for code, words in SPOKEN:
        run_new_cell(page, code)
        page.wait_for_function(f"words => {status} === words", arg=words)
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(rf"/^\d+ cells have run[^]+ZeroDivision/.test({status})")  # where it stopped


def test_the_lab_names_what_is_read_and_written(page, address):
    name = notebooks()[2]
    cells = stored(name)["cells"]
    open_lab(page, address, name)
    page.wait_for_function(f"document.querySelectorAll('.jp-Notebook .jp-Cell').length === {len(cells)}")
    page.wait_for_function("[...document.querySelectorAll('.jp-OutputArea img')].every(one => one.alt)")
    code = [i for i, cell in enumerate(cells, 1) if cell["cell_type"] == "code"]
    read = [i for i in code if not cells[i - 1]["metadata"].get("jupyter", {}).get("source_hidden")]
    assert {one for one in heard(page, "textbox") if one.startswith("Code")} == {f"Code, cell {i}" for i in read}
    assert {f"Output, cell {i}" for i in code} <= set(heard(page, "group"))
    assert "Open notebooks" in heard(page, "tablist")
    alts = [
        out["metadata"]["image/png"]["alt"]
        for i in code
        for out in cells[i - 1]["outputs"]
        if "image/png" in out.get("data", {})
    ]
    assert set(alts) <= set(heard(page, "image"))


def test_links_lead_from_chapter_to_chapter(page, address):
    first, second, third = notebooks()[:3]
    open_lab(page, address, first)
    for name in (second, third, second, first):
        follow(page, name)


def test_a_chapter_opens_beside_its_own_exercise(page, address):
    open_lab(page, address, EXERCISES[0])
    follow(page, EXERCISES[0].removeprefix("exercises/"))
    page.wait_for_function(IDLE)


def test_an_endless_loop_ends_with_a_restart(page, address):
    open_lab(page, address, THREE[0])
    start_endless_loop(page)
    page.keyboard.press("0")
    page.keyboard.press("0")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.wait_for_function(IDLE)


def test_an_answer_is_judged_as_it_is_typed(page, address):
    name = EXERCISES[0]
    solved = stored(name.replace("exercises/", "solutions/"))["cells"]
    task = next(i for i, cell in enumerate(solved) if cell["cell_type"] == "code" and graded(cell, "solution"))
    judge = next(i for i, cell in enumerate(solved) if i > task and graded(cell, "grade"))
    right = joined(solved[task]["source"])
    open_lab(page, address, name)
    run_all(page)
    untouched = said(page, judge)
    assert answer(page, task, judge, right) == texts(solved[judge]["outputs"]) != untouched
    wrong = right.replace("return ", "return 2.5 * ")
    assert answer(page, task, judge, wrong) not in ({}, untouched, texts(solved[judge]["outputs"]))


def graded(cell, kind):
    return cell["metadata"].get("nbgrader", {}).get(kind, False)
