"""No benchmark uses what the library no longer has: each imports, and each name and keyword in it is still there."""

import ast
import importlib
import importlib.util
import inspect
import os
import pathlib
import re
import runpy
import sys
from types import ModuleType
from unittest.mock import MagicMock

import pytest

FOLDER = pathlib.Path(__file__).parents[2] / "benchmarks"
FILES = sorted([*FOLDER.glob("*.py"), *FOLDER.glob("peers/*.py")])
IMPORTS = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)
NAMED = {name for path in FILES for name in IMPORTS.findall(path.read_text(encoding="utf-8"))}
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())


class Played(ModuleType):
    __path__ = ()

    def __getattr__(self, name):
        return MagicMock(name=f"{self.__name__}.{name}")


class Understudy:
    """Plays every package that a benchmark names and that is not installed, so that the file is run to its end."""

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name.partition(".")[0] in NAMED else None

    def create_module(self, spec):
        return Played(spec.name)

    def exec_module(self, module):
        pass


@pytest.fixture
def stage(monkeypatch):
    """Python's way to modules, with an understudy last; what it held before is what it holds afterwards."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Understudy()])
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.setitem(sys.modules, "threadpoolctl", MagicMock())  # no other test has its threads counted
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if isinstance(sys.modules[name], Played) or "benchmarks" in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@each_file
def test_it_imports(path, stage, monkeypatch):
    monkeypatch.syspath_prepend(path.parent)
    runpy.run_path(path, run_name=path.stem)


def imported(tree):
    """Name -> what of the library a file's imports make of it; an import of what is gone raises."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("skipgram_lib"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                module = importlib.import_module(node.module)
                thing = getattr(module, alias.name, None)
                found[alias.asname or alias.name] = importlib.import_module(whole) if thing is None else thing
    return found


def gone(path):
    """What a file asks of the library and does not get: attributes of its modules, keywords of its calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = imported(tree)

    def thing(node):
        if isinstance(node, ast.Attribute) and isinstance(owner := thing(node.value), ModuleType):
            return getattr(owner, node.attr, None)
        return known.get(node.id) if isinstance(node, ast.Name) else None

    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(owner := thing(node.value), ModuleType):
            if not hasattr(owner, node.attr):
                yield f"{ast.unparse(node)} in line {node.lineno}"
        elif isinstance(node, ast.Call) and callable(called := thing(node.func)):
            takes = inspect.signature(called).parameters
            named = {keyword.arg for keyword in node.keywords} - {None}
            if not any(one.kind is one.VAR_KEYWORD for one in takes.values()):
                yield from (f"{node.func.id}({name}=…) in line {node.lineno}" for name in named - takes.keys())


@each_file
def test_all_that_it_asks_of_the_library_is_there(path):
    assert list(gone(path)) == []
