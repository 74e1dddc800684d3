"""Real workers of a cluster, some of them killed: the same bits, or a sentence."""

from functools import partial

import pytest
from checks_by_workers import U, assert_same, broken, gradient, home, killed, loss, one_of_each

from skipgram_lib.gradcheck import check_directions


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
