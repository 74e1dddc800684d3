"""README's "Add a loss", done in a copy of the project: the suite demands what is missing, and then is content."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
RECORD = '    "doubled": Loss(doubled.loss, doubled.gradients, doubled.batch, draws=False),\n}\n'
CLOSED = """

@exactly
def of_doubled(v_c, U, o):
    z = numbers(U) @ numbers(v_c)
    return 2 * -log(softmax(z))[o], np.arange(len(U)), 2 * (softmax(z) - np.eye(len(U), dtype=int)[o])


OF["doubled"] = of_doubled
"""
DOUBLED = '''"""Twice the softmax."""

from skipgram_lib.losses import naive_softmax
from skipgram_lib.losses.inputs import Gradients


def loss(v_c, o, U):
    return 2 * naive_softmax.loss(v_c, o, U)


def gradients(v_c, o, U):
    found = naive_softmax.gradients(v_c, o, U)
    return Gradients(2 * found.v_c, 2 * found.U)


def batch(v, U, c, o):
    found = naive_softmax.batch(v, U, c, o)
    return found._replace(loss=2 * found.loss, v_parts=2 * found.v_parts, U_parts=2 * found.U_parts)
'''


def python(copy, *words):
    """What Python says in the copy, to which nothing is lent but the packages that are installed."""
    lean = {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    run = subprocess.run([sys.executable, *words], cwd=copy, env=os.environ | lean, capture_output=True, text=True)
    return run.stdout


def suite(copy, *chosen):
    """What pytest says of the copy's tests, run on the copy's library."""
    return python(copy, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-o", "addopts=", *chosen)


@pytest.fixture
def copy(tmp_path):
    for part in ("skipgram_lib", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    assert python(tmp_path, "-c", "import skipgram_lib; print(skipgram_lib.__file__)").startswith(str(tmp_path))
    return tmp_path


def put(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_suite_demands_each_of_the_four_things(copy):
    losses, registry = "tests/losses/test_losses.py", copy / "skipgram_lib" / "losses" / "__init__.py"
    (copy / "skipgram_lib" / "losses" / "doubled.py").write_text(DOUBLED, encoding="utf-8")
    assert "register each loss in losses/__init__.py" in suite(copy, losses, "-k", "registered")
    put(registry, "import naive_softmax, negative_sampling", "import naive_softmax, negative_sampling, doubled")
    put(registry, "\n}\n", "\n" + RECORD)
    assert "give each loss its closed form in tests/closed_forms.py" in suite(copy, losses, "-k", "registered")
    with (copy / "tests" / "closed_forms.py").open("a", encoding="utf-8") as file:
        file.write(CLOSED)
    readme, training = "tests/project/test_readme.py::test_every_loss_has_its_line", "tests/training"
    assert "test_every_loss_has_its_line" in suite(copy, readme)
    put(copy / "README.md", "| `naive_softmax` |", "| `doubled` | J = −2 log ŷ_o | no |\n| `naive_softmax` |")
    said = suite(copy, losses, "tests/losses/test_loss_inputs.py", readme, training, "-k", "doubled or every_loss")
    assert re.search(r"^\d\d+ passed, \d+ deselected", said, re.MULTILINE), said


def test_a_wrong_gradient_of_a_registered_loss_fails(copy):
    wrong = copy / "skipgram_lib" / "losses" / "naive_softmax.py"
    put(wrong, "np.outer(delta, v_c)", "np.outer(-delta, v_c)")
    assert "failed" in suite(copy, "tests/losses/test_losses.py", "-k", "closed_forms")
