"""The book in a real browser, page by page: axe finds nothing serious, nothing scrolls sideways, figures speak."""

import html
import itertools
import json
import re

import pytest
from conftest import notebooks, stored

pytestmark = pytest.mark.browser
PAGES = ["index", "search", *notebooks(), *notebooks("exercises/")]
VIEWS = [(1300, "light"), (1300, "dark"), (400, "light")]

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STUCK = """[...document.querySelectorAll('article *')].filter(e => {
  const flow = getComputedStyle(e).overflowX
  return (flow === 'auto' || flow === 'scroll') && e.scrollWidth > e.clientWidth && e.tabIndex !== 0
}).map(e => e.outerHTML.slice(0, 120))"""
UNSEEN = """[...document.querySelectorAll('article :is(img, mjx-container)')].filter(one =>
  one.naturalWidth === 0 || Math.min(one.offsetWidth ?? 1, one.getBoundingClientRect().width) < 2
).map(one => one.outerHTML.slice(0, 120))"""
HEADINGS = "[...document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6)')].map(e => +e.tagName[1])"
SILENT = "[...document.querySelectorAll('article img')].filter(e => !e.alt.trim()).map(e => e.outerHTML.slice(0, 120))"
AXE = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '))"""
RAW = r"""() => { const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const set = "pre, code, script, style, mjx-container"
  while (words.nextNode()) found.push(words.currentNode)
  return found.filter(one => /[$`]|\\[a-zA-Z([]/.test(one.data) && !one.parentElement.closest(set))
    .map(one => one.data) }"""
LAID_OUT = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"  # and observers told


def open_page(page, address, name):
    page.goto(f"{address}/{name}.html")
    page.wait_for_selector("html[data-set=yes]", state="attached")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_leaves_nobody_out(name, page, address, axe):
    open_page(page, address, name)
    page.add_script_tag(content=axe)
    for width, theme in VIEWS:
        page.set_viewport_size({"width": width, "height": 1000})
        page.emulate_media(color_scheme=theme)
        page.wait_for_function("width => innerWidth === width", arg=width)
        page.evaluate(LAID_OUT)
        found = {"axe": page.evaluate(AXE), "stuck": page.evaluate(STUCK), "silent": page.evaluate(SILENT)}
        assert found == {"axe": [], "stuck": [], "silent": []}, (width, theme)
        assert page.evaluate(SIDEWAYS) <= 0, (width, theme)
    assert page.locator("meta[name=viewport]").count() == 1
    levels = page.evaluate(HEADINGS)
    assert levels[:1] == [1]
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


@pytest.mark.parametrize("name", notebooks() + notebooks("exercises/"))
def test_a_page_has_all_that_its_notebook_has(name, page, address):
    open_page(page, address, name)
    prose = "\n".join("".join(cell["source"]) for cell in stored(name)["cells"] if cell["cell_type"] == "markdown")
    outputs = [output for cell in stored(name)["cells"] for output in cell.get("outputs", [])]
    alts = [output["metadata"]["image/png"]["alt"] for output in outputs if "image/png" in output.get("data", {})]
    assert page.locator("article img").evaluate_all("all => all.map(one => one.alt)") == alts
    assert page.locator("a img").count() == 0  # all words of the figure would be the link's name
    displayed = len(re.findall(r"\$\$.+?\$\$", prose, re.DOTALL))
    assert page.locator("article mjx-container[display=true]").count() >= displayed
    assert page.locator("article mjx-container [data-mjx-error], article mjx-merror").count() == 0
    assert page.locator("article .math:not(:has(mjx-container))").count() == 0
    assert page.evaluate(RAW) == []
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate(UNSEEN) == []


def test_a_reader_turns_every_page(page, address):
    names = notebooks() + notebooks("exercises/")
    open_page(page, address, "index")
    seen = []
    while (link := page.locator("a.next-page")).count():
        link.click()
        page.wait_for_selector("html[data-set=yes]", state="attached")
        seen.append(page.url.removeprefix(f"{address}/").removesuffix(".html"))
    assert seen == names
    page.locator("a.prev-page").click()
    assert page.url == f"{address}/{names[-2]}.html"


def test_every_link_leads_somewhere(site):
    """Each link of the book, from every page, names a file that is there, and a part that the page has."""
    ids, links = {}, {}
    for path in [*site.resolve().glob("*.html"), *site.resolve().glob("exercises/*.html")]:
        text = path.read_text(encoding="utf-8")
        ids[path] = set(re.findall(r'\bid="([^"]+)"', text))
        links[path] = [html.unescape(link) for link in re.findall(r"""<a\b[^>]*\bhref=["']([^"']+)""", text)]
    assert len(links) == len(PAGES)
    local = [(path, link) for path, all in links.items() for link in all if not re.match("[a-z]+:", link)]
    lost = []
    for path, link in local:
        there, _, part = link.partition("#")
        target = (path.parent / there.partition("?")[0]).resolve() if there else path
        if not target.is_file() or (part and part not in ids.get(target, ())):
            lost.append(f"{path.name}: {link}")
    assert lost == []


@pytest.mark.parametrize("words", ["cross-entropy", "backpropagation"])
def test_the_search_finds_the_chapter_on_the_loss(words, page, address):
    (chapter,) = [name for name in notebooks() if name.startswith("02_")]
    page.goto(f"{address}/search.html?q={words}")
    page.wait_for_selector(f'#search-results a[href*="{chapter}.html"]')


def test_each_page_opens_its_notebook_in_the_lab(page, address, site):
    if not (site / "lab").exists():
        pytest.skip("the book was built without the lab")
    for name in notebooks() + notebooks("exercises/"):
        open_page(page, address, name)
        there = page.locator("p.run a").first.evaluate("link => link.href")
        assert there == f"{address}/lab/lab/index.html?path={name}.ipynb"
    assert page.request.get(f"{address}/lab/lab/index.html").ok


@pytest.mark.parametrize("name", [name for name in notebooks() if 'type=\\"range\\"' in json.dumps(stored(name))])
def test_a_live_figure_is_moved_by_keys_and_by_mouse(name, page, address):
    open_page(page, address, name)
    for slider in page.locator("article input[type=range]").all():
        says = slider.locator("xpath=ancestor::div[1]").locator("output[aria-live=polite]")
        assert slider.evaluate("one => one.labels.length && one.labels[0].textContent.trim()")
        heard = [says.inner_text()]
        slider.focus()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        heard.append(says.inner_text())
        box = slider.bounding_box()
        slider.click(position={"x": 0.2 * box["width"], "y": box["height"] / 2})
        heard.append(says.inner_text())
        assert len(set(heard)) == 3
