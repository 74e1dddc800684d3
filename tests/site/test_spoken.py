"""What a screen reader is told of the book: names, states and news that the page shows to the eye by other means."""

from collections import Counter

import pytest
from conftest import notebooks, stored
from test_book import AXE, LAID_OUT, RAW, open_page

pytestmark = pytest.mark.browser
SOME = [*notebooks()[2:4], notebooks()[11], notebooks("exercises/")[1]]


def heard(page, role):
    """The names of all that has the role, the outermost first, as the browser hands them to a screen reader."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [node["name"]["value"] for node in tree if not node["ignored"] and node["role"]["value"] == role]


def search(page, address, words):
    """Search for the words; what is then said, once every excerpt stands."""
    page.goto(f"{address}/search.html?q={words}")
    page.wait_for_selector("html[data-set=yes]", state="attached")
    page.wait_for_function("document.querySelector('[role=status]').textContent")
    page.wait_for_function("[...document.querySelectorAll('#search-results li')].every(one => one.querySelector('p'))")
    page.wait_for_function("[...document.querySelectorAll('.context .math')].every(one => one.querySelector('svg'))")
    return page.locator("[role=status]").text_content()


@pytest.mark.parametrize("words", ["softmax", "gradient", "probability", "kernel trick of Hilbert", "check_gradient"])
def test_a_search_says_what_it_found(words, page, address, axe):
    said = search(page, address, words)
    links = page.locator("#search-results li a")
    count = links.count()
    assert said.startswith({0: "No page", 1: "One page"}.get(count, f"{count} pages"))
    assert (count == 0) == ("Hilbert" in words)
    assert page.evaluate(RAW) == []
    held = page.locator("#search-results .context").evaluate_all("all => all.map(one => one.textContent.toLowerCase())")
    assert all(words[:6] in text for text in held)  # "probability" finds "probabilities"
    page.add_script_tag(content=axe)
    assert page.evaluate(AXE) == []


def test_an_excerpt_has_formulas_and_no_link(page, address):
    search(page, address, "gradient")
    assert page.locator("#search-results .context mjx-container").count() > 0
    assert page.locator("#search-results .context a").count() == 0  # it would lead on from another folder


@pytest.mark.parametrize("name", SOME)
def test_the_contents_say_where_the_reader_is(name, page, address):
    page.set_viewport_size({"width": 1400, "height": 1000})
    open_page(page, address, name)
    here = page.locator(".sidebar-tree [aria-current]")
    assert here.evaluate_all("all => all.map(one => [one.href.split('#')[0], one.ariaCurrent])") == [[page.url, "page"]]
    last = page.locator(".toc-tree a").last
    last.click()
    page.wait_for_function("one => one.ariaCurrent === 'location'", arg=last.element_handle())
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("one => one.ariaCurrent === null", arg=last.element_handle())
    assert {"Chapters and search", "On this page"} <= set(heard(page, "complementary"))
    assert heard(page, "navigation") == ["Chapters and exercises"]


@pytest.mark.parametrize("name", SOME)
def test_code_and_outputs_are_told_apart(name, page, address):
    open_page(page, address, name)
    cells = [cell for cell in stored(name)["cells"] if cell["cell_type"] == "code"]
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(LAID_OUT)
    parts = Counter(heard(page, "group"))
    assert (parts["Code"], parts["Output"]) == (len(cells), sum(bool(cell["outputs"]) for cell in cells))
    assert page.locator(":is([aria-label=Code], [aria-label=Output])[tabindex]").count() == 0
    assert page.locator("summary[aria-label]").count() == 0  # its title, in the page's words, is its name
    wide = page.locator("[data-scrolls]").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert set(wide) <= {"Wide code", "Wide output", "Wide table", "Wide formula"}


@pytest.mark.parametrize("name", ["index", *SOME])
def test_links_and_buttons_have_short_names(name, page, address):
    open_page(page, address, name)
    theme = page.locator("button.theme-toggle:visible")
    theme.click()
    assert theme.get_attribute("aria-label") == "Colours: dark, change"  # after auto, on a page that is light
    names = heard(page, "link") + heard(page, "button")
    assert [one for one in names if not one.strip() or len(one) > 80 or "Expand" in one] == []


def test_who_asks_for_rest_gets_it(page, address):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, address, SOME[1])
    moves = "getComputedStyle(one).transitionDuration !== '0s' || getComputedStyle(one).animationName !== 'none'"
    assert page.evaluate(f"[...document.querySelectorAll('*')].filter(one => {moves}).length") == 0


def test_no_line_is_cut_on_paper(page, address):
    open_page(page, address, SOME[1])
    page.emulate_media(media="print")
    cut = "one => getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth"
    assert page.evaluate(f"[...document.querySelectorAll('article *')].filter({cut}).map(one => one.outerHTML)") == []
    assert page.locator(".skip-to-content").is_hidden()  # it would stand on the text of every sheet
