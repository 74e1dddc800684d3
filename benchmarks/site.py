"""What does the site cost whoever visits it: bytes, seconds until something is read or has run, memory?

python benchmarks/site.py site        prints a Markdown table; needs pip install -e ".[browser]" and Debian's chromium
"""

import sys
import time
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests" / "site"))
from drive import IDLE, NOTEBOOK, open_notebook, run_all  # noqa: E402
from served import Quiet, launch, served  # noqa: E402

FIRST, TRAINS, BUILDS = "00_start_here", "09_train_on_a_corpus", "exercises/09_build_word2vec"
RUN_FIRST = "() => window.jupyterapp.commands.execute('notebook:run-cell')"
RAN = f"() => {NOTEBOOK}.content.model.sharedModel.toJSON().cells.some(cell => cell.execution_count)"


def book(page, address, name):
    """Until the formulas of a page are set."""
    page.goto(f"{address}/{name}.html")
    page.wait_for_selector("html[data-set=yes]", state="attached")


def first_run(page, address, name):
    """Until the first code cell of a notebook has run in the lab."""
    open_notebook(page, f"{address}/lab/lab/index.html?path={name}.ipynb")
    while not page.evaluate(RAN):
        page.evaluate(RUN_FIRST)
        page.keyboard.press("ArrowDown")
    page.wait_for_function(IDLE)


def all_cells(page, address, name):
    """Every cell of a notebook, in the lab that is open."""
    open_notebook(page, f"{address}/lab/lab/index.html?path={name}.ipynb")
    start = time.perf_counter()
    run_all(page)
    return time.perf_counter() - start


def memory():
    """MiB that the browser has for itself, pages that are shared in parts."""
    own = psutil.Process().children(recursive=True)
    return sum(one.memory_full_info().pss for one in own if "chrom" in one.name()) / 2**20


def visit(what, do, page, *where):
    """One row: what was fetched, how long it took, and what the browser has grown to."""
    sent, start = Quiet.sent, time.perf_counter()
    took = do(page, *where) or time.perf_counter() - start
    print(f"| {what} | {(Quiet.sent - sent) / 1e6:.1f} | {took:.1f} | {memory():.0f} |", flush=True)


def main(site):
    """Visit the book, then the lab, as somebody who was never there."""
    print("| visit | MB fetched | seconds | MiB of the browser |\n|---|--:|--:|--:|")
    with served(site) as address, sync_playwright() as driver:
        browser = launch(driver)
        page = browser.new_context().new_page()
        page.set_default_timeout(180_000)
        visit("an empty page", lambda page: page.goto("about:blank") and None, page)
        visit("book: first page, formulas set", book, page, address, FIRST)
        visit("book: a second page", book, page, address, TRAINS)
        visit("lab: first visit, until a cell has run", first_run, page, address, FIRST)
        visit("lab: second visit, until a cell has run", first_run, page, address, FIRST)
        for name in (FIRST, TRAINS, BUILDS):
            visit(f"lab: all cells of {name}, once it is open", all_cells, page, address, name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
