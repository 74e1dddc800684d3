"""Whoever does the work, the numbers are the same; what goes wrong is said, never passed over."""

import multiprocessing
import sys
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest
from checks_by_workers import (
    U,
    assert_same,
    broken,
    every,
    gradient,
    home,
    killed,
    loss,
    one_of_each,
    wrong,
)

from skipgram_lib import check_gradient, numerical_gradient
from skipgram_lib.gradcheck import check_directions
from skipgram_lib.gradcheck.slopes.differences import BLOCK


@pytest.fixture(scope="module")
def processes():
    with pool() as executor:
        yield executor


def pool():
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@every
def test_threads_give_the_same_bits(check):
    with ThreadPoolExecutor(2) as threads:
        assert_same(check(loss, executor=threads), check(loss))


@one_of_each
def test_processes_give_the_same_bits(check, processes):
    assert_same(check(loss, executor=processes), check(loss))


@one_of_each
def test_where_f_raises_in_a_worker_nothing_is_known(check, processes):
    result = check(partial(loss, fault=(home, broken)), executor=processes)
    assert result.verdict == "inconclusive"
    assert "f is not finite" in str(result)
    assert "f raised RuntimeError: the disk is full" in str(result)


@one_of_each
def test_a_killed_worker_is_reported(check):
    with pytest.raises(BrokenExecutor), pool() as executor:
        check(partial(loss, fault=(home, killed)), executor=executor)


class Interrupted(Executor):
    """Ctrl-C after the first piece."""

    def map(self, work, pieces):
        yield work(pieces[0])
        raise KeyboardInterrupt


@pytest.mark.parametrize("claimed", [gradient, wrong])
def test_ctrl_c_leaves_what_was_measured(claimed):
    whole, part = (
        numerical_gradient(loss, U, vectorized=True),
        numerical_gradient(loss, U, vectorized=True, executor=Interrupted()),
    )
    assert part.doubt.startswith("interrupted")
    assert BLOCK < U.size <= 2 * BLOCK
    np.testing.assert_array_equal(part.bound.ravel()[::2], whole.bound.ravel()[::2])
    np.testing.assert_array_equal(part.value.ravel()[::2], whole.value.ravel()[::2])
    assert np.isinf(part.bound.ravel()[1::2]).all()
    check = check_gradient(loss, U, claimed, vectorized=True, executor=Interrupted())
    assert check.verdict == ("inconclusive" if claimed is gradient else "disagrees")
    assert "interrupted" in str(check)


def test_ctrl_c_leaves_the_directions_that_were_measured():
    whole, part = check_directions(loss, U, gradient), check_directions(loss, U, gradient, executor=Interrupted())
    k = part.directions
    assert part.verdict == "inconclusive"
    assert "interrupted" in str(part)
    np.testing.assert_array_equal(part.measured[:k], whole.measured[:k])
    np.testing.assert_array_equal(part.bound[:k], whole.bound[:k])
    assert np.isinf(part.bound[k:]).all()
    assert 0 < part.visible(1e-6) < whole.visible(1e-6)
    off = check_directions(loss, U, -gradient, executor=Interrupted())
    assert (off.verdict, off.located) == ("disagrees", ())


def test_ctrl_c_while_locating_leaves_the_verdict(monkeypatch):
    calls = []

    def impatient(x):
        calls.append(1)
        if len(calls) > needed + 8:
            raise KeyboardInterrupt
        return loss(x)

    needed = np.inf
    with monkeypatch.context() as nothing_located:
        nothing_located.setattr("skipgram_lib.gradcheck.directions.locate", lambda *_: ())
        assert not check_directions(impatient, U, -gradient)
    needed = len(calls)
    calls.clear()
    check = check_directions(impatient, U, -gradient)
    assert check.verdict == "disagrees"
    assert 0 < len(check.located) < 10


class CtrlCFromTheBar:
    """A bar that is interrupted at its second step."""

    def __init__(self, results, total, unit):
        self.results = results

    def __iter__(self):
        yield next(iter(self.results))
        raise KeyboardInterrupt


@one_of_each
def test_a_bar_that_can_be_stopped(check, monkeypatch, capsys):
    tqdm = pytest.importorskip("tqdm.auto")
    shown = check(loss, progress=True)
    bar = capsys.readouterr().err
    assert "100%" in bar
    assert "block" in bar
    assert_same(shown, check(loss))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(tqdm, "tqdm", CtrlCFromTheBar)
    assert "interrupted" in str(check(loss, progress=True))


@one_of_each
def test_without_tqdm_a_bar_is_refused_in_one_sentence(check, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(ImportError, match=r"^progress=True needs tqdm, which is not installed: pip install tqdm\.$"):
        check(loss, progress=True)
    assert check(loss)
