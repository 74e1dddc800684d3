// node tests/site/in_node.mjs PYODIDE NOTEBOOK ...: run notebooks in Pyodide, without a browser, and compare what strict
// nbval compares. PYODIDE is the built lab's own folder, so what runs here is what a reader's browser gets.
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

const [folder, ...notebooks] = process.argv.slice(2);
if (!notebooks.length) throw new Error("name the lab's Pyodide folder and at least one notebook");
const start = Date.now(), seconds = since => ((Date.now() - since) / 1000).toFixed(1);

const { loadPyodide } = await import(resolve(folder, "pyodide.mjs"));
const pyodide = await loadPyodide({ indexURL: resolve(folder) + "/", stdout: () => {}, stderr: () => {} });
await pyodide.loadPackage(["ipython", "skipgram_lib"], { messageCallback: () => {} });
pyodide.FS.mkdir("/check");
for (const name of ["outputs.py", "in_pyodide.py"])
  pyodide.FS.writeFile(`/check/${name}`, readFileSync(new URL(name, import.meta.url)));
pyodide.runPython("import sys; sys.path.append('/check')");
const check = pyodide.pyimport("in_pyodide").check;
console.log(`Python is ready after ${seconds(start)} s`);

let failed = 0;
for (const path of notebooks) {
  const since = Date.now(), [cells, differ] = check(readFileSync(path, "utf8")).toJs();
  failed += differ.length > 0;
  console.log(`${basename(dirname(path))}/${basename(path)}: ${cells} cells, ${differ.length} differ, ${seconds(since)} s`);
  for (const one of differ.slice(0, 4)) console.log("   ", one.slice(0, 400));
}
console.log(`${notebooks.length - failed} equal, ${failed} not; ${seconds(start)} s, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
process.exit(failed ? 1 : 0);
