"""Random directions: are right gradients left alone, single faults seen, and huge tables judged?

python benchmarks/directions.py        prints Markdown; exits 1 if a target is missed
"""

import platform
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import threadpoolctl

from skipgram_lib import naive_softmax, negative_sampling
from skipgram_lib.gradcheck import check_directions

threadpoolctl.threadpool_limits(1)  # so that CPU time is what a check costs
LOSS_SCALES, FRESH = (1e-6, 1.0, 1e4), 1000
SMALL = ((10, 5), (30, 7), (50, 20), (100, 30))
VECTORS = (0.01, 0.1, 1.0)  # the size of the scores, about
FAULTS, PLANTED = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8), 100
PAIRS, DIRECTIONS = 1000, (1, 2, 3, 4)
GROWTH = ((10, 5), (50, 20), (200, 50), (1000, 100), (10_000, 100), (100_000, 300))
EVALUATIONS, GIBIBYTES = 60, 3


class Problem:
    """A loss times `scale` as a function of U; in every second one it is negative sampling, with repeats."""

    def __init__(self, seed, V, d, vectors=1.0, scale=1.0):
        rng = np.random.default_rng(seed)
        v_c, self.x, o = vectors * rng.normal(size=d) / d**0.5, rng.normal(size=(V, d)), int(rng.integers(V))
        self.x *= vectors
        module, draw = (negative_sampling, (rng.integers(V, size=10),)) if seed % 2 else (naive_softmax, ())
        self.right = module.gradients(v_c, o, self.x, *draw).U
        self.right *= scale
        self.loss, self.calls = lambda U: scale * module.loss(v_c, o, U, *draw), 0

    def __call__(self, x):
        self.calls += 1
        return self.loss(x)


def alarms():
    """Verdicts on right gradients at every loss scale, and the largest |claimed − measured| / bound."""
    for scale in LOSS_SCALES:
        verdicts, ratios, visible = Counter(), [], []
        for seed in range(FRESH):
            problem = Problem(seed, *SMALL[seed % 4], VECTORS[seed % 3], scale)
            check = check_directions(problem, problem.x, problem.right, seed=seed)
            verdicts[check.verdict] += 1
            ratios.append(check.ratio.max())
            if seed % 2 == 0:  # of negative sampling most rows are 0, and nothing relative to 0 shows
                visible.append(check.visible(1e-6))
        yield scale, verdicts, max(ratios), np.mean(visible)


def planted(V, d):
    """Shares of single-entry faults caught, and located alone, by their size relative to the entry."""
    problem, rng = Problem(0, V, d), np.random.default_rng(0)
    visible = check_directions(problem, problem.x, problem.right).visible
    for size in FAULTS:
        caught, located = [], []
        for entry in rng.integers(problem.x.size, size=PLANTED):
            claimed = problem.right.copy()
            claimed.flat[entry] *= 1 + size
            check = check_directions(problem, problem.x, claimed)
            caught.append(check.verdict == "disagrees")
            located.append(check.located == (tuple(int(i) for i in np.unravel_index(entry, claimed.shape)),))
        yield size, np.mean(caught), np.mean(located), visible(size)


def missed_pairs(directions):
    """Share of passes for two faults of opposite sign, each just large enough to be sure to show alone."""
    f, x, missed = lambda x: x.sum(), np.ones(2), 0
    for seed in range(PAIRS):
        options = {"directions": directions, "seed": seed}
        fault = check_directions(f, x, x, **options).resolution
        missed += check_directions(f, x, x + fault * np.array([1, -1]), **options).verdict != "disagrees"
    return missed / PAIRS


def growth(V, d):
    """A verdict, then one with a fault of 1e-3 in the largest entry: time, evaluations, found or not, memory."""
    Path("/proc/self/clear_refs").write_text("5")  # resets the peak (Linux)
    problem = Problem(0, V, d)
    start, check = time.process_time(), check_directions(problem, problem.x, problem.right)
    spent, calls, problem.calls = time.process_time() - start, problem.calls, 0
    at = np.unravel_index(np.argmax(np.abs(problem.right)), problem.x.shape)
    problem.right[at] *= 1 + 1e-3
    start, wrong = time.process_time(), check_directions(problem, problem.x, problem.right)
    located = wrong.located == (tuple(int(i) for i in at),)
    peak = next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line)
    return check, spent, calls, time.process_time() - start, problem.calls, located, peak / 2**20


def main():
    """Print the tables; false if every target is met."""
    print(f"python {platform.python_version()}, numpy {np.__version__}")
    print(
        "\n| loss × | agrees | inconclusive | disagrees | largest gap / bound | softmax entries that surely show 1e-6 |"
    )
    print("|--:" * 6 + "|")
    targets = {}
    for scale, verdicts, ratio, visible in alarms():
        counts = " | ".join(str(verdicts[name]) for name in ("agrees", "inconclusive", "disagrees"))
        print(f"| {scale:g} | {counts} | {ratio:.2g} | {visible:.1%} |")
        targets[f"no false alarm in {FRESH} problems at loss × {scale:g}"] = not verdicts["disagrees"]
    print("\n| one entry off by | caught | located | entries where it is sure to show |\n|--:|--:|--:|--:|")
    for size, caught, located, visible in planted(1000, 100):
        print(f"| {size:g} | {caught:.0%} | {located:.0%} | {visible:.1%} |")
        targets[f"95 % of single-entry faults of {size:g} at (1000, 100)"] = caught >= 0.95 or size < 1e-6
    print("\n| directions | cancelling pairs missed | at most |\n|--:|--:|--:|")
    for k in DIRECTIONS:
        share = missed_pairs(k)
        print(f"| {k} | {share:.1%} | {2.0**-k:.1%} |")
        targets[f"cancelling pairs missed with k = {k}"] = share <= 2.0**-k + 3 * (2.0**-k / PAIRS) ** 0.5
    print("\n| V, d | verdict, CPU s | evaluations | with a fault of 1e-3, CPU s | evaluations | located | peak GiB |")
    print("|---" + "|--:" * 6 + "|")
    for V, d in GROWTH:
        check, spent, calls, searched, more, located, peak = growth(V, d)
        print(f"| {V}, {d} | {spent:.3g} | {calls} | {searched:.3g} | {more} | {located} | {peak:.2f} |", flush=True)
        targets[f"({V}, {d}) agrees"], targets[f"({V}, {d}): fault located"] = bool(check), located
    targets[f"({V}, {d}): under {EVALUATIONS} evaluations"] = calls < EVALUATIONS
    targets[f"({V}, {d}): under {GIBIBYTES} GiB"] = peak < GIBIBYTES
    missed = [target for target, met in targets.items() if not met]
    print("\nMissed: " + "; ".join(missed) if missed else "\nEvery target is met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
