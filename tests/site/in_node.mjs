// node tests/site/in_node.mjs PYODIDE NOTEBOOK ...: run notebooks in Pyodide, without a browser, and compare what strict
// nbval compares. PYODIDE is the built lab's own folder, so what runs here is what a reader's browser gets.
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const WORKERS = 2; // each starts Python once, 0.4 GB
const start = Date.now(), seconds = since => ((Date.now() - since) / 1000).toFixed(1);

async function checker(folder) {
  const { loadPyodide } = await import(resolve(folder, "pyodide.mjs"));
  const pyodide = await loadPyodide({ indexURL: resolve(folder) + "/", stdout: () => {}, stderr: () => {} });
  await pyodide.loadPackage(["ipython", "skipgram_lib"], { messageCallback: () => {} });
  pyodide.FS.mkdir("/check");
  for (const name of ["outputs.py", "in_pyodide.py"])
    pyodide.FS.writeFile(`/check/${name}`, readFileSync(new URL(name, import.meta.url)));
  pyodide.runPython("import sys; sys.path.append('/check')");
  return pyodide.pyimport("in_pyodide").check;
}

async function work() {
  const check = await checker(workerData);
  parentPort.on("message", path => {
    const since = Date.now(), [cells, differ] = check(readFileSync(path, "utf8")).toJs();
    parentPort.postMessage({ path, cells, differ, took: seconds(since) });
  });
  parentPort.postMessage({ ready: seconds(start) });
}

function report({ path, cells, differ, took }) {
  console.log(`| ${basename(dirname(path))}/${basename(path)} | ${cells} | ${differ.length} | ${took} |`);
  for (const one of differ.slice(0, 4)) console.log("   ", one.slice(0, 400));
}

function share(folder, notebooks) {
  console.log("| notebook | cells | differ | seconds |\n|---|--:|--:|--:|");
  const waiting = [...notebooks], done = []; // taken from the end: the last chapters take longest
  const next = (worker, said) => {
    if (said.ready) console.log(`| Python is ready | | | ${said.ready} |`);
    else report(said), done.push(said);
    if (waiting.length) return worker.postMessage(waiting.pop());
    worker.terminate();
    if (done.length === notebooks.length) finish(done);
  };
  for (let i = 0; i < Math.min(WORKERS, notebooks.length); i++) {
    const worker = new Worker(new URL(import.meta.url), { workerData: folder });
    worker.on("message", said => next(worker, said));
    worker.on("error", problem => { throw problem; });
  }
}

function finish(done) {
  const failed = done.filter(one => one.differ.length).length, { user, system } = process.cpuUsage();
  const spent = `${seconds(start)} s, ${((user + system) / 1e6).toFixed(0)} s of CPU, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`;
  console.log(`\n${done.length - failed} equal, ${failed} not; ${spent}`);
  process.exit(failed ? 1 : 0);
}

if (isMainThread) {
  const [folder, ...notebooks] = process.argv.slice(2);
  if (!notebooks.length) throw new Error("name the lab's Pyodide folder and at least one notebook");
  share(folder, notebooks);
} else await work();
