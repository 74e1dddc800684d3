"""Whoever does the work, the numbers are the same; what goes wrong is said, never passed over."""

import multiprocessing
import os
import signal
import sys
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from skipgram_lib import check_gradient, naive_softmax, numerical_gradient
from skipgram_lib.gradcheck import check_directions
from skipgram_lib.gradcheck.slopes.differences import BLOCK

V, d = 110, 10  # two blocks of entries
rng = np.random.default_rng(0)
v_c, U = rng.normal(size=d), rng.normal(size=(V, d))
gradient = naive_softmax.gradients(v_c, 3, U).U
wrong = np.where(np.arange(V)[:, None] == 3, 1.001, 1) * gradient
home = os.getpid()


def loss(U, *, fault=None, once=None):
    """Naive softmax; `fault` is (home, what happens elsewhere), while there is no file `once`."""
    if fault and os.getpid() != fault[0] and not (once and Path(once).exists()):
        if once:
            Path(once).touch()
        fault[1]()
    return naive_softmax.loss(v_c, 3, U)


def killed():
    os.kill(os.getpid(), signal.SIGKILL)


def broken():
    raise RuntimeError("the disk is full")


CHECKS = {
    "numerical_gradient": partial(numerical_gradient, x=U, vectorized=True),
    "check_gradient": partial(check_gradient, x=U, claimed=gradient, vectorized=True),
    "wrong gradient": partial(check_gradient, x=U, claimed=wrong, vectorized=True),
    "check_directions": partial(check_directions, x=U, claimed=gradient),
    "wrong directions": partial(check_directions, x=U, claimed=wrong),
}
every = pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
one_of_each = pytest.mark.parametrize("check", [CHECKS["check_gradient"], CHECKS["check_directions"]])


def assert_same(one, other):
    for name, value in vars(one).items():
        np.testing.assert_array_equal(value, getattr(other, name), name)
    assert str(one) == str(other)


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


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    local = {"n_workers": 2, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    local["scheduler_kwargs"] = {"dashboard_address": "127.0.0.1:0"}  # any port that is free: another run may hold 8787
    with distributed.LocalCluster(**local) as workers, distributed.Client(workers) as client:
        yield client.get_executor()


@pytest.mark.cluster
@one_of_each
def test_a_cluster_that_loses_a_worker_gives_the_same_bits(check, cluster, tmp_path):
    once = tmp_path / "killed"
    assert_same(check(partial(loss, fault=(home, killed), once=once), executor=cluster), check(loss))
    assert once.exists()


@pytest.mark.cluster
def test_a_cluster_whose_workers_all_die_says_so(cluster):
    import distributed

    raised = check_directions(partial(loss, fault=(home, broken)), U, gradient, executor=cluster)
    assert raised.verdict == "inconclusive"  # away from x, whatever f raises means "not defined there"
    cluster._client.cluster.scheduler.allowed_failures = 0  # else it waits for workers that may never be restarted
    with pytest.raises(distributed.KilledWorker):
        check_directions(partial(loss, fault=(home, killed)), U, gradient, executor=cluster)
