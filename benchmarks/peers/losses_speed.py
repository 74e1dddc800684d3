"""What do a loss and its gradients cost beside torch, in float64, at V = 10,000 and d = 100?

python benchmarks/peers/losses_speed.py        prints Markdown; exits 1 if a target is missed
"""

import platform
import sys
import time
from collections import defaultdict

import numpy as np
import threadpoolctl
import torch

from skipgram_lib import naive_softmax, negative_sampling
from skipgram_lib.training.batch import add_parts

threadpoolctl.threadpool_limits(1)
torch.set_num_threads(1)
V, d, K, BATCHES, RUNS = 10_000, 100, 10, (1, 32, 512), 5
LEAST_SOFTMAX, LEAST_SAMPLING = (0.8, 0.8, 1.0), (3.0, 0.8, 1.0)  # torch's time over ours
HEAD = ("one by one, CPU ms", "together", "torch", "torch / one by one", "torch / together", "target")
rng = np.random.default_rng(0)
U, v = rng.normal(size=(V, d)), rng.normal(size=(V, d)) / d**0.5
o, negatives = rng.integers(V, size=max(BATCHES)), rng.integers(V, size=(max(BATCHES), K))


def one_by_one(module, batch):
    """Loss and whole gradients summed over a batch, one pair a call."""
    total, in_U, in_v = 0.0, np.zeros((V, d)), np.empty((batch, d))
    for i in range(batch):
        words = (o[i],) if module is naive_softmax else (o[i], negatives[i])
        total += module.loss(v[i], words[0], U, *words[1:])
        in_v[i], in_one = module.gradients(v[i], words[0], U, *words[1:])
        in_U = in_one if batch == 1 else np.add(in_U, in_one, out=in_U)
    return total, in_v, in_U


def together(module, batch):
    """The same by `training.batch`: all pairs at once, and of U the rows that take part."""
    c = np.arange(batch)
    if module is naive_softmax:
        return naive_softmax.batch(v, U, c, o[:batch])
    return negative_sampling.batch(v, U, c, o[:batch], negatives[:batch])


def peer(module, batch):
    """The same in torch: one call for the batch, backward, dense gradients."""
    t_U, t_v = torch.from_numpy(U).requires_grad_(), torch.from_numpy(v[:batch]).requires_grad_()
    t_o = torch.from_numpy(o[:batch])
    if module is naive_softmax:
        total = torch.nn.functional.cross_entropy(t_v @ t_U.T, t_o, reduction="sum")
    else:
        rows = torch.cat([t_o[:, None], torch.from_numpy(negatives[:batch])], 1)
        z = (t_U[rows] * t_v[:, None]).sum(-1)
        log_sigmoid = torch.nn.functional.logsigmoid
        total = -(log_sigmoid(z[:, 0]).sum() + log_sigmoid(-z[:, 1:]).sum())
    total.backward()
    return total.item(), t_v.grad.numpy(), t_U.grad.numpy()


def agree(module, batch):
    """Refuse to compare what is not the same."""
    found, whole = together(module, batch), np.zeros((V, d))
    add_parts(whole, found.U_rows, found.U_parts)
    theirs = peer(module, batch)
    for mine in (one_by_one(module, batch), (found.loss, found.v_parts, whole)):
        for part, other in zip(mine, theirs, strict=True):
            np.testing.assert_allclose(part, other, rtol=1e-9, atol=1e-12)


def medians(module, batch):
    """Median CPU seconds of each way, interleaved."""
    times, repeats = defaultdict(list), max(1, 64 // batch)
    for _ in range(RUNS):
        for work in (one_by_one, together, peer):
            start = time.process_time()
            for _ in range(repeats):
                work(module, batch)
            times[work].append((time.process_time() - start) / repeats)
    return [np.median(times[work]) for work in (one_by_one, together, peer)]


def main():
    """Print the table; false if every target is met."""
    print(f"python {platform.python_version()}, numpy {np.__version__}, torch {torch.__version__}")
    print(f"\n| V = {V}, d = {d} | batch | {' | '.join(HEAD)} | |\n|---{'|--:' * 7}|---|")
    missed = False
    for module, least in ((naive_softmax, LEAST_SOFTMAX), (negative_sampling, LEAST_SAMPLING)):
        for batch, target in zip(BATCHES, least, strict=True):
            agree(module, batch)
            single, all_at_once, theirs = medians(module, batch)
            ratios = theirs / single, theirs / all_at_once
            met = max(ratios) >= target
            missed |= not met
            name = module.__name__.split(".")[-1].replace("_", " ")
            times = " | ".join(f"{1e3 * each:.3g}" for each in (single, all_at_once, theirs))
            cells = f"{ratios[0]:.2f} | {ratios[1]:.2f} | {target:g} | {'met' if met else '**missed**'}"
            print(f"| {name} | {batch} | {times} | {cells} |", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main())
