// A box that scrolls can be reached by the Tab key, and says what it is; one that does not scroll is no stop.
const BOXES = ["table-wrapper", "math", "output"].map(name => `article div.${name}`) + ", article pre"
const LABELS = { PRE: "Code or output", TABLE: "Table" }

const mark = () => {
  for (const box of document.querySelectorAll(BOXES)) {
    const scrolls = box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== "visible"
    if (!scrolls) {
      if (box.dataset.scrolls) for (const name of ["tabindex", "role", "aria-label", "data-scrolls"]) box.removeAttribute(name)
      continue
    }
    box.dataset.scrolls = "yes"
    box.tabIndex = 0
    box.setAttribute("role", "group")
    box.setAttribute("aria-label", LABELS[box.tagName] ?? (box.matches(".table-wrapper") ? "Table" : box.matches("div.math") ? "Formula" : "Output"))
  }
}

addEventListener("load", async () => {
  for (const caption of document.querySelectorAll(".caption[role=heading]")) caption.setAttribute("aria-level", "2")
  await window.MathJax?.startup?.promise
  mark()
  const watch = new ResizeObserver(mark)
  for (const box of document.querySelectorAll(BOXES)) for (const one of [box, ...box.children]) watch.observe(one)
  document.documentElement.dataset.set = "yes" // formulas stand, boxes are marked
})
