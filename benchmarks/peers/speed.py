"""What do a measured gradient and a verdict cost, how exact are they, and what do they see?

python benchmarks/peers/speed.py        prints Markdown and draws growth.png; exits 1 if a target is missed
"""

import ctypes
import platform
import sys
import time
import warnings
from inspect import signature
from pathlib import Path

import numpy as np
from peers import GRADIENTS, VERDICTS, Loss, versions

from skipgram_lib import complex_step

SIZES = ((10, 5), (50, 20), (200, 50), (1000, 100), (10_000, 100), (100_000, 300))
RUNS, BUDGET = 17, 2.0  # interleaved turns, or as many as fit these seconds; medians without the first two
TURN = 0.01  # seconds that a turn takes at least: it repeats what is shorter, as timeit does
FAULTS = (1e-2, 1e-4, 1e-6)  # of one entry, relative to itself
TRIALS, PATIENCE = 20, 4.0  # faults tried of each size, or as many as fit these seconds
HEAD = ("V, d", "CPU ms", "evaluations", "error", "right one", *(f"{size:g} caught" for size in FAULTS), "tried", "MiB")
LARGEST = {  # V beyond which a method takes minutes, or more memory than there is; 1000 for all others
    "check_directions": 100_000,
    "scipy differentiate.jacobian": 50,
    "numdifftools Gradient": 50,
    "statsmodels complex step": 50,
    "scipy check_grad": 200,
    "scipy approx_fprime": 200,
    "check_gradient, loop": 50,
    "check_gradient": 200,
    "complex_step": 200,
    "complex_step, batched": 200,
}
OURS = {"check_gradient": "#0072B2", "check_directions": "#D55E00", "complex_step, batched": "#009E73"}
PEERS = (
    "torch gradcheck, slow",
    "torch gradcheck, fast",
    "jax check_grads",
    "autograd check_grads",
    "scipy check_grad",
)
DRAWN = (*PEERS, "numdifftools Gradient", "statsmodels complex step", *OURS)
LAST, LINE = "check_directions", 1.45  # who goes furthest; a line of text, as a factor
SLOW = "torch gradcheck, slow"
if "vectorized" in signature(complex_step).parameters:
    GRADIENTS["complex_step, batched"] = lambda loss: complex_step(loss, loss.x, vectorized=True)


def problem(V, d, seed=0):
    """Naive softmax as a function of U, at scores of size 1."""
    rng = np.random.default_rng(seed)
    return Loss(rng.normal(size=d) / d**0.5, rng.normal(size=(V, d)), int(rng.integers(V)))


def work(name, loss):
    """What is timed: the verdict on the right gradient, or the gradient where there is no verdict."""
    return VERDICTS[name](loss, loss.right) if name in VERDICTS else GRADIENTS[name](loss)


def seconds(names, loss):
    """Median CPU time of each, in turns; of the second turn, which is one call: evaluations, peak memory, outcome."""
    times, firsts, calls, peaks, found = {name: [] for name in names}, {name: [] for name in names}, {}, {}, {}
    for run in range(RUNS):
        for name in names:
            if run < 2 or sum(times[name]) < BUDGET:
                if run == 1 and times[name][0] > BUDGET:
                    continue
                before, resident = loss.calls, memory("VmRSS", reset=run < 2)
                repeats = 1 if run < 2 else 1 + int(TURN / times[name][-1])
                start = time.process_time()
                outcome = work(name, loss)
                firsts[name].append(time.process_time() - start)
                for _ in range(repeats - 1):
                    work(name, loss)
                times[name].append((time.process_time() - start) / repeats)
                if run < 2:
                    calls[name], peaks[name], found[name] = loss.calls - before, memory("VmHWM") - resident, outcome
    steady, first = ({name: np.median(each[2:] or each) for name, each in table.items()} for table in (times, firsts))
    return steady, first, calls, peaks, found  # without the first two turns: jax compiles


def memory(field, reset=False):
    """MiB of this process, now or at most since the last reset (Linux)."""
    if reset:
        ctypes.CDLL(None).malloc_trim(0)  # what was freed is no longer in use
        Path("/proc/self/clear_refs").write_text("5")
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field))


def error(name, loss):
    """Of a measured gradient, relative to its largest entry; the right one is within a few ulps (see coverage)."""
    if name not in GRADIENTS or loss.x.size > 1e4:
        return np.nan
    return np.abs(np.reshape(GRADIENTS[name](loss), loss.x.shape) - loss.right).max() / np.abs(loss.right).max()


def caught(name, loss, size):
    """Shares of faults of this size, each in one random entry, and how many were tried."""
    rng, found, start = np.random.default_rng(0), [], time.perf_counter()
    while len(found) < TRIALS and (len(found) < 1 or time.perf_counter() - start < PATIENCE / len(FAULTS)):
        claimed = loss.right.copy()
        claimed.flat[rng.integers(claimed.size)] *= 1 + size
        found.append(not VERDICTS[name](loss, claimed))
    return np.mean(found), len(found)


def measure(V, d):
    """Print one size's rows; per name: seconds, error, share of the smallest faults caught, MiB."""
    loss = problem(V, d)
    names = [name for name in dict.fromkeys((*VERDICTS, *GRADIENTS)) if LARGEST.get(name, 1000) >= V]
    times, firsts, calls, peaks, right = seconds(names, loss)
    errors, smallest = {name: error(name, loss) for name in names}, {}
    for name in names:
        shares = [caught(name, loss, size) for size in FAULTS] if name in VERDICTS else []
        smallest[name] = shares[-1][0] if shares else np.nan
        seen = (
            [f"{share:.0%}" for share, _ in shares] + [str(min(tried for _, tried in shares))] if shares else ["–"] * 4
        )
        passes = ("passes" if right[name] else "**accused**") if name in VERDICTS else "–"
        off = "–" if np.isnan(errors[name]) else f"{errors[name]:.0e}"
        cells = [f"{V}, {d}", f"{1e3 * times[name]:.3g}", str(calls[name]), off, passes, *seen, f"{peaks[name]:.0f}"]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    return times, errors, smallest, peaks, firsts


def draw(table):
    """Time and memory against n, log–log: ours in colour, peers in grey, each named where its line ends."""
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(14, 6.5), layout="constrained")
    for panel, column, least in ((left, 0, 0), (right, 3, 1)):
        ends = {}
        for name in DRAWN:
            points = [(V * d, max(row[column][name], least)) for (V, d), row in table.items() if name in row[0]]
            colour, width = (OURS[name], 2.5) if name in OURS else ("0.65", 1)
            panel.loglog(*np.transpose(points), color=colour, lw=width, marker=".")
            ends.setdefault(points[-1][0], []).append((points[-1][1], name, colour if name in OURS else "0.4"))
        for n, labels in ends.items():
            place = 0
            for value, name, colour in sorted(label for label in labels if label[0] > 5 * least):
                place = max(value, place * LINE)  # not on top of another
                at = {"xytext": (7, 0), "textcoords": "offset points", "va": "center"}
                panel.annotate(
                    name, (n, place), **at, color=colour, size=9, bbox={"fc": "white", "ec": "none", "pad": 1}
                )
        panel.spines[["top", "right"]].set_visible(False)
        panel.set(xlabel="n, entries of U", xlim=(30, 1e9))
    ratio, last = (table[50, 20][0][SLOW] / table[50, 20][0]["check_gradient"], table[SIZES[-1]])
    found = (
        f"Each of 1,000 slopes {ratio:.0f} × as fast as torch;\na verdict on 30 million in {last[0][LAST]:.0f} seconds"
    )
    left.set_title(found, loc="left")
    left.set_ylabel("CPU seconds for one gradient, or one verdict")
    right.set_title(f"Directions need {last[3][LAST] / 1024:.1f} GiB for 30 million entries", loc="left")
    right.set_ylabel("peak MiB beyond U and its gradient, or 1")
    figure.savefig(Path(__file__).with_name("growth.png"), dpi=110)


def judge(table):
    """Print each target with what was reached; the missed ones."""
    missed = []
    small = [table[size] for size in SIZES[:2]]

    def target(text, reached, least):
        met = min(reached) >= least
        print(f"| {text} | {', '.join(f'{value:.3g}' for value in reached)} | {'met' if met else '**missed**'} |")
        missed.extend([] if met else [text])

    print("\n| target | reached | |\n|---|--:|---|")
    ratio = lambda name, rows, column=0: [row[column][SLOW] / row[column][name] for row in rows]
    target("check_gradient at (10, 5), (50, 20): 5 × as fast as torch slow", ratio("check_gradient", small), 5)
    target("the same by the first call of every turn, when caches are cold", ratio("check_gradient", small, 4), 5)
    target("its error at most 1/100 of torch's", [e[SLOW] / e["check_gradient"] for _, e, *_ in small], 100)
    if "complex_step, batched" in GRADIENTS:
        target("complex step, batched: 20 × as fast as torch slow", ratio("complex_step, batched", small), 20)
    large = [table[1000, 100]]
    target("check_directions at (1000, 100): 400 × as fast as torch slow", ratio("check_directions", large), 400)
    target("it catches 95 % of single-entry faults of 1e-6", [large[0][2]["check_directions"]], 0.95)
    return missed


def main():
    """Print the tables; false if every target is met."""
    warnings.simplefilter("ignore")
    print(f"python {platform.python_version()}, {versions()}")
    print(f"\n| method | {' | '.join(HEAD)} |\n|---{'|--:' * len(HEAD)}|")
    table = {size: measure(*size) for size in SIZES}
    draw(table)
    return bool(judge(table))


if __name__ == "__main__":
    sys.exit(main())
