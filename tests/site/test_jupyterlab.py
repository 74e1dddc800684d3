"""JupyterLab itself in a real browser: the same notebooks, the same answers, and a loop that can be interrupted."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from conftest import ROOT, notebooks, stored
from drive import CELLS, IDLE, open_notebook, run_all, start_endless_loop
from outputs import code_cells, differences

pytestmark = pytest.mark.browser
THREE = [notebooks()[0], notebooks()[-1], notebooks("exercises/")[0]]
TOKEN = "t"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def lab(chromium, site, tmp_path_factory):
    """A JupyterLab over a copy of the notebooks; no settings of this machine's."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    own = {f"JUPYTER_{what}_DIR": str(folder / what) for what in ("CONFIG", "DATA", "RUNTIME")}
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
    command += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder / 'notebooks'}"]
    command += ["--LabApp.expose_app_in_browser=True", "--LabApp.news_url=None"]
    command += [f"--LabApp.workspaces_dir={folder / 'work'}", f"--LabApp.user_settings_dir={folder / 'user'}"]
    log = (folder / "log").open("w")
    with log, subprocess.Popen(command, env=os.environ | own, stdout=log, stderr=log) as server:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/api?token={TOKEN}", server, folder / "log")
        yield address
        server.terminate()


def wait_for(url, server, log):
    end = time.monotonic() + 180
    while True:
        try:
            return urllib.request.urlopen(url).close()
        except OSError:
            if server.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"JupyterLab did not start: {log.read_text()[-2000:]}") from None
            time.sleep(0.5)


@pytest.mark.parametrize("name", THREE)
def test_what_runs_says_what_is_stored(name, page, lab):
    open_notebook(page, f"{lab}/lab/tree/{name}.ipynb?reset&token={TOKEN}")
    assert differences(code_cells(stored(name)), run_all(page)) == []


def test_an_endless_loop_is_interrupted(page, lab):
    open_notebook(page, f"{lab}/lab/tree/{THREE[0]}.ipynb?reset&token={TOKEN}")
    start_endless_loop(page)
    page.keyboard.press("i")
    page.keyboard.press("i")
    page.wait_for_function(f"() => ({CELLS})()[0].outputs.some(one => one.ename === 'KeyboardInterrupt')")
    page.wait_for_function(IDLE)
