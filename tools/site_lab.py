"""The lab: JupyterLite with every chapter and exercise, and a Python that loads the library as it loads numpy."""

import json
import pathlib
import pydoc_data.topics
import shutil
import subprocess
import sys
import tempfile

import site_book
import site_pyodide
from site_wheel import pure_wheel

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
STATIC = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static"
# jedi, parso and comm: without them the kernel hangs and says nothing. Loaded before the first cell asks: sooner ready
PRELOADED = ["micropip", "ssl", "sqlite3", "ipykernel", "comm", "pyodide_kernel", "jedi", "ipython", "skipgram_lib"]
SETTINGS = {
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},  # a screen reader hears every cell
}
# JupyterLite takes two notebooks of one name, a chapter and its exercise, for one: the second never gets a Python
BY_NAME, BY_PATH = (f"{{path:r,name:o}}=e,a=this._sessions.find((e=>e.{key}))" for key in ("name===o", "path===r"))
LINES = ("source", "text", "text/plain", "text/markdown", "text/html", "image/png")


def build(root, out, files):
    """Write the lab into `out`, from the repository at `root` and Pyodide's `files`."""
    with tempfile.TemporaryDirectory() as folder:
        lite = pathlib.Path(folder)
        python(root, lite / "static" / "pyodide", files)
        contents(root / "notebooks", lite / "files")
        (lite / "jupyter-lite.json").write_text(json.dumps(config(root)))
        command = [pathlib.Path(sys.executable).with_name("jupyter"), "lite", "build", "--contents", "files"]
        command += ["--output-dir", out, "--no-sourcemaps", "--no-unused-shared-packages", "--apps", "lab"]
        done = subprocess.run(command, cwd=lite, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"JupyterLite could not be built:\n{done.stdout}{done.stderr}")
    told_apart(out / "build")
    page, script = out / "lab" / "index.html", pathlib.Path(__file__).with_name("lab.js").read_text(encoding="utf-8")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</head>", f"<script>\n{script}</script>\n</head>", 1), encoding="utf-8")


def told_apart(build):
    """Let JupyterLite know an open notebook by its path."""
    found = [path for path in build.glob("*.js") if BY_NAME in path.read_text(encoding="utf-8")]
    if not found:
        raise SystemExit(
            "JupyterLite has changed: see whether a chapter still opens beside its exercise, and mend BY_NAME."
        )
    for path in found:
        path.write_text(path.read_text(encoding="utf-8").replace(BY_NAME, BY_PATH), encoding="utf-8")


def config(root):
    """What JupyterLite is told; the stored work carries the version, so a new edition does not open an old notebook."""
    store = f"skip-gram gradients {site_book.version(root)}"
    python = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": PRELOADED}}
    data = {
        "appName": "Skip-gram gradients, checked",
        "exposeAppInBrowser": True,
        "faviconUrl": "../../_static/favicon.svg",
        "litePluginSettings": {KERNEL: python},
        "settingsOverrides": SETTINGS,
        **{f"{what}StorageName": store for what in ("contents", "settings", "workspaces")},
    }
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}


def python(root, target, files):
    """Pyodide, the kernel, and the library with what it needs, in one folder under one lock file."""
    target.mkdir(parents=True)
    lock = site_pyodide.copy(files, target)
    site_pyodide.pip("wheel", "--no-deps", "-w", target, root)
    site_pyodide.pip("download", "--no-deps", "-d", target, "comm==0.2.3")
    for name in ("ipykernel", "pyodide_kernel"):
        shutil.copy(next(pathlib.Path(sys.prefix, STATIC, "pypi").glob(f"{name}-*.whl")), target)
    # the reference that a chapter reads, which Pyodide leaves out
    topics = pathlib.Path(pydoc_data.topics.__file__).read_text(encoding="utf-8")
    pure_wheel(target, "pydoc_data", "3.12", {"pydoc_data/__init__.py": "", "pydoc_data/topics.py": topics})
    needs = {"skipgram_lib": ["numpy", "matplotlib", "pydoc-data"]}
    for name in ("skipgram_lib", "pydoc_data", "comm", "ipykernel", "pyodide_kernel"):
        wheel = next(target.glob(f"{name}-*.whl"))
        lock["packages"][name.replace("_", "-")] = entry(wheel, needs.get(name, []))
    (target / site_pyodide.LOCK).write_text(json.dumps(lock))


def entry(wheel, depends):
    """How the lock file names a wheel of pure Python; an import of its name then loads it."""
    name, version = wheel.name.split("-")[:2]
    where = {"file_name": wheel.name, "install_dir": "site", "sha256": site_pyodide.sha256(wheel)}
    what = {"package_type": "package", "imports": [name], "depends": depends, "unvendored_tests": False}
    return {"name": name, "version": version, **where, **what}


def contents(notebooks, target):
    """The chapters and exercises, without the answers."""
    ignored = shutil.ignore_patterns("solutions", "*.md", "*.py", ".ipynb_checkpoints", "__pycache__")
    shutil.copytree(notebooks, target, ignore=ignored)
    for path in target.rglob("*.ipynb"):
        path.write_text(json.dumps(joined(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")


def joined(value):
    """The same notebook, each list of lines as one string: JupyterLite 0.6 would show commas between them."""
    if isinstance(value, dict):
        return {k: "".join(v) if k in LINES and isinstance(v, list) else joined(v) for k, v in value.items()}
    return [joined(v) for v in value] if isinstance(value, list) else value
