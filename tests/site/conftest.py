"""A built site behind a small server below a sub-path, and a real browser; each is skipped where it is not there."""

import functools
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tarfile
import threading

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
FLAGS += " --disable-component-update --disable-sync"
AXE = "axe-core@4.10.3"


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *said):
        """Say nothing."""


@pytest.fixture(scope="session")
def site():
    """The folder that tools/build_site.py wrote, from $SITE."""
    folder = pathlib.Path(os.environ.get("SITE", "no site"))
    if not (folder / "index.html").exists():
        pytest.skip("SITE must name a built site: README says how to build one")
    return folder


@pytest.fixture(scope="session")
def address(site, tmp_path_factory):
    """Where the site is served, below a sub-path as on a course's own server."""
    top = tmp_path_factory.mktemp("server")
    (top / "courses").mkdir()
    (top / "courses" / "words").symlink_to(site.resolve())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=top))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/courses/words"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install -e '.[browser]'")
    if not pathlib.Path(CHROMIUM).exists():
        pytest.skip("needs Debian's chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh page; whatever it asks outside this machine fails the test."""
    context = chromium.new_context(viewport={"width": 1300, "height": 1000})
    page, outside, broken = context.new_page(), [], []
    page.set_default_timeout(180_000)
    local = ("http://127.0.0.1", "data:", "blob:", "about:")
    page.on("request", lambda request: request.url.startswith(local) or outside.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert outside == []
    assert broken == []


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The text of axe-core."""
    if shutil.which("npm") is None:
        pytest.skip("needs npm, for axe-core")
    folder = tmp_path_factory.mktemp("axe")
    packed = subprocess.run(["npm", "pack", "--silent", AXE], cwd=folder, capture_output=True, text=True, check=True)
    with tarfile.open(folder / packed.stdout.split()[-1]) as tar:
        return tar.extractfile("package/axe.min.js").read().decode()


def notebooks(where=""):
    """Names of the notebooks in a folder, as addresses below notebooks/ without the ending."""
    return [f"{where}{path.stem}" for path in sorted((ROOT / "notebooks" / where).glob("[0-9]*.ipynb"))]


def stored(name):
    """A notebook as it is committed."""
    return json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
