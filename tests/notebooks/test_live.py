"""Live figures ask nobody, can be used without a mouse, and say in a sentence what they show."""

import re
from importlib.resources import files

import pytest

from skipgram_lib.classroom import display

PAGES = sorted((files("skipgram_lib.classroom") / "live").iterdir(), key=lambda path: path.name)


@pytest.fixture
def shown(monkeypatch):
    bundles = []
    monkeypatch.setattr(display, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_live_figure_keeps_the_rules(path, shown):
    display.live(path.name.removesuffix(".html"), "Move the slider.")
    (bundle,) = shown
    page = bundle["text/html"]
    assert bundle["text/plain"] == "Move the slider."
    assert not re.search(r"https?:|fetch|import\(|src=|XMLHttp|@import|url\(", page), "it must ask no server"
    for needed in ('aria-live="polite"', "<label", 'role="img"', "aria-label=", "currentColor"):
        assert needed in page
    assert re.search(r"window\.addEventListener\('keydown',.*true\)", page), "Lab would take the arrow keys"
    assert len(page) < 8_000
