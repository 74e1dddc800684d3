// A reload opens the notebook again that was open: JupyterLab drops it from the address.
const last = sessionStorage.getItem("open")
if (last && !new URLSearchParams(location.search).has("path")) location.replace(`?path=${encodeURIComponent(last)}`)
addEventListener("pagehide", () => {
  const path = window.jupyterapp?.shell.currentWidget?.context?.path
  if (path) sessionStorage.setItem("open", path)
})

// On a small screen the list of files, which JupyterLab opens, would leave the notebook a strip: shut it at the start.
const small = matchMedia("(max-width: 48em)").matches, ends = Date.now() + 60_000
const shut = setInterval(() => {
  const shell = window.jupyterapp?.shell
  if (!small || Date.now() > ends) clearInterval(shut)
  else if (shell?.currentWidget?.context?.isReady && !shell.leftCollapsed) setTimeout(() => shell.collapseLeft(), 1000, clearInterval(shut))
}, 300)

// What a cell prints is spoken once it has run, and so is how many ran: JupyterLab shows it to the eye alone.
const was = new WeakMap(), said = document.createElement("div"), LONGEST = 600
let done = [], waiting

const listen = () => {
  const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")]
  for (const prompt of prompts) {
    if (was.get(prompt) === "[*]:" && /\d/.test(prompt.textContent)) done.push(prompt.closest(".jp-Cell"))
    was.set(prompt, prompt.textContent)
  }
  if (prompts.some(prompt => prompt.textContent === "[*]:")) said.textContent = ""
  else if (done.length) waiting ??= setTimeout(speak, 700) // the last outputs may come after the number
}

const speak = () => {
  const outputs = [...done.at(-1).querySelectorAll(".jp-OutputArea-output")].map(words).filter(Boolean)
  const text = outputs.join("\n") || "It has run, and printed nothing."
  said.textContent = (done.length > 1 ? `${done.length} cells have run. The last one: ` : "") + text.slice(0, LONGEST)
  done = []
  waiting = undefined
}

const words = output => {
  const text = output.innerText.trim() || [...output.querySelectorAll("img")].map(one => `A figure. ${one.alt}`).join()
  return output.dataset.mimeType?.endsWith("stderr") ? text.split("\n").at(-1) : text // of a traceback, what went wrong
}

// JupyterLab leaves these without a name: the cells, where one writes, what is printed, and the open notebooks.
const label = () => {
  const set = (all, name, role) => all.forEach(one => {
    if (one.ariaLabel !== name) one.setAttribute("aria-label", name)
    if (role) one.setAttribute("role", role)
  })
  for (const notebook of document.querySelectorAll(".jp-Notebook")) {
    [...notebook.querySelectorAll(".jp-Cell")].forEach((cell, i, all) => {
      const kind = cell.matches(".jp-CodeCell") ? "Code" : "Text"
      for (const [name, value] of [["role", "article"], ["aria-posinset", i + 1], ["aria-setsize", all.length]]) cell.setAttribute(name, value)
      set(cell.querySelectorAll(".cm-content"), `${kind}, cell ${i + 1}`)
      set(cell.querySelectorAll(".jp-OutputArea"), `Output, cell ${i + 1}`, "group")
    })
  }
  set(document.querySelectorAll(".lm-DockPanel-tabBar .lm-TabBar-content"), "Open notebooks")
}

// A figure carries its words in the notebook, and JupyterLab leaves them there.
const describe = () => {
  for (const { model, outputArea } of window.jupyterapp?.shell.currentWidget?.content?.widgets ?? []) {
    outputArea?.widgets.forEach(({ node }, i) => {
      const alt = model.outputs.get(i)?.metadata["image/png"]?.alt
      for (const image of node.querySelectorAll("img")) if (alt && image.alt !== alt) image.alt = alt
    })
  }
}

addEventListener("DOMContentLoaded", () => {
  said.setAttribute("role", "status")
  said.style = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)"
  document.body.append(said)
  new MutationObserver(() => { listen(); label(); describe() }).observe(document.body, { childList: true, subtree: true, characterData: true })
})
