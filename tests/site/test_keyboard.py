"""The book from the keyboard alone: the Tab key stops at whatever acts or scrolls, always in sight."""

import pytest
from conftest import notebooks
from test_book import open_page

pytestmark = pytest.mark.browser
LIVE = [notebooks()[1], notebooks("exercises/")[0], "index"]

WATCH = """() => { window.stops = []; addEventListener('focusin', event => stops.push(event.target)) }"""
# "back to top" is there only while a page is scrolled upwards
ACTS = ":is(a[href]:not(.back-to-top), button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'])"
MISSED = f"""() => [...document.querySelectorAll("{ACTS}")]
  .filter(one => one.checkVisibility({{visibilityProperty: true}}) && !stops.includes(one))
  .map(one => one.outerHTML.slice(0, 120))"""
IN_SIGHT = """() => { const one = document.activeElement, box = one.getBoundingClientRect()
  const seen = box.width && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight
  const ring = getComputedStyle(one).outlineStyle !== 'none' || one.matches('.skip-to-content')
  return one === document.body || (seen && ring) }"""
FOCUSED = "() => document.activeElement.outerHTML.slice(0, 200)"


@pytest.mark.parametrize("width", [1300, 400])
@pytest.mark.parametrize("name", LIVE)
def test_the_tab_key_reaches_all_that_acts(name, width, page, address):
    page.set_viewport_size({"width": width, "height": 1000})
    open_page(page, address, name)
    page.evaluate(WATCH)
    for _ in range(400):
        page.keyboard.press("Tab")
        in_sight(page)
        if page.evaluate("document.activeElement === document.body"):
            break
    else:
        pytest.fail(f"the Tab key is caught at {page.evaluate(FOCUSED)}")
    assert "skip-to-content" in page.evaluate("stops[0].className")
    assert page.evaluate(MISSED) == []


def in_sight(page):
    """The focused thing comes into view and shows that it has the focus."""
    try:
        page.wait_for_function(IN_SIGHT, timeout=60_000)
    except Exception:
        pytest.fail(f"out of sight, or no ring: {page.evaluate(FOCUSED)}")


def test_a_page_jumps_where_the_focus_goes(page, address):
    open_page(page, address, LIVE[0])
    glides = "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).scrollBehavior !== 'auto').length"
    assert page.evaluate(glides) == 0  # an interrupted glide may leave the focus out of sight


def test_the_first_stop_skips_to_the_chapter(page, address):
    open_page(page, address, LIVE[0])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize("what", ["Chapters and search", "On this page"])
def test_a_drawer_is_opened_and_shut_by_keys(what, page, address):
    page.set_viewport_size({"width": 400, "height": 1000})
    open_page(page, address, LIVE[0])
    button = page.locator(f"button[aria-label='{what}']:visible")
    button.focus()
    page.keyboard.press("Enter")
    in_sight(page)
    assert button.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.closest('aside') !== null")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("one => one === document.activeElement")


def test_a_page_is_searched_by_keys_alone_on_a_small_screen(page, address):
    page.set_viewport_size({"width": 400, "height": 1000})
    open_page(page, address, "index")
    page.locator("button[aria-label='Chapters and search']").focus()
    page.keyboard.press("Space")
    while not page.evaluate("document.activeElement.matches('input[name=q]')"):
        page.keyboard.press("Tab")
    page.keyboard.type("backpropagation\n")
    page.wait_for_selector("#search-results a")
