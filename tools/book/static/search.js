// Sphinx's search, in words of our own: how many pages were found is spoken, and an excerpt is a whole paragraph.
Documentation.addTranslations({
  plural_expr: "Number(n !== 1)",
  messages: {
    "Search finished, found one page matching the search query.": ["One page found.", "${resultCount} pages found."],
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "No page found. Is every word spelled as in the book?",
  },
})

const results = document.getElementById("search-results"), found = document.getElementById("found")
new MutationObserver(() => {
  const words = Search.status?.textContent
  if (words && !found.textContent) setTimeout(() => { found.textContent = words }, 1000) // a reader says the page's name first
}).observe(results, { childList: true, subtree: true })

// Its formulas are set once MathJax stands and the words searched for are marked: marks inside a formula would break it.
Search.makeSearchSummary = (page, stems) => {
  const main = new DOMParser().parseFromString(page, "text/html").querySelector("[role=main]")
  for (const one of main.querySelectorAll(".headerlink, .run, script, style")) one.remove()
  const stemmer = new Stemmer()
  const holds = text => {
    const own = splitQuery(text.toLowerCase()).map(word => stemmer.stemWord(word))
    return [...stems].filter(stem => own.some(word => word.includes(stem))).length
  }
  const turns = one => /^←|→$/.test(one.textContent.trim()) // the line of links to the pages before and after
  const prose = [...main.querySelectorAll("p, h2, h3, h4")].filter(one => !turns(one)).map(one => [holds(one.textContent), one.childNodes])
  const code = [...main.querySelectorAll("pre")].flatMap(one => one.textContent.split("\n")).map(line => [holds(line), [line.trim()]])
  const [, best] = [...prose, ...code].reduce((a, b) => (b[0] > a[0] ? b : a)) // of equals the first, and prose before code
  const excerpt = Object.assign(document.createElement("p"), { className: "context" })
  excerpt.append(...best)
  for (const link of excerpt.querySelectorAll("a")) link.replaceWith(...link.childNodes) // it leads on from another folder
  const formulas = [...excerpt.querySelectorAll(".math")].map(one => [one, one.textContent])
  for (const [one] of formulas) one.textContent = ""
  MathJax.startup.promise.then(() => {
    for (const [one, tex] of formulas) one.textContent = tex
    MathJax.typeset([excerpt])
  })
  return excerpt
}
