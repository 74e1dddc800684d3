"""Every line of the document gets the verdict that `expected_lines.csv` asks for."""

import csv
import importlib
import itertools
import pathlib
import re

import numpy as np
import pytest

from skipgram_lib.derivation import Line, all_lines, check_side, judge, random_point, verify
from skipgram_lib.gradcheck import complex_step

LINES, TRIALS = all_lines(), 3
EXPECTED = (pathlib.Path(__file__).parents[1] / "expected_lines.csv").read_text(encoding="utf-8").splitlines()
SUMMED = "every row holds the sum over all rows: the sum should have disappeared"
STATUSES = {  # status -> how many are printed, the sides that such a line has, and its two verdicts
    "definition": (3, {"facts"}, ("holds", None)),
    "holds": (19, {"target", "printed"}, ("holds", None)),
    "slip": (5, {"target", "printed", "corrected"}, ("refuted", "holds")),
    "misprint": (2, {"target", "printed", "corrected"}, ("refuted", "holds")),
    "added": (0, {"target", "corrected"}, (None, "holds")),
}
each_line = pytest.mark.parametrize("line", LINES.values(), ids=lambda line: line.id)


@pytest.fixture(scope="module", params=[0, 1, 2])
def entries(request):
    return verify(seed=request.param, trials=TRIALS)


def test_lines_and_verdicts_are_the_expected_ones(entries):
    rows = [(row["id"], row["section"], row["status"], row["boxed"] == "yes") for row in csv.DictReader(EXPECTED)]
    assert [(e.line.id, e.line.section, e.line.status, e.line.boxed) for e in entries] == rows, (
        "every line has its row in tests/expected_lines.csv, in the order of the document"
    )
    for e in entries:
        assert (e.as_printed, e.corrected) == STATUSES[e.line.status][2], e.line.id
        assert e.ok
        assert e.trials == TRIALS
        assert 0 <= e.worst_ratio <= 1, e.line.id  # so it is finite, too


def test_totals(entries):
    statuses = [e.line.status for e in entries if e.line.section != "added"]
    assert {s: statuses.count(s) for s in STATUSES} == {s: count for s, (count, _, _) in STATUSES.items()}
    assert sum(e.as_printed is not None for e in entries) == 29
    assert [e.line.id for e in entries if e.line.boxed and e.as_printed == "holds"] == ["S6", "S14", "S19"]


def test_slips_are_named(entries):
    assert {e.line.id: e.diagnosis for e in entries if e.diagnosis} == {
        "S3": "-1 × the measured gradient: a sign flip",
        "S8": "a log is missing: exp(v_o·v_c) stands where ŷ_o should",  # page 1's letter
        "S10": "a term is missing: −ŷ_o stands where ŷ_o − 1 should",
        "N6": SUMMED,
        "N7": SUMMED,
    }


@pytest.mark.parametrize("id", ["S6", "S14", "S19"])
def test_boxed_results_are_measured_by_finite_differences(id):
    check = check_side(LINES[id], random_point(0, 0), "printed")
    assert check
    assert check.evaluations > 2 * check.measured.size


@pytest.mark.parametrize("id", [id for id, line in LINES.items() if line.printed and line.corrected])
def test_a_corrected_side_is_called_so(id):
    said = [str(check_side(LINES[id], random_point(0, 0), side)) for side in ("printed", "corrected")]
    assert said[0].startswith(f"{id} disagrees")
    assert said[1].startswith(f"{id} corrected agrees")


@pytest.mark.parametrize("status", STATUSES)
def test_a_line_has_exactly_the_sides_of_its_status(status):
    names = ("target", "printed", "corrected", "facts")
    for given in itertools.product([None, len], repeat=len(names)):
        sides = {name: side for name, side in zip(names, given, strict=True) if side}
        if set(sides) == STATUSES[status][1]:
            Line("L1", "", "", "page 1", status, **sides)
        else:
            with pytest.raises(ValueError, match="L1"):
                Line("L1", "", "", "page 1", status, **sides)


@each_line
def test_latex_is_well_formed(line):
    assert line.boxed == (r"\boxed" in line.latex)
    assert bool(line.correction) == bool(line.correction_latex) == (line.status in ("slip", "misprint"))
    for latex in filter(None, (line.latex, line.correction_latex)):
        assert latex.isprintable()  # "\frac" in a string that is not raw begins with a form feed
        assert "\\\\" not in latex.replace(r" \\ &", "")  # a row of an aligned formula may end so
        marks = re.sub(r"\\left\b", "<", re.sub(r"\\right\b", ">", latex))
        marks = re.sub(r"[^{}()<>]", "", marks)
        while marks != (marks := re.sub(r"\{\}|\(\)|<>|<\(>\)", "", marks)):
            pass
        assert not marks, latex


@each_line
def test_a_check_leaves_its_point_alone(line):
    p = random_point(0, 0)
    assert judge(line, [p]) == judge(line, [p])
    for name, value in vars(random_point(0, 0)).items():
        assert np.array_equal(getattr(p, name), value), name


@pytest.mark.parametrize(
    "second", [lambda *at, **how: complex_step(*at, **how) + 1e-6, lambda *at, **how: None], ids=["off", "silent"]
)
@pytest.mark.parametrize("line", [line for line in LINES.values() if line.target], ids=lambda line: line.id)
def test_without_the_second_witness_nothing_is_decided(line, second, monkeypatch):
    # the package's attribute `verify` is the function, so the module is asked for by its full name
    monkeypatch.setattr(importlib.import_module("skipgram_lib.derivation.verify"), "complex_step", second)
    entry = judge(line, [random_point(0, 0)])
    assert {entry.as_printed, entry.corrected} - {None} == {"inconclusive"}
    assert not entry.ok


def test_an_unknown_line_is_a_key_error():
    with pytest.raises(KeyError, match="S99"):
        verify(["S99"])
