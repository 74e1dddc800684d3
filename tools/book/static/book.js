// A box that scrolls can be reached by the Tab key, and says what it is; one that does not scroll is no stop.
const BOXES = ["table-wrapper", "math", "output"].map(name => `article div.${name}`) + ", article pre"
const KINDS = { ".cell_output pre, .output": "output", pre: "code", ".table-wrapper, table": "table", ".math": "formula" }

const mark = () => {
  for (const box of document.querySelectorAll(BOXES)) {
    const scrolls = box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX !== "visible"
    if (!scrolls) {
      if (box.dataset.scrolls) for (const name of ["tabindex", "role", "aria-label", "data-scrolls"]) box.removeAttribute(name)
      continue
    }
    box.dataset.scrolls = "yes"
    box.tabIndex = 0
    box.setAttribute("role", "group")
    box.setAttribute("aria-label", `Wide ${KINDS[Object.keys(KINDS).find(kind => box.matches(kind))]}`)
  }
}

// On a small or enlarged page the chapters, the search and the page's contents lie in drawers: buttons open them, Escape
// shuts them. Furo's labels would leave them to a mouse.
const DRAWERS = { __navigation: ["Chapters and search", ".sidebar-drawer"], __toc: ["On this page", ".toc-drawer"] }

const buttons = () => {
  for (const label of document.querySelectorAll("label.nav-overlay-icon, label.toc-overlay-icon")) {
    const [name, where] = DRAWERS[label.htmlFor]
    const state = document.getElementById(label.htmlFor), drawer = document.querySelector(where)
    drawer.setAttribute("aria-label", name)
    const button = Object.assign(document.createElement("button"), { type: "button", className: label.className })
    button.setAttribute("aria-label", name)
    button.append(label.querySelector(".icon"))
    label.replaceWith(button)
    const say = () => button.setAttribute("aria-expanded", state.checked)
    say()
    button.addEventListener("click", () => state.click())
    state.addEventListener("change", () => {
      say()
      if (state.checked && button.checkVisibility()) [...drawer.querySelectorAll("a, input")].find(one => one.checkVisibility())?.focus()
    })
    const shut = event => {
      if (!state.checked) return
      state.click()
      if (event.key && button.checkVisibility()) button.focus()
    }
    addEventListener("keydown", event => event.key === "Escape" && shut(event))
    drawer.addEventListener("click", event => event.target.closest("a") && shut(event))
  }
}

// Furo colours the section that is being read, in the page's contents: a screen reader is told, too.
addEventListener("gumshoeActivate", event => event.detail.link.setAttribute("aria-current", "location"))
addEventListener("gumshoeDeactivate", event => event.detail.link.removeAttribute("aria-current"))

// The button of the colours says which are chosen.
const theme = () => {
  const name = `Colours: ${document.body.dataset.theme}, change`
  for (const one of document.querySelectorAll("button.theme-toggle")) one.setAttribute("aria-label", name)
}

addEventListener("load", async () => {
  buttons()
  document.querySelector("#svg-arrow-right title").remove() // "Expand", though it leads to the next page
  theme()
  new MutationObserver(theme).observe(document.body, { attributeFilter: ["data-theme"] })
  for (const caption of document.querySelectorAll(".caption[role=heading]")) caption.setAttribute("aria-level", "2")
  await window.MathJax?.startup?.promise
  mark()
  const watch = new ResizeObserver(mark)
  for (const box of document.querySelectorAll(BOXES)) for (const one of [box, ...box.children]) watch.observe(one)
  document.documentElement.dataset.set = "yes" // formulas stand, boxes are marked
})
