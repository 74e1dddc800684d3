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
