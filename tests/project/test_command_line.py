"""`python -m skipgram_lib` says what was measured, in every form, and its exit code says whether that was expected."""

import functools
import io
import json
import math
import os
import re
import runpy
import subprocess
import sys
from dataclasses import replace

import pytest

import skipgram_lib.derivation
from skipgram_lib import __main__ as command
from skipgram_lib.__main__ import main
from skipgram_lib.derivation import added, all_lines, page1, page2, verify

LINES, KNOWN = all_lines(), functools.cache(verify)
KEYS = ["id", "section", "formula", "boxed", "status", "as_printed", "corrected", "diagnosis", "trials", "worst_ratio"]
KEYS += ["exact"]
TYPES = [str, str, str, bool, str, str | None, str | None, str | None, int, float | None, str | None]
WRONG = ["--line nope", "--trials 0", "--trials x", "--trials ²", "--seed -1", "--seed 1.5", "--nonsense", "S14"]


def run(capsys, *arguments):
    """(exit code, stdout, stderr) of one call."""
    try:
        code = main(list(arguments))
    except SystemExit as stop:
        code = stop.code
    return code, *capsys.readouterr()


def python(*arguments, **environment):
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, check=False)


@pytest.fixture
def measured_once(monkeypatch):
    """Tables and JSON of the same points are told from the same measurement; what measures is the library's own."""
    for holder in (command, skipgram_lib.derivation):  # the second is asked where the file is run as __main__
        monkeypatch.setattr(holder, "verify", lambda ids, *which: KNOWN(tuple(ids), *which))


def with_line(monkeypatch, **changes):
    """A ledger of S13 and S14, with S14 changed."""
    monkeypatch.setattr(page1, "LINES", (LINES["S13"], replace(LINES["S14"], **changes)))
    monkeypatch.setattr(page2, "LINES", ())
    monkeypatch.setattr(added, "LINES", ())


def test_the_table_has_every_line_in_100_columns(capsys, measured_once):
    code, out, err = run(capsys, "--trials", "2")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 100
    rows = {row.split()[0]: row for row in out.splitlines() if row and not row.startswith(" ")}
    assert rows.keys() >= LINES.keys()
    assert all(line.formula in rows[line.id] for line in LINES.values())
    assert all(line.correction in out for line in LINES.values())
    assert [id for id in LINES if "□" in rows[id]] == ["S6", "S14", "S19"]
    assert "29 printed lines: 3 definitions, 19 that hold, 5 slips, 2 misprints." in out


def test_json_has_exactly_the_promised_keys_and_types(capsys, measured_once):
    code, out, err = run(capsys, "--json", "--trials", "2")
    ledger = json.loads(out)
    assert (code, err, ledger.keys(), ledger["ok"]) == (0, "", {"ok", "lines"}, True)
    assert [entry["id"] for entry in ledger["lines"]] == list(LINES)
    for entry in ledger["lines"]:
        assert list(entry) == KEYS
        assert all(isinstance(value, kind) for value, kind in zip(entry.values(), TYPES, strict=True)), entry
        assert {entry["as_printed"], entry["corrected"]} <= {"holds", "refuted", None}
        assert entry["trials"] == 2
        assert math.isfinite(entry["worst_ratio"])


def test_seed_and_trials_choose_the_points(capsys):
    ratios = [run(capsys, "--json", "--line", "S14", *more)[1] for more in ([], ["--seed", "0"], ["--seed", "1"])]
    assert ratios[0] == ratios[1] != ratios[2]
    assert json.loads(ratios[0])["lines"][0]["trials"] == 5


@pytest.mark.parametrize("id", ["S14", "S3", "N1", "X7"])
def test_one_line_in_full(id, capsys):
    code, out, err = run(capsys, "--line", id)
    line = LINES[id]
    assert (code, err) == (0, "")
    for part in (line.section, line.formula, line.latex, line.status, line.correction):
        assert part in out
    assert out.split()[:2] == ["line", f"{id},"]
    assert "None" not in out


@pytest.mark.parametrize("arguments", WRONG)
def test_a_wrong_call_is_one_line_on_stderr(arguments, capsys):
    code, out, err = run(capsys, *arguments.split())
    assert (code, out) == (2, "")
    assert re.fullmatch(r"python -m skipgram_lib: .+\n", err)
    assert arguments.split()[-1] in err


@pytest.mark.parametrize(
    "changes",
    [
        {"printed": lambda p: p.y_hat[p.o] * p.v_c},
        {"status": "slip", "corrected": LINES["S14"].printed},
        {"status": "slip", "corrected": lambda p: p.v_c},
        {"status": "added", "printed": None, "corrected": lambda p: p.v_c},
    ],
    ids=["false", "no slip", "put wrong", "wrongly added"],
)
def test_exit_code_1_where_a_verdict_differs(changes, capsys, monkeypatch):
    with_line(monkeypatch, **changes)
    code, out, err = run(capsys)
    assert (code, err) == (1, "")
    assert "Not as expected: S14." in out
    assert max(map(len, out.splitlines())) <= 100
    assert out.count("UNEXPECTED") == 1
    assert run(capsys, "--line", "S14")[0] == 1
    assert run(capsys, "--line", "S13")[0] == 0
    code, out, err = run(capsys, "--json", "--line", "S14")
    assert (code, err, json.loads(out)["ok"]) == (1, "", False)


def test_a_wrong_call_of_the_real_command_leaves_with_2():
    done = python("-m", "skipgram_lib", "--line", "ŷ", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1


def test_importing_the_library_imports_no_drawing_and_no_scipy():
    loaded = "import sys, skipgram_lib.__main__; print(*sorted({'matplotlib', 'IPython', 'scipy'} & set(sys.modules)))"
    done = python("-c", loaded)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [], b"")


def in_encoding(encoding, arguments, monkeypatch):
    """What the command prints to a stdout as Python opens it for PYTHONIOENCODING; it must leave with 0."""
    stdout = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", stdout)
    monkeypatch.setattr(sys, "argv", ["skipgram_lib", *arguments])
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(command.__file__, run_name="__main__")
    assert stop.value.code == 0
    return stdout.buffer.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16", "shift_jis"])
@pytest.mark.parametrize("arguments", [["--line", "S14"], ["--json", "--line", "N1"], ["--line", "N4"]], ids=" ".join)
def test_any_encoding_of_stdout_will_do(encoding, arguments, monkeypatch):
    assert arguments[-1] in in_encoding(encoding, arguments, monkeypatch)


def test_a_terminal_without_greek_letters_gets_its_table(monkeypatch, measured_once):
    printed = in_encoding("ascii", ["--trials", "2"], monkeypatch)
    assert re.findall(r"^[SNAX]\d+", printed, re.MULTILINE) == list(LINES)


@pytest.mark.parametrize("arguments", [["--line", "S14"], ["--json", "--line", "N1"]], ids=" ".join)
def test_a_pipe_that_is_closed_early_changes_nothing(arguments):
    command = [sys.executable, "-W", "error", "-m", "skipgram_lib", *arguments]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_stdout_that_is_closed_from_the_start_changes_nothing():
    command = f'"{sys.executable}" -W error -m skipgram_lib --line S14 >&-'
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_notebook_can_run_it():
    nbformat, nbclient = pytest.importorskip("nbformat").v4, pytest.importorskip("nbclient")
    cells = ["%run -m skipgram_lib -- --trials 1", "from skipgram_lib.__main__ import main\nmain(['--line', 'S14'])"]
    notebook = nbformat.new_notebook(cells=[nbformat.new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    for cell in notebook.cells:
        assert {output.get("name", "") for output in cell.outputs} <= {"stdout", ""}
    whole, one = (str(cell.outputs) for cell in notebook.cells)
    assert "Every line got the verdict it should." in whole
    assert LINES["S14"].formula in one
    assert notebook.cells[1].outputs[-1]["data"]["text/plain"] == "0"
