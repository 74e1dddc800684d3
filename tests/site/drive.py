"""Drive a notebook in JupyterLab or in the lab as a reader does, and read what ran from the notebook's own model."""

from outputs import texts

NOTEBOOK = "window.jupyterapp.shell.currentWidget"
IDLE = f"""() => {{ const session = window.jupyterapp && {NOTEBOOK}?.context?.sessionContext
  return session?.isReady && session.session?.kernel?.status === 'idle' }}"""
CELLS = f"() => {NOTEBOOK}.content.model.sharedModel.toJSON().cells.filter(cell => cell.cell_type === 'code')"
RUN_ALL = """async () => { await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')
  return window.jupyterapp.commands.execute('notebook:run-all-cells') }"""


def open_notebook(page, url):
    """The notebook, its kernel waiting: a cell that is run sooner is never run."""
    page.goto(url)
    page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
    page.wait_for_function(IDLE)


def run_all(page):
    """Run every cell, from no outputs; the code cells as they then are, each executed, each figure shown."""
    assert page.evaluate(RUN_ALL) is True
    page.wait_for_function(IDLE)
    page.wait_for_function(f"() => ({CELLS})().every((cell, i) => cell.execution_count === i + 1)")
    return page.evaluate(CELLS)


def follow(page, name):
    """Click the open notebook's link to another one, and wait until that is open."""
    page.locator(f".jp-NotebookPanel:not(.lm-mod-hidden) a[href*='{name}.ipynb']").first.click()
    page.wait_for_function(f"name => {NOTEBOOK}?.context?.path === name + '.ipynb'", arg=name)
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell", state="attached")


def run_new_cell(page, text):
    """Type it into a new cell above the active one, and run it."""
    page.locator(".jp-Notebook").first.focus()
    for key in ("Escape", "a", "Enter"):
        page.keyboard.press(key)
    page.keyboard.insert_text(text)
    page.keyboard.press("Shift+Enter")


def start_endless_loop(page):
    """Run one in a new cell."""
    run_new_cell(page, "while True: pass")
    page.wait_for_function(IDLE.replace("=== 'idle'", "=== 'busy'"))
    page.keyboard.press("Escape")


def said(page, index):
    page.wait_for_function(IDLE)
    cells = page.evaluate(f"() => {NOTEBOOK}.content.model.sharedModel.toJSON().cells")
    return texts(cells[index]["outputs"])


def answer(page, task, judge, text):
    """Walk to the cell, replace it, run down to the cell that judges: all from the keyboard."""
    page.locator(".jp-Notebook").focus()
    page.keyboard.press("Escape")
    for _ in range(100):
        page.keyboard.press("k")
    for _ in range(task):
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    count = f"{NOTEBOOK}.content.model.sharedModel.toJSON().cells[{judge}].execution_count"
    before = page.evaluate(f"() => {count}")
    for _ in range(judge - task + 1):
        page.keyboard.press("Shift+Enter")
    page.wait_for_function(f"before => ![null, before].includes({count})", arg=before)  # idle alone may be: not begun
    return said(page, judge)
