"""A built site behind a small server below a sub-path, and a real browser; each is skipped where it is not there."""

import json
import os
import pathlib
import shutil
import subprocess
import tarfile

import pytest
from served import CHROMIUM, launch, served

ROOT = pathlib.Path(__file__).resolve().parents[2]
AXE = "axe-core@4.10.3"


@pytest.fixture(scope="session")
def site():
    """The folder that tools/build_site.py wrote, from $SITE."""
    folder = pathlib.Path(os.environ.get("SITE", "no site"))
    if not (folder / "index.html").exists():
        pytest.skip("SITE must name a built site: README says how to build one")
    return folder


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served, below a sub-path."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install -e '.[browser]'")
    if not pathlib.Path(CHROMIUM).exists():
        pytest.skip("needs Debian's chromium")
    with playwright.sync_playwright() as driver:
        browser = launch(driver)
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
